"""One instrument, or one state, as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.register.records import Provision
from foedus.register.world import World
from foedus.wording.comparisons import cell
from foedus.wording.endings import page
from foedus.wording.provisions import provision, since
from foedus.wording.reasons import standing_words
from foedus.wording.text import Block, Table, Text
from foedus.wording.voice import Voice

__all__ = ["instrument", "state"]

_ASPECTS = ("form", "binding", "signed", "in_force", "end", "text", "lineage", "cooperation", "nuclear")


def instrument(shown: Mapping[str, Any], world: World, lang: str = "en") -> Text:
    """What `show_instrument` gave: standing, parties, each provision as a sentence, gaps, sources."""
    world = World(world.register, str(shown["date"]), world.known_by)
    voice = Voice(lang, world)
    title = voice.title(str(shown["id"]))
    return Text(tuple(_instrument(shown, world, voice, title)), voice.lang, title)


def _instrument(shown: Mapping[str, Any], world: World, voice: Voice, title: str) -> Iterator[Block | Table]:
    record = world.register.instruments[str(shown["id"])]
    yield Block("title", title)
    standing = shown["standing"]
    why = standing_words(str(standing["why"]), standing.get("date"), voice)
    yield Block("lead", voice.say("show.standing", date=shown["date"], why=why))
    for aspect in _ASPECTS:
        words = cell(aspect, shown.get(aspect), voice)
        if words:
            yield Block("note", voice.say("show.aspect", name=voice.say(f"aspect.{aspect}"), value=words))
    yield Block("heading", voice.say("show.provisions"))
    for item in record.provisions:
        text = provision(item, record, world, voice.lang)
        article = voice.article(item.article) + _spell(item, voice)
        name = article[:1].upper() + article[1:]
        yield Block("item", voice.say("show.aspect", name=name, value=text), 0, str(item.duty))
        if voice.lang == "en":
            yield Block("note", voice.say("terms.gist", gist=item.gist), 1)
    if record.untranslatable:
        yield Block("heading", voice.say("section.untranslatable"))
        for gap in record.untranslatable:
            article = voice.article(gap.article)
            name = article[:1].upper() + article[1:]
            text = voice.say("show.aspect", name=name, value=gap.gist) if voice.lang == "en" else name
            yield Block("item", text, 0, "gap")
    yield _parties(shown, voice)
    for declaration in record.declarations:
        form = voice.label("declarationform", str(declaration.form))
        text = voice.say("show.declaration", form=form, who=voice.noun(declaration.by), date=declaration.date or "?")
        yield Block("item", text[:1].upper() + text[1:])
        if voice.lang == "en":
            yield Block("note", declaration.gist, 1)
    if shown.get("referred_to_by"):
        later = voice.join(voice.short_title(str(name)) for name in shown["referred_to_by"])
        yield Block("note", voice.say("show.later", what=later))
    yield from _ending(shown, voice)


def _spell(item: Provision, voice: Voice) -> str:
    """When a provision that was added or changed later is in force."""
    if item.from_ and item.to:
        return f" ({voice.say('dates.spell', date=item.from_, to=item.to)})"
    if item.from_:
        return f" ({voice.say('dates.from', date=item.from_)})"
    return f" ({voice.say('dates.to', date=item.to)})" if item.to else ""


def _parties(shown: Mapping[str, Any], voice: Voice) -> Table:
    rows = []
    for party in shown["parties"]:
        why = str(party["why"])
        dates = [party.get(key) or "" for key in ("signed", "ratified", "acceded")]
        if why in ("in_force", "not_yet_in_force", "never_in_force"):
            words = standing_words(why, None, voice)
        else:
            words = standing_words(why, party.get("to") or party.get("from"), voice)
        rows.append((f"{voice.noun(str(party['state'])):The}", *map(str, dates), str(party.get("from") or ""), words))
    columns = ("party", "signed", "ratified", "acceded", "from", "standing")
    header = tuple(voice.say(f"column.{name}") for name in columns)
    return Table(header, tuple(rows), voice.say("show.parties", n=len(rows)))


def _ending(shown: Mapping[str, Any], voice: Voice) -> Iterator[Block]:
    yield Block("heading", voice.say("section.sources"))
    for source in shown.get("sources", ()):
        yield Block("source", page(source, voice))
    label = voice.label("confidence", shown["confidence"])
    basis = voice.label("basis", shown["basis"])
    yield Block("note", voice.say("show.coding", basis=basis, label=label, date=shown["reviewed"]))
    yield Block("receipt", voice.say("table.receipt", register=str(shown["register"])[:12], date=shown["date"]))


# --- a state ---------------------------------------------------------------------------------


def state(shown: Mapping[str, Any], world: World, lang: str = "en") -> Text:
    """What `show_state` gave: name, membership, seats, weapons, and the texts that bind it."""
    voice = Voice(lang, World(world.register, str(shown["date"]), world.known_by))
    title = f"{shown['name'][voice.lang]} ({shown['id']})"
    return Text(tuple(_state(shown, voice, title)), voice.lang, title)


def _state(shown: Mapping[str, Any], voice: Voice, title: str) -> Iterator[Block | Table]:
    yield Block("title", title)
    yield Block("lead", voice.say("show.asof", date=shown["date"]))
    for key in ("exists", "in_system", "un_member", "nuclear_armed", "contested"):
        value = shown.get(key)
        said = voice.say("unknown" if value is None else "yes" if value else "no")
        yield Block("note", voice.say("show.aspect", name=voice.say(f"state.{key}"), value=said))
    if shown.get("recognised_by"):
        by = voice.noun(shown["recognised_by"], short=12)
        yield Block("note", voice.say("state.recognised", who=by))
    for seat in shown.get("bodies", ()):
        name = seat["name"].get(voice.lang, seat["name"].get("en", seat["body"]))
        yield Block("note", voice.say("state.seat.veto" if seat["veto"] else "state.seat", body=name))
    others = [names for names in shown["record"].get("names", ()) if names.get("to") or names.get("from")]
    if others:
        spells = [f"{n[voice.lang]} ({n.get('from') or '…'} – {n.get('to') or '…'})" for n in others]
        yield Block("note", voice.say("state.names", what=voice.list(spells)))
    if not shown["instruments"]:
        yield Block("note", voice.say("table.none", date=shown["date"]))
        return
    header = tuple(voice.say(f"column.{name}") for name in ("instrument", "others", "duty", "since", "standing"))
    rows = tuple(
        (
            voice.short_title(item), str(voice.noun(item["others"], short=5)),
            ", ".join(voice.say(f"duty.{duty}") for duty in item["duties"]),
            since(item, voice),
            standing_words(str(item["standing"]), None, voice),
        )
        for item in shown["instruments"]
    )
    yield Table(header, rows, voice.say("state.bound", who=voice.noun(str(shown["id"]))))
    yield Block("receipt", voice.say("table.receipt", register=str(shown["register"])[:12], date=shown["date"]))
