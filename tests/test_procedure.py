"""What must come first: bodies with their arithmetic, and duties owed jointly."""

from typing import Any

import pytest

from foedus.law.procedure import arithmetic
from foedus.register.world import World
from strategies import DAY, act, opinion, pact, provision, register, scene, verdict


def body(**rule: Any) -> dict[str, Any]:
    members = [{"state": s, "veto": s == "AAA"} for s in ("AAA", "BBB", "CCC", "DDD", "EEE")]
    return {"id": "council", "name": {"en": "Council", "fr": "Conseil"}, "members": members,
            "rules": [{"threshold": "majority", "gist": "So it decides.", **rule}]}


@pytest.mark.parametrize(
    ("rule", "needed", "blockers"),
    [
        ({"threshold": "majority"}, 3, []), ({"threshold": "two_thirds"}, 4, []), ({"threshold": 2}, 2, []),
        ({"threshold": "unanimity"}, 5, ["AAA", "BBB", "CCC", "DDD", "EEE"]),
        ({"threshold": "unanimity", "aggressor_votes": False}, 4, ["AAA", "BBB", "DDD", "EEE"]),
        ({"threshold": "two_thirds", "aggressor_votes": False}, 3, []), ({"threshold": 3, "veto": True}, 3, ["AAA"]),
    ],
)
def test_arithmetic(rule: dict[str, Any], needed: int, blockers: list[str]) -> None:
    found = arithmetic(World(register(bodies=[body(**rule)]), DAY), "council", ("CCC",))
    assert (found["needed"], found["can_block"], found["attackers_seated"]) == (needed, blockers, ["CCC"])


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (None, "pending"), ({"outcome": "adopted"}, "must_help"), ({"outcome": "vetoed"}, "pending"),
        ({"outcome": "rejected"}, "pending"), ({"outcome": "adopted", "date": "2000-06-02"}, "pending"),
        ({"outcome": "adopted", "against": ["CCC"]}, "must_help"), ({"outcome": "adopted", "against": ["EEE"]}, "pending"),
    ],
)
def test_a_duty_waits_for_its_body(fact: dict[str, Any] | None, expected: str) -> None:
    known = register(pact(provisions=[provision(procedure=[{"body": "council"}])]), bodies=[body()])
    facts = [{"fact": "decision", "body": "council", **fact}] if fact else []
    found = opinion(known, scene(facts=facts))
    assert verdict(found) == expected
    if fact is None:
        assert found.duties[0].missing == ("body:council",)
        assert found.duties[0].because[0]["found"]["needed"] == 3


@pytest.mark.parametrize(("value", "expected"), [(True, "must_help"), (False, "pending"), (None, "pending")])
def test_a_joint_guarantee_waits_for_the_other_guarantors(value: bool | None, expected: str) -> None:
    item = provision(obligors=["AAA", "DDD"], beneficiaries=["BBB"], how_owed="joint")
    known = register(pact(parties=["AAA", "BBB", "DDD"], provisions=[item]))
    facts = [] if value is None else [{"fact": "intervenes", "state": "DDD", "for": "BBB", "value": value}]
    assert verdict(opinion(known, scene(facts=facts))) == expected


def test_a_guarantor_that_attacks_does_not_join_the_guarantee() -> None:
    item = provision(obligors=["AAA", "CCC"], beneficiaries=["BBB"], how_owed="joint", when={"event": "attack", "among_parties": "yes"})
    known = register(pact(parties=["AAA", "BBB", "CCC"], provisions=[item]))
    assert verdict(opinion(known, scene(act()))) == "pending"
