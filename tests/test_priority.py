"""Only an explicit rule defeats a duty: the Charter, from its day on and for its members."""

from typing import Any

import pytest

from strategies import COUNCIL, STATES, act, opinion, pact, provision, register, scene, state, verdict

WAR = provision(when={"event": "at_war"})
DECISION = {"fact": "decision", "body": "un_sc", "against": ["CCC"], "outcome": "adopted"}


def alliance_with_the_attacker(**more: Any) -> Any:
    item = pact("aaa-ccc-1900", ["AAA", "CCC"], signed={"date": "1900-01-01"}, in_force={"from": "1900-01-01"}, provisions=[WAR])
    return register(item, bodies=[COUNCIL], **more)


@pytest.mark.parametrize(("day", "status"), [("1945-10-23", "due"), ("1945-10-24", "overridden")])
def test_the_charter_defeats_help_to_an_aggressor_from_its_day_on(day: str, status: str) -> None:
    found = opinion(alliance_with_the_attacker(), scene(act(date=day), date=day))
    assert [d.status for d in found.duties if d.state == "AAA"] == [status]


def test_it_does_not_bind_a_state_that_is_no_member() -> None:
    states = [state(id_, **({"un_member": []} if id_ == "AAA" else {})) for id_ in STATES]
    found = opinion(alliance_with_the_attacker(states=states))
    assert [d.status for d in found.duties if d.state == "AAA"] == ["due"]


def test_lawful_force_is_not_defeated_and_unknown_lawfulness_stays_unknown() -> None:
    known = alliance_with_the_attacker()
    assert verdict(opinion(known, scene(act(**{"is": "self_defence"}))), "AAA", "CCC") == "must_help"
    facts = [{"fact": "war", "between": ["BBB", "CCC"]}]
    assert verdict(opinion(known, scene(assume="none", facts=facts)), "AAA", "CCC") == "undetermined"


@pytest.mark.parametrize(("outcome", "status"), [("adopted", "overridden"), ("vetoed", "due"), ("rejected", "due")])
def test_a_decision_of_the_council_defeats_and_a_veto_does_not(outcome: str, status: str) -> None:
    lawful = act(**{"is": "self_defence"})
    found = opinion(alliance_with_the_attacker(), scene(lawful, facts=[{**DECISION, "outcome": outcome}]))
    assert [d.status for d in found.duties if d.state == "AAA"] == [status]


def test_a_decision_of_a_later_day_defeats_nothing_yet() -> None:
    found = opinion(alliance_with_the_attacker(), scene(act(**{"is": "self_defence"}), facts=[{**DECISION, "date": "2000-06-02"}]))
    assert [d.status for d in found.duties if d.state == "AAA"] == ["due"]


def test_a_decision_that_did_not_happen_defeats_nothing() -> None:
    found = opinion(alliance_with_the_attacker(), scene(act(**{"is": "self_defence"}), facts=[{**DECISION, "value": False}]))
    assert [d.status for d in found.duties if d.state == "AAA"] == ["due"]
