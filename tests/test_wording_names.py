"""Articles, contractions and lists: names that read as a person would write them."""

from __future__ import annotations

import pytest

from foedus.register.world import world
from foedus.wording.names import Noun, name_of, with_article
from foedus.wording.voice import Voice


@pytest.mark.parametrize(
    ("state", "english", "french", "of", "to"),
    [
        ("USA", "the United States", "les États-Unis", "des États-Unis", "aux États-Unis"),
        ("RUS", "Russia", "la Russie", "de la Russie", "à la Russie"),
        ("PRK", "North Korea", "la Corée du Nord", "de la Corée du Nord", "à la Corée du Nord"),
        ("JPN", "Japan", "le Japon", "du Japon", "au Japon"),
        ("IRN", "Iran", "l'Iran", "de l'Iran", "à l'Iran"),
        ("ISR", "Israel", "Israël", "d'Israël", "à Israël"),
        ("CUB", "Cuba", "Cuba", "de Cuba", "à Cuba"),
        ("NLD", "the Netherlands", "les Pays-Bas", "des Pays-Bas", "aux Pays-Bas"),
        ("PHL", "the Philippines", "les Philippines", "des Philippines", "aux Philippines"),
        ("GBR", "the United Kingdom", "le Royaume-Uni", "du Royaume-Uni", "au Royaume-Uni"),
        ("MEX", "Mexico", "le Mexique", "du Mexique", "au Mexique"),
        ("HUN", "Hungary", "la Hongrie", "de la Hongrie", "à la Hongrie"),
        ("COD", "the Democratic Republic of the Congo", "la République démocratique du Congo",
         "de la République démocratique du Congo", "à la République démocratique du Congo"),
        ("COG", "the Republic of the Congo", "la République du Congo", "de la République du Congo",
         "à la République du Congo"),
    ],
)
def test_states_in_a_sentence(state: str, english: str, french: str, of: str, to: str) -> None:
    view = world("2026-11-23")
    assert Voice("en", view).name(state) == english
    who = Voice("fr", view).noun(state)
    assert str(who) == french
    assert f"{who:of}" == of
    assert f"{who:to}" == to


def test_former_names_on_their_day() -> None:
    assert name_of(world("1961-07-06"), "RUS") == "Soviet Union"
    assert with_article(name_of(world("1961-07-06"), "RUS", "fr"), "fr") == "l'Union soviétique"
    assert with_article(name_of(world("1914-07-28"), "TUR")) == "the Ottoman Empire"
    assert with_article(name_of(world("1914-07-28"), "RUS", "fr"), "fr") == "l'Empire russe"


def test_every_name_of_the_register_has_an_article_or_none() -> None:
    for state in world().register.states.values():
        for name in state.names:
            assert with_article(name.fr, "fr").endswith(name.fr)
            assert with_article(name.en).endswith(name.en)


def test_long_lists_are_cut_and_counted() -> None:
    who = Voice("en", world("2026-11-23")).noun(["BEL", "NLD", "LUX", "FRA"], short=3)
    assert str(who) == "Belgium, France, Luxembourg, … (4 states)"


def test_verbs_agree() -> None:
    assert f"{Noun(['la Russie'], 'fr'):doit|doivent}" == "doit"
    assert f"{Noun(['les États-Unis'], 'fr'):doit|doivent}" == "doivent"
    assert f"{Noun(['the United States']):is|are}" == "is"
    assert f"{Noun(['Cuba', 'Haiti']):is|are}" == "are"
