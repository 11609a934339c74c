"""Many texts: a folder, a JSONL file or a WARC archive, read one by one with bounded memory.

Results go to JSON lines (or parquet) in the order of the input; a run that was killed goes on where
it stopped. Near-duplicates get the id of the first text of their group.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.reading.folding import fold

__all__ = ["Item", "group", "items", "read_many"]

_BANDS, _ROWS = 8, 4
_REMEMBER = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a corpus."""

    id: str
    data: bytes | str
    published: str | None = None


def items(source: Path) -> Iterator[Item]:
    """The texts of a folder, a JSONL file (keys id, text, published) or a WARC file, one at a time.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("The pact was signed.")
    >>> [item.id for item in items(folder)]
    ['a.txt']
    """
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield Item(str(path.relative_to(source)), path.read_bytes())
    elif ".warc" in source.name:
        yield from _warc(source)
    else:
        yield from _jsonl(source)


def _jsonl(source: Path) -> Iterator[Item]:
    with source.open(encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream):
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and isinstance(entry.get("text"), str):
                published = entry.get("published")
                yield Item(str(entry.get("id", number)), entry["text"], published if isinstance(published, str) else None)


def _warc(source: Path) -> Iterator[Item]:
    """Response and conversion records, read in the plain form of ISO 28500."""
    opener: Any = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rb") as stream:
        while line := stream.readline(8192):
            if not line.startswith(b"WARC/"):
                continue
            headers: dict[str, str] = {}
            while (header := stream.readline(65536)).strip():
                name, _, value = header.decode("utf-8", "replace").partition(":")
                headers[name.strip().lower()] = value.strip()
            try:
                length = int(headers.get("content-length", "0"))
            except ValueError:
                continue
            body = stream.read(min(length, 40_000_000))
            if headers.get("warc-type") == "response":
                head, _, body = body.partition(b"\r\n\r\n")
                if b"gzip" in head.lower():
                    try:
                        body = zlib.decompressobj(31).decompress(body, 40_000_000)
                    except zlib.error:
                        continue
            elif headers.get("warc-type") not in ("conversion", "resource"):
                continue
            published = headers.get("warc-date", "")[:10] or None
            yield Item(headers.get("warc-target-uri", headers.get("warc-record-id", "")), body, published)


def group(text: str) -> tuple[int, ...]:
    """Band hashes of a text (minhash over words in threes); one in common: a near-duplicate.

    Examples
    --------
    >>> one = group("France and Poland signed a treaty of mutual defence in Nancy on Friday, officials said.")
    >>> two = group("France and Poland signed a treaty of mutual defence in Nancy on Friday, officials say.")
    >>> bool(set(one) & set(two))
    True
    """
    words = re.findall(r"\w+", fold(text[:6000]))
    if len(words) < 12:
        words = list(fold(text[:2000]))
    shingles = {zlib.crc32(" ".join(words[at : at + 2]).encode()) for at in range(max(1, len(words) - 1))}
    signs = []
    for seed in range(_BANDS * _ROWS):
        multiplier = (2654435761 * (2 * seed + 1)) & 0xFFFFFFFF
        signs.append(min((value * multiplier ^ seed * 0x9E3779B9) & 0xFFFFFFFF for value in shingles))
    return tuple(
        zlib.crc32(repr((band, signs[band * _ROWS : (band + 1) * _ROWS])).encode()) for band in range(_BANDS)
    )


def _one(item: Item) -> dict[str, Any]:
    from foedus.reading.reader import read

    try:
        reading = read(item.data, published=item.published)
    except Exception as error:  # one text never stops a corpus
        reading = {"schema": "foedus.reading/1", "language": "und", "text": "", "instruments": [], "events": [],
                   "statements": [], "questions": [], "developing": False, "warnings": [f"not read: {type(error).__name__}"]}
    return {"id": item.id, "bands": group(reading["text"]) if reading["text"] else (), **reading}


def read_many(
    source: Path, out: Path, *, workers: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Read a whole corpus; the number of texts that were read in this run.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "in.jsonl").write_text('{"id": "a", "text": "The pact was signed."}\\n')
    >>> read_many(folder / "in.jsonl", folder / "out.jsonl"), read_many(folder / "in.jsonl", folder / "out.jsonl")
    (1, 0)
    """
    parquet = out.suffix == ".parquet"
    lines = out.with_suffix(".jsonl.part") if parquet else out
    seen: OrderedDict[int, tuple[str, dict[str, Any]]] = OrderedDict()
    done = _resume(lines, seen)
    count = 0
    with lines.open("ab") as stream:
        for result in _results((item for item in items(source) if item.id not in done), workers):
            _grouped(result, seen)
            stream.write(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            count += 1
            if count % 200 == 0:
                stream.flush()
            if progress:
                progress(count)
    if parquet:
        _to_parquet(lines, out)
    return count


def _results(todo: Iterable[Item], workers: int) -> Iterator[dict[str, Any]]:
    if workers <= 1:
        yield from map(_one, todo)
        return
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(_one, todo, chunksize=32)


def _resume(lines: Path, seen: OrderedDict[int, tuple[str, dict[str, Any]]]) -> set[str]:
    """Ids that are already in the output; a half-written last line is cut off."""
    done: set[str] = set()
    if not lines.exists():
        return done
    good = 0
    with lines.open("rb") as stream:
        for line in stream:
            try:
                entry = json.loads(line)
                if not line.endswith(b"\n"):
                    break
            except ValueError:
                break
            done.add(entry["id"])
            good += len(line)
            for band in group(entry["text"]) if entry["text"] else ():
                seen[band] = (entry["group"], {"events": _told(entry)})
    with lines.open("r+b") as stream:
        stream.truncate(good)
    return done


def _grouped(result: dict[str, Any], seen: OrderedDict[int, tuple[str, dict[str, Any]]]) -> None:
    """The group of near-duplicates, and what changed since the group's last text."""
    bands = result.pop("bands")
    events = _told(result)
    earlier = next((seen[band] for band in bands if band in seen), None)
    result["group"] = earlier[0] if earlier else result["id"]
    if earlier:
        before = earlier[1]["events"]
        result["changed"] = {
            "new": sorted(map(str, events - before)), "gone": sorted(map(str, before - events)),
        }
    for band in bands:
        seen[band] = (result["group"], {"events": events})
    while len(seen) > _REMEMBER * _BANDS:
        seen.popitem(last=False)


def _told(result: dict[str, Any]) -> set[tuple[str, str | None, tuple[str, ...]]]:
    return {(event["type"], event["date"], tuple(event["parties"])) for event in result["events"]}


def _to_parquet(lines: Path, out: Path) -> None:
    from foedus.problems import BadInput

    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise BadInput('parquet needs pyarrow: pip install pyarrow (the lines read so far are kept)') from error
    writer = None
    columns = ("id", "group", "language", "instruments", "events", "statements", "questions", "warnings")
    with lines.open(encoding="utf-8") as stream:
        while chunk := [json.loads(line) for _, line in zip(range(2000), stream, strict=False)]:
            table = pa.table({
                name: [row.get(name) if name in ("id", "group", "language") else json.dumps(row.get(name), ensure_ascii=False) for row in chunk]
                for name in columns
            })
            writer = writer or pq.ParquetWriter(out, table.schema)
            writer.write_table(table)
    if writer:
        writer.close()
    lines.unlink()
