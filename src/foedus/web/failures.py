"""What is wrong, said on a page or as data: never a trace, always the place, the value and what is near."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from foedus.problems import BadInput, Problem
from foedus.web.page import Elsewhere, Missing, Page, TooMuch
from foedus.web.rendering import html
from foedus.web.routes import visit_of
from foedus.web.site import Site
from foedus.web.work import Busy, TooLong

__all__ = ["add"]

_LOG = logging.getLogger("foedus.web")
_DATA = (".json", ".csv", ".svg", ".png", ".gexf", ".bib")


def add(app: FastAPI, site: Site) -> None:
    """The handlers of everything that can go wrong."""

    def says(request: Request, status: int, problems: Iterable[Problem], **headers: str) -> Response:
        return _response(request, site, status, tuple(problems), headers)

    async def bad(request: Request, error: Any) -> Response:
        return says(request, 400, error.problems)

    async def wrong(request: Request, error: Any) -> Response:
        return says(request, 400, [_problem(item) for item in error.errors()[:20]])

    async def missing(request: Request, error: Any) -> Response:
        return says(request, 404, error.problems or [Problem(says="there is nothing at this address")])

    async def elsewhere(request: Request, error: Any) -> Response:
        visit = visit_of(request, site)
        pairs = [*error.pairs, *([("embed", "1")] if visit.embed else [])]
        return RedirectResponse(visit.url(error.path, *pairs), 303)

    async def much(request: Request, error: Exception) -> Response:
        return says(request, 413, [Problem(says=str(error))])

    async def busy(request: Request, _: Exception) -> Response:
        return says(request, 503, [Problem(says="the server has too much to do; try again in a moment")], retry_after="2")

    async def long(request: Request, _: Exception) -> Response:
        return says(request, 503, [Problem(says="this takes too long for a page; use the command line")])

    async def other(request: Request, error: Any) -> Response:
        words = {404: "there is nothing at this address", 405: "this address is only to be read"}
        return says(request, error.status_code, [Problem(says=words.get(error.status_code, str(error.detail)))])

    async def fault(request: Request, error: Exception) -> Response:
        _LOG.error("a fault at %s", request.url.path, exc_info=error)
        return says(request, 500, [Problem(says="a fault of ours; it has been written down")])

    for kind, handler in (
        (BadInput, bad), (RequestValidationError, wrong), (Missing, missing), (Elsewhere, elsewhere), (TooMuch, much),
        (Busy, busy), (TooLong, long), (HTTPException, other), (Exception, fault),
    ):
        app.add_exception_handler(kind, handler)


def _problem(error: dict[str, Any]) -> Problem:
    """One of pydantic's complaints about a parameter, in our form."""
    where = [str(part) for part in error["loc"] if part not in ("query", "path", "body")]
    says = "no such parameter" if error["type"] == "extra_forbidden" else str(error["msg"])
    says = says[:1].lower() + says[1:]
    return Problem(path=".".join(where) or None, says=says, value=str(error.get("input"))[:60])


def _response(
    request: Request, site: Site, status: int, problems: tuple[Problem, ...], headers: dict[str, str]
) -> Response:
    more = {name.replace("_", "-"): value for name, value in headers.items()} | {"cache-control": "no-store"}
    if request.url.path.endswith(_DATA) or "text/html" not in request.headers.get("accept", "text/html"):
        return JSONResponse({"status": status, "problems": [_plain(item) for item in problems]}, status, more)
    visit = visit_of(request, site)
    words = visit.words
    title = words(f"failure.{status}") if words.has(f"failure.{status}") else words("failure.other")
    page = Page(
        template="failure.html", title=title, description=title, path=request.url.path, status=status,
        pairs=list(request.query_params.multi_items())[:20],
        context=lambda: {"problems": problems, "status": status, "typed": request.query_params.get("q", "")[:300]},
    )
    return Response(html(page, visit), status, more, "text/html; charset=utf-8")


def _plain(problem: Problem) -> dict[str, Any]:
    """A problem as data, empty fields left out."""
    found = {
        "path": problem.path, "line": problem.line, "says": problem.says, "value": problem.value,
        "nearest": list(problem.nearest),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
