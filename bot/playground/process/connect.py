"""Points the real discord.py client at the playground: the only module here that touches it."""

import errno
import ipaddress
import socket
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket
from discord.http import Route

_LOOPBACK = "127.0.0.1"


@contextmanager
def directed_to(api_base: str, gateway_url: str) -> Generator[None]:
    """Let every discord.py client of this process talk to these URLs instead of Discord's.

    Both are class attributes that discord.py reads at each call; they are restored at the end.
    """
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = api_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    try:
        yield
    finally:
        Route.BASE = base
        DiscordWebSocket.DEFAULT_GATEWAY = gateway


def loopback_connector() -> aiohttp.TCPConnector:
    """Return a connector, for ``Client(connector=...)``, that reaches nothing but loopback.

    Names other than ``localhost`` do not resolve, and other addresses get no socket: a slip
    fails with `aiohttp.ClientConnectorError` before a byte leaves the machine.
    """
    return aiohttp.TCPConnector(
        resolver=_LoopbackResolver(), socket_factory=_loopback_socket, limit=0
    )


class _LoopbackResolver(AbstractResolver):
    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - part of the interface
    ) -> list[ResolveResult]:
        if host != "localhost":
            raise OSError(errno.ENETUNREACH, f"{host}: only loopback can be reached from here")
        return [
            ResolveResult(
                hostname=host,
                host=_LOOPBACK,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is held open."""


def _loopback_socket(address: tuple[Any, ...]) -> socket.socket:
    family, kind, protocol, _, (host, *_) = address
    if not ipaddress.ip_address(host).is_loopback:
        raise OSError(errno.ENETUNREACH, f"{host}: only loopback can be reached from here")
    return socket.socket(family, kind, protocol)
