"""The pivotal facts: what accounts differ about and what, turned round, turns the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from foedus.law.accounts import readings
from foedus.law.duties import Finding, evaluate
from foedus.law.scenario import Account, Hold, Scenario
from foedus.law.triggers import Case
from foedus.register.world import World

__all__ = ["pivots"]


def pivots(world: World, scenario: Scenario, found: Mapping[str, Finding]) -> tuple[Mapping[str, Any], ...]:
    """Each thing that the accounts hold differently and that alone changes one account's answer."""
    result: dict[str, Mapping[str, Any]] = {}
    accounts = {account.id: account for account in scenario.accounts}
    for key, finding in found.items():
        if ":" in key:
            name = f"{finding.case.bond.instrument.id}.binds"
            views = _contested(found)
            if len(set(views.values())) > 1:
                result.setdefault(name, {"fact": name, "by_account": views})
        here = accounts.get(key)
        if here is None:
            continue
        for other in scenario.accounts:
            if other.id == here.id:
                continue
            for what in sorted({*_held(here), *_held(other)}):
                if what in result or _held(here).get(what) == _held(other).get(what):
                    continue
                if _status(world, scenario, _swapped(here, other, what), finding) != finding.status:
                    views = {account.id: _value(_held(account).get(what)) for account in scenario.accounts}
                    result[what] = {"fact": what, "by_account": views}
    return tuple(result.values())


def _contested(found: Mapping[str, Finding]) -> dict[str, Any]:
    return {key: finding.case.bond.standing.value for key, finding in found.items()}


def _held(account: Account) -> dict[str, Hold]:
    """What an account holds, by a name such as `acts.invasion.is`."""
    held: dict[str, Hold] = {}
    for hold in account.holds:
        if hold.fact is not None:
            fact = hold.as_fact()
            held[f"facts.{fact.fact if fact else hold.fact}"] = hold
            continue
        what = f"acts.{hold.act}" if hold.act else hold.instrument or f"places.{hold.place}"
        for item in fields(Hold):
            value = getattr(hold, item.name)
            if item.name not in ("act", "instrument", "fact", "value", "state", "note") and value not in (None, ()):
                held[f"{what}.{item.name.rstrip('_')}"] = hold
    return held


def _value(hold: Hold | None) -> Any:
    if hold is None:
        return None
    for name in ("is_", "happened", "kind", "invited", "provoked", "binds", "among_parties", "of", "origin"):
        value = getattr(hold, name)
        if value is not None:
            return value
    return hold.value


def _swapped(here: Account, other: Account, what: str) -> Account:
    mine, theirs = _held(here).get(what), _held(other).get(what)
    holds = tuple(hold for hold in here.holds if hold is not mine)
    return replace(here, holds=(*holds, theirs) if theirs is not None else holds)


def _status(world: World, scenario: Scenario, account: Account, finding: Finding) -> Any:
    view = readings(replace(scenario, accounts=(account,)), world)[0]
    deed = next((deed for deed in view.deeds if deed.id == finding.case.deed.id), None)
    if deed is None:
        return None
    return evaluate(Case(world=world, reading=view, bond=finding.case.bond, deed=deed)).status
