"""ATOP's variables for the conditions of a duty (DEFCON, DEFCOADV ...), from the triggers of a record.

A record that nobody read at the text (known from ATOP alone, from the press or from memory) gives missing values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foedus.register.records import By, Condition, Instrument, Provision
from foedus.register.sides import members
from foedus.terms import Basis, Duty, Event

__all__ = ["conditions"]

#: ATOP's prefix for each kind of duty, and which of its conditions it has.
_KINDS: Mapping[Duty, tuple[str, tuple[str, ...]]] = {
    Duty.DEFENSE: ("def", ("adv", "loc", "num", "dem", "npr")),
    Duty.OFFENSE: ("off", ("adv", "loc", "num", "dem")),
    Duty.NEUTRALITY: ("neu", ("adv", "loc", "num", "dem", "npr", "att")),
    Duty.CONSULTATION: ("con", ("adv", "loc", "req")),
}
_READ = frozenset({Basis.OWN_READING, Basis.SECONDARY})


def conditions(instrument: Instrument, state: str) -> dict[str, int | None]:
    """The condition variables of one member: 1, 0, or None where the text was not read.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> found = conditions(load().instruments["north-atlantic-1949"], "USA")
    >>> found["defcon"], found["defcoloc"], found["defcoadv"]
    (1, 1, 0)
    """
    found: dict[str, int | None] = {}
    read = instrument.basis in _READ
    for duty, (prefix, tests) in _KINDS.items():
        owed = [p for p in instrument.provisions if p.duty is duty and state in members(instrument, p.obligors)]
        values = {test: any(test in _tests(provision) for provision in owed) for test in tests}
        for test, value in values.items():
            found[f"{prefix}co{test}"] = int(value) if read else None
        found[f"{prefix}con"] = int(any(values.values())) if read else None
    found["conditio"] = int(any(found[f"{prefix}con"] for prefix, _ in _KINDS.values())) if read else None
    return found


def _tests(provision: Provision) -> set[str]:
    found = {"req"} if "request" in provision.procedure else set()
    if provision.when is not None:
        for condition in _parts(provision.when):
            found |= set(_of(condition))
    return found


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    for each in (*condition.all, *condition.any):
        yield from _parts(each)


def _of(condition: Condition) -> Iterator[str]:
    events = (condition.event,) if isinstance(condition.event, Event) else condition.event or ()
    if _named(condition.by):
        yield "adv"
    if condition.at is not None:
        yield "loc"
    if condition.attackers_min is not None and condition.attackers_min > 1:
        yield "num"
    if Event.DEMAND in events:
        yield "dem"
    if condition.provoked == "no":
        yield "npr"
    if events and Event.AT_WAR not in events:
        yield "att"


def _named(by: object) -> bool:
    """Whether the adversary is named or of a class."""
    if isinstance(by, By):
        return bool(by.states or by.class_ or by.backed_by or by.joined_by or by.allied_with)
    return isinstance(by, tuple) or (isinstance(by, str) and by not in ("any_state", "anyone", "beneficiary", "obligor", "non_state"))
