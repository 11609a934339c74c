"""Corpora, drafts and the cleaning of pages."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def test_killed_and_resumed(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": f"{NEWS} {n}"}) + "\n" for n in range(900)))
    command = [sys.executable, "-m", "foedus", "read", "--many", str(source), "-o", str(out)]
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while (not out.exists() or out.stat().st_size < 20_000) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    run.kill()
    assert run.wait() == -signal.SIGKILL
    before = out.read_bytes().count(b"\n")
    assert 0 < before < 900
    assert 0 < read_many(source, out) <= 900 - before + 1
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [str(n) for n in range(900)]


def test_workers_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": f"{NEWS} {n}"}) + "\n" for n in range(40)))
    read_many(source, tmp_path / "one.jsonl")
    read_many(source, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    source, out = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    source.write_text(json.dumps({"id": "a", "text": NEWS}) + "\nno json\n")
    assert read_many(source, out) == 2
    rows = parquet.read_table(out).to_pylist()
    assert [row["id"] for row in rows] == ["a", "1"]
    assert json.loads(rows[0]["events"])[0]["type"] == "signed"
    assert json.loads(rows[1]["warnings"]) == ["line 2 is no JSON object with a text"]
    source.write_text(source.read_text() + json.dumps({"id": "b", "text": NEWS}) + "\n")
    assert read_many(source, out) == 1
    assert parquet.read_table(out).column("group").to_pylist() == ["a", "1", "a"]


def test_a_later_version_shows_what_changed(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    body = (
        "The text runs to nine articles and was drafted over two years by officials of the two foreign ministries. "
        "It covers training, the exchange of officers, exercises at sea and the protection of cables on the sea bed. "
        "Diplomats in the region had expected it since the spring, when the two ministers met on the margins of a summit. "
    )
    first = "France and Poland signed a treaty of mutual defence in Nancy on 9 May 2025. " + body
    later = "France and Poland signed a treaty of mutual defence in Nancy on 9 May 2025. " + body + "The Sejm ratified the treaty on 5 June 2025."
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("one", first), ("two", later))))
    read_many(source, out)
    entry = json.loads(out.read_text().splitlines()[1])
    assert entry["group"] == "one"
    assert any(told.startswith("ratified 2025-06-05") for told in entry["changed"]["new"])


def test_chunked_and_zipped_warc(tmp_path: Path) -> None:
    page = b"<html><body><p>" + NEWS.encode() + b"</p></body></html>"
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (20, page[:20], len(page) - 20, page[20:])
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/2\r\nContent-Length: %d\r\n\r\n" % len(answer)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n") + gzip.compress(head + answer + b"\r\n\r\n"))
    found = list(items(path))
    assert [item.data for item in found] == [page]
