"""What was asked: the acts, the day, the facts given, and what each account holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.law.opinion import Opinion
from foedus.law.scenario import listed
from foedus.wording.text import Block
from foedus.wording.voice import Voice

__all__ = ["act_words", "deed", "headline"]

_HELD = ("is", "happened", "kind", "invited", "provoked", "actor", "sent_by", "place", "binds", "among_parties", "of")


def headline(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    """The title and what it rests on."""
    scenario = opinion.scenario
    acts = list(scenario.get("acts", ()))
    if scenario.get("title"):
        yield Block("title", str(scenario["title"]))
    elif acts:
        key = "head.if" if scenario.get("hypothetical") else "head.given"
        yield Block("title", voice.say(key, what=act_words(acts[0], voice)))
    else:
        yield Block("title", voice.say("head.asof", date=opinion.date))
    if len(acts) > 1 or scenario.get("title"):
        for act in acts:
            yield Block("lead", voice.say("act.line", id=act.get("id", ""), what=act_words(act, voice)), 1)
    for fact in scenario.get("facts", ()):
        yield Block("lead", voice.say("fact.given", what=_fact(fact, voice)), 1)
    for account in scenario.get("accounts", ()):
        yield Block("lead", _account(account, voice), 1)
    if acts:
        yield Block("lead", voice.say("head.asof", date=opinion.date))
    if scenario.get("known_by"):
        yield Block("lead", voice.say("head.known_by", date=scenario["known_by"]))


def deed(act: str, opinion: Opinion, voice: Voice) -> str:
    """How a sentence names an act: by its id where there is more than one."""
    return voice.say("the_attack") if len(opinion.scenario.get("acts", ())) == 1 else voice.say("the_act", id=act)


def act_words(act: Mapping[str, Any], voice: Voice) -> str:
    """One act as a clause: who does what to whom, when, where, answering what."""
    kind = str(act.get("kind", "armed_attack"))
    actors, targets = listed(act.get("actor")), listed(act.get("target"))
    who = voice.noun(actors) if actors else voice.words(voice.say("act.nobody"))
    if act.get("actor_name"):
        known = f"act.{act['actor_name']}"
        who = voice.words(voice.say(known) if voice.has(known) else str(act["actor_name"]))
    elif kind == "non_state_attack" and not actors:
        who = voice.words(voice.say("act.non_state"))
    key = f"act.{kind}" if targets or kind != "mobilisation" else "act.mobilisation.alone"
    text = f"{voice.say(key, who=who, whom=voice.noun(targets))}{_when(act, voice)}"
    details = list(_details(act, voice))
    return f"{text} ({', '.join(details)})" if details else text


def _when(act: Mapping[str, Any], voice: Voice) -> str:
    date, until = act.get("date"), act.get("until")
    if not date:
        return ""
    if until:
        return f" {voice.say('act.until', date=date, until=until)}"
    return f" {voice.say('act.since' if act.get('continuing') else 'act.on', date=date)}"


def _details(act: Mapping[str, Any], voice: Voice) -> Iterator[str]:
    if act.get("sent_by"):
        yield voice.say("act.sent_by", who=voice.noun(listed(act["sent_by"])))
    place = act.get("place") or {}
    if isinstance(place, str):
        place = {"name": place}
    where = place.get("name") or place.get("at_sea") or place.get("state")
    if where:
        yield voice.say("act.place", place=voice.place(where))
    if place.get("object"):
        yield voice.say(f"act.object.{place['object']}")
    if act.get("invited"):
        yield voice.say("act.invited")
    if act.get("is"):
        yield voice.say(f"judged.{act['is']}")
    if act.get("answers"):
        yield voice.say("act.answers", act=voice.say("the_act", id=act["answers"]))


def _account(account: Mapping[str, Any], voice: Voice) -> str:
    said = voice.join([_hold(hold, voice) for hold in account.get("holds", ())]) or voice.say("head.account.nothing")
    holder = account.get("holder")
    known = voice.world is not None and holder in voice.world.register.states
    name = voice.name(str(holder)) if known else str(holder)
    return voice.say("head.account", id=account["id"], holder=f" ({name})" if holder else "", holds=said)


def _hold(hold: Mapping[str, Any], voice: Voice) -> str:
    if hold.get("fact"):
        fact = hold["fact"] if isinstance(hold["fact"], Mapping) else hold
        return _fact(fact, voice)
    act = voice.say("the_act", id=hold["act"]) if hold.get("act") else ""
    parts = []
    for field in _HELD:
        value = hold.get(field)
        if value is None:
            continue
        if field in ("binds", "among_parties"):
            state = f" {voice.name(hold['state'])}" if hold.get("state") else ""
            title = voice.title(str(hold.get("instrument", "")))
            values = {"instrument": title, "value": yes(value, voice)}
            parts.append(voice.say(f"hold.{field}", **values, **({"state": state} if field == "binds" else {})))
        elif field == "of":
            parts.append(voice.say("hold.of", place=voice.place(str(hold.get("place"))), value=voice.name(value)))
        elif field == "place" and not act:
            continue
        else:
            parts.append(voice.say(f"hold.{field}", act=act, value=_value(field, value, voice)))
    rest = [key for key in ("target", "origin", "date", "until", "continuing", "answers") if hold.get(key) is not None]
    parts.extend(voice.say("hold.other", what=f"{act} {key}", value=_plain(hold[key], voice)) for key in rest)
    return voice.join(parts)


def _value(field: str, value: Any, voice: Voice) -> Any:
    if field == "is":
        return voice.say(f"judged.{value}")
    if field == "kind":
        return voice.say(f"kind.{value}")
    if field in ("actor", "sent_by"):
        return voice.noun(listed(value))
    if field == "place":
        return voice.place(value if isinstance(value, str) else value.get("name") or value.get("state"))
    return yes(value, voice)


def yes(value: Any, voice: Voice) -> str:
    """True, False or None in words."""
    return voice.say("unknown" if value is None else "yes" if value else "no")


def _fact(fact: Mapping[str, Any], voice: Voice) -> str:
    """A fact by its type, with what else is said of it."""
    name = voice.code("fact", str(fact.get("fact")))
    more = []
    for key, value in fact.items():
        if key in ("fact", "value", "note"):
            continue
        more.append(_plain(value, voice))
    text = f"{name} ({', '.join(more)})" if more else name
    value = fact.get("value", True)
    return text if value is True else voice.say("hold.fact", fact=text, value=yes(value, voice))


def _plain(value: Any, voice: Voice) -> str:
    if isinstance(value, bool):
        return yes(value, voice)
    if isinstance(value, (list, tuple)):
        return voice.join(_plain(item, voice) for item in value)
    known = voice.world is not None and value in voice.world.register.states
    return voice.name(str(value)) if known else voice.code("word", str(value))
