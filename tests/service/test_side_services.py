"""Health and reflection, the latter under both its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import grpc
import pytest
from google.protobuf import descriptor_pb2
from grpc_health.v1 import health_pb2
from grpc_reflection.v1alpha import reflection_pb2

from tests.service.running import TIMEOUT_S

if TYPE_CHECKING:
    from tests.service.running import RunningServer

_SERVICES = {
    "figures.v1.FigureService",
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
}


@pytest.mark.parametrize("service", ["", "figures.v1.FigureService"])
def test_health_is_serving(server: RunningServer, service: str) -> None:
    request = health_pb2.HealthCheckRequest(service=service)
    check = server.channel.unary_unary(
        "/grpc.health.v1.Health/Check",
        request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
        response_deserializer=health_pb2.HealthCheckResponse.FromString,
    )
    assert check(request, timeout=TIMEOUT_S).status == health_pb2.HealthCheckResponse.SERVING
    watch = server.channel.unary_stream(
        "/grpc.health.v1.Health/Watch",
        request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
        response_deserializer=health_pb2.HealthCheckResponse.FromString,
    )
    updates = watch(request, timeout=TIMEOUT_S)
    assert next(updates).status == health_pb2.HealthCheckResponse.SERVING
    updates.cancel()


def test_health_does_not_know_other_services(server: RunningServer) -> None:
    check: grpc.UnaryUnaryMultiCallable[bytes, bytes] = server.channel.unary_unary("/grpc.health.v1.Health/Check")
    with pytest.raises(grpc.RpcError) as caught:
        check(health_pb2.HealthCheckRequest(service="another").SerializeToString(), timeout=TIMEOUT_S)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize("version", ["v1", "v1alpha"])
def test_reflection_describes_every_service(server: RunningServer, version: str) -> None:
    reflect = server.channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )
    requests = [
        reflection_pb2.ServerReflectionRequest(list_services=""),
        *(reflection_pb2.ServerReflectionRequest(file_containing_symbol=name) for name in sorted(_SERVICES)),
    ]
    listing, *files = reflect(iter(requests), timeout=TIMEOUT_S)
    assert {service.name for service in listing.list_services_response.service} == _SERVICES
    for name, answer in zip(sorted(_SERVICES), files, strict=True):
        described = descriptor_pb2.FileDescriptorProto.FromString(
            answer.file_descriptor_response.file_descriptor_proto[0]
        )
        assert name in {f"{described.package}.{service.name}" for service in described.service}
