"""Every test that the law can give has words in both languages, whatever its value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from foedus import law
from foedus.wording.reasons import TESTS, About, phrases, reason, standing_words
from foedus.wording.voice import Voice

ABOUT = About("RUS", "PRK", "x", "4")
FOUND: dict[str, tuple[Any, Any]] = {
    "event": ({"event": "armed_attack", "on": "beneficiary"}, {"kind": "blockade", "target": ["PRK"], "invited": False}),
    "by": (["USA"], ["CHN"]),
    "attackers_min": (2, ["USA"]),
    "origin": ("abroad", "within"),
    "among_parties": ("silent", ["USA"]),
    "territory_of": ({"of": ["PRK"], "title": None}, "PRK"),
    "region": (["europe", "arctic"], "PRK"),
    "tag": (["island"], "PRK"),
    "place": (["guam"], "PRK"),
    "north_of": (23.4364, "PRK"),
    "south_of": (21.5, "PRK"),
    "only_if_helps": (["FRA"], None),
    "begun": ("after_in_force", "2024-01-01"),
    "fact": ("a_fact_that_nobody_foresaw", None),
    "unknown": ("what the text asks for", None),
    "in_force": ("2024-12-04", "in_force"),
    "in_time": ("2024-12-04", ["2024-01-01", "2024-01-02"]),
    "request": ({"by": "PRK", "to": "RUS"}, None),
    "joint_finding": (["RUS", "PRK"], None),
    "consult_first": (["RUS", "PRK"], None),
    "body": ("un_sc", {"decision": None, "members": 15}),
    "joint": (["FRA", "GBR"], []),
    "charter_103": (None, {"beneficiary_uses_unlawful_force": True, "against_council_decision": False}),
    "exception": ("self-defence", None),
}


def _tests_of_the_law() -> set[str]:
    names: set[str] = set()
    for path in Path(law.__path__[0]).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        names |= set(re.findall(r'(?:test=|_node\(|all_of\([^"\n]*, |any_of\([^"\n]*, )"([a-z_0-9]+)"', text))
    return names - {"duty"}


def test_the_table_covers_every_test_of_the_law() -> None:
    found = _tests_of_the_law()
    assert {"event", "charter_103", "north_of", "standing"} <= found
    assert not found - set(TESTS)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("value", [True, False, None])
@pytest.mark.parametrize("test", sorted(TESTS))
def test_each_has_words(test: str, value: bool | None, lang: str) -> None:
    wants, found = FOUND.get(test, (None, None))
    said = reason({"test": test, "value": value, "wants": wants, "found": found, "source": "text"}, Voice(lang), ABOUT)
    assert said
    assert "{" not in said


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "why",
    ["in_force", "never_in_force", "not_yet_in_force", "not_yet_signed", "ended:superseded", "left:terminated",
     "entry_into_force_not_known_to_the_day", "not_a_party", "not_yet_a_party", "suspended",
     "suspended_without_legal_effect", "suspension_contested", "date_not_known_to_the_day", "provision_not_in_force",
     "contested:other side"],
)
def test_each_standing_has_words(why: str, lang: str) -> None:
    for date in ("2024-12-04", None):
        said = standing_words(why, date, Voice(lang), binds=True)
        assert said
        assert "_" not in said


def test_an_unknown_test_is_shown_and_not_lost() -> None:
    assert reason({"test": "new", "value": None}, Voice(), ABOUT) == "new: unknown"


def test_a_beneficiary_that_nobody_attacks_needs_no_other_reason() -> None:
    entries = [
        {"test": "event", "value": False, "wants": {"event": "armed_attack", "on": "beneficiary"},
         "found": {"kind": "armed_attack", "target": ["USA"]}},
        {"test": "region", "value": False, "wants": ["europe"], "found": "USA"},
    ]
    assert phrases(entries, Voice(), ABOUT) == ["PRK was not attacked"]


def test_areas_of_one_place_are_one_phrase() -> None:
    entries = [{"test": "region", "value": False, "wants": [code], "found": "guam"} for code in ("europe", "arctic")]
    assert phrases(entries, Voice(), ABOUT) == ["guam does not lie in Europe or in the Arctic"]


def test_the_law_of_the_text_in_english_only() -> None:
    entry = {"test": "unknown", "value": None, "wants": "what the unpublished text asks for"}
    assert "unpublished" in reason(entry, Voice("en"), ABOUT)
    assert "unpublished" not in reason(entry, Voice("fr"), ABOUT)
