"""The text of a PDF, read by a process of its own with limits on memory and time.

A hostile PDF can unpack a few kilobytes into gigabytes, or loop. `python -m foedus.reading.pdf` reads
one from standard input and writes its pages as JSON; if it dies or hangs, the reader goes on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

__all__ = ["pages_of"]

#: Bytes of a file, pages, characters of all pages; bytes of memory and seconds for the process.
_FILE, _PAGES, _TEXT, _MEMORY, _SECONDS = 30_000_000, 400, 4_000_000, 1_000_000_000, 60


def pages_of(data: bytes, *, seconds: int = _SECONDS) -> tuple[list[str], list[str]]:
    """The text of each page, and warnings; nothing that the file holds raises.

    Examples
    --------
    >>> pages_of(b"%PDF-1.7 broken")[0]
    []
    """
    if len(data) > _FILE:
        return [], [f"PDF larger than {_FILE // 1_000_000} MB: not read"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, no shell)
            [sys.executable, "-m", "foedus.reading.pdf", str(seconds)],
            input=data, capture_output=True, timeout=seconds + 5, check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return list(found["pages"]), list(found["notes"])
    except subprocess.TimeoutExpired:
        return [], [f"PDF not read: no end after {seconds} seconds"]
    except (OSError, ValueError, KeyError, TypeError):
        return [], ["PDF not read: too large inside, or damaged"]


def _limit(seconds: int) -> None:
    """Bounds for this process, where the system has them."""
    try:
        import resource
    except ImportError:  # not a Unix
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _read(data: bytes) -> dict[str, list[str]]:
    import io
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    notes: list[str] = []
    size = 0
    try:
        from pypdf import PdfReader

        for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
            if number >= _PAGES or size > _TEXT:
                notes.append(f"only the first {number} pages were read")
                break
            pages.append((page.extract_text() or "")[:_TEXT])
            size += len(pages[-1])
    except Exception as error:  # pypdf raises many kinds on damaged files, and limits on bombs
        notes.append(f"PDF damaged or too large inside ({type(error).__name__}): read in part")
    if not pages and not notes:
        notes.append("the PDF holds no page")
    elif pages and not any(page.strip() for page in pages):
        notes.append("the PDF holds no text (pictures of pages?)")
    return {"pages": pages, "notes": notes}


if __name__ == "__main__":
    _limit(int(sys.argv[1]))
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read(_FILE + 1))))
