"""The application, put together: screens, forms, errors, limits."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from foedus.versions import __register__, __version__
from foedus.web import failures, posting
from foedus.web.headers import Headers
from foedus.web.language import Language
from foedus.web.limits import Limits
from foedus.web.openapi import describe
from foedus.web.pages import api, ask, compare, data, find, instrument, network, read, world
from foedus.web.rendering import STATIC
from foedus.web.routes import add
from foedus.web.settings import Settings
from foedus.web.site import Site

__all__ = ["SCREENS", "create"]

#: The order counts: `/{name}` takes what nobody before it took.
SCREENS = (
    *ask.SCREENS, *world.SCREENS, *compare.SCREENS, *network.SCREENS, *read.SCREENS, *data.SCREENS, *api.SCREENS,
    *find.SCREENS, *instrument.SCREENS,
)


def create(settings: Settings | None = None) -> FastAPI:
    """The server as an ASGI application; without settings, by the environment.

    Raises
    ------
    BadInput
        For a setting or a register folder that is wrong.
    """
    site = Site(settings or Settings.of_environment())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        # The register stays for good: looking through it again and again costs a fifth of an answer.
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 20, 50)
        yield
        site.close()

    app = FastAPI(title="foedus", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.site = site
    app.mount("/static", _Static(directory=STATIC), name="static")
    _health(app, site)
    for screen in SCREENS:
        add(app, site, screen)
    posting.add(app, site)
    failures.add(app, site)
    site.describe = describe(app)
    app.add_middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["Content-Type", "If-None-Match"],
        expose_headers=["ETag"], max_age=86400,
    )
    app.add_middleware(Limits, rate=site.settings.rate, body=site.settings.body)
    app.add_middleware(Language)
    app.add_middleware(Headers)
    return app


class _Static(StaticFiles):
    """Our own files: kept for ever, for their addresses change with their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _health(app: FastAPI, site: Site) -> None:
    @app.get("/health", include_in_schema=False)
    async def health(_: Request) -> dict[str, Any]:
        """Whether this worker answers, and with which versions."""
        return {
            "status": "ok", "engine": __version__, "register": __register__, "sha256": site.register.digest,
            "pid": os.getpid(),
        }

    @app.get("/robots.txt", include_in_schema=False)
    async def robots(_: Request) -> Response:
        return Response("User-agent: *\nAllow: /\n", media_type="text/plain")

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon(_: Request) -> Response:
        return Response((STATIC / "icon.svg").read_bytes(), media_type="image/svg+xml")
