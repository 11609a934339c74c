"""The opinion: all duties, restraints, breaches, dilemmas and gaps of a scenario, with reasons.

`judge` is the one clear definition of the law on the acts as given; what may follow is `conduct`.
An opinion is not a determination: in law each party determines for itself whether the casus foederis
has arisen (Oppenheim, International Law I, paragraph 573).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from foedus.law.accounts import Reading, readings
from foedus.law.duties import Finding, evaluate
from foedus.law.explanation import Node, decisive
from foedus.law.pivots import pivots
from foedus.law.reference import reference
from foedus.law.restraints import Breach, Restraint, breaches, restraining, restraints
from foedus.law.scenario import Scenario, check, numbered
from foedus.law.triggers import Case
from foedus.law.verdicts import of_finding, rank, sort_key, strongest
from foedus.problems import BadInput, Problem, nearest
from foedus.register.dates import today
from foedus.register.records import Provision
from foedus.register.world import Bond, Standing, World
from foedus.terms import Duty, Status, Verdict

__all__ = ["DutyResult", "Opinion", "VerdictResult", "judge"]

HELP = frozenset({Duty.DEFENSE, Duty.OFFENSE, Duty.CONSULTATION})


@dataclass(frozen=True, kw_only=True)
class DutyResult:
    """One provision, for one obligor toward one state, about one act.

    `verdict` is what this provision alone would give; `missing` what a pending or undetermined one
    waits for.
    """

    state: str
    duty: str
    toward: tuple[str, ...]
    against: tuple[str, ...]
    act: str
    instrument: Mapping[str, Any]
    article: str | None
    force: str
    means: str | None
    procedure: tuple[Any, ...]
    modality: str
    status: str
    by_account: Mapping[str, str]
    because: tuple[Mapping[str, Any], ...]
    pivotal: tuple[Mapping[str, Any], ...]
    confidence: str
    verdict: str = ""
    missing: tuple[str, ...] = ()
    prompt: bool | None = None
    refers_to: tuple[str, ...] = ()
    gist: str = ""


@dataclass(frozen=True, kw_only=True)
class VerdictResult:
    """The law on the acts as given, for one state toward another."""

    state: str
    toward: str
    against: tuple[str, ...]
    verdict: str
    by_account: Mapping[str, str]
    strongest: int | None
    pivotal: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The answer to a scenario; `foedus.opinion/1` in JSON."""

    schema: str = "foedus.opinion/1"
    date: str
    receipt: Mapping[str, str]
    scenario: Mapping[str, Any]
    accounts: tuple[str, ...]
    assumptions: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...] = ()
    duties: tuple[DutyResult, ...]
    verdicts: tuple[VerdictResult, ...]
    restraints: tuple[Restraint, ...]
    breaches: tuple[Breach, ...]
    dilemmas: tuple[Mapping[str, Any], ...]
    council: Mapping[str, Any]
    not_in_force: tuple[Mapping[str, Any], ...] = ()
    untranslatable: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    why: Mapping[str, Any]
    conduct: Mapping[str, Any] | None = None
    asked: tuple[str, ...] = ()


@dataclass
class _Pair:
    """All that one state owes another, before it is put in order."""

    state: str
    toward: str
    findings: dict[str, list[Finding]] = field(default_factory=dict)


def judge(
    world: World, scenario: Scenario, states: Sequence[str] = (), *, article: str | None = None,
    explain: bool = True, version: str = "0",
) -> Opinion:
    """The opinion on a scenario, by the register as of the scenario's day.

    Parameters
    ----------
    world : any view of the register; its day is replaced by the scenario's.
    scenario : acts, facts and accounts.
    states : states for which to say `none` when the register has nothing.
    article : only provisions of the article with this number, such as "5".
    explain : whether to add `why`, the tree of all tests (the larger part of a long answer).

    Raises
    ------
    BadInput
        For ids that the register does not have, days outside it, contradictions and circles.
    """
    scenario = numbered(scenario)
    check(scenario, world.register)
    for state in states:
        if state not in world.register.states:
            near = nearest(state, world.register.states)
            raise BadInput([Problem(path="state", says="no such state", value=state, nearest=near)])
    day = scenario.day()
    world = World(world.register, min(day, today()), scenario.known_by or world.known_by)
    views = readings(scenario, world)
    pairs = _pairs(world, views, article)
    duties, index = _duties(pairs, scenario, world)
    verdicts = tuple(_verdict(pair, views, index, duties) for pair in pairs)
    verdicts += tuple(_none(views, pairs, states))
    bonds = restraining(world, views)
    bound = restraints(world, views, bonds)
    broken = breaches(world, views, bonds)
    return Opinion(
        date=world.date,
        receipt=_receipt(world, scenario, version),
        scenario=_plain(scenario),
        accounts=tuple(view.id for view in views),
        assumptions=_assumptions(views),
        warnings=tuple(_warnings(world, scenario, day)),
        duties=duties,
        verdicts=verdicts,
        restraints=bound,
        breaches=broken,
        dilemmas=tuple(_dilemmas(verdicts, bound)),
        council=_council(world, views, verdicts),
        not_in_force=tuple(_not_in_force(world, views)),
        untranslatable=tuple(_untranslatable(pairs)),
        sources=tuple(_sources(duties, world)),
        why=_why(pairs) if explain else {},
        asked=tuple(states),
    )


# --- collecting ------------------------------------------------------------------------------


def _pairs(world: World, views: Sequence[Reading], article: str | None) -> list[_Pair]:
    """Every state with a defence, offence or consultation provision toward a state of either side."""
    pairs: dict[tuple[str, str], _Pair] = {}
    for toward in sorted({state for view in views for state in view.participants()}):
        for bond in world.bonds(to=toward):
            if bond.provision.duty not in HELP or not world.exists(bond.obligor):
                continue
            if article is not None and re.match(r"\d*", bond.provision.article or "")[0] != article:  # type: ignore[index]
                continue
            pair = pairs.setdefault((bond.obligor, toward), _Pair(bond.obligor, toward))
            for view in views:
                for key, variant in _variants(bond, view):
                    found = pair.findings.setdefault(key, [])
                    found.extend(_evaluate(world, view, variant))
    return [_completed(pair, views) for _, pair in sorted(pairs.items())]


def _completed(pair: _Pair, views: Sequence[Reading]) -> _Pair:
    """Where the register's own contested facts split an account, what is not contested stands under
    each of the readings."""
    for view in views:
        split = [key for key in pair.findings if key.startswith(f"{view.id}:")]
        if split:
            common = pair.findings.pop(view.id, [])
            for key in split:
                pair.findings[key].extend(common)
    return pair


def _variants(bond: Bond, view: Reading) -> Iterator[tuple[str, Bond]]:
    """The bond as an account reads it; once for each holder where the register has it contested."""
    contested = [contest for contest in bond.standing.contested if contest.binds is not None]
    said = [view.binds(bond.instrument.id, state) for state in (bond.obligor, bond.beneficiary)]
    if not contested or any(value is not None for value in said) or len({c.binds for c in contested}) < 2:
        yield view.id, bond
        return
    for contest in contested:
        standing = Standing(contest.binds, f"contested:{contest.holder}", bond.standing.date)
        yield f"{view.id}:{contest.holder}", replace(bond, standing=standing)


def _evaluate(world: World, view: Reading, bond: Bond) -> list[Finding]:
    toward = bond.beneficiary
    deeds = [deed for deed in view.deeds if toward in deed.targets or toward in deed.attackers()]
    return [evaluate(Case(world=world, reading=view, bond=bond, deed=deed)) for deed in deeds]


# --- duties and verdicts ---------------------------------------------------------------------

_Key = tuple[str, str, str, int, str]


def _key(finding: Finding) -> _Key:
    bond = finding.case.bond
    number = next(i for i, p in enumerate(bond.instrument.provisions) if p is bond.provision)
    return bond.obligor, bond.beneficiary, bond.instrument.id, number, finding.case.deed.id


def _duties(
    pairs: Iterable[_Pair], scenario: Scenario, world: World
) -> tuple[tuple[DutyResult, ...], dict[_Key, int]]:
    results: list[DutyResult] = []
    index: dict[_Key, int] = {}
    for pair in pairs:
        by_key: dict[_Key, dict[str, Finding]] = {}
        for account, findings in pair.findings.items():
            for finding in findings:
                by_key.setdefault(_key(finding), {})[account] = finding
        for key, found in sorted(by_key.items(), key=lambda item: _duty_order(item[1])):
            index[key] = len(results)
            results.append(_duty(found, tuple(pair.findings), scenario, world))
    return tuple(results), index


def _duty_order(found: Mapping[str, Finding]) -> tuple[Any, ...]:
    best = min(found.values(), key=rank)
    return rank(best), sort_key(best)


def _duty(found: Mapping[str, Finding], accounts: tuple[str, ...], scenario: Scenario, world: World) -> DutyResult:
    best = min(found.values(), key=rank)
    bond, case = best.case.bond, best.case
    by_account = {
        account: str(found[account].status if account in found else Status.NOT_TRIGGERED) for account in accounts
    }
    by_account = _agreed(by_account)
    same = len(set(by_account.values())) == 1
    status = best.status if same else Status.CONTESTED
    return DutyResult(
        state=bond.obligor,
        duty=str(bond.provision.duty),
        toward=(bond.beneficiary,),
        against=tuple(sorted(set(case.adversaries()) - {bond.obligor})) or case.adversaries(),
        act=case.deed.id,
        instrument=reference(bond.instrument),
        article=bond.provision.article,
        force=str(bond.provision.force),
        means=str(bond.provision.means) if bond.provision.means else None,
        procedure=_procedure(bond.provision),
        modality=str(best.modality),
        status=str(status),
        by_account=by_account,
        because=tuple(_because(found)),
        pivotal=() if same else pivots(world, scenario, found),
        confidence=str(bond.instrument.confidence),
        verdict=str(of_finding(best) if same else Verdict.CONTESTED),
        missing=best.missing,
        prompt=bond.provision.prompt,
        refers_to=tuple(str(item) for item in bond.provision.refers_to),
        gist=bond.provision.gist,
    )


def _procedure(provision: Provision) -> tuple[Any, ...]:
    return tuple(step if isinstance(step, str) else {"body": step.body} for step in provision.procedure)


def _because(found: Mapping[str, Finding]) -> Iterator[dict[str, Any]]:
    """The tests that decided, once for each account that differs."""
    seen: dict[str, Status] = {}
    for account, finding in found.items():
        if finding.status in seen.values() and len(found) > 1:
            continue
        seen[account] = finding.status
        for leaf in _deciding(finding):
            yield {"account": account, **_leaf(leaf)}


def _deciding(finding: Finding) -> list[Node]:
    standing, trigger, *rest = finding.tree.children
    if standing.value is False:
        return list(decisive(standing))
    if trigger.value is False:
        return list(decisive(trigger))
    exceptions = [node for node in rest if node.test == "exception"]
    if finding.status is Status.EXCEPTED:
        return [node for node in exceptions if node.value is True]
    if finding.status is Status.UNDETERMINED:
        return [leaf for node in finding.tree.children for leaf in node.leaves() if leaf.value is None]
    if finding.status is Status.OVERRIDDEN:
        return [node for node in rest if node.test == "charter_103"]
    steps = [node for node in rest if node.test not in ("exception", "charter_103")]
    waiting = [node for node in steps if node.value is not True]
    return waiting or [*decisive(standing), *decisive(trigger), *exceptions, *steps]


def _leaf(node: Node) -> dict[str, Any]:
    return {"test": node.test, "value": node.value, "wants": node.wants, "found": node.found, "source": node.source}


def _verdict(
    pair: _Pair, views: Sequence[Reading], index: Mapping[_Key, int], duties: Sequence[DutyResult]
) -> VerdictResult:
    by_account: dict[str, str] = {}
    best: Finding | None = None
    for account in sorted(pair.findings, key=lambda name: _account_order(name, views)):
        top = strongest(pair.findings[account])
        by_account[account] = str(of_finding(top)) if top is not None else str(Verdict.NOT_TRIGGERED)
        if top is not None and (best is None or rank(top) < rank(best)):
            best = top
    by_account = _agreed(by_account)
    for view in views:
        if not any(account.split(":")[0] == view.id for account in by_account):
            by_account[view.id] = str(Verdict.NONE)
    verdict = _over_accounts(by_account.values())
    differs = verdict == Verdict.CONTESTED
    against = sorted({state for view in views for state in view.opponents(pair.toward)} - {pair.state})
    number = index[_key(best)] if best is not None else None
    return VerdictResult(
        state=pair.state,
        toward=pair.toward,
        against=tuple(against or sorted({s for v in views for s in v.opponents(pair.toward)})),
        verdict=verdict,
        by_account=by_account,
        strongest=number,
        pivotal=duties[number].pivotal if differs and number is not None else (),
    )


#: Verdicts that move nobody, weakest first: accounts that differ only among these are not at odds.
_IDLE = (Verdict.NONE, Verdict.NOT_TRIGGERED, Verdict.EXCLUDED)


def _over_accounts(values: Iterable[str]) -> str:
    """One verdict for all accounts: theirs where they agree, the weaker one where none finds a duty,
    else contested."""
    found = set(values)
    if len(found) == 1:
        return found.pop()
    idle = [verdict for verdict in _IDLE if verdict in found]
    if len(idle) == len(found):
        return str(next((verdict for verdict in idle if verdict is not Verdict.NONE), Verdict.NONE))
    return str(Verdict.CONTESTED)


def _agreed(by_account: Mapping[str, str]) -> dict[str, str]:
    """An account that the register's own contested facts split, as one where that changes nothing."""
    groups: dict[str, dict[str, str]] = {}
    for key, value in by_account.items():
        groups.setdefault(key.split(":")[0], {})[key] = value
    found: dict[str, str] = {}
    for account, parts in groups.items():
        values = set(parts.values())
        found.update({account: values.pop()} if len(values) == 1 else parts)
    return found


def _account_order(name: str, views: Sequence[Reading]) -> tuple[int, str]:
    order = {view.id: number for number, view in enumerate(views)}
    return order.get(name.split(":")[0], len(order)), name


def _none(
    views: Sequence[Reading], pairs: Iterable[_Pair], states: Sequence[str]
) -> Iterator[VerdictResult]:
    """`none`, for the states that were asked about and that have nothing in the register."""
    have = {(pair.state, pair.toward) for pair in pairs}
    for state in states:
        for toward in sorted({each for view in views for each in view.participants()}):
            if state == toward or (state, toward) in have:
                continue
            against = sorted({other for view in views for other in view.opponents(toward)} - {state})
            yield VerdictResult(
                state=state, toward=toward, against=tuple(against), verdict=str(Verdict.NONE),
                by_account={view.id: str(Verdict.NONE) for view in views}, strongest=None,
            )


# --- around the duties -----------------------------------------------------------------------

_BOUND = {Verdict.MUST_HELP, Verdict.MUST_ACT_OWN_MEANS, Verdict.MUST_JOIN}


def _dilemmas(verdicts: Iterable[VerdictResult], bound: Iterable[Restraint]) -> Iterator[dict[str, Any]]:
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
    """Whether it forbids lawful help too: a renunciation in the terms of the Charter does not."""
    return not any(reference.startswith("un_charter") for reference in restraint.refers_to)


def _council(world: World, views: Sequence[Reading], verdicts: Iterable[VerdictResult]) -> dict[str, Any]:
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


def _not_in_force(world: World, views: Sequence[Reading]) -> Iterator[dict[str, Any]]:
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


def _untranslatable(pairs: Iterable[_Pair]) -> Iterator[dict[str, Any]]:
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


def _sources(duties: Iterable[DutyResult], world: World) -> Iterator[dict[str, Any]]:
    """The sources of the instruments that give an answer."""
    silent = {Status.NOT_TRIGGERED}
    ids = sorted({str(duty.instrument["id"]) for duty in duties if duty.status not in silent})
    for id_ in ids:
        for source in world.register.instruments[id_].sources:
            yield {
                "instrument": id_, "of": str(source.of), "publisher": source.publisher, "title": source.title,
                "url": source.url, "seen": source.seen,
            }


def _assumptions(views: Iterable[Reading]) -> tuple[dict[str, Any], ...]:
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


def _warnings(world: World, scenario: Scenario, day: str) -> Iterator[dict[str, Any]]:
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


def _why(pairs: Iterable[_Pair]) -> dict[str, Any]:
    children = []
    for pair in pairs:
        accounts = [
            {"test": "account", "found": account, "value": None, "children": [_tree(f.tree) for f in findings]}
            for account, findings in pair.findings.items()
        ]
        children.append({"test": "state", "found": [pair.state, pair.toward], "value": None, "children": accounts})
    return {"test": "opinion", "value": None, "children": children}


def _tree(node: Node) -> dict[str, Any]:
    own = {key: value for key, value in _leaf(node).items() if value is not None or key == "value"}
    return {**own, "children": [_tree(child) for child in node.children]} if node.children else own


def _plain(scenario: Scenario) -> dict[str, Any]:
    """The scenario as plain data in the contract's own keys."""
    found: dict[str, Any] = _tidy(msgspec.to_builtins(scenario))
    return found


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key.rstrip("_"): _tidy(item) for key, item in value.items() if item not in (None, [], (), {}) and item != ""
        }
    return [_tidy(item) for item in value] if isinstance(value, (list, tuple)) else value


def _receipt(world: World, scenario: Scenario, version: str) -> dict[str, str]:
    text = msgspec.json.encode(_plain(scenario), order="deterministic")
    return {
        "engine": version,
        "register": world.register.digest,
        "scenario": hashlib.sha256(text).hexdigest(),
        "as_of": world.date,
    }
