"""Corpora, drafts and the cleaning of pages."""

from __future__ import annotations

import json
from pathlib import Path

from foedus.reading import read
from foedus.reading.clean import clean
from foedus.reading.corpus import items, read_many
from foedus.reading.draft import draft
from foedus.register.records import Instrument
from foedus.register.validate import read_record

NEWS = "France and Poland signed a treaty of mutual defence in Nancy on 9 May 2025, the presidency said in a note."


def test_resume_after_a_kill(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": f"{NEWS} {n}"}) + "\n" for n in range(5)))
    assert read_many(source, out) == 5
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) * 2 // 3])
    assert 0 < read_many(source, out) < 5
    ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
    assert ids == ["0", "1", "2", "3", "4"]


def test_near_duplicates_are_grouped(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    other = "Kenya and Uganda have terminated the agreement on fisheries, officials told reporters after a long night."
    rows = [NEWS, NEWS + " More follows.", other]
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(rows)))
    read_many(source, out)
    groups = [json.loads(line)["group"] for line in out.read_text().splitlines()]
    assert groups == ["0", "0", "2"]


def test_warc(tmp_path: Path) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>" + NEWS.encode() + b"</p></body></html>"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/1\r\nWARC-Date: 2025-05-09T00:00:00Z\r\n"
    path = tmp_path / "a.warc"
    path.write_bytes(head + b"Content-Length: %d\r\n\r\n" % len(page) + page + b"\r\n\r\n")
    found = list(items(path))
    assert [(item.id, item.published) for item in found] == [("http://x/1", "2025-05-09")]
    assert read(found[0].data)["events"][0]["type"] == "signed"


def test_draft_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(draft(read(NEWS), today="2026-11-23"), encoding="utf-8")
    assert read_record(path, Instrument).id == "fra-pol-2025"
    path.write_text(draft(read("Nothing."), today="2026-11-23"), encoding="utf-8")
    assert read_record(path, Instrument).id == "todo-0000"
    assert "TODO" in path.read_text()


def test_html_without_furniture() -> None:
    story = " ".join(f"Sentence {n} of the story about the treaty between two states." for n in range(8))
    page = f"<html><body><nav><a href='#'>Skip to content</a></nav><article><p>{story}</p></article></body></html>"
    text, notes = clean(page)
    assert "Sentence 7" in text
    assert "Skip" not in text
    assert notes == ()
