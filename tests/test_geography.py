"""The real gazetteer: regions by geometry, held against points that nobody doubts."""

import pytest

from foedus.register.geography import regions_at, site_of_place, titles
from foedus.register.world import World

POINTS = [
    ("Paris", 48.9, 2.4, "europe", True), ("Paris", 48.9, 2.4, "north_america", False), ("New York", 40.7, -74.0, "north_america", True),
    ("New York", 40.7, -74.0, "europe", False), ("mid Atlantic", 40.0, -40.0, "north_atlantic", True), ("mid Atlantic", 40.0, -40.0, "pacific", False),
    ("Falklands", -51.7, -57.9, "north_atlantic", False), ("Honolulu", 21.3, -157.9, "north_america", False), ("Malta sea", 35.0, 18.0, "mediterranean", True),
    ("Nairobi", -1.3, 36.8, "africa", True), ("Nairobi", -1.3, 36.8, "asia", False), ("Tokyo", 35.7, 139.7, "east_asia", True),
    ("Tromsø", 69.6, 18.9, "arctic", True), ("Oslo", 59.9, 10.7, "arctic", False), ("Manila", 14.6, 121.0, "southeast_asia", True),
]


@pytest.mark.parametrize(("name", "lat", "lon", "region", "inside"), POINTS)
def test_points(today_world: World, name: str, lat: float, lon: float, region: str, inside: bool) -> None:
    assert (region in regions_at(today_world.register, lat, lon)) is inside, name


def test_every_place_lies_on_the_globe_and_every_capital(today_world: World) -> None:
    spots = [(p.id, p.lat, p.lon) for p in today_world.register.places.values()]
    spots += [(s.id, s.capital.lat, s.capital.lon) for s in today_world.register.states.values() if s.capital]
    assert [spot for spot in spots if abs(spot[1]) > 90 or abs(spot[2]) > 180] == []


@pytest.mark.parametrize(("place", "day", "state"), [("hawaii", "2000-01-01", "USA"), ("hong_kong", "1990-01-01", "GBR"), ("hong_kong", "2000-01-01", "CHN")])
def test_who_governs_a_place_by_date(today_world: World, place: str, day: str, state: str) -> None:
    assert titles(today_world.register.places[place].administered_by, day) == {state}


def test_disputed_title_is_nobodys(today_world: World) -> None:
    found = site_of_place(today_world.register, today_world.register.places["senkaku"], "2020-01-01")
    assert found.sovereign == set()
    assert found.administered_by == {"JPN"}
    assert {"CHN", "JPN"} <= found.claimants | found.administered_by
