"""Whose a modern shape was on a day: holders.yaml read against the register."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from foedus.register import yaml12
from foedus.register.dates import holds
from foedus.register.world import World
from foedus.web.figures.geometry import atlas

__all__ = ["Holding", "entries", "held"]


@dataclass(frozen=True)
class Holding:
    """The shapes on one day.

    `whole`: state -> shapes that were its own; `shared`: shape -> the states that it cannot be divided among;
    `dependencies`: shape -> the states that administered it; `nobody`: shapes that no state of the register held;
    `spots`: states that existed and have no shape.
    """

    whole: dict[str, tuple[str, ...]]
    shared: dict[str, tuple[str, ...]]
    dependencies: dict[str, tuple[str, ...]]
    nobody: tuple[str, ...]
    spots: tuple[str, ...]


_KEPT: dict[tuple[str, str], Holding] = {}
_MOST = 256


@cache
def entries() -> dict[str, list[dict[str, Any]]]:
    """holders.yaml: shape -> its entries."""
    read, _ = yaml12.load(files("foedus.web.figures").joinpath("holders.yaml").read_text(encoding="utf-8"), "holders.yaml")
    return dict(read)


def held(view: World) -> Holding:
    """Who held each shape on the view's day.

    Examples
    --------
    >>> from foedus.register.world import world
    >>> held(world("1970-01-01")).whole["RUS"][:3]
    ('ARM', 'AZE', 'BLR')
    >>> held(world("1970-01-01")).shared["DEU"], held(world("1914-07-01")).shared["POL"]
    (('DEU', 'DDR'), ('RUS', 'DEU', 'AUH'))
    """
    key = (view.register.digest, view.date)
    if key not in _KEPT:
        if len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = _held(view)
    return _KEPT[key]


def _held(view: World) -> Holding:
    whole: dict[str, list[str]] = {}
    shared: dict[str, tuple[str, ...]] = {}
    dependencies: dict[str, tuple[str, ...]] = {}
    nobody: list[str] = []
    for shape in atlas().shapes:
        states, dependent = _holders(view, shape)
        if not states:
            nobody.append(shape)
        elif dependent:
            dependencies[shape] = states
        elif len(states) > 1:
            shared[shape] = states
        else:
            whole.setdefault(states[0], []).append(shape)
    spots = tuple(state.id for state in view.states if state.id not in whole)
    return Holding({state: tuple(ids) for state, ids in whole.items()}, shared, dependencies, tuple(nobody), spots)


def _holders(view: World, shape: str) -> tuple[tuple[str, ...], bool]:
    """The states that held a shape, and whether as a dependency."""
    for entry in entries().get(shape, ()):
        if "place" in entry:
            place = view.register.places.get(entry["place"])
            titles = place.administered_by if place else ()
            found = [t.state for t in titles if holds(view.date, t.from_, t.to) is not False]
        elif not _counts(view, shape, entry):
            continue
        else:
            found = [entry["dependency"]] if "dependency" in entry else entry["states"]
        states = tuple(dict.fromkeys(state for state in found if view.exists(state)))
        if states and states != (shape,):
            return states, "states" not in entry
    return ((shape,), False) if view.exists(shape) else ((), False)


def _counts(view: World, shape: str, entry: dict[str, Any]) -> bool:
    """Whether an entry speaks of the day; where that is not known to the day, the shape's own state goes first."""
    value = holds(view.date, entry.get("from"), entry.get("to"))
    return value is True or (value is None and not view.exists(shape))
