"""State: what it has promised and been promised on a day, its umbrella, seats, texts over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foedus import queries
from foedus.queries import Commitment, Commitments, Count
from foedus.register.dates import FIRST_DAY, first_day, last_day
from foedus.register.records import Instrument
from foedus.web import colours, figures, pictures
from foedus.web.blocks import sections
from foedus.web.page import Missing, Page, Visit
from foedus.web.pages.world import day_of
from foedus.wording import tables
from foedus.wording.names import alphabetical, name_of
from foedus.wording.voice import Voice

__all__ = ["state"]


def state(visit: Visit, id_: str, day: str | None) -> Page:
    """A state on a day."""
    day = day_of(visit, day) if day else visit.site.today()
    if id_ not in visit.site.register.states:
        raise Missing
    view = visit.world(day)
    voice = Voice(visit.lang, view)
    shown = queries.show_state(view, id_)
    bound = queries.commitments(view, id_)
    umbrella = queries.umbrella(view, id_)
    t = visit.words
    name = view.name(id_, visit.lang)
    title = t("state.title", name=name, day=day)

    def context() -> Mapping[str, Any]:
        received = visit.site.once(("strongest", day, id_, "received"), lambda: colours.strongest(view, id_, "received"))
        classes = {state: f"c-{each.kind}" for state, each in received.items()} | {id_: "c-chosen"}
        return {
            "name": name, "short": voice.name(id_), "id": id_, "shown": shown, "facts": _facts(shown, voice), "seats": _seats(shown, voice),
            "names": _names(shown, visit.lang), "sides": [_side(bound, side, voice, visit) for side in ("received", "given")],
            "umbrella": sections(tables.umbrella(umbrella, view, visit.lang)), "armed": umbrella.armed,
            "timeline": timeline(visit, id_, day, alone=False),
            "map": pictures.of_world(visit, day, received, id_, title=t("world.caption.received", day=day, who=voice.noun(id_)), alone=False),
            "legend": pictures.legend_of_world(visit, classes), "exists": shown["exists"], "day": day,
            "restrained": _restrained(bound, voice, visit),
        }

    def figure(alone: bool) -> str:
        return timeline(visit, id_, day, alone=alone)

    return Page(
        template="state.html", title=title, description=t("state.description", name=name, day=day), path=f"/{id_}/{day}", day=day,
        data={"schema": "foedus.state_page/1", "state": shown, "commitments": bound, "umbrella": umbrella},
        header=_HEADER, rows=_rows(bound), figure=figure, context=context, kinds=("html", "json", "csv", "svg", "png"),
        command=f"foedus show {id_} --on {day}\nfoedus commitments {id_} --on {day}\nfoedus umbrella {id_} --on {day}",
        python=f"import foedus\n\nfoedus.show({id_!r}, on={day!r})\nfoedus.commitments({id_!r}, on={day!r})\nfoedus.umbrella({id_!r}, on={day!r})",
    )


_HEADER = (
    "direction", "obligor", "beneficiary", "duty", "modality", "force", "means", "binding", "standing", "instrument",
    "article", "in_force_from", "confidence",
)


def _rows(bound: Commitments) -> Iterator[tuple[Any, ...]]:
    for side, found in (("given", bound.given), ("received", bound.received)):
        for item in found:
            yield (
                side, item.obligor, item.beneficiary, item.duty, item.modality, item.force, item.means, item.binding,
                item.standing, item.instrument["id"], item.article, item.instrument["in_force"][0], item.confidence,
            )


def _facts(shown: Mapping[str, Any], voice: Voice) -> list[tuple[str, str]]:
    found = []
    for key in ("exists", "in_system", "un_member", "nuclear_armed", "contested"):
        value = shown.get(key)
        said = voice.say("unknown" if value is None else "yes" if value else "no")
        found.append((voice.say(f"state.{key}"), said))
    return found


def _seats(shown: Mapping[str, Any], voice: Voice) -> list[str]:
    return [
        voice.say("state.seat.veto" if seat["veto"] else "state.seat", body=voice.body(seat["body"]))
        for seat in shown["bodies"]
    ]


def _names(shown: Mapping[str, Any], lang: str) -> list[tuple[str, str, str]]:
    names = [item for item in shown["record"].get("names", ()) if item.get("from") or item.get("to")]
    return [(item[lang], item.get("from") or "…", item.get("to") or "…") for item in names]


def _side(bound: Commitments, side: str, voice: Voice, visit: Visit) -> Mapping[str, Any]:
    """One direction: the ways of counting, then a row for each provision with the states that share it."""
    found = bound.received if side == "received" else bound.given
    counts = bound.counts_received if side == "received" else bound.counts_given
    return {
        "side": side, "title": voice.say(f"table.{side}", who=voice.noun(bound.state)),
        "counts": [_count(each, voice, visit, bound.date) for each in counts],
        "rows": _grouped([item for item in found if item.duty not in _NOT], "obligor" if side == "received" else "beneficiary", voice, visit, bound.date),
    }


_NOT = ("neutrality", "nonaggression")


def _restrained(bound: Commitments, voice: Voice, visit: Visit) -> list[Mapping[str, Any]]:
    """What the state must not do, and to whom."""
    return _grouped([item for item in bound.given if item.duty in _NOT], "beneficiary", voice, visit, bound.date)


def _count(each: Count, voice: Voice, visit: Visit, day: str) -> Mapping[str, Any]:
    return {
        "words": voice.say(f"count.{each.includes}"), "n": each.states, "added": len(each.added),
        "states": [(voice.name(state), visit.state(state, day)) for state in each.added],
    }


def _grouped(found: Sequence[Commitment], other: str, voice: Voice, visit: Visit, day: str) -> list[Mapping[str, Any]]:
    groups: dict[tuple[str, str | None, str, str, str | None], list[Commitment]] = {}
    for item in found:
        key = str(item.instrument["id"]), item.article, item.duty, colours.of_commitment(item), item.means
        groups.setdefault(key, []).append(item)
    rows = []
    for (id_, article, duty, kind, _), items in groups.items():
        one = items[0]
        record = visit.site.register.instruments[id_]
        states = sorted({str(getattr(item, other)) for item in items}, key=lambda s: alphabetical(voice.name(s)))
        rows.append({
            "states": [(voice.name(s), visit.state(s, day)) for s in states], "duty": voice.say(f"duty.{duty}"),
            "kind": f"c-{kind}", "words": pictures.words_of(f"c-{kind}", visit),
            "means": voice.label("means", one.means) if one.means else "",
            "title": voice.short_title(one.instrument), "article": voice.article(article), "href": visit.instrument(id_, article),
            "since": min((_since(record, item, voice) for item in items), default=None),
            "doubt": "" if one.standing == "in_force" else visit.words(f"standing.{one.standing}"),
            "confidence": "" if one.confidence == "high" else voice.label("confidence", one.confidence),
            "order": colours.CLASSES.index(kind),
        })
    return sorted(rows, key=lambda row: (row["order"], row["title"]))


def _since(record: Instrument, item: Commitment, voice: Voice) -> str:
    """Since when both are bound: the later of the two parties' dates."""
    dates = []
    for state in (item.obligor, item.beneficiary):
        standing = voice.world.binds(record, state) if voice.world else None
        dates.append((standing.date if standing and standing.date else None) or record.in_force.from_ or "")
    return max(dates)


def _label(item: Instrument, id_: str, voice: Voice) -> str:
    """Of a text between two states, the other one and the year; else its short title."""
    others = {party.state for party in item.parties} - {id_}
    made = (item.signed.date if item.signed else None) or item.in_force.from_
    if len(others) == 1 and voice.world is not None and made:
        return f"{name_of(voice.world, others.pop(), voice.lang)}, {made[:4]}"
    return voice.short_title(item.id)


def timeline(visit: Visit, id_: str, day: str, *, alone: bool) -> str:
    """When which text has bound the state: one row for each instrument that it is a party to."""
    voice = Voice(visit.lang, visit.world(day))
    rows: list[dict[str, Any]] = []
    for key, item in visit.site.register.instruments.items():
        spells = [party for party in item.parties if party.state == id_]
        if not spells or item.in_force.from_ is None or not any(p.duty not in _NOT for p in item.provisions):
            continue
        end = item.end.date if item.end else None
        drawn = [
            {
                "from": party.from_ or item.in_force.from_, "to": party.to or end,
                "class": "t-contested" if party.contested or item.in_force.contested or (item.end and item.end.contested) else "t-in_force",
                "title": f"{voice.short_title(key)}: {party.from_ or item.in_force.from_} – {party.to or end or '…'}",
            }
            for party in spells
        ]
        marks = [{"date": item.signed.date, "title": visit.words("event.signed")}] if item.signed and item.signed.date else []
        rows.append({"label": _label(item, id_, voice), "href": None if alone else visit.instrument(key), "spells": drawn, "marks": marks})
    rows.sort(key=lambda row: str(row["spells"][0]["from"]))
    starts = [first_day(str(spell["from"])) for row in rows for spell in row["spells"]]
    more: dict[str, Any] = {"legend": pictures.legend_of_time(visit), "caption": pictures.caption(visit, day)} if alone else {}
    return figures.timeline(
        rows, start=min(starts, default=FIRST_DAY), end=last_day(visit.site.today()[:4]), lang=visit.lang, standalone=alone,
        title=visit.words("state.timeline", name=voice.name(id_)), today=day, **more,
    )
