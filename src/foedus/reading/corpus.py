"""Many texts: a folder, a JSONL file or a WARC archive, read one by one with bounded memory.

Results go to JSON lines (or parquet) in the order of the input; a run that was killed goes on where
it stopped. Near-duplicates get the id of the first text of their group.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from foedus.reading.folding import fold

__all__ = ["Item", "group", "how_many", "items", "read_many"]

_BANDS, _ROWS = 8, 4
#: Columns of parquet that are not JSON.
_PLAIN = ("id", "group", "language", "text", "developing")
#: Bytes of one text that are read.
_LONGEST = 40_000_000
#: Texts whose bands are kept for grouping; older ones are forgotten, so memory stays bounded.
_REMEMBER = 8_000
Told = tuple[str, tuple[str, ...]]


@dataclass(slots=True)
class Seen:
    """For each band the group's id and what its last text reported, in two halves: the older is dropped when the newer is full."""

    newer: dict[int, Told] = field(default_factory=dict)
    older: dict[int, Told] = field(default_factory=dict)

    def get(self, band: int) -> Told | None:
        """What is known of a band."""
        return self.newer.get(band) or self.older.get(band)

    def put(self, band: int, told: Told) -> None:
        """Remember a band, and forget half of what is old when there is no more room."""
        self.newer[band] = told
        if len(self.newer) >= _REMEMBER * _BANDS // 2:
            self.older, self.newer = self.newer, {}


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a corpus."""

    id: str
    data: bytes | str
    published: str | None = None
    note: str | None = None


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
                with path.open("rb") as stream:
                    yield Item(str(path.relative_to(source)), stream.read(_LONGEST))
    elif ".warc" in source.name:
        yield from _warc(source)
    else:
        yield from _jsonl(source)


def _jsonl(source: Path) -> Iterator[Item]:
    with source.open(encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream):
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                entry = None
            if not line.strip():
                continue
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                yield Item(str(number), "", note=f"line {number + 1} is no JSON object with a text")
                continue
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
            body = stream.read(min(length, _LONGEST))
            if headers.get("warc-type") == "response":
                head, _, body = body.partition(b"\r\n\r\n")
                if re.search(rb"transfer-encoding:[^\r\n]*chunked", head.lower()):
                    body = _unchunked(body)
                if re.search(rb"content-encoding:[^\r\n]*gzip", head.lower()):
                    try:
                        body = zlib.decompressobj(31).decompress(body, _LONGEST)
                    except zlib.error:
                        continue
            elif headers.get("warc-type") not in ("conversion", "resource"):
                continue
            published = headers.get("warc-date", "")[:10] or None
            yield Item(headers.get("warc-target-uri", headers.get("warc-record-id", "")), body, published)


def _unchunked(body: bytes) -> bytes:
    """The body of an HTTP answer that was sent in chunks; what is not in chunks stays as it is."""
    parts: list[bytes] = []
    at = 0
    while found := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n").match(body, at):
        size = int(found[1], 16)
        if size == 0:
            break
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return b"".join(parts) or body


def how_many(source: Path) -> int | None:
    """How many texts a corpus holds, where that can be counted without reading them: not in a WARC file."""
    if source.is_dir():
        return sum(path.is_file() and not path.name.startswith(".") for path in source.rglob("*"))
    if ".warc" in source.name:
        return None
    with source.open("rb") as stream:
        return sum(1 for line in stream if line.strip())


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
    if item.note:
        reading["warnings"].append(item.note)
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
    seen = Seen()
    if parquet and out.exists() and not lines.exists():
        _from_parquet(lines, out)
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
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from foedus.problems import BadInput

    waiting: deque[Future[list[dict[str, Any]]]] = deque()
    try:
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            rest = iter(todo)
            while chunk := list(islice(rest, 16)):
                waiting.append(pool.submit(_some, chunk))
                if len(waiting) >= workers * 4:  # no more than these are in memory at a time
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise BadInput("a worker died (out of memory?): the same command goes on where it stopped, perhaps with fewer workers") from error


def _some(chunk: list[Item]) -> list[dict[str, Any]]:
    return [_one(item) for item in chunk]


def _resume(lines: Path, seen: Seen) -> set[str]:
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
            _remember(seen, group(entry["text"]) if entry["text"] else (), entry["group"], _told(entry))
    with lines.open("r+b") as stream:
        stream.truncate(good)
    return done


def _grouped(result: dict[str, Any], seen: Seen) -> None:
    """The group of near-duplicates, and what changed since the group's last text."""
    bands = result.pop("bands")
    events = _told(result)
    earlier = next((told for band in bands if (told := seen.get(band))), None)
    result["group"] = earlier[0] if earlier else result["id"]
    if earlier:
        result["changed"] = {"new": [told for told in events if told not in earlier[1]], "gone": [told for told in earlier[1] if told not in events]}
    _remember(seen, bands, result["group"], events)


def _remember(seen: Seen, bands: Iterable[int], name: str, events: tuple[str, ...]) -> None:
    entry = (name, events)
    for band in bands:
        seen.put(band, entry)


def _told(result: dict[str, Any]) -> tuple[str, ...]:
    """What a text reports, an event in a line; the same event is the same object."""
    return tuple(
        sys.intern(f"{event['type']} {event['date'] or '-'} {event['place'] or '-'} {' '.join(event['parties']) or '-'}") for event in result["events"]
    )


def _to_parquet(lines: Path, out: Path) -> None:
    from foedus.problems import BadInput

    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise BadInput(f'parquet needs pyarrow: pip install "foedus[parquet]" (the readings are kept in {lines})') from error
    columns = ("id", "group", "language", "text", "instruments", "events", "statements", "questions", "developing", "warnings", "changed")
    schema = pa.schema([(name, pa.bool_() if name == "developing" else pa.string()) for name in columns])
    half = out.with_suffix(".parquet.part")
    writer = pq.ParquetWriter(half, schema)
    with lines.open(encoding="utf-8") as stream:
        while chunk := [json.loads(line) for _, line in zip(range(2000), stream, strict=False)]:
            table = pa.table({
                name: [row.get(name) if name in _PLAIN else json.dumps(row.get(name), ensure_ascii=False) for row in chunk]
                for name in columns
            }, schema=schema)
            writer.write_table(table)
    writer.close()
    half.replace(out)
    lines.unlink()


def _from_parquet(lines: Path, out: Path) -> None:
    """The lines of a finished corpus again, so that new texts can be added to it."""
    import pyarrow.parquet as pq

    half = lines.with_suffix(".half")
    with half.open("w", encoding="utf-8") as stream:
        for batch in pq.ParquetFile(out).iter_batches(batch_size=2000):
            for row in batch.to_pylist():
                whole = {name: json.loads(value) if isinstance(value, str) and name not in _PLAIN else value for name, value in row.items()}
                stream.write(json.dumps({name: value for name, value in whole.items() if value is not None}, ensure_ascii=False) + "\n")
    half.replace(lines)
