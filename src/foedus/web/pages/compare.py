"""Compare: two to four instruments side by side, aligned by duty; what differs is said in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from foedus import queries
from foedus.queries import Comparison
from foedus.web.page import Page, Screen, Visit
from foedus.wording.comparisons import cell
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "compare"]

EXAMPLES = (
    ("prk-rus-1961", "prk-rus-2000", "prk-rus-2024"), ("prk-rus-2024", "north-atlantic-1949"),
    ("north-atlantic-1949", "warsaw-1955"), ("jpn-usa-1951", "jpn-usa-1960"),
)


class CompareQuery(BaseModel):
    """Which instruments."""

    model_config = ConfigDict(extra="forbid")

    instrument: list[str] = Field([], max_length=8, description="The id of an instrument; two to four of them.")
    only: bool = Field(False, description="On the page: only what differs.")
    embed: bool = Field(False, description="A page without frame, to be shown inside another.")

    @field_validator("instrument", mode="before")
    @classmethod
    def _chosen(cls, value: Any) -> Any:
        """Empty fields of the form are left out; `id (title)` of its list is cut to the id."""
        return [str(item).split(" ")[0].lower() for item in value if item] if isinstance(value, list) else value


def compare(visit: Visit, asked: CompareQuery) -> Page:
    """The table, or the form where fewer than two are named."""
    t = visit.words
    view = visit.world(visit.site.today())
    voice = Voice(visit.lang, view)
    everything = sorted((each.id, voice.short_title(each.id)) for each in visit.site.register.instruments.values())
    if len(asked.instrument) < 2:
        known = visit.site.register.instruments
        examples = [
            (" · ".join(voice.short_title(id_) for id_ in ids), visit.url("/compare", *(("instrument", id_) for id_ in ids)))
            for ids in EXAMPLES if all(id_ in known for id_ in ids)
        ]
        chosen = [queries.find_instrument(view, name).id for name in asked.instrument]
        return Page(
            template="compare.html", title=t("compare.title"), description=t("compare.description"), path="/compare",
            data={"schema": "foedus.instruments/1", "instruments": [id_ for id_, _ in everything]}, header=("instrument", "title"), rows=everything,
            context=lambda: {"table": None, "chosen": chosen, "everything": everything, "examples": examples, "only": asked.only},
            kinds=("html", "json", "csv"),
        )
    found = queries.compare(view, asked.instrument)
    ids = [str(item["id"]) for item in found.instruments]
    pairs = [("instrument", id_) for id_ in ids]
    title = " · ".join(voice.short_title(id_) for id_ in ids)

    def context() -> Mapping[str, Any]:
        groups = list(_groups(found, voice))
        return {
            "table": groups, "chosen": ids, "everything": everything, "only": asked.only,
            "heads": [(voice.short_title(id_), visit.instrument(id_)) for id_ in ids],
            "differ": sum(not row.same for row in found.rows), "total": len(found.rows),
            "more": visit.url("/compare", *pairs, *([] if asked.only else [("only", "1")])),
        }

    return Page(
        template="compare.html", title=title, description=t("compare.of", what=title), path="/compare", pairs=pairs, data=found,
        header=("duty", "aspect", "same", *ids), rows=_rows(found, voice), context=context, kinds=("html", "json", "csv"),
        command=f"foedus compare {' '.join(ids)}", python=f"import foedus\n\nfoedus.compare({', '.join(map(repr, ids))})",
    )


def _groups(found: Comparison, voice: Voice) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    groups: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in found.rows:
        groups.setdefault(row.duty, []).append({
            "aspect": voice.say(f"aspect.{row.aspect}"), "same": row.same, "cells": [cell(row.aspect, value, voice) for value in row.values],
        })
    for duty, rows in groups.items():
        name, _, number = (duty or "").partition(":")
        text = voice.say(f"duty.{name}") if duty else voice.say("compare.general")
        yield f"{text[:1].upper()}{text[1:]}{f' ({number})' if number else ''}", rows


def _rows(found: Comparison, voice: Voice) -> Iterator[tuple[Any, ...]]:
    for row in found.rows:
        yield row.duty, row.aspect, row.same, *(cell(row.aspect, value, voice) for value in row.values)


SCREENS = (
    Screen(path="/compare", make=compare, query=CompareQuery, kinds=("html", "json", "csv"), summary="Two to four instruments aligned by duty", tag="register"),
)
