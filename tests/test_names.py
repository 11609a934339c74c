"""Names are data, and so are these tests: what has to match, and what must not."""

import pytest

from foedus.problems import BadInput
from foedus.register.names import fold, names, resolve_state
from foedus.register.world import World

MATCH = {
    "PRK": ["North Korea", "DPRK", "Corée du Nord", "Nordkorea", "КНДР", "朝鲜", "Corea del Norte", "prk"],
    "KOR": ["South Korea", "Republic of Korea", "Corée du Sud", "Südkorea", "대한민국", "韩国"],
    "COD": ["Democratic Republic of the Congo", "DR Congo", "DRC", "Zaire", "République démocratique du Congo"],
    "COG": ["Congo-Brazzaville", "Republic of the Congo"],
    "NER": ["Niger", "le Niger"], "NGA": ["Nigeria", "Nigéria"],
    "GIN": ["Guinea", "Guinée"], "GNB": ["Guinea-Bissau", "Guinée-Bissau"], "GNQ": ["Equatorial Guinea", "Guinée équatoriale"],
    "PNG": ["Papua New Guinea"], "DMA": ["Dominica", "Dominique"], "DOM": ["Dominican Republic", "République dominicaine"],
    "GEO": ["Georgia", "Géorgie", "Грузия"], "SDN": ["Sudan"], "SSD": ["South Sudan"], "AUS": ["Australia"],
    "SVK": ["Slovakia"], "SVN": ["Slovenia"], "LVA": ["Latvia"], "LTU": ["Lithuania"], "LBY": ["Libya"], "LBR": ["Liberia"],
    "MRT": ["Mauritania"], "MUS": ["Mauritius"], "RUS": ["Soviet Union", "URSS", "USSR", "Russian Federation", "Russie"],
    "CIV": ["Ivory Coast", "Côte d'Ivoire"], "USA": ["United States", "the US", "États-Unis"], "GBR": ["United Kingdom", "Royaume-Uni"],
    "IRN": ["Persia", "Iran"], "MMR": ["Burma", "Myanmar"], "SWZ": ["Eswatini", "Swaziland"], "TUR": ["Türkiye", "Turkey", "Ottoman Empire"],
}
#: One state in more than twenty languages.
GERMANY = [
    "Germany", "Allemagne", "Deutschland", "Alemania", "Germania", "Alemanha", "Duitsland", "Tyskland", "Niemcy", "Německo",
    "Németország", "Германия", "Німеччина", "ドイツ", "독일", "德国", "ألمانيا", "גרמניה", "Almanya", "Γερμανία", "Saksa", "Vācija", "जर्मनी",
    "เยอรมนี", "Đức", "Jerman",
]
SHARED = {"Congo": {"COD", "COG"}, "Korea": {"KOR", "PRK"}, "Corée": {"KOR", "PRK"}, "Guineas": {"GIN", "GNB", "GNQ", "PNG"}}
NOT_A_STATE = ["Ruritania", "Niger River Delta", "Guineapig", "Atlantis", "", "  ", "12", "Koreatown", "Franceland"]


@pytest.mark.parametrize(("id_", "name"), [(id_, name) for id_, group in MATCH.items() for name in group])
def test_names_that_match(today_world: World, id_: str, name: str) -> None:
    assert names(today_world.register).state(name) == (id_,)


@pytest.mark.parametrize("name", GERMANY)
def test_names_in_many_languages(today_world: World, name: str) -> None:
    assert names(today_world.register).state(name) == ("DEU",)


@pytest.mark.parametrize("name", SHARED)
def test_names_that_states_share_are_never_guessed(today_world: World, name: str) -> None:
    with pytest.raises(BadInput, match="more than one state") as caught:
        resolve_state(today_world.register, name)
    assert {near[:3] for near in caught.value.problems[0].nearest} == SHARED[name]


@pytest.mark.parametrize("name", NOT_A_STATE)
def test_names_that_no_state_has(today_world: World, name: str) -> None:
    with pytest.raises(BadInput, match="no such state"):
        resolve_state(today_world.register, name)


def found(view: World, text: str) -> list[tuple[str, ...]]:
    return [mention.ids for mention in names(view.register).find(text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Nigeria and Niger", [("NGA",), ("NER",)]), ("the Nigerian army", [("NGA",)]), ("the nigérienne army", [("NER",)]),
        ("Guinea-Bissau, Guinea", [("GNB",), ("GIN",)]), ("Papua New Guinea", [("PNG",)]), ("South Sudan", [("SSD",)]),
        ("a Dominican Republic envoy", [("DOM",)]), ("North Korean and South Korean", [("PRK",), ("KOR",)]),
        ("We told us that it is in.", []), ("The US and us", [("USA",)]), ("a guinea pig in china shop", [("GIN",), ("CHN",)]),
        ("中国和韩国", [("CHN",), ("KOR",)]), ("Equatorial Guinea", [("GNQ",)]),
    ],
)
def test_names_in_a_text(today_world: World, text: str, ids: list[tuple[str, ...]]) -> None:
    assert found(today_world, text) == ids


def test_near_names_are_suggested(today_world: World) -> None:
    with pytest.raises(BadInput) as caught:
        resolve_state(today_world.register, "Polnd")
    assert caught.value.problems[0].nearest[0].startswith("POL")


def test_every_state_is_found_by_its_own_names(today_world: World) -> None:
    known = names(today_world.register)
    lost = [
        (state.id, name) for state in today_world.register.states.values() for item in state.names for name in (item.en, item.fr)
        if state.id not in known.state(name)
    ]
    assert {name for _, name in lost} <= {"Congo", "Korea", "Corée"}


def test_folding() -> None:
    assert [fold(text) for text in ("Côte d'Ivoire", "ÎLE", "U.S.", " a  b ", "São-Tomé", "Straße")] == [
        "cote d ivoire", "ile", "us", "a b", "sao tome", "strasse"
    ]
