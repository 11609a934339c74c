"""No input crashes the reader: it warns, and its spans lie inside the text. How time grows is measured in benchmarks."""

from __future__ import annotations

import random
import zlib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.reading import read
from foedus.reading.pdf import pages_of

CLAUSE = "Article 4. If a Party is the object of an armed attack, the other shall assist it with all means at its disposal. "
FRAGMENTS = [
    CLAUSE, "Russia and North Korea signed a treaty in Pyongyang on 19 June 2024. ", "第四条 缔约一方受到武力攻击,另一方立即提供援助。",
    "تعتبر الدول الأعضاء أن أي اعتداء على أي منها هو اعتداء عليها كلها. ", "\u202e", "\u200f", "<div>", "</p>", "&#x41;", "\x00", "\ufeff", '"', "«", "»",
    "Putin said: ", "31 February 2023 ", "99.99.9999 ", "25 ربيع الأول 1447هـ ", "令和元年13月40日", "Article IIIIIII ", "42(7) ", "\n", "\r", "\u2028", "e\u0301", "𝕏", "\ud800",
]


def spans(value: Any) -> list[list[int]]:
    if isinstance(value, dict):
        own = list(value.get("spans", []))
        return own + [span for key, item in value.items() if key != "spans" for span in spans(item)]
    return [span for item in value for span in spans(item)] if isinstance(value, list) else []


def sound(reading: dict[str, Any]) -> None:
    text = reading["text"]
    assert reading["schema"] == "foedus.reading/1"
    assert all(0 <= start < end <= len(text) for start, end in spans(reading))
    for said in reading["statements"]:
        start, end = said["spans"][0]
        assert " ".join(said["claim"].split()) in " ".join(text[start:end].split())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=25), st.none() | st.just("2024-06-20"))
def test_any_text(parts: list[str], published: str | None) -> None:
    sound(read("".join(parts), published=published))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([b"", b"\xff\xfe", b"<html><body>", b"\xef\xbb\xbf", b'<meta charset="koi8-r">', b'<meta charset="no-such">']))
def test_any_bytes(data: bytes, head: bytes) -> None:
    sound(read(head + data))


def test_bytes_of_real_texts_broken() -> None:
    chance = random.Random(20241204)
    whole = (Path(__file__).parent / "reading" / "own.jsonl").read_bytes()
    for _ in range(40):
        start = chance.randrange(len(whole) - 3000)
        piece = bytearray(whole[start : start + 3000])
        for _ in range(chance.randrange(60)):
            piece[chance.randrange(len(piece))] = chance.randrange(256)
        sound(read(bytes(piece)))


def test_a_line_of_a_megabyte() -> None:
    sound(read((CLAUSE * 10_000).replace(".", ",")[:1_000_000]))


def test_deep_html() -> None:
    reading = read(("<html><body>" + "<div>" * 30_000 + CLAUSE + "</div>" * 30_000).encode())
    sound(reading)
    assert "armed attack" in reading["text"]


def test_more_than_the_limit_is_said() -> None:
    assert any("only the first" in note for note in read("x" * 4_000_001)["warnings"])


def pdf(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A file of one page with this (compressed) content."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def test_pdf_of_a_clause() -> None:
    content = (
        b"BT /F1 12 Tf 50 700 Td (Article 4. If either Party is the object of an armed attack,) Tj "
        b"0 -14 Td (the other shall immediately assist it with all means at its disposal.) Tj ET"
    )
    provision = read(pdf(zlib.compress(content)))["instruments"][0]["provisions"][0]
    assert (provision["article"], provision["duty"], provision["all_means"], provision["prompt"]) == ("4", "defense", True, True)


def test_zip_bomb_in_a_pdf() -> None:
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(10_000_000)) for _ in range(60)) + packer.flush()
    for data in (pdf(bomb), pdf(zlib.compress(bomb, 9), b"[/FlateDecode /FlateDecode]")):
        reading = read(data)
        sound(reading)
        assert any("PDF" in note for note in reading["warnings"])


def test_pdf_that_does_not_end() -> None:
    endless = zlib.compress(b"BT (a) Tj ET\n" * 2_000_000, 9)
    pages, notes = pages_of(pdf(endless), seconds=1)
    assert pages == []
    assert notes
