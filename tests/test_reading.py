"""The reader: the French page from which the project began, the contract, the scope of words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from foedus.reading import read
from foedus.reading.evaluate import FIELDS, evaluate

OWN = Path(__file__).parent / "reading" / "own.jsonl"
SHARED = Path(os.environ.get("FOEDUS_SHARED", "no-such-folder")) / "texts"

needs_texts = pytest.mark.skipif(not SHARED.is_dir(), reason="the texts beside the project are not here (FOEDUS_SHARED)")


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spans(value: Any) -> list[list[int]]:
    """Every span anywhere in a reading."""
    if isinstance(value, dict):
        own = list(value.get("spans", []))
        return own + [span for key, item in value.items() if key != "spans" for span in spans(item)]
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []


@needs_texts
def test_french_page() -> None:
    text = (SHARED / "000_e00c70fc8ae494cb.txt").read_text(encoding="utf-8")
    reading = read(text, published="2024-06-20")
    first = reading["instruments"][0]
    assert [item["state"] for item in first["parties"]] == ["PRK", "RUS"]
    assert (first["signed"]["date"], first["signed"]["place"]) == ("2024-06-19", "Pyongyang")
    assert first["matches"] == "prk-rus-2024"
    provision = first["provisions"][0]
    assert (provision["article"], provision["duty"], provision["all_means"], provision["prompt"]) == ("4", "defense", True, True)
    assert {"armed_attack", "at_war"} <= set(provision["trigger"])
    assert set(first["cooperation"]) == {"political", "trade", "investment", "security"}
    assert first["predecessors"]
    assert {said["speaker"] for said in reading["statements"]} == {"Vladimir Putin", "Kim Jong Un"}
    assert {item["about"] for item in reading["questions"]} == {"nuclear_umbrella", "joint_exercises"}
    assert reading["developing"]
    assert "Aller au contenu" not in reading["text"]
    assert "commentaires" not in reading["text"]


@pytest.mark.parametrize("entry", entries(OWN), ids=lambda entry: str(entry["id"]))
def test_spans_lie_inside(entry: dict[str, Any]) -> None:
    reading = read(entry["text"], published=entry.get("published"))
    assert all(0 <= start < end <= len(reading["text"]) for start, end in spans(reading))


def test_own_corpus() -> None:
    scores = evaluate(entries(OWN), read)
    goals = {
        "parties": 0.92, "article": 0.90, "kinds": 0.85, "modality": 0.85, "all_means": 0.90, "event_type": 0.85,
        "date": 0.85, "place": 0.80, "speaker": 0.75,
    }
    assert {name: goal for name, goal in goals.items() if scores.score(name)["f1"] < goal} == {}
    assert set(goals) == set(FIELDS)
    assert scores.false_decoys == []


def first_provision(text: str) -> dict[str, Any]:
    found: dict[str, Any] = read(text)["instruments"][0]["provisions"][0]
    return found


def test_report_is_not_prompt() -> None:
    text = (
        "Article 5. If a Party is the object of an armed attack, the other Party shall assist it. "
        "Article 6. Measures taken shall be reported immediately to the Security Council."
    )
    assert first_provision(text)["prompt"] is False


def test_appropriate_means_are_not_all_means() -> None:
    text = "Article 2. In case of armed attack the Parties shall assist each other by all appropriate means at their disposal."
    assert first_provision(text)["all_means"] is False


def test_no_help_to_the_aggressor_is_neutrality() -> None:
    text = "Article 3. If a Party is attacked, the other Party shall not provide any military assistance to the aggressor."
    assert [item["duty"] for item in read(text)["instruments"][0]["provisions"]] == ["neutrality"]


def test_charter_article_is_a_reference() -> None:
    text = "Article 4. In case of armed attack the Parties shall assist each other under Article 51 of the UN Charter."
    provision = first_provision(text)
    assert provision["article"] == "4"
    assert "un_charter_51" in provision["refers_to"]


@pytest.mark.parametrize(
    "text",
    [
        "France and Spain will sign a defence treaty next week.",
        "Norway denied on Monday that it had signed a defence pact with Iceland.",
        "A draft treaty between Kenya and Uganda could be signed in May.",
    ],
)
def test_not_an_event(text: str) -> None:
    assert read(text, published="2026-01-10")["events"] == []


@pytest.mark.parametrize("data", ["", " ", "\n", "....", "𝕏" * 50, b"", b"\xff\xfe\x00", b"%PDF-1.7 broken", b"<html>" * 999])
def test_odd_input(data: bytes | str) -> None:
    assert read(data)["schema"] == "foedus.reading/1"


def test_bad_date_is_a_warning() -> None:
    assert read("The pact was signed.", published="soon")["warnings"] == ["not a date: soon"]
