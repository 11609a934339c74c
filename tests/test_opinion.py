"""The opinion as a whole: its contract, and the answers that the project promises."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings

import foedus
from foedus.law.opinion import Opinion
from foedus.law.scenario import read
from foedus.problems import BadInput
from foedus.register.validate import schema
from strategies import (
    act,
    opinion,
    pact,
    parse,
    place,
    provision,
    register,
    registers,
    scene,
    scenes,
    small,
    verdict,
)

KURSK = """
title: Fighting in Kursk after the treaty is in force
date: 2025-01-10
acts:
  - {id: invasion,  actor: [RUS], target: [UKR], kind: armed_attack, date: 2022-02-24, continuing: true, place: {state: UKR}}
  - {id: incursion, actor: [UKR], target: [RUS], kind: armed_attack, date: 2024-08-06, until: 2025-04-26, place: {state: RUS},
     answers: invasion}
accounts:
  - {id: russia, holder: RUS, holds: [{act: invasion, is: not_aggression}, {act: incursion, is: aggression}]}
  - {id: un_ga_es_11_1, holder: UNGA, holds: [{act: invasion, is: aggression}]}
"""


def as_json(found: Any) -> Any:
    return json.loads(msgspec.json.encode(found))


def one(found: Opinion, state: str, toward: str) -> Any:
    return next(v for v in found.verdicts if (v.state, v.toward) == (state, toward))


def duty_of(found: Opinion, state: str, toward: str) -> Any:
    index = one(found, state, toward).strongest
    return found.duties[index]


# --- the contract ----------------------------------------------------------------------------

FIELDS = {
    "schema", "date", "receipt", "scenario", "accounts", "assumptions", "duties", "verdicts", "restraints", "breaches",
    "dilemmas", "council", "untranslatable", "why", "conduct",
}
DUTY = {
    "state", "duty", "toward", "against", "act", "instrument", "article", "force", "means", "procedure", "modality", "status",
    "by_account", "because", "pivotal", "confidence",
}
VERDICT = {"state", "toward", "against", "verdict", "by_account", "strongest"}


@pytest.fixture(scope="module")
def published() -> jsonschema.Draft202012Validator:
    found = schema(Opinion)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def test_the_json_has_the_fields_of_the_contract(published: jsonschema.Draft202012Validator) -> None:
    data = as_json(foedus.ask(read(KURSK), conduct="none"))
    published.validate(data)
    assert data["schema"] == "foedus.opinion/1"
    assert set(data) >= FIELDS
    assert all(set(item) >= DUTY for item in data["duties"])
    assert all(set(item) >= VERDICT for item in data["verdicts"])
    assert {"id", "title", "signed", "in_force"} <= set(data["duties"][0]["instrument"])
    assert data["accounts"] == ["russia", "un_ga_es_11_1"]


def test_the_schema_refuses_what_is_no_opinion(published: jsonschema.Draft202012Validator) -> None:
    data = as_json(foedus.ask("What if the United States attacks North Korea?"))
    assert published.is_valid(data)
    assert not published.is_valid({**data, "duties": "none"})
    assert not published.is_valid({key: value for key, value in data.items() if key != "why"})


@settings(max_examples=30)
@given(instruments=registers(), scenario=scenes())
def test_every_opinion_is_valid(
    published: jsonschema.Draft202012Validator, instruments: list[dict[str, Any]], scenario: dict[str, Any]
) -> None:
    published.validate(as_json(opinion(small(instruments), parse(scenario))))


def test_the_scenario_of_an_opinion_can_be_asked_again() -> None:
    first = foedus.ask(read(KURSK))
    again = foedus.ask(as_json(first)["scenario"])
    assert as_json(first) == as_json(again)


def test_a_receipt_changes_with_the_scenario_and_the_register() -> None:
    here = opinion(register(pact())).receipt
    other = opinion(register(pact()), scene(act("DDD"))).receipt
    longer = opinion(register(pact(), pact("ccc-ddd-1990", ["CCC", "DDD"]))).receipt
    assert here == opinion(register(pact())).receipt
    assert here["scenario"] != other["scenario"]
    assert here["register"] == other["register"] != longer["register"]


def test_codes_only_no_prose_in_verdicts_and_statuses() -> None:
    found = as_json(foedus.ask(read(KURSK)))
    codes = {item["verdict"] for item in found["verdicts"]} | {item["status"] for item in found["duties"]}
    assert all(code.replace("_", "").isalpha() and code.islower() for code in codes)


# --- explanation and verdict agree -----------------------------------------------------------


def kleene(test: str, values: list[Any]) -> Any:
    """What a combination of tests comes to, by tables written down here."""
    if test == "not":
        return {True: False, False: True, None: None}[values[0]]
    if test in ("any", "event"):
        return True if True in values else None if None in values else False
    return False if False in values else None if None in values else True


def check_tree(node: dict[str, Any]) -> None:
    for child in node.get("children", []):
        check_tree(child)
    if node["test"] in ("all", "any", "not", "trigger", "standing") and "children" in node:
        assert node["value"] == kleene(node["test"], [child["value"] for child in node["children"]])
    if node["test"] == "exception":
        condition, *inner = (child["value"] for child in node["children"])
        released = kleene("any", inner)
        expected = kleene("all", [condition, kleene("not", [released])])
        assert node["value"] == (False if released is True else expected)
    if node["test"] == "duty":
        check_status(node)


def check_status(node: dict[str, Any]) -> None:
    standing, trigger, *rest = node["children"]
    exceptions = [child["value"] for child in rest if child["test"] == "exception"]
    charter = next(child["value"] for child in rest if child["test"] == "charter_103")
    steps = [child["value"] for child in rest if child["test"] not in ("exception", "charter_103")]
    status, live = node["found"], kleene("all", [standing["value"], trigger["value"]])
    assert (status == "not_triggered") == (live is False)
    if live is not False:
        assert (status == "excepted") == (True in exceptions)
    if status == "due":
        assert live is True
        assert set(exceptions) <= {False}
        assert charter is False
        assert set(steps) <= {True}
    if status == "overridden":
        assert charter is True
    if status == "pending":
        assert {None, False} & set(steps)


def findings_of(why: dict[str, Any]) -> list[tuple[tuple[str, str], str, dict[str, Any]]]:
    return [
        ((pair["found"][0], pair["found"][1]), account["found"], found)
        for pair in why["children"] for account in pair["children"] for found in account["children"]
    ]


#: Strongest first, as the published table of verdicts has them.
ORDER = [
    "must_help", "must_act_own_means", "must_join", "pending", "undetermined", "may_help", "pledged", "consult", "excluded",
    "not_triggered",
]


def may_be(duty: dict[str, Any], status: str) -> set[str]:
    """The verdicts that one duty can give, by the table of the contract."""
    if status in ("not_triggered", "excepted", "overridden"):
        return {"excluded", "not_triggered"}
    if status == "undetermined":
        return {"undetermined"}
    if duty["duty"] == "consultation":
        return {"consult"}
    if duty["instrument"]["binding"] in ("political", "domestic") or duty["force"] == "intention":
        return {"pledged"}
    if duty["force"] == "right":
        return {"may_help"}
    if status == "pending":
        return {"pending"}
    if duty["duty"] == "offense":
        return {"must_join"}
    firm = duty["means"] in ("all_available", "specified", "necessary") and "constitutional" not in duty["procedure"]
    return {"must_help"} if firm else {"must_act_own_means"}


def check_agreement(found: Opinion) -> None:
    data = as_json(found)
    check_tree(data["why"])
    trees = findings_of(data["why"])
    for item in data["verdicts"]:
        pair = (item["state"], item["toward"])
        mine = [duty for duty in data["duties"] if (duty["state"], duty["toward"][0]) == pair]
        for account, value in item["by_account"].items():
            if value == "none":
                assert not mine
                continue
            possible = [may_be(duty, duty["by_account"].get(account, "not_triggered")) for duty in mine]
            best = min((ORDER.index(one_) for each in possible for one_ in each), default=len(ORDER) - 1)
            # A consultation that hangs on an unknown fact comes after a consultation that is due.
            softer = value == "consult" and ORDER[best] == "undetermined"
            assert softer or value in {ORDER[best], *(one_ for each in possible for one_ in each if best >= 8)}, (pair, account)
            statuses = {tree["found"] for where, name, tree in trees if where == pair and name == account}
            assert statuses >= {duty["by_account"][account] for duty in mine if account in duty["by_account"]} - {"not_triggered"}
        values = set(item["by_account"].values())
        if len(values) == 1 or not values <= {"excluded", "not_triggered", "none"}:
            assert item["verdict"] == (values.pop() if len(values) == 1 else "contested")


@settings(max_examples=80)
@given(instruments=registers(3), scenario=scenes())
def test_explanation_and_verdict_agree(instruments: list[dict[str, Any]], scenario: dict[str, Any]) -> None:
    scenario["accounts"] = [
        {"id": "one", "holds": [{"act": "act0", "is": "aggression"}]}, {"id": "two", "holds": [{"act": "act0", "is": "self_defence"}]},
    ]
    check_agreement(opinion(small(instruments), parse(scenario)))


@pytest.mark.parametrize(
    ("attackers", "targets", "day"),
    [("USA", "PRK", "2026-11-23"), ("RUS", "EST", "2026-11-23"), ("CHN", "PHL", "2026-11-23"), ("DEU", "POL", "1939-09-01"),
     ("AUH", "SRB", "1914-07-28"), ("IRQ", "KWT", "1990-08-02"), ("AZE", "ARM", "2022-09-13")],
)
def test_explanation_and_verdict_agree_in_the_real_register(attackers: str, targets: str, day: str) -> None:
    found = foedus.ask({"date": day, "acts": [{"actor": attackers, "target": targets}], "hypothetical": True})
    assert found.verdicts
    check_agreement(found)


def test_accounts_that_differ_on_why_nothing_is_owed_differ() -> None:
    """The contract: contested where the accounts differ; `by_account` holds each one's verdict."""
    accounts = [{"id": i, "holds": [{"act": "attack", **held}]} for i, held in (("b", {"actor": ["AAA"]}), ("c", {"happened": False}))]
    found = next(v for v in opinion(register(pact()), scene(accounts=accounts)).verdicts if (v.state, v.toward) == ("AAA", "BBB"))
    assert dict(found.by_account) == {"b": "excluded", "c": "not_triggered"}
    assert found.verdict == "contested"


# --- promised answers: the United States and North Korea ---------------------------------------


@pytest.fixture(scope="module")
def korea() -> Opinion:
    return foedus.ask("What if the United States attacks North Korea?", on="2026-11-23")


def test_russia_must_help_north_korea(korea: Opinion) -> None:
    duty = duty_of(korea, "RUS", "PRK")
    assert one(korea, "RUS", "PRK").verdict == "must_help"
    assert (duty.instrument["id"], duty.article, duty.means) == ("prk-rus-2024", "4", "all_available")
    assert duty.instrument["in_force"][0] == "2024-12-04"
    assert set(duty.refers_to) >= {"un_charter_51", "national_law"}
    assert duty.modality == "automatic"


def test_china_must_help_north_korea(korea: Opinion) -> None:
    duty = duty_of(korea, "CHN", "PRK")
    assert one(korea, "CHN", "PRK").verdict == "must_help"
    assert (duty.instrument["id"], duty.article) == ("chn-prk-1961", "2")


def test_those_tied_to_the_united_states_are_listed_and_not_bound(korea: Opinion) -> None:
    tied = {v.state: v.verdict for v in korea.verdicts if v.toward == "USA"}
    assert {"KOR", "JPN", "GBR", "AUS"} <= set(tied)
    assert not set(tied.values()) & {"must_help", "must_act_own_means", "must_join", "contested"}
    reasons = duty_of(korea, "KOR", "USA").because
    assert {reason["test"] for reason in reasons} >= {"event"}


def test_the_veto_holders_involved_are_named(korea: Opinion) -> None:
    assert korea.council["veto_holders_involved"] == ["CHN", "RUS", "USA"]


def test_what_was_assumed_is_listed(korea: Opinion) -> None:
    assumed = {item["fact"]: item["value"] for item in korea.assumptions}
    assert assumed["acts.attack.at_war"] is True
    assert assumed["acts.attack.is"] == "aggression"
    assert assumed["acts.attack.place"] == "home_territory"


def test_sources_of_the_answer_are_listed(korea: Opinion) -> None:
    cited = {item["instrument"] for item in korea.sources}
    assert {"prk-rus-2024", "chn-prk-1961"} <= cited
    assert all(item["publisher"] for item in korea.sources)


def test_without_assumptions_the_state_of_war_is_not_known() -> None:
    found = foedus.ask(
        {"date": "2026-11-23", "assume": "none", "acts": [{"actor": "USA", "target": "PRK", "date": "2026-11-23"}]}
    )
    assert one(found, "RUS", "PRK").verdict == "undetermined"
    assert {"then", "lawful"} <= set(duty_of(found, "RUS", "PRK").missing)


# --- promised answers: Kursk -----------------------------------------------------------------


@pytest.fixture(scope="module")
def kursk() -> Opinion:
    return foedus.ask(read(KURSK))


def test_kursk_is_contested_and_each_account_has_its_verdict(kursk: Opinion) -> None:
    found = one(kursk, "PRK", "RUS")
    assert found.verdict == "contested"
    assert dict(found.by_account) == {"russia": "must_help", "un_ga_es_11_1": "not_triggered"}
    duty = duty_of(kursk, "PRK", "RUS")
    assert (duty.instrument["id"], duty.article, duty.act, duty.status) == ("prk-rus-2024", "4", "incursion", "contested")
    assert dict(duty.by_account) == {"russia": "due", "un_ga_es_11_1": "not_triggered"}


def test_kursk_names_the_pivotal_fact(kursk: Opinion) -> None:
    pivotal = {item["fact"]: item["by_account"] for item in one(kursk, "PRK", "RUS").pivotal}
    assert pivotal["acts.invasion.is"] == {"russia": "not_aggression", "un_ga_es_11_1": "aggression"}


def test_kursk_on_the_general_assemblys_account_turns_on_lawfulness(kursk: Opinion) -> None:
    because = duty_of(kursk, "PRK", "RUS").because
    assert {"lawful"} == {item["test"] for item in because if item["account"] == "un_ga_es_11_1"}


def test_kursk_before_the_treaty_is_in_force() -> None:
    found = foedus.ask(read(KURSK), on="2024-08-20")
    assert one(found, "PRK", "RUS").verdict == "consult"
    duty = duty_of(found, "PRK", "RUS")
    assert (duty.instrument["id"], duty.article) == ("prk-rus-2000", "2")
    waiting = [item for item in found.not_in_force if item["instrument"]["id"] == "prk-rus-2024" and item["article"] == "4"]
    assert [item["why"] for item in waiting] == ["not_yet_in_force"]
    assert waiting[0]["instrument"]["signed"] == "2024-06-19"
    assert "prk-rus-2000" in waiting[0]["replaces"]
    assert "prk-rus-2024" not in {d.instrument["id"] for d in found.duties}


def test_kursk_the_day_before_and_the_day_of_entry_into_force() -> None:
    for day, instruments in (("2024-12-03", {"prk-rus-2000"}), ("2024-12-04", {"prk-rus-2024"})):
        found = foedus.ask(read(KURSK), on=day)
        assert {d.instrument["id"] for d in found.duties if (d.state, d.toward) == ("PRK", ("RUS",))} == instruments


# --- the opinion in an invented world ----------------------------------------------------------


def test_none_is_said_only_for_states_that_were_asked_for() -> None:
    known = register(pact())
    assert verdict(opinion(known), "FFF", "BBB") == "absent"
    found = opinion(known, states=["FFF", "AAA"])
    assert verdict(found, "FFF", "BBB") == "none"
    assert verdict(found, "AAA", "BBB") == "must_help"


def test_a_state_that_the_register_does_not_have_is_refused_with_near_ones() -> None:
    with pytest.raises(BadInput, match=r"state: no such state \(got AAZ\); did you mean AAA"):
        opinion(register(pact()), states=["AAZ"])


def test_only_the_article_that_was_asked_for() -> None:
    items = [provision(article="4"), provision(article="42(7)", means="own_choice")]
    known = register(pact(provisions=items))
    assert verdict(opinion(known)) == "must_help"
    assert verdict(opinion(known, article="42")) == "must_act_own_means"
    assert verdict(opinion(known, article="7")) == "absent"


def in_1930(id_: str, *parties: str, **more: Any) -> dict[str, Any]:
    """A pact of the time before the Charter."""
    return pact(id_, parties, signed={"date": "1920-01-01"}, in_force={"from": "1920-06-01"}, **more)


def test_bound_to_both_sides_is_a_dilemma_and_both_duties_stand() -> None:
    known = register(
        in_1930("aaa-bbb-1920", "AAA", "BBB"),
        in_1930("aaa-ccc-1920", "AAA", "CCC", provisions=[provision(when={"event": "at_war"})]),
    )
    found = opinion(known, scene(act(date="1930-01-01"), date="1930-01-01"))
    assert verdict(found, "AAA", "BBB") == verdict(found, "AAA", "CCC") == "must_help"
    assert [(d["state"], d["kind"], d["toward"], d["against"]) for d in found.dilemmas] == [
        ("AAA", "both_sides", "BBB", ["CCC"])
    ]


def test_help_against_a_state_that_one_may_not_attack_is_a_dilemma() -> None:
    calm = provision(article="1", duty="nonaggression", when=None)
    known = register(in_1930("aaa-bbb-1920", "AAA", "BBB"), in_1930("aaa-ccc-1920", "AAA", "CCC", provisions=[calm]))
    found = opinion(known, scene(act(date="1930-01-01"), date="1930-01-01"))
    assert verdict(found, "AAA", "BBB") == "must_help"
    assert [(d["state"], d["kind"], d["instrument"]["id"]) for d in found.dilemmas] == [
        ("AAA", "help_against_nonaggression", "aaa-ccc-1920")
    ]


@pytest.mark.parametrize("soft", [{"binding": "political"}, {"provisions": [provision(article="1", duty="nonaggression", when=None, force="intention")]}])
def test_a_political_promise_is_no_dilemma(soft: dict[str, Any]) -> None:
    calm = {"provisions": [provision(article="1", duty="nonaggression", when=None)], **soft}
    known = register(in_1930("aaa-bbb-1920", "AAA", "BBB"), in_1930("aaa-ccc-1920", "AAA", "CCC", **calm))
    assert opinion(known, scene(act(date="1930-01-01"), date="1930-01-01")).dilemmas == ()


def test_under_the_charter_help_to_the_aggressor_is_excluded() -> None:
    known = register(pact(), pact("aaa-ccc-1990", ["AAA", "CCC"], provisions=[provision(when={"event": "at_war"})]))
    found = opinion(known)
    assert verdict(found, "AAA", "BBB") == "must_help"
    assert {d.status for d in found.duties if d.toward == ("CCC",)} == {"overridden"}
    assert verdict(found, "AAA", "CCC") == "excluded"
    assert found.dilemmas == ()


def test_untranslatable_clauses_are_shown_where_the_instrument_speaks() -> None:
    clause = {"article": "9", "gist": "As honour demands."}
    found = opinion(register(pact(untranslatable=[clause])))
    assert [(item["article"], item["gist"]) for item in found.untranslatable] == [("9", "As honour demands.")]
    assert opinion(register(pact(untranslatable=[clause])), scene(act("DDD", "EEE"))).untranslatable == ()


def test_a_future_day_is_answered_as_of_today_and_says_so() -> None:
    found = opinion(register(pact()), scene(act(date="2999-01-01"), date="2999-01-01"))
    assert found.date < "2999"
    assert [item["code"] for item in found.warnings] == ["future_date"]
    assert verdict(found) == "must_help"


def test_an_act_after_the_day_of_the_answer_is_left_out_and_said() -> None:
    found = opinion(register(pact()), scene(act(date="2001-01-01")))
    assert verdict(found) == "absent"
    assert [item["code"] for item in found.warnings] == ["act_after_date"]


def test_a_state_outside_the_system_gives_a_warning() -> None:
    found = foedus.ask({"date": "1914-08-02", "acts": [{"actor": "DEU", "target": "LUX", "date": "1914-08-02"}]})
    assert {"code": "outside_the_system", "state": "LUX"} in [dict(item) for item in found.warnings]


def test_breaches_are_by_account() -> None:
    item = provision(article="2", duty="nonaggression", when=None)
    known = register(pact("bbb-ccc-1990", ["BBB", "CCC"], provisions=[item]))
    accounts = [{"id": name, "holds": [{"act": "attack", "is": value}]} for name, value in
                (("bbb", "aggression"), ("ccc", "self_defence"))]
    found = opinion(known, scene(accounts=accounts))
    assert [(b.state, b.toward, dict(b.by_account)) for b in found.breaches] == [("CCC", "BBB", {"bbb": "yes", "ccc": "no"})]


def test_a_place_is_computed_and_not_listed() -> None:
    item = provision(when={"event": "armed_attack", "at": {"territory_of": "beneficiary", "regions": ["europe"]}})
    known = register(pact(provisions=[item]), places=[place("far_island", sovereign=[{"state": "BBB"}])])
    assert verdict(opinion(known)) == "must_help"
    assert verdict(opinion(known, scene(act(place={"name": "far_island"})))) == "excluded"
