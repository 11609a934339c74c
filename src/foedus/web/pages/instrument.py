"""Instrument: whom it binds since when, each provision in words, lineage, sources, what changed since its predecessor.

Its addresses stand beside those of the states: `/prk-rus-2024`, `/PRK/2024-12-04`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from foedus import queries
from foedus.problems import Problem, nearest
from foedus.register.dates import first_day, last_day
from foedus.register.names import names
from foedus.register.records import Instrument
from foedus.register.world import World
from foedus.web import colours, figures, pictures
from foedus.web.page import Elsewhere, Missing, Page, Screen, Visit, anchor
from foedus.web.pages.state import state
from foedus.web.pages.world import day_of
from foedus.wording.comparisons import cell
from foedus.wording.endings import page as source_line
from foedus.wording.names import name_of
from foedus.wording.promises import nuclear_words
from foedus.wording.provisions import provision as in_words
from foedus.wording.reasons import standing_words
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "instrument", "named"]

_LINEAGE = ("replaces", "renews", "amends", "recalls", "succeeds")


class NameQuery(BaseModel):
    """Nothing but whether the page stands inside another."""

    model_config = ConfigDict(extra="forbid")

    embed: bool = Field(False, description="A page without frame, to be shown inside another.")
    on: str | None = Field(None, max_length=40, description="Of the form on the page; becomes a part of the path.")


def today(visit: Visit, name: str, asked: NameQuery) -> Page:
    """A state or an instrument, today."""
    if asked.on:
        raise Elsewhere(f"/{name}/{day_of(visit, asked.on)}")
    return named(visit, name, None)


def on_day(visit: Visit, name: str, day: str, asked: NameQuery) -> Page:
    """A state or an instrument on a day."""
    if asked.on:
        raise Elsewhere(f"/{name}/{day_of(visit, asked.on)}")
    if day_of(visit, day) != day:
        raise Elsewhere(f"/{name}/{day_of(visit, day)}")
    return named(visit, name, day)


def named(visit: Visit, name: str, day: str | None) -> Page:
    """By the form of the name: three capital letters are a state, else it is an instrument."""
    register = visit.site.register
    if name in register.states:
        return state(visit, name, day)
    item = register.instrument(name)
    if item is not None and item.id == name:
        return instrument(visit, item, day)
    tail = f"/{day}" if day else ""
    if item is not None or register.instrument(name.lower()) is not None:
        raise Elsewhere(f"/{item.id if item else register.instruments[register.aliases.get(name.lower(), name.lower())].id}{tail}")
    found = names(register).state(name)
    if len(found) == 1 and len(name) > 2:
        raise Elsewhere(f"/{found[0]}{tail}")
    near = nearest(name.lower(), [*register.instruments, *register.aliases]) or nearest(name.upper(), register.states)
    raise Missing(Problem(path="name", says="no such state or instrument in the register", value=name[:60], nearest=near))


def instrument(visit: Visit, item: Instrument, day: str | None) -> Page:
    """An instrument on a day."""
    day = day or visit.site.today()
    view = visit.world(day)
    voice = Voice(visit.lang, view)
    shown = queries.show_instrument(view, item.id)
    title = voice.title(item.id)

    def context() -> Mapping[str, Any]:
        before = _predecessor(item, view)
        return {
            "item": item, "name": title, "short": voice.short_title(item.id), "day": day,
            "standing": standing_words(str(shown["standing"]["why"]), shown["standing"].get("date"), voice),
            "live": shown["standing"]["in_force"], "aspects": _aspects(shown, voice),
            "nuclear": nuclear_words(shown.get("nuclear"), voice), "nuclear_says": (shown.get("nuclear") or {}).get("says", "not_coded"),
            "provisions": _provisions(item, shown, view, voice), "parties_list": _parties(shown, voice, visit, day),
            "gaps": [(voice.article(gap.article), gap.gist) for gap in item.untranslatable],
            "declarations": _declarations(item, voice), "lineage": _lineage(item, shown, voice, visit),
            "sources": _sources(item, voice), "basis": voice.label("basis", str(item.basis)),
            "confidence": voice.label("confidence", str(item.confidence)),
            "timeline": timeline(visit, item, day, alone=False), "predecessor": before,
            "changed": _changed(before, item, view, voice, visit) if before else None,
            "everything": sorted((each.id, voice.short_title(each.id)) for each in visit.site.register.instruments.values()),
            "pair": _pair(item),
        }

    return Page(
        template="instrument.html", title=title, description=visit.words("instrument.description", name=title, day=day),
        path=f"/{item.id}/{day}" if day != visit.site.today() else f"/{item.id}", day=day, data=shown, header=_HEADER, rows=_rows(item, shown),
        figure=lambda alone: timeline(visit, item, day, alone=alone), context=context, instrument=item.id,
        kinds=("html", "json", "csv", "svg", "png", "bib"), command=f"foedus show {item.id} --on {day}",
        python=f"import foedus\n\nfoedus.show({item.id!r}, on={day!r})",
    )


_HEADER = ("instrument", "article", "duty", "obligors", "beneficiaries", "modality", "force", "means", "prompt", "how_owed", "from", "to")


def _rows(item: Instrument, shown: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for each in shown["provisions"]:
        sides = [each.get(side, "parties") for side in ("obligors", "beneficiaries")]
        yield (
            item.id, each.get("article"), each["duty"], *sides, each["modality"], each.get("force"), each.get("means"),
            each.get("prompt"), each.get("how_owed"), each.get("from"), each.get("to"),
        )


def _aspects(shown: Mapping[str, Any], voice: Voice) -> list[tuple[str, str]]:
    names_ = ("form", "binding", "signed", "in_force", "end", "text", "cooperation")
    said = [(voice.say(f"aspect.{name}"), cell(name, shown.get(name), voice)) for name in names_]
    return [(name, words) for name, words in said if words]


def _provisions(item: Instrument, shown: Mapping[str, Any], view: World, voice: Voice) -> Iterator[Mapping[str, Any]]:
    seen: set[str] = set()
    for each, plain in zip(item.provisions, shown["provisions"], strict=True):
        kind = colours.commitment(item, each)
        name = anchor(each.article) if each.article else "article-unknown"
        codes = ("force", "means", "modality", "procedure", "how_owed", "refers_to", "prompt")
        yield {
            "anchor": name if name not in seen else "", "article": voice.article(each.article), "duty": voice.say(f"duty.{each.duty}"), "kind": f"c-{kind}",
            "words": in_words(each, item, view, voice.lang), "gist": each.gist if voice.lang == "en" else "",
            "codes": [(voice.say(f"aspect.{code}"), cell(code, plain.get(code), voice)) for code in codes if plain.get(code) not in (None, [], "")],
            "when": cell("when", plain.get("when"), voice), "unless": cell("unless", plain.get("unless"), voice),
            "from": each.from_, "to": each.to, "note": each.note if voice.lang == "en" else None,
        }
        seen.add(name)


def _parties(shown: Mapping[str, Any], voice: Voice, visit: Visit, day: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for party in shown["parties"]:
        why = str(party["why"])
        plain = why in ("in_force", "not_yet_in_force", "never_in_force")
        rows.append({
            "name": voice.name(str(party["state"])), "href": visit.state(str(party["state"]), day), "binds": party["binds"],
            "dates": [party.get(key) or "" for key in ("signed", "ratified", "acceded", "from", "to")],
            "words": standing_words(why, None if plain else party.get("to") or party.get("from"), voice),
        })
    return rows


def _declarations(item: Instrument, voice: Voice) -> list[tuple[str, str]]:
    found = []
    for each in item.declarations:
        form = voice.label("declarationform", str(each.form))
        text = voice.say("show.declaration", form=form, who=voice.noun(each.by), date=each.date or "?")
        found.append((text[:1].upper() + text[1:], each.gist if voice.lang == "en" else ""))
    return found


def _lineage(item: Instrument, shown: Mapping[str, Any], voice: Voice, visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for kind in _LINEAGE:
        ids = getattr(item.lineage, kind)
        if ids:
            found.append((visit.words(f"lineage.{kind}"), [(voice.short_title(id_), visit.instrument(id_)) for id_ in ids]))
    if shown["referred_to_by"]:
        found.append((visit.words("lineage.later"), [(voice.short_title(id_), visit.instrument(id_)) for id_ in shown["referred_to_by"]]))
    return found


def _sources(item: Instrument, voice: Voice) -> list[tuple[str, str | None]]:
    return [
        (source_line({**queries.source_of(source), "url": None}, voice), source.url if source.url and re.match("https?://", source.url) else None)
        for source in item.sources
    ]


def _predecessor(item: Instrument, view: World) -> str | None:
    """The text that this one replaces, renews or succeeds, else the latest that it recalls."""
    for kind in ("replaces", "renews", "succeeds", "recalls"):
        known: list[str] = [id_ for id_ in getattr(item.lineage, kind) if id_ in view.register.instruments and id_ != item.id]
        if known:
            return max(known, key=lambda id_: view.register.instruments[id_].in_force.from_ or "")
    return None


def _changed(before: str, item: Instrument, view: World, voice: Voice, visit: Visit) -> Mapping[str, Any]:
    """What differs from the predecessor, aspect by aspect."""
    table = queries.compare(view, [before, item.id])
    rows = []
    for row in table.rows:
        if row.same or row.aspect in ("lineage", "signed", "in_force", "end"):
            continue
        duty = voice.say(f"duty.{row.duty.partition(':')[0]}") if row.duty else voice.say("compare.general")
        rows.append((duty, voice.say(f"aspect.{row.aspect}"), *(cell(row.aspect, value, voice) for value in row.values)))
    return {
        "title": voice.short_title(before), "href": visit.instrument(before), "rows": rows,
        "compare": visit.url("/compare", ("instrument", before), ("instrument", item.id)),
    }


def _pair(item: Instrument) -> str | None:
    """A question that this text answers: an attack on its first party."""
    helped = [p for p in item.provisions if p.duty == "defense"]
    return sorted({party.state for party in item.parties})[0] if helped and item.parties else None


def timeline(visit: Visit, item: Instrument, day: str, *, alone: bool) -> str:
    """When it bound each party: signed, ratified, in force, suspended, left."""
    view = visit.world(day)
    voice = Voice(visit.lang, view)
    end = item.end.date if item.end else None
    rows: list[dict[str, Any]] = []
    for party in item.parties:
        start = party.from_ or item.in_force.from_
        spells = []
        if start:
            contested = party.contested or item.in_force.contested or (item.end is not None and item.end.contested)
            spells.append({
                "from": start, "to": party.to or end, "class": "t-contested" if contested else "t-in_force",
                "title": f"{voice.name(party.state)}: {start} – {party.to or end or '…'}",
            })
        spells += [
            {"from": pause.from_, "to": pause.to, "class": "t-suspended", "title": visit.words("time.suspended")} for pause in party.suspended
        ]
        signed = party.signed or (item.signed.date if item.signed and not party.acceded else None)
        marks = [
            {"date": date, "title": visit.words(f"event.{what}")}
            for date, what in ((signed, "signed"), (party.ratified, "ratified"), (party.acceded, "acceded"), (party.denounced, "denounced")) if date
        ]
        rows.append({"label": name_of(view, party.state, visit.lang), "href": None if alone else visit.state(party.state, day), "spells": spells, "marks": marks})
    dates = [str(mark["date"]) for row in rows for mark in row["marks"]] + [str(spell["from"]) for row in rows for spell in row["spells"]]
    last = max([d for d in (end, visit.site.today() if end is None else None) if d] + dates, default=visit.site.today())
    more: dict[str, Any] = {"legend": pictures.legend_of_time(visit), "caption": pictures.caption(visit, day)} if alone else {}
    return figures.timeline(
        rows, start=first_day(min(dates, default=last)), end=last_day(last), lang=visit.lang, standalone=alone,
        title=visit.words("instrument.timeline", name=voice.short_title(item.id)), today=day, **more,
    )


_ALL = ("html", "json", "csv", "svg", "png", "bib")
SCREENS = (
    Screen(path="/{name}/{day}", make=on_day, query=NameQuery, kinds=_ALL, summary="A state or an instrument on a day", tag="register"),
    Screen(path="/{name}", make=today, query=NameQuery, kinds=_ALL, summary="A state or an instrument today", tag="register"),
)
