"""Who must help whom: an opinion as a diagram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foedus.web.figures import svg
from foedus.web.figures.phrases import phrase

__all__ = ["opinion_graph"]

#: Verdicts that are drawn, the strongest first; the others are counted.
DRAWN = ("contested", "must_help", "must_join", "must_act_own_means", "pending", "undetermined", "may_help", "pledged", "consult")
WIDTH, TOP, BOX = 1000, 34, 180
_LEFT, _MIDDLE, _RIGHT = 10, 290, 560
_LINE = 17


@dataclass
class _Block:
    """What some states owe one state under one article: its lines of text, and where it stands."""

    toward: str
    verdict: str
    heading: str
    states: list[str]
    basis: list[str]
    lines: list[tuple[str, str]] = field(default_factory=list)
    top: float = 0

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 12


def opinion_graph(
    opinion: Mapping[str, Any], *, lang: str, names: Callable[[str], str], words: Callable[[str], str], title: str,
    standalone: bool = False, legend: Mapping[str, str] | None = None, caption: str = "",
) -> str:
    """Attackers, attacked, and beside them those who owe help, grouped by verdict and article.

    Parameters
    ----------
    opinion : an opinion as JSON has it (`foedus.opinion/1`).
    names, words : a state's id, a verdict's code -> what people read.
    """
    acts = opinion["scenario"].get("acts", ())
    strikes = list(dict.fromkeys((actor, target) for act in acts for actor in _listed(act.get("actor")) for target in _listed(act.get("target"))))
    attackers = list(dict.fromkeys(actor for actor, _ in strikes))
    blocks, counts = _blocks(opinion, lang, names, words)
    targets = list(dict.fromkeys([target for _, target in strikes] + [block.toward for block in blocks]))
    targets = sorted(targets, key=lambda state: (state in attackers, targets.index(state)))
    y = float(TOP)
    middle: dict[str, float] = {}
    for target in targets:
        top = y
        for block in (block for block in blocks if block.toward == target):
            block.top = y
            y += block.height + 10
        y = max(y, top + 54)
        middle[target] = (top + y - 10) / 2
    sides = [state for state in attackers if state not in middle]
    left = _spread(sides, TOP, y)
    body = _headings(lang, bool(sides)) + "".join(_tie(block, middle) for block in blocks)
    body += "".join(_strike(strike, left, middle, lang) for strike in strikes)
    body += "".join(_box(names(state), _LEFT, at, "v-attacker") for state, at in left.items())
    body += "".join(_box(names(state), _MIDDLE, at, "v-attacker" if state in attackers else "v-target") for state, at in middle.items())
    body += "".join(_drawn(block) for block in blocks)
    notes = [phrase(lang, "nobody_due")] if not blocks else []
    notes += [f"{words(verdict)}: {count}" for verdict, count in counts.items()]
    for note in notes:
        body += svg.element("text", {"class": "quiet", "x": _RIGHT, "y": y + 10, "font-size": 12.5}, svg.text(note))
        y += _LINE
    height = round(y + 20)
    if standalone:
        return svg.alone(body, width=WIDTH, height=height, title=title, lang=lang, class_="opinion", legend=legend or {}, caption=caption)
    attributes = {"class": "opinion", "viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-label": title}
    return svg.scrolling(svg.element("svg", attributes, svg.element("title", {}, svg.text(title)), body), title)


def _listed(value: object) -> Sequence[str]:
    return () if value is None else [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def _blocks(
    opinion: Mapping[str, Any], lang: str, names: Callable[[str], str], words: Callable[[str], str]
) -> tuple[list[_Block], dict[str, int]]:
    found: dict[tuple[str, str, str], _Block] = {}
    counts: dict[str, int] = {}
    for verdict in opinion.get("verdicts", ()):
        code = str(verdict["verdict"])
        if code not in DRAWN:
            counts[code] = counts.get(code, 0) + 1
            continue
        basis = _basis(opinion, verdict, lang)
        key = (code, str(verdict["toward"]), basis)
        block = found.setdefault(key, _Block(str(verdict["toward"]), code, words(code), [], [basis] if basis else []))
        block.states.append(names(str(verdict["state"])))
    ordered = sorted(found.items(), key=lambda item: (DRAWN.index(item[0][0]), item[0][1], item[0][2]))
    room = WIDTH - _RIGHT - 44
    for _, block in ordered:
        block.lines = [("who", line) for line in svg.wrapped(", ".join(sorted(block.states)), room, 14.5)]
        block.lines.append(("what", block.heading))
        block.lines += [("quiet", line) for basis in block.basis for line in svg.wrapped(basis, room, 12.5)]
    return [block for _, block in ordered], dict(sorted(counts.items()))


def _basis(opinion: Mapping[str, Any], verdict: Mapping[str, Any], lang: str) -> str:
    """The article and the text that the verdict rests on."""
    index, duties = verdict.get("strongest"), opinion.get("duties", ())
    if not isinstance(index, int) or not 0 <= index < len(duties):
        return ""
    duty = duties[index]
    title = duty["instrument"]["title"]
    text = title if isinstance(title, str) else title.get(lang) or next(iter(title.values()))
    signed = str(duty["instrument"].get("signed") or "")[:4]
    dated = f"{text} ({signed})" if signed and signed not in text else text
    return f"{phrase(lang, 'article', n=duty['article'])}, {dated}" if duty.get("article") else dated


def _spread(states: Sequence[str], top: float, bottom: float) -> dict[str, float]:
    """Evenly between top and bottom, never closer than boxes are high."""
    step = max(54.0, (bottom - top) / max(1, len(states)))
    return {state: top + step * (i + 0.5) for i, state in enumerate(states)}


def _headings(lang: str, attackers: bool) -> str:
    columns = [(_LEFT, "attackers")] if attackers else []
    columns += [(_MIDDLE, "attacked"), (_RIGHT, "owing")]
    return "".join(svg.element("text", {"class": "quiet", "x": x, "y": 16, "font-size": 12}, svg.text(phrase(lang, key))) for x, key in columns)


def _box(name: str, x: float, middle: float, class_: str) -> str:
    lines = svg.wrapped(name, BOX - 20, 15)[:3]
    height = 18 + 17 * len(lines)
    rect = svg.element("rect", {"class": f"box {class_}", "x": x, "y": f"{middle - height / 2:g}", "width": BOX, "height": height, "rx": 4})
    dark = "on-dark" if class_ == "v-attacker" else None
    texts = [
        svg.element("text", {"class": dark, "x": x + 10, "y": f"{middle - height / 2 + 22 + 17 * i:g}", "font-size": 13.5, "font-weight": 600}, svg.text(line))
        for i, line in enumerate(lines)
    ]
    return svg.element("g", {}, svg.element("title", {}, svg.text(name)), rect, *texts)


def _drawn(block: _Block) -> str:
    parts = [svg.element("rect", {"class": "box", "x": _RIGHT, "y": f"{block.top:g}", "width": WIDTH - _RIGHT - 4, "height": f"{block.height:g}", "rx": 4})]
    parts.append(svg.swatch(f"v-{block.verdict}", _RIGHT + 8, block.top + 9, 18, 12))
    for i, (kind, line) in enumerate(block.lines):
        size = 13 if kind == "who" else 12
        attributes = {
            "class": "quiet" if kind == "quiet" else None, "x": _RIGHT + 34, "y": f"{block.top + 19 + i * _LINE:g}", "font-size": size,
            "font-weight": 600 if kind == "who" else None,
        }
        parts.append(svg.element("text", attributes, svg.text(line)))
    return svg.element("g", {}, *parts)


def _tie(block: _Block, middle: Mapping[str, float]) -> str:
    """From those who help to the one whom they help."""
    y, x, to = block.top + block.height / 2, _RIGHT, _MIDDLE + BOX
    end = middle[block.toward]
    bend = (x + to) / 2
    line = svg.element("path", {"class": "tie", "d": f"M{x},{y:g}C{bend:g},{y:g} {bend:g},{end:g} {to + 9},{end:g}"})
    return line + svg.element("path", {"class": "tie-head", "d": f"M{to + 1},{end:g}l10,-5v10z"})


def _strike(strike: tuple[str, str], left: Mapping[str, float], middle: Mapping[str, float], lang: str) -> str:
    """From an attacker to whom it attacked; between two of the middle column along its side."""
    actor, target = strike
    end = middle[target]
    title = svg.element("title", {}, svg.text(phrase(lang, "attacks")))
    if actor in left:
        start, x = left[actor], _LEFT + BOX
        path = f"M{x},{start:g}C{x + 50},{start:g} {_MIDDLE - 60},{end:g} {_MIDDLE - 10},{end:g}"
    else:
        start = middle[actor]
        path = f"M{_MIDDLE},{start:g}C{_MIDDLE - 70},{start:g} {_MIDDLE - 70},{end:g} {_MIDDLE - 10},{end:g}"
    head = svg.element("path", {"class": "strike-head", "d": f"M{_MIDDLE - 1},{end:g}l-12,-6v12z"})
    return svg.element("g", {}, title, svg.element("path", {"class": "strike", "d": path}), head)
