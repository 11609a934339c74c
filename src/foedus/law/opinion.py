"""The opinion: all duties, restraints, breaches, dilemmas and gaps of a scenario, with reasons.

`judge` is the one clear definition of the law on the acts as given; what may follow is `conduct`.
An opinion is not a determination: in law each party determines for itself whether the casus foederis
has arisen (Oppenheim, International Law I, paragraph 573).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from foedus.law.accounts import Reading, readings
from foedus.law.duties import Finding, evaluate
from foedus.law.explanation import Node, decisive
from foedus.law.pivots import pivots
from foedus.law.reference import reference
from foedus.law.restraints import breaches, restraining, restraints
from foedus.law.results import DutyResult, Opinion, Pair, VerdictResult
from foedus.law.scenario import Scenario, numbered
from foedus.law.scenario_check import check
from foedus.law.surroundings import (
    assumptions,
    council,
    dilemmas,
    leaf,
    not_in_force,
    sources,
    taken_as_absent,
    untranslatable,
    warnings,
    why,
)
from foedus.law.triggers import Case
from foedus.law.verdicts import of_finding, rank, sort_key, strongest
from foedus.problems import BadInput, Problem, nearest
from foedus.register.dates import today
from foedus.register.records import Provision
from foedus.register.world import Bond, Standing, World
from foedus.terms import Duty, Status, Verdict

__all__ = ["DutyResult", "Opinion", "VerdictResult", "judge"]

HELP = frozenset({Duty.DEFENSE, Duty.OFFENSE, Duty.CONSULTATION})


def judge(
    world: World, scenario: Scenario, states: Sequence[str] = (), *, article: str | None = None,
    explain: bool = True, pivotal: bool = True, version: str = "0",
) -> Opinion:
    """The opinion on a scenario, by the register as of the scenario's day.

    Parameters
    ----------
    world : any view of the register; its day is replaced by the scenario's.
    scenario : acts, facts and accounts.
    states : states for which to say `none` when the register has nothing.
    article : only provisions of the article with this number, such as "5".
    explain : whether to add `why`, the tree of all tests (the larger part of a long answer).
    pivotal : whether to look for the facts on which the accounts' difference turns.

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
    duties, index = _duties(pairs, scenario, world, pivotal)
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
        assumptions=(*assumptions(views), *taken_as_absent(pairs)),
        warnings=tuple(warnings(world, scenario, day)),
        duties=duties,
        verdicts=verdicts,
        restraints=bound,
        breaches=broken,
        dilemmas=tuple(dilemmas(verdicts, bound)),
        council=council(world, views, verdicts),
        not_in_force=tuple(not_in_force(world, views)),
        untranslatable=tuple(untranslatable(pairs)),
        sources=tuple(sources(duties, world)),
        why=why(pairs) if explain else {},
        asked=tuple(states),
    )


# --- collecting ------------------------------------------------------------------------------


def _pairs(world: World, views: Sequence[Reading], article: str | None) -> list[Pair]:
    """Every state with a defence, offence or consultation provision toward a state of either side."""
    pairs: dict[tuple[str, str], Pair] = {}
    for toward in sorted({state for view in views for state in view.participants()}):
        for bond in world.bonds(to=toward):
            if bond.provision.duty not in HELP or not world.exists(bond.obligor):
                continue
            if article is not None and re.match(r"\d*", bond.provision.article or "")[0] != article:  # type: ignore[index]
                continue
            pair = pairs.setdefault((bond.obligor, toward), Pair(bond.obligor, toward))
            for view in views:
                for key, variant in _variants(bond, view):
                    found = pair.findings.setdefault(key, [])
                    found.extend(_evaluate(world, view, variant))
    return [_completed(pair, views) for _, pair in sorted(pairs.items())]


def _completed(pair: Pair, views: Sequence[Reading]) -> Pair:
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
        yield f"{view.id}:{contest.holder}", msgspec.structs.replace(bond, standing=standing)


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
    pairs: Iterable[Pair], scenario: Scenario, world: World, explain: bool
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
            results.append(_duty(found, tuple(pair.findings), scenario, world, explain))
    return tuple(results), index


def _duty_order(found: Mapping[str, Finding]) -> tuple[Any, ...]:
    best = min(found.values(), key=rank)
    return rank(best), sort_key(best)


def _duty(
    found: Mapping[str, Finding], accounts: tuple[str, ...], scenario: Scenario, world: World, explain: bool
) -> DutyResult:
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
        pivotal=() if same or not explain else pivots(world, scenario, found),
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
        for node in _deciding(finding):
            yield {"account": account, **leaf(node)}


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


def _verdict(
    pair: Pair, views: Sequence[Reading], index: Mapping[_Key, int], duties: Sequence[DutyResult]
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
    differs = len(set(by_account.values())) > 1
    against = sorted({state for view in views for state in view.opponents(pair.toward)} - {pair.state})
    number = index[_key(best)] if best is not None else None
    return VerdictResult(
        state=pair.state,
        toward=pair.toward,
        against=tuple(against or sorted({s for v in views for s in v.opponents(pair.toward)})),
        verdict=str(Verdict.CONTESTED) if differs else next(iter(by_account.values())),
        by_account=by_account,
        strongest=number,
        pivotal=duties[number].pivotal if differs and number is not None else (),
    )


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
    views: Sequence[Reading], pairs: Iterable[Pair], states: Sequence[str]
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
