"""Cross-checks: what records say of each other has to agree."""

from typing import Any

import pytest

from foedus.problems import Problem
from foedus.register.check import cross_check
from foedus.register.load import KINDS
from foedus.register.validate import validate
from strategies import STATES, pact, place, plain, provision, register, state


def complaints(*instruments: dict[str, Any], states: Any = None, **more: Any) -> list[Problem]:
    raw = {**dict.fromkeys(KINDS, ()), "states": states or [state(id_) for id_ in STATES], "instruments": instruments, **more}
    found = {kind: {item["id"]: validate(plain(item), KINDS[kind]) for item in items} for kind, items in raw.items()}
    return cross_check(found, {})


def test_a_sound_register_has_no_complaint() -> None:
    assert complaints(pact()) == []
    assert register(pact())


@pytest.mark.parametrize(
    ("change", "path", "near"),
    [
        ({"parties": [{"state": "AAA"}, {"state": "BBC"}]}, "parties", "BBB"),
        ({"provisions": [provision(obligors=["AAB"])]}, "provisions[0]", "AAA"),
        ({"provisions": [provision(when={"by": ["CCD"]})]}, "provisions[0].when.by", "CCC"),
        ({"provisions": [provision(when={"on": "benefiary"})]}, "provisions[0].when.on", "beneficiary"),
        ({"provisions": [provision(when={"by": "any_stat"})]}, "provisions[0].when.by", "any_state"),
        ({"provisions": [provision(when={"any": [{"at": {"territory_of": "benficiary"}}]})]}, "provisions[0].when.at.territory_of", "beneficiary"),
        ({"provisions": [provision(when={"at": {"places": ["hawai"]}})]}, "provisions[0].when.at.places", "hawaii"),
        ({"provisions": [provision(procedure=[{"body": "nak"}])]}, "provisions[0].procedure", "nac"),
        ({"provisions": [provision(unless=[{"name": "x", "when": {"by": ["CCD"]}}])]}, "provisions[0].when.by", "CCC"),
        ({"provisions": [provision(unless=[{"name": "x", "when": {"event": "attack"}, "unless": [{"name": "y", "when": {"by": ["CCD"]}}]}])]},
         "provisions[0].when.by", "CCC"),
        ({"declarations": [{"by": "AAA", "form": "reservation", "effect": {"articles": ["11"]}, "gist": "x"}]}, "declarations[0]", "1"),
        ({"declarations": [{"by": "AAB", "form": "reservation", "effect": {"excludes": True}, "gist": "x"}]}, "declarations[0].by", "AAA"),
        ({"legs": [{"between": ["AAA", "BBC"], "suspended": {"from": "1995", "legal_effect": "none"}}]}, "legs[0]", "BBB"),
        ({"lineage": {"replaces": ["aaa-bbb-1909"]}}, "lineage.replaces", "aaa-bbb-1990"),
    ],
)
def test_what_does_not_exist_is_named_with_the_nearest(change: dict[str, Any], path: str, near: str) -> None:
    body = {"id": "nac", "name": {"en": "N", "fr": "N"}, "rules": [{"threshold": "majority", "gist": "x"}]}
    found = complaints(pact(**change), places=[place("hawaii")], bodies=[body])
    assert [problem.path for problem in found] == [path]
    assert near in found[0].nearest


def test_parties_have_to_exist_on_their_days() -> None:
    states = [state("AAA"), state("BBB", exists=[{"from": "1995-01-01"}])]
    assert "did not exist" in complaints(pact(), states=states)[0].says
    late = pact(parties=[{"state": "AAA"}, {"state": "BBB", "from": "1995-01-01"}])
    assert complaints(late, states=states) == []


def test_spells_must_not_overlap() -> None:
    twice = [{"state": "AAA"}, {"state": "BBB", "from": "1990-06-01", "to": "1996"}, {"state": "BBB", "from": "1994-01-01"}]
    assert "overlap" in complaints(pact(parties=twice))[0].says
    after = [{"state": "AAA"}, {"state": "BBB", "from": "1990-06-01", "to": "1994-01-01"}, {"state": "BBB", "from": "1994-01-01"}]
    assert complaints(pact(parties=after)) == []


def test_both_ends_of_a_succession_agree() -> None:
    end = {"date": "1999-01-01", "how": "superseded", "by": "aaa-bbb-1999"}
    later = pact("aaa-bbb-1999", in_force={"from": "1999-01-01"})
    assert [problem.path for problem in complaints(pact(end=end), later)] == ["end.by"]
    assert complaints(pact(end=end), {**later, "lineage": {"replaces": ["aaa-bbb-1990"]}}) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [({"end": {"date": "1980-01-01", "how": "lapsed"}}, "end.date"), ({"in_force": {"from": "1980-01-01"}}, "in_force.from"),
     ({"confidence": "low"}, "note"), ({"provisions": [provision(), provision()]}, "provisions")],
)
def test_what_cannot_be(change: dict[str, Any], path: str) -> None:
    assert [problem.path for problem in complaints(pact(**change))] == [path]


def test_two_instruments_cannot_share_an_alias() -> None:
    found = complaints(pact(aliases=["our-pact"]), pact("ccc-ddd-1990", ["CCC", "DDD"], aliases=["our-pact"]))
    assert [problem.value for problem in found] == ["our-pact"]
