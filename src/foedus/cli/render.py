"""Blocks of `foedus.wording` on a terminal: wrapped to its width, in colour only there."""

from __future__ import annotations

import os
import shutil
import sys

from foedus.wording.text import Block, Table, Text

__all__ = ["render"]

#: rich styles for the codes that blocks carry.
_STYLES = {
    "must_help": "bold red", "must_act_own_means": "bold dark_orange3", "must_join": "bold red", "contested": "bold magenta",
    "pending": "bold yellow3", "undetermined": "bold yellow3", "may_help": "bold cyan", "pledged": "cyan",
    "consult": "bold blue", "excluded": "dim", "not_triggered": "dim", "none": "dim",
    "yes": "green", "no": "red", "unknown": "yellow3",
}
_KINDS = {
    "title": "bold", "lead": "", "heading": "bold underline", "doubt": "yellow3", "note": "dim", "source": "dim",
    "receipt": "dim", "tree": "dim",
}


def render(text: Text) -> None:
    """Print an answer; to a pipe as plain text without wrapping."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        sys.stdout.write(text.plain() + "\n")
        sys.stdout.flush()
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
    width = shutil.get_terminal_size().columns
    for block in text:
        if isinstance(block, Table):
            _table(console, block, width)
        else:
            _block(console, block)


def _block(console: object, block: Block) -> None:
    from rich.padding import Padding
    from rich.text import Text as Styled

    if block.kind in ("title", "heading"):
        console.print()  # type: ignore[attr-defined]
    style = _STYLES.get(block.style) or _KINDS.get(block.kind, "")
    console.print(Padding(Styled(block.text, style=style), (0, 0, 0, 2 * block.level)))  # type: ignore[attr-defined]


def _table(console: object, table: Table, width: int) -> None:
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    if width < 30 * len(table.header):
        for block in table.stacked():
            _block(console, block)
        return
    grid = Grid(title=table.caption or None, title_justify="left", show_lines=len(table.header) > 2, expand=False)
    for name in table.header:
        grid.add_column(name, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Styled(cell) for cell in row))
    console.print(grid)  # type: ignore[attr-defined]
