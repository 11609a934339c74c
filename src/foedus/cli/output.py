"""Answers to standard output: JSON, or text with colour only on a terminal."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

__all__ = ["print_json", "print_text"]


def print_json(value: Any) -> None:
    """Indented UTF-8 JSON."""
    data = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.flush()


def print_text(text: Any) -> None:
    """Blocks of `foedus.wording`, wrapped to the terminal; plain when piped."""
    from foedus.cli.render import render

    render(text)
