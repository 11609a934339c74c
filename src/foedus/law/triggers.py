"""The tests of `when` and `unless`: one function for each, each with three values.

A test asks about one act, for one obligor and one beneficiary, on one account. Missing facts give
unknown, never false.

References: General Assembly resolution 3314 (XXIX), annex, article 3 (what is an attack); Leeds et
al., ATOP codebook (conditions of a defence duty: adversary, location, number, provocation).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from foedus.law.accounts import Deed, Reading, site
from foedus.law.areas import in_area
from foedus.law.explanation import Node, all_of, any_of, not_of
from foedus.law.logic import Truth, both, either
from foedus.law.scenario import FORCE, JUDGED, Fact, listed
from foedus.register.records import Area, By, Condition
from foedus.register.sides import members
from foedus.register.world import Bond, World

__all__ = ["LIMITS", "Case", "holds"]

#: Tests that take an event out although it is there: the verdict is then `excluded`.
LIMITS = frozenset(
    {"by", "attackers_min", "origin", "among_parties", "begun", "territory_of", "metropolitan", "region", "tag",
     "place", "north_of", "south_of", "provoked", "at"}
)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One provision between two states, held against one act on one account."""

    world: World
    reading: Reading
    bond: Bond
    deed: Deed

    @property
    def obligor(self) -> str:
        return self.bond.obligor

    @property
    def beneficiary(self) -> str:
        return self.bond.beneficiary

    def parties(self) -> frozenset[str]:
        """The states that the instrument binds on the day."""
        return self.world.bound(self.bond.instrument)

    def adversaries(self) -> tuple[str, ...]:
        """Who stands against the beneficiary in this act."""
        if self.beneficiary in self.deed.attackers():
            return self.deed.targets
        return self.deed.attackers()


def holds(condition: Condition, case: Case) -> Node:
    """Evaluate a condition: every test that is given must hold.

    Returns
    -------
    Node
        Its value is True, False, or None (a fact is missing, or the text is vague).
    """
    nodes: list[Node] = []
    for name, test in _TESTS.items():
        wanted = getattr(condition, name)
        if wanted is not None and wanted != ():
            nodes.append(test(condition, case))
    if condition.all:
        nodes.append(all_of(tuple(holds(part, case) for part in condition.all)))
    if condition.any:
        nodes.append(any_of(tuple(holds(part, case) for part in condition.any)))
    if condition.not_ is not None:
        nodes.append(not_of(holds(condition.not_, case)))
    return nodes[0] if len(nodes) == 1 else all_of(tuple(nodes))


# --- what happened, and to whom --------------------------------------------------------------

#: For each event: the kinds of act that are it, and those of which the text does not say.
_IS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "armed_attack": (
        frozenset({"armed_attack", "invasion_of_third_state", "non_state_attack"}), frozenset({"blockade", "cyber_attack"}),
    ),
    "attack": (
        frozenset({"armed_attack", "invasion_of_third_state", "non_state_attack", "blockade"}),
        frozenset({"cyber_attack", "incident"}),
    ),
    "invasion": (frozenset({"armed_attack", "invasion_of_third_state"}), frozenset({"non_state_attack"})),
    "at_war": (frozenset({"armed_attack", "invasion_of_third_state"}), frozenset({"blockade", "non_state_attack"})),
    "mobilisation": (frozenset({"mobilisation"}), frozenset()),
    "blockade": (frozenset({"blockade"}), frozenset()),
    "demand": (frozenset({"demand"}), frozenset({"threat_of_force"})),
    "threat": (
        frozenset({"threat_of_force", "demand", "mobilisation", "armed_attack", "invasion_of_third_state", "blockade",
                   "non_state_attack", "incident"}),
        frozenset({"cyber_attack", "internal_unrest"}),
    ),
    "unrest": (frozenset({"internal_unrest"}), frozenset({"non_state_attack"})),
    "breach": (frozenset(), frozenset()),
}


def _event(condition: Condition, case: Case) -> Node:
    wanted = (condition.event,) if isinstance(condition.event, str) else condition.event or ()
    parts = tuple(_one_event(str(event), condition, case) for event in wanted)
    return parts[0] if len(parts) == 1 else any_of(parts, "event")


def _one_event(event: str, condition: Condition, case: Case) -> Node:
    deed = case.deed
    hit = _hits(event, condition, case)
    if event == "breach":
        happened = _breach(case)
    elif event == "threat" and (said := _threatened(case)) is not None:
        happened = said
        hit = True if said else hit
    else:
        certain, open_ = _IS[event]
        happened = True if deed.kind in certain else None if deed.kind in open_ else False
        if deed.kind == "non_state_attack" and happened and deed.origin != "abroad":
            happened = None if deed.origin is None else event in ("threat", "unrest")
        if event == "at_war":
            said = _war(case)
            happened = said if said is not None else happened if case.reading.assume else happened or None
    if deed.invited:
        happened = False
    value = both([happened, hit])
    found = {"kind": deed.kind, "target": list(deed.targets), "invited": bool(deed.invited)}
    wants = {"event": event, "on": _plain(condition.on) or "beneficiary"}
    return Node(test="event", value=value, wants=wants, found=found, source=f"acts.{deed.id}")


def _hits(event: str, condition: Condition, case: Case) -> Truth:
    """Whether the act hits what the text protects."""
    deed, on = case.deed, condition.on
    targets = set(deed.targets)
    if event == "at_war" and on in (None, "beneficiary"):
        targets |= set(deed.attackers())
    if on is None or on == "beneficiary":
        return case.beneficiary in targets
    if on == "obligor":
        return case.obligor in targets
    if on == "anyone":
        return bool(targets)
    if on == "parties":
        return bool(targets & {party.state for party in case.bond.instrument.parties})
    if on == "its_forces":
        if case.beneficiary not in targets:
            return False
        return None if deed.object is None else deed.object in ("forces", "vessel", "aircraft")
    if on == "its_regime":
        if case.beneficiary not in targets:
            return False
        return True if deed.kind == "internal_unrest" else None
    return bool(targets & set(listed(on)))


def _threatened(case: Case) -> Truth:
    """What the beneficiary itself says of its security (the test of North Atlantic Treaty, 4)."""
    given = [f for f in case.reading.given("threatened") if f.state == case.beneficiary or case.beneficiary in listed(f.to)]
    if given:
        return True
    denied = [f for f in case.reading.denied("threatened") if f.state == case.beneficiary]
    return False if denied else None


def _war(case: Case) -> Truth:
    """Whether a fact says that the beneficiary is at war (with its adversaries in the act)."""
    for fact in case.reading.given("war"):
        sides = [set(listed(side)) for side in fact.between]
        if any(case.beneficiary in side for side in sides) and fact_began(fact, case):
            return True
    for fact in case.reading.denied("war"):
        if any(case.beneficiary in listed(side) for side in fact.between):
            return False
    return None


def fact_began(fact: Fact, case: Case) -> bool:
    """Whether the fact's date is not after the day of the answer."""
    date = fact.date or fact.since
    return date is None or date <= case.world.date or case.reading.supposed


def _breach(case: Case) -> Truth:
    """An act by a party against a state to which the same instrument makes it owe restraint."""
    name = case.bond.instrument.id
    register = case.world.register
    for fact in case.reading.given("breach"):
        if fact.instrument is None or register.aliases.get(fact.instrument, fact.instrument) == name:
            return True
    if case.reading.denied("breach"):
        return False
    if case.deed.kind not in FORCE or case.deed.lawful is True:
        return False if case.reading.assume else None
    for provision in case.bond.instrument.provisions:
        if provision.duty in ("nonaggression", "neutrality"):
            obligors = set(members(case.bond.instrument, provision.obligors)) & case.parties()
            protected = set(members(case.bond.instrument, provision.beneficiaries))
            if obligors & set(case.deed.attackers()) and protected & set(case.deed.targets):
                return True
    return bool(case.parties() & set(case.deed.attackers())) and case.beneficiary in case.deed.targets


# --- by whom ---------------------------------------------------------------------------------


def _by(condition: Condition, case: Case) -> Node:
    attackers = case.adversaries()
    by = condition.by
    if isinstance(by, By):
        value = _by_mapping(by, attackers, case)
    elif by == "anyone":
        value = True
    elif by in ("beneficiary", "obligor"):
        value = (case.beneficiary if by == "beneficiary" else case.obligor) in case.deed.attackers()
        attackers = case.deed.attackers()
    elif by == "any_state":
        value = bool(attackers) or (None if case.deed.non_state and case.deed.origin != "within" else False)
    elif by == "non_state":
        value = case.deed.non_state is not None
    elif isinstance(by, str) and by in case.world.register.classes:
        value = either(case.world.in_class(state, by, case.deed.start) for state in attackers)
    else:
        value = bool(set(attackers) & set(listed(by)))
    found: Any = list(attackers) or case.deed.non_state
    return Node(test="by", value=value, wants=_plain(by), found=found, source=f"acts.{case.deed.id}")


def _by_mapping(by: By, attackers: tuple[str, ...], case: Case) -> Truth:
    if by.non_state and case.deed.non_state:
        return True
    eligible = [state for state in attackers if state not in by.not_]
    if by.states:
        eligible = [state for state in eligible if state in by.states]
    tests: list[Truth] = []
    if by.class_ is not None or by.not_class is not None:
        tests.append(either(_of_class(by, state, case) for state in eligible))
    if by.backed_by:
        tests.append(_helped(eligible, by.backed_by, case))
    if by.joined_by:
        tests.append(_helped(eligible, by.joined_by, case))
    if by.allied_with:
        tests.append(_allied(eligible, by.allied_with, case))
    return both([bool(eligible) or (None if case.deed.non_state and not by.states and not attackers else False), *tests])


def _of_class(by: By, state: str, case: Case) -> Truth:
    inside = case.world.in_class(state, by.class_, case.deed.start) if by.class_ else True
    outside = case.world.in_class(state, by.not_class, case.deed.start) if by.not_class else False
    return both([inside, None if outside is None else not outside])


def _helped(attackers: list[str], helpers: tuple[str, ...], case: Case) -> Truth:
    """Whether one of `helpers` acts on the attackers' side: in the act itself, or as a fact says."""
    if set(case.adversaries()) & set(helpers):
        return True
    for other in case.reading.deeds:
        if case.beneficiary in other.targets and set(other.attackers()) & set(helpers):
            return True
    return _intervenes(helpers, attackers, case)


def _intervenes(helpers: tuple[str, ...], helped: list[str] | tuple[str, ...], case: Case) -> Truth:
    for fact in case.reading.given("intervenes"):
        if fact.state in helpers and fact.for_ in helped and fact_began(fact, case):
            return True
    for fact in case.reading.denied("intervenes"):
        if fact.state in helpers and (fact.for_ is None or fact.for_ in helped):
            return False
    return None


def _allied(attackers: list[str], allies: tuple[str, ...], case: Case) -> Truth:
    """Whether an attacker is one of `allies` or, as a fact says, allied with one. A register entry
    does not answer this: the text asks for a fact (Sino-Soviet treaty of 1950, article 1)."""
    if set(attackers) & set(allies):
        return True
    for fact in case.reading.given("allied"):
        if fact.state in attackers and set(listed(fact.with_)) & set(allies):
            return True
    denied = {fact.state for fact in case.reading.denied("allied") if set(listed(fact.with_)) & set(allies)}
    return False if attackers and set(attackers) <= denied else None if attackers else False


def _attackers_min(condition: Condition, case: Case) -> Node:
    """How many powers attack the beneficiary; of a class, if the text names one."""
    least = condition.attackers_min or 1
    found: set[str] = set(case.adversaries())
    for other in case.reading.deeds:
        if case.beneficiary in other.targets:
            found |= set(other.attackers())
    if isinstance(condition.by, By) and condition.by.class_ is not None:
        found = {state for state in found if case.world.in_class(state, condition.by.class_, case.deed.start)}
    value = len(found) >= least
    return Node(test="attackers_min", value=value, wants=least, found=sorted(found), source=f"acts.{case.deed.id}")


def _among_parties(condition: Condition, case: Case) -> Node:
    parties = case.parties()
    # Only an attack on the party that is to be helped can be one among parties.
    inside = sorted(parties & set(case.deed.attackers())) if case.beneficiary in case.deed.targets else []
    held = case.reading.among.get(case.bond.instrument.id)
    value: Truth = True
    if inside and len(parties) > 1:
        value = held if held is not None else {"yes": True, "no": False}.get(condition.among_parties or "")
    if inside == [case.obligor] and len(parties) == 2:
        value = False
    source = "account" if held is not None else "text"
    return Node(test="among_parties", value=value, wants=condition.among_parties, found=inside, source=source)


# --- its quality -----------------------------------------------------------------------------


def _origin(condition: Condition, case: Case) -> Node:
    value = None if case.deed.origin is None else case.deed.origin == condition.origin
    return Node(test="origin", value=value, wants=condition.origin, found=case.deed.origin, source=f"acts.{case.deed.id}")


def _provoked(condition: Condition, case: Case) -> Node:
    value: Truth = True
    if condition.provoked == "no":
        value = None if case.deed.provoked is None else not case.deed.provoked
    return Node(test="provoked", value=value, wants=condition.provoked, found=case.deed.provoked, source=case.deed.judged_by)


def _lawful(condition: Condition, case: Case) -> Node:
    """Charter pacts protect against an armed attack in the sense of article 51: not against the
    victim's own self-defence."""
    value: Truth = True
    if condition.lawful == "no" and case.deed.kind in JUDGED:
        value = None if case.deed.lawful is None else not case.deed.lawful
    return Node(test="lawful", value=value, wants=condition.lawful, found=case.deed.lawful, source=case.deed.judged_by)


def _at(condition: Condition, case: Case) -> Node:
    area = condition.at or Area()
    hit = case.beneficiary if case.beneficiary in case.deed.targets else next(iter(case.deed.targets), case.beneficiary)
    whose = {"beneficiary": (case.beneficiary,), "obligor": (case.obligor,), "parties": tuple(sorted(case.parties()))}
    return in_area(area, site(case.world, case.reading, case.deed, hit), whose, case.obligor)


def _only_if_helps(condition: Condition, case: Case) -> Node:
    helpers = condition.only_if_helps
    value = _intervenes(helpers, (case.beneficiary,), case)
    return Node(test="only_if_helps", value=value, wants=list(helpers), found=value, source="facts.intervenes")


def _then(condition: Condition, case: Case) -> Node:
    said = _war(case)
    value = said if said is not None else (True if case.reading.assume and case.deed.kind in FORCE else None)
    return Node(test="then", value=value, wants=condition.then, found=value, source="facts.war" if said is not None else "assumption")


def _begun(condition: Condition, case: Case) -> Node:
    entry = case.bond.instrument.in_force
    start = case.bond.provision.from_ or entry.from_ or entry.latest or ""
    value = condition.begun == "any" or case.deed.start >= start
    return Node(test="begun", value=value, wants=condition.begun, found=case.deed.start, source=f"acts.{case.deed.id}")


def _fact(condition: Condition, case: Case) -> Node:
    name = condition.fact or ""
    relevant = [f for f in case.reading.facts if f.fact == name and _about(f, case)]
    value = relevant[-1].value if relevant else None
    source = f"facts.{name}"
    if value is None and case.reading.assume:  # a fact of its own kind that nobody mentions is taken as absent
        value, source = False, f"assumption:facts.{name}"
    return Node(test="fact", value=value, wants=name, found=value, source=source)


def _about(fact: Fact, case: Case) -> bool:
    register = case.world.register
    if fact.instrument is not None and register.aliases.get(fact.instrument, fact.instrument) != case.bond.instrument.id:
        return False
    if fact.obligor is not None and fact.obligor != case.obligor:
        return False
    return fact.act is None or fact.act == case.deed.id


def _unknown(condition: Condition, _: Case) -> Node:
    return Node(test="unknown", value=None, wants=condition.unknown, source="text")


def _plain(value: Any) -> Any:
    """A coded value as plain data."""
    if isinstance(value, By):
        named = {name.rstrip("_"): getattr(value, name) for name in value.__struct_fields__}
        return {key: list(item) if isinstance(item, tuple) else item for key, item in named.items() if item}
    return list(value) if isinstance(value, tuple) else value


_TESTS: dict[str, Callable[[Condition, Case], Node]] = {
    "event": _event,
    "by": _by,
    "attackers_min": _attackers_min,
    "origin": _origin,
    "provoked": _provoked, "lawful": _lawful,
    "among_parties": _among_parties,
    "at": _at,
    "only_if_helps": _only_if_helps,
    "then": _then,
    "begun": _begun,
    "fact": _fact, "unknown": _unknown,
}
