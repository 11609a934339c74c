"""Where a point or a place lies: regions by geometry, titles by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foedus.register.dates import holds
from foedus.register.load import Polygon, Register
from foedus.register.records import Place, State, Title

__all__ = [
    "Site",
    "inside",
    "part_on",
    "recognised",
    "regions_at",
    "site_of_place",
    "site_of_point",
    "site_of_state",
    "titles",
]


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where an act takes place, as far as it is known on that day.

    `land` is False at sea. `sovereign` is empty where title is disputed or no state has it; then
    `claimants` says who claims it, and `recognised` which states recognise whose title. `partly` are
    regions that the territory lies in only in part.
    """

    name: str
    land: bool | None = None
    lat: float | None = None
    lon: float | None = None
    metropolitan: bool | None = None
    island: bool | None = None
    regions: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    sovereign: frozenset[str] = frozenset()
    administered_by: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()
    recognised: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place: Place | None = None


def inside(lat: float, lon: float, polygon: Polygon) -> bool:
    """Whether a point lies in a polygon of (latitude, longitude) corners, by counting crossings.

    Examples
    --------
    >>> inside(1, 1, ((0, 0), (0, 2), (2, 2), (2, 0)))
    True
    """
    odd = False
    for (lat1, lon1), (lat2, lon2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            odd = not odd
    return odd


_REGIONS: dict[tuple[str, float, float], frozenset[str]] = {}


def regions_at(register: Register, lat: float, lon: float) -> frozenset[str]:
    """The regions in which a point lies; worked out once for each point of a register."""
    key = (register.digest, lat, lon)
    if key not in _REGIONS:
        _REGIONS[key] = frozenset(
            code for code, polygons in register.regions.items() if any(inside(lat, lon, each) for each in polygons)
        )
    return _REGIONS[key]


def titles(spells: Iterable[Title], day: str) -> frozenset[str]:
    """The states that hold a title on a day; a date not known finely enough counts as held."""
    return frozenset(title.state for title in spells if holds(day, title.from_, title.to) is not False)


def recognised(place: Place, day: str) -> dict[str, frozenset[str]]:
    """Which states recognise whose title to a place on a day."""
    found = {by: frozenset({of}) if isinstance(of, str) else titles(of, day) for by, of in place.recognitions.items()}
    return {by: of for by, of in found.items() if of}


def part_on(place: Place, day: str) -> str:
    """How a place belongs to the state that has title to it on a day, or else governs it."""
    for spells in (place.sovereign, place.administered_by):
        held = [title for title in spells if holds(day, title.from_, title.to) is not False]
        if held:
            return next((title.part for title in held if title.part is not None), place.part)
    return place.part


def site_of_state(register: Register, state: State) -> Site:
    """A state's metropolitan territory, put at its capital."""
    listed = frozenset(str(region) for region in state.regions)
    found: frozenset[str] = frozenset()
    lat = lon = None
    if state.capital is not None:
        lat, lon = state.capital.lat, state.capital.lon
        found = regions_at(register, lat, lon)
    return Site(
        name=state.id, land=True, lat=lat, lon=lon, metropolitan=True,
        regions=found, partly=listed - found,
        sovereign=frozenset({state.id}), administered_by=frozenset({state.id}),
    )


def site_of_place(register: Register, place: Place, day: str) -> Site:
    """A place of the gazetteer on a day."""
    waters = place.part == "waters"
    part = part_on(place, day)
    return Site(
        name=place.id, land=not waters, lat=place.lat, lon=place.lon,
        metropolitan=None if part == "disputed" else part in ("metropolitan", "base"),
        island=place.island,
        regions=regions_at(register, place.lat, place.lon) | frozenset(str(region) for region in place.regions),
        tags=frozenset(place.tags),
        sovereign=titles(place.sovereign, day),
        administered_by=titles(place.administered_by, day) or titles(place.sovereign, day),
        claimants=titles(place.claimed_by, day),
        recognised=recognised(place, day),
        place=place,
    )


def site_of_point(register: Register, name: str, lat: float | None, lon: float | None, *, sea: bool) -> Site:
    """A point, or waters without a point; whose territory it is, if any, is not known on land."""
    regions = regions_at(register, lat, lon) if lat is not None and lon is not None else frozenset()
    return Site(name=name, land=False if sea else None, lat=lat, lon=lon, regions=regions)
