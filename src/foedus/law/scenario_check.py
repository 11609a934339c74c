"""Whether a scenario is sound: ids that exist, days, states on both sides, circles, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from foedus.law.scenario import JUDGEMENTS, Act, Fact, PlaceOfAct, Scenario, as_held, listed
from foedus.problems import BadInput, Problem, nearest
from foedus.register.world import valid_day

__all__ = ["check", "named", "successors"]


@dataclass(frozen=True)
class Named:
    """An id in a scenario, with the path where it stands."""

    path: str
    what: Literal["state", "body", "instrument", "act", "place"]
    value: str


def named(scenario: Scenario) -> Iterator[Named]:
    """Every id that a scenario names, so that each can be looked up."""
    for i, act in enumerate(scenario.acts):
        yield from _of_act(f"acts[{i}]", act)
    for i, fact in enumerate(scenario.facts):
        yield from _of_fact(f"facts[{i}]", fact)
    for i, account in enumerate(scenario.accounts):
        for j, hold in enumerate(account.holds):
            path = f"accounts[{i}].holds[{j}]"
            held = hold.as_fact()
            if held is not None:
                yield from _of_fact(path, held)
                continue
            if hold.act is not None:
                yield Named(f"{path}.act", "act", hold.act)
            if hold.instrument is not None:
                yield Named(f"{path}.instrument", "instrument", hold.instrument)
            for field in ("actor", "target", "sent_by", "state", "of"):
                for state in listed(getattr(hold, field)):
                    yield Named(f"{path}.{field}", "state", state)
            if isinstance(hold.place, str):
                yield Named(f"{path}.place", "place", hold.place)
            elif hold.place is not None:
                yield from _of_place(f"{path}.place", hold.place)


def _of_act(path: str, act: Act) -> Iterator[Named]:
    for field in ("actor", "target", "sent_by"):
        for state in listed(getattr(act, field)):
            yield Named(f"{path}.{field}", "state", state)
    if act.answers is not None:
        yield Named(f"{path}.answers", "act", act.answers)
    if act.place is not None:
        yield from _of_place(f"{path}.place", act.place)


def _of_place(path: str, place: PlaceOfAct) -> Iterator[Named]:
    if place.state is not None:
        yield Named(f"{path}.state", "state", place.state)
    if place.name is not None and place.lat is None:
        yield Named(f"{path}.name", "place", place.name)
    if place.at_sea is not None and place.lat is None:
        yield Named(f"{path}.at_sea", "place", place.at_sea)


def _of_fact(path: str, fact: Fact) -> Iterator[Named]:
    for field in ("by", "to", "against", "with_", "state", "for_", "obligor"):
        for state in listed(getattr(fact, field)):
            yield Named(f"{path}.{field.rstrip('_')}", "state", state)
    for k, side in enumerate(fact.between):
        for state in listed(side):
            yield Named(f"{path}.between[{k}]", "state", state)
    for field, what in (("body", "body"), ("instrument", "instrument"), ("act", "act")):
        value = getattr(fact, field)
        if value is not None:
            yield Named(f"{path}.{field}", what, value)  # type: ignore[arg-type]


def check(scenario: Scenario, register: Any) -> None:
    """Look everything up; raises `BadInput` with all that is wrong.

    Unknown ids, states that did not exist on the day of the act, an attack on oneself, the same
    state on both sides, a circle of `answers`, accounts that contradict themselves.
    """
    problems = list(_unknown_ids(scenario, register))
    problems.extend(_wrong_days(scenario))
    problems.extend(_wrong_acts(scenario.acts, "acts"))
    problems.extend(_circles(scenario.acts, "acts"))
    problems.extend(_contradictions(scenario))
    problems.extend(_held_wrong(scenario))
    given = [(f"facts[{i}]", fact) for i, fact in enumerate(scenario.facts)]
    problems.extend(_opposed_facts(given))
    for i, account in enumerate(scenario.accounts):
        held = [(f"accounts[{i}].holds[{j}]", fact) for j, h in enumerate(account.holds) if (fact := h.as_fact()) is not None]
        problems.extend(_opposed_facts(held))
    if not problems:
        problems.extend(_not_existing(scenario, register))
    if problems:
        raise BadInput(problems)


def _unknown_ids(scenario: Scenario, register: Any) -> Iterator[Problem]:
    known = {
        "state": register.states, "body": register.bodies, "place": register.places,
        "instrument": {**register.instruments, **register.aliases}, "act": {act.id: act for act in scenario.acts},
    }
    for item in named(scenario):
        if item.value not in known[item.what]:
            near = nearest(item.value, known[item.what])
            yield Problem(path=item.path, says=f"no such {item.what}", value=item.value[:60], nearest=near)


def _wrong_days(scenario: Scenario) -> Iterator[Problem]:
    dates = [("date", scenario.date), ("known_by", scenario.known_by)]
    dates += [(f"acts[{i}].{f}", getattr(act, f)) for i, act in enumerate(scenario.acts) for f in ("date", "until")]
    dates += [(f"facts[{i}].{f}", getattr(fact, f)) for i, fact in enumerate(scenario.facts) for f in ("date", "since")]
    for path, date in dates:
        if date is not None:
            try:
                valid_day(date, path)
            except BadInput as error:
                yield from error.problems


def _held_wrong(scenario: Scenario) -> Iterator[Problem]:
    """What is wrong only once an account has changed the acts."""
    if not scenario.acts and not scenario.facts:
        yield Problem(path="acts", says="at least one act or fact is needed")
    sound = not list(_wrong_acts(scenario.acts, "")) and not list(_circles(scenario.acts, ""))
    for i, account in enumerate(scenario.accounts if sound else ()):
        acts = {act.id: act for act in scenario.acts}
        for j, hold in enumerate(account.holds):
            if hold.act not in acts or hold.fact is not None:
                continue
            acts[hold.act] = as_held(acts[hold.act], hold)
            path = f"accounts[{i}].holds[{j}]: acts"
            found = [*_wrong_acts(tuple(acts.values()), path), *_circles(tuple(acts.values()), path)]
            yield from found
            if found:
                return


def _wrong_acts(acts: Sequence[Act], path: str) -> Iterator[Problem]:
    for i, act in enumerate(acts):
        if act.place is not None:
            yield from _wrong_point(f"{path}[{i}].place", act.place)
        actors, targets = set(listed(act.actor)), set(listed(act.target))
        if actors & targets:
            who = ", ".join(sorted(actors & targets))
            yield Problem(path=f"{path}[{i}]", says="a state cannot attack itself or stand on both sides", value=who)
        if not targets and act.kind not in ("mobilisation",):
            yield Problem(path=f"{path}[{i}].target", says="is missing")
        if not actors and not act.actor_name and act.kind not in ("non_state_attack", "internal_unrest", "cyber_attack"):
            yield Problem(path=f"{path}[{i}].actor", says="is missing")
        if act.date and act.until and act.until < act.date:
            yield Problem(path=f"{path}[{i}].until", says="lies before the act's date", value=act.until)


def _wrong_point(path: str, place: PlaceOfAct) -> Iterator[Problem]:
    if (place.lat is None) != (place.lon is None):
        yield Problem(path=path, says="lat and lon go together")
    for name, value, most in (("lat", place.lat, 90), ("lon", place.lon, 180)):
        if value is not None and not abs(value) <= most:
            yield Problem(path=f"{path}.{name}", says=f"has to lie between -{most} and {most}", value=str(value))


def _circles(acts: Sequence[Act], path: str) -> Iterator[Problem]:
    answers = {act.id: act.answers for act in acts}
    for i, act in enumerate(acts):
        seen, here = set(), act.id
        while here is not None and here in answers:
            if here in seen:
                yield Problem(path=f"{path}[{i}].answers", says="goes round in a circle", value=str(act.answers))
                break
            seen.add(here)
            here = answers[here]


_COMPARED = (
    "is_", "happened", "invited", "provoked", "kind", "binds", "of", "answers", "actor", "target", "origin", "sent_by",
    "place", "date", "until", "continuing", "among_parties",
)


def _contradictions(scenario: Scenario) -> Iterator[Problem]:
    ids = [account.id for account in scenario.accounts]
    for i, account in enumerate(scenario.accounts):
        if account.id in ids[:i]:
            yield Problem(path=f"accounts[{i}].id", says="stands twice", value=account.id)
        held: dict[tuple[Any, ...], Any] = {}
        for j, hold in enumerate(account.holds):
            path = f"accounts[{i}].holds[{j}]"
            if hold.act is None and hold.instrument is None and hold.place is None and hold.fact is None:
                yield Problem(path=path, says="holds nothing: name an act, an instrument, a place or a fact")
            if hold.act is not None and hold.fact is None and hold.is_ not in (None, *JUDGEMENTS):
                near = nearest(str(hold.is_), JUDGEMENTS)
                yield Problem(path=f"{path}.is", says="has to be one of: " + ", ".join(JUDGEMENTS), value=hold.is_, nearest=near)
            for field in _COMPARED:
                value = getattr(hold, field)
                if value in (None, ()) or hold.fact is not None or (field == "place" and hold.act is None):
                    continue
                key = (hold.act, hold.instrument, hold.state, str(hold.place) if field == "of" else None, field)
                if held.setdefault(key, value) != value:
                    says = f"contradicts what the same account holds before ({held[key]})"
                    yield Problem(path=f"{path}.{field.rstrip('_')}", says=says, value=str(value))


def _opposed_facts(facts: Sequence[tuple[str, Fact]]) -> Iterator[Problem]:
    """The same fact, said to hold and not to hold."""
    seen: dict[Fact, tuple[str, bool]] = {}
    for path, fact in facts:
        key = replace(fact, value=True, note=None)
        before = seen.setdefault(key, (path, fact.value))
        if before[1] is not fact.value:
            yield Problem(path=f"{path}.value", says=f"contradicts {before[0]}: the same fact holds and does not", value=fact.fact)


def _not_existing(scenario: Scenario, register: Any) -> Iterator[Problem]:
    from foedus.register.world import World

    for i, act in enumerate(scenario.acts):
        day = act.date or scenario.day()
        view = World(register, day)
        for field in ("actor", "target"):
            for state in listed(getattr(act, field)):
                if not view.exists(state):
                    spells = register.states[state].exists
                    when = ", ".join(f"{s.from_ or '...'} to {s.to or 'today'}" for s in spells)
                    says = f"did not exist on {day} (it existed from {when})"
                    there = successors(register, state, day)
                    yield Problem(path=f"acts[{i}].{field}", says=says, value=state, nearest=there)


def successors(register: Any, state: str, day: str) -> tuple[str, ...]:
    """States that stand before or after `state` in a succession and exist on the day."""
    from foedus.register.world import World

    view = World(register, day)
    near = {*register.states[state].succeeds, *(s.id for s in register.states.values() if state in s.succeeds)}
    return tuple(sorted(other for other in near if view.exists(other)))[:3]
