"""Where things are on the map: the shapes of world.json, and places by latitude and longitude."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus.register.load import Register

__all__ = ["REGIONS", "Atlas", "Shape", "atlas", "framed", "spots"]

#: Parts of the world that a map can be drawn of: west, south, east, north in degrees.
REGIONS: dict[str, tuple[float, float, float, float] | None] = {
    "world": None,
    "europe": (-12, 35, 45, 70),
    "africa": (-20, -36, 55, 38),
    "asia": (40, -10, 150, 55),
    "middle_east": (24, 11, 64, 43),
    "americas": (-130, -56, -30, 60),
    "pacific": (110, -50, 190, 45),
}
#: Equal Earth (Šavrič, Patterson and Jenny, International Journal of GIS 33, 2019).
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
#: A shape smaller than this (map units, a quarter pixel at 1000 pixels) gets a circle too.
SMALL = 22
RADIUS = 13


@dataclass(frozen=True)
class Shape:
    """A modern territory: SVG path, bounding box, centre of its largest part, square root of its area."""

    d: str
    box: tuple[int, int, int, int]
    at: tuple[int, int]
    size: int


@dataclass(frozen=True)
class Atlas:
    """The world's shapes in map units, and the projection they were drawn in."""

    width: int
    height: int
    shapes: dict[str, Shape]
    turn: float
    scale: float
    origin: tuple[float, float]

    def project(self, lat: float, lon: float) -> tuple[float, float]:
        """Map units for degrees."""
        turned = math.radians((lon - self.turn + 540) % 360 - 180)
        t = math.asin(_M * math.sin(math.radians(lat)))
        t2 = t * t
        t6 = t2**3
        x = turned * math.cos(t) / (_M * (_A[0] + 3 * _A[1] * t2 + t6 * (7 * _A[2] + 9 * _A[3] * t2)))
        y = t * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
        return self.origin[0] + self.scale * x, self.origin[1] - self.scale * y


@cache
def atlas() -> Atlas:
    """The shapes, read once. Made by tools/world_geometry.mjs; see licence.md beside it."""
    data = json.loads(files("foedus.web.figures").joinpath("world.json").read_text(encoding="utf-8"))
    shapes = {id_: Shape(s["d"], tuple(s["box"]), tuple(s["at"]), s["size"]) for id_, s in data["shapes"].items()}
    made = data["projection"]
    return Atlas(data["width"], data["height"], shapes, made["turn"], made["scale"], (made["x"], made["y"]))


_SPOTS: dict[str, dict[str, tuple[int, int]]] = {}


def spots(register: Register) -> dict[str, tuple[int, int]]:
    """Where a circle stands: for small shapes by the shape's id, for every other state at its capital.

    Circles that would overlap are pushed apart, by the same distances on every day, so that none jumps
    while days go by.
    """
    if register.digest not in _SPOTS:
        world = atlas()
        found = {id_: shape.at for id_, shape in world.shapes.items() if shape.size < SMALL}
        fixed = {id_ for id_, shape in world.shapes.items() if shape.size >= SMALL}
        for id_, state in sorted(register.states.items()):
            if id_ not in found and state.capital is not None:
                x, y = world.project(state.capital.lat, state.capital.lon)
                found[id_] = (round(x), round(y))
        _SPOTS.clear()
        _SPOTS[register.digest] = _apart(found, fixed)
    return _SPOTS[register.digest]


def _apart(found: dict[str, tuple[int, int]], fixed: set[str]) -> dict[str, tuple[int, int]]:
    """Push circles apart that overlap; those of large shapes stay: they are drawn only when a state lacks its shape."""
    moving = {id_: [float(x), float(y)] for id_, (x, y) in sorted(found.items()) if id_ not in fixed}
    ids, least = list(moving), 2 * RADIUS + 1
    for _ in range(60):
        moved = False
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                dx, dy = moving[other][0] - moving[one][0], moving[other][1] - moving[one][1]
                if abs(dx) >= least or abs(dy) >= least:
                    continue
                apart = math.hypot(dx, dy)
                if apart >= least:
                    continue
                ux, uy = (dx / apart, dy / apart) if apart > 0.01 else (1.0, 0.0)
                push = (least - apart) / 2
                moving[one][0] -= ux * push
                moving[one][1] -= uy * push
                moving[other][0] += ux * push
                moving[other][1] += uy * push
                moved = True
        if not moved:
            break
    return {id_: (round(moving[id_][0]), round(moving[id_][1])) if id_ in moving else at for id_, at in found.items()}


def framed(focus: str | None, boxes: list[tuple[int, int, int, int]]) -> tuple[float, float, float, float]:
    """The view box for the world, for one of REGIONS, or for a state whose shapes have these boxes."""
    world = atlas()
    ratio = world.height / world.width
    region = REGIONS.get(focus or "world")
    if region is not None:
        west, south, east, north = region
        corners = [world.project(lat, lon) for lat in (south, (south + north) / 2, north) for lon in (west, (west + east) / 2, east)]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    elif boxes:
        left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
        pad = max(120.0, (right - left) * 0.35, (bottom - top) * 0.35)
        left, top, right, bottom = left - pad, top - pad, right + pad, bottom + pad
    else:
        return 0, 0, world.width, world.height
    width = min(world.width, max(right - left, (bottom - top) / ratio))
    height = width * ratio
    x = min(max(0, (left + right - width) / 2), world.width - width)
    y = min(max(0, (top + bottom - height) / 2), world.height - height)
    return round(x), round(y), round(width), round(height)
