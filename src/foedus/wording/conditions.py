"""The grammar of `when` and `unless` as a clause: a coded condition in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from foedus.law.scenario import listed
from foedus.register.records import Area, By, Condition
from foedus.register.world import World
from foedus.wording.names import Noun
from foedus.wording.voice import Voice

__all__ = ["by_words", "clause", "condition"]


def condition(
    value: Condition | Mapping[str, Any] | None, lang: str = "en", names: Callable[[str], str] | None = None, *,
    beneficiary: str | None = None, obligor: str | None = None, world: World | None = None,
) -> str:
    """A clause for a condition, without `if` in front.

    Parameters
    ----------
    value : a `Condition`, or its plain data as in YAML or JSON.
    names : state id -> name with its article; default: the ids, or the names of `world`.
    beneficiary, obligor : states to name; else "a party" and "the other party".

    Examples
    --------
    >>> condition({"event": "armed_attack", "by": ["RUS"], "lawful": "no"}, "en", {"RUS": "Russia"}.get)
    'the beneficiary is the object of an armed attack by Russia, contrary to the Charter'
    """
    voice = Voice(lang, world, names)
    on = voice.noun(beneficiary) if beneficiary else voice.words(voice.say("beneficiary"))
    owes = voice.noun(obligor) if obligor else voice.words(voice.say("obligor"))
    return clause(value, voice, on, owes)


def clause(value: Condition | Mapping[str, Any] | None, voice: Voice, on: Noun, owes: Noun) -> str:
    """The same, with beneficiary and obligor as nouns."""
    if value is None:
        return voice.say("when.none")
    when = _plain(value)
    text = ", ".join(_parts(when, voice, on, owes))
    return voice.list(filter(None, (text, *_notes(when, voice)))) or voice.say("when.none")


def _plain(value: Any) -> dict[str, Any]:
    """A record or its plain data as a mapping in the keys of YAML, empty fields left out."""
    if isinstance(value, Mapping):
        return {str(key).rstrip("_"): item for key, item in value.items() if item not in (None, (), [], {})}
    return _plain({name: getattr(value, name) for name in type(value).__struct_fields__})


def _parts(when: dict[str, Any], voice: Voice, on: Noun, owes: Noun) -> Iterator[str]:
    if any(when.get(name) is not None for name in ("event", "by")):
        yield _event(when, voice, on, owes)
    if "attackers_min" in when:
        yield voice.say("when.attackers_min", n=when["attackers_min"])
    if "origin" in when:
        yield voice.say(f"when.origin.{when['origin']}")
    if "provoked" in when:
        key = f"when.provoked.{when['provoked']}"
        yield voice.say(key, who=_hit(when.get("on"), voice, on, owes)) if when["provoked"] == "no" else voice.say(key)
    if "lawful" in when:
        yield voice.say(f"when.lawful.{when['lawful']}")
    if "then" in when:
        yield voice.say(f"when.then.{when['then']}")
    if "begun" in when:
        yield voice.say(f"when.begun.{when['begun']}")
    if "only_if_helps" in when:
        yield voice.say("when.only_if_helps", who=voice.noun(listed(when["only_if_helps"])), whom=on)
    if "fact" in when:
        yield voice.say("when.fact", what=voice.code("fact", str(when["fact"])))
    if "at" in when:
        yield area_words(when["at"], voice, on, owes)
    if "all" in when:
        yield voice.options([clause(part, voice, on, owes) for part in when["all"]], "and")
    if "any" in when:
        yield voice.options([clause(part, voice, on, owes) for part in when["any"]], "or")
    if "not" in when:
        yield voice.say("when.not", what=clause(when["not"], voice, on, owes))


def _notes(when: dict[str, Any], voice: Voice) -> Iterator[str]:
    """What a text leaves open, or says of attacks among its own parties: after the condition."""
    if "among_parties" in when:
        yield voice.say(f"when.among_parties.{when['among_parties']}")
    if "unknown" in when:
        yield voice.say("when.unknown", what=when["unknown"]) if voice.lang == "en" else voice.say("why.unknown.bare")


def _event(when: dict[str, Any], voice: Voice, on: Noun, owes: Noun) -> str:
    events = [str(each) for each in listed(when.get("event"))]
    by = when.get("by")
    if not events:
        return voice.say("when.no_event.by", who=by_words(by, voice))
    hit = _hit(when.get("on"), voice, on, owes)
    who = None
    if isinstance(by, (tuple, list)):
        who = voice.noun(by)
    elif by is not None:
        who = voice.words(by_words(by, voice))
    doer = voice.say("when.by", who=who) if who is not None else ""
    foe = voice.say("when.against", who=who) if who is not None else ""
    objects = [event for event in events if event not in ("at_war", "unrest")]
    verbs = []
    if objects:
        nouns = Noun([voice.say(f"event.{event}") for event in objects], voice.lang)
        verbs.append(voice.say("when.object", on=hit, events=nouns, by=doer))
    if "at_war" in events:
        verbs.append(voice.say("when.at_war", on=hit, by=foe))
    if "unrest" in events:
        verbs.append(voice.say("when.unrest", on=hit, by=doer))
    return f"{hit} {voice.join(verbs, 'or')}"


def _hit(on: Any, voice: Voice, beneficiary: Noun, obligor: Noun) -> Noun:
    if on in (None, "beneficiary"):
        return beneficiary
    if on == "obligor":
        return obligor
    if on == "parties":
        return voice.words(voice.say("party"))
    if on in ("its_forces", "its_regime"):
        return voice.words(voice.say(f"on.{on}", who=beneficiary), many=on == "its_forces")
    return voice.noun(listed(on))


def by_words(by: Any, voice: Voice) -> str:
    """Who has to be the attacker.

    Examples
    --------
    >>> by_words({"not": ["FRA"], "non_state": True}, Voice("en"))
    'any state other than FRA or a non-state actor'
    """
    if by is None:
        return voice.say("by.anyone")
    if isinstance(by, str):
        if voice.has(f"by.{by}"):
            return voice.say(f"by.{by}")
        state = voice.world is None or by in voice.world.register.states
        return str(voice.noun(by)) if state and by.isupper() else voice.say("by.class", label=voice.class_(by))
    if not isinstance(by, (Mapping, By)):
        return f"{voice.noun(by):or}"
    who = _plain(by)
    if who.get("non_state") and len(who) == 1:
        return voice.say("by.any_state") + voice.say("by.or_non_state")
    text = f"{voice.noun(who['states']):or}" if "states" in who else voice.say("by.any_state")
    if "class" in who:
        text = voice.say("by.class", label=voice.class_(who["class"]))
    if "not" in who:
        text += voice.say("by.not", who=voice.noun(listed(who["not"])))
    if "not_class" in who:
        text += voice.say("by.not_class", label=voice.class_(who["not_class"]))
    for key in ("backed_by", "joined_by", "allied_with"):
        if key in who:
            text += voice.say(f"by.{key}", who=voice.noun(listed(who[key])))
    return text + voice.say("by.or_non_state") if who.get("non_state") else text


def area_words(area: Area | Mapping[str, Any], voice: Voice, on: Noun, owes: Noun) -> str:
    """Where the act has to take place."""
    return ", ".join(_area(_plain(area), voice, on, owes))


def _area(at: dict[str, Any], voice: Voice, on: Noun, owes: Noun) -> Iterator[str]:
    if "territory_of" in at:
        whose = at["territory_of"]
        names = {"beneficiary": on, "obligor": owes, "parties": voice.words(voice.say("parties"))}
        who = names[whose] if isinstance(whose, str) and whose in names else voice.noun(listed(whose))
        title = at.get("title")
        if title == "recognised":
            yield voice.say("at.territory.recognised", who=who, obligor=owes)
        else:
            yield voice.say(f"at.territory.{title}" if title else "at.territory", who=who)
    if at.get("scope") == "metropolitan":
        yield voice.say("at.metropolitan")
    if "regions" in at:
        codes = [str(code) for code in at["regions"]]
        yield voice.join([voice.say(f"in.{code}") if voice.has(f"in.{code}") else code for code in codes], "or")
    if "tags" in at:
        yield voice.say("at.tags", what=voice.join([voice.code("tag", str(tag)) for tag in at["tags"]], "or"))
    if "places" in at:
        yield voice.say("at.places", what=voice.join([voice.place(str(place)) for place in at["places"]], "or"))
    if "lat_min" in at:
        yield voice.say("at.north_of", lat=f"{at['lat_min']:.4g}")
    if "lat_max" in at:
        yield voice.say("at.south_of", lat=f"{at['lat_max']:.4g}")
    if "any" in at:
        yield voice.options([area_words(part, voice, on, owes) for part in at["any"]], "or", first="1")
    if "not" in at:
        yield voice.say("at.not", what=area_words(at["not"], voice, on, owes))
