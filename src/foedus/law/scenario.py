"""What is said to have happened: acts, facts, and the accounts that differ about them.

The form is a contract with the outside (`scenario.schema.json`): extend it, do not rename.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from foedus.problems import BadInput, Problem, nearest
from foedus.register.dates import today
from foedus.register.records import Date, StateId
from foedus.register.world import valid_day

__all__ = [
    "FORCE", "KINDS", "Account", "Act", "Fact", "Hold", "PlaceOfAct", "Scenario", "attack", "listed", "parse", "read",
]

Kind = Literal[
    "armed_attack", "invasion_of_third_state", "blockade", "mobilisation", "demand", "threat_of_force",
    "non_state_attack", "cyber_attack", "internal_unrest", "incident",
]
KINDS: tuple[str, ...] = Kind.__args__  # type: ignore[attr-defined]

#: Kinds that are a use of armed force against a state, so that they can be lawful or not.
FORCE = frozenset({"armed_attack", "invasion_of_third_state", "blockade", "non_state_attack"})

Judgement = Literal["aggression", "not_aggression", "self_defence"]
ObjectKind = Literal["territory", "forces", "vessel", "aircraft"]
States = StateId | tuple[StateId, ...]


class _Strict:
    #: Unknown keys are errors; `for_` in Python is `for` in the file.
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid", "alias_generator": lambda name: name.rstrip("_"),
    }


@dataclass(frozen=True, kw_only=True)
class PlaceOfAct(_Strict):
    """Where an act takes place: `state` (its metropolitan territory), a gazetteer `name`, `at_sea`
    or `lat` and `lon` in degrees; beside coordinates an unknown name is fine."""

    state: StateId | None = None
    name: str | None = None
    at_sea: str | None = None
    lat: float | None = None
    lon: float | None = None
    object: ObjectKind | None = None


@dataclass(frozen=True, kw_only=True)
class Act(_Strict):
    """Something that a state, or a non-state actor, does. It lasts one day unless it has `until`
    or `continuing`; `answers` names the act that it responds to."""

    id: str | None = None
    actor: States = ()
    target: States = ()
    kind: Kind = "armed_attack"
    date: Date | None = None
    until: Date | None = None
    continuing: bool = False
    place: PlaceOfAct | None = None
    answers: str | None = None
    actor_name: str | None = None
    origin: Literal["abroad", "within"] | None = None
    sent_by: States = ()
    provoked: bool | None = None
    invited: bool | None = None
    is_: Judgement | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fact(_Strict):
    """A fact that a trigger, an exception or a procedure may need; `fact` is its type.

    `value` false says that it did not happen. Types: request, decision, war, intervenes, released,
    finding, threatened, consulted, allied, breach, and any name that a provision asks for.
    """

    fact: str
    value: bool = True
    by: States = ()
    to: States = ()
    asks: Literal["help", "consultation"] | None = None
    date: Date | None = None
    since: Date | None = None
    until: Date | None = None
    body: str | None = None
    decides: str | None = None
    against: States = ()
    outcome: Literal["adopted", "rejected", "vetoed"] | None = None
    between: tuple[States, ...] = ()
    state: StateId | None = None
    for_: StateId | None = None
    with_: States = ()
    obligor: StateId | None = None
    instrument: str | None = None
    act: str | None = None
    is_: str | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Hold(_Strict):
    """One thing that an account holds: a field of an act, a fact, whether an instrument binds a
    state (or whether it speaks to attacks among its parties), or whose a place is."""

    act: str | None = None
    is_: Judgement | None = None
    happened: bool | None = None
    actor: States | None = None
    target: States | None = None
    kind: Kind | None = None
    place: PlaceOfAct | str | None = None
    invited: bool | None = None
    provoked: bool | None = None
    answers: str | None = None
    origin: Literal["abroad", "within"] | None = None
    sent_by: States | None = None
    date: Date | None = None
    until: Date | None = None
    continuing: bool | None = None
    instrument: str | None = None
    state: StateId | None = None
    binds: bool | None = None
    among_parties: bool | None = None
    of: StateId | None = None
    fact: Fact | str | None = None
    value: bool = True
    by: States = ()
    to: States = ()
    asks: Literal["help", "consultation"] | None = None
    body: str | None = None
    decides: str | None = None
    against: States = ()
    outcome: Literal["adopted", "rejected", "vetoed"] | None = None
    between: tuple[States, ...] = ()
    since: Date | None = None
    for_: StateId | None = None
    with_: States = ()
    obligor: StateId | None = None
    note: str | None = None

    def as_fact(self) -> Fact | None:
        """The fact that is held, if this holds one."""
        if self.fact is None or isinstance(self.fact, Fact):
            return self.fact
        names = (
            "value", "by", "to", "asks", "date", "since", "until", "body", "decides", "against", "outcome",
            "between", "state", "for_", "with_", "obligor", "instrument", "act", "is_", "note",
        )
        return Fact(fact=self.fact, **{name: getattr(self, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class Account(_Strict):
    """One reading of the whole, with its holder."""

    id: str
    holder: str | None = None
    holds: tuple[Hold, ...] = ()
    title: str | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario(_Strict):
    """Acts, facts and accounts; `date` is the day whose register counts (default: the last act's).

    `assume` default fills what is left unsaid and lists it; none leaves it unknown.
    `hypothetical` says that the acts are supposed, so that the victim may be taken to ask for help.
    """

    acts: tuple[Act, ...] = ()
    title: str | None = None
    date: Date | None = None
    known_by: Date | None = None
    assume: Literal["default", "none"] = "default"
    hypothetical: bool | None = None
    facts: tuple[Fact, ...] = ()
    accounts: tuple[Account, ...] = ()
    note: str | None = None

    def day(self) -> str:
        """The day whose register counts: given, else the day of the last act, else today."""
        dates = [act.date for act in self.acts if act.date]
        return self.date or max(dates, default=today())


def listed(states: str | Iterable[str] | None) -> tuple[str, ...]:
    """One or more ids as a tuple, each once, sorted.

    Examples
    --------
    >>> listed("RUS"), listed(["UKR", "RUS"]), listed(None)
    (('RUS',), ('RUS', 'UKR'), ())
    """
    if states is None:
        return ()
    return (states,) if isinstance(states, str) else tuple(sorted(set(states)))


def attack(
    attackers: Iterable[str], targets: Iterable[str], *, on: str | None = None, kind: str = "armed_attack", **more: Any
) -> Scenario:
    """The scenario of one supposed act: `attackers` attack `targets` on a day.

    Examples
    --------
    >>> attack(["USA"], ["PRK"], on="2026-11-23").acts[0].id
    'attack'
    """
    one = Act(id="attack", actor=listed(attackers), target=listed(targets), date=on or today(), kind=kind, **more)  # type: ignore[arg-type]
    return Scenario(acts=(one,), date=on, hypothetical=True)


def read(text: bytes | str, name: str = "scenario") -> Scenario:
    """A scenario from YAML or JSON text.

    Raises
    ------
    BadInput
        Naming the file, the line, the path, the value and the nearest valid ones.
    """
    from foedus.register import yaml12

    value, lines = yaml12.load(text, name)
    return parse(value, name, lines)


def parse(value: Any, name: str = "scenario", lines: dict[Any, int] | None = None) -> Scenario:
    """A scenario from plain data (mappings and lists)."""
    from foedus.register.validate import validate

    if not isinstance(value, dict):
        says = "has to be a mapping with the key acts"
        raise BadInput([Problem(file=name, says=says, value=type(value).__name__)])
    scenario: Scenario = validate(value, Scenario, file=name, lines=lines)
    return scenario


def numbered(scenario: Scenario) -> Scenario:
    """The same scenario with an id for each act; raises `BadInput` for ids that stand twice."""
    problems = []
    taken = {act.id for act in scenario.acts if act.id}
    acts: list[Act] = []
    seen: set[str] = set()
    for index, act in enumerate(scenario.acts):
        id_ = act.id
        if id_ is None:
            id_ = next(name for n in range(1, len(scenario.acts) + 2) if (name := f"act_{n}") not in taken | seen)
        if id_ in seen:
            problems.append(Problem(path=f"acts[{index}].id", says="stands twice", value=id_))
        seen.add(id_)
        acts.append(replace(act, id=id_))
    if problems:
        raise BadInput(problems)
    return replace(scenario, acts=tuple(acts))


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
    problems.extend(_wrong_acts(scenario))
    problems.extend(_circles(scenario))
    problems.extend(_contradictions(scenario))
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


def _wrong_acts(scenario: Scenario) -> Iterator[Problem]:
    if not scenario.acts and not scenario.facts:
        yield Problem(path="acts", says="at least one act or fact is needed")
    for i, act in enumerate(scenario.acts):
        actors, targets = set(listed(act.actor)), set(listed(act.target))
        if actors & targets:
            who = ", ".join(sorted(actors & targets))
            yield Problem(path=f"acts[{i}]", says="a state cannot attack itself or stand on both sides", value=who)
        if not targets and act.kind not in ("mobilisation",):
            yield Problem(path=f"acts[{i}].target", says="is missing")
        if not actors and not act.actor_name and act.kind not in ("non_state_attack", "internal_unrest", "cyber_attack"):
            yield Problem(path=f"acts[{i}].actor", says="is missing")
        if act.date and act.until and act.until < act.date:
            yield Problem(path=f"acts[{i}].until", says="lies before the act's date", value=act.until)


def _circles(scenario: Scenario) -> Iterator[Problem]:
    answers = {act.id: act.answers for act in scenario.acts}
    for i, act in enumerate(scenario.acts):
        seen, here = set(), act.id
        while here is not None and here in answers:
            if here in seen:
                yield Problem(path=f"acts[{i}].answers", says="goes round in a circle", value=str(act.answers))
                break
            seen.add(here)
            here = answers[here]


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
            for field in ("is_", "happened", "invited", "provoked", "kind", "binds", "of", "answers", "actor"):
                value = getattr(hold, field)
                if value is None or hold.fact is not None:
                    continue
                key = (hold.act, hold.instrument, hold.state, str(hold.place) if field == "of" else None, field)
                if held.setdefault(key, value) != value:
                    says = f"contradicts what the same account holds before ({held[key]})"
                    yield Problem(path=f"{path}.{field.rstrip('_')}", says=says, value=str(value))


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
