"""How well the reader reads: precision, recall and F1 by field and language, and the confusions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FIELDS", "Scores", "evaluate"]

FIELDS = ("parties", "article", "kinds", "modality", "all_means", "event_type", "date", "place", "speaker")
_HISTORIC = {"SUN": "RUS"}
_ROMAN = {name: str(value) for value, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"], 1)}


@dataclass
class Scores:
    """Counts by (field, language): true positives, predicted, expected; and what was confused."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    confusions: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    decoys: int = 0
    false_decoys: list[str] = field(default_factory=list)
    errors: list[tuple[str, str, list[str], list[str]]] = field(default_factory=list)

    def add(self, name: str, lang: str, expected: set[str], got: set[str], id_: str) -> None:
        """Count one text's field."""
        hits = expected & got
        counts = self.counts[name, lang]
        counts.update({"true": len(hits), "got": len(got), "expected": len(expected)})
        if expected != got:
            self.errors.append((name, id_, sorted(expected), sorted(got)))
            for wanted in sorted(expected - got) or ["-"]:
                for given in sorted(got - expected) or ["-"]:
                    self.confusions[name][wanted, given] += 1

    def score(self, name: str, lang: str | None = None) -> dict[str, float]:
        """Precision, recall, F1 of a field, of one language or of all."""
        total: Counter[str] = Counter()
        for (field_name, language), counts in self.counts.items():
            if field_name == name and lang in (None, language):
                total.update(counts)
        precision = total["true"] / total["got"] if total["got"] else 1.0
        recall = total["true"] / total["expected"] if total["expected"] else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": precision, "recall": recall, "f1": f1, "expected": total["expected"]}


def evaluate(entries: Iterable[Mapping[str, Any]], read: Callable[..., dict[str, Any]]) -> Scores:
    """Read every entry and compare with what a careful reader expects.

    Examples
    --------
    >>> from foedus.reading import read
    >>> entry = {"id": "x", "lang": "en", "text": "Article 2. The Parties shall consult if one is attacked.",
    ...          "expected": {"parties": [], "article": "2", "kinds": ["consultation"], "modality": "consult"}}
    >>> evaluate([entry], read).score("kinds")["f1"]
    1.0
    """
    scores = Scores()
    for entry in entries:
        reading = read(entry["text"], published=entry.get("published"))
        _compare(scores, entry, reading)
    return scores


def _compare(scores: Scores, entry: Mapping[str, Any], reading: dict[str, Any]) -> None:
    expected, lang, id_ = entry["expected"], entry.get("lang", "und"), entry["id"]
    first = reading["instruments"][0] if reading["instruments"] else {}
    event = reading["events"][0] if reading["events"] else {}
    provisions = first.get("provisions", [])
    kinds = {item["duty"] for item in provisions}
    wanted_kinds = set(expected.get("kinds", expected.get("obligations", [])))
    news = "event_type" in expected
    if entry.get("decoy"):
        scores.decoys += 1
        allowed = {expected.get("event_type", "none"), *expected.get("event_type_also_ok", ())}
        wrong = [f"event {item['type']}" for item in reading["events"][:1] if news and item["type"] not in allowed]
        wrong += [f"provision {kind}" for kind in kinds - wanted_kinds]
        if wrong:
            scores.false_decoys.append(f"{id_}: {', '.join(wrong)}")
    parties = {item["state"] for item in first.get("parties", [])} or set(event.get("parties", []))
    wanted = {_HISTORIC.get(state, state) for state in expected.get("parties", [])}
    scores.add("parties", lang, wanted, parties, id_)
    articles = {number for item in provisions for number in _articles(item["article"])}
    scores.add("article", lang, _articles(expected.get("article")), articles, id_)
    scores.add("kinds", lang, wanted_kinds, kinds, id_)
    if not news:
        _one(scores, "modality", lang, expected.get("modality"), provisions[0]["modality"] if provisions else "none", id_)
        if "all_means" in expected:
            _one(scores, "all_means", lang, str(expected["all_means"]), str(any(i["all_means"] for i in provisions)), id_)
        date, place = first.get("signed", {}).get("date"), first.get("signed", {}).get("place")
    else:
        got = event.get("type", "none")
        if got in expected.get("event_type_also_ok", ()):
            got = expected["event_type"]
        _one(scores, "event_type", lang, expected["event_type"], got, id_)
        date, place = event.get("date"), event.get("place")
    scores.add("date", lang, {expected["date"]} if expected.get("date") else set(), {date} if date and (expected.get("date") or not entry.get("decoy")) else set(), id_)
    scores.add("place", lang, _place(expected.get("place")), _place(place), id_)
    if news and _latin(entry["text"]):  # names in other scripts have no one spelling
        speakers = {_surname(item["speaker"]) for item in expected.get("statements", [])}
        given = {_surname(item["speaker"]) for item in reading["statements"]}
        scores.add("speaker", lang, speakers, given, id_)


def _latin(text: str) -> bool:
    letters = [char for char in text[:2_000] if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 > len(letters)


def _one(scores: Scores, name: str, lang: str, expected: str | None, got: str, id_: str) -> None:
    if expected is not None:
        scores.add(name, lang, {expected}, {got}, id_)


def _articles(text: str | None) -> set[str]:
    """`II-IV` -> 2, 3, 4; `42.7`, `42-7`, `42(7)` alike."""
    if not text:
        return set()
    parts = [_ROMAN.get(part, part) for part in re.split(r"[-–]", text)]
    if len(parts) == 2 and all(part.isdigit() for part in parts) and int(parts[0]) < int(parts[1]) <= int(parts[0]) + 20:
        return {str(number) for number in range(int(parts[0]), int(parts[1]) + 1)}
    return {re.sub(r"^(\d+)[.-](\d+)$", r"\1(\2)", _ROMAN.get(text, text))}


def _place(text: str | None) -> set[str]:
    folded = _plain(text or "").split(",")[0].strip()
    known = {"北京": "beijing", "viet nam": "hanoi", "washington, d.c.": "washington", "washington d.c.": "washington", "chapultepec": "mexico city"}
    return {known.get(folded, folded)} if folded else set()


def _surname(text: str) -> str:
    words = _plain(text).replace("-", " ").split()
    if words and words[0] == "kim":
        return "kim"
    return words[-1] if words else ""


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
