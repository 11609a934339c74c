"""Each test of the reasoner as a short phrase: what was asked, what was found, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.law.scenario import listed
from foedus.wording.conditions import by_words, condition
from foedus.wording.names import Noun
from foedus.wording.voice import Voice

__all__ = ["TESTS", "About", "reason", "standing_words"]


@dataclass(frozen=True, slots=True)
class About:
    """Whose duty toward whom a reason speaks of, and under which instrument."""

    state: str = ""
    toward: str = ""
    instrument: str = ""
    article: str | None = None


Entry = Mapping[str, Any]


def reason(entry: Entry, voice: Voice, about: About) -> str:
    """One test in words.

    Examples
    --------
    >>> entry = {"test": "provoked", "value": False, "wants": "no", "found": True, "source": "assumption"}
    >>> reason(entry, Voice("en"), About())
    'the attack was provoked, and the text covers only an unprovoked one (assumed)'
    """
    test = str(entry.get("test"))
    say = TESTS.get(test)
    if say is None:
        return voice.say("why.other", test=test, value=_mark(entry, voice))
    text = say(entry, voice, about)
    source = str(entry.get("source") or "")
    if source == "assumption" and test in ("provoked", "lawful", "then") and entry.get("wants") != "any":
        return voice.say("why.assumed", what=text)
    return text


def _mark(entry: Entry, voice: Voice) -> str:
    value = entry.get("value")
    return voice.say("unknown" if value is None else "yes" if value else "no")


def _ending(entry: Entry) -> str:
    return {True: "yes", False: "no", None: "open"}[entry.get("value")]


def _simple(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    test, ending = entry["test"], _ending(entry)
    if entry.get("wants") == "any" and voice.has(f"why.{test}.any"):
        return voice.say(f"why.{test}.any")
    return voice.say(f"why.{test}.{ending}")


def _event(entry: Entry, voice: Voice, about: About) -> str:
    wants, found = entry.get("wants") or {}, entry.get("found") or {}
    if not wants:
        return voice.say("why.tree.event")
    named = wants.get("event") or ()
    events = [named] if isinstance(named, str) else [str(each) for each in named]
    on = wants.get("on", "beneficiary")
    who = voice.noun(about.toward)
    what = Noun([voice.say(f"event.{event}") for event in events], voice.lang)
    kind = voice.say(f"kind.{found.get('kind', 'armed_attack')}")
    if entry.get("value") is True:
        special = f"why.event.{events[0]}"
        if voice.has(special):
            return voice.say(special, who=who)
        return voice.say("why.event.yes", who=_hit(on, who, voice, about), event=what)
    if found.get("invited"):
        return voice.say("why.event.invited", who=who)
    if on in ("its_forces", "its_regime") and about.toward in found.get("target", ()):
        key = "why.event.off" if entry.get("value") is False else "why.event.off.open"
        return voice.say(key, on=_hit(on, who, voice, about))
    if entry.get("value") is None:
        return voice.say("why.event.open", kind=kind, event=what)
    if on in ("beneficiary", "its_forces", "its_regime") and about.toward not in found.get("target", ()):
        force = found.get("kind") in ("armed_attack", "invasion_of_third_state", "non_state_attack", "incident")
        return voice.say("why.event.not_target" if force else "why.event.not_target_other", who=who)
    if not set(listed(on)) - {"beneficiary", "its_forces", "its_regime"} or on in ("obligor", "parties"):
        return voice.say("why.event.kind", kind=kind, event=what)
    if not set(listed(on)) & set(found.get("target", ())):
        return voice.say("why.event.on", event=what, on=_hit(on, who, voice, about))
    return voice.say("why.event.kind", kind=kind, event=what)


def _hit(on: Any, who: Noun, voice: Voice, about: About) -> Noun:
    if on == "beneficiary":
        return who
    if on == "obligor":
        return voice.noun(about.state)
    if on == "parties":
        return voice.words(voice.say("party"))
    if on in ("its_forces", "its_regime"):
        return voice.words(voice.say(f"on.{on}", who=who))
    return voice.noun(listed(on))


def _by(entry: Entry, voice: Voice, about: About) -> str:
    if ":declaration:" in str(entry.get("source")):
        key = {True: "why.declaration.met", False: "why.declaration", None: "why.declaration.open"}[entry.get("value")]
        form = voice.label("declarationform", entry.get("wants"))
        return voice.say(key, form=form, who=voice.noun(str(entry.get("found") or about.state)))
    found = entry.get("found")
    nobody = voice.say("why.by.nobody")
    attackers = str(voice.noun(found)) if isinstance(found, (list, tuple)) and found else _actor(found, voice) or nobody
    return voice.say(f"why.by.{_ending(entry)}", **({} if entry.get("value") is True else {
        "wants": by_words(entry.get("wants"), voice), **({"found": attackers} if entry.get("value") is False else {}),
    }))


def _actor(found: Any, voice: Voice) -> str:
    return voice.code("by", found) if isinstance(found, str) else ""


def _attackers_min(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    values = {"n": entry.get("wants")}
    if entry.get("value") is True:
        return voice.say("why.attackers_min.yes", **values)
    return voice.say("why.attackers_min.no", count=len(entry.get("found") or ()), **values)


def _origin(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    wants = entry.get("wants") or "abroad"
    if entry.get("value") is True:
        return voice.say(f"why.origin.{wants}")
    if entry.get("value") is None:
        return voice.say("why.origin.open")
    return voice.say("why.origin.no", wants=voice.say(f"why.origin.from.{wants}"))


def _among_parties(entry: Entry, voice: Voice, about: About) -> str:
    found = [state for state in entry.get("found") or () if isinstance(state, str)]
    if entry.get("value") is True:
        return voice.say("why.among_parties.yes")
    if found == [about.state]:
        return voice.say("why.among_parties.self", who=voice.noun(found))
    return voice.say(f"why.among_parties.{_ending(entry)}", found=voice.noun(found))


def _territory_of(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    owners = (entry.get("wants") or {}).get("of", ())
    whose = voice.words(voice.say("parties")) if len(owners) > 3 else voice.noun(owners)
    return voice.say(f"why.territory_of.{_ending(entry)}", place=voice.place(entry.get("found")), of=whose)


def _metropolitan(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.metropolitan.{_ending(entry)}", place=voice.place(entry.get("found")))


def _area(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    area = voice.join(_areas(entry, voice), "or")
    return voice.say(f"why.area.{_ending(entry)}", place=voice.place(entry.get("found")), area=area)


def _areas(entry: Entry, voice: Voice) -> list[str]:
    test, wants = entry["test"], entry.get("wants")
    if test in ("north_of", "south_of"):
        return [voice.say(f"at.{test}", lat=f"{wants:.4g}" if isinstance(wants, (int, float)) else wants)]
    codes = [str(item) for item in wants or ()]
    if test == "region":
        return [voice.say(f"in.{code}") if voice.has(f"in.{code}") else code for code in codes]
    if test == "tag":
        return [voice.code("tag", code) for code in codes]
    return [voice.say("at.places", what=voice.place(code)) for code in codes]


def _only_if_helps(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.only_if_helps.{_ending(entry)}", who=voice.noun(entry.get("wants") or ()))


def _begun(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    if entry.get("value") is None:
        return voice.say("why.begun.open")
    return voice.say(f"why.begun.{_ending(entry)}", date=entry.get("found"))


def _fact(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.fact.{_ending(entry)}", what=voice.code("fact", str(entry.get("wants"))))


def _unknown(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    words = entry.get("wants")
    if voice.lang == "en" and words:
        return voice.say("why.unknown", what=words)
    return voice.say("why.unknown.bare")


def _in_force(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    source = str(entry.get("source") or "")
    if source.startswith("account:"):
        key = "why.account.binds" if entry.get("value") else "why.account.not_binds"
        return voice.say(key, account=source.partition(":")[2])
    return standing_words(str(entry.get("found")), entry.get("wants"), voice, binds=entry.get("value"))


def standing_words(why: str, date: Any, voice: Voice, *, binds: Any = None) -> str:
    """The code of a standing (`in_force`, `ended:superseded`, `contested:HOLDER`) in words."""
    head, _, tail = why.partition(":")
    if head == "contested":
        key = {True: "standing.contested.binds", False: "standing.contested.not_binds"}.get(binds, "standing.contested")
        return voice.say(key, holder=voice.words(voice.holder(tail)))
    if head in ("ended", "left"):
        how = voice.label("endhow", tail)
        known = {"date": date, "how": how} if date else {"how": how}
        return voice.say(f"standing.{head}" if date else f"standing.{head}.bare", **known)
    if head == "in_force":
        return voice.say("standing.in_force", date=date) if date else voice.say("standing.in_force.bare")
    if head == "not_yet_in_force" and date:
        return voice.say("standing.not_yet_in_force.date", date=date)
    key = f"standing.{head}"
    if voice.has(key):
        return voice.say(key, date=date or "?")
    return voice.say("standing.other", why=why.replace("_", " "))


def _in_time(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.in_time.{_ending(entry)}", date=entry.get("wants") or "?")


def _request(entry: Entry, voice: Voice, about: About) -> str:
    by = voice.noun(str((entry.get("wants") or {}).get("by") or about.toward))
    assumed = str(entry.get("source") or "").startswith("assumption")
    return voice.say("why.request.assumed" if assumed else f"why.request.{_ending(entry)}", by=by)


def _together(entry: Entry, voice: Voice, about: About) -> str:
    who = voice.noun(listed(entry.get("wants")) or (about.state, about.toward))
    return voice.say(f"why.{entry['test']}.{_ending(entry)}", who=who)


def _body(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.body.{_ending(entry)}", body=voice.words(voice.body(str(entry.get("wants")))))


def _joint(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    who = voice.noun(entry.get("wants") or ())
    if not who:
        return voice.say("why.joint.alone")
    return voice.say(f"why.joint.{_ending(entry)}", **({} if entry.get("value") else {"who": who}))


def _charter(entry: Entry, voice: Voice, about: About) -> str:
    found = entry.get("found")
    if found == "not_applicable":
        return voice.say("why.charter.not_applicable")
    found = found if isinstance(found, Mapping) else {}
    if entry.get("value") is False:
        return voice.say("why.charter.no")
    if found.get("against_council_decision"):
        return voice.say("why.charter.council")
    key = "why.charter.open" if entry.get("value") is None else "why.charter.aggressor"
    return voice.say(key, toward=voice.noun(about.toward))


def _exception(entry: Entry, voice: Voice, about: About) -> str:
    return voice.say(f"why.exception.{_ending(entry)}", name=exception_words(str(entry.get("wants")), voice, about))


def exception_words(name: str, voice: Voice, about: About) -> str:
    """An exception by its own condition where the register has it, else by its name."""
    record = voice.world.register.instruments.get(about.instrument) if voice.world is not None else None
    for provision in record.provisions if record is not None else ():
        for exception in provision.unless if provision.article == about.article else ():
            if exception.name == name:
                whose = {"beneficiary": about.toward, "obligor": about.state}
                return condition(exception.when, voice.lang, voice.name, world=voice.world, **whose)
    return voice.code("exception", name)


def _tree(entry: Entry, voice: Voice, about: About) -> str:  # noqa: ARG001
    return voice.say(f"why.tree.{entry['test']}")


#: One function for each test that the law gives.
TESTS: Mapping[str, Callable[[Entry, Voice, About], str]] = {
    "event": _event, "by": _by, "attackers_min": _attackers_min, "origin": _origin, "provoked": _simple,
    "lawful": _simple, "among_parties": _among_parties, "territory_of": _territory_of, "metropolitan": _metropolitan,
    "region": _area, "tag": _area, "place": _area, "north_of": _area, "south_of": _area, "at": _tree,
    "only_if_helps": _only_if_helps, "then": _simple, "begun": _begun, "fact": _fact, "unknown": _unknown,
    "in_force": _in_force, "in_time": _in_time, "request": _request, "joint_finding": _together,
    "consult_first": _together, "body": _body, "joint": _joint, "charter_103": _charter, "exception": _exception,
    "standing": _tree, "trigger": _tree, "all": _tree, "any": _tree, "not": _tree,
}


def phrases(entries: Sequence[Entry], voice: Voice, about: About, *, full: bool = True) -> list[str]:
    """Several tests in words, each once, in order; if the beneficiary is not hit at all, that alone.

    Tests that ask for several events on the same state become one phrase.
    """
    missed = [entry for entry in entries if _misses(entry, about)]
    if missed and all(entry.get("value") is not True for entry in entries):
        return [reason(missed[0], voice, about)] if full or _event_only(entries, about) else []
    said: list[str] = []
    lies = {str(entry.get("found")): _outside(entry, entries, voice) for entry in entries if _is_area(entry)}
    for entry in entries:
        if _is_area(entry):
            said.append(lies[str(entry.get("found"))])
            continue
        if entry.get("test") == "event" and entry.get("value") is False and entry.get("wants"):
            said.append(_event(_merged(entry, entries), voice, about))
        else:
            said.append(reason(entry, voice, about))
    return list(dict.fromkeys(said))


def _is_area(entry: Entry) -> bool:
    return TESTS.get(str(entry.get("test"))) is _area and entry.get("value") is False


def _outside(entry: Entry, entries: Sequence[Entry], voice: Voice) -> str:
    """All the areas that a place does not lie in, in one phrase."""
    same = [each for each in entries if _is_area(each) and each.get("found") == entry.get("found")]
    areas = [area for each in same for area in _areas(each, voice)]
    return voice.say("why.area.no", place=voice.place(entry.get("found")), area=voice.join(dict.fromkeys(areas), "or"))


def _event_only(entries: Sequence[Entry], about: About) -> bool:
    """Whether the text protects more than the beneficiary, so that its not being hit says something."""
    return not all(_misses(entry, about) for entry in entries)


def _misses(entry: Entry, about: About) -> bool:
    """The text protects the beneficiary, and nobody did anything to it."""
    if entry.get("test") != "event" or entry.get("value") is not False:
        return False
    on = (entry.get("wants") or {}).get("on")
    found = entry.get("found") or {}
    return on in ("beneficiary", "its_forces", "its_regime") and about.toward not in found.get("target", ())


def _merged(entry: Entry, entries: Sequence[Entry]) -> Entry:
    """The same test with every event that failed on the same state."""
    wants = entry["wants"]
    events = [
        each["wants"]["event"] for each in entries
        if each.get("test") == "event" and each.get("value") is False and each.get("wants")
        and each["wants"].get("on") == wants.get("on")
    ]
    return {**entry, "wants": {**wants, "event": list(dict.fromkeys(events))}}
