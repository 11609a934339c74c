"""The flat blocks of `foedus.wording` as sections and nested lists, ready for a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from foedus.wording.text import Block, Table

__all__ = ["Item", "Section", "nested", "sections"]


@dataclass
class Item:
    """One block with what stands under it."""

    kind: str
    text: str
    style: str = ""
    children: list[Item] = field(default_factory=list)


@dataclass
class Section:
    """A heading (empty at the top) with its items and tables, in order."""

    heading: str
    style: str
    parts: list[Item | Table] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        return [part for part in self.parts if isinstance(part, Item)]


def nested(blocks: Iterable[Block]) -> list[Item]:
    """Blocks by level: each stands under the last one of a lower level.

    Examples
    --------
    >>> found = nested([Block("item", "a"), Block("note", "b", 1), Block("item", "c")])
    >>> [(item.text, [child.text for child in item.children]) for item in found]
    [('a', ['b']), ('c', [])]
    """
    top: list[Item] = []
    open_: list[tuple[int, Item]] = []
    for block in blocks:
        item = Item(block.kind, block.text, block.style)
        while open_ and open_[-1][0] >= block.level:
            open_.pop()
        (open_[-1][1].children if open_ else top).append(item)
        open_.append((block.level, item))
    return top


def sections(blocks: Iterable[Block | Table]) -> list[Section]:
    """Blocks under their headings; what stands before the first heading has an empty one."""
    found: list[Section] = [Section("", "")]
    waiting: list[Block] = []

    def settle() -> None:
        found[-1].parts.extend(nested(waiting))
        waiting.clear()

    for block in blocks:
        if isinstance(block, Table):
            settle()
            found[-1].parts.append(block)
        elif block.kind == "heading":
            settle()
            found.append(Section(block.text, block.style))
        else:
            waiting.append(block)
    settle()
    return [section for section in found if section.heading or section.parts]


