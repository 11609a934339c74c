"""The tree of tests behind a verdict, each test with its value and the page of what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.law.opinion import Opinion
from foedus.web.page import Visit
from foedus.wording.reasons import About, reason
from foedus.wording.voice import Voice

__all__ = ["Test", "explained"]

_VALUES = {True: "yes", False: "no", None: "unknown"}
#: Tests of what would release: that they do not hold is no failure.
_HARMLESS = frozenset({"exception", "charter_103"})


@dataclass
class Test:
    """One test in words. `value`: yes, no, unknown, or harmless for a release that does not apply."""

    text: str
    value: str
    href: str | None = None
    children: list[Test] = field(default_factory=list)


def explained(opinion: Opinion, state: str, toward: str, voice: Voice, visit: Visit) -> list[Test]:
    """Every test of what `state` owes `toward`, failed ones too, by account and provision."""
    found: list[Test] = []
    for node in opinion.why.get("children", ()):
        if tuple(node["found"]) == (state, toward):
            for account in node.get("children", ()):
                tests = [_duty(duty, state, toward, voice, visit) for duty in account.get("children", ())]
                if account.get("found") in (None, "default"):
                    found.extend(tests)
                else:
                    name = voice.say("why.tree.account", account=voice.account(str(account["found"])))
                    found.append(Test(name, "account", None, tests))
    return found


def _duty(node: Mapping[str, Any], state: str, toward: str, voice: Voice, visit: Visit) -> Test:
    id_, _, article = str(node.get("source")).partition(":")
    known = None if article == "text" else article
    about = About(state, toward, id_, known)
    where = f"{voice.short_title(id_)}, {voice.article(known)}"
    text = voice.say("why.tree.duty", article=where, status=voice.say(f"status.{node.get('found')}"))
    children = [_test(child, voice, about, visit) for child in node.get("children", ()) if _shown(child)]
    return Test(text, _VALUES[node.get("value")], visit.instrument(id_, known), children)


def _shown(node: Mapping[str, Any]) -> bool:
    return node["test"] != "joint" or bool(node.get("wants"))


def _test(node: Mapping[str, Any], voice: Voice, about: About, visit: Visit) -> Test:
    value = node.get("value")
    said = "harmless" if value is False and node["test"] in _HARMLESS else _VALUES[value]
    children = [_test(child, voice, about, visit) for child in node.get("children", ()) if _shown(child)]
    return Test(reason(node, voice, about), said, _href(node, visit), children)


def _href(node: Mapping[str, Any], visit: Visit) -> str | None:
    """The page of the instrument and article that a test names as its source."""
    id_, _, rest = str(node.get("source") or "").partition(":")
    if id_ not in visit.site.register.instruments:
        return None
    return visit.instrument(id_, rest if rest[:1].isdigit() else None)
