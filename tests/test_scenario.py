"""The scenario's contract: every form that is promised is read, every bad one is refused in one clear message."""

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest

import foedus
from foedus.law.scenario import KINDS, Scenario, attack, listed, parse, read
from foedus.problems import BadInput, Problem
from foedus.register.load import Register
from foedus.register.validate import schema
from strategies import DAY, act, opinion, pact, place, plain, provision, register, scene, verdict

#: Every line of the design's example and of its comments.
EXAMPLE = """
title: Fighting in Kursk after the treaty is in force
date: 2025-01-10
known_by: 2025-01-10
assume: default
acts:
  - {id: invasion,  actor: [RUS], target: [UKR], kind: armed_attack, date: 2022-02-24, continuing: true, place: {state: UKR}}
  - {id: incursion, actor: [UKR], target: [RUS], kind: armed_attack, date: 2024-08-06, until: 2025-04-26, place: {state: RUS},
     answers: invasion}
  - {id: x, actor: ARG, target: GBR, date: 1982-04-02, place: {name: falkland_islands, lat: -51.7, lon: -57.9, object: territory}}
  - {id: strike, actor: PRK, target: USA, date: 2024-01-01, place: {at_sea: yellow_sea, lat: 37.6, lon: 125.0, object: vessel}}
  - {kind: non_state_attack, actor_name: a group, target: USA, date: 2001-09-11, origin: abroad, sent_by: AFG}
facts:
  - {fact: request, by: RUS, to: [PRK], asks: help, date: 2024-10-01}
  - {fact: decision, body: un_sc, decides: assistance, against: [RUS], outcome: adopted, date: 2024-12-20}
  - {fact: war, between: [[RUS], [UKR]], since: 2022-02-24}
  - {fact: intervenes, state: FRA, for: CSK, date: 1938-09-29}
  - {fact: released, obligor: ROU, by: POL, instrument: pol-rou-1931}
  - {fact: finding, by: [FRA, GRC], act: strike, is: armed_attack}
  - {fact: threatened, state: POL, by: [RUS]}
accounts:
  - {id: russia, holder: RUS, holds: [{act: invasion, is: not_aggression}, {act: incursion, is: aggression}]}
  - {id: un_ga_es_11_1, holder: UNGA, holds: [{act: invasion, is: aggression}]}
  - id: rest
    holds:
      - {act: incursion, is: self_defence}
      - {act: strike, happened: false}
      - {act: x, actor: [GBR], target: [ARG]}
      - {act: x, kind: incident}
      - {act: x, place: {name: falkland_islands}}
      - {act: x, invited: true}
      - {act: x, provoked: true}
      - {instrument: prk-rus-2024, state: PRK, binds: false}
      - {place: crimea, of: RUS}
      - {fact: threatened, state: POL, by: [RUS]}
"""


# --- what is promised ------------------------------------------------------------------------


def test_every_form_of_the_contract_is_read_and_answered() -> None:
    asked = read(EXAMPLE, "example.yaml")
    assert [a.id for a in asked.accounts] == ["russia", "un_ga_es_11_1", "rest"]
    assert asked.acts[0].place is not None
    assert asked.acts[0].place.state == "UKR"
    found = foedus.ask(asked)
    assert found.accounts == ("russia", "un_ga_es_11_1", "rest")


def test_json_is_read_as_well() -> None:
    data = {"acts": [{"actor": ["RUS"], "target": ["UKR"], "date": "2022-02-24"}]}
    assert read(json.dumps(data)) == parse(data)


def test_scalars_are_those_of_yaml_1_2() -> None:
    asked = read("acts: [{actor: NOR, target: [SWE], date: 1905-06-07, title: no}]")
    assert (listed(asked.acts[0].actor), asked.acts[0].title, asked.acts[0].date) == (("NOR",), "no", "1905-06-07")


def test_the_example_is_valid_against_the_published_schema() -> None:
    from foedus.register import yaml12

    checker = jsonschema.Draft202012Validator(schema(Scenario))
    value, _ = yaml12.load(EXAMPLE)
    checker.validate(value)
    assert not checker.is_valid({**value, "akts": []})
    assert not checker.is_valid({**value, "date": "tomorrow"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_act_can_be_asked(kind: str) -> None:
    asked = scene(act(kind=kind, **({} if kind != "non_state_attack" else {"actor_name": "rebels", "origin": "abroad"})))
    assert verdict(opinion(register(pact()), asked)) != "absent"


def test_the_day_is_the_last_acts_unless_given() -> None:
    acts = [act(date="1999-01-01"), {**act(date="1999-05-05"), "id": "second"}]
    assert parse({"acts": acts}).day() == "1999-05-05"
    assert parse({"acts": acts, "date": DAY}).day() == DAY


def test_flags_build_the_same_scenario() -> None:
    known = register(pact())
    built = attack(["CCC"], ["BBB"], on=DAY)
    assert verdict(opinion(known, built)) == verdict(opinion(known))
    assert built.hypothetical is True


# --- what is assumed -------------------------------------------------------------------------


def assumed(asked: Scenario) -> dict[str, Any]:
    return {item["fact"]: item["value"] for item in opinion(register(pact()), asked).assumptions}


def test_every_gap_that_is_filled_is_listed() -> None:
    assert assumed(scene()) == {
        "acts.attack.place": "home_territory", "acts.attack.by": "own_forces", "acts.attack.at_war": True,
        "acts.attack.provoked": False, "acts.attack.is": "aggression",
    }


def test_what_is_given_is_not_assumed() -> None:
    given = assumed(scene(act(provoked=True, place={"state": "BBB"}, **{"is": "aggression"})))
    assert given == {"acts.attack.by": "own_forces", "acts.attack.at_war": True}


def test_a_request_is_assumed_only_where_the_act_is_supposed() -> None:
    assert "acts.attack.request" not in assumed(scene())
    assert assumed(scene(hypothetical=True))["acts.attack.request"] is True
    assert assumed(scene(act(date="2999-01-01"), date="2999-01-01"))["acts.attack.request"] is True


def test_an_answer_to_aggression_is_self_defence_by_default() -> None:
    strike_back = act("BBB", "CCC", id="answer", answers="attack")
    assert assumed(scene(act(), strike_back))["acts.answer.is"] == "self_defence"


def test_nothing_is_assumed_when_told_so() -> None:
    assert assumed(scene(assume="none")) == {}


# --- what is refused -------------------------------------------------------------------------


def refused(asked: Any, known: Register | None = None) -> Sequence[Problem]:
    """The problems of a scenario, given as data or text, against the real register or another."""
    with pytest.raises(BadInput) as caught:
        _asked(asked, known)
    return caught.value.problems


def _asked(asked: Any, known: Register | None) -> None:
    found = read(asked, "bad.yaml") if isinstance(asked, (str, bytes)) else parse(plain(asked), "bad.yaml")
    if known is None:
        foedus.ask(found)
    else:
        opinion(known, found)


def only(problems: Sequence[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def test_an_unknown_state_names_path_value_and_nearest() -> None:
    problem = only(refused({"acts": [{"actor": "RUZ", "target": "UKR", "date": "2024-01-01"}]}))
    assert (problem.path, problem.value) == ("acts[0].actor", "RUZ")
    assert "RUS" in problem.nearest


def test_a_word_that_is_no_id_is_refused_with_the_form() -> None:
    problem = only(refused("acts:\n  - {actor: Russia, target: UKR, date: 2024-01-01}\n"))
    assert (problem.file, problem.line, problem.path, problem.value) == ("bad.yaml", 2, "acts[0].actor", "Russia")
    assert "three capital letters" in problem.says


@pytest.mark.parametrize(
    ("asked", "path", "value", "near"),
    [
        ({"acts": [act(place={"name": "falkland_iland"})]}, "acts[0].place.name", "falkland_iland", "falkland_islands"),
        ({"acts": [act(answers="attak")]}, "acts[0].answers", "attak", "attack"),
        ({"acts": [act()], "facts": [{"fact": "decision", "body": "un_sd"}]}, "facts[0].body", "un_sd", "un_sc"),
        ({"acts": [act()], "facts": [{"fact": "war", "between": ["AAA", "BBC"]}]}, "facts[0].between[1]", "BBC", "BBB"),
        ({"acts": [act()], "accounts": [{"id": "x", "holds": [{"act": "atack", "happened": False}]}]},
         "accounts[0].holds[0].act", "atack", "attack"),
        ({"acts": [act()], "accounts": [{"id": "x", "holds": [{"instrument": "aaa-bbb-1909", "binds": False}]}]},
         "accounts[0].holds[0].instrument", "aaa-bbb-1909", "aaa-bbb-1990"),
        ({"acts": [act()], "accounts": [{"id": "x", "holds": [{"place": "falklands_islands", "of": "AAA"}]}]},
         "accounts[0].holds[0].place", "falklands_islands", "falkland_islands"),
        ({"acts": [act(sent_by="AAB")]}, "acts[0].sent_by", "AAB", "AAA"),
    ],
)
def test_an_unknown_id_names_path_value_and_nearest(asked: dict[str, Any], path: str, value: str, near: str) -> None:
    council = {"id": "un_sc", "name": {"en": "C", "fr": "C"}, "rules": [{"threshold": "majority", "gist": "Most."}]}
    known = register(pact(), places=[place("falkland_islands")], bodies=[council])
    problem = only(refused({"date": DAY, **asked}, known))
    assert (problem.path, problem.value) == (path, value)
    assert near in problem.nearest


def test_a_name_beside_coordinates_need_not_be_known() -> None:
    found = opinion(register(pact()), scene(act(place={"name": "nowhere", "lat": 50.0, "lon": 10.0})))
    assert verdict(found) == "must_help"


@pytest.mark.parametrize(
    ("field", "near"), [("acters", "actor"), ("continueing", "continuing"), ("dates", "date")]
)
def test_an_unknown_key_names_line_path_and_nearest(field: str, near: str) -> None:
    text = f"acts:\n  - actor: RUS\n    target: UKR\n    date: 2024-01-01\n    {field}: x\n"
    problem = only(refused(text))
    assert (problem.file, problem.line, problem.path, problem.says) == ("bad.yaml", 5, f"acts[0].{field}", "unknown key")
    assert near in problem.nearest


def test_an_unknown_kind_names_the_nearest() -> None:
    problem = only(refused({"acts": [act(kind="armed_atack")]}))
    assert (problem.path, problem.value, problem.nearest[0]) == ("acts[0].kind", "armed_atack", "armed_attack")


@pytest.mark.parametrize("path", ["date", "acts[0].date", "acts[0].until", "known_by"])
def test_a_day_before_1815_is_refused(path: str) -> None:
    asked: dict[str, Any] = {"acts": [act()]}
    (asked if "[" not in path else asked["acts"][0])[path.split(".")[-1]] = "1814-12-31"
    assert (path, "1814-12-31") in [(problem.path, problem.value) for problem in refused(asked, register(pact()))]
    assert "1815-01-01" in str(refused(asked, register(pact()))[0])


@pytest.mark.parametrize("day", ["2023-02-29", "2024-13-01", "2024", "01/02/2024", "yesterday"])
def test_no_day_of_the_calendar_is_refused(day: str) -> None:
    problem = only(refused({"acts": [act(date=day)]}, register(pact())))
    assert (problem.path, problem.value) == ("acts[0].date", day)


def test_a_state_that_did_not_exist_names_its_time_and_who_came_after() -> None:
    problem = only(refused({"acts": [{"actor": "RUS", "target": "CSK", "date": "2020-01-01"}]}))
    assert (problem.path, problem.value) == ("acts[0].target", "CSK")
    assert "did not exist on 2020-01-01" in problem.says
    assert {"CZE", "SVK"} & set(problem.nearest)


def test_an_attack_on_oneself_is_refused() -> None:
    problem = only(refused({"acts": [act("BBB", "BBB")]}, register(pact())))
    assert (problem.path, problem.value) == ("acts[0]", "BBB")


def test_a_state_on_both_sides_is_refused() -> None:
    problem = only(refused({"acts": [act(["AAA", "BBB"], ["CCC", "BBB"])]}, register(pact())))
    assert (problem.path, problem.value) == ("acts[0]", "BBB")
    assert "both sides" in problem.says


@pytest.mark.parametrize("text", ["a: [", "acts: {", "\t- a", "acts: 'x", "a: b: c"])
def test_what_is_not_yaml_is_refused_with_a_line(text: str) -> None:
    problem = only(refused(text))
    assert problem.file == "bad.yaml"
    assert problem.line is not None
    assert "not valid YAML" in problem.says


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "3", "null"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    problem = only(refused(text))
    assert problem.file == "bad.yaml"
    assert "acts" in problem.says


def test_nothing_happened_is_refused() -> None:
    assert only(refused({"title": "Peace"})).path == "acts"


def test_an_act_without_a_target_or_actor_is_refused() -> None:
    problems = refused({"acts": [{"date": DAY}]}, register(pact()))
    assert {problem.path for problem in problems} == {"acts[0].target", "acts[0].actor"}


def test_an_act_that_ends_before_it_begins_is_refused() -> None:
    assert only(refused({"acts": [act(until="2000-01-01")]}, register(pact()))).path == "acts[0].until"


def test_two_acts_of_one_name_are_refused() -> None:
    assert only(refused({"acts": [act(), act("DDD")]}, register(pact()))).path == "acts[1].id"


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_of_answers_is_refused(length: int) -> None:
    acts = [
        {"id": f"a{n}", "actor": "AAA" if n % 2 else "BBB", "target": "BBB" if n % 2 else "AAA", "date": DAY,
         "answers": f"a{(n + 1) % length}"}
        for n in range(length)
    ]
    problems = refused({"acts": acts}, register(pact()))
    assert all("circle" in problem.says for problem in problems)
    assert problems[0].path == "acts[0].answers"


def test_a_circle_that_an_account_makes_is_refused() -> None:
    acts = [act(), act("BBB", "CCC", id="answer", answers="attack")]
    accounts = [{"id": "x", "holds": [{"act": "attack", "answers": "answer"}]}]
    problems = refused({"acts": acts, "accounts": accounts}, register(pact()))
    assert any("circle" in problem.says for problem in problems)


def test_an_attack_on_oneself_that_an_account_makes_is_refused() -> None:
    accounts = [{"id": "x", "holds": [{"act": "attack", "actor": ["BBB"]}]}]
    problem = only(refused({"acts": [act()], "accounts": accounts}, register(pact())))
    assert problem.path is not None
    assert problem.path.startswith("accounts[0].holds[0]")


@pytest.mark.parametrize(
    ("holds", "field"),
    [
        ([{"act": "attack", "is": "aggression"}, {"act": "attack", "is": "self_defence"}], "is"),
        ([{"act": "attack", "happened": False}, {"act": "attack", "happened": True}], "happened"),
        ([{"instrument": "aaa-bbb-1990", "binds": True}, {"instrument": "aaa-bbb-1990", "binds": False}], "binds"),
        ([{"act": "attack", "provoked": True}, {"act": "attack", "provoked": False}], "provoked"),
        ([{"act": "attack", "target": ["BBB"]}, {"act": "attack", "target": ["AAA"]}], "target"),
        ([{"fact": "war", "between": ["AAA", "BBB"]}, {"fact": "war", "between": ["AAA", "BBB"], "value": False}], "value"),
    ],
)
def test_an_account_that_contradicts_itself_is_refused(holds: list[dict[str, Any]], field: str) -> None:
    problems = refused({"acts": [act()], "accounts": [{"id": "x", "holds": holds}]}, register(pact()))
    assert only(problems).path == f"accounts[0].holds[1].{field}"
    assert "contradicts" in problems[0].says


def test_facts_that_contradict_each_other_are_refused() -> None:
    facts = [{"fact": "request", "by": "BBB", "asks": "help", "value": value} for value in (True, False)]
    item = provision(procedure=["request"])
    problems = refused({"acts": [act()], "facts": facts}, register(pact(provisions=[item])))
    assert problems[0].path == "facts[1].value"


def test_two_accounts_of_one_name_are_refused() -> None:
    problem = only(refused({"acts": [act()], "accounts": [{"id": "x"}, {"id": "x"}]}, register(pact())))
    assert (problem.path, problem.value) == ("accounts[1].id", "x")


def test_an_account_that_holds_nothing_is_refused() -> None:
    problem = only(refused({"acts": [act()], "accounts": [{"id": "x", "holds": [{"note": "so be it"}]}]}, register(pact())))
    assert problem.path == "accounts[0].holds[0]"


def test_a_fifty_megabyte_file_is_refused_at_once() -> None:
    text = b"acts:\n" + b"  - {actor: RUS, target: UKR, date: 2024-01-01}\n" * 1_100_000
    assert len(text) > 50_000_000
    assert "larger than" in only(refused(text)).says


def test_a_yaml_bomb_is_refused() -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    problem = only(refused(bomb))
    assert (problem.file, problem.line) == ("bad.yaml", 1)
    assert "aliases" in problem.says


def test_deep_nesting_is_refused() -> None:
    assert "nested" in only(refused("[" * 5000)).says


def test_a_key_that_stands_twice_is_named_with_its_line() -> None:
    problem = only(refused("acts:\n  - actor: RUS\n    target: UKR\n    actor: BLR\n"))
    assert (problem.line, problem.path, problem.says) == (4, "acts[0].actor", "key stands twice")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"acts: \x80", b"\x00\x01"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    assert only(refused(data)).file == "bad.yaml"


def test_all_that_is_wrong_is_said_at_once() -> None:
    asked = {"acts": [{"actor": "RUZ", "target": "UKX", "date": "1700-01-01", "answers": "nothing"}]}
    paths = {problem.path for problem in refused(asked)}
    assert paths == {"acts[0].actor", "acts[0].target", "acts[0].date", "acts[0].answers"}


@pytest.mark.parametrize("place_", [{"lat": 91.0, "lon": 0.0}, {"lat": 0.0, "lon": 181.0}, {"lat": 10.0}, {"lon": 10.0}])
def test_a_point_off_the_globe_or_half_given_is_refused(place_: dict[str, float]) -> None:
    problem = only(refused({"acts": [act(place=place_)]}, register(pact())))
    assert problem.path is not None
    assert problem.path.startswith("acts[0].place")
