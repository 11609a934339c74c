"""The register on one day: the one immutable view that everything above reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from foedus.problems import BadInput, Problem
from foedus.register.dates import FIRST_DAY, first_day, holds, is_day, reached, today
from foedus.register.load import Register, load
from foedus.register.records import (
    Assurance,
    Body,
    Contest,
    Instrument,
    Member,
    Name,
    Party,
    Provision,
    Rule,
    State,
)

__all__ = ["Bond", "Standing", "World", "world"]


class Standing(msgspec.Struct, frozen=True):
    """Whether something binds on a day: True, False, or None for not known.

    `contested` holds the readings of those who disagree; then `value` is what the record says
    before anyone disagreed. `why` names the fact that decided: a code, and the date it rests on.
    """

    value: bool | None
    why: str
    date: str | None = None
    contested: tuple[Contest, ...] = ()


class Bond(msgspec.Struct, frozen=True):
    """A provision as one obligor owes it to one beneficiary on a day."""

    instrument: Instrument
    provision: Provision
    obligor: str
    beneficiary: str
    standing: Standing


class World:
    """The register as it stood on `date`, and, with `known_by`, as it was public by that day.

    Parameters
    ----------
    register : the compiled register.
    date : the day, YYYY-MM-DD.
    known_by : leave out what was secret on this day.
    """

    def __init__(self, register: Register, date: str, known_by: str | None = None) -> None:
        self.register = register
        self.date = date
        self.known_by = known_by
        self._whole: dict[str, Standing] = {}
        self._bound: dict[tuple[str, str], Standing] = {}
        self._parties: dict[str, frozenset[str]] = {}
        self._joined: dict[tuple[str, str], str | None] = {}

    def __repr__(self) -> str:
        return f"World({self.date!r}, known_by={self.known_by!r}, register={self.register.digest[:12]!r})"

    # --- states --------------------------------------------------------------------------

    def exists(self, state: str) -> bool:
        """Whether the state existed on the day; a date not known finely enough counts."""
        return state in self._alive

    def in_system(self, state: str) -> bool:
        """Whether Correlates of War counts it in the system of states."""
        codes = self.register.states[state].codes.cow
        return any(holds(self.date, code.from_, code.to) is not False for code in codes)

    def name(self, state: str, lang: str = "en") -> str:
        """What the state was called on the day."""
        found = self.register.states.get(state)
        if found is None:
            return state
        names = [name for name in found.names if holds(self.date, name.from_, name.to) is not False]
        best: Name = names[-1] if names else found.names[-1]
        return best.fr if lang == "fr" else best.en

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The states that existed on the day, by id."""
        states = (state for _, state in sorted(self.register.states.items()))
        return tuple(state for state in states if any(holds(self.date, s.from_, s.to) is not False for s in state.exists))

    @cached_property
    def _alive(self) -> frozenset[str]:
        return frozenset(state.id for state in self.states)

    def nuclear_armed(self, state: str) -> bool | None:
        """Whether the state had nuclear weapons on the day."""
        spells = self.register.states[state].nuclear_armed
        values = [holds(self.date, spell.from_, spell.to) for spell in spells]
        return True if True in values else None if None in values else False

    def un_member(self, state: str) -> bool:
        spells = self.register.states[state].un_member
        return any(holds(self.date, spell.from_, spell.to) is not False for spell in spells)

    def in_class(self, state: str, class_: str, day: str | None = None) -> bool | None:
        """Whether a state belonged to a class, such as the great powers."""
        members = self.register.classes[class_].members
        values = [holds(day or self.date, m.from_, m.to) for m in members if m.state == state]
        return True if True in values else None if None in values else False

    # --- instruments ---------------------------------------------------------------------

    def public(self, instrument: Instrument, provision: Provision | None = None) -> bool:
        """Whether it was public by `known_by`; without `known_by`, all is."""
        if self.known_by is None:
            return True
        made = instrument.signed.date if instrument.signed else instrument.in_force.from_
        dates = [made, instrument.public_from, provision.public_from if provision else None]
        return all(date is None or reached(self.known_by, date) is not False for date in dates)

    def in_force(self, instrument: Instrument) -> Standing:
        """Whether the instrument is in force on the day, for those whom it binds."""
        if instrument.id not in self._whole:
            self._whole[instrument.id] = self._in_force(instrument)
        return self._whole[instrument.id]

    def _in_force(self, instrument: Instrument) -> Standing:
        start, end = instrument.in_force, instrument.end
        signed_on = instrument.signed.date if instrument.signed else None
        begun = reached(self.date, start.from_)
        if start.from_ is None and start.latest is not None:
            begun = reached(self.date, start.latest) or (False if self.date < first_day(start.earliest or "0000") else None)
        if signed_on is not None and reached(self.date, signed_on) is False:
            begun = False
        if begun is not True and reached(self.date, start.provisional) is True:
            begun = True
        if begun is False:
            signed = reached(self.date, signed_on)
            never = start.from_ is None and start.latest is None
            why = "never_in_force" if never else "not_yet_in_force" if signed else "not_yet_signed"
            return Standing(False, why, start.from_, start.contested if signed else ())
        over = reached(self.date, end.date) if end is not None else False
        if end is not None and over is not False:
            return Standing(False if over else None, f"ended:{end.how}", end.date, end.contested)
        if begun is None:
            return Standing(None, "entry_into_force_not_known_to_the_day", start.from_, start.contested)
        return Standing(True, "in_force", start.from_, start.contested)

    def binds(self, instrument: Instrument, state: str) -> Standing:
        """Whether the instrument binds a state on the day."""
        key = (instrument.id, state)
        if key not in self._bound:
            self._bound[key] = self._binds(instrument, state)
        return self._bound[key]

    def _binds(self, instrument: Instrument, state: str) -> Standing:
        whole = self.in_force(instrument)
        spells = [party for party in instrument.parties if party.state == state]
        if not spells:
            return Standing(False, "not_a_party")
        found = [self._part(party, whole) for party in spells]
        for value in (True, None, False):
            for standing in found:
                if standing.value is value and (standing.contested or value is not False):
                    return standing
        return found[-1]

    def _part(self, party: Party, whole: Standing) -> Standing:
        if whole.value is False and not whole.contested:
            return whole
        began = reached(self.date, party.from_) if party.from_ else True
        if began is False:
            return Standing(False, "not_yet_a_party", party.from_)
        left = reached(self.date, party.to)
        if left is True:
            return Standing(False, f"left:{party.how or 'terminated'}", party.to, party.contested)
        for pause in party.suspended:
            rests = holds(self.date, pause.from_, pause.to)
            if rests is not False:
                return _paused(pause.legal_effect, pause.from_, pause.contested)
        if began is None or left is None:
            return Standing(None, "date_not_known_to_the_day", party.from_ if began is None else party.to)
        return Standing(whole.value, whole.why, party.from_ or whole.date, party.contested or whole.contested)

    def bound(self, instrument: Instrument) -> frozenset[str]:
        """The states that the instrument binds on the day, those that it may bind among them."""
        if instrument.id not in self._parties:
            states = {party.state for party in instrument.parties}
            self._parties[instrument.id] = frozenset(state for state in states if self.binds(instrument, state).value is not False)
        return self._parties[instrument.id]

    def joined(self, instrument: Instrument, state: str) -> str | None:
        """The day from which the state's present spell as a party runs, where it has one of its own."""
        key = (instrument.id, state)
        if key not in self._joined:
            starts = [p.from_ for p in instrument.parties if p.state == state and p.from_ and holds(self.date, p.from_, p.to) is not False]
            self._joined[key] = max(starts, default=None)
        return self._joined[key]

    def bond(self, instrument: Instrument, provision: Provision, obligor: str, beneficiary: str) -> Bond:
        """The provision between two states: live only if every link of it is."""
        links = [self.binds(instrument, obligor), self._provision(provision)]
        other = self.binds(instrument, beneficiary)
        if other.why != "not_a_party":
            links.append(other)
        for leg in instrument.legs:
            rests = holds(self.date, leg.suspended.from_, leg.suspended.to)
            if {obligor, beneficiary} == set(leg.between) and rests is not False:
                links.append(_paused(leg.suspended.legal_effect, leg.suspended.from_, leg.suspended.contested))
        weakest = min(links, key=_strength)
        return Bond(instrument, provision, obligor, beneficiary, weakest)

    def _provision(self, provision: Provision) -> Standing:
        value = holds(self.date, provision.from_, provision.to)
        return Standing(value, "in_force" if value else "provision_not_in_force", provision.from_)

    def bonds(self, *, to: str | None = None, of: str | None = None) -> Iterator[Bond]:
        """Every provision owed `to` a state, or `of` one, that is live, not known, or contested."""
        for sides in self.register.sides.between(to=to, of=of):
            if not self._may_bind(sides.instrument) or not self.public(sides.instrument, sides.provision):
                continue
            for obligor in (of,) if of else sides.obligors:
                for beneficiary in (to,) if to else sides.beneficiaries:
                    if obligor == beneficiary or obligor not in self._alive or beneficiary not in self._alive:
                        continue
                    bond = self.bond(sides.instrument, sides.provision, obligor, beneficiary)
                    if bond.standing.value is not False or bond.standing.contested:
                        yield bond

    def _may_bind(self, instrument: Instrument) -> bool:
        standing = self.in_force(instrument)
        return standing.value is not False or bool(standing.contested)

    def assured(self, assurance: Assurance) -> frozenset[str]:
        """The states that a declaration on nuclear weapons speaks of on the day; empty before it."""
        made = reached(self.date, assurance.date)
        if made is False or reached(self.date, assurance.to) is True:
            return frozenset()
        states = set(assurance.toward)
        if assurance.toward_parties_of is not None:
            instrument = self.register.instruments[assurance.toward_parties_of]
            states |= self.bound(instrument)
        return frozenset(states - {assurance.by})

    # --- bodies --------------------------------------------------------------------------

    def members(self, body: Body) -> tuple[Member, ...]:
        """Who sits in a body on the day."""
        if body.members_of is None:
            return tuple(m for m in body.members if holds(self.date, m.from_, m.to) is not False)
        instrument = self.register.instruments[body.members_of]
        return tuple(Member(state=state) for state in sorted(self.bound(instrument)))

    def rule(self, body: Body) -> Rule | None:
        """How a body decides on the day."""
        return next((rule for rule in body.rules if holds(self.date, rule.from_, rule.to) is not False), None)


def _paused(effect: str, date: str, contested: tuple[Contest, ...]) -> Standing:
    if effect == "none":
        return Standing(True, "suspended_without_legal_effect", date)
    if effect == "suspended":
        return Standing(False, "suspended", date, contested)
    both = contested or (
        Contest(holder="suspending side", says="the duties rest", binds=False),
        Contest(holder="other side", says="the duties stand", binds=True),
    )
    return Standing(True, "suspension_contested", date, both)


def _strength(standing: Standing) -> int:
    """Weakest first: not in force, perhaps, unknown, in force but contested, in force."""
    order = {False: 0, None: 2, True: 4}[standing.value]
    return order + (-1 if standing.value else 1) * bool(standing.contested)


def world(date: str | None = None, known_by: str | None = None, register: str | Path | None = None) -> World:
    """The register on a day (default: today).

    Parameters
    ----------
    date : YYYY-MM-DD from 1815-01-01; a day in the future is answered as of today.
    known_by : leave out what was secret on this day.
    register : a folder of one's own instruments laid over ours.

    Raises
    ------
    BadInput
        For a date that is none, or one before 1815, and for a register folder with problems.

    Examples
    --------
    >>> world("2024-12-04").name("PRK")
    "Democratic People's Republic of Korea"
    """
    day = valid_day(date, "date") if date is not None else today()
    if known_by is not None:
        valid_day(known_by, "known_by")
    return World(load(Path(register) if register is not None else None), min(day, today()), known_by)


def valid_day(date: str, path: str) -> str:
    """The same day, checked; raises `BadInput` for no day or one before the register begins."""
    if not is_day(date):
        near = first_day(date[:4]) if date[:4].isdigit() and len(date[:4]) == 4 else ""
        says = "not a day of the calendar; write YYYY-MM-DD"
        raise BadInput([Problem(path=path, says=says, value=date[:40], nearest=(near,) if near else ())])
    if date < FIRST_DAY:
        says = f"the register begins on {FIRST_DAY}"
        raise BadInput([Problem(path=path, says=says, value=date, nearest=(FIRST_DAY,))])
    return date
