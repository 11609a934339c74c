"""Two to four instruments side by side; `≠` stands where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foedus.queries import Comparison, Row
from foedus.register.world import World
from foedus.wording.conditions import clause
from foedus.wording.promises import nuclear_words
from foedus.wording.provisions import steps_words
from foedus.wording.text import Block, Table, Text
from foedus.wording.voice import Voice

__all__ = ["comparison"]


def comparison(answer: Comparison, world: World, lang: str = "en") -> Text:
    """A table for what is general and one for each duty.

    A cell is empty where the register has nothing to say; `≠` after an aspect marks a difference.
    """
    voice = Voice(lang, world)
    titles = tuple(voice.short_title(item) for item in answer.instruments)
    title = voice.say("compare.title", what=voice.join(titles))
    blocks: list[Block | Table] = [Block("title", title), Block("lead", voice.say("compare.legend"))]
    groups: dict[str | None, list[Row]] = {}
    for row in answer.rows:
        groups.setdefault(row.duty, []).append(row)
    for duty, rows in groups.items():
        caption = _caption(duty, voice)
        cells = tuple(_row(row, voice) for row in rows)
        blocks.append(Table((voice.say("column.aspect"), *titles), cells, caption))
    differing = sum(not row.same for row in answer.rows)
    blocks.append(Block("note", voice.say("compare.count", n=differing, total=len(answer.rows))))
    blocks.append(Block("receipt", voice.say("table.receipt", register=answer.register[:12], date=world.date)))
    return Text(tuple(blocks), voice.lang, title)


def _caption(duty: str | None, voice: Voice) -> str:
    if duty is None:
        return voice.say("compare.general")
    name, _, number = duty.partition(":")
    text = voice.say(f"duty.{name}")
    return f"{text[:1].upper()}{text[1:]}{f' ({number})' if number else ''}"


def _row(row: Row, voice: Voice) -> tuple[str, ...]:
    name = voice.say(f"aspect.{row.aspect}")
    return (name if row.same else f"{name} ≠", *(cell(row.aspect, value, voice) for value in row.values))


def cell(aspect: str, value: Any, voice: Voice) -> str:
    """One coded value in words.

    Examples
    --------
    >>> cell("means", "all_available", Voice("en")), cell("prompt", True, Voice("fr")), cell("means", None, Voice())
    ('all available means', 'oui', '')
    """
    if value in (None, [], {}, "", ()):
        return ""
    return _CELLS.get(aspect, _plain)(value, voice)


def _plain(value: Any, voice: Voice) -> str:
    return voice.say("yes" if value else "no") if isinstance(value, bool) else str(value)


def _side(value: Any, voice: Voice) -> str:
    if value == "parties":
        return voice.say("parties")
    if isinstance(value, Mapping):
        return voice.say("side.each.except", who=voice.noun(value.get("except", ())))
    return str(voice.noun(value, short=8))


def _when(value: Any, voice: Voice) -> str:
    return clause(value, voice, voice.words(voice.say("beneficiary")), voice.words(voice.say("obligor")))


def _unless(value: Any, voice: Voice) -> str:
    return voice.list(_when(item["when"], voice) for item in value)


def _signed(value: Any, voice: Voice) -> str:  # noqa: ARG001
    return ", ".join(str(value[key]) for key in ("date", "place") if value.get(key))


def _in_force(value: Any, voice: Voice) -> str:
    known = next((name for name in ("from", "latest") if value.get(name)), None)
    key = {"from": "dates.since", "latest": "dates.latest", None: "dates.not_in_force"}[known]
    parts = [voice.say(key, date=value[known]) if known else voice.say(key)]
    if value.get("provisional"):
        parts.append(voice.say("dates.provisional", date=value["provisional"]))
    return voice.list([*parts, *_disputes(value, voice)])


def _disputes(value: Mapping[str, Any], voice: Voice) -> list[str]:
    holders = [voice.words(voice.holder(str(contest["holder"]))) for contest in value.get("contested", ())]
    return [voice.say("standing.contested", holder=holder) for holder in holders]


def _end(value: Any, voice: Voice) -> str:
    how = voice.label("endhow", value.get("how"))
    date = value.get("date")
    text = voice.say("standing.ended", date=date, how=how) if date else voice.say("standing.ended.bare", how=how)
    return voice.list([text, *_disputes(value, voice)])


def _lineage(value: Any, voice: Voice) -> str:
    return voice.list(
        voice.say(f"lineage.{kind}", what=voice.join(voice.short_title(str(name)) for name in names))
        for kind, names in value.items()
    )


def _labels(vocabulary: str) -> Callable[[Any, Voice], str]:
    def words(value: Any, voice: Voice) -> str:
        codes = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(voice.label(vocabulary, str(code)) for code in codes)

    return words


_CELLS: Mapping[str, Callable[[Any, Voice], str]] = {
    "parties": _side, "form": _labels("form"), "binding": _labels("binding"), "signed": _signed, "in_force": _in_force,
    "end": _end, "text": _labels("textstate"), "lineage": _lineage, "cooperation": _labels("cooperation"),
    "nuclear": nuclear_words, "obligors": _side, "beneficiaries": _side, "when": _when,
    "unless": _unless, "force": _labels("force"), "means": _labels("means"), "modality": _labels("modality"),
    "procedure": lambda value, voice: voice.join(steps_words(value, voice)) or voice.label("step", "constitutional"),
    "how_owed": _labels("howowed"), "refers_to": _labels("reference"),
}
