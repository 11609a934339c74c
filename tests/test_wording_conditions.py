"""Coded conditions as clauses, and provisions as sentences."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.register.records import Area, By, Condition
from foedus.register.world import world
from foedus.wording.conditions import condition
from foedus.wording.provisions import provision

NAMES = {"RUS": "Russia", "DEU": "Germany", "FRA": "France"}
NOMS = {"RUS": "la Russie", "DEU": "l'Allemagne", "FRA": "la France", "USA": "les États-Unis"}

CASES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"event": "armed_attack", "by": "any_state"},
        "the beneficiary is the object of an armed attack by any state",
        "le bénéficiaire fait l'objet d'une attaque armée de la part de tout État",
    ),
    (
        {"event": ("attack", "threat"), "by": ["RUS", "DEU"], "provoked": "no"},
        "the beneficiary is the object of an attack or a threat by Germany or Russia, without provocation by the beneficiary",
        "le bénéficiaire fait l'objet d'une attaque ou d'une menace de la part de l'Allemagne ou de la Russie, "
        "sans provocation du bénéficiaire",
    ),
    ({"event": "at_war", "by": ["DEU"]}, "the beneficiary is at war with Germany",
     "le bénéficiaire est en guerre avec l'Allemagne"),
    ({"event": "attack", "on": "its_forces"}, "the forces, vessels or aircraft of the beneficiary are the object of an attack",
     "les forces, navires ou aéronefs du bénéficiaire font l'objet d'une attaque"),
    (
        {"event": "attack", "by": {"allied_with": ["DEU"], "non_state": True}, "attackers_min": 2},
        "the beneficiary is the object of an attack by any state allied in fact with Germany or a non-state actor, "
        "with at least 2 attackers",
        "le bénéficiaire fait l'objet d'une attaque de la part de tout État allié de fait à un État parmi : "
        "l'Allemagne ou un acteur non étatique, avec au moins 2 attaquants",
    ),
    (
        {"event": "armed_attack", "at": {"any": [{"regions": ["europe"]}, {"territory_of": "beneficiary", "lat_min": 23.4364}]}},
        "the beneficiary is the object of an armed attack, (1) in Europe; or (2) in the territory of the beneficiary, "
        "north of 23.44° of latitude",
        "le bénéficiaire fait l'objet d'une attaque armée, (1) en Europe ; ou (2) sur le territoire du bénéficiaire, "
        "au nord de 23.44° de latitude",
    ),
    (
        {"event": "attack", "only_if_helps": ["FRA"]},
        "the beneficiary is the object of an attack, provided that France helps the beneficiary as well",
        "le bénéficiaire fait l'objet d'une attaque, à condition que la France aide aussi le bénéficiaire",
    ),
]


@pytest.mark.parametrize(("when", "english", "french"), CASES)
def test_clauses(when: dict[str, Any], english: str, french: str) -> None:
    assert condition(when, "en", lambda state: NAMES[state]) == english
    assert condition(when, "fr", lambda state: NOMS[state]) == french


def test_records_and_plain_data_read_the_same() -> None:
    record = Condition(event="attack", by=By(not_=("FRA",)), at=Area(regions=("europe",), not_=Area(tags=("island",))))
    plain = {"event": "attack", "by": {"not": ["FRA"]}, "at": {"regions": ["europe"], "not": {"tags": ["island"]}}}
    assert condition(record, "en", NAMES.get) == condition(plain, "en", NAMES.get)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_provision_of_the_register_is_a_sentence(lang: str) -> None:
    view = world()
    for instrument in view.register.instruments.values():
        for item in instrument.provisions:
            text = provision(item, instrument, view, lang)
            assert text.endswith("."), instrument.id
            assert "{" not in text
            assert text[0].isupper()


def test_article_4_of_2024() -> None:
    view = world("2026-11-23")
    record = view.register.instruments["prk-rus-2024"]
    four = next(item for item in record.provisions if item.article == "4")
    assert provision(four, record, view).startswith("Each party must help the other party if that party is the object")
    assert "All available means, at once; automatic" in provision(four, record, view)
    assert provision(four, record, view, "fr").startswith("Chaque partie doit aider l'autre partie")
