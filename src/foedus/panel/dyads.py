"""Directed dyads: which kinds of duty one state owed another in which years, by Correlates of War codes.

A year counts when the duty stood on one of its days, as in ATOP. Rows run from the obligor to the
beneficiary. Only states in the COW system on a day of the year make a dyad.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from foedus.panel.obligations import NEVER, Obligation
from foedus.register.dates import first_day
from foedus.register.load import Register
from foedus.register.records import Instrument
from foedus.terms import Cause, Duty, Form

__all__ = ["Clock", "CowCodes", "Dyads", "Span", "dyads", "eligible", "mask", "window", "years", "years_of"]

#: From signature, as ATOP counts, or from entry into force.
Clock = Literal["signed", "since"]

_ZERO = 1800

#: Acts of one state: they make no dyad in data sets of alliances.
UNILATERAL = frozenset({Form.STATUTE, Form.EXECUTIVE_ORDER, Form.ORAL})


class CowCodes:
    """The COW country codes of the register's states, by date."""

    def __init__(self, register: Register) -> None:
        self._spells = {
            state.id: [(int(code.code), first_day(code.from_ or "1816"), first_day(code.to) if code.to else NEVER) for code in state.codes.cow]
            for state in register.states.values()
        }

    def code(self, state: str, day: str) -> int | None:
        """The code on a day; None outside the system."""
        return next((code for code, start, end in self._spells[state] if start <= day < end), None)

    def any_code(self, state: str, day: str) -> int | None:
        """The code on a day, or the nearest one that the state ever had; None if it never had one."""
        spells = self._spells[state]
        if not spells:
            return None
        held = self.code(state, day)
        return held if held is not None else min(spells, key=lambda s: 0 if day < s[1] else 1)[0]

    @cached_property
    def holders(self) -> Mapping[int, frozenset[str]]:
        """Code -> the states that have had it."""
        found: dict[int, set[str]] = defaultdict(set)
        for state, spells in self._spells.items():
            for code, _, _ in spells:
                found[code].add(state)
        return {code: frozenset(states) for code, states in found.items()}

    def spells(self, state: str) -> list[tuple[int, str, str]]:
        """Each code with its first day and the first day after it."""
        return self._spells[state]

    @cached_property
    def members(self) -> Mapping[int, frozenset[int]]:
        """Year -> the codes in the system on a day of it."""
        found: dict[int, set[int]] = defaultdict(set)
        for spells in self._spells.values():
            for code, start, end in spells:
                for year in years_of(start, None if end == NEVER else end, until=2100):
                    found[year].add(code)
        return {year: frozenset(codes) for year, codes in found.items()}


class Span(NamedTuple):
    """The years over which one instrument gives one kind of duty to a dyad.

    `begins`, `ends`: the duty begins in the first, or ends in the last of these years.
    """

    duty: Duty
    instrument: str
    first: int
    last: int
    begins: bool
    ends: bool


#: (obligor, beneficiary) -> the spans of its duties.
Dyads = dict[tuple[int, int], list[Span]]


def eligible(instrument: Instrument) -> bool:
    """Whether an instrument can be an alliance in ATOP's sense.

    Two or more states have to agree on it, and the record must not say that ATOP leaves such instruments out
    altogether (a general renunciation of war, say).
    """
    left_out = any(
        each.cause is Cause.NOT_IN_OTHER and each.duty is None and not each.states for each in instrument.differences
    )
    return instrument.form not in UNILATERAL and len({party.state for party in instrument.parties}) > 1 and not left_out


def years_of(start: str, to: str | None, *, until: int) -> range:
    """The calendar years that a period touches; `to` is the first day outside it.

    Examples
    --------
    >>> list(years_of("1990-10-03", "1993-01-01", until=2026))
    [1990, 1991, 1992]
    """
    last = until
    if to is not None:
        last = min(until, int(to[:4]) - (to[4:] == "-01-01"))
    return range(int(start[:4]), last + 1)


def dyads(found: Iterable[Obligation], codes: CowCodes, *, clock: Clock = "since", until: int) -> Dyads:
    """The directed dyads with a tie between parties, and over which years each kind of duty stood.

    Examples
    --------
    >>> from foedus.panel.obligations import of_instrument
    >>> from foedus.register.load import load
    >>> register = load()
    >>> treaty = register.instruments["prk-rus-2024"]
    >>> table = dyads(of_instrument(treaty), CowCodes(register), until=2025)
    >>> sorted((str(span.duty), span.first, span.last) for span in table[731, 365])
    [('consultation', 2024, 2025), ('defense', 2024, 2025)]
    """
    table: Dyads = {}
    parties: dict[str, frozenset[str]] = {}
    for obligation in found:
        start, item = getattr(obligation, clock), obligation.instrument
        if item.id not in parties:
            parties[item.id] = frozenset(p.state for p in item.parties) if eligible(item) else frozenset()
        if start is None or obligation.beneficiary not in parties[item.id]:
            continue
        for one, two, begun, ended in _pairs(obligation, start, codes):
            years = years_of(begun, None if ended == NEVER else ended, until=until)
            if years:
                span = Span(obligation.duty, item.id, years[0], years[-1], begun == start, ended != NEVER and ended[:4] <= f"{until + 1}")
                table.setdefault((one, two), []).append(span)
    return table


def mask(spans: Iterable[Span]) -> int:
    """The years of some spans as bits, bit 0 for 1800: unions and differences of years are then one operation.

    Examples
    --------
    >>> years(mask([Span(Duty.DEFENSE, "a", 1949, 1951, True, False), Span(Duty.DEFENSE, "b", 1951, 1952, True, True)]))
    [1949, 1950, 1951, 1952]
    """
    found = 0
    for span in spans:
        found |= ((1 << (span.last - span.first + 1)) - 1) << (span.first - _ZERO)
    return found


def years(bits: int) -> list[int]:
    """The years of a mask."""
    return [_ZERO + place for place in range(bits.bit_length()) if bits >> place & 1]


def window(first: int, last: int) -> int:
    """The mask of all years from `first` to `last`."""
    return mask([Span(Duty.DEFENSE, "", first, last, False, False)])


def _pairs(obligation: Obligation, start: str, codes: CowCodes) -> Iterator[tuple[int, int, str, str]]:
    """The spell under each pair of codes that the two states had during it."""
    to = obligation.to or NEVER
    for one, one_from, one_to in codes.spells(obligation.obligor):
        for two, two_from, two_to in codes.spells(obligation.beneficiary):
            begun, ended = max(start, one_from, two_from), min(to, one_to, two_to)
            if begun < ended:
                yield one, two, begun, ended

