"""The view of the register on a day."""

import pytest

from foedus.problems import BadInput
from foedus.register.geography import site_of_place, site_of_state
from foedus.register.world import World, world
from strategies import STATES, pact, place, provision, register, state


def test_in_force_is_never_the_day_of_signature() -> None:
    known = register(pact())
    item = known.instruments["aaa-bbb-1990"]
    found = [World(known, day).in_force(item) for day in ("1989-12-31", "1990-01-01", "1990-05-31", "1990-06-01")]
    assert [(f.value, f.why) for f in found] == [
        (False, "not_yet_signed"), (False, "not_yet_in_force"), (False, "not_yet_in_force"), (True, "in_force")
    ]


def test_the_end_is_the_first_day_without() -> None:
    known = register(pact(end={"date": "1999-01-01", "how": "lapsed"}))
    item = known.instruments["aaa-bbb-1990"]
    assert [World(known, day).in_force(item).value for day in ("1998-12-31", "1999-01-01")] == [True, False]


def test_a_party_that_came_left_and_came_back() -> None:
    spells = [{"state": "BBB", "to": "1995-01-01", "how": "terminated"}, {"state": "BBB", "from": "1998-01-01"}]
    known = register(pact(parties=[{"state": "AAA"}, *spells]))
    item = known.instruments["aaa-bbb-1990"]
    days = ("1994-12-31", "1995-01-01", "1997-12-31", "1998-01-01")
    assert [World(known, day).binds(item, "BBB").value for day in days] == [True, False, False, True]
    assert World(known, "2000-01-01").binds(item, "CCC").why == "not_a_party"


def test_rough_dates_are_not_known_to_the_day() -> None:
    known = register(pact(parties=[{"state": "AAA"}, {"state": "BBB", "from": "1995"}]))
    item = known.instruments["aaa-bbb-1990"]
    assert [World(known, day).binds(item, "BBB").value for day in ("1994-12-31", "1995-06-01", "1995-12-31")] == [False, None, True]


def test_provisions_come_and_go_with_their_own_dates() -> None:
    items = [provision(to="1995-01-01"), provision(article="2", **{"from": "1995-01-01"})]
    known = register(pact(provisions=items))
    found = {day: {b.provision.article for b in World(known, day).bonds(to="BBB")} for day in ("1994-12-31", "1995-01-01")}
    assert found == {"1994-12-31": {"1"}, "1995-01-01": {"2"}}


def test_names_and_existence_are_dated() -> None:
    names = [{"en": "Old", "fr": "Vieux", "to": "1950-01-01"}, {"en": "New", "fr": "Neuf", "from": "1950-01-01"}]
    states = [state("AAA", names=names, exists=[{"from": "1900-01-01", "to": "1960-01-01"}]), *(state(s) for s in STATES[1:])]
    known = register(states=states)
    assert [World(known, day).name("AAA", lang) for day in ("1949-12-31", "1950-01-01") for lang in ("en", "fr")] == ["Old", "Vieux", "New", "Neuf"]
    assert [World(known, day).exists("AAA") for day in ("1899-12-31", "1900-01-01", "1960-01-01")] == [False, True, False]


@pytest.mark.parametrize(("day", "says"), [("1814-12-31", "1815"), ("2023-02-29", "calendar"), ("soon", "calendar")])
def test_days_that_are_refused(day: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        world(day)


def test_a_day_in_the_future_is_todays_view() -> None:
    assert world("2999-01-01").date == world().date


def test_sites() -> None:
    known = register(places=[place("far_island", sovereign=[{"state": "BBB", "from": "1990"}], administered_by=[])])
    home = site_of_state(known, known.states["AAA"])
    assert (home.land, home.metropolitan, home.regions, home.sovereign) == (True, True, {"europe"}, {"AAA"})
    island = site_of_place(known, known.places["far_island"], "2000-01-01")
    assert (island.regions, island.sovereign, island.administered_by, island.metropolitan) == ({"pacific"}, {"BBB"}, {"BBB"}, False)
    assert site_of_place(known, known.places["far_island"], "1980-01-01").sovereign == set()


def test_the_real_register_knows_who_was_nuclear_armed_and_who_sat(today_world: World) -> None:
    then = World(today_world.register, "1950-01-01")
    assert [s.id for s in then.states if then.nuclear_armed(s.id)] == ["RUS", "USA"]
    council = World(today_world.register, "1990-08-02")
    seated = council.members(today_world.register.bodies["un_sc"])
    assert {m.state for m in seated if m.veto} == {"CHN", "FRA", "GBR", "RUS", "USA"}
    assert len(seated) == 15


def test_an_entry_into_force_that_is_only_bounded_is_unknown_between_the_bounds() -> None:
    known = register(pact(in_force={"earliest": "1991-03-01", "latest": "1992-01-01"}))
    item = known.instruments["aaa-bbb-1990"]
    days = ("1989-12-31", "1991-02-28", "1991-03-01", "1991-12-31", "1992-01-01")
    assert [World(known, day).in_force(item).value for day in days] == [False, False, None, None, True]


def test_a_bound_needs_no_lower_one() -> None:
    known = register(pact(in_force={"latest": "1992-01-01"}))
    item = known.instruments["aaa-bbb-1990"]
    found = [World(known, day).in_force(item) for day in ("1989-12-31", "1990-06-01", "1992-01-01")]
    assert [(f.value, f.why) for f in found] == [
        (False, "not_yet_signed"), (None, "entry_into_force_not_known_to_the_day"), (True, "in_force")
    ]
