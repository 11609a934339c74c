"""A file's content -> a record, or everything that is wrong with it at once."""

from __future__ import annotations

import sys
from dataclasses import field, fields, is_dataclass, make_dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from foedus.problems import BadInput, Problem, nearest
from foedus.register import records, yaml12
from foedus.register.yaml12 import Lines, dotted

__all__ = ["adapter", "read_record", "schema", "validate"]


@cache
def adapter(kind: Any) -> Any:
    """The pydantic adapter of a record type or dataclass; built once, imported only when needed."""
    from pydantic import TypeAdapter

    return TypeAdapter(_twins().get(kind, kind))


@cache
def _twins() -> dict[Any, Any]:
    """For each record type a dataclass of the same fields that pydantic can read."""
    twins = ModuleType("foedus.register._twins")
    sys.modules[twins.__name__] = twins
    vars(twins).update({name: value for name, value in vars(records).items() if not name.startswith("__")})
    structs = [kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    found: dict[Any, Any] = {}
    for kind in structs:
        parts = []
        for item in msgspec.structs.fields(kind):
            annotation = kind.__annotations__[item.name]
            if item.default_factory is not msgspec.NODEFAULT:
                parts.append((item.name, annotation, field(default_factory=item.default_factory)))
            elif item.default is not msgspec.NODEFAULT:
                parts.append((item.name, annotation, field(default_factory=partial(_same, item.default))))
            else:
                parts.append((item.name, annotation, field()))
        config = {"extra": "forbid", "alias_generator": lambda name: name.rstrip("_")}
        namespace = {"__pydantic_config__": config, "__doc__": kind.__doc__}
        found[kind] = make_dataclass(kind.__name__, parts, kw_only=True, namespace=namespace)
        found[kind].__module__ = twins.__name__
        setattr(twins, kind.__name__, found[kind])
    return found


def _same(value: Any) -> Any:
    return value


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
        found = adapter(kind).validate_python(value)
        return msgspec.convert(msgspec.to_builtins(found), kind) if kind in _twins() else found
    except ValidationError as error:
        raise BadInput(_problems(error, value, file, lines or {}, kind)) from None


_OTHER_SHAPE = frozenset({"tuple_type", "dataclass_type", "dataclass_exact_type", "string_type"})


def _problems(error: Any, value: Any, file: str | None, lines: Lines, kind: Any) -> list[Problem]:
    found: dict[tuple[str, str], Problem] = {}
    errors = [(_real_path(item["loc"], value), item) for item in error.errors(include_url=False, include_context=True)]
    said = {path for path, item in errors if item["type"] not in _OTHER_SHAPE}
    for path, item in errors:
        if item["type"] in _OTHER_SHAPE and path in said:
            continue  # where a value may have several shapes, only what is wrong with its own shape helps
        problem = _problem(item, path, file, lines, kind)
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


def _problem(item: Any, path: tuple[str | int, ...], file: str | None, lines: Lines, kind: Any) -> Problem:
    error, got = item["type"], item.get("input")
    line = next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), None)
    where: dict[str, Any] = {"file": file, "line": line, "path": dotted(path) or None}
    if error in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return Problem(says="is missing", **where)
    if error in ("unexpected_keyword_argument", "extra_forbidden"):
        here = _keys_at(kind, path[:-1])
        near = nearest(str(path[-1]), here)
        return Problem(says="unknown key" if near or not here else f"unknown key; known here: {', '.join(sorted(here))}", nearest=near, **where)
    shown = _short(got)
    if error in ("enum", "literal_error"):
        expected = str(item["ctx"]["expected"])
        options = [option.strip(" '") for option in expected.replace(" or ", ", ").split(",")]
        return Problem(
            says="has to be one of: " + ", ".join(options), value=shown, nearest=nearest(str(got), options), **where
        )
    if error == "string_pattern_mismatch":
        return Problem(says=_says(item["ctx"]["pattern"]), value=shown, **where)
    return Problem(says=item["msg"][0].lower() + item["msg"][1:], value=shown, **where)


@cache
def _keys_at(kind: Any, path: tuple[str | int, ...]) -> frozenset[str]:
    """The keys of the records that may stand at a place; where several shapes may, those of all."""
    here = _shapes(_twins().get(kind, kind))
    for part in path:
        below: set[Any] = set()
        for each in here:
            if isinstance(part, str) and is_dataclass(each) and isinstance(each, type):
                below |= {hint for name, hint in get_type_hints(each).items() if name.rstrip("_") == part}
            elif not is_dataclass(each):
                below |= set(get_args(each)) - {str, int, Ellipsis}
        here = frozenset[Any]().union(*map(_shapes, below))
    return frozenset(item.name.rstrip("_") for each in here if is_dataclass(each) for item in fields(each))


def _shapes(hint: Any) -> frozenset[Any]:
    """A type hint without its unions and annotations."""
    if get_origin(hint) in (Union, UnionType, Annotated):
        return frozenset[Any]().union(*map(_shapes, get_args(hint)[: 1 if get_origin(hint) is Annotated else None]))
    return frozenset([hint])


def _says(pattern: str) -> str:
    for known in (records.Date, records.StateId, records.Slug, records.Article):
        meta = known.__metadata__[0]  # type: ignore[attr-defined]
        if meta.pattern == pattern:
            return f"has to be {meta.says}"
    return f"does not have the form {pattern}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "..."
