"""An opinion as a person reads it, in English and French, against the real register."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pytest

from foedus.conduct.rounds import follow
from foedus.law.opinion import Opinion, judge
from foedus.law.scenario import Scenario, attack, parse
from foedus.register.world import world
from foedus.wording.opinions import opinion
from foedus.wording.text import Block, Table, Text
from foedus.wording.verdicts import ORDER

KURSK = {
    "date": "2025-01-10",
    "acts": [
        {"id": "invasion", "actor": ["RUS"], "target": ["UKR"], "date": "2022-02-24", "continuing": True,
         "place": {"state": "UKR"}},
        {"id": "incursion", "actor": ["UKR"], "target": ["RUS"], "date": "2024-08-06", "until": "2025-04-26",
         "place": {"state": "RUS"}, "answers": "invasion"},
    ],
    "accounts": [
        {"id": "russia", "holder": "RUS",
         "holds": [{"act": "invasion", "is": "not_aggression"}, {"act": "incursion", "is": "aggression"}]},
        {"id": "un_ga", "holder": "UNGA", "holds": [{"act": "invasion", "is": "aggression"}]},
    ],
}
SCENARIOS: dict[str, Scenario] = {
    "korea": attack(["USA"], ["PRK"], on="2026-11-23"),
    "latvia": attack(["RUS"], ["LVA"], on="2026-11-23"),
    "kursk": parse(KURSK),
    "1914": attack(["AUH"], ["SRB"], on="1914-07-28"),
    "poland": attack(["DEU"], ["POL"], on="1939-09-01"),
    "falklands": parse({"acts": [{"actor": ["ARG"], "target": ["GBR"], "date": "1982-04-02",
                                  "place": {"name": "falkland_islands", "lat": -51.7, "lon": -57.9}}]}),
    "unknown": replace(attack(["CHN"], ["JPN"], on="2026-11-23"), assume="none"),
    "blockade": attack(["CHN"], ["PHL"], on="2026-11-23", kind="blockade"),
    "cyber": attack(["RUS"], ["EST"], on="2026-11-23", kind="cyber_attack"),
    "unrest": parse({"acts": [{"target": ["KAZ"], "kind": "internal_unrest", "date": "2022-01-05"}]}),
    "non_state": parse({"acts": [{"target": ["USA"], "kind": "non_state_attack", "actor_name": "a group",
                                  "origin": "abroad", "date": "2001-09-11"}]}),
}


@cache
def _judged(name: str) -> Opinion:
    return judge(world(), SCENARIOS[name], ("CHE",), version="test")


def _said(name: str, lang: str = "en", *, full: bool = False) -> Text:
    return opinion(_judged(name), world(), lang, full=full)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_answer_can_be_said(name: str, lang: str, full: bool) -> None:
    text = str(_said(name, lang, full=full))
    assert "{" not in text
    assert "None" not in text
    assert not re.search(r"\b(not_triggered|armed_attack|own_means|any_state)\b", text)


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_the_gist_is_english_only(name: str) -> None:
    found = _judged(name)
    french = str(opinion(found, world(), "fr", full=True))
    for gist in {duty.gist for duty in found.duties} | {str(item["gist"]) for item in found.untranslatable}:
        assert not gist or gist not in french


def test_korea_in_english() -> None:
    text = str(_said("korea"))
    assert text.startswith("If the United States attacks North Korea on 2026-11-23")
    assert "Russia must help North Korea (against the United States)" in text
    assert "Article 4, Treaty on Comprehensive Strategic Partnership" in text
    assert "signed 2024-06-19, in force since 2024-12-04" in text
    assert "all available means, at once; automatic; refers to Charter of the United Nations, article 51" in text
    assert "Toward the United States, because the United States was not attacked" in text
    assert "Switzerland toward the United States: none in the register as of 2026-11-23" in text
    assert "--no-war" in text
    assert "Oppenheim" in text


def test_korea_in_french() -> None:
    text = str(_said("korea", "fr"))
    assert text.startswith("Si les États-Unis attaquent la Corée du Nord le 2026-11-23")
    assert "La Russie doit aider la Corée du Nord (contre les États-Unis)" in text
    assert "signé le 2024-06-19, en vigueur depuis le 2024-12-04" in text
    assert "La Suisse envers les États-Unis : aucun dans le registre au 2026-11-23" in text


def test_thirty_states_take_one_line() -> None:
    lines = [line for line in str(_said("korea")).splitlines() if "North Atlantic Treaty" in line and "articles 4 and 5" in line]
    assert len(lines) == 1
    assert "states)" in lines[0]


def test_accounts_stand_beside_each_other() -> None:
    text = str(_said("kursk"))
    assert "Account russia (Russia) holds: the act invasion is not an aggression" in text
    assert "North Korea toward Russia (against Ukraine): contested" in text
    assert "russia: must help; un_ga: not triggered" in text
    assert "Turns on whether the act" in text


def test_the_area_that_leaves_a_place_out_is_said() -> None:
    text = str(_said("falklands"))
    assert "But not article 5" in text
    assert "does not lie in Europe" in text


def test_groups_stand_in_order() -> None:
    for name in SCENARIOS:
        heads = [block.style for block in _said(name) if isinstance(block, Block) and block.kind == "heading"]
        order = [heads.index(str(verdict)) for verdict in ORDER if str(verdict) in heads]
        assert order == sorted(order)


def test_the_state_asked_about_comes_first() -> None:
    for state, lang in (("GBR", "en"), ("CHE", "fr")):
        text = opinion(_judged("poland"), world(), lang, asked=(state,))
        lines = [str(block.text) for block in text if isinstance(block, Block) and block.kind == "verdict"]
        assert {"GBR": "United Kingdom", "CHE": "Suisse"}[state] in lines[0]
        assert sorted(map(str, text)) == sorted(map(str, opinion(_judged("poland"), world(), lang)))


def test_conduct_is_told_with_its_bracket() -> None:
    found = replace(_judged("korea"), conduct=follow(world(), SCENARIOS["korea"]))
    text = str(opinion(found, world()))
    assert "What may follow: if every state does what it must" in text
    assert "Possible at most" in text


def test_plain_text_can_be_wrapped() -> None:
    wrapped = _said("korea").plain(60).splitlines()
    assert max(len(line) for line in wrapped if "http" not in line) <= 60


def test_tables_stack_when_narrow() -> None:
    text = Text((Table(("state", "duty"), (("Cuba", "none"),), "All"),))
    assert text.plain() == "All\nstate | duty\nCuba | none"
    assert text.plain(40) == "All\nCuba\n  duty: none"


def test_import_is_light() -> None:
    code = (
        "import sys, foedus.wording.opinions, foedus.wording.tables;"
        "print([m for m in ('babel', 'pydantic', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
