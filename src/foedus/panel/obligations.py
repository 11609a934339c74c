"""Who owed which kind of duty to whom, over which days: the register as spells.

Two clocks run side by side. `signed` counts as ATOP does, from the signature (or accession); `since` is
the first day on which the duty is known to have bound, from entry into force. Both end on `to`, the first
day on which it no longer did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.register.dates import first_day, last_day
from foedus.register.load import Register
from foedus.register.records import Instrument, Party, Provision, Suspension
from foedus.register.sides import members
from foedus.terms import Duty, EndHow, LegalEffect

__all__ = ["Obligation", "obligations", "of_instrument", "part"]

#: Later than every date of the register.
NEVER = "9999-12-31"


@dataclass(frozen=True)
class Obligation:
    """One kind of duty of one instrument, owed by one state to another, without a break.

    Dates are days (YYYY-MM-DD). `signed`, `since` and `to` are None where there is no such day: never
    signed (a statute), never in force, still in force.
    """

    instrument: Instrument
    provision: Provision
    obligor: str
    beneficiary: str
    signed: str | None
    since: str | None
    to: str | None

    @property
    def duty(self) -> Duty:
        """Which kind of duty it is."""
        return self.provision.duty


def obligations(register: Register) -> Iterator[Obligation]:
    """Every obligation of the register, over all times.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> found = [o for o in obligations(load()) if o.instrument.id == "north-atlantic-1949" and o.obligor == "CZE"]
    >>> sorted({(o.signed, o.since) for o in found if o.beneficiary == "USA" and o.duty == "consultation"})
    [('1999-03-12', '1999-03-12')]
    """
    for _, instrument in sorted(register.instruments.items()):
        yield from of_instrument(instrument)


def of_instrument(instrument: Instrument) -> Iterator[Obligation]:
    """The obligations of one instrument."""
    for provision in instrument.provisions:
        for obligor in members(instrument, provision.obligors):
            for beneficiary in members(instrument, provision.beneficiaries):
                if obligor != beneficiary:
                    yield from _between(instrument, provision, obligor, beneficiary)


def part(instrument: Instrument, party: Party | None) -> tuple[str | None, str | None, str | None]:
    """When a party signed, was bound, and ceased to be, as days; of a state that is no party: the instrument's own.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> treaty = load().instruments["prk-rus-2024"]
    >>> part(treaty, treaty.parties[0])
    ('2024-06-19', '2024-12-04', None)
    """
    whole = instrument.in_force
    signed = instrument.signed.date if instrument.signed else None
    force = whole.from_ or whole.latest
    ends = [] if instrument.end is None else [_end(instrument.end.date, instrument.end.how)]
    if party is not None:
        signed = party.signed or party.acceded or (party.from_ if party.from_ else signed)
        force = _later(party.from_, force) if force else None
        ends += [_end(party.to, party.how)] if party.to else []
    ended = min((end for end in ends if end), default=None)
    return (first_day(signed) if signed else None, last_day(force) if force else None, ended)


def _end(date: str | None, how: str | None) -> str | None:
    if date is not None:
        return first_day(date)
    # without a date it has ended only if it never began
    return "0001-01-01" if how == EndHow.NEVER_IN_FORCE else None


def _later(*dates: str | None) -> str | None:
    return max((date for date in dates if date), default=None, key=last_day)


def _between(instrument: Instrument, provision: Provision, obligor: str, beneficiary: str) -> Iterator[Obligation]:
    for one in _parts(instrument, obligor):
        for two in _parts(instrument, beneficiary):
            pairs = [part(instrument, one), part(instrument, two)]
            signed = _both(pairs[0][0], pairs[1][0])
            since = _both(pairs[0][1], pairs[1][1])
            if provision.from_:
                signed = max(signed, first_day(provision.from_)) if signed else None
                since = max(since, last_day(provision.from_)) if since else None
            ends = [pairs[0][2], pairs[1][2], first_day(provision.to) if provision.to else None]
            to = min((end for end in ends if end), default=None)
            for gap_from, gap_to in _gaps(since, to, _pauses(instrument, one, two, obligor, beneficiary)):
                begun = signed if gap_from == since else gap_from
                if (begun or gap_from) and (gap_to is None or (begun or gap_from or NEVER) < gap_to):
                    inside = gap_from if gap_to is None or (gap_from or NEVER) < gap_to else None
                    yield Obligation(instrument, provision, obligor, beneficiary, begun, inside, gap_to)


def _parts(instrument: Instrument, state: str) -> tuple[Party | None, ...]:
    """The spells of a state in an instrument; one without a spell where it is only a beneficiary."""
    return tuple(party for party in instrument.parties if party.state == state) or (None,)


def _both(one: str | None, two: str | None) -> str | None:
    return max(one, two) if one and two else None


def _pauses(
    instrument: Instrument, one: Party | None, two: Party | None, obligor: str, beneficiary: str
) -> list[tuple[str, str | None]]:
    """When the relation rested in law; a pause whose effect is contested does not count."""
    found: list[Suspension] = [pause for party in (one, two) if party for pause in party.suspended]
    found += [leg.suspended for leg in instrument.legs if {obligor, beneficiary} == set(leg.between)]
    return sorted(
        (first_day(p.from_), last_day(p.to) if p.to else None) for p in found if p.legal_effect == LegalEffect.SUSPENDED
    )


def _gaps(
    since: str | None, to: str | None, pauses: Iterable[tuple[str, str | None]]
) -> Iterator[tuple[str | None, str | None]]:
    """A period without its pauses."""
    start = since
    for rests, resumes in pauses:
        if start is None or rests >= (to or NEVER):
            break
        if rests > start:
            yield start, rests
        if resumes is None:
            return
        start = max(start, resumes)
    yield start, to
