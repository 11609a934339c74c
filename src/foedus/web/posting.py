# No postponed annotations here: FastAPI reads those of the functions that are made below.
"""What is sent instead of addressed: whole scenarios, and texts to read."""

from typing import Annotated, Any

import msgspec
from fastapi import Body, FastAPI, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from foedus.asking import plain
from foedus.law import scenario as scenarios
from foedus.problems import BadInput
from foedus.web import openapi
from foedus.web.asked import AskQuery, asking_of
from foedus.web.formats import finish
from foedus.web.limits import ADDRESS
from foedus.web.page import Page, Screen, Visit, address
from foedus.web.pages import ask, read
from foedus.web.routes import respond, visit_of
from foedus.web.site import Site

__all__ = ["add"]

#: A longer address would not travel everywhere.
_SHORT = 6_000


class Text(BaseModel):
    """A text to be read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="A treaty or a news item, in any language.", max_length=read.LETTERS)
    published: str | None = Field(None, description="The day of publication, YYYY-MM-DD.", max_length=40)


def add(app: FastAPI, site: Site) -> None:
    """The addresses that take a body."""
    _scenarios(app, site)
    _texts(app, site)


def _scenarios(app: FastAPI, site: Site) -> None:
    document = openapi.responses(Screen(path="/ask", make=ask.ask, summary="", schema="Opinion"), "json")

    @app.post("/ask", include_in_schema=False)
    async def ask_form(request: Request, scenario: Annotated[str, Form(max_length=500_000)] = "") -> Response:
        """A scenario of the form: on to its address, or answered here where that would be too long."""
        visit = visit_of(request, site)
        asked = await site.work.run(_asked, scenario)
        target = address("/ask", [("scenario", asked)])
        if len(target) <= min(_SHORT, ADDRESS):
            return RedirectResponse(visit.prefix + target, 303)
        return respond(request, await site.work.run(_answer, visit, scenario, "html"))

    @app.post(
        "/ask.json", tags=["ask"], summary="The opinion on a whole scenario (JSON)", operation_id="ask_scenario_json", responses=document,
        response_class=Response,
    )
    async def ask_json(
        request: Request,
        scenario: Annotated[dict[str, Any], Body(description="A scenario, as `foedus ask --scenario` takes it.")],
    ) -> Response:
        visit = visit_of(request, site)
        return respond(request, await site.work.run(_answer, visit, scenario, "json"))


def _asked(text: str) -> str:
    """A scenario as compact JSON, checked."""
    if not text.strip():
        raise BadInput("scenario: is empty")
    return msgspec.json.encode(plain(scenarios.read(text)), enc_hook=str).decode()


def _answer(visit: Visit, given: str | dict[str, Any], kind: str) -> Any:
    parsed = scenarios.read(given) if isinstance(given, str) else scenarios.parse(given)
    asked = AskQuery.model_validate({})
    page: Page = ask.page(visit, asked, asking_of(asked, parsed))
    return finish(page, kind, visit)


def _texts(app: FastAPI, site: Site) -> None:
    document = openapi.responses(Screen(path="/read", make=read.read, summary=""), "json")

    @app.post("/read", include_in_schema=False)
    async def read_form(
        request: Request, text: Annotated[str, Form(max_length=read.LETTERS * 2)] = "", published: Annotated[str, Form(max_length=40)] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        """The reading of what was pasted or sent, as a page."""
        visit = visit_of(request, site)
        data = await file.read(site.settings.body) if file is not None and file.size else text.encode()
        return respond(request, await site.work.run(_reading, visit, data, published, "html"))

    @app.post(
        "/read.json", tags=["read"], summary="What a text says, with the characters that support it (JSON)", operation_id="read_text_json",
        responses=document, response_class=Response,
    )
    async def read_json(request: Request, asked: Annotated[Text, Body()]) -> Response:
        visit = visit_of(request, site)
        return respond(request, await site.work.run(_reading, visit, asked.text.encode("utf-8", "replace"), asked.published, "json"))


def _reading(visit: Visit, data: bytes, published: str | None, kind: str) -> Any:
    return finish(read.reading(visit, data, published), kind, visit)
