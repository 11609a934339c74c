"""Commitments and nuclear umbrellas as text: what a state owes and is owed on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from foedus.queries import Commitments, Umbrella
from foedus.register.world import World
from foedus.wording.endings import page
from foedus.wording.provisions import since
from foedus.wording.text import Block, Table, Text
from foedus.wording.voice import Voice

__all__ = ["commitments", "umbrella"]


def commitments(answer: Commitments, world: World, lang: str = "en") -> Text:
    """What a state has promised and been promised, by text, with each way of counting."""
    voice = Voice(lang, World(world.register, answer.date, world.known_by))
    title = voice.say("table.commitments", who=voice.noun(answer.state), date=answer.date)
    blocks: list[Block | Table] = [Block("title", title)]
    for side, found, counts in (
        ("given", answer.given, answer.counts_given), ("received", answer.received, answer.counts_received),
    ):
        if not found and _not_asked(answer.state, side, voice):
            continue
        caption = voice.say(f"table.{side}", who=voice.noun(answer.state))
        if not found:
            blocks += [Block("heading", caption), Block("note", voice.say("table.none", date=answer.date))]
            continue
        blocks.append(Block("heading", voice.say(f"table.counts.{side}")))
        for count in counts:
            if not count.added and count is not counts[-1]:
                continue
            added = str(voice.noun(count.added, short=12)) if count.added else voice.say("table.nobody")
            text = voice.say("table.count", includes=voice.say(f"count.{count.includes}"), n=count.states, added=added)
            blocks.append(Block("item", text))
        blocks.append(_table([msgspec.to_builtins(item) for item in found], side, caption, voice))
    blocks.append(Block("receipt", voice.say("table.receipt", register=answer.register[:12], date=answer.date)))
    return Text(tuple(blocks), voice.lang, title)


def _not_asked(state: str, side: str, voice: Voice) -> bool:
    """Whether an empty side is empty only because the question left it out."""
    if voice.world is None:
        return False
    bonds = voice.world.bonds(of=state) if side == "given" else voice.world.bonds(to=state)
    return next(iter(bonds), None) is not None


def _table(items: Iterable[Mapping[str, Any]], side: str, caption: str, voice: Voice) -> Table:
    """One row for each provision; states that stand under the same one share it."""
    other = "beneficiary" if side == "given" else "obligor"
    groups: dict[tuple[str, ...], list[str]] = {}
    for item in items:
        key = (
            voice.say(f"duty.{item['duty']}"), strength(item, voice), f"{voice.short_title(item['instrument'])}",
            voice.article(item["article"]), _since(item, voice), _doubt(item, voice),
        )
        states = groups.setdefault(key, [])
        if item[other] not in states:
            states.append(str(item[other]))
    columns = (other, "duty", "strength", "instrument", "article", "since", "doubt")
    header = tuple(voice.say(f"column.{name}") for name in columns)
    rows = tuple((_first(states, voice), *key) for key, states in groups.items())
    return Table(header, rows, caption)


def _first(states: list[str], voice: Voice) -> str:
    return f"{voice.noun(states, count=True, short=0 if len(states) < 10 else 3):The}"


def strength(item: Mapping[str, Any], voice: Voice) -> str:
    """How binding a commitment is: modality, means, and in which order it binds."""
    parts = [voice.label("modality", item["modality"])]
    if item.get("means") and item["duty"] in ("defense", "offense"):
        parts.append(voice.label("means", item["means"]))
    if item["force"] in ("right", "intention"):
        parts = [voice.say(f"terms.{item['force']}")]
    if item["binding"] in ("political", "domestic", "contested"):
        parts.append(voice.say(f"terms.{item['binding']}"))
    return voice.list(parts)


def _since(item: Mapping[str, Any], voice: Voice) -> str:
    return since(item["instrument"], voice)


def _doubt(item: Mapping[str, Any], voice: Voice) -> str:
    parts = []
    if item["standing"] != "in_force":
        parts.append(voice.say(f"table.standing.{item['standing']}"))
    if item["text"] in ("unpublished", "partial"):
        parts.append(voice.say(f"terms.{item['text']}"))
    if item["confidence"] != "high":
        parts.append(voice.say("doubt.confidence", label=voice.label("confidence", item["confidence"])))
    return voice.list(parts)


# --- umbrella --------------------------------------------------------------------------------


def umbrella(answer: Umbrella, world: World, lang: str = "en") -> Text:
    """The nuclear-armed states around a state, what their texts say, and a line of facts to end with."""
    voice = Voice(lang, World(world.register, answer.date, world.known_by))
    title = voice.say("umbrella.title", who=voice.noun(answer.state), date=answer.date)
    blocks: list[Block | Table] = [Block("title", title)]
    armed = {True: "yes", False: "no", None: "open"}[answer.armed]
    blocks.append(Block("lead", _big(voice.say(f"umbrella.armed.{armed}", who=voice.noun(answer.state)))))
    for side, found in (("received", answer.received), ("given", answer.given)):
        blocks.append(Block("heading", voice.say(f"umbrella.{side}", who=voice.noun(answer.state))))
        lines = list(_provisions(found, "obligor" if side == "received" else "beneficiary", voice))
        blocks.extend(lines or [Block("note", voice.say("table.none", date=answer.date))])
    blocks.append(Block("heading", voice.say("umbrella.assurances")))
    for item in sorted(answer.assurances, key=lambda each: str(each["date"])):
        blocks.extend(_assurance(item, answer, voice))
    if not answer.assurances:
        blocks.append(Block("note", voice.say("table.none", date=answer.date)))
    blocks.append(Block("heading", voice.say("umbrella.conclusion")))
    blocks.extend(Block("note", text) for text in _conclusion(answer, voice))
    blocks.append(Block("receipt", voice.say("table.receipt", register=answer.register[:12], date=answer.date)))
    return Text(tuple(blocks), voice.lang, title)


def _provisions(found: Iterable[Mapping[str, Any]], other: str, voice: Voice) -> Iterator[Block]:
    for item in found:
        title, article = voice.short_title(item["instrument"]), voice.article(item["article"])
        doubt = _doubt(item, voice)
        duty = voice.say(f"duty.{item['duty']}")
        text = voice.say(
            "umbrella.line", who=voice.noun(str(item[other])), duty=duty, strength=strength(item, voice),
            where=voice.say("terms.ref", article=article, title=title),
        )
        yield Block("item", _big(text), 0, str(item["modality"]))
        yield Block("note", nuclear_words(item["nuclear"], voice), 1)
        if doubt:
            yield Block("doubt", _big(doubt), 1)


def nuclear_words(nuclear: Mapping[str, Any] | None, voice: Voice) -> str:
    """Whether a text speaks of nuclear weapons; its gist in English output only."""
    says = nuclear.get("says", "not_coded") if nuclear else "not_coded"
    text = voice.say(f"nuclear.{says}")
    gist = nuclear.get("gist") if nuclear and voice.lang == "en" else None
    return f"{text}{voice.say('colon')}{gist}" if gist else text


def _assurance(item: Mapping[str, Any], answer: Umbrella, voice: Voice) -> Iterator[Block]:
    text = voice.say(
        f"assurance.{item['says']}", by=voice.noun(str(item["by"])), whom=voice.noun(answer.state), date=item["date"],
        form=voice.label("form", item["form"]), binding=voice.label("binding", item["binding"]),
    )
    yield Block("item", _big(text), 0, str(item["says"]))
    if voice.lang == "en" and item.get("gist"):
        yield Block("note", str(item["gist"]), 1)
    for source in item.get("sources", ()):
        yield Block("source", page(source, voice), 1)


def _conclusion(answer: Umbrella, voice: Voice) -> Iterator[str]:
    """Facts of the register, and nothing else."""
    helping = [item for item in answer.received if item["duty"] in ("defense", "offense")]
    states = sorted({str(item["obligor"]) for item in helping})
    whom = voice.noun(answer.state)
    if not states:
        yield voice.say("umbrella.nobody", whom=whom, date=answer.date)
    for state in states:
        own = [item for item in helping if item["obligor"] == state]
        says = {item["nuclear"]["says"] for item in own}
        how = voice.join(voice.label("modality", code) for code in sorted({str(item["modality"]) for item in own}))
        nuclear = voice.say("nuclear." + next(c for c in ("named", "excluded", "silent", "not_coded") if c in says))
        yield _big(voice.say("umbrella.promise", who=voice.noun(state), whom=whom, how=how, nuclear=nuclear))
    for kind in ("covers", "may_cover", "will_not_use", "denies"):
        by = sorted({str(item["by"]) for item in answer.assurances if item["says"] == kind})
        if by:
            yield _big(voice.say(f"assured.{kind}", by=voice.noun(by), whom=whom))


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]
