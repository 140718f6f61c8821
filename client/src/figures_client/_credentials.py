"""How the command proves who it is and whom it trusts: TLS, certificates, a token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import grpc

from figures_client.errors import InvalidRequestError


@dataclass(frozen=True, slots=True)
class Security:
    """The files named on the command line; any of them means TLS."""

    tls: bool = False
    ca_file: str | None = None
    cert_file: str | None = None
    key_file: str | None = None
    token_file: str | None = None

    def credentials(self) -> grpc.ChannelCredentials | None:
        """Credentials of a channel; None for plain text. InvalidRequestError where a file cannot be read."""
        if not (self.tls or self.ca_file or self.cert_file or self.key_file or self.token_file):
            return None
        if bool(self.cert_file) != bool(self.key_file):
            message = "--cert-file and --key-file go together"
            raise InvalidRequestError(message)
        channel = grpc.ssl_channel_credentials(
            _read_pem(self.ca_file, "CERTIFICATE"),
            _read_pem(self.key_file, "PRIVATE KEY"),
            _read_pem(self.cert_file, "CERTIFICATE"),
        )
        token = _read(self.token_file)
        if token is None:
            return channel
        words = token.split()
        # Of anything else gRPC would say that no server answers.
        if len(words) != 1 or not words[0].isascii():
            message = f"{self.token_file}: not one token in ASCII"
            raise InvalidRequestError(message)
        return grpc.composite_channel_credentials(channel, grpc.access_token_call_credentials(words[0].decode()))


def _read_pem(path: str | None, kind: str) -> bytes | None:
    """Of what holds no such thing gRPC would say that no server answers."""
    content = _read(path)
    if content is not None and re.search(rf"-----BEGIN [A-Z ]*{kind}-----".encode(), content) is None:
        message = f"{path}: no {kind} in PEM"
        raise InvalidRequestError(message)
    return content


def _read(path: str | None) -> bytes | None:
    try:
        return None if path is None else Path(path).read_bytes()
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise InvalidRequestError(message) from None
