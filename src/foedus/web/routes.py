# No postponed annotations here: FastAPI reads those of the functions that are made below.
"""From a `Screen` to the addresses at which it answers, one for each form."""

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response

from foedus.web.cache import Finished
from foedus.web.formats import finish
from foedus.web.openapi import responses
from foedus.web.page import KINDS, Missing, Page, Screen, Visit
from foedus.web.site import Site

__all__ = ["add", "respond", "visit_of"]

_PART = re.compile(r"\{(\w+)\}")
_HOST = re.compile(r"^[A-Za-z0-9.\-\[\]:]{1,255}$")
PARTS: Mapping[str, str] = {
    "day": "A day, YYYY-MM-DD, from 1815-01-01.",
    "state": "A state's id, three capital letters.",
    "name": "A state's id in capital letters, or an instrument's id.",
    "vocabulary": "A vocabulary of the codebook.",
    "kind": "A kind of record.",
}


def visit_of(request: Request, site: Site) -> Visit:
    """Who asks, read off the request; a host that is no host counts as none."""
    host = request.headers.get("host", "")
    base = f"{request.url.scheme}://{host}" if _HOST.match(host) else ""
    return Visit(
        site=site, lang=request.scope.get("foedus.lang", "en"), prefix=request.scope.get("foedus.prefix", ""),
        base=base, embed=request.query_params.get("embed") == "1",
    )


def add(app: FastAPI, site: Site, screen: Screen) -> None:
    """All addresses of a screen."""
    for kind in sorted(screen.kinds, key=lambda kind: kind == "html"):
        path = screen.path + KINDS[kind]
        app.add_api_route(
            "/index" + KINDS[kind] if screen.path == "/" and kind != "html" else path,
            _endpoint(site, screen, kind), methods=["GET", "HEAD"] if kind == "html" else ["GET"],
            include_in_schema=kind != "html" and screen.path != "/",
            summary=f"{screen.summary} ({kind.upper()})", tags=[screen.tag], response_class=Response,
            responses=responses(screen, kind), name=f"{screen.path}.{kind}",
            operation_id=re.sub(r"\W+", "_", f"{screen.path}_{kind}").strip("_"),
        )


def _endpoint(site: Site, screen: Screen, kind: str) -> Callable[..., Awaitable[Response]]:
    async def answer(request: Request, **given: Any) -> Response:
        visit = visit_of(request, site)
        key = (kind, visit.lang, visit.prefix, visit.base, request.url.path, request.url.query, site.today())
        found = site.finished.get(key)
        if found is None:
            found, keep = await site.work.run(_made, screen, kind, visit, given)
            if keep:
                site.finished.put(key, found)
        return respond(request, found)

    parameters = [inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)]
    for name in _PART.findall(screen.path):
        part = Annotated[str, Path(max_length=120, description=PARTS[name])]
        parameters.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=part))
    if screen.query is not None:
        query: Any = Annotated[screen.query, Query()]
        parameters.append(inspect.Parameter("asked", inspect.Parameter.KEYWORD_ONLY, annotation=query))
    answer.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return answer


def _made(screen: Screen, kind: str, visit: Visit, given: Mapping[str, Any]) -> tuple[Finished, bool]:
    page: Page = screen.make(visit, **given)
    if kind not in ("html", *page.kinds):
        raise Missing
    made = finish(page, kind, visit)
    if made.packs:
        made.packed  # noqa: B018 - packed here, in the thread, not where all wait
    return made, page.keep and page.status == 200


def respond(request: Request, found: Finished) -> Response:
    """The response, packed if the client takes that, or only that nothing has changed."""
    headers = {**found.headers, "etag": found.etag, "cache-control": "public, no-cache"}
    headers["vary"] = ", ".join(filter(None, [found.headers.get("vary"), "Accept-Encoding"]))
    if found.status == 200 and request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=headers)
    body = found.body
    if found.packs and "gzip" in request.headers.get("accept-encoding", ""):
        body = found.packed
        headers["content-encoding"] = "gzip"
    return Response(body, found.status, headers, found.media)


