"""Answers to standard output: JSON, or text with colour only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

__all__ = ["print_json", "print_plain", "print_text", "progress"]


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


@contextmanager
def progress(stages: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error, on a terminal only; call what it gives with the name of each stage."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=stages)
        done = iter(range(stages))
        yield lambda name: bar.update(task, description=name, completed=next(done, stages))
