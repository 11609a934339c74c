"""Stratum 2: what happened, on one account. Who did what to whom, where, answering what.

An act's lawfulness and provocation are properties that an account gives it. Where the account says
nothing, `assume: default` fills the gap and the assumption is listed; `assume: none` leaves it
unknown. Who attacked is a fact of the account and is never derived from who joined.

Reference: Charter of the United Nations, articles 2(4) and 51; General Assembly resolution 3314
(XXIX), annex, articles 1 to 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from foedus.law.logic import Truth
from foedus.law.scenario import FORCE, JUDGED, Account, Act, Fact, PlaceOfAct, Scenario, as_held, listed
from foedus.register.dates import today
from foedus.register.geography import Site, site_of_place, site_of_point, site_of_state
from foedus.register.world import World

__all__ = ["Assumption", "Deed", "Reading", "readings"]

DEFAULT = "default"


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A gap that was filled: which fact, with what, by which rule."""

    fact: str
    value: str | bool
    source: str = "default"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An act as one account sees it. None stands for what is not known.

    `lawful`: whether the use of force is lawful under the Charter (self-defence, authorised, or held
    to be no aggression). `site` is where it hits one target; it differs by target when the place is
    only assumed.
    """

    id: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    kind: str
    start: str
    end: str | None
    place: PlaceOfAct | None
    object: str | None
    answers: str | None
    non_state: str | None
    origin: str | None
    sent_by: tuple[str, ...]
    provoked: Truth
    lawful: Truth
    invited: Truth
    judged_by: str
    home: bool

    def attackers(self) -> tuple[str, ...]:
        """The states that act, or that send those who act."""
        return tuple(sorted({*self.actors, *self.sent_by}))


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A scenario as one account holds it, with the assumptions that fill its gaps."""

    id: str
    deeds: tuple[Deed, ...]
    facts: tuple[Fact, ...]
    assume: bool
    supposed: bool
    binding: Mapping[tuple[str, str | None], bool]
    among: Mapping[str, bool]
    owners: Mapping[str, str]
    assumptions: tuple[Assumption, ...]

    def given(self, kind: str) -> tuple[Fact, ...]:
        """The facts of a type that hold."""
        return tuple(fact for fact in self.facts if fact.fact == kind and fact.value)

    def denied(self, kind: str) -> tuple[Fact, ...]:
        """The facts of a type that are said not to hold."""
        return tuple(fact for fact in self.facts if fact.fact == kind and not fact.value)

    def participants(self) -> tuple[str, ...]:
        """The states of either side."""
        return tuple(sorted({state for deed in self.deeds for state in (*deed.attackers(), *deed.targets)}))

    def opponents(self, state: str) -> tuple[str, ...]:
        """The states that attack `state` or that it attacks."""
        found: set[str] = set()
        for deed in self.deeds:
            if state in deed.targets:
                found |= set(deed.attackers())
            if state in deed.attackers():
                found |= set(deed.targets)
        return tuple(sorted(found - {state}))

    def binds(self, instrument: str, state: str) -> bool | None:
        """What the account holds on whether an instrument binds a state; None if it says nothing."""
        return self.binding.get((instrument, state), self.binding.get((instrument, None)))


def readings(scenario: Scenario, world: World) -> tuple[Reading, ...]:
    """The scenario on each of its accounts; on one called `default` when it names none."""
    accounts = scenario.accounts or (Account(id=DEFAULT),)
    return tuple(_reading(scenario, account, world) for account in accounts)


def _reading(scenario: Scenario, account: Account, world: World) -> Reading:
    assume = scenario.assume == "default"
    held = [hold for hold in account.holds if hold.act is not None and hold.fact is None]
    acts = {str(act.id): act for act in scenario.acts}
    gone: set[str] = set()
    judged: dict[str, str] = {}
    for hold in held:
        id_ = str(hold.act)
        if id_ not in acts:
            continue
        if hold.happened is False:
            gone.add(id_)
        acts[id_] = as_held(acts[id_], hold)
        if hold.is_ is not None or hold.provoked is not None:
            judged[id_] = account.id
    kept = [act for id_, act in acts.items() if id_ not in gone]
    register = world.register
    facts = tuple(scenario.facts) + tuple(f for hold in account.holds if (f := hold.as_fact()) is not None)
    last = scenario.day()
    supposed = bool(scenario.hypothetical) or last > today()
    assumptions: list[Assumption] = []
    deeds = _deeds(kept, scenario, assume, judged, assumptions)
    deeds.extend(_threats(facts, deeds, scenario))
    binding: dict[tuple[str, str | None], bool] = {}
    among: dict[str, bool] = {}
    for hold in account.holds:
        if hold.instrument is None or hold.fact is not None:
            continue
        name = register.aliases.get(hold.instrument, hold.instrument)
        if hold.binds is not None:
            binding[(name, hold.state)] = hold.binds
        if hold.among_parties is not None:
            among[name] = hold.among_parties
    owners = {
        hold.place: hold.of for hold in account.holds if isinstance(hold.place, str) and hold.of and hold.act is None
    }
    if assume:
        _assume_wider(deeds, facts, supposed, assumptions)
    return Reading(
        id=account.id, deeds=tuple(deeds), facts=facts, assume=assume, supposed=supposed,
        binding=binding, among=among, owners=owners, assumptions=tuple(assumptions),
    )


def _deeds(
    acts: Iterable[Act], scenario: Scenario, assume: bool, judged: Mapping[str, str], assumptions: list[Assumption]
) -> list[Deed]:
    by_id = {str(act.id): act for act in acts}
    lawful: dict[str, Truth] = {}
    deeds = []
    for id_, act in by_id.items():
        start = act.date or scenario.day()
        end = None if act.continuing else act.until or start
        if start > scenario.day():
            continue
        legal = _lawful(id_, by_id, assume, lawful)
        answered = by_id.get(act.answers or "")
        provoked = act.provoked
        if provoked is None and answered is not None:
            provoked = _not(_lawful(str(answered.id), by_id, assume, lawful))
        if provoked is None and assume and act.kind in FORCE:
            provoked = False
            assumptions.append(Assumption(fact=f"acts.{id_}.provoked", value=False))
        if assume and act.is_ is None and act.kind in JUDGED:
            assumptions.append(Assumption(fact=f"acts.{id_}.is", value="self_defence" if legal else "aggression"))
        home = act.place is None or act.place == PlaceOfAct(object=act.place.object)
        obj = act.place.object if act.place is not None else None
        if home and assume:
            assumptions.append(Assumption(fact=f"acts.{id_}.place", value="home_territory"))
        if obj is None and act.place is not None and act.place.at_sea is not None:
            obj = "vessel"
        if obj is None and (assume or act.place is not None):
            obj = "territory"
        if assume and listed(act.actor) and act.kind in FORCE and act.kind != "non_state_attack":
            assumptions.append(Assumption(fact=f"acts.{id_}.by", value="own_forces"))
        non_state = act.actor_name or ("non_state" if act.kind in ("non_state_attack", "internal_unrest") else None)
        deeds.append(
            Deed(
                id=id_, actors=listed(act.actor), targets=listed(act.target), kind=act.kind, start=start, end=end,
                place=None if home else act.place, object=obj, answers=act.answers, non_state=non_state,
                origin=_origin(act),
                sent_by=listed(act.sent_by), provoked=provoked, lawful=legal, invited=act.invited,
                judged_by=judged.get(id_, "scenario" if act.is_ or act.provoked is not None else "assumption"),
                home=home and assume,
            )
        )
    return deeds


def _origin(act: Act) -> str | None:
    """Given, or plain from the act: what a state does comes from abroad, unrest from within."""
    if act.origin is None and act.kind == "internal_unrest" and not listed(act.sent_by):
        return "within"
    return act.origin or ("abroad" if listed(act.actor) or listed(act.sent_by) else None)


def _threats(facts: Iterable[Fact], deeds: Iterable[Deed], scenario: Scenario) -> Iterator[Deed]:
    """A state that says it is threatened, where no act hits it: the threat stands for the act."""
    hit = {state for deed in deeds for state in deed.targets}
    for fact in facts:
        if fact.fact != "threatened" or not fact.value or fact.state is None or fact.state in hit:
            continue
        hit.add(fact.state)
        yield Deed(
            id=f"threat_to_{fact.state.lower()}", actors=listed(fact.by), targets=(fact.state,), kind="threat_of_force",
            start=fact.date or fact.since or scenario.day(), end=None, place=None, object=None, answers=None,
            non_state=None, origin="abroad" if listed(fact.by) else None, sent_by=(), provoked=None, lawful=None,
            invited=None, judged_by="facts.threatened", home=False,
        )


def _lawful(id_: str, acts: Mapping[str, Act], assume: bool, known: dict[str, Truth]) -> Truth:
    """An act held to be self-defence or no aggression is lawful; one that answers an aggression is
    self-defence; any other first use of force is aggression (the last two only when assumed)."""
    if id_ in known:
        return known[id_]
    act = acts[id_]
    if act.kind not in JUDGED:
        result: Truth = None
    elif act.is_ is not None:
        result = act.is_ != "aggression"
    elif act.invited:
        result = True
    elif not assume:
        result = None
    elif act.answers in acts:
        result = _lawful(str(act.answers), acts, assume, known) is False
    else:
        result = False
    known[id_] = result
    return result


def _not(value: Truth) -> Truth:
    return None if value is None else not value


def _assume_wider(deeds: Iterable[Deed], facts: Iterable[Fact], supposed: bool, assumptions: list[Assumption]) -> None:
    kinds = {fact.fact for fact in facts}
    for deed in deeds:
        if deed.kind in ("armed_attack", "invasion_of_third_state") and "war" not in kinds:
            assumptions.append(Assumption(fact=f"acts.{deed.id}.at_war", value=True))
        if supposed and "request" not in kinds and deed.kind in FORCE:
            assumptions.append(Assumption(fact=f"acts.{deed.id}.request", value=True))


def site(world: World, reading: Reading, deed: Deed, target: str) -> Site | None:
    """Where a deed hits a target, on the deed's day; None if the place is not known."""
    register, place = world.register, deed.place
    if place is None:
        if not deed.home:
            return None
        return site_of_state(register, register.states[target])
    if place.name is not None and place.name in register.places:
        found = site_of_place(register, register.places[place.name], deed.start)
        owner = reading.owners.get(place.name)
        if owner is not None:
            mine = frozenset({owner})
            found = replace(found, sovereign=mine, administered_by=mine, claimants=frozenset(), metropolitan=True)
        return found
    if place.lat is not None:
        point = site_of_point(
            register, place.name or place.at_sea or "point", place.lat, place.lon, sea=place.at_sea is not None
        )
        if place.state is not None:
            mine = frozenset({place.state})
            return replace(point, land=True, sovereign=mine, administered_by=mine)
        return point
    if place.state is not None:
        return site_of_state(register, register.states[place.state])
    waters = register.places.get(place.at_sea or "")
    if waters is not None:
        return site_of_place(register, waters, deed.start)
    return site_of_point(register, place.at_sea or "sea", None, None, sea=True)
