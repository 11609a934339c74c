"""The language of a page: part of the address (`/fr/...`, `/en/...`), else what the browser prefers.

The bare address never redirects; it says `Vary: Accept-Language`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.web.words import LANGUAGES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Language", "preferred"]

_PREFIX = re.compile(rf"^/({'|'.join(LANGUAGES)})(?=/|$)")


def preferred(header: str) -> str:
    """The best of our languages for an Accept-Language header.

    Examples
    --------
    >>> preferred("fr-CH, fr;q=0.9, en;q=0.8"), preferred("de, en;q=0.5"), preferred("")
    ('fr', 'en', 'en')
    """
    best, weight = "en", 0.0
    for part in header[:500].split(","):
        tag, _, rest = part.strip().partition(";")
        code = tag.split("-")[0].lower()
        quality = re.fullmatch(r"\s*q=(\d(?:\.\d{1,3})?)\s*", rest)
        value = float(quality.group(1)) if quality else 1.0
        if code in LANGUAGES and value > weight:
            best, weight = code, value
    return best


class Language:
    """Middleware: takes the language off the path and leaves it in the scope."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            said = _PREFIX.match(scope["path"])
            if said:
                path = scope["path"][said.end():] or "/"
                scope = {**scope, "path": path, "raw_path": path.encode(), "foedus.lang": said.group(1), "foedus.prefix": f"/{said.group(1)}"}
            else:
                header = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
                scope = {**scope, "foedus.lang": preferred(header), "foedus.prefix": ""}
        await self.app(scope, receive, send)
