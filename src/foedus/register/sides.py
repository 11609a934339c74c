"""Who stands on which side of a provision: the states that owe, and the states that are owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.register.records import Group, Instrument, Provision

__all__ = ["Index", "Sides", "members"]


@dataclass(frozen=True, eq=False)
class Sides:
    """A provision with the states that owe it and the states that it is owed to."""

    instrument: Instrument
    provision: Provision
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...]


def members(instrument: Instrument, side: str | tuple[str, ...] | Group) -> tuple[str, ...]:
    """The states that `obligors` or `beneficiaries` of a provision stand for, each once."""
    if isinstance(side, tuple):
        return side
    left_out = side.except_ if isinstance(side, Group) else ()
    return tuple(sorted({party.state for party in instrument.parties} - set(left_out)))


class Index:
    """The provisions of a register: all, by the state that owes them, and by the state that is owed."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.all = tuple(_sides(instruments))
        self.owing: dict[str, list[Sides]] = {}
        self.owed: dict[str, list[Sides]] = {}
        for sides in self.all:
            for index, states in ((self.owing, sides.obligors), (self.owed, sides.beneficiaries)):
                for state in states:
                    index.setdefault(state, []).append(sides)

    def between(self, *, to: str | None = None, of: str | None = None) -> Iterable[Sides]:
        """The provisions owed `to` a state, or `of` one, or both; without either, all. In the order of the instruments."""
        if to and of:
            return [sides for sides in self.owed.get(to, ()) if of in sides.obligors]
        return self.owed.get(to, ()) if to else self.owing.get(of, ()) if of else self.all


def _sides(instruments: Iterable[Instrument]) -> Iterator[Sides]:
    for item in instruments:
        for provision in item.provisions:
            yield Sides(item, provision, members(item, provision.obligors), members(item, provision.beneficiaries))
