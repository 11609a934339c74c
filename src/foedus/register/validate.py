"""A file's content -> a record, or everything that is wrong with it at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from foedus.problems import BadInput, Problem, nearest
from foedus.register import records, yaml12
from foedus.register.yaml12 import Lines, dotted

__all__ = ["adapter", "read_record", "schema", "validate"]


@cache
def adapter(kind: Any) -> Any:
    """The pydantic adapter of a record type; built once, imported only when needed."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a record, for editors."""
    found: dict[str, Any] = adapter(kind).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def read_record(path: Path, kind: type) -> Any:
    """One record from one YAML file; raises `BadInput` with every problem in it."""
    value, lines = yaml12.read(path)
    return validate(value, kind, file=str(path), lines=lines)


def validate(value: Any, kind: Any, *, file: str | None = None, lines: Lines | None = None) -> Any:
    """The record that `value` describes; raises `BadInput` naming line, path, value, nearest."""
    from pydantic import ValidationError

    try:
        return adapter(kind).validate_python(value)
    except ValidationError as error:
        raise BadInput(_problems(error, value, file, lines or {})) from None


def _problems(error: Any, value: Any, file: str | None, lines: Lines) -> list[Problem]:
    found: dict[tuple[str, str], Problem] = {}
    for item in error.errors(include_url=False, include_context=True):
        path = _real_path(item["loc"], value)
        problem = _problem(item, path, file, lines)
        found.setdefault((problem.path or "", problem.says), problem)
    return sorted(found.values(), key=lambda problem: (problem.line or 0, problem.path or ""))


def _real_path(loc: tuple[Any, ...], value: Any) -> tuple[str | int, ...]:
    """The part of pydantic's location that exists in the input (it adds names of alternatives)."""
    path: list[str | int] = []
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(value, dict) and (part in value or last):
            path.append(part)
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            path.append(part)
            value = value[part]
    return tuple(path)


def _problem(item: Any, path: tuple[str | int, ...], file: str | None, lines: Lines) -> Problem:
    kind, got = item["type"], item.get("input")
    line = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), None)
    where: dict[str, Any] = {"file": file, "line": line, "path": dotted(path) or None}
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return Problem(says="is missing", **where)
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return Problem(says="unknown key", nearest=nearest(str(path[-1]), _known_keys()), **where)
    shown = _short(got)
    if kind in ("enum", "literal_error"):
        expected = str(item["ctx"]["expected"])
        options = [option.strip(" '") for option in expected.replace(" or ", ", ").split(",")]
        return Problem(
            says="has to be one of: " + ", ".join(options), value=shown, nearest=nearest(str(got), options), **where
        )
    if kind == "string_pattern_mismatch":
        return Problem(says=_says(item["ctx"]["pattern"]), value=shown, **where)
    return Problem(says=item["msg"][0].lower() + item["msg"][1:], value=shown, **where)


@cache
def _known_keys() -> frozenset[str]:
    from dataclasses import fields, is_dataclass

    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    return frozenset(field.name.rstrip("_") for kind in kinds for field in fields(kind))


def _says(pattern: str) -> str:
    for known in (records.Date, records.StateId, records.Slug, records.Article):
        meta = known.__metadata__[0]  # type: ignore[attr-defined]
        if meta.pattern == pattern:
            return f"has to be {meta.says}"
    return f"does not have the form {pattern}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "..."
