"""World: the map of a day, coloured by commitment, with a table that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from markupsafe import escape
from pydantic import BaseModel, ConfigDict, Field

from foedus.register.dates import FIRST_DAY, first_day
from foedus.register.names import resolve_state
from foedus.register.world import valid_day
from foedus.web import colours, figures, pictures
from foedus.web.colours import CLASSES, Strongest
from foedus.web.page import Elsewhere, Page, Screen, Visit
from foedus.wording.names import alphabetical
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "changes", "day_of"]

_MANY = 4


class WorldQuery(BaseModel):
    """What the map shows."""

    model_config = ConfigDict(extra="forbid")

    of: str | None = Field(None, max_length=80, description="A state; the others are coloured by what they owe it, or are owed by it.")
    side: Literal["received", "given"] = Field("received", description="What a state is owed (received) or owes (given).")
    focus: Literal["world", "europe", "africa", "asia", "americas", "pacific", "middle_east"] = Field("world", description="The part of the map that is shown.")
    on: str | None = Field(None, max_length=40, description="Of the form on the page; becomes a part of the path.")
    embed: bool = Field(False, description="A page without frame, to be shown inside another.")


def day_of(visit: Visit, day: str) -> str:
    """The day of an address, checked; one to come is today."""
    return min(valid_day(day, "day"), visit.site.today())


def now(visit: Visit, asked: WorldQuery) -> Page:
    """The world today, or on the day of the form."""
    day = day_of(visit, asked.on) if asked.on else visit.site.today()
    if asked.on or asked.of == "":
        raise Elsewhere(f"/world/{day}", _pairs(visit, asked, day))
    return world(visit, day, asked)


def _pairs(visit: Visit, asked: WorldQuery, day: str) -> list[tuple[str, str]]:
    of = resolve_state(visit.site.register, asked.of, "of", day) if asked.of else None
    found = [("of", of)] if of else []
    found += [("side", asked.side)] if asked.side != "received" else []
    return found + ([("focus", asked.focus)] if asked.focus != "world" else [])


def world(visit: Visit, day: str, asked: WorldQuery) -> Page:
    """The map and the table of a day."""
    checked = day_of(visit, day)
    pairs = _pairs(visit, asked, checked)
    if asked.on or asked.of == "" or checked != day or (asked.of and ("of", asked.of) not in pairs):
        raise Elsewhere(f"/world/{day_of(visit, asked.on) if asked.on else checked}", pairs)
    of, side, view = asked.of, asked.side, visit.world(day)
    found = visit.site.once(("strongest", day, of, side), lambda: colours.strongest(view, of, side))
    voice = Voice(visit.lang, view)
    title = _title(visit, voice, day, of, side)
    rows = _rows(found, voice, visit)
    days = changes(visit, of)
    data = {
        "schema": "foedus.world/1", "date": day, "of": of, "side": side,
        "colours": {state: f"c-{each.kind}" for state, each in found.items()} | ({of: "c-chosen"} if of else {}),
        "labels": {state: pictures.words_of(f"c-{each.kind}", visit) for state, each in found.items()},
        "names": {state.id: view.name(state.id, visit.lang) for state in view.states},
        "caption": title, "rows_html": _rows_html(rows), "previous": _before(days, day), "next": _after(days, day),
        "states": [
            {"state": s, "class": each.kind, "instruments": [i.id for i, _ in each.provisions], "others": sorted(each.others)}
            for s, each in found.items()
        ],
        "register": visit.site.register.digest, **figures.frame(view, visit.lang),
    }

    def context() -> Mapping[str, Any]:
        return {
            "map": _map(visit, day, found, asked, title, alone=False), "rows": rows, "of": of, "side": side,
            "of_name": view.name(of, visit.lang) if of else "", "focus": asked.focus, "regions": figures.REGIONS,
            "legend": pictures.legend_of_world(visit, data["colours"]), "previous": data["previous"], "next": data["next"],
            "first": FIRST_DAY, "query": pairs, "past": day[:4] < visit.site.today()[:4], "states": len(view.states),
        }

    return Page(
        template="world.html", title=title, description=title, path=f"/world/{day}", pairs=pairs, day=day, data=data,
        header=("state", "name", "class", "instruments", "articles", "others"), rows=_table(found, voice),
        figure=lambda alone: _map(visit, day, found, asked, title, alone=alone), context=context,
        kinds=("html", "json", "csv", "svg", "png"),
        python=f"import foedus\n\nview = foedus.world({day!r})" + (f"\nfoedus.commitments({of!r}, on={day!r})" if of else ""),
        command=f"foedus commitments {of} --on {day}" if of else f"foedus states --on {day}",
    )


def _map(visit: Visit, day: str, found: Mapping[str, Strongest], asked: WorldQuery, title: str, *, alone: bool) -> str:
    return pictures.of_world(visit, day, found, asked.of, title=title, alone=alone, focus=asked.focus)


def _title(visit: Visit, voice: Voice, day: str, of: str | None, side: str) -> str:
    if of is None:
        return visit.words(f"world.caption.{'all' if side == 'received' else 'all_given'}", day=day)
    return visit.words(f"world.caption.{side}", day=day, who=voice.noun(of))


def _rows(found: Mapping[str, Strongest], voice: Voice, visit: Visit) -> list[Mapping[str, Any]]:
    """The table: states by class, the strongest first, each with the texts it rests on."""
    rows = []
    day = voice.world.date if voice.world else None
    for state, each in found.items():
        texts = list(dict.fromkeys(i.id for i, _ in each.provisions))
        rows.append({
            "name": voice.name(state), "href": visit.state(state, day), "kind": f"c-{each.kind}",
            "words": pictures.words_of(f"c-{each.kind}", visit),
            "texts": [(voice.short_title(id_), visit.instrument(id_)) for id_ in texts[:_MANY]], "more": max(len(texts) - _MANY, 0),
            "others": len(each.others),
        })
    return sorted(rows, key=lambda row: (CLASSES.index(row["kind"][2:]), alphabetical(row["name"])))


def _rows_html(rows: list[Mapping[str, Any]]) -> str:
    """The same rows as the template's, for the scrubber; every text is escaped."""
    lines = []
    for row in rows:
        texts = "; ".join(f'<a href="{escape(href)}">{escape(title)}</a>' for title, href in row["texts"])
        more = f" (+{row['more']})" if row["more"] else ""
        lines.append(
            f'<tr><th scope="row"><a href="{escape(row["href"])}">{escape(row["name"])}</a></th>'
            f'<td><span class="key {escape(row["kind"])}"></span>{escape(row["words"])}</td><td>{texts}{more}</td><td class="n">{row["others"]}</td></tr>'
        )
    return "".join(lines)


def _table(found: Mapping[str, Strongest], voice: Voice) -> Iterator[tuple[Any, ...]]:
    for state, each in found.items():
        ids = list(dict.fromkeys(item.id for item, _ in each.provisions))
        articles = list(dict.fromkeys(p.article or "" for _, p in each.provisions))
        yield state, voice.world.name(state, voice.lang) if voice.world else state, each.kind, ids, articles, sorted(each.others)


# --- days on which something changes ---------------------------------------------------------


def changes(visit: Visit, of: str | None) -> list[str]:
    """The days from 1815 to today on which something changes in the texts of a state, or in any."""
    return visit.site.once(("changes", of, visit.site.today()), lambda: _changes(visit, of))


def _changes(visit: Visit, of: str | None) -> list[str]:
    found: set[str] = set()
    for item in visit.site.register.instruments.values():
        if of is not None and all(party.state != of for party in item.parties) and of not in _named(item):
            continue
        dates = [item.in_force.from_, item.in_force.provisional, item.end.date if item.end else None]
        for party in item.parties:
            dates += [party.from_, party.to]
            dates += [day for pause in party.suspended for day in (pause.from_, pause.to)]
        for provision in item.provisions:
            dates += [provision.from_, provision.to]
        found.update(first_day(date) for date in dates if date)
    for state in visit.site.register.states.values():
        if of in (None, state.id):
            found.update(first_day(d) for spell in state.exists for d in (spell.from_, spell.to) if d)
    return sorted(day for day in found if FIRST_DAY <= day <= visit.site.today())


def _named(item: Any) -> set[str]:
    sides = [side for p in item.provisions for side in (p.obligors, p.beneficiaries) if isinstance(side, tuple)]
    return {state for side in sides for state in side}


def _before(days: list[str], day: str) -> str | None:
    return next((each for each in reversed(days) if each < day), None)


def _after(days: list[str], day: str) -> str | None:
    return next((each for each in days if each > day), None)


class ChangesQuery(BaseModel):
    """Of whose commitments."""

    model_config = ConfigDict(extra="forbid")

    of: str | None = Field(None, max_length=80, description="A state; without it, all.")
    side: Literal["received", "given"] = Field("received", description="Not used; the days are the same.")
    focus: str | None = Field(None, max_length=20, description="Not used.")


def days(visit: Visit, asked: ChangesQuery) -> Page:
    """The days on which something changes."""
    of = resolve_state(visit.site.register, asked.of, "of") if asked.of else None
    found = changes(visit, of)
    data = {"schema": "foedus.changes/1", "of": of, "days": found}
    return Page(
        template="failure.html", title="", description="", path="/world/changes", data=data, header=("day",),
        rows=[(day,) for day in found], kinds=("json", "csv"),
    )


_ALL = ("html", "json", "csv", "svg", "png")
SCREENS = (
    Screen(path="/world/changes", make=days, query=ChangesQuery, kinds=("json", "csv"), summary="Days on which commitments change", tag="world"),
    Screen(path="/world", make=now, query=WorldQuery, kinds=_ALL, summary="The world today, coloured by commitment", tag="world"),
    Screen(path="/world/{day}", make=world, query=WorldQuery, kinds=_ALL, summary="The world on a day, coloured by commitment", tag="world"),
)
