"""The whole tree of tests behind a verdict, line by line; failed tests are shown too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.wording.reasons import About, reason
from foedus.wording.text import Block
from foedus.wording.voice import Voice

__all__ = ["tree"]

_MARKS = {True: "✓", False: "✗", None: "?"}
#: Tests of what would release: that they do not hold is no failure.
_HARMLESS = frozenset({"exception", "charter_103"})
_STYLES = {True: "yes", False: "no", None: "unknown"}


def tree(node: Mapping[str, Any], voice: Voice, state: str, toward: str, level: int = 1) -> Iterator[Block]:
    """A node of the `why` of an opinion with all that stands under it."""
    about = About(state, toward)
    children = node.get("children", ())
    if node["test"] == "state":
        for child in children:
            yield from tree(child, voice, state, toward, level)
        return
    if node["test"] == "account":
        if node.get("found") != "default":
            yield Block("tree", voice.say("why.tree.account", account=voice.account(str(node["found"]))), level)
        for child in children:
            yield from tree(child, voice, state, toward, level + 1)
        return
    if node["test"] == "duty":
        name, _, article = str(node.get("source")).partition(":")
        about = About(state, toward, name, None if article == "text" else article)
    yield from _lines(node, voice, about, level)


def _lines(node: Mapping[str, Any], voice: Voice, about: About, level: int) -> Iterator[Block]:
    value = node.get("value")
    if node["test"] == "duty":
        where = f"{voice.title(about.instrument)}, {voice.article(about.article)}"
        text = voice.say("why.tree.duty", article=where, status=voice.say(f"status.{node.get('found')}"))
    else:
        text = reason(node, voice, about)
    mark = "·" if value is False and node["test"] in _HARMLESS else _MARKS[value]
    yield Block("tree", f"{mark} {text}", level, "" if mark == "·" else _STYLES[value])
    for child in node.get("children", ()):
        if child["test"] == "joint" and not child.get("wants"):
            continue
        yield from _lines(child, voice, about, level + 1)
