"""What a request may cost: how many a minute, how long an address, how large and how slow a body."""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ADDRESS", "Buckets", "Limits"]

#: The longest address, path and query together, in bytes.
ADDRESS = 16_000
_CLIENTS = 20_000
_FREE = ("/static/", "/health")


class Buckets:
    """A bucket of requests for each client, filled again at a steady rate.

    Examples
    --------
    >>> buckets = Buckets(60, burst=2)
    >>> [buckets.wait("a", now) for now in (0.0, 0.0, 0.0, 1.0)]
    [0.0, 0.0, 1.0, 0.0]
    """

    def __init__(self, a_minute: int, *, burst: int | None = None) -> None:
        self._rate = a_minute / 60
        self._burst = float(burst if burst is not None else max(a_minute // 4, 1))
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Seconds to wait; 0 for a request that may pass, which is then counted."""
        left, since = self._left.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        passes = left >= 1
        self._left[client] = (left - 1 if passes else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if passes else (1 - left) / self._rate


class Limits:
    """Middleware: 414 for a long address, 429 for a hurried client, 413 for a large body, 408 for a slow one."""

    def __init__(self, app: ASGIApp, *, rate: int, body: int, slow: float = 15.0) -> None:
        self.app = app
        self._buckets = Buckets(rate) if rate else None
        self._body = body
        self._slow = slow

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if len(scope["path"]) + len(scope["query_string"]) > ADDRESS:
            await _refuse(send, 414, f"the address is longer than {ADDRESS} bytes; send a scenario with POST")
            return
        if self._buckets is not None and not scope["path"].startswith(_FREE):
            client = (scope.get("client") or ("?", 0))[0]
            wait = self._buckets.wait(client, time.monotonic())
            if wait:
                says = "too many requests from this address; wait and try again"
                await _refuse(send, 429, says, (b"retry-after", str(int(wait) + 1).encode()))
                return
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._body:
            await _refuse(send, 413, f"a request may carry {self._body:,} bytes")
            return
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        try:
            body = await asyncio.wait_for(self._read(receive), self._slow)
        except TimeoutError:
            await _refuse(send, 408, f"the request was not complete after {self._slow:g} seconds")
            return
        if body is None:
            await _refuse(send, 413, f"a request may carry {self._body:,} bytes")
            return
        await self.app(scope, _Whole(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body; None where it is too large."""
        parts, size = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return b""
            part = message.get("body", b"")
            size += len(part)
            if size > self._body:
                return None
            parts.append(part)
            if not message.get("more_body"):
                return b"".join(parts)


class _Whole:
    """A body that has been read, handed on as one message; then what the client does."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        return await self._receive()


async def _refuse(send: Send, status: int, says: str, *headers: tuple[bytes, bytes]) -> None:
    body = json.dumps({"status": status, "problems": [{"says": says}]}).encode()
    head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *headers]
    if status in (408, 413):
        head.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
