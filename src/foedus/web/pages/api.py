"""The description of the API as a page of our own, made from the same OpenAPI document that machines read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.web.page import Page, Screen, Visit

__all__ = ["SCREENS", "api"]


def api(visit: Visit) -> Page:
    """The page; the document itself is `/api.json`."""
    t = visit.words
    document = visit.site.describe()
    return Page(
        template="api.html", title=t("api.title"), description=t("api.description"), path="/api", data=document,
        context=lambda: {"groups": _groups(document), "schemas": sorted(document["components"]["schemas"])}, kinds=("html", "json"),
    )


def _groups(document: Mapping[str, Any]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for each in _operations(document):
        groups.setdefault(each["tag"], []).append(each)
    return list(groups.items())


def _operations(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """One entry for each address, its forms together."""
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            stem, _, ending = path.rpartition(".")
            key = (method.upper(), stem or path)
            answer = next(iter(operation["responses"]["200"]["content"].values()))
            schema = answer.get("schema", {}).get("$ref", "").rpartition("/")[2]
            entry = merged.setdefault(key, {
                "method": method.upper(), "path": stem or path, "forms": [], "tag": (operation.get("tags") or ["pages"])[0],
                "summary": operation["summary"].rpartition(" (")[0] or operation["summary"], "schema": "",
                "parameters": [
                    {
                        "name": p["name"], "in": p["in"], "required": p.get("required", False), "text": p.get("description", ""),
                        "type": p["schema"].get("type") or " | ".join(o.get("type", "") for o in p["schema"].get("anyOf", ()) if o.get("type") != "null"),
                        "choices": p["schema"].get("enum", []),
                    }
                    for p in operation.get("parameters", ()) if p["name"] not in ("embed", "why", "attacker", "target")
                ],
                "body": bool(operation.get("requestBody")),
            })
            entry["forms"].append(f".{ending}")
            entry["schema"] = entry["schema"] or schema
    yield from merged.values()


SCREENS = (Screen(path="/api", make=api, kinds=("html", "json"), summary="This description", tag="data"),)
