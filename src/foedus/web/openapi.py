"""The description of the API: parameters from the routes, answers from the published JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from foedus.versions import __version__
from foedus.web.page import Screen

__all__ = ["describe", "responses", "schemas"]

_MEDIA = {
    "json": "application/json", "csv": "text/csv", "svg": "image/svg+xml", "png": "image/png",
    "gexf": "application/gexf+xml", "bib": "text/x-bibtex",
}
_PROBLEMS = {
    400: "Something in the question is wrong; `problems` says what, where, and what is near.",
    404: "There is nothing at this address.",
    413: "The request or the scenario is too large.",
    429: "Too many requests from this address.",
    503: "Too much to do, or too long to answer.",
}


def responses(screen: Screen, kind: str) -> dict[int | str, dict[str, Any]]:
    """What an address may answer."""
    schema: dict[str, Any] = {"type": "string"} if kind != "json" else {}
    if kind == "json" and screen.schema is not None:
        schema = {"$ref": f"#/components/schemas/{screen.schema}"}
    media = _MEDIA.get(kind, "text/html")
    found: dict[int | str, dict[str, Any]] = {200: {"description": "The answer.", "content": {media: {"schema": schema}}}}
    problems = {"application/json": {"schema": {"$ref": "#/components/schemas/Problems"}}}
    found.update({status: {"description": text, "content": problems} for status, text in _PROBLEMS.items()})
    return found


@cache
def schemas() -> Mapping[str, dict[str, Any]]:
    """The published JSON Schemas as components: the same as `foedus check --schema`."""
    from foedus.law.opinion import Opinion
    from foedus.law.scenario import Scenario
    from foedus.queries import Commitments, Comparison, Umbrella
    from foedus.register.validate import adapter

    kinds: tuple[type, ...] = (Opinion, Scenario, Commitments, Comparison, Umbrella)
    found: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        schema = adapter(kind).json_schema(ref_template="#/components/schemas/{model}")
        found.update(schema.pop("$defs", {}))
        found[kind.__name__] = schema
    text = {"type": "string"}
    found["Problems"] = {
        "type": "object", "required": ["problems"],
        "properties": {
            "status": {"type": "integer"},
            "problems": {"type": "array", "items": {
                "type": "object", "required": ["says"],
                "properties": {
                    "says": text, "path": text, "value": text, "line": {"type": "integer"},
                    "nearest": {"type": "array", "items": text},
                },
            }},
        },
    }
    return found


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Let the application give its description, made once."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title="foedus", version=__version__, routes=app.routes,
                summary="Commitments between states, made computable.",
                description="Every page of foedus is also data: the same address with `.json`, `.csv`, `.svg` or `.png`. "
                "Reading needs no key. Answers carry an ETag; ask again with If-None-Match.",
                license_info={"name": "Code: Apache-2.0; register: CC BY 4.0"},
            )
            kept = found.setdefault("components", {}).setdefault("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                kept.pop(name, None)
            kept.update(schemas())
            for path in found["paths"].values():
                for operation in path.values():
                    operation["responses"].pop("422", None)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = made  # type: ignore[method-assign]
    return made
