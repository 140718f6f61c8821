"""What stands beside the contract: grpc.health.v1, and server reflection under its old and its new name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection, reflection_pb2, reflection_pb2_grpc

from figures_server.serve.methods import SERVICE

if TYPE_CHECKING:
    from grpc_health.v1.health_pb2 import HealthCheckResponse

_HEALTH: Final = health_pb2.DESCRIPTOR.services_by_name["Health"].full_name
_REFLECTION_ALPHA: Final = reflection_pb2.DESCRIPTOR.services_by_name["ServerReflection"].full_name
_REFLECTION: Final = "grpc.reflection.v1.ServerReflection"


class SideServices:
    """Health and reflection of one server; not serving until told otherwise."""

    def __init__(self, server: grpc.aio.Server) -> None:
        by_name = _ByName(server)
        self._health = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, by_name)
        names = (SERVICE, _HEALTH, _REFLECTION_ALPHA, _REFLECTION)
        _declare_reflection()
        servicer = reflection.aio.ReflectionServicer(names)
        reflection_pb2_grpc.add_ServerReflectionServicer_to_server(servicer, by_name)
        server.add_generic_rpc_handlers((_under_new_name(servicer),))

    async def serving(self) -> None:
        """All is well, for the server as a whole ("") and for its service."""
        await self._set(health_pb2.HealthCheckResponse.SERVING)

    async def not_serving(self) -> None:
        """Calls had better go elsewhere."""
        await self._set(health_pb2.HealthCheckResponse.NOT_SERVING)

    async def _set(self, status: HealthCheckResponse.ServingStatus) -> None:
        for service in ("", SERVICE):
            await self._health.set(service, status)


class _ByName:
    """Adds services to a server whose methods are found by their names alone.

    Generated code registers each method besides, and grpc.aio begins every call, of whatever method, by waiting for
    those anew: 5 % of what a call costs the front.
    """

    def __init__(self, server: grpc.aio.Server) -> None:
        self.add_generic_rpc_handlers = server.add_generic_rpc_handlers

    def add_registered_method_handlers(self, _service: str, _handlers: object) -> None:
        """Left out."""


def _under_new_name(servicer: reflection.aio.ReflectionServicer) -> grpc.GenericRpcHandler:
    """grpcio-reflection knows grpc.reflection.v1alpha alone; v1 has the same messages on the wire."""
    handler = grpc.stream_stream_rpc_method_handler(
        servicer.ServerReflectionInfo,
        request_deserializer=reflection_pb2.ServerReflectionRequest.FromString,
        response_serializer=reflection_pb2.ServerReflectionResponse.SerializeToString,
    )
    return grpc.method_handlers_generic_handler(_REFLECTION, {"ServerReflectionInfo": handler})


def _declare_reflection() -> None:
    """Puts the description of grpc.reflection.v1 into the pool that reflection answers from."""
    file = descriptor_pb2.FileDescriptorProto()
    reflection_pb2.DESCRIPTOR.CopyToProto(file)
    file.name = "grpc/reflection/v1/reflection.proto"
    old, file.package = file.package, "grpc.reflection.v1"
    for message in file.message_type:
        for field in message.field:
            if field.type_name:
                field.type_name = field.type_name.replace(old, file.package)
    for method in file.service[0].method:
        method.input_type = method.input_type.replace(old, file.package)
        method.output_type = method.output_type.replace(old, file.package)
    descriptor_pool.Default().Add(file)
