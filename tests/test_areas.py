"""Areas are computed from places."""

from typing import Any

import pytest

from foedus.law.areas import in_area
from foedus.law.scenario import PlaceOfAct
from foedus.register.geography import Site, inside, regions_at
from foedus.register.records import Area
from foedus.register.validate import validate
from strategies import DAY, REGIONS, act, finding, pact, place, provision, register, scene

WHOSE = {"beneficiary": ("BBB",), "obligor": ("AAA",), "parties": ("AAA", "BBB")}
HOME = Site(name="x", land=True, lat=50.0, lon=10.0, metropolitan=True, regions=frozenset({"europe"}), sovereign=frozenset({"BBB"}),
            administered_by=frozenset({"CCC"}), tags=frozenset({"base"}), island=True)
SEA = Site(name="sea", land=False, lat=50.0, lon=-30.0, regions=frozenset({"north_atlantic"}))


@pytest.mark.parametrize(
    ("area", "home", "sea"),
    [
        ({"regions": ["europe"]}, True, False), ({"regions": ["europe", "north_atlantic"]}, True, True),
        ({"territory_of": "beneficiary"}, True, False), ({"territory_of": "obligor"}, False, False),
        ({"territory_of": "parties"}, True, False), ({"territory_of": ["BBB"]}, True, False),
        ({"territory_of": "beneficiary", "title": "administration"}, False, False),
        ({"territory_of": ["CCC"], "title": "administration"}, True, False),
        ({"tags": ["base"]}, True, False), ({"tags": ["island"]}, True, False), ({"places": ["x"]}, True, False),
        ({"lat_min": 23.4}, True, True), ({"lat_min": 60.0}, False, False), ({"lat_max": 60.0}, True, True),
        ({"lat_max": 10.0}, False, False), ({"scope": "metropolitan"}, True, None), ({"not": {"regions": ["europe"]}}, False, True),
        ({"any": [{"regions": ["europe"]}, {"regions": ["north_atlantic"], "lat_min": 23.4}]}, True, True),
    ],
)
def test_each_test_of_an_area(area: dict[str, Any], home: bool, sea: bool | None) -> None:
    wanted = validate(area, Area)
    assert in_area(wanted, HOME, WHOSE, "AAA").value is home
    assert in_area(wanted, SEA, WHOSE, "AAA").value is sea
    if "not" not in area and "any" not in area:
        assert in_area(wanted, None, WHOSE, "AAA").value is None


def test_recognition_by_the_obligor_decides_where_the_text_says_so() -> None:
    island = place("far_island", sovereign=[], claimed_by=[{"state": "BBB"}, {"state": "CCC"}],
                   administered_by=[{"state": "CCC"}], recognitions={"AAA": "BBB"})
    for title, expected in (("recognised", "due"), ("administration", "not_triggered"), ("sovereignty", "undetermined")):
        item = provision(when={"event": "armed_attack", "at": {"territory_of": "beneficiary", "title": title}})
        known = register(pact(provisions=[item]), places=[island])
        assert finding(known=known, scenario=scene(act(place={"name": "far_island"}))).status == expected, title


def test_title_by_date() -> None:
    island = place("far_island", sovereign=[{"state": "BBB", "to": "1995-01-01"}, {"state": "CCC", "from": "1995-01-01"}],
                   administered_by=[])
    item = provision(when={"event": "armed_attack", "at": {"territory_of": "beneficiary"}})
    known = register(pact(provisions=[item]), places=[island])
    for day, expected in (("1994-12-31", "due"), ("1995-01-01", "not_triggered")):
        asked = scene(act(date=day, place={"name": "far_island"}), date=day)
        assert finding(known=known, scenario=asked).status == expected


def test_points_and_seas() -> None:
    item = provision(when={"event": "armed_attack", "at": {"regions": ["pacific"]}})
    known = register(pact(provisions=[item]))
    for where, expected in (({"lat": 10.0, "lon": 150.0}, "due"), ({"lat": 50.0, "lon": 10.0}, "not_triggered"),
                            ({"at_sea": "there", "lat": 10.0, "lon": 150.0}, "due"), ({"at_sea": "somewhere"}, None)):
        if expected is not None:
            assert finding(known=known, scenario=scene(act(place=where, date=DAY))).status == expected
    assert PlaceOfAct(lat=1.0).lon is None


def test_a_point_in_a_polygon() -> None:
    square = ((0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0))
    assert inside(1.0, 1.0, square)
    assert not inside(3.0, 1.0, square)
    assert not inside(1.0, -1.0, square)
    assert regions_at(register(), 50.0, 10.0) == {"europe"}
    assert regions_at(register(), -50.0, 10.0) == set()
    assert set(REGIONS) >= {"europe"}
