"""What has to hold whatever the register and the scenario are."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import msgspec
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from foedus.conduct.rounds import follow
from foedus.law.opinion import Opinion, judge
from foedus.law.scenario import attack as attack_by
from foedus.law.scenario import parse, read
from foedus.problems import BadInput
from foedus.question import understand
from foedus.register import yaml12
from foedus.register.load import Register
from foedus.register.world import World
from strategies import (
    DAY,
    STATES,
    act,
    findings,
    opinion,
    pact,
    pacts,
    plain,
    provision,
    provisions,
    registers,
    scene,
    scenes,
    small,
)


def content(found: Opinion) -> dict[str, Any]:
    """An opinion as plain data without the hashes, which are of the input and not of the answer."""
    data: dict[str, Any] = msgspec.to_builtins(found)
    del data["receipt"], data["scenario"]
    return data


def by_pair(found: Opinion) -> dict[tuple[str, str], dict[str, str]]:
    return {(v.state, v.toward): dict(v.by_account) for v in found.verdicts}


# --- order -----------------------------------------------------------------------------------


@given(data=st.data(), instruments=registers(), scenario=scenes(most=4))
def test_the_order_of_acts_facts_parties_and_files_changes_nothing(
    data: st.DataObject, instruments: list[dict[str, Any]], scenario: dict[str, Any]
) -> None:
    shuffled = {
        **scenario,
        "acts": [
            {**item, "actor": data.draw(st.permutations(item["actor"])), "target": data.draw(st.permutations(item["target"]))}
            for item in data.draw(st.permutations(scenario["acts"]))
        ],
        "facts": data.draw(st.permutations(scenario["facts"])),
    }
    files = [
        {**item, "parties": data.draw(st.permutations(item["parties"]))} for item in data.draw(st.permutations(instruments))
    ]
    one, two = opinion(small(instruments), parse(scenario)), opinion(small(files), parse(plain(shuffled)))
    assert by_pair(one) == by_pair(two)
    assert sorted_content(one) == sorted_content(two)


def sorted_content(found: Opinion) -> Any:
    """Duties and verdicts in an order of their own, because `strongest` is an index."""
    data = content(found)
    for item in data["verdicts"]:
        index = item.pop("strongest")
        item["duty"] = None if index is None else data["duties"][index]
    return _sorted({key: value for key, value in data.items() if key not in ("why", "assumptions")})


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(item) for key, item in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return sorted((_sorted(item) for item in value), key=repr)
    return value


@given(instruments=registers(), scenario=scenes(), data=st.data())
def test_the_order_of_accounts_changes_no_verdict(
    instruments: list[dict[str, Any]], scenario: dict[str, Any], data: st.DataObject
) -> None:
    acts = [item["id"] for item in scenario["acts"]]
    held = st.fixed_dictionaries(
        {"act": st.sampled_from(acts), "is": st.sampled_from(["aggression", "not_aggression", "self_defence"])}
    )
    holds = st.lists(held, min_size=1, max_size=2, unique_by=lambda item: item["act"])
    accounts = [{"id": name, "holds": data.draw(holds)} for name in ("one", "two", "three")]
    known = small(instruments)
    first = opinion(known, parse({**scenario, "accounts": accounts}))
    last = opinion(known, parse({**scenario, "accounts": accounts[::-1]}))
    assert by_pair(first) == by_pair(last)
    assert {(v.state, v.toward): v.verdict for v in first.verdicts} == {(v.state, v.toward): v.verdict for v in last.verdicts}


@given(instruments=registers(), scenario=scenes())
def test_an_account_alone_says_what_it_says_among_others(instruments: list[dict[str, Any]], scenario: dict[str, Any]) -> None:
    known = small(instruments)
    accounts = [
        {"id": "one", "holds": [{"act": scenario["acts"][0]["id"], "is": "self_defence"}]},
        {"id": "two", "holds": [{"act": scenario["acts"][-1]["id"], "is": "aggression"}]},
    ]
    together = by_pair(opinion(known, parse({**scenario, "accounts": accounts})))
    for account in accounts:
        alone = by_pair(opinion(known, parse({**scenario, "accounts": [account]})))
        assert alone == {pair: {account["id"]: found[str(account["id"])]} for pair, found in together.items()}


# --- what cannot matter ----------------------------------------------------------------------


@given(instruments=registers(), scenario=scenes(STATES[:4]), extra=pacts(9, STATES[4:]))
def test_an_instrument_between_strangers_changes_nothing(
    instruments: list[dict[str, Any]], scenario: dict[str, Any], extra: dict[str, Any]
) -> None:
    asked = parse(scenario)
    assert content(opinion(small(instruments), asked)) == content(opinion(small([*instruments, extra]), asked))


@given(scenario=scenes(), item=pacts())
def test_an_ended_instrument_owes_nothing(scenario: dict[str, Any], item: dict[str, Any]) -> None:
    over = {**item, "in_force": {"from": "1990-06-01"}, "end": {"date": "1999-01-01", "how": "terminated"}}
    found = opinion(small([over]), parse(scenario))
    assert (found.duties, found.verdicts, found.restraints) == ((), (), ())


# --- missing facts ---------------------------------------------------------------------------


def less(scenario: dict[str, Any]) -> list[dict[str, Any]]:
    """The scenario with one fact fewer, in each way: a fact, or what an act says of itself."""
    found = [
        {**scenario, "facts": [fact for fact in scenario["facts"] if fact is not gone]} for gone in scenario["facts"]
    ]
    for index, item in enumerate(scenario["acts"]):
        for field in ("provoked", "is", "invited", "origin", "place"):
            if field in item and not (field == "origin" and "sent_by" in item):
                bare = {key: value for key, value in item.items() if key != field}
                found.append({**scenario, "acts": [*scenario["acts"][:index], bare, *scenario["acts"][index + 1 :]]})
    return found


@settings(max_examples=250)
@given(item=provisions(), scenario=scenes(assume="none"), obligor=st.sampled_from(["AAA", "EEE"]))
def test_taking_a_fact_away_never_turns_undetermined_into_due(
    item: dict[str, Any], scenario: dict[str, Any], obligor: str
) -> None:
    known = small([pact(parties=["AAA", "BBB", "EEE"], provisions=[item])])
    whole = statuses(known, scenario, obligor)
    for poorer in less(scenario):
        for act_id, status in statuses(known, poorer, obligor).items():
            assert (whole[act_id], status) != ("undetermined", "due"), poorer


def statuses(known: Register, scenario: dict[str, Any], obligor: str) -> dict[str, str]:
    acts = [item["id"] for item in scenario["acts"]]
    asked = parse(scenario)
    return {id_: findings(known, asked, obligor=obligor, beneficiary="BBB", act_id=id_)[0].status for id_ in acts}


# --- symmetry --------------------------------------------------------------------------------


@settings(max_examples=100)
@given(item=provisions(area=False, named=False), scenario=scenes())
def test_a_mutual_provision_is_symmetric(item: dict[str, Any], scenario: dict[str, Any]) -> None:
    mirror = {"AAA": "BBB", "BBB": "AAA"}
    known = small([pact(provisions=[item])])
    for act_ in scenario["acts"]:
        act_.pop("place", None)
    scenario["facts"] = [fact for fact in scenario["facts"] if fact["fact"] != "decision"]
    here = findings(known, parse(scenario), obligor="AAA", beneficiary="BBB", act_id="act0")
    there = findings(known, parse(_renamed(scenario, mirror)), obligor="BBB", beneficiary="AAA", act_id="act0")
    assert [f.status for f in here] == [f.status for f in there]
    assert [f.excluded for f in here] == [f.excluded for f in there]


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(item, names) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


# --- conduct ---------------------------------------------------------------------------------


@settings(max_examples=40)
@given(instruments=registers(3), scenario=scenes())
def test_certain_is_within_rounds_and_rounds_within_possible(
    instruments: list[dict[str, Any]], scenario: dict[str, Any]
) -> None:
    known = World(small(instruments), DAY)
    first = {state for item in scenario["acts"] for state in (*item["actor"], *item["target"])}
    first |= {state for item in scenario["acts"] for state in item.get("sent_by", [])}
    for found in follow(known, parse(scenario))["by_account"].values():
        certain, rounds, possible = (set(found[name]) for name in ("certain", "belligerents", "possible"))
        assert first <= certain <= rounds <= possible
        assert not set(found["conflicted"]) & rounds


#: Firm duties, so that wars do spread; conditions as plain as those of most treaties.
_PLAIN = st.builds(
    lambda duty, by, means: provision(duty=duty, means=means, when={"event": "armed_attack", "on": "beneficiary", **by}),
    st.sampled_from(["defense", "defense", "offense", "neutrality"]),
    st.sampled_from([{}, {"by": "any_state"}, {"by": ["CCC"]}, {"by": {"joined_by": ["DDD"]}}, {"provoked": "no"}]),
    st.sampled_from(["all_available", "own_choice"]),
)


@st.composite
def _alliances(draw: st.DrawFn) -> list[dict[str, Any]]:
    pairs = draw(st.lists(st.permutations(STATES).map(lambda s: tuple(sorted(s[:2]))), min_size=2, max_size=5, unique=True))
    return [pact(f"pact-{n}", parties, provisions=[draw(_PLAIN)]) for n, parties in enumerate(pairs)]


@settings(max_examples=60)
@given(instruments=_alliances(), sides=st.permutations(STATES))
def test_the_bracket_holds_where_wars_spread(instruments: list[dict[str, Any]], sides: list[str]) -> None:
    known = World(small(instruments), DAY)
    found = follow(known, attack_by(sides[:1], sides[1:2], on=DAY))["by_account"]["default"]
    certain, rounds, possible = (set(found[name]) for name in ("certain", "belligerents", "possible"))
    assert certain <= rounds <= possible
    assert not set(found["conflicted"]) & rounds


# --- any input -------------------------------------------------------------------------------


def answered(call: Callable[[], Any]) -> Any:
    """What a call answers; None if it refuses the input, which it then has to explain in one line each."""
    try:
        return call()
    except BadInput as error:
        problems = [str(problem) for problem in error.problems]
    assert problems
    assert all(problem and "Traceback" not in problem for problem in problems)
    return None


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@example(b"\xef\xbb\xbf")
@example(b"? {a: 1}\n: b")
@example(b"!!python/object/apply:os.system [ls]")
@example(b"[" * 10_000)
@example(b"a: !!binary x")
@example(b"<<: {a: 1}")
@example(b"- \x00")
@example(b"%YAML 9.9\n---\na")
def test_no_bytes_crash_the_reader_of_yaml(data: bytes) -> None:
    answered(lambda: yaml12.load(data))


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader_of_scenarios(data: bytes) -> None:
    answered(lambda: read(data))


_KEYS = st.sampled_from(
    ["acts", "actor", "target", "kind", "date", "is", "place", "lat", "holds", "fact", "accounts", "facts", "id", "answers",
     "between", "state", "by", "until", "instrument", "title", "known_by"]
)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
              st.sampled_from(["AAA", "BBB", "CCC", DAY, "armed_attack", "1999", "act0", "pact-0", "war", "request"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=20,
)


@settings(max_examples=200)
@given(scenario=scenes(), where=st.data())
def test_no_damaged_scenario_crashes_the_reasoner(scenario: dict[str, Any], where: st.DataObject) -> None:
    known = small([pact("pact-0", STATES[:4])])
    scenario = deepcopy(scenario)
    target: Any = scenario
    while True:
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = where.draw(st.sampled_from(keys))
        if isinstance(target[key], (dict, list)) and target[key] and where.draw(st.booleans()):
            target = target[key]
            continue
        target[key] = where.draw(_VALUES)
        break
    answered(lambda: judge(World(known, DAY), parse(scenario)))


_WORDS = st.sampled_from(
    ["What", "if", "Russia", "attacks", "la", "Corée", "du", "Nord", "?", "must", "help", "it", "l'", "en", "septembre",
     "2022", "30 February 2020", "is", "bound", "by", "par", "article", "5", "Hawaii", "Congo", "attaque", "entre", "between",
     "and", "NATO", "over", "in", "1700", "the", "us", "war", "99", "against", "--", "\u4fc4\u7f57\u65af", "\u200f", "Ünïted"]
)


@settings(max_examples=300)
@given(text=st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=14).map(" ".join)))
def test_no_text_crashes_the_reader_of_questions(today_world: World, text: str) -> None:
    found = answered(lambda: understand(text, today_world.register))
    if found is not None:
        answered(lambda: judge(today_world, found.scenario, found.states))


@given(st.text())
def test_yaml_scalars_come_back(text: str) -> None:
    assume(text.isprintable() or "\n" in text)
    assume(not any((ord(char) < 32 and char not in "\n\t") or char in "\x7f\x85\u2028\u2029\ufeff" for char in text))
    assert yaml12.load(yaml12.dump({"a": text}))[0] == {"a": text}


def test_the_scene_of_these_tests_is_due() -> None:
    """The properties above would hold of an engine that never answers: this one does answer."""
    found = opinion(small([pact()]), scene(act()))
    assert {(v.state, v.toward): v.verdict for v in found.verdicts} == {("AAA", "BBB"): "must_help"}
