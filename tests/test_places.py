"""The gazetteer: nothing that texts name is missing, titles are sound, and well-known questions have their answer."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pycountry
import pytest

import foedus
from foedus.register.dates import first_day, last_day
from foedus.register.geography import part_on, recognised, site_of_place, titles
from foedus.register.names import fold
from foedus.register.records import Area, Condition, Exception_, Instrument, Place, Title
from foedus.register.world import World

TODAY = "2026-11-25"

#: Territories that ISO 3166-1 lists beside states: the place or places here, and who governs them.
TERRITORIES = {
    "ABW": ("aruba", "NLD"), "AIA": ("anguilla", "GBR"), "ALA": ("aland", "FIN"), "ASM": ("american_samoa", "USA"), "ATA": ("antarctica", ""),
    "ATF": ("french_southern_antarctic", "FRA"), "BES": ("bonaire saba_sint_eustatius", "NLD"), "BLM": ("saint_barthelemy", "FRA"),
    "BMU": ("bermuda", "GBR"), "BVT": ("bouvet_island", "NOR"), "CCK": ("christmas_cocos", "AUS"), "CUW": ("curacao", "NLD"),
    "CXR": ("christmas_cocos", "AUS"), "CYM": ("cayman_islands", "GBR"), "FLK": ("falkland_islands", "GBR"), "FRO": ("faroe_islands", "DNK"),
    "GGY": ("channel_islands", "GBR"), "GIB": ("gibraltar", "GBR"), "GLP": ("guadeloupe", "FRA"), "GRL": ("greenland", "DNK"),
    "GUF": ("french_guiana", "FRA"), "GUM": ("guam", "USA"), "HKG": ("hong_kong", "CHN"), "HMD": ("heard_mcdonald", "AUS"),
    "IMN": ("isle_of_man", "GBR"), "IOT": ("chagos diego_garcia", "GBR"), "JEY": ("channel_islands", "GBR"), "MAC": ("macau", "CHN"),
    "MAF": ("saint_martin", "FRA"), "MNP": ("northern_marianas", "USA"), "MTQ": ("martinique", "FRA"), "MYT": ("mayotte", "FRA"),
    "NCL": ("new_caledonia", "FRA"), "NFK": ("norfolk_island", "AUS"), "PCN": ("pitcairn", "GBR"), "PRI": ("puerto_rico", "USA"),
    "PYF": ("french_polynesia", "FRA"), "REU": ("reunion", "FRA"), "SGS": ("south_georgia", "GBR"),
    "SHN": ("st_helena ascension tristan_da_cunha", "GBR"), "SJM": ("svalbard jan_mayen", "NOR"), "SPM": ("saint_pierre_miquelon", "FRA"),
    "SXM": ("sint_maarten", "NLD"), "TCA": ("turks_and_caicos", "GBR"), "TKL": ("tokelau", "NZL"),
    "UMI": ("wake midway johnston_atoll palmyra_atoll kingman_reef howland_baker jarvis_island navassa", "USA"),
    "VGB": ("british_virgin_islands", "GBR"), "VIR": ("us_virgin_islands", "USA"), "WLF": ("wallis_futuna", "FRA"),
}
#: Parts of the home territory in the law of their state, though ISO has a code for them.
AT_HOME = {"aland", "channel_islands", "isle_of_man", "hong_kong", "macau", "svalbard", "jan_mayen"}


def _places(world: World) -> dict[str, Place]:
    return dict(world.register.places)


def test_every_territory_of_the_iso_list_is_a_place_and_has_its_governor(today_world: World) -> None:
    places = _places(today_world)
    assert {country.alpha_3 for country in pycountry.countries} - set(today_world.register.states) == set(TERRITORIES)
    wrong = [
        (code, id_) for code, (ids, governor) in TERRITORIES.items() for id_ in ids.split()
        if titles(places[id_].administered_by, TODAY) != ({governor} if governor else set())
    ]
    assert wrong == []


def test_overseas_territories_are_classed_as_such(today_world: World) -> None:
    places = _places(today_world)
    found = {id_: part_on(places[id_], TODAY) for ids, _ in TERRITORIES.values() for id_ in ids.split()}
    assert {id_ for id_, part in found.items() if part == "metropolitan"} == AT_HOME
    assert {part for id_, part in found.items() if id_ not in AT_HOME} == {"overseas", "disputed"}


# --- what instruments name --------------------------------------------------------------------------------------


def _areas(item: Instrument) -> Iterator[Area]:
    for provision in item.provisions:
        if provision.when is not None:
            yield from _of_condition(provision.when)
        for each in provision.unless:
            yield from _of_exception(each)
    for declaration in item.declarations:
        if declaration.effect.when is not None:
            yield from _of_condition(declaration.effect.when)


def _of_exception(exception: Exception_) -> Iterator[Area]:
    yield from _of_condition(exception.when)
    for each in exception.unless:
        yield from _of_exception(each)


def _of_condition(condition: Condition) -> Iterator[Area]:
    for part in (*condition.all, *condition.any, *([condition.not_] if condition.not_ else ())):
        yield from _of_condition(part)
    if condition.at is not None:
        yield from _within(condition.at)


def _within(area: Area) -> Iterator[Area]:
    yield area
    for part in (*area.any, *([area.not_] if area.not_ else ())):
        yield from _within(part)


def test_every_place_tag_and_region_that_an_instrument_names_exists(today_world: World) -> None:
    register = today_world.register
    tags = {tag for place in register.places.values() for tag in place.tags} | {"island"}
    for item in register.instruments.values():
        for area in _areas(item):
            assert set(area.places) <= set(register.places), item.id
            assert set(area.tags) <= tags, item.id
            assert set(map(str, area.regions)) <= set(register.regions), item.id


# --- names and titles ---------------------------------------------------------------------------------------------


def test_no_name_stands_at_two_places(today_world: World) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for place in _places(today_world).values():
        for name in (place.id.replace("_", " "), *place.name.values(), *place.also):
            found[fold(name)].add(place.id)
    assert {name: ids for name, ids in found.items() if len(ids) > 1} == {}


def test_no_place_has_a_common_word_for_a_name(today_world: World) -> None:
    known = {fold(name) for place in _places(today_world).values() for name in (*place.name.values(), *place.also)}
    assert known & {"nice", "acre", "split", "bay", "rock", "part", "base", "north", "south", "east", "west", "war", "island", "coast"} == set()


def _overlap(one: Title, two: Title) -> bool:
    first, second = sorted((one, two), key=lambda title: first_day(title.from_ or "0001"))
    return first.to is None or first_day(first.to) > last_day(second.from_ or "0001")


def test_a_place_has_one_sovereign_at_a_time_unless_it_is_divided(today_world: World) -> None:
    several = {
        place.id for place in _places(today_world).values()
        for index, one in enumerate(place.sovereign) for two in place.sovereign[index + 1:] if _overlap(one, two)
    }
    assert several == {place.id for place in _places(today_world).values() if "divided" in place.tags}


@pytest.mark.parametrize("field", ["sovereign", "administered_by", "claimed_by"])
def test_titles_of_one_state_do_not_overlap_and_go_forward(today_world: World, field: str) -> None:
    for place in _places(today_world).values():
        spells: tuple[Title, ...] = getattr(place, field)
        for index, one in enumerate(spells):
            assert one.from_ is None or one.to is None or first_day(one.from_) <= last_day(one.to), place.id
            assert not any(one.state == two.state and _overlap(one, two) for two in spells[index + 1:]), place.id


def test_disputed_places_name_who_claims_them(today_world: World) -> None:
    silent = {
        place.id for place in _places(today_world).values()
        if place.part == "disputed" and not place.claimed_by and not titles(place.sovereign, TODAY)
    }
    assert silent == {"bir_tawil", "marie_byrd_land", "west_berlin"}  # claimed by none; four powers above the state


def test_only_a_place_whose_page_was_opened_is_better_than_low(today_world: World) -> None:
    unseen = Counter(
        place.id for place in _places(today_world).values()
        if str(place.confidence) != "low" and not any(source.seen for source in place.sources)
    )
    assert unseen == Counter()


# --- by date ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "day", "governs"),
    [
        ("alsace_lorraine", "1900-01-01", "DEU"), ("alsace_lorraine", "1930-01-01", "FRA"), ("porkkala", "1950-01-01", "RUS"),
        ("porkkala", "1957-01-01", "FIN"), ("hanko", "1940-06-01", "RUS"), ("weihaiwei", "1910-01-01", "GBR"), ("fiume", "1930-01-01", "ITA"),
        ("zara", "1930-01-01", "ITA"), ("cyprus_british", "1900-01-01", "GBR"), ("bosnia_herzegovina_area", "1900-01-01", "AUH"),
        ("eastern_rumelia", "1890-01-01", "BGR"), ("dobruja_south", "1930-01-01", "ROU"), ("leticia", "1932-10-01", "PER"),
        ("panama_canal_zone", "1950-01-01", "USA"), ("panama_canal_zone", "1990-01-01", "PAN"), ("walvis_bay", "1993-01-01", "ZAF"),
        ("kanton_enderbury", "1960-01-01", "GBR USA"), ("falkland_islands", "1982-05-01", "ARG"), ("golan", "1966-01-01", "SYR"),
    ],
)
def test_who_governed(today_world: World, place: str, day: str, governs: str) -> None:
    assert titles(_places(today_world)[place].administered_by, day) == set(governs.split())


@pytest.mark.parametrize(
    ("place", "day", "sovereign"),
    [
        ("cyprus_british", "1900-01-01", "TUR"), ("bosnia_herzegovina_area", "1900-01-01", "TUR"), ("trust_territory_pacific", "1960-01-01", ""),
        ("south_west_africa", "1960-01-01", ""), ("port_arthur", "1900-01-01", "CHN"), ("hans_island", TODAY, "CAN DNK"),
        ("chagos", TODAY, ""), ("svalbard", TODAY, "NOR"), ("svalbard", "1900-01-01", ""), ("karelia_ceded", "1939-01-01", "FIN"),
    ],
)
def test_who_had_title(today_world: World, place: str, day: str, sovereign: str) -> None:
    assert titles(_places(today_world)[place].sovereign, day) == set(sovereign.split())


@pytest.mark.parametrize(
    ("place", "by", "day", "whose"),
    [("golan", "USA", "2018-01-01", "SYR"), ("golan", "USA", TODAY, "ISR"), ("western_sahara", "USA", "2019-01-01", ""),
     ("western_sahara", "USA", TODAY, "MAR"), ("crimea", "RUS", "2010-01-01", "UKR"), ("crimea", "RUS", TODAY, "RUS"),
     ("somaliland_territory", "ISR", "2025-01-01", ""), ("somaliland_territory", "ISR", TODAY, "SOL")],
)
def test_recognition_by_date(today_world: World, place: str, by: str, day: str, whose: str) -> None:
    assert recognised(_places(today_world)[place], day).get(by, frozenset()) == set(whose.split())


@pytest.mark.parametrize(
    ("place", "day", "metropolitan"),
    [("hawaii", "1955-01-01", False), ("hawaii", TODAY, True), ("angola_portuguese", "1970-01-01", False), ("angola_portuguese", TODAY, True),
     ("hong_kong", "1990-01-01", False), ("hong_kong", TODAY, True), ("falkland_islands", TODAY, None), ("guam", TODAY, False)],
)
def test_home_or_overseas_by_date(today_world: World, place: str, day: str, metropolitan: bool | None) -> None:
    register = today_world.register
    assert site_of_place(register, register.places[place], day).metropolitan is metropolitan


# --- in and out -------------------------------------------------------------------------------------------------

IN, OUT, OPEN = "due", "not_triggered", "undetermined"
#: An armed attack on the territory of the state at the place, and whether the area of the article takes it in.
AREAS = [
    *(("north-atlantic-1949", "5", place, target, TODAY, answer) for place, target, answer in (
        ("falkland_islands", "GBR", OUT), ("hawaii", "USA", OUT), ("guam", "USA", OUT), ("puerto_rico", "USA", OUT), ("us_virgin_islands", "USA", OUT),
        ("ceuta", "ESP", OUT), ("melilla", "ESP", OUT), ("canary_islands", "ESP", IN), ("balearics", "ESP", IN), ("reunion", "FRA", OUT),
        ("french_guiana", "FRA", OUT), ("new_caledonia", "FRA", OUT), ("saint_pierre_miquelon", "FRA", IN), ("corsica", "FRA", IN),
        ("svalbard", "NOR", IN), ("jan_mayen", "NOR", IN), ("bouvet_island", "NOR", OUT), ("faroe_islands", "DNK", IN), ("greenland", "DNK", IN),
        ("hans_island", "CAN", IN), ("bermuda", "GBR", IN), ("gibraltar", "GBR", IN), ("diego_garcia", "GBR", OUT), ("ascension", "GBR", OUT),
        ("akrotiri_dhekelia", "GBR", OUT), ("azores", "PRT", IN), ("madeira", "PRT", IN), ("aruba", "NLD", OUT), ("alaska", "USA", IN),
        ("aleutians", "USA", IN), ("asia_minor", "TUR", IN), ("eastern_thrace", "TUR", IN), ("crete", "GRC", IN), ("lampedusa", "ITA", IN),
    )),
    ("north-atlantic-1949", "5", "algeria_departments", "FRA", "1958-01-01", IN),
    ("north-atlantic-1949", "5", "goa", "PRT", "1961-12-18", OUT),
    ("north-atlantic-1949", "5", "malta_colony", "GBR", "1955-01-01", IN),
    *(("jpn-usa-1960", "5", place, "JPN", TODAY, answer) for place, answer in (
        ("senkaku", IN), ("okinawa", IN), ("kuril_islands", OUT), ("liancourt_rocks", OUT), ("northern_kurils", OUT))),
    ("jpn-usa-1960", "5", "okinawa", "JPN", "1965-01-01", OUT),
    *(("phl-usa-1951", "4", place, target, TODAY, answer) for place, target, answer in (
        ("thitu", "PHL", IN), ("northeast_cay", "PHL", IN), ("second_thomas_shoal", "PHL", IN), ("scarborough_shoal", "PHL", OPEN),
        ("mischief_reef", "PHL", OPEN), ("sabah", "PHL", OUT), ("guam", "USA", IN), ("hawaii", "USA", IN), ("puerto_rico", "USA", OUT))),
    *(("anzus-1951", "4", place, target, TODAY, answer) for place, target, answer in (
        ("norfolk_island", "AUS", IN), ("christmas_cocos", "AUS", OUT), ("heard_mcdonald", "AUS", OUT), ("chatham_islands", "NZL", IN))),
    *(("eu-lisbon-2007", "42(7)", place, target, TODAY, answer) for place, target, answer in (
        ("reunion", "FRA", IN), ("french_guiana", "FRA", IN), ("mayotte", "FRA", IN), ("new_caledonia", "FRA", OPEN), ("aruba", "NLD", OPEN),
        ("greenland", "DNK", OPEN), ("faroe_islands", "DNK", OUT), ("ceuta", "ESP", IN), ("azores", "PRT", IN), ("aland", "FIN", IN))),
]


@pytest.mark.parametrize(("instrument", "article", "place", "target", "day", "answer"), AREAS)
def test_in_or_out_of_the_area(instrument: str, article: str, place: str, target: str, day: str, answer: str) -> None:
    act: dict[str, Any] = {
        "id": "attack", "actor_name": "unnamed_state", "origin": "abroad", "target": [target], "kind": "armed_attack", "date": day,
        "place": {"name": place, "object": "territory"},
    }
    opinion = foedus.ask({"date": day, "acts": [act]})
    found = {
        duty.status for duty in opinion.duties
        if duty.instrument["id"] == instrument and duty.article == article and duty.duty == "defense" and target in duty.toward
    }
    assert answer in found
    assert found <= {answer, "contested"}
