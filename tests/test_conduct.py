"""The rounds: what may follow if states keep their word."""

from typing import Any

from foedus.conduct.rounds import follow
from foedus.register.world import World
from strategies import DAY, act, pact, provision, register, scene

JOINED = provision(when={"event": "armed_attack", "by": {"joined_by": ["DDD"]}})


def run(*items: dict[str, Any], asked: Any = None, policy: Any = "all_honour") -> Any:
    return follow(World(register(*items), DAY), asked or scene(), policy)["by_account"]["default"]


def test_nobody_joins_under_the_policy_none() -> None:
    found = run(pact(), policy="none")
    assert (found["rounds"], found["belligerents"]) == ([], ["BBB", "CCC"])


def test_an_ally_joins_and_does_not_become_an_aggressor() -> None:
    found = run(pact(), pact("ccc-ddd-1990", ["CCC", "DDD"], provisions=[provision(when={"event": "armed_attack", "lawful": "no"})]))
    assert [[call["state"] for call in calls] for calls in found["rounds"]] == [["AAA"]]
    assert found["belligerents"] == found["certain"] == ["AAA", "BBB", "CCC"]


def old(id_: str, *parties: str, **more: Any) -> dict[str, Any]:
    """A pact of the time before the Charter."""
    items = [provision(when={"event": "at_war"}, **more)]
    return pact(id_, parties, signed={"date": "1900-01-01"}, in_force={"from": "1900-01-01"}, provisions=items)


def test_a_duty_that_waits_for_another_to_join_comes_in_the_next_round() -> None:
    waiting = {**old("aaa-bbb-1900", "AAA", "BBB"), "provisions": [JOINED]}
    known = World(register(waiting, old("ccc-ddd-1900", "CCC", "DDD")), "1914-07-28")
    found = follow(known, scene(act(date="1914-07-28"), date="1914-07-28"))["by_account"]["default"]
    assert [sorted(call["state"] for call in calls) for calls in found["rounds"]] == [["DDD"], ["AAA"]]
    assert found["belligerents"] == ["AAA", "BBB", "CCC", "DDD"]


def test_called_to_both_sides_joins_neither() -> None:
    known = World(register(old("aaa-bbb-1900", "AAA", "BBB"), old("aaa-ccc-1900", "AAA", "CCC")), "1914-07-28")
    found = follow(known, scene(act(date="1914-07-28"), date="1914-07-28"))["by_account"]["default"]
    assert found["conflicted"] == ["AAA"]
    assert found["belligerents"] == found["certain"] == ["BBB", "CCC"]
    assert "AAA" in found["possible"]


def test_rights_and_pledges_move_nobody_but_are_possible() -> None:
    for item in ({"force": "right"}, {"force": "intention"}, {"procedure": ["request"]}):
        found = run(pact(provisions=[provision(**item)]))
        assert found["belligerents"] == ["BBB", "CCC"]
        assert found["possible"] == ["AAA", "BBB", "CCC"]
    found = run(pact(provisions=[provision(duty="consultation", when={"event": "threat"})]))
    assert found["possible"] == ["BBB", "CCC"]


def test_the_belligerents_are_those_of_the_account() -> None:
    accounts = [{"id": "other", "holds": [{"act": "attack", "actor": ["EEE"]}]}]
    found = follow(World(register(pact()), DAY), scene(accounts=accounts))["by_account"]["other"]
    assert set(found["belligerents"]) == {"AAA", "BBB", "EEE"}
