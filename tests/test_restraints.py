"""Duties not to act, and who breaks them."""

from typing import Any

import pytest

from strategies import act, opinion, pact, provision, register, scene

CALM = provision(duty="nonaggression", when=None)
NEUTRAL = provision(duty="neutrality", when={"event": "at_war"})


def between_b_and_c(item: dict[str, Any] = CALM, **more: Any) -> Any:
    return register(pact("bbb-ccc-1990", ["BBB", "CCC"], provisions=[item], **more))


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"is": "aggression"}, "yes"), ({"is": "self_defence"}, None), ({"invited": True}, None), ({"kind": "demand"}, None)],
)
def test_a_breach_is_an_unlawful_use_of_force(given: dict[str, Any], expected: str | None) -> None:
    found = opinion(between_b_and_c(), scene(act(**given)))
    assert [b.by_account["default"] for b in found.breaches] == ([expected] if expected else [])


def test_lawfulness_that_is_not_known_leaves_the_breach_unknown() -> None:
    found = opinion(between_b_and_c(), scene(assume="none"))
    assert [(b.state, b.toward, b.by_account["default"]) for b in found.breaches] == [("CCC", "BBB", "unknown")]


def test_no_breach_of_a_pact_that_is_over_and_none_by_others() -> None:
    assert opinion(between_b_and_c(end={"date": "1999-01-01", "how": "terminated"})).breaches == ()
    assert opinion(between_b_and_c(), scene(act("DDD"))).breaches == ()


def test_neutrality_toward_the_ally_at_war() -> None:
    known = register(pact(provisions=[NEUTRAL]))
    assert [(r.state, r.toward, r.duty) for r in opinion(known).restraints] == [("AAA", "BBB", "neutrality")]
    assert opinion(known, scene(act(kind="demand"))).restraints == ()
    perhaps = opinion(known, scene(act(kind="demand"), assume="none")).restraints
    assert [r.by_account["default"] for r in perhaps] == ["undetermined"]


def test_neutrality_that_asks_for_no_provocation() -> None:
    known = register(pact(provisions=[provision(duty="neutrality", when={"event": "attack", "provoked": "no"})]))
    assert [r.state for r in opinion(known, scene(act(provoked=False))).restraints] == ["AAA"]
    assert opinion(known, scene(act(provoked=True))).restraints == ()
    assert [r.by_account["default"] for r in opinion(known, scene(assume="none")).restraints] == ["undetermined"]


def test_restraints_give_no_verdict_of_help() -> None:
    assert opinion(register(pact(provisions=[NEUTRAL, {**CALM, "article": "2"}]))).verdicts == ()
