"""What the wording layer hands out: a list of typed blocks that a terminal, a page or a pipe can print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Block", "Table", "Text"]

#: Kinds that stand after an empty line when printed plainly.
_SPACED = frozenset({"title", "heading", "closing"})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    `kind`: title, lead, heading, verdict, reason, doubt, tree, item, note, source,
    closing, receipt. `level`
    is how deep it stands under the block before it. `style` is a code for colour (a verdict, a duty,
    yes, no, unknown), never needed to understand the text.
    """

    kind: str
    text: str
    level: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; narrow screens may stack each row as `header: value` lines."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    kind: str = "table"
    style: str = ""

    def lines(self, *, after: bool = False) -> Iterator[str]:
        """Caption, header, and one line for each row, for pipes.

        Examples
        --------
        >>> list(Table(("state", "duty"), (("Cuba", "none"),)).lines())
        ['state | duty', 'Cuba | none']
        """
        if after:
            yield ""
        if self.caption:
            yield self.caption
        for row in (self.header, *self.rows):
            yield " | ".join(cell or "-" for cell in row)

    def stacked(self) -> Iterator[Block]:
        """Each row as a paragraph of its own, for narrow screens and pipes.

        Examples
        --------
        >>> [b.text for b in Table(("state", "duty"), (("Cuba", "none"),)).stacked()]
        ['Cuba', 'duty: none']
        """
        if self.caption:
            yield Block("heading", self.caption)
        for row in self.rows:
            yield Block("item", row[0])
            for name, value in zip(self.header[1:], row[1:], strict=True):
                if value:
                    yield Block("note", f"{name}: {value}" if name else value, 1)


@dataclass(frozen=True, slots=True)
class Text:
    """An answer in one language, block by block."""

    blocks: tuple[Block | Table, ...]
    lang: str = "en"
    title: str = field(default="")

    def __iter__(self) -> Iterator[Block | Table]:
        return iter(self.blocks)

    def __str__(self) -> str:
        return self.plain()

    def plain(self, width: int = 0) -> str:
        """The text without colour. `width` wraps the lines and stacks the rows of tables; 0 leaves each
        paragraph and each row on one line.

        Examples
        --------
        >>> print(Text((Block("heading", "Must help"), Block("verdict", "Russia must help Cuba"))))
        Must help
        Russia must help Cuba
        """
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Table) and not width:
                lines.extend(block.lines(after=bool(lines)))
                continue
            for each in block.stacked() if isinstance(block, Table) else (block,):
                if lines and each.kind in _SPACED:
                    lines.append("")
                lines.extend(_lines(each, width))
        return "\n".join(lines)


def _lines(block: Block, width: int) -> list[str]:
    indent = "  " * block.level
    if not width:
        return [indent + line for line in block.text.splitlines()]
    return textwrap.wrap(
        block.text, max(width, 30), initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )
