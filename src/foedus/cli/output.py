"""Answers to standard output: JSON, or text with colour only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

__all__ = ["print_json", "print_plain", "print_text"]


def print_json(value: Any) -> None:
    """Indented UTF-8 JSON."""
    data = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    with _reader_may_leave():
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.flush()


def print_text(text: Any) -> None:
    """Blocks of `foedus.wording`, wrapped to the terminal; plain when piped."""
    from foedus.cli.render import render

    with _reader_may_leave():
        render(text)


def print_plain(text: str) -> None:
    """Text as it is."""
    with _reader_may_leave():
        sys.stdout.write(text)
        sys.stdout.flush()


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """A reader that has seen enough closes the pipe: no error, and no complaint from Python at exit."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
