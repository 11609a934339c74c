"""What is asked by flags or by the parts of an address -> a question; and the same question elsewhere.

A command line and a page take the same few words (`attack USA:PRK`, `on`, `kind`, `place`, what is
turned round); here they become a scenario, and a scenario becomes a command or a line of Python.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from foedus.law.scenario import KINDS, Account, Fact, Hold, PlaceOfAct, Scenario, attack, listed, numbered
from foedus.problems import BadInput, Problem, nearest
from foedus.question import Question, understand
from foedus.register.load import Register
from foedus.register.names import fold, names, resolve_state
from foedus.register.world import valid_day

__all__ = ["HELD", "Asking", "command", "place", "plain", "python", "understood"]

#: What an account may hold of an act, in one word.
HELD: Mapping[str, Mapping[str, Any]] = {
    "aggression": {"is_": "aggression"},
    "not_aggression": {"is_": "not_aggression"},
    "self_defence": {"is_": "self_defence"},
    "provoked": {"provoked": True},
    "unprovoked": {"provoked": False},
    "invited": {"invited": True},
    "incident": {"kind": "incident"},
    "did_not_happen": {"happened": False},
}


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A question as flags. `question`, `attack` and `scenario` exclude each other.

    `accounts` are `HOLDER:WORD`, or `HOLDER:ACT=WORD,ACT=WORD`, with the words of `HELD`.
    """

    question: str | None = None
    attack: tuple[str, ...] = ()
    scenario: Scenario | None = None
    on: str | None = None
    known_by: str | None = None
    kind: str | None = None
    place: str | None = None
    provoked: bool = False
    lawful: bool = False
    no_war: bool = False
    no_request: bool = False
    assume: str | None = None
    states: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    conduct: str | None = None


def understood(asked: Asking, register: Register, dash: str = "") -> Question:
    """The question with everything that the flags say put into its scenario.

    Parameters
    ----------
    dash : what stands before the name of a flag in messages, `--` on a command line.

    Raises
    ------
    BadInput
        Naming the flag, the value and the nearest valid ones.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> found = understood(Asking(attack=("USA:North Korea",), on="2026-11-23", lawful=True), load())
    >>> found.scenario.acts[0].target, found.scenario.acts[0].is_
    (('PRK',), 'self_defence')
    """
    for name in ("on", "known_by"):
        if getattr(asked, name) is not None:
            valid_day(getattr(asked, name), dash + name.replace("_", "-" if dash else "_"))
    found = _found(asked, register, dash)
    scenario = _turned(found.scenario, asked, register, dash)
    scenario = replace(scenario, accounts=(*scenario.accounts, *_accounts(asked, numbered(scenario), register, dash)))
    if asked.on is not None:
        scenario = replace(scenario, date=asked.on)
    if asked.known_by is not None:
        scenario = replace(scenario, known_by=asked.known_by)
    states = [resolve_state(register, name, f"{dash}state", asked.on) for name in asked.states]
    return replace(found, scenario=scenario, states=tuple(dict.fromkeys([*found.states, *states])))


def _found(asked: Asking, register: Register, dash: str) -> Question:
    if asked.scenario is not None:
        return Question(asked.scenario)
    if asked.question is not None:
        return understand(asked.question, register, on=asked.on)
    acts = []
    for number, pair in enumerate(asked.attack, start=1):
        sides = pair.split(":")
        if len(sides) != 2 or not all(side.strip() for side in sides):
            says = "has to be A:B, as in USA:PRK"
            raise BadInput([Problem(path=f"{dash}attack", says=says, value=pair[:60])])
        actors, targets = (
            [resolve_state(register, name, f"{dash}attack", asked.on) for name in side.split(",")] for side in sides
        )
        one = attack(actors, targets, on=asked.on).acts[0]
        acts.append(replace(one, id="attack" if len(asked.attack) == 1 else f"attack_{number}"))
    return Question(Scenario(acts=tuple(acts), date=asked.on, hypothetical=True))


def _turned(scenario: Scenario, asked: Asking, register: Register, dash: str) -> Scenario:
    """The scenario with the assumptions turned round that the flags name."""
    changes: dict[str, Any] = {}
    if asked.kind is not None:
        if asked.kind not in KINDS:
            near = nearest(asked.kind, KINDS)
            raise BadInput([Problem(path=f"{dash}kind", says="no such kind of act", value=asked.kind[:60], nearest=near)])
        changes["kind"] = asked.kind
    if asked.place is not None:
        changes["place"] = place(asked.place, register, f"{dash}place")
    if asked.provoked:
        changes["provoked"] = True
    if asked.lawful:
        changes["is_"] = "self_defence"
    facts = list(scenario.facts)
    acts = tuple(replace(act, **changes) for act in scenario.acts)
    for act in acts:
        if asked.no_war:
            facts.append(Fact(fact="war", value=False, between=(listed(act.actor), listed(act.target))))
        if asked.no_request:
            facts.append(Fact(fact="request", value=False, by=listed(act.target), asks="help"))
    if asked.assume not in (None, "default", "none"):
        says = "has to be default or none"
        raise BadInput([Problem(path=f"{dash}assume", says=says, value=str(asked.assume)[:60])])
    assumed: dict[str, Any] = {"assume": asked.assume} if asked.assume else {}
    return replace(scenario, acts=acts, facts=tuple(facts), **assumed)


def place(text: str, register: Register, path: str = "place") -> PlaceOfAct:
    """A place of the gazetteer, a state's territory, or `LAT,LON` in degrees.

    Raises
    ------
    BadInput
        For a place that the gazetteer does not have, and for coordinates outside the globe.
    """
    parts = text.split(",")
    if len(parts) == 2:
        try:
            lat, lon = (float(part) for part in parts)
        except ValueError:
            pass
        else:
            if not (abs(lat) <= 90 and abs(lon) <= 180):
                says = "latitude is -90 to 90, longitude -180 to 180"
                raise BadInput([Problem(path=path, says=says, value=text[:60])])
            return PlaceOfAct(name="point", lat=lat, lon=lon)
    found = names(register).find(text)
    if len(found) == 1 and len(found[0].ids) == 1:
        id_ = found[0].ids[0]
        return PlaceOfAct(name=id_) if found[0].kind == "place" else PlaceOfAct(state=id_)
    near = nearest(text, [*register.places, *register.states])
    raise BadInput([Problem(path=path, says="no such place in the gazetteer", value=text[:60], nearest=near)])


def _accounts(asked: Asking, scenario: Scenario, register: Register, dash: str) -> Iterable[Account]:
    for text in asked.accounts:
        holder, _, said = text.partition(":")
        if not re.fullmatch(r"[\w .'()-]{1,60}", holder) or not said:
            says = "has to be HOLDER:WORD, as in RUS:self_defence, or HOLDER:ACT=WORD,ACT=WORD"
            raise BadInput([Problem(path=f"{dash}account", says=says, value=text[:60])])
        known = names(register).state(holder)
        name = known[0] if len(known) == 1 else holder
        holds: list[Hold] = []
        for part in said.split(","):
            act, _, word = part.rpartition("=")
            if word not in HELD:
                near = nearest(word, HELD) or tuple(HELD)[:3]
                raise BadInput([Problem(path=f"{dash}account", says="no such holding", value=word[:60], nearest=near)])
            acts = [one.id for one in scenario.acts]
            if act and act not in acts:
                near = tuple(str(id_) for id_ in acts[:3])
                raise BadInput([Problem(path=f"{dash}account", says="no such act", value=act[:60], nearest=near)])
            holds.extend(Hold(act=one, **HELD[word]) for one in ([act] if act else acts))
        yield Account(id=fold(name).replace(" ", "_"), holder=name, holds=tuple(holds))


# --- the same question elsewhere -------------------------------------------------------------


def plain(scenario: Scenario) -> dict[str, Any]:
    """A scenario as the data of its file, what is not said left out.

    Examples
    --------
    >>> plain(attack(["USA"], ["PRK"], on="2026-11-23"))["acts"][0]["target"]
    ['PRK']
    """
    empty = _tidy(msgspec.to_builtins(Scenario()))
    found = _tidy(msgspec.to_builtins(scenario))
    return {key: value for key, value in found.items() if value != empty.get(key)}


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key.rstrip("_"): _tidy(item) for key, item in value.items()
            if item not in (None, [], (), {}) and not (key == "continuing" and item is False)
            and not (key == "value" and item is True)
        }
    return [_tidy(item) for item in value] if isinstance(value, (list, tuple)) else value


def command(asked: Asking, scenario: Scenario) -> str:
    """The line for a shell that asks the same; with accounts, a scenario on standard input."""
    words = ["foedus", "ask"]
    if asked.accounts or asked.scenario is not None:
        words += ["--scenario", "-", *_rest(asked, whole=True)]
        text = json.dumps(plain(scenario), ensure_ascii=False, indent=1)
        return f"{shlex.join(words)} <<'SCENARIO'\n{text}\nSCENARIO"
    words += [asked.question] if asked.question is not None else []
    for pair in asked.attack:
        words += ["--attack", pair]
    return shlex.join([*words, *_rest(asked)])


def _rest(asked: Asking, *, whole: bool = False) -> list[str]:
    """The flags beside the question; of a whole scenario, those that it does not hold already."""
    words: list[str] = []
    if not whole:
        for name in ("on", "known_by", "kind", "place", "assume"):
            value = getattr(asked, name)
            words += [f"--{name.replace('_', '-')}", value] if value is not None else []
        for name in ("provoked", "lawful", "no_war", "no_request"):
            words += [f"--{name.replace('_', '-')}"] if getattr(asked, name) else []
    for state in asked.states:
        words += ["--state", state]
    return words + (["--conduct", asked.conduct.replace("_", "-")] if asked.conduct else [])


def python(asked: Asking, scenario: Scenario) -> str:
    """The lines of Python that ask the same."""
    simple = asked.question is not None and not any(
        (asked.kind, asked.place, asked.provoked, asked.lawful, asked.no_war, asked.no_request, asked.assume, asked.accounts)
    )
    if simple:
        first = repr(asked.question)
        more = [f"{name}={getattr(asked, name)!r}" for name in ("on", "known_by") if getattr(asked, name)]
    else:
        first, more = _literal(plain(scenario)), []
    if asked.states:
        more.append(f"states={list(asked.states)!r}")
    if asked.conduct:
        more.append(f"conduct={asked.conduct!r}")
    return f"import foedus\n\nopinion = foedus.ask({', '.join([first, *more])})"


def _literal(value: Mapping[str, Any]) -> str:
    lines = [f"    {key!r}: {item!r}," for key, item in value.items()]
    return "\n".join(["{", *lines, "}"])
