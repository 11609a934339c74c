"""The world on a day, coloured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from foedus.register.dates import today
from foedus.register.world import World
from foedus.web.figures import svg
from foedus.web.figures.geometry import RADIUS, SMALL, Atlas, atlas, framed, spots
from foedus.web.figures.holders import Holding, entries, held
from foedus.web.figures.phrases import phrase

__all__ = ["frame", "legend", "title_of", "world_map"]

#: Pixels that a map is usually wide.
USUAL = 1000


def world_map(
    view: World, colours: Mapping[str, str], *, lang: str, title: str, focus: str | None = None, standalone: bool = False,
    labels: Mapping[str, str] | None = None, links: Callable[[str], str] | None = None,
    marks: Mapping[str, str] | None = None, legend: Mapping[str, str] | None = None, caption: str = "", name: str = "",
) -> str:
    """SVG of the world on the view's day, every state a group of the modern shapes that it then held.

    Parameters
    ----------
    colours : state -> class, such as `v-must_help`; a state that is missing gets `none`.
    title : the accessible name; the heading of a figure that stands alone.
    focus : a state, or one of `REGIONS`, to draw close up; anything else is the world.
    standalone : a whole file: style, key and caption inside, light colours, no links.
    labels : state -> the words that follow its name.
    links : state -> address. Called once with `XXX` for the pattern that scripts use.
    marks : state -> a short text written beside it.
    legend, caption : class -> words, and the last lines; only in a figure that stands alone.
    name : put before every id, for pages with more than one map.

    Examples
    --------
    >>> from foedus.register.world import world
    >>> drawn = world_map(world("2024-12-04"), {"PRK": "v-must_help"}, lang="en", title="Who must help Russia")
    >>> '<g id="s-PRK" class="state v-must_help" data-state="PRK"><title>' in drawn
    True
    """
    world, holding = atlas(), held(view)
    own = [world.shapes[shape].box for shape in holding.whole.get(focus or "", ())]
    if not own and focus in holding.spots and focus in spots(view.register):
        x, y = spots(view.register)[focus]
        own = [(x, y, x, y)]
    box = framed(focus, own)
    zoom = box[2] / world.width
    drawn = _body(view, colours, holding, lang, labels or {}, None if standalone else links, zoom, name)
    body = svg.element("defs", {}, svg.patterns(zoom), _mixes(holding, colours, zoom, name)) + _sea(world) + drawn
    body += _marks(view, marks or {}, zoom)
    past = _past(view, holding)
    if standalone:
        notes = "\n".join(note for note in (phrase(lang, "modern_borders") if past else "", phrase(lang, "data_set"), caption) if note)
        return svg.alone(
            body, width=USUAL, height=round(USUAL * box[3] / box[2]), title=title, lang=lang, class_="map", legend=legend or {},
            caption=notes, box=box, extra=_fixed_strokes(zoom),
        )
    attributes = {
        "class": "map", "viewBox": " ".join(f"{n:g}" for n in box), "role": "group" if links else "img", "aria-labelledby": f"{name}map-title",
        "data-name": name, "data-world": f"0 0 {world.width} {world.height}", "data-link": links("XXX") if links else None,
        "data-colon": _colon(lang), "data-shared": phrase(lang, "shared", states="STATES"), "preserveAspectRatio": "xMidYMid meet",
    }
    note = f'<p class="map-borders" data-past="{"yes" if past else "no"}">{svg.text(_note(lang, past))}</p>'
    return svg.element("svg", attributes, svg.element("title", {"id": f"{name}map-title"}, svg.text(title)), body) + note


def _fixed_strokes(zoom: float) -> str:
    """Line widths in map units, for programs that do not know `vector-effect`."""
    unit = atlas().width / USUAL * zoom
    lines = {".map path": 0.4, ".map circle": 1}
    return "".join(f"{selector} {{ vector-effect: none; stroke-width: {width * unit:g}; }} " for selector, width in lines.items())


def _note(lang: str, past: bool) -> str:
    key = "modern_borders" if past else "today_note"
    return f"{phrase(lang, key)} {phrase(lang, 'data_set')}"


def frame(view: World, lang: str = "en") -> dict[str, Any]:
    """What a script needs, beside colours, names and words, to redraw a map for another day.

    `held`: shape -> the states that held it, where it is not just the state of the same id (none: nobody);
    `dependencies`: shape -> the state that administered it, and its title; `points`: state or dependency ->
    x, y and size of those drawn as a circle; `status`: state -> its name with what is contested about it;
    `borders`: the note below the map; `past`: whether the borders then were others than today.
    """
    holding, where, world = held(view), spots(view.register), atlas()
    deviating = {shape: [state] for state, shapes in holding.whole.items() for shape in shapes if shape != state}
    deviating |= {shape: list(states) for shape, states in holding.shared.items()}
    deviating |= {shape: [] for shape in holding.nobody}
    sizes = {state: _extent(world, holding.whole.get(state, ())) for state in (*holding.whole, *holding.spots)}
    sizes |= {shape: world.shapes[shape].size for shape in holding.dependencies}
    past = _past(view, holding)
    return {
        "held": dict(sorted(deviating.items())),
        "dependencies": {
            shape: [states[0], _dependency_words(view, shape, states[0], lang)] for shape, states in sorted(holding.dependencies.items())
        },
        "points": {id_: [*where[id_], size] for id_, size in sorted(sizes.items()) if id_ in where and size < SMALL},
        "status": {state.id: title_of(view, state.id, lang) for state in view.states if state.contested},
        "past": past,
        "borders": _note(lang, past),
    }


def legend(entries: Mapping[str, str], *, of: str = "map") -> str:
    """A key to classes as an HTML list, in the order given; the samples look as in a `map`, `network` or `timeline`."""
    items = (svg.element("li", {}, svg.sample(of, class_, 0, 0), svg.text(words)) for class_, words in entries.items())
    return svg.element("ul", {"class": "legend"}, *items)


def title_of(view: World, state: str, lang: str, words: str | None = None) -> str:
    """A state's name on the day, whether its status is contested, and what is said of it."""
    name = view.name(state, lang)
    record = view.register.states.get(state)
    if record is not None and record.contested:
        by = ", ".join(view.name(other, lang) for other in record.claimed_by)
        name = phrase(lang, "contested", name=name, by=by) if by else phrase(lang, "contested_alone", name=name)
    return f"{name}{_colon(lang)}{words}" if words else name


def _colon(lang: str) -> str:
    return " : " if lang == "fr" else ": "


def _past(view: World, holding: Holding) -> bool:
    now = held(World(view.register, today()))
    return (holding.whole, holding.shared) != (now.whole, now.shared)


def _body(
    view: World, colours: Mapping[str, str], holding: Holding, lang: str, labels: Mapping[str, str],
    links: Callable[[str], str] | None, zoom: float, name: str,
) -> str:
    world, where = atlas(), spots(view.register)
    under = [_path(shape, "nobody") for shape in holding.nobody if world.shapes[shape].d]
    for shape, states in holding.shared.items():
        words = phrase(lang, "shared", states=", ".join(view.name(state, lang) for state in states))
        attributes = {"class": "shared", "data-shape": shape, "fill": f"url(#{name}p-mix-{shape})", "d": world.shapes[shape].d}
        under.append(svg.element("path", attributes, svg.element("title", {}, svg.text(words))))
    dependent: dict[str, list[str]] = {}
    for shape, states in holding.dependencies.items():
        dependent.setdefault(states[0], []).append(shape)
    ids = {state.id for state in view.states} | set(holding.whole) | set(dependent)
    groups = []
    for state in sorted(ids, key=lambda id_: (-_extent(world, holding.whole.get(id_, ())), id_)):
        inside = [svg.element("title", {}, svg.text(title_of(view, state, lang, labels.get(state))))]
        shapes = holding.whole.get(state, ())
        inside += [_path(shape) for shape in shapes if world.shapes[shape].d]
        inside += [_dependency(view, shape, state, lang, where, zoom) for shape in dependent.get(state, ())]
        if state in where and _extent(world, shapes) < SMALL and (shapes or state in holding.spots):
            inside.append(_circle(where[state], zoom, _extent(world, shapes)))
        attributes = {"id": f"{name}s-{state}", "class": f"state {svg.safe_class(colours.get(state, 'none'))}", "data-state": state}
        if links is not None:
            groups.append(svg.element("a", {**attributes, "href": links(state)}, *inside))
        else:
            groups.append(svg.element("g", attributes, *inside))
    return f'<g class="land">{"".join(under)}</g><g class="states">{"".join(groups)}</g>'


@cache
def _path(shape: str, class_: str | None = None) -> str:
    """A shape by itself; kept, for escaping the world's coast takes longer than all the rest."""
    found = atlas().shapes[shape]
    return svg.element("path", {"class": class_, "data-shape": shape, "data-at": f"{found.at[0]} {found.at[1]}", "d": found.d})


def _extent(world: Atlas, shapes: Sequence[str]) -> int:
    return max((world.shapes[shape].size for shape in shapes), default=0)


def _dependency(
    view: World, shape: str, state: str, lang: str, where: Mapping[str, tuple[int, int]], zoom: float
) -> str:
    """A territory that a state administers: paler, with its own name."""
    words = _dependency_words(view, shape, state, lang)
    body = _path(shape) if atlas().shapes[shape].d else ""
    circle = _circle(where[shape], zoom, atlas().shapes[shape].size) if shape in where and atlas().shapes[shape].size < SMALL else ""
    return svg.element("g", {"class": "dep", "data-shape": shape}, svg.element("title", {}, svg.text(words)), body, circle)


def _dependency_words(view: World, shape: str, state: str, lang: str) -> str:
    return phrase(lang, "dependency", place=_territory(view, shape, lang), state=view.name(state, lang))


def _territory(view: World, shape: str, lang: str) -> str:
    """What a dependency is called: by the gazetteer, or by holders.yaml."""
    for entry in entries().get(shape, ()):
        place = view.register.places.get(entry.get("place", ""))
        name: Mapping[str, str] = place.name if place else entry.get("name", {})
        if name:
            return name.get(lang) or name["en"]
    return shape


def _circle(at: tuple[int, int], zoom: float, size: int) -> str:
    """A circle that stands for a shape of a size (0: for none); not drawn where the shape is large enough by itself."""
    hidden = "none" if size >= SMALL * zoom else None
    return svg.element("circle", {"cx": at[0], "cy": at[1], "r": f"{RADIUS * zoom:g}", "data-size": size, "display": hidden})


def _mixes(holding: Holding, colours: Mapping[str, str], zoom: float, name: str) -> str:
    """For each shape that cannot be divided, bands in the colours of the states that shared it."""
    out = []
    for shape, states in holding.shared.items():
        bands = [
            svg.element("rect", {"class": f"band {svg.safe_class(colours.get(state, 'none'))}", "data-state": state, "x": 16 * i, "width": 16, "height": 16})
            for i, state in enumerate(states)
        ]
        attributes = {
            "id": f"{name}p-mix-{shape}", "width": 16 * len(states), "height": 16, "patternUnits": "userSpaceOnUse",
            "patternTransform": f"rotate(45) scale({zoom:g})",
        }
        out.append(svg.element("pattern", attributes, *bands))
    return "".join(out)


def _sea(world: Atlas) -> str:
    """The part of the globe that is drawn."""
    east = [world.project(lat, world.turn + 179.999) for lat in range(84, -59, -3)]
    west = [world.project(lat, world.turn - 179.999) for lat in range(-57, 85, 3)]
    return svg.element("path", {"class": "sea", "d": "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in [*east, *west]) + "z"})


def _marks(view: World, marks: Mapping[str, str], zoom: float) -> str:
    """Short texts beside states, so that who attacks and who is attacked needs no colour."""
    out, world, where = [], atlas(), spots(view.register)
    for state, words in marks.items():
        at = world.shapes[state].at if state in world.shapes else where.get(state)
        if at is not None:
            side = "end" if at[0] > world.width * 0.85 else "start"
            shift = (-20 if side == "end" else 20) * zoom
            attributes = {"class": "mark", "x": f"{at[0] + shift:g}", "y": f"{at[1] + 16 * zoom:g}", "font-size": f"{52 * zoom:g}", "text-anchor": side}
            out.append(svg.element("text", attributes, svg.text(words)))
    return f'<g class="marks" aria-hidden="true">{"".join(out)}</g>' if out else ""
