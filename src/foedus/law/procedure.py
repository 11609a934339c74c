"""Stratum 5: what must come first. A duty waits for its body, request or joint finding until the
scenario holds it; a council's arithmetic is shown with who could block it.

References: North Atlantic Treaty, articles 5 and 9; Inter-American Treaty of Reciprocal Assistance,
articles 3(2), 17, 18, 20; Pact of the League of Arab States, article 6; Charter, article 27.
"""

from __future__ import annotations

from typing import Any

from foedus.law.explanation import Node
from foedus.law.logic import Truth
from foedus.law.scenario import FORCE, listed
from foedus.law.triggers import Case, fact_began
from foedus.register.records import BodyStep
from foedus.register.sides import members
from foedus.register.world import World
from foedus.terms import Duty, HowOwed

__all__ = ["arithmetic", "steps"]


def steps(case: Case) -> tuple[Node, ...]:
    """One node for each step that the provision asks; True: met, None or False: still missing."""
    nodes = []
    for step in case.bond.provision.procedure:
        if isinstance(step, BodyStep):
            nodes.append(_decided(step.body, case))
        elif step == "request":
            nodes.append(_requested(case))
        elif step == "joint_finding":
            nodes.append(_found(case))
        elif step == "consult_first":
            nodes.append(_consulted(case))
    if case.bond.provision.how_owed is HowOwed.JOINT and case.bond.provision.duty is not Duty.CONSULTATION:
        nodes.append(_jointly(case))
    return tuple(nodes)


def _requested(case: Case) -> Node:
    wanted = ("help", "consultation", None) if case.bond.provision.duty is Duty.CONSULTATION else ("help", None)
    value: Truth = None
    source = "facts.request"
    for fact in case.reading.facts:
        if fact.fact != "request" or case.beneficiary not in listed(fact.by) or fact.asks not in wanted:
            continue
        if listed(fact.to) and case.obligor not in listed(fact.to):
            continue
        if fact_began(fact, case):
            value = fact.value
    if value is None and case.reading.assume and case.reading.supposed and not case.reading.given("request"):
        if case.deed.kind in FORCE or case.bond.provision.duty is Duty.CONSULTATION:
            value, source = True, f"assumption:acts.{case.deed.id}.request"
    return Node(test="request", value=value, wants={"by": case.beneficiary, "to": case.obligor}, found=value, source=source)


def _found(case: Case) -> Node:
    """A finding by both states, or by every party that the fact names, that the case has arisen."""
    value: Truth = None
    for fact in case.reading.facts:
        about = fact.act is None or fact.act == case.deed.id
        if fact.fact != "finding" or not about or not fact_began(fact, case):
            continue
        if {case.obligor, case.beneficiary} <= set(listed(fact.by)):
            value = fact.value and fact.is_ in (None, "armed_attack", "aggression", "attack", "threat")
    return Node(test="joint_finding", value=value, wants=[case.obligor, case.beneficiary], found=value, source="facts.finding")


def _consulted(case: Case) -> Node:
    value: Truth = None
    for fact in case.reading.facts:
        if fact.fact == "consulted" and fact_began(fact, case) and case.obligor in (*listed(fact.by), *listed(fact.with_)):
            value = fact.value
    if value is None:
        value = _found(case).value
    return Node(test="consult_first", value=value, wants=[case.obligor, case.beneficiary], found=value, source="facts.consulted")


def _decided(body: str, case: Case) -> Node:
    value: Truth = None
    for fact in case.reading.facts:
        if fact.fact != "decision" or fact.body != body or not fact_began(fact, case):
            continue
        about = set(listed(fact.against))
        if about and not about & set(case.adversaries()):
            continue
        value = fact.value and fact.outcome in (None, "adopted")
    found = {"decision": value, **arithmetic(case.world, body, case.deed.attackers())}
    return Node(test="body", value=value, wants=body, found=found, source="facts.decision")


def _jointly(case: Case) -> Node:
    """A joint guarantee is owed together: it waits until the other guarantors act as well."""
    named = members(case.bond.instrument, case.bond.provision.obligors)
    bound = {state for state in named if case.world.binds(case.bond.instrument, state).value is not False}
    others = bound - {case.obligor, case.beneficiary}
    acting = {fact.state for fact in case.reading.given("intervenes") if fact.for_ == case.beneficiary}
    refusing = {fact.state for fact in case.reading.denied("intervenes")} | (others & set(case.deed.attackers()))
    value: Truth = False if others & refusing else True if others <= acting else None
    return Node(test="joint", value=value, wants=sorted(others), found=sorted(others & acting), source="facts.intervenes")


def arithmetic(world: World, body: str, attackers: tuple[str, ...] = ()) -> dict[str, Any]:
    """How a body decides on the day: members, votes needed, and who can block it alone.

    Returns
    -------
    dict
        `members` (count), `threshold`, `needed` (votes, where it is a count), `can_block` (states
        whose single vote defeats a decision), `aggressor_votes`.
    """
    record = world.register.bodies.get(body)
    if record is None:
        return {}
    seated = [member for member in world.members(record) if not _suspended(world, member)]
    rule = world.rule(record)
    if rule is None:
        return {"members": len(seated)}
    voting = [m.state for m in seated if not (rule.aggressor_votes is False and m.state in attackers)]
    count = len(voting)
    needed: int | None = None
    blockers: list[str] = []
    if isinstance(rule.threshold, int):
        needed = rule.threshold
    elif rule.threshold in ("unanimity", "consensus"):
        needed, blockers = count, voting
    elif rule.threshold == "two_thirds":
        needed = -(-2 * count // 3)
    else:
        needed = count // 2 + 1
    if rule.veto:
        blockers = [m.state for m in seated if m.veto]
    return {
        "members": count, "threshold": rule.threshold, "needed": needed,
        "can_block": sorted(blockers), "aggressor_votes": rule.aggressor_votes,
        "attackers_seated": sorted({m.state for m in seated} & set(attackers)),
    }


def _suspended(world: World, member: Any) -> bool:
    from foedus.register.dates import holds

    return any(holds(world.date, s.from_, s.to) and s.legal_effect == "suspended" for s in member.suspended)
