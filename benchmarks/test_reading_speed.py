"""Speed of the reader: at least 150 news items a second on one core, at most 400 MB."""

from __future__ import annotations

import json
import os
import resource
import time
from pathlib import Path

import pytest
from aims import at_least, at_most

from foedus.reading import read

OWN = Path(__file__).parent.parent / "tests" / "reading" / "own.jsonl"


def test_items_a_second() -> None:
    texts = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    started = time.perf_counter()
    for entry in texts:
        read(entry["text"], published=entry.get("published"))
    print(f"start-up, all languages: {time.perf_counter() - started:.1f} s")
    news = [entry for entry in texts if "published" in entry]
    busy = time.process_time()
    for _ in range(10):
        for entry in news:
            read(entry["text"], published=entry["published"])
    speed = 10 * len(news) / (time.process_time() - busy)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{memory:.0f} MB")
    at_least("news items a second of one core", speed, 150)
    assert memory <= 400


def test_linear() -> None:
    text = "\n".join(json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines())
    unit = text * (250_000 // len(text) + 1)
    read(unit[:50_000])
    times = []
    for size in (1, 2, 4):
        started = time.perf_counter()
        read(unit * size)
        times.append(time.perf_counter() - started)
    at_most("time of 500,000 characters to that of 250,000", times[1] / times[0], 2.5)
    at_most("time of a million characters to that of 500,000", times[2] / times[1], 2.5)


@pytest.mark.parametrize("unit", ["attack ", "x", "第四条 ", "<div>", '"', "a, ", "if ", "<a ", "&#", "12 ", "Article 5 "], ids=repr)
def test_twice_the_input(unit: str) -> None:
    """Input that invites patterns to backtrack."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        started = time.process_time()
        read(text)
        return time.process_time() - started

    seconds(2_000)
    small, large = (min(seconds(size) for _ in range(2)) for size in (60_000, 120_000))
    at_most(f"time of twice {unit!r}", large / (small + 0.05), 2.5)


def test_stages() -> None:
    """Time of each stage, printed; the sum bounds what a news item may take."""
    from foedus.reading.articles import find_articles
    from foedus.reading.clean import clean
    from foedus.reading.duties import find_duties
    from foedus.reading.events import find_events
    from foedus.reading.language import identify
    from foedus.reading.parties import find_parties
    from foedus.reading.reader import prepare
    from foedus.reading.statements import find_statements

    texts = [json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines()]
    documents = [prepare(text) for text in texts]
    stages = {
        "clean": lambda: [clean(text) for text in texts],
        "language": lambda: [identify(text) for text in texts],
        "prepare (all of segmentation, hits, names, dates)": lambda: [prepare(text) for text in texts],
        "articles": lambda: [find_articles(document) for document in documents],
        "duties": lambda: [find_duties(document, []) for document in documents],
        "events": lambda: [find_events(document) for document in documents],
        "parties": lambda: [find_parties(document, clause=False, adversaries=set()) for document in documents],
        "statements": lambda: [find_statements(document) for document in documents],
    }
    total = 0.0
    for name, stage in stages.items():
        started = time.perf_counter()
        stage()
        spent = (time.perf_counter() - started) / len(texts) * 1000
        total += spent
        print(f"{name}: {spent:.2f} ms a text")
    at_most("ms of all stages for a text", total, 15)


def test_memory_is_flat() -> None:
    """100,000 documents with FOEDUS_LONG set, else 3,000: memory does not grow by more than 20 MB."""
    texts = [json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines()]
    count = 100_000 if os.environ.get("FOEDUS_LONG") else 3_000
    for text in texts * 5:
        read(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for number in range(count):
        read(texts[number % len(texts)], published="2025-01-10")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} documents: {before:.0f} to {after:.0f} MB")
    assert after - before <= 20
