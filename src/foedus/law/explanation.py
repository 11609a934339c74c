"""The tree of tests behind an answer: what was asked, what was found, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from foedus.law.logic import Truth, both, either, negate

__all__ = ["Node", "all_of", "any_of", "decisive", "not_of"]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One test. `wants` is what the text asks, `found` what the account or register says.

    `source` is the article, the fact, the assumption or the account behind it. Codes only: sentences
    are made by `foedus.wording`. A test with children has its value from theirs.
    """

    test: str
    value: Truth
    wants: Any = None
    found: Any = None
    source: str | None = None
    children: tuple[Node, ...] = ()

    def leaves(self) -> Iterator[Node]:
        """The tests at the ends of the tree, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def all_of(children: tuple[Node, ...], test: str = "all", **more: Any) -> Node:
    return Node(test=test, value=both(child.value for child in children), children=children, **more)


def any_of(children: tuple[Node, ...], test: str = "any", **more: Any) -> Node:
    return Node(test=test, value=either(child.value for child in children), children=children, **more)


def not_of(child: Node) -> Node:
    return Node(test="not", value=negate(child.value), children=(child,))


def decisive(node: Node) -> tuple[Node, ...]:
    """The leaves that made the node what it is: the failed ones of a failed test, the unknown ones
    of an unknown one, all of one that holds. Under a negation the child's own leaves count.

    Examples
    --------
    >>> yes, no = Node(test="event", value=True), Node(test="at", value=False)
    >>> [leaf.test for leaf in decisive(all_of((yes, no)))]
    ['at']
    """
    if not node.children:
        return (node,)
    if node.test == "not":
        return decisive(node.children[0])
    same = [child for child in node.children if child.value is node.value]
    return tuple(leaf for child in same for leaf in decisive(child))

