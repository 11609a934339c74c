"""Spells of parties and instruments along the years."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.register.dates import first_day, last_day
from foedus.web.figures import svg
from foedus.web.figures.phrases import phrase

__all__ = ["timeline"]

WIDTH, ROW, BAR, TOP = 960, 26, 14, 30
#: Strokes on a tile of 8 units, and for which class of spell.
_TILES = {
    "signed": "M-2,2L2,-2M-2,10L10,-2M6,10L10,6",
    "suspended": "M2,0v8M6,0v8",
    "contested": "M-2,6L2,10M-2,-2L10,10M6,-2L10,2",
    "unknown": "M1,2h2M5,6h2",
}
_STEPS = (1, 2, 5, 10, 20, 25, 50)


def timeline(
    rows: Sequence[Mapping[str, Any]], *, start: str, end: str, lang: str, standalone: bool = False, title: str = "",
    today: str | None = None, legend: Mapping[str, str] | None = None, caption: str = "",
) -> str:
    """Rows of spells as bars between two days.

    Parameters
    ----------
    rows : each has `label`, `href` (or None), `spells` (`from`, `to`: dates or None; `class`, `title`)
        and perhaps `marks` (`date`, `title`). A date may lack its day or month: the bar is then hatched
        over the days that it can mean. A spell without `from` begins before the picture, with an arrow.
    start, end : the first and last day drawn.
    today : a day to be marked with a line.

    Examples
    --------
    >>> spell = {"from": "1961-09-10", "to": None, "class": "t-in_force", "title": "in force since 1961-09-10"}
    >>> drawn = timeline([{"label": "China", "href": None, "spells": [spell]}], start="1950-01-01", end="2026-01-01", lang="en")
    >>> "in force since 1961-09-10" in drawn
    True
    """
    scale = _Scale(start, end, max((len(str(row["label"])) for row in rows), default=0))
    height = TOP + max(1, len(rows)) * ROW + 8
    body = svg.element("defs", {}, _tiles()) + _axis(scale, height)
    if not rows:
        body += svg.element("text", {"x": scale.left, "y": TOP + 18, "font-size": 13}, svg.text(phrase(lang, "no_rows")))
    body += "".join(_row(row, i, scale, lang, standalone) for i, row in enumerate(rows))
    if today is not None and start <= today <= end:
        x = scale.at(today)
        line = svg.element("line", {"class": "today", "x1": x, "x2": x, "y1": TOP - 8, "y2": height - 4})
        body += svg.element("g", {}, svg.element("title", {}, svg.text(today)), line)
    if standalone:
        return svg.alone(body, width=WIDTH, height=height, title=title, lang=lang, class_="timeline", legend=legend or {}, caption=caption)
    named = svg.element("title", {}, svg.text(title)) if title else ""
    attributes = {
        "class": "timeline", "viewBox": f"0 0 {WIDTH} {height}", "role": "group", "aria-label": title or None, "data-start": start, "data-end": end,
    }
    return svg.scrolling(svg.element("svg", attributes, named, body), title)


class _Scale:
    """Days to horizontal units."""

    def __init__(self, start: str, end: str, longest: int) -> None:
        self.start, self.end = start, end
        self.left = min(205, max(60, 14 + longest * 6.9))
        self._first, self._last = _ordinal(start), max(_ordinal(start) + 1, _ordinal(end))
        self.letters = int((self.left - 12) / 6.9)

    def at(self, day: str) -> float:
        share = (_ordinal(day) - self._first) / (self._last - self._first)
        return round(self.left + min(1.0, max(0.0, share)) * (WIDTH - 14 - self.left), 1)


def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _tiles() -> str:
    return "".join(
        svg.element(
            "pattern", {"id": f"p-t-{name}", "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"},
            f'<rect class="t-ground-{name}" width="8" height="8"/>', svg.element("path", {"class": f"t-grain t-grain-{name}", "d": d}),
        )
        for name, d in _TILES.items()
    )


def _axis(scale: _Scale, height: int) -> str:
    first, last = int(scale.start[:4]), int(scale.end[:4])
    room = max(1, int((WIDTH - scale.left) / 55))
    step = next((step for step in _STEPS if (last - first) / step <= room), 100)
    out = []
    for year in range(first - first % step + (step if first % step else 0), last + 1, step):
        day = f"{year:04d}-01-01"
        if not scale.start <= day <= scale.end:
            continue
        x = scale.at(day)
        out.append(svg.element("line", {"x1": x, "x2": x, "y1": TOP - 8, "y2": height - 4}))
        anchor = "end" if x > WIDTH - 34 else "middle"
        out.append(svg.element("text", {"x": x, "y": 16, "font-size": 11, "text-anchor": anchor}, str(year)))
    return f'<g class="axis">{"".join(out)}</g>'


def _row(row: Mapping[str, Any], index: int, scale: _Scale, lang: str, standalone: bool) -> str:
    y = TOP + index * ROW
    label = str(row["label"])
    short = label if len(label) <= scale.letters else label[: scale.letters - 1].rstrip() + "…"
    words = svg.element("text", {"x": 4, "y": y + 15, "font-size": 12.5}, svg.element("title", {}, svg.text(label)), svg.text(short))
    if row.get("href") and not standalone:
        words = svg.element("a", {"href": row["href"]}, words)
    line = svg.element("line", {"class": "row-line", "x1": scale.left, "x2": WIDTH - 14, "y1": y + BAR / 2 + 4, "y2": y + BAR / 2 + 4})
    spells = "".join(_spell(spell, y + 4, scale, lang) for spell in row.get("spells", ()))
    marks = "".join(_mark(mark, y + 4 + BAR / 2, scale) for mark in row.get("marks", ()))
    return svg.element("g", {"class": "row"}, line, words, spells, marks)


def _spell(spell: Mapping[str, Any], y: float, scale: _Scale, lang: str) -> str:
    """One bar: the days that are sure, and hatched those that a date without a day can mean."""
    from_, to = spell.get("from"), spell.get("to")
    early = first_day(from_) if from_ else scale.start
    late = last_day(to) if to else scale.end
    if late < scale.start or early > scale.end:
        return ""
    sure_from = last_day(from_) if from_ else scale.start
    sure_to = first_day(to) if to else scale.end
    class_ = svg.safe_class(str(spell.get("class", "t-unknown")))
    parts = [svg.element("title", {}, svg.text(spell.get("title", "")))]
    if sure_from <= sure_to:
        pieces = [("t-unknown maybe", early, sure_from), (class_, sure_from, sure_to), ("t-unknown maybe", sure_to, late)]
    else:
        pieces = [("t-unknown maybe", early, late)]
    for piece, begin, finish in pieces:
        x, beyond = scale.at(begin), scale.at(finish)
        if beyond > x or (piece == class_ and scale.start <= begin <= scale.end):
            parts.append(svg.element("rect", {"class": f"spell {piece}", "x": x, "y": y, "width": round(max(beyond - x, 2), 1), "height": BAR, "rx": 2}))
    if from_ is None:
        parts.append(svg.element("path", {"class": "arrow", "d": f"M{scale.left - 1:g},{y + 3}v{BAR - 6}l-6,-{(BAR - 6) / 2:g}z"},
                                 svg.element("title", {}, svg.text(phrase(lang, "unknown_start")))))
    if to is None:
        parts.append(svg.element("path", {"class": "arrow", "d": f"M{WIDTH - 13},{y + 3}v{BAR - 6}l6,-{(BAR - 6) / 2:g}z"},
                                 svg.element("title", {}, svg.text(phrase(lang, "open_end")))))
    return svg.element("g", {}, *parts)


def _mark(mark: Mapping[str, Any], y: float, scale: _Scale) -> str:
    day = first_day(str(mark["date"]))
    if not scale.start <= day <= scale.end:
        return ""
    title = svg.element("title", {}, svg.text(mark.get("title", "")))
    return svg.element("path", {"class": "point", "d": f"M{scale.at(day):g},{y - 6:g}l5,6l-5,6l-5,-6z"}, title)
