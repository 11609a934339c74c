"""The tests of `when` and `unless`, each with its three values, in an invented world."""

from typing import Any

import pytest

from foedus.law.logic import both, either, negate
from strategies import act, finding, findings, opinion, pact, place, provision, register, scene, state, status, verdict

ATTACK = {"event": "armed_attack", "on": "beneficiary"}
DUE, NOT, UNKNOWN = "due", "not_triggered", "undetermined"


def none(*acts: dict[str, Any], **more: Any) -> Any:
    """A scenario in which nothing is assumed."""
    return scene(*acts, assume="none", **more)


def test_the_three_values_are_kleenes() -> None:
    values = (True, None, False)
    assert [[both([a, b]) for b in values] for a in values] == [[True, None, False], [None, None, False], [False] * 3]
    assert [[either([a, b]) for b in values] for a in values] == [[True] * 3, [True, None, None], [True, None, False]]
    assert [negate(a) for a in values] == [False, None, True]


@pytest.mark.parametrize(
    ("event", "kind", "expected"),
    [
        ("armed_attack", "armed_attack", DUE), ("armed_attack", "blockade", UNKNOWN), ("armed_attack", "threat_of_force", NOT),
        ("armed_attack", "incident", NOT), ("armed_attack", "cyber_attack", UNKNOWN), ("armed_attack", "mobilisation", NOT),
        ("attack", "blockade", DUE), ("attack", "incident", UNKNOWN), ("invasion", "armed_attack", DUE),
        ("invasion", "blockade", NOT), ("mobilisation", "mobilisation", DUE), ("mobilisation", "armed_attack", NOT),
        ("blockade", "blockade", DUE), ("demand", "demand", DUE), ("demand", "threat_of_force", UNKNOWN),
        ("demand", "armed_attack", NOT), ("threat", "threat_of_force", DUE), ("threat", "armed_attack", DUE),
        ("threat", "cyber_attack", UNKNOWN), ("unrest", "internal_unrest", DUE), ("unrest", "armed_attack", NOT),
    ],
)
def test_events(event: str, kind: str, expected: str) -> None:
    assert status({"event": event}, scene(act(kind=kind))) == expected


@pytest.mark.parametrize(
    ("on", "targets", "obj", "expected"),
    [
        ("beneficiary", ["BBB"], None, DUE), ("beneficiary", ["DDD"], None, NOT), ("obligor", ["AAA", "BBB"], None, DUE),
        ("obligor", ["BBB"], None, NOT), ("parties", ["BBB"], None, DUE), ("parties", ["DDD", "EEE"], None, NOT),
        ("anyone", ["DDD"], None, DUE), (["DDD"], ["DDD"], None, DUE), (["DDD"], ["BBB"], None, NOT),
        ("its_forces", ["BBB"], "forces", DUE), ("its_forces", ["BBB"], "vessel", DUE), ("its_forces", ["BBB"], "territory", NOT),
    ],
)
def test_whom_the_event_hits(on: Any, targets: list[str], obj: str | None, expected: str) -> None:
    more = {"place": {"object": obj}} if obj else {}
    asked = scene(act(target=targets, **more))
    assert status({"event": "armed_attack", "on": on}, asked) == expected


def test_forces_are_unknown_where_the_object_is() -> None:
    assert status({"event": "armed_attack", "on": "its_forces"}, none()) == UNKNOWN


def test_a_regime_is_hit_by_unrest_and_perhaps_by_an_attack() -> None:
    when = {"event": ["unrest", "attack"], "on": "its_regime"}
    assert status(when, scene(act(kind="internal_unrest", actor_name="rebels", actor=[]))) == DUE
    assert status(when) == UNKNOWN


@pytest.mark.parametrize(
    ("by", "actor", "expected"),
    [
        ("any_state", "CCC", DUE), (["CCC"], "CCC", DUE), (["DDD"], "CCC", NOT), (["CCC", "DDD"], ["CCC", "EEE"], DUE),
        ({"not": ["CCC"]}, "CCC", NOT), ({"not": ["CCC"]}, ["CCC", "DDD"], DUE), ({"not": ["DDD"]}, "CCC", DUE),
        ({"states": ["CCC"], "joined_by": ["DDD"]}, ["CCC", "DDD"], DUE), ({"states": ["CCC"], "joined_by": ["DDD"]}, "CCC", UNKNOWN),
        ({"allied_with": ["DDD"]}, "CCC", UNKNOWN), ({"allied_with": ["CCC"]}, "CCC", DUE), ("anyone", "CCC", DUE),
        ("non_state", "CCC", NOT), ("wicked", "CCC", DUE), ("wicked", "DDD", NOT), ({"class": "wicked"}, ["DDD", "CCC"], DUE),
        ({"not_class": "wicked"}, "CCC", NOT), ({"not_class": "wicked"}, "DDD", DUE),
    ],
)
def test_adversaries(by: Any, actor: Any, expected: str) -> None:
    wicked = {"id": "wicked", "label": {"en": "wicked"}, "definition": "So they say.", "members": [{"state": "CCC"}]}
    known = register(pact(provisions=[provision(when={**ATTACK, "by": by})]), classes=[wicked])
    assert finding(known=known, scenario=scene(act(actor=actor))).status == expected


@pytest.mark.parametrize(
    ("by", "origin", "expected"),
    [("any_state", "abroad", UNKNOWN), ("any_state", "within", NOT), ("non_state", "abroad", DUE),
     ({"non_state": True}, "abroad", DUE), (["DDD"], "abroad", NOT)],
)
def test_non_state_attackers(by: Any, origin: str, expected: str) -> None:
    asked = scene(act([], kind="non_state_attack", actor_name="a group", origin=origin))
    assert status({**ATTACK, "by": by}, asked) == expected


def test_whoever_sends_a_group_attacks() -> None:
    asked = scene(act([], kind="non_state_attack", actor_name="a group", sent_by="CCC"))
    assert status({**ATTACK, "by": "any_state"}, asked) == DUE


@pytest.mark.parametrize(("value", "expected"), [(True, DUE), (False, NOT), (None, UNKNOWN)])
def test_backing_joining_and_alliance_are_facts(value: bool | None, expected: str) -> None:
    cases = [("backed_by", {"fact": "intervenes", "state": "DDD", "for": "CCC"}),
             ("joined_by", {"fact": "intervenes", "state": "DDD", "for": "CCC"}),
             ("allied_with", {"fact": "allied", "state": "CCC", "with": ["DDD"]})]
    for field, fact in cases:
        facts = [] if value is None else [{**fact, "value": value}]
        assert status({**ATTACK, "by": {field: ["DDD"]}}, scene(facts=facts)) == expected, field


def test_an_alliance_is_never_read_off_the_register() -> None:
    item = provision(when={**ATTACK, "by": {"allied_with": ["DDD"]}})
    known = register(pact(provisions=[item]), pact("ccc-ddd-1990", ["CCC", "DDD"]))
    assert finding(known=known).status == UNKNOWN


@pytest.mark.parametrize(("actors", "expected"), [(["CCC"], NOT), (["CCC", "DDD"], DUE)])
def test_the_number_of_attackers(actors: list[str], expected: str) -> None:
    assert status({**ATTACK, "attackers_min": 2}, scene(act(actors))) == expected


def test_attackers_are_counted_over_acts() -> None:
    assert status({**ATTACK, "attackers_min": 2}, scene(act(), act("DDD", id="second"))) == DUE


@pytest.mark.parametrize(
    ("test", "field", "given"),
    [("provoked", "provoked", {True: NOT, False: DUE}), ("lawful", "is", {"aggression": DUE, "self_defence": NOT})],
)
def test_provocation_and_lawfulness_are_tested_only_where_the_text_asks(test: str, field: str, given: dict[Any, str]) -> None:
    for value, expected in given.items():
        assert status({**ATTACK, test: "no"}, none(act(**{field: value}))) == expected
        assert status(ATTACK, none(act(**{field: value}))) in (DUE, "overridden")
    assert status({**ATTACK, test: "no"}, none()) == UNKNOWN


def test_an_answer_to_aggression_does_not_call_the_aggressors_ally() -> None:
    item = provision(when={**ATTACK, "lawful": "no"})
    known = register(pact("aaa-ccc-1990", ["AAA", "CCC"], provisions=[item]))
    asked = scene(act(), act("BBB", "CCC", id="answer", answers="attack"))
    found = findings(known, asked, beneficiary="CCC", act_id="answer")
    assert [f.status for f in found] == [NOT]


@pytest.mark.parametrize(("among", "expected"), [("yes", DUE), ("no", NOT), ("silent", UNKNOWN), (None, UNKNOWN)])
def test_attacks_among_parties(among: str | None, expected: str) -> None:
    when = {**ATTACK, **({"among_parties": among} if among else {})}
    known = register(pact(parties=["AAA", "BBB", "CCC"], provisions=[provision(when=when)]))
    assert findings(known)[0].status == expected


def test_no_one_owes_help_against_its_own_attack() -> None:
    found = finding(ATTACK, scene(act("AAA")))
    assert (found.status, found.excluded) == (NOT, True)


@pytest.mark.parametrize(("value", "expected"), [(True, DUE), (False, NOT), (None, UNKNOWN)])
def test_state_of_war_help_by_another_and_named_facts(value: bool | None, expected: str) -> None:
    cases = [({"then": "at_war"}, {"fact": "war", "between": [["BBB"], ["CCC"]]}),
             ({"only_if_helps": ["DDD"]}, {"fact": "intervenes", "state": "DDD", "for": "BBB"}),
             ({"fact": "bells_ring"}, {"fact": "bells_ring"})]
    for test, fact in cases:
        facts = [] if value is None else [{**fact, "value": value}]
        assert status({**ATTACK, **test}, none(facts=facts)) == expected, test


def test_at_war_is_wider_than_attacked() -> None:
    for event, expected in (("at_war", DUE), ("armed_attack", NOT)):
        before = scene(act(date="1930-01-01"), date="1930-01-01")
        known_then = register(
            pact("aaa-ccc-1990", ["AAA", "CCC"], signed={"date": "1920-01-01"}, in_force={"from": "1920-01-01"},
                 provisions=[provision(when={"event": event})])
        )
        assert findings(known_then, before, beneficiary="CCC")[0].status == expected


@pytest.mark.parametrize(("begun", "expected"), [("any", DUE), ("after_in_force", NOT)])
def test_an_attack_that_goes_on_when_the_treaty_comes_into_force(begun: str, expected: str) -> None:
    asked = scene(act(date="1990-01-01", continuing=True))
    assert status({**ATTACK, "begun": begun}, asked) == expected


def test_an_act_that_was_over_before_the_treaty_does_not_call_it() -> None:
    assert status(ATTACK, scene(act(date="1990-01-01"))) == NOT
    assert status(ATTACK, scene(act(date="1990-01-01", until="1990-06-01"))) == DUE


def test_what_the_text_leaves_vague_stays_unknown() -> None:
    assert status({**ATTACK, "unknown": "If honour demands it."}) == UNKNOWN
    assert status({"any": [ATTACK, {"unknown": "Or so."}]}) == DUE
    assert status({"all": [{"event": "demand"}, {"unknown": "Or so."}]}) == NOT


def test_combinations() -> None:
    rings = {"fact": "bells_ring"}
    given = scene(facts=[{"fact": "bells_ring"}])
    assert status({"all": [ATTACK, rings]}, given) == DUE
    assert status({**ATTACK, "not": rings}, given) == NOT
    assert status({"any": [{"event": "demand"}, rings]}, given) == DUE
    assert status({**ATTACK, "not": rings}) == DUE  # a fact that nobody mentions is taken as absent, and listed
    assert status({**ATTACK, "not": rings}, none()) == UNKNOWN


def test_an_invited_force_is_no_attack() -> None:
    assert status(ATTACK, scene(act(invited=True))) == NOT


def test_a_breach_that_nobody_reports_is_unknown_and_not_false() -> None:
    when = {"event": "breach"}
    assert status(when, scene(facts=[{"fact": "breach"}])) == DUE
    assert status(when, scene(facts=[{"fact": "breach", "value": False}])) == NOT
    assert status(when, none(act(kind="demand"))) == UNKNOWN


# --- exceptions --------------------------------------------------------------------------------


def test_exceptions_release_and_their_own_exceptions_take_that_back() -> None:
    unless = [{"name": "snow", "when": {"fact": "snow_lies"}, "unless": [{"name": "bells", "when": {"fact": "bells_ring"}}]}]
    snow, bells = {"fact": "snow_lies"}, {"fact": "bells_ring"}
    no_bells = {**bells, "value": False}

    def found(*facts: dict[str, Any]) -> str:
        return status(ATTACK, none(facts=list(facts)), unless=unless)

    assert found(snow, no_bells) == "excepted"
    assert found(snow, bells) == DUE
    assert found(snow) == UNKNOWN
    assert found({**snow, "value": False}) == DUE
    assert found() == UNKNOWN


def test_an_exception_does_not_matter_where_nothing_calls_the_duty() -> None:
    unless = [{"name": "snow", "when": {"unknown": "Weather."}}]
    assert status(ATTACK, scene(act(kind="demand")), unless=unless) == NOT


def test_neutrality_falls_away_when_the_ally_provokes() -> None:
    calm = provision(duty="neutrality", when={"event": "at_war"}, unless=[{"name": "own_attack", "when": {"by": "beneficiary"}}])
    known = register(pact(provisions=[calm]))
    assert [r.by_account["default"] for r in opinion(known).restraints if r.state == "AAA"] == ["due"]
    attacked_first = opinion(known, scene(act("BBB", "CCC")))
    assert [r.by_account["default"] for r in attacked_first.restraints if r.state == "AAA"] == ["excepted"]


# --- asymmetry, declarations, legs -------------------------------------------------------------


def test_only_the_obligor_owes() -> None:
    known = register(pact(provisions=[provision(obligors=["AAA"], beneficiaries=["BBB"])]))
    assert verdict(opinion(known)) == "must_help"
    assert verdict(opinion(known, scene(act(target="AAA"))), "BBB", "AAA") == "absent"


def test_all_but_some() -> None:
    known = register(pact(parties=["AAA", "BBB", "DDD"], provisions=[provision(obligors={"except": ["DDD"]})]))
    assert verdict(opinion(known)) == "must_help"
    assert verdict(opinion(known), "DDD", "BBB") == "absent"


@pytest.mark.parametrize(("accepted", "expected"), [("yes", NOT), ("silent", NOT), ("no", UNKNOWN)])
def test_a_reservation_binds_only_its_author_and_is_open_where_refused(accepted: str, expected: str) -> None:
    out = {"by": "AAA", "date": "1990-01-01", "form": "reservation", "effect": {"excludes": True}, "accepted": accepted, "gist": "Not I."}
    known = register(pact(parties=["AAA", "BBB", "DDD"], declarations=[out]))
    assert findings(known)[0].status == expected
    assert findings(known, obligor="DDD")[0].status == DUE


def test_an_understanding_adds_a_condition() -> None:
    says = {"by": "AAA", "form": "understanding", "effect": {"articles": ["1"], "when": {"by": ["DDD"]}}, "gist": "Only DDD."}
    known = register(pact(declarations=[says]))
    assert finding(known=known).status == NOT
    assert finding(known=known, scenario=scene(act("DDD"))).status == DUE


@pytest.mark.parametrize(("effect", "expected"), [("suspended", "absent"), ("none", "must_help"), ("contested", "contested")])
def test_a_leg_that_rests(effect: str, expected: str) -> None:
    leg = {"between": ["AAA", "BBB"], "suspended": {"from": "1995-01-01", "legal_effect": effect}}
    known = register(pact(parties=["AAA", "BBB", "DDD"], legs=[leg]))
    assert verdict(opinion(known)) == expected
    assert verdict(opinion(known), "DDD", "BBB") == "must_help"


def test_a_secret_article_is_not_known_before_it_is_public() -> None:
    known = register(pact(public_from="2010-01-01"))
    assert verdict(opinion(known)) == "must_help"
    assert verdict(opinion(known, scene(known_by="2005-01-01"))) == "absent"


def test_a_date_of_entry_into_force_that_is_not_known_to_the_day() -> None:
    known = register(pact(in_force={"from": "2000"}))
    assert finding(known=known).status == UNKNOWN


# --- area, in one place with the triggers ----------------------------------------------------------


def test_an_attack_on_a_far_island_is_outside_the_article() -> None:
    area = {"any": [{"territory_of": "beneficiary", "regions": ["europe"]}, {"territory_of": "beneficiary", "lat_min": 23.0}]}
    island = place("far_island", sovereign=[{"state": "BBB"}], administered_by=[{"state": "BBB"}])
    known = register(pact(provisions=[provision(when={**ATTACK, "at": area})]), places=[island])
    found = finding(known=known, scenario=scene(act(place={"name": "far_island"})))
    assert (found.status, found.excluded) == (NOT, True)
    assert finding(known=known).status == DUE
    assert finding(known=known, scenario=none()).status == UNKNOWN


def test_the_capital_says_where_home_is() -> None:
    states = [state(s, **({"capital": {"name": "Far", "lat": 0.0, "lon": 150.0}, "regions": []} if s == "BBB" else {}))
              for s in ("AAA", "BBB", "CCC")]
    item = provision(when={**ATTACK, "at": {"regions": ["europe"]}})
    assert finding(known=register(pact(provisions=[item]), states=states)).status == NOT
