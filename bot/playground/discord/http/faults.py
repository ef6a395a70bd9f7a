"""Faults on demand: what the network and Discord do on a bad day."""

import asyncio
import time
from dataclasses import dataclass

from aiohttp import web

from bot.playground.discord.http.wire import Json, respond

CLIENT_LEFT = 499
"""The status recorded when nobody waited for the answer; it is never sent."""


@dataclass(slots=True)
class _Order:
    match: str
    times: int
    status: int | None = None
    delay: float = 0.0
    retry_after: float = 0.0
    is_global: bool = False
    afterwards: bool = False
    via: bool = True

    @property
    def name(self) -> str:
        if self.status is not None:
            return str(self.status)
        if self.delay:
            return f"{'late' if self.afterwards else 'slow'} by {self.delay:g} s"
        return "lost answer" if self.afterwards else "cut connection"


class TooEarlyError(Exception):
    """A request was repeated before the time it was told to wait.

    Attributes:
        left: The seconds left to wait.
    """

    def __init__(self, left: float) -> None:
        super().__init__(f"{left:.3f} s too early")
        self.left = left


class HttpFaults:
    """Faults for the next requests; each is used up when it happens.

    ``match`` is part of ``"METHOD /path"``; the empty text matches every request.
    """

    def __init__(self) -> None:
        self._orders: list[_Order] = []
        self._limited: dict[str, float] = {}

    def rate_limit(
        self,
        times: int = 1,
        *,
        retry_after: float = 0.05,
        is_global: bool = False,
        match: str = "",
        via: bool = True,
    ) -> None:
        """Answer 429 and name the seconds to wait.

        Without ``via`` it is not Discord itself that refuses, but Cloudflare before it.
        """
        self._orders.append(_Order(match, times, 429, 0.0, retry_after, is_global, via=via))

    def fail(self, status: int = 500, times: int = 1, *, match: str = "") -> None:
        """Answer with an error of the server's own: 500, 502, 503."""
        self._orders.append(_Order(match, times, status))

    def slow(self, seconds: float, times: int = 1, *, match: str = "") -> None:
        """Let the request wait (real seconds), then carry it out."""
        self._orders.append(_Order(match, times, delay=seconds))

    def answer_late(self, seconds: float, times: int = 1, *, match: str = "") -> None:
        """Carry the request out, and let its answer wait (real seconds)."""
        self._orders.append(_Order(match, times, delay=seconds, afterwards=True))

    def lose_answer(self, times: int = 1, *, match: str = "") -> None:
        """Carry the request out, and close the connection without an answer."""
        self._orders.append(_Order(match, times, afterwards=True))

    def drop(self, times: int = 1, *, match: str = "") -> None:
        """Close the connection without an answer."""
        self._orders.append(_Order(match, times))

    def pending(self) -> list[Json]:
        """Return the pending faults: what, how often, and for which requests."""
        return [
            {"what": order.name, "times": order.times, "match": order.match}
            for order in self._orders
        ]

    def clear(self) -> None:
        """Behave again."""
        self._orders.clear()
        self._limited.clear()

    async def carry_out(self, request: web.Request) -> web.Response | None:
        """Return the faulty answer to this request, or ``None`` to treat it as usual.

        Raises:
            TooEarlyError: It was told to wait for longer than it did.
        """
        line = _line(request)
        if (left := self._limited.get(line, 0.0) - time.monotonic()) > 0:
            raise TooEarlyError(left)
        order = self._take(request, afterwards=False)
        if order is None:
            return None
        if order.delay:
            await asyncio.sleep(order.delay)
            if request.transport is None:  # the client did not wait: it never arrived
                return web.Response(status=CLIENT_LEFT)
            return None
        if order.status is None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=502)
        if order.status == web.HTTPTooManyRequests.status_code:
            self._limited[line] = time.monotonic() + order.retry_after
            return too_many(order.retry_after, is_global=order.is_global, via=order.via)
        return web.Response(status=order.status, text="error", content_type="text/html")

    async def hold_back(self, request: web.Request) -> None:
        """Apply the fault to the answer of this request, which has been carried out."""
        order = self._take(request, afterwards=True)
        if order is None:
            return
        if order.delay:
            await asyncio.sleep(order.delay)
        elif request.transport is not None:
            request.transport.abort()

    def _take(self, request: web.Request, *, afterwards: bool) -> _Order | None:
        line = _line(request)
        order = next(
            (o for o in self._orders if o.match in line and o.afterwards is afterwards), None
        )
        if order is not None:
            order.times -= 1
            if order.times <= 0:
                self._orders.remove(order)
        return order


def too_many(retry_after: float, *, is_global: bool = False, via: bool = True) -> web.Response:
    """Return the refusal of a request that has to wait."""
    response = respond(
        {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": is_global,
        },
        429,
    )
    # discord.py takes a 429 without Via for a ban by Cloudflare and gives up.
    if via:
        response.headers["Via"] = "1.1 google"
    response.headers["Retry-After"] = str(retry_after)
    response.headers["X-RateLimit-Scope"] = "global" if is_global else "user"
    return response


def _line(request: web.Request) -> str:
    return f"{request.method} {request.path}"
