"""One account of the facts: every field that it can hold, and that it changes nothing for others."""

from typing import Any

import pytest

from strategies import act, opinion, pact, place, provision, register, scene

KNOWN = register(
    pact(provisions=[provision(when={"event": "armed_attack", "by": "any_state", "lawful": "no", "provoked": "no"})]),
    places=[place("far_island", sovereign=[], claimed_by=[{"state": "BBB"}, {"state": "CCC"}], administered_by=[], part="disputed")],
)


def verdicts(hold: dict[str, Any], known: Any = KNOWN, first: dict[str, Any] | None = None) -> dict[str, str]:
    asked = scene(first or act(), accounts=[{"id": "plain"}, {"id": "theirs", "holds": [hold]}])
    found = opinion(known, asked)
    return dict(next(v.by_account for v in found.verdicts if (v.state, v.toward) == ("AAA", "BBB")))


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        ({"act": "attack", "happened": False}, "not_triggered"), ({"act": "attack", "is": "self_defence"}, "not_triggered"),
        ({"act": "attack", "is": "not_aggression"}, "not_triggered"), ({"act": "attack", "is": "aggression"}, "must_help"),
        ({"act": "attack", "kind": "incident"}, "not_triggered"), ({"act": "attack", "provoked": True}, "excluded"),
        ({"act": "attack", "invited": True}, "not_triggered"), ({"act": "attack", "actor": ["AAA"]}, "excluded"),
        ({"act": "attack", "target": ["DDD"]}, "not_triggered"),
        ({"instrument": "aaa-bbb-1990", "state": "AAA", "binds": False}, "excluded"),
        ({"instrument": "aaa-bbb-1990", "binds": False}, "excluded"),
        ({"instrument": "aaa-bbb-1990", "state": "DDD", "binds": False}, "must_help"),
    ],
)
def test_what_an_account_can_hold(hold: dict[str, Any], expected: str) -> None:
    assert verdicts(hold) == {"plain": "must_help", "theirs": expected}


def test_an_account_can_hold_a_fact() -> None:
    known = register(pact(provisions=[provision(procedure=["request"])]))
    fact = {"fact": "request", "by": "BBB", "asks": "help"}
    assert verdicts(fact, known) == {"plain": "pending", "theirs": "must_help"}
    assert verdicts({"fact": fact}, known) == {"plain": "pending", "theirs": "must_help"}


def test_an_account_can_say_whose_a_place_is() -> None:
    known = register(
        pact(provisions=[provision(when={"event": "armed_attack", "at": {"territory_of": "beneficiary"}})]),
        places=list(_places()),
    )
    first = act(place={"name": "far_island"})
    assert verdicts({"place": "far_island", "of": "BBB"}, known, first) == {"plain": "undetermined", "theirs": "must_help"}
    assert verdicts({"place": "far_island", "of": "CCC"}, known, first) == {"plain": "undetermined", "theirs": "excluded"}


def _places() -> Any:
    yield place("far_island", sovereign=[], claimed_by=[{"state": "BBB"}, {"state": "CCC"}], administered_by=[], part="disputed")


def test_an_account_can_say_that_the_treaty_speaks_to_attacks_among_its_parties() -> None:
    known = register(pact(parties=["AAA", "BBB", "CCC"]))
    for value, expected in ((True, "must_help"), (False, "excluded")):
        hold = {"instrument": "aaa-bbb-1990", "among_parties": value}
        assert verdicts(hold, known) == {"plain": "undetermined", "theirs": expected}


def test_readings_that_the_register_itself_holds_contested() -> None:
    both = [{"holder": "one", "says": "It stands.", "binds": True}, {"holder": "two", "says": "It fell.", "binds": False}]
    known = register(pact(in_force={"from": "1990-06-01", "contested": both}))
    found = opinion(known).verdicts[0]
    assert found.verdict == "contested"
    assert set(found.by_account) == {"default:one", "default:two"}
    assert [item["fact"] for item in found.pivotal] == ["aaa-bbb-1990.binds"]
