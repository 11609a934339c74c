"""SVG as text: elements with escaped content, textures, and files that stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

__all__ = ["TEXTURES", "alone", "clean", "element", "key", "patterns", "safe_class", "sample", "scrolling", "swatch", "text", "wrapped"]

#: What a class looks like without its colour: strokes on a tile of 24 units. Classes that are not here are plain.
#: `v-`, `c-` (verdicts, commitments) that mean the same share a look; see static/figures.css for the colours.
TEXTURES: Mapping[str, str] = {
    "own_means": "M-6,6L6,-6M-6,30L30,-6M18,30L30,18",
    "pending": "M-6,6L6,-6M-6,30L30,-6M18,30L30,18",
    "unknown": "M5,6h2M17,18h2",
    "right": "M0,6h24M0,18h24",
    "pledge": "M5,6h2M17,18h2",
    "consult": "M6,0v24M18,0v24",
    "excluded": "M-6,6L6,-6M-6,30L30,-6M18,30L30,18M-6,18L6,30M-6,-6L30,30M18,-6L30,6",
    "not_triggered": "M11,12h2",
    "contested": "M-6,18L6,30M-6,-6L30,30M18,-6L30,6",
    "join": "M-6,18L6,30M-6,-6L30,30M18,-6L30,6",
}
_LOOKS = {
    "must_act_own_means": "own_means",
    "conditional": "pending",
    "undetermined": "unknown",
    "may_help": "right",
    "pledged": "pledge",
    "must_join": "join",
    "restraint": "excluded",
}
_UNSAFE = re.compile(r"[^A-Za-z0-9_ -]")
#: XML has no way to write these, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Rules for the pointer, the keyboard and scripts mean nothing in a picture.
_SCREEN = re.compile(r":hover|:focus|\.here|\.figure-scroll|\.map-|\.hovering|\.near")
_SPECIAL = re.compile("[^\t\n\r !#-%(-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]+))?\)")


def text(value: object) -> str:
    """A value as XML text or attribute: escaped, without what XML forbids.

    Examples
    --------
    >>> text('<script>"')
    '&lt;script&gt;&quot;'
    """
    written = str(value)
    return escape(clean(written), quote=True) if _SPECIAL.search(written) else written


def clean(value: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", value)


def safe_class(value: str) -> str:
    """Class names without anything that could leave the attribute or a selector."""
    return _UNSAFE.sub("", value)


def element(name: str, attributes: Mapping[str, object] | None = None, *content: str) -> str:
    """One element; attributes that are None or False are left out, `content` is markup already.

    Examples
    --------
    >>> element("rect", {"x": 1, "class": None}), element("title", {}, text("a < b"))
    ('<rect x="1"/>', '<title>a &lt; b</title>')
    """
    written = "".join(
        f' {key}="{text(value)}"' for key, value in (attributes or {}).items() if value is not None and value is not False
    )
    inner = "".join(content)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def look(class_: str) -> str | None:
    """The texture of a class such as `v-pending` or `c-conditional`; None: plain."""
    name = class_.split()[0].partition("-")[2] if class_ else ""
    name = _LOOKS.get(name, name)
    return name if name in TEXTURES else None


def patterns(scale: float = 1.0) -> str:
    """The `<pattern>` elements that static/figures.css fills with."""
    return "".join(
        element(
            "pattern",
            {
                "id": f"p-{name}", "class": f"look-{name}", "width": 24, "height": 24, "patternUnits": "userSpaceOnUse",
                "patternTransform": None if scale == 1 else f"scale({scale:g})",
            },
            '<rect class="ground" width="24" height="24"/>',
            element("path", {"class": "grain", "d": d}),
        )
        for name, d in TEXTURES.items()
    )


def swatch(class_: str, x: float, y: float, width: int, height: int) -> str:
    """A sample of a class, drawn without patterns so that it may stand anywhere; a tile is six units."""
    name = look(class_)
    box = element("rect", {"class": f"swatch {safe_class(class_)}" if name is None else "ground", "width": width * 4, "height": height * 4})
    grain = ""
    if name is not None:
        tiles = [(i * 24, j * 24) for i in range(width // 6) for j in range(-(-height // 6))]
        grain = "".join(f'<path class="grain" transform="translate({i} {j})" d="{TEXTURES[name]}"/>' for i, j in tiles)
    frame = element("rect", {"class": "frame", "width": width * 4, "height": height * 4})
    return element(
        "svg", {"x": x, "y": y, "width": width, "height": height, "viewBox": f"0 0 {width * 4} {height * 4}",
                "class": f"sample look-{name}" if name else "sample", "aria-hidden": "true"},
        box, grain, frame,
    )


def sample(figure: str, class_: str, x: float, y: float, width: int = 24, height: int = 14) -> str:
    """A class as it looks in a kind of figure: an area (map, opinion), a line (network), a bar (timeline)."""
    if figure == "network":
        drawn = element("path", {"class": f"edge {safe_class(class_)}", "d": f"M0,{height / 2:g}H{width}"})
    elif figure == "timeline":
        drawn = element("rect", {"class": f"spell {safe_class(class_)}", "width": width, "height": height, "rx": 2})
    else:
        return swatch(class_, x, y, width, height)
    attributes = {"x": x, "y": y, "width": width, "height": height, "viewBox": f"0 0 {width} {height}", "class": f"{figure} sample", "aria-hidden": "true"}
    return element("svg", attributes, drawn)


def key(figure: str, entries: Mapping[str, str], width: float, size: float = 13) -> tuple[str, float]:
    """A key to classes for a figure that stands alone: markup, and how high it is."""
    x, y, out = 0.0, 0.0, []
    for class_, words in entries.items():
        needed = 28 + len(words) * size * 0.58 + 18
        if x and x + needed > width:
            x, y = 0.0, y + size * 1.7
        out.append(sample(figure, class_, x, y))
        out.append(element("text", {"class": "key", "x": x + 30, "y": y + 11.5, "font-size": size}, text(words)))
        x += needed
    return "".join(out), y + (size * 1.7 if entries else 0)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """Text broken into lines that fit a width in a sans-serif face of a size."""
    most, lines = max(8, int(width / (size * 0.54))), [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        while len(lines[-1]) > most:  # an address has no blanks
            lines[-1:] = [lines[-1][:most], lines[-1][most:]]
    return lines


def scrolling(figure: str, title: str) -> str:
    """A figure that keeps a readable size on narrow screens: its frame scrolls, with the keyboard too."""
    return element("div", {"class": "figure-scroll", "tabindex": 0, "role": "region", "aria-label": title or None}, figure)


@cache
def _style() -> str:
    """static/figures.css with the light colours put in: other programs know no custom properties."""
    css = files("foedus.web").joinpath("static/figures.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    values: dict[str, str] = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css.split("}", 1)[0]))
    rules = _without_media(css.split("}", 1)[1])
    for _ in range(4):
        rules = _VARIABLE.sub(lambda m: str(values.get(m[1]) or m[2] or "currentColor"), rules)
    kept = [rule for rule in re.findall(r"[^{}]+\{[^{}]*\}", rules) if not _SCREEN.search(rule.split("{")[0])]
    return re.sub(r"\s+", " ", " ".join(kept)).strip()


def _without_media(css: str) -> str:
    """The rules outside @media, up to the screen-only part."""
    out, depth, skipping = [], 0, False
    for piece in re.split(r"([{}])", css):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        elif depth == 0:
            skipping = piece.strip().startswith(("@media", ":root"))
        if not skipping:
            out.append(piece)
        elif piece == "}" and depth == 0:
            skipping = False
    return "".join(out)


def alone(
    body: str, *, width: float, height: float, title: str, lang: str, class_: str, legend: Mapping[str, str],
    caption: str, box: tuple[float, float, float, float] | None = None, extra: str = "",
) -> str:
    """A figure as a file: title above, `body` (drawn in `box`), key and caption below, style inside.

    `width` and `height` are those of the body in pixels; `extra` are more rules of style.
    """
    margin, head = 20, 44
    x, y, w, h = box or (0, 0, width, height)
    inner = element(
        "svg", {"x": margin, "y": head, "width": width, "height": height, "viewBox": f"{x:g} {y:g} {w:g} {h:g}", "class": class_}, body
    )
    lines = wrapped(title, width * 0.9, 19)
    heading = "".join(_line(line, margin, 28 + i * 24, "heading", 19) for i, line in enumerate(lines))
    shift = (len(lines) - 1) * 24
    legend_, below = key(class_, legend, width)
    top = head + shift + height + 14
    notes = [line for part in caption.splitlines() for line in wrapped(part, width, 11)]
    foot = "".join(_line(line, margin, top + below + 14 + i * 15, "caption", 11) for i, line in enumerate(notes))
    whole = top + below + 14 + len(notes) * 15 + 4
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 2 * margin:g}" height="{whole:g}" ',
            f'viewBox="0 0 {width + 2 * margin:g} {whole:g}" xml:lang="{text(lang)}" class="figure" role="img">',
            element("title", {}, text(title)),
            f"<style>{_style()} {extra}</style>",
            element("rect", {"class": "paper", "width": "100%", "height": "100%"}),
            heading,
            element("g", {"transform": f"translate(0 {shift})"}, inner),
            element("g", {"transform": f"translate({margin} {top:g})"}, legend_),
            foot,
            "</svg>\n",
        )
    )


def _line(words: str, x: float, y: float, class_: str, size: float) -> str:
    return element("text", {"class": class_, "x": x, "y": f"{y:g}", "font-size": size}, text(words))


