"""One provision in words: how strong, by what means, after which steps, under which text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.law.modality import modality
from foedus.law.opinion import DutyResult
from foedus.register.records import Group, Instrument, Provision
from foedus.register.world import World
from foedus.wording.conditions import clause
from foedus.wording.names import Noun
from foedus.wording.voice import Voice

__all__ = ["dates_words", "provision", "reference_line", "since", "steps_words", "terms_words"]


def reference_line(duty: DutyResult, voice: Voice) -> str:
    """Article and short title."""
    title = voice.short_title(duty.instrument)
    return voice.say("terms.ref", article=voice.article(duty.article), title=title) if duty.article else title


def dates_words(instrument: Mapping[str, Any], voice: Voice, day: str) -> str:
    """When it was signed, and when it is in force, as of a day."""
    parts = []
    if instrument.get("signed"):
        parts.append(voice.say("dates.signed", date=instrument["signed"]))
    start, end = (instrument.get("in_force") or (None, None))[:2]
    if start and end and end <= day:
        parts.append(voice.say("dates.spell", date=start, to=end))
    elif start:
        parts.append(voice.say("dates.since" if start <= day else "dates.from", date=start))
    elif instrument.get("in_force_latest"):
        parts.append(voice.say("dates.latest", date=instrument["in_force_latest"]))
        if end and end <= day:
            parts.append(voice.say("dates.to", date=end))
    else:
        parts.append(voice.say("dates.not_in_force"))
    return ", ".join(parts)


def since(instrument: Mapping[str, Any], voice: Voice) -> str:
    """Since when it is in force, for a cell of a table."""
    start, latest = (instrument.get("in_force") or (None,))[0], instrument.get("in_force_latest")
    return str(start or (f"≤ {latest}" if latest else voice.say("unknown")))


def terms_words(duty: DutyResult, voice: Voice) -> str:
    """How strong a duty is and what it asks: means, speed, modality, steps, references."""
    text, binding = duty.instrument.get("text"), duty.instrument.get("binding")
    return _terms(
        duty.duty, duty.force, duty.means, duty.prompt, duty.modality, duty.procedure, duty.refers_to,
        binding, text, voice,
    )


def _terms(
    duty: str, force: str, means: str | None, prompt: bool | None, how: str, procedure: Any, refers_to: Any,
    binding: Any, text: Any, voice: Voice,
) -> str:
    parts = [voice.say(f"terms.{duty}")] if duty in ("consultation", "offense") else []
    if means and duty != "consultation":
        parts.append(voice.label("means", means))
    if prompt:
        parts.append(voice.say("terms.at_once"))
    said = [", ".join(parts)] if parts else []
    said.extend(_strength(duty, force, how, voice))
    steps = steps_words(procedure, voice)
    if steps:
        said.append(voice.say("terms.after", what=voice.join(steps)))
    if refers_to:
        said.append(voice.say("terms.refers", what=voice.join(voice.label("reference", str(r)) for r in refers_to)))
    if binding in ("political", "domestic", "contested"):
        said.append(voice.say(f"terms.{binding}"))
    if text in ("unpublished", "partial"):
        said.append(voice.say(f"terms.{text}"))
    return voice.list(said)


def _strength(duty: str, force: str, how: str, voice: Voice) -> Iterator[str]:
    if force == "unknown":
        yield voice.say("terms.force_unknown")
    elif force in ("right", "intention"):
        yield voice.say(f"terms.{force}")
    elif how in ("automatic", "constitutional") and duty != "consultation":
        yield voice.label("modality", how)


def steps_words(procedure: Any, voice: Voice) -> list[str]:
    """What must come first, each step in words; constitutional processes are said elsewhere."""
    found = []
    for step in procedure or ():
        body = step.get("body") if isinstance(step, Mapping) else getattr(step, "body", None)
        if body is not None:
            found.append(voice.say("wait.body", body=voice.words(voice.body(body))))
        elif step != "constitutional":
            found.append(voice.say(f"wait.{step}.bare"))
    return found


def provision(item: Provision, instrument: Instrument, world: World, lang: str = "en") -> str:
    """One sentence: who owes what to whom, when, how strong, by what means, after which steps."""
    voice = Voice(lang, world)
    who = _side(item.obligors, voice, "each")
    two = len({party.state for party in instrument.parties}) == 2
    whom = _side(item.beneficiaries, voice, "only" if two else "other")
    if item.duty == "nonaggression" and item.force == "duty" and item.obligors == "parties":
        duty = voice.say("owes.nonaggression.none", whom=whom)
    else:
        duty = voice.say(f"owes.{item.duty}.{_force(str(item.force))}", who=who, whom=whom)
    on = whom if item.beneficiaries != "parties" else voice.words(voice.say("side.it"))
    when = voice.say("when.if", what=clause(item.when, voice, on, who)) if item.when is not None else ""
    terms = _terms(
        str(item.duty), "duty", str(item.means) if item.means else None, item.prompt, str(modality(item)),
        item.procedure, item.refers_to, None, None, voice,
    )
    text = voice.say("owes.sentence", duty=duty, when=when) if when else duty
    for exception in item.unless:
        text += ", " + voice.say("except.unless", what=clause(exception.when, voice, on, who))
        for inner in exception.unless:
            text += " " + voice.say("except.but", what=clause(inner.when, voice, on, who))
    text = text[:1].upper() + text[1:]
    return f"{text}. {terms[:1].upper()}{terms[1:]}." if terms else f"{text}."


def _force(force: str) -> str:
    return {"right": "may", "intention": "means", "unknown": "unknown"}.get(force, "must")


def _side(side: Any, voice: Voice, which: str) -> Noun:
    if isinstance(side, Group):
        return voice.words(voice.say(f"side.{which}.except", who=voice.noun(side.except_)))
    return voice.words(voice.say(f"side.{which}")) if isinstance(side, str) else voice.noun(side)
