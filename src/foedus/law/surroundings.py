"""What stands around the duties in an opinion: dilemmas, the Council, what is not in force, what the
grammar cannot say, sources, assumptions, warnings, and the tree of all tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foedus.law.accounts import Reading
from foedus.law.duties import Finding
from foedus.law.explanation import Node
from foedus.law.reference import reference
from foedus.law.restraints import Restraint
from foedus.law.results import DutyResult, Pair, VerdictResult
from foedus.law.scenario import Scenario
from foedus.register.world import World
from foedus.terms import Binding, Duty, Force, Status, Verdict

__all__ = [
    "assumptions", "council", "dilemmas", "leaf", "not_in_force", "sources", "taken_as_absent", "untranslatable",
    "warnings", "why",
]

_BOUND = {Verdict.MUST_HELP, Verdict.MUST_ACT_OWN_MEANS, Verdict.MUST_JOIN}


def dilemmas(verdicts: Iterable[VerdictResult], bound: Iterable[Restraint]) -> Iterator[dict[str, Any]]:
    """Bound to both sides; bound to help against a state that one may not attack. Both duties stand."""
    due: dict[tuple[str, str], list[VerdictResult]] = {}
    for verdict in verdicts:
        for account, value in verdict.by_account.items():
            if value in _BOUND:
                due.setdefault((verdict.state, account), []).append(verdict)
    for (state, account), owed in sorted(due.items()):
        towards = {verdict.toward for verdict in owed}
        for verdict in owed:
            rivals = sorted(towards & set(verdict.against))
            if rivals and verdict.toward < rivals[0]:
                yield {
                    "state": state, "kind": "both_sides", "account": account,
                    "toward": verdict.toward, "against": rivals,
                }
            for restraint in bound:
                held = restraint.by_account.get(account) == Status.DUE
                if restraint.state == state and restraint.toward in verdict.against and held and _strict(restraint):
                    yield {
                        "state": state, "kind": f"help_against_{restraint.duty}", "account": account,
                        "toward": verdict.toward, "against": [restraint.toward],
                        "instrument": restraint.instrument, "article": restraint.article,
                    }


def _strict(restraint: Restraint) -> bool:
    """Whether it forbids lawful help too, in law: a renunciation in the terms of the Charter does not, nor
    does a political one.
    """
    binds = restraint.force == Force.DUTY and restraint.instrument["binding"] == Binding.INTERNATIONAL
    return binds and not any(reference.startswith("un_charter") for reference in restraint.refers_to)


def council(world: World, views: Sequence[Reading], verdicts: Iterable[VerdictResult]) -> dict[str, Any]:
    """The members of the Security Council that the scenario touches, and who of them has a veto."""
    body = world.register.bodies.get("un_sc")
    if body is None:
        return {"veto_holders_involved": []}
    touched = {state: "party" for view in views for state in view.participants()}
    for verdict in verdicts:
        if any(value in (*_BOUND, Verdict.PENDING) for value in verdict.by_account.values()):
            touched.setdefault(verdict.state, "obligor")
    seats = {member.state: member for member in world.members(body)}
    involved = [state for state in sorted(touched) if state in seats]
    return {
        "veto_holders_involved": [state for state in involved if seats[state].veto],
        "members_involved": [{"state": state, "as": touched[state], "veto": seats[state].veto} for state in involved],
    }


def not_in_force(world: World, views: Sequence[Reading]) -> Iterator[dict[str, Any]]:
    """Instruments between the states concerned that are signed and not yet in force."""
    sides = {state for view in views for state in view.participants()}
    for _, instrument in sorted(world.register.instruments.items()):
        if not sides & {party.state for party in instrument.parties} or not world.public(instrument):
            continue
        standing = world.in_force(instrument)
        signed = instrument.signed.date if instrument.signed else None
        never = standing.why == "never_in_force" and signed is not None and signed <= world.date
        end = instrument.end
        ended = end is not None and (end.date is None or end.date <= world.date)
        if standing.why != "not_yet_in_force" and not (never and not ended):
            continue
        for provision in instrument.provisions:
            if provision.duty in (Duty.DEFENSE, Duty.OFFENSE) or provision.duty is Duty.CONSULTATION:
                yield {
                    "instrument": reference(instrument), "article": provision.article, "duty": str(provision.duty),
                    "why": standing.why, "parties": sorted({party.state for party in instrument.parties}),
                    "replaces": list(instrument.lineage.replaces), "gist": provision.gist,
                }


def untranslatable(pairs: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    """What the grammar cannot say, of each instrument that speaks to an act here."""
    seen: set[str] = set()
    for pair in pairs:
        for findings in pair.findings.values():
            for finding in findings:
                instrument = finding.case.bond.instrument
                hit = pair.toward in finding.case.deed.targets
                if instrument.id in seen or not hit:
                    continue
                seen.add(instrument.id)
                for item in instrument.untranslatable:
                    yield {"instrument": reference(instrument), "article": item.article, "gist": item.gist}


def sources(duties: Iterable[DutyResult], world: World) -> Iterator[dict[str, Any]]:
    """The sources of the instruments that give an answer."""
    silent = {Status.NOT_TRIGGERED}
    ids = sorted({str(duty.instrument["id"]) for duty in duties if duty.status not in silent})
    for id_ in ids:
        for source in world.register.instruments[id_].sources:
            yield {
                "instrument": id_, "of": str(source.of), "publisher": source.publisher, "title": source.title,
                "url": source.url, "seen": source.seen,
            }


def assumptions(views: Iterable[Reading]) -> tuple[dict[str, Any], ...]:
    """Each gap that was filled, once; with the account where the accounts fill it differently."""
    found: dict[tuple[str, Any], list[str]] = {}
    count = 0
    for view in views:
        count += 1
        for item in view.assumptions:
            found.setdefault((item.fact, item.value), []).append(view.id)
    return tuple(
        {"fact": fact, "value": value, "source": "default", **({} if len(ids) == count else {"accounts": ids})}
        for (fact, value), ids in found.items()
    )


def taken_as_absent(pairs: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    """The facts that would release somebody and that nobody mentions."""
    trees = (f.tree for pair in pairs for findings in pair.findings.values() for f in findings if not _idle(f))
    names = {leaf.source for tree in trees for leaf in tree.leaves() if (leaf.source or "").startswith("assumption:facts.")}
    for name in sorted(str(each) for each in names):
        yield {"fact": name.removeprefix("assumption:"), "value": False, "source": "default"}


def _idle(finding: Finding) -> bool:
    return finding.status is Status.NOT_TRIGGERED


def warnings(world: World, scenario: Scenario, day: str) -> Iterator[dict[str, Any]]:
    if day > world.date:
        yield {"code": "future_date", "date": day, "answered_as_of": world.date}
    for act in scenario.acts:
        if act.date and act.date > day:
            yield {"code": "act_after_date", "act": act.id, "date": act.date}
    states = {state for act in scenario.acts for state in (*_ids(act.actor), *_ids(act.target))}
    for state in sorted(states):
        if world.exists(state) and not world.in_system(state):
            yield {"code": "outside_the_system", "state": state}


def _ids(states: str | tuple[str, ...]) -> tuple[str, ...]:
    return (states,) if isinstance(states, str) else states


def why(pairs: Iterable[Pair]) -> dict[str, Any]:
    children = []
    for pair in pairs:
        accounts = [
            {"test": "account", "found": account, "value": None, "children": [_tree(f.tree) for f in findings]}
            for account, findings in pair.findings.items()
        ]
        children.append({"test": "state", "found": [pair.state, pair.toward], "value": None, "children": accounts})
    return {"test": "opinion", "value": None, "children": children}


def _tree(node: Node) -> dict[str, Any]:
    own = {key: value for key, value in leaf(node).items() if value is not None or key == "value"}
    return {**own, "children": [_tree(child) for child in node.children]} if node.children else own


def leaf(node: Node) -> dict[str, Any]:
    """One test as plain data."""
    return {"test": node.test, "value": node.value, "wants": node.wants, "found": node.found, "source": node.source}
