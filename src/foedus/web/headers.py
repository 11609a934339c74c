"""Headers on every response: a strict content policy, no sniffing, no referrer beyond the origin; and the log line."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOG", "Headers", "policy"]

LOG = logging.getLogger("foedus.web")

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    # Pictures and data may be shown by others; nothing here belongs to one visitor.
    (b"cross-origin-resource-policy", b"cross-origin"),
)
_PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " \
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {who}"
#: A picture that stands alone carries its style in itself.
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"


def policy(media: str, *, embed: bool) -> str:
    """The content policy for a kind of content.

    Examples
    --------
    >>> "unsafe" in policy("text/html; charset=utf-8", embed=False)
    False
    """
    if media.startswith("image/svg"):
        return _PICTURE
    return _PAGE.format(who="*" if embed else "'none'")


class Headers:
    """Middleware: adds the headers, and writes one line of JSON for each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        embed = b"embed=1" in scope["query_string"].split(b"&")
        said = {"status": 500, "bytes": 0}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said["status"] = message["status"]
                headers = list(message.get("headers", ()))
                media = next((value.decode("latin-1") for name, value in headers if name == b"content-type"), "text/html")
                headers += [*_ALWAYS, (b"content-security-policy", policy(media, embed=embed).encode())]
                message = {**message, "headers": headers}
            elif message["type"] == "http.response.body":
                said["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        finally:
            # No client address and no question: who asked what is nobody's business.
            LOG.info(json.dumps({
                "method": scope["method"], "path": scope["path"][:200], "status": said["status"],
                "bytes": said["bytes"], "ms": round((time.perf_counter() - began) * 1000, 1),
            }))
