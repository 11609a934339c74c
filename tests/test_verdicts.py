"""From one provision to the verdict: the published table, row by row."""

from typing import Any

import pytest

from strategies import act, opinion, pact, provision, register, scene, verdict

REQUEST = {"fact": "request", "by": "BBB", "asks": "help"}
BY_DDD = {"event": "armed_attack", "by": ["DDD"]}
THREAT = {"event": "threat"}


@pytest.mark.parametrize(
    ("item", "more", "expected"),
    [
        ({"means": "all_available"}, {}, "must_help"), ({"means": "specified"}, {}, "must_help"), ({"means": "necessary"}, {}, "must_help"),
        ({"means": "own_choice"}, {}, "must_act_own_means"), ({"means": "jointly_agreed"}, {}, "must_act_own_means"),
        ({"procedure": ["constitutional"]}, {}, "must_act_own_means"), ({"duty": "offense"}, {}, "must_join"),
        ({"procedure": ["request"]}, {}, "pending"), ({"procedure": ["joint_finding"]}, {}, "pending"),
        ({"procedure": ["consult_first"]}, {}, "pending"), ({"how_owed": "joint"}, {}, "must_help"),
        ({"when": {"unknown": "Vague."}}, {}, "undetermined"), ({"force": "unknown"}, {}, "undetermined"),
        ({}, {"text": "unpublished"}, "undetermined"), ({"force": "right"}, {}, "may_help"),
        ({"force": "intention"}, {}, "pledged"), ({}, {"binding": "political"}, "pledged"), ({}, {"binding": "domestic"}, "pledged"),
        ({}, {"binding": "contested"}, "undetermined"), ({"duty": "consultation", "when": THREAT}, {}, "consult"),
        ({"when": BY_DDD}, {}, "excluded"), ({"when": {"event": "demand"}}, {}, "not_triggered"),
        ({"unless": [{"name": "always", "when": {"event": "armed_attack"}}]}, {}, "excluded"),
        ({"duty": "neutrality"}, {}, "absent"), ({"duty": "nonaggression", "when": None}, {}, "absent"),
    ],
)
def test_the_table_of_verdicts(item: dict[str, Any], more: dict[str, Any], expected: str) -> None:
    assert verdict(opinion(register(pact(provisions=[provision(**item)], **more)))) == expected


#: Provisions that alone give each verdict, strongest first.
LADDER = [
    ("must_help", {}), ("must_act_own_means", {"means": "own_choice"}), ("must_join", {"duty": "offense"}),
    ("pending", {"procedure": ["request"]}), ("undetermined", {"when": {"unknown": "Vague."}}), ("may_help", {"force": "right"}),
    ("pledged", {"force": "intention"}), ("consult", {"duty": "consultation", "when": THREAT}), ("excluded", {"when": BY_DDD}),
    ("not_triggered", {"when": {"event": "demand"}}),
]


@pytest.mark.parametrize("number", range(len(LADDER) - 1))
def test_the_first_that_applies(number: int) -> None:
    for other in range(number + 1, len(LADDER)):
        items = [provision(article=str(n), **LADDER[n][1]) for n in (other, number)]
        found = opinion(register(pact(provisions=items)))
        assert verdict(found) == LADDER[number][0]
        strongest = next(v.strongest for v in found.verdicts if (v.state, v.toward) == ("AAA", "BBB"))
        assert strongest is not None
        assert found.duties[strongest].article == str(number)


@pytest.mark.parametrize(
    ("step", "fact"),
    [
        ("request", REQUEST), ("joint_finding", {"fact": "finding", "by": ["AAA", "BBB"]}),
        ("consult_first", {"fact": "consulted", "by": ["AAA"], "with": ["BBB"]}),
    ],
)
def test_a_step_that_is_met_makes_the_duty_due(step: str, fact: dict[str, Any]) -> None:
    known = register(pact(provisions=[provision(procedure=[step])]))
    assert verdict(opinion(known, scene(facts=[fact]))) == "must_help"
    assert verdict(opinion(known, scene(facts=[{**fact, "value": False}]))) == "pending"
    late = {**fact, "date": "2000-06-02"}
    assert verdict(opinion(known, scene(facts=[late]))) == "pending"


def test_a_request_to_another_or_by_another_does_not_count() -> None:
    known = register(pact(parties=["AAA", "BBB", "DDD"], provisions=[provision(procedure=["request"])]))
    assert verdict(opinion(known, scene(facts=[{**REQUEST, "to": "DDD"}]))) == "pending"
    assert verdict(opinion(known, scene(facts=[{**REQUEST, "to": "DDD"}])), "DDD") == "must_help"
    assert verdict(opinion(known, scene(facts=[{**REQUEST, "by": "AAA"}]))) == "pending"
    assert verdict(opinion(known, scene(facts=[{**REQUEST, "asks": "consultation"}]))) == "pending"


def test_contested_where_accounts_differ() -> None:
    known = register(pact(provisions=[provision(when={"event": "armed_attack", "lawful": "no"})]))
    accounts = [{"id": i, "holds": [{"act": "attack", "is": value}]} for i, value in (("b", "aggression"), ("c", "self_defence"))]
    found = opinion(known, scene(act(), accounts=accounts))
    assert verdict(found) == "contested"
    assert dict(found.verdicts[0].by_account) == {"b": "must_help", "c": "not_triggered"}
    assert [item["fact"] for item in found.verdicts[0].pivotal] == ["acts.attack.is"]
