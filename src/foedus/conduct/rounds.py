"""What may follow: an explicit policy turns duties into belligerents, round by round.

Rounds are synchronous: every state decides on the same acts, so that order cannot matter. A state
that is called to both sides is conflicted and joins neither. Whoever joins acts in answer to the
act that called it: joining is never a new aggression by itself. This is the slow, clear definition
that faster code is checked against.

Around the rounds stands a bracket, *certain <= rounds <= possible*: the least fixpoint counts only
firm duties of states that nothing can call to the other side; the greatest counts every state that
a duty, a right, a pledge or an unknown could move.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from foedus.law.accounts import readings
from foedus.law.opinion import Opinion, VerdictResult, judge
from foedus.law.scenario import Account, Act, Fact, Scenario, listed, numbered
from foedus.register.world import World
from foedus.terms import Verdict

__all__ = ["POLICIES", "Policy", "follow"]

Policy = Literal["all_honour", "none"]
POLICIES: tuple[Policy, ...] = ("all_honour", "none")

_FIRM = frozenset({Verdict.MUST_HELP, Verdict.MUST_ACT_OWN_MEANS, Verdict.MUST_JOIN})
_OPEN = _FIRM | {Verdict.PENDING, Verdict.UNDETERMINED, Verdict.MAY_HELP, Verdict.PLEDGED, Verdict.CONTESTED}
_MOST_ROUNDS = 30


@dataclass(frozen=True)
class _Call:
    """A state is called to the side of another."""

    state: str
    toward: str
    against: tuple[str, ...]
    verdict: str
    act: str | None
    instrument: str | None
    article: str | None


def follow(world: World, scenario: Scenario, policy: Policy = "all_honour") -> Mapping[str, Any]:
    """Who would be at war if states kept to `policy`, on each account.

    Returns
    -------
    mapping
        `policy` and, for each account: `rounds` (who joins whom in each), `conflicted` (called to
        both sides), `belligerents`, `certain` and `possible` (sets of states, the first ones of the
        scenario included).

    Examples
    --------
    Nobody joins under the policy `none`, whatever the duties are.
    """
    scenario = numbered(scenario)
    accounts = scenario.accounts or (Account(id="default"),)
    return {
        "policy": policy,
        "by_account": {
            account.id: _account(world, replace(scenario, accounts=(account,)), policy) for account in accounts
        },
    }


def _account(world: World, scenario: Scenario, policy: Policy) -> dict[str, Any]:
    first = _belligerents(scenario, world)
    if policy == "none":
        return {
            "rounds": [], "conflicted": [], "belligerents": sorted(first), "certain": sorted(first),
            "possible": sorted(first),
        }
    possible, most = _run(world, scenario, lambda call: call.verdict in _OPEN, both_sides=True)
    torn = _torn([call for found in possible for call in found])
    _certain, least = _run(world, scenario, lambda call: call.verdict in _FIRM and call.state not in torn)
    rounds, reached = _run(world, scenario, lambda call: call.verdict in _FIRM)
    conflicted = sorted({call.state for found in rounds for call in found} & _torn([c for r in rounds for c in r]))
    return {
        "rounds": [[_shown(call) for call in found if call.state not in conflicted] for found in rounds],
        "conflicted": conflicted,
        "belligerents": sorted(_belligerents(reached, world)),
        "certain": sorted(_belligerents(least, world)),
        "possible": sorted(_belligerents(most, world)),
    }


def _run(
    world: World, scenario: Scenario, accept: Callable[[_Call], bool], *, both_sides: bool = False
) -> tuple[list[list[_Call]], Scenario]:
    """Rounds to a fixpoint. With `both_sides` a state called to both counts on both (upper bound)."""
    found: list[list[_Call]] = []
    decided = _belligerents(scenario, world)
    for number in range(1, _MOST_ROUNDS + 1):
        calls = [call for call in _calls(judge(world, scenario, explain=False, pivotal=False)) if call.state not in decided and accept(call)]
        if not calls:
            break
        found.append(calls)
        decided |= {call.state for call in calls}
        torn = frozenset() if both_sides else _torn(calls)
        joining = [call for call in calls if call.state not in torn]
        scenario = _joined(scenario, joining, number)
    return found, scenario


def _calls(opinion: Opinion) -> list[_Call]:
    calls = []
    for verdict in opinion.verdicts:
        duty = opinion.duties[verdict.strongest] if verdict.strongest is not None else None
        calls.append(
            _Call(
                verdict.state, verdict.toward, _against(verdict), verdict.verdict, duty.act if duty else None,
                str(duty.instrument["id"]) if duty else None, duty.article if duty else None,
            )
        )
    return calls


def _against(verdict: VerdictResult) -> tuple[str, ...]:
    return tuple(state for state in verdict.against if state != verdict.state)


def _torn(calls: list[_Call]) -> frozenset[str]:
    """The states called to help both a state and one that it is called against."""
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for call in calls:
        towards, againsts = sides.setdefault(call.state, (set(), set()))
        towards.add(call.toward)
        againsts.update(call.against)
    return frozenset(state for state, (towards, againsts) in sides.items() if towards & againsts)


def _joined(scenario: Scenario, calls: list[_Call], number: int) -> Scenario:
    """The scenario with one more act for each side that is joined in this round."""
    day = scenario.day()
    facts = [Fact(fact="intervenes", state=call.state, for_=call.toward, date=day) for call in calls]
    by_id = {act.id: act for act in scenario.acts}
    sides: dict[tuple[str, str | None, tuple[str, ...]], set[str]] = {}
    for call in calls:
        origin = by_id.get(call.act)
        answers = call.act if origin is not None and call.toward in listed(origin.target) else None
        if call.against:
            sides.setdefault((call.toward, answers, call.against), set()).add(call.state)
    acts = [
        Act(
            id=f"join_{number}_{side}_{toward.lower()}", actor=tuple(sorted(states)), target=against, date=day,
            continuing=True, answers=answers,
        )
        for side, ((toward, answers, against), states) in enumerate(sorted(sides.items(), key=str))
    ]
    return replace(scenario, acts=(*scenario.acts, *acts), facts=(*scenario.facts, *facts), date=day)


def _belligerents(scenario: Scenario, world: World) -> set[str]:
    """The states of either side, as the account has it."""
    return {state for view in readings(scenario, world) for state in view.participants()}


def _shown(call: _Call) -> dict[str, Any]:
    return {
        "state": call.state, "toward": call.toward, "against": list(call.against), "verdict": call.verdict,
        "instrument": call.instrument, "article": call.article,
    }
