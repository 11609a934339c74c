"""Lists of states, bodies and places on a day, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from foedus.law.procedure import arithmetic as count
from foedus.register.dates import holds
from foedus.register.geography import part_on, titles
from foedus.register.records import Code, Spell
from foedus.register.world import World
from foedus.wording.text import Block, Table, Text
from foedus.wording.voice import Voice
from foedus.wording.waiting import arithmetic

__all__ = ["bodies", "places", "states"]

Found = Iterable[Mapping[str, Any]]


def _text(kind: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]], world: World, voice: Voice) -> Text:
    header = tuple(voice.say(f"column.{name}") for name in columns)
    table = Table(header, tuple(rows))
    title = voice.say(f"list.{kind}", date=world.date, n=len(table.rows))
    if not table.rows:
        return Text((Block("title", title), Block("note", voice.say("table.none", date=world.date))), voice.lang, title)
    return Text((Block("title", title), table), voice.lang, title)


def states(found: Found, world: World, lang: str = "en") -> Text:
    """Each state by id: its name on the day, when it existed, its codes on the day."""
    voice = Voice(lang, world)
    records = [world.register.states[str(item["id"])] for item in found]
    rows = (
        (
            item.id, world.name(item.id, voice.lang), "; ".join(_spell(spell) for spell in item.exists),
            _code(item.codes.iso, world.date), _code(item.codes.cow, world.date), _code(item.codes.gw, world.date),
        )
        for item in records
    )
    return _text("states", ("id", "name", "exists", "iso", "cow", "gw"), rows, world, voice)


def _spell(spell: Spell) -> str:
    return f"{spell.from_ or '…'} – {spell.to or '…'}"


def _code(codes: Iterable[Code], day: str) -> str:
    return ", ".join(str(code.code) for code in codes if holds(day, code.from_, code.to) is not False)


def bodies(found: Found, world: World, lang: str = "en") -> Text:
    """Each body: who sits in it on the day, how it decides, who can block."""
    voice = Voice(lang, world)
    return _text("bodies", ("id", "name", "members", "decides"), _bodies(found, world, voice), world, voice)


def _bodies(found: Found, world: World, voice: Voice) -> Iterator[tuple[str, ...]]:
    for item in found:
        id_ = str(item["id"])
        members = [member.state for member in world.members(world.register.bodies[id_])]
        how = arithmetic(id_, count(world, id_), voice).removeprefix(f"{voice.body(id_)}{voice.say('colon')}")
        yield id_, voice.body(id_), f"{voice.noun(members)}" if members else "", how


def places(found: Found, world: World, lang: str = "en") -> Text:
    """Each place: where it lies, and who holds it by which title on the day."""
    voice = Voice(lang, world)
    columns = ("id", "name", "position", "part", "sovereign", "administered", "claimed")
    return _text("places", columns, _places(found, world, voice), world, voice)


def _places(found: Found, world: World, voice: Voice) -> Iterator[tuple[str, ...]]:
    for item in found:
        place = world.register.places[str(item["id"])]
        held = (place.sovereign, place.administered_by, place.claimed_by)
        who = [voice.noun(titles(spells, world.date)) for spells in held]
        position = f"{place.lat:g}, {place.lon:g}"
        yield place.id, voice.place(place.id), position, voice.say(f"part.{part_on(place, world.date)}"), *(str(each) for each in who)
