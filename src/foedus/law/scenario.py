"""What is said to have happened: acts, facts, and the accounts that differ about them.

The form is a contract with the outside (`scenario.schema.json`): extend it, do not rename.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from foedus.problems import BadInput, Problem
from foedus.register.dates import today
from foedus.register.records import Date, StateId

__all__ = [
    "FORCE", "JUDGED", "KINDS", "Account", "Act", "Fact", "Hold", "PlaceOfAct", "Scenario", "as_held", "attack", "listed", "parse", "read",
]

Kind = Literal[
    "armed_attack", "invasion_of_third_state", "blockade", "mobilisation", "demand", "threat_of_force",
    "non_state_attack", "cyber_attack", "internal_unrest", "incident",
]
KINDS: tuple[str, ...] = Kind.__args__  # type: ignore[attr-defined]

#: Kinds that are a use of armed force against a state, so that they can be lawful or not.
FORCE = frozenset({"armed_attack", "invasion_of_third_state", "blockade", "non_state_attack"})

#: Kinds that article 2(4) of the Charter judges: force, and the threat of it.
JUDGED = FORCE | {"threat_of_force"}

Judgement = Literal["aggression", "not_aggression", "self_defence"]
JUDGEMENTS: tuple[str, ...] = Judgement.__args__  # type: ignore[attr-defined]
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
    is_: str | None = None
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


def as_held(act: Act, hold: Hold) -> Act:
    """The act with what an account holds of it."""
    place = PlaceOfAct(name=hold.place) if isinstance(hold.place, str) else hold.place
    new: dict[str, Any] = {
        "is_": hold.is_, "actor": hold.actor, "target": hold.target, "kind": hold.kind, "place": place,
        "invited": hold.invited, "provoked": hold.provoked, "answers": hold.answers, "origin": hold.origin,
        "sent_by": hold.sent_by, "date": hold.date, "until": hold.until, "continuing": hold.continuing,
    }
    return replace(act, **{key: value for key, value in new.items() if value is not None})


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
