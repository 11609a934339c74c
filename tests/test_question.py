"""Plain questions in English and French: what is understood, and what is refused rather than guessed."""

from typing import Any

import pytest

from foedus.law.scenario import listed
from foedus.problems import BadInput
from foedus.question import Question, understand
from foedus.register.world import World

#: Question, attackers, targets, and what else is understood.
UNDERSTOOD: list[tuple[str, list[str], list[str], dict[str, Any]]] = [
    ("What if the United States attacks North Korea?", ["USA"], ["PRK"], {}),
    ("Que se passe-t-il si les États-Unis attaquent la Corée du Nord ?", ["USA"], ["PRK"], {}),
    ("who must help Poland if Russia attacks it?", ["RUS"], ["POL"], {}),
    ("Qui doit aider l'Arménie si l'Azerbaïdjan l'attaque en septembre 2022 ?", ["AZE"], ["ARM"], {"date": "2022-09-30"}),
    ("is the US bound to defend Saudi Arabia?", [], ["SAU"], {"states": ("USA",)}),
    ("does article 5 cover Hawaii?", [], ["USA"], {"place": "hawaii", "article": "5"}),
    ("What if the Soviet Union attacks West Germany on 5 May 1980?", ["RUS"], ["DEU"], {"date": "1980-05-05"}),
    ("L'URSS attaque la Finlande le 30 novembre 1939", ["RUS"], ["FIN"], {"date": "1939-11-30"}),
    ("What if Georgia is attacked by Russia?", ["RUS"], ["GEO"], {}),
    ("La Géorgie est attaquée par la Russie", ["RUS"], ["GEO"], {}),
    ("Would China help Pakistan if India invades it?", ["IND"], ["PAK"], {"states": ("CHN",)}),
    ("Niger attacks Nigeria", ["NER"], ["NGA"], {}),
    ("What if Guinea attacks Guinea-Bissau?", ["GIN"], ["GNB"], {}),
    ("What if the Dominican Republic invades Dominica?", ["DOM"], ["DMA"], {}),
    ("Est-ce que la France doit défendre la Grèce si la Turquie l'attaque ?", ["TUR"], ["GRC"], {"states": ("FRA",)}),
    ("A Russian attack on Estonia", ["RUS"], ["EST"], {}),
    ("What if Russia blockades Lithuania?", ["RUS"], ["LTU"], {"kind": "blockade"}),
    ("La Chine menace le Japon", ["CHN"], ["JPN"], {"kind": "threat_of_force"}),
    ("What if the USA and Israel attack Iran?", ["ISR", "USA"], ["IRN"], {}),
    ("who defends Estonia?", [], ["EST"], {}),
    ("What if Argentina attacks the Falkland Islands?", ["ARG"], ["GBR"], {"place": "falkland_islands"}),
    ("What if South Korea is attacked by North Korea?", ["PRK"], ["KOR"], {}),
    ("Must Saudi Arabia help Pakistan against India?", ["IND"], ["PAK"], {"states": ("SAU",)}),
    ("L'Arabie saoudite doit-elle aider le Pakistan contre l'Inde ?", ["IND"], ["PAK"], {"states": ("SAU",)}),
    ("Who would protect Poland from Russia?", ["RUS"], ["POL"], {}),
    ("Qui devait aider l'Égypte en juillet 1977 contre la Libye ?", ["LBY"], ["EGY"], {"date": "1977-07-31"}),
    ("Would Saudi Arabia have to fight India for Pakistan?", ["IND"], ["PAK"], {"states": ("SAU",)}),
    ("Les États-Unis entreraient-ils en guerre contre la Chine pour Taïwan ?", ["CHN"], ["TWN"], {"states": ("USA",)}),
    ("Must the United States defend Denmark if someone attacks Greenland?", [], ["DNK"], {"place": "greenland", "states": ("USA",)}),
    ("Les États-Unis doivent-ils défendre le Danemark si quelqu'un attaque le Groenland ?", [], ["DNK"], {"place": "greenland"}),
    ("Would Poland have to fight for Estonia?", [], ["EST"], {"states": ("POL",)}),
    ("La France ferait-elle la guerre pour Chypre ?", [], ["CYP"], {"states": ("FRA",)}),
    ("Is Germany obliged to help Lithuania against an attack from Belarus?", ["BLR"], ["LTU"], {"states": ("DEU",)}),
    ("What if Russia attacks Poland from Belarus?", ["RUS"], ["POL"], {}),
    ("Must Britain help Sweden if anyone attacks it?", [], ["SWE"], {"states": ("GBR",)}),
]


def heard(text: str, view: World, **more: Any) -> Question:
    return understand(text, view.register, **more)


@pytest.mark.parametrize(("text", "attackers", "targets", "more"), UNDERSTOOD, ids=[item[0] for item in UNDERSTOOD])
def test_what_is_understood(today_world: World, text: str, attackers: list[str], targets: list[str], more: dict[str, Any]) -> None:
    found = heard(text, today_world)
    act = found.scenario.acts[0]
    assert (sorted(listed(act.actor)), sorted(listed(act.target))) == (attackers, targets)
    assert act.kind == more.get("kind", "armed_attack")
    assert (act.place.name if act.place else None) == more.get("place")
    assert found.article == more.get("article")
    assert set(more.get("states", ())) <= set(found.states)
    if "date" in more:
        assert act.date == more["date"]


REFUSED = [
    ("What if Congo attacks Rwanda?", ["COD", "COG"]), ("What if Korea attacks Japan?", ["KOR", "PRK"]),
    ("Et si la Corée attaque le Japon ?", ["KOR", "PRK"]), ("Le Congo attaque l'Angola", ["COD", "COG"]),
    ("What if the Guineas attack Mali?", ["GIN", "GNB"]), ("What about bananas and France?", ["France = FRA", "--attack"]),
    ("", ["not understood"]), ("Does Russia's nuclear umbrella cover North Korea?", ["Russia = RUS", "foedus umbrella PRK"]),
    ("What if Ruritania attacks France?", ["Ruritania"]), ("What if Iran and Israel fight?", ["IRN", "ISR"]),
    ("What if France attacks Spain on 30 February 2020?", ["30 february 2020"]), ("France attacks Spain in 1700", ["1815"]),
    ("x" * 2001, ["2,000"]),
]


@pytest.mark.parametrize(("text", "says"), REFUSED, ids=[item[0][:40] for item in REFUSED])
def test_what_is_refused_says_why(today_world: World, text: str, says: list[str]) -> None:
    with pytest.raises(BadInput) as caught:
        heard(text, today_world)
    assert all(part in str(caught.value) for part in says), str(caught.value)


@pytest.mark.parametrize(
    ("words", "day"),
    [("on 2022-09-13", "2022-09-13"), ("on 13 September 2022", "2022-09-13"), ("on September 13, 2022", "2022-09-13"),
     ("le 1er mars 1939", "1939-03-01"), ("in 1939", "1939-12-31"), ("en 1939", "1939-12-31"), ("in February 1940", "1940-02-29"),
     ("en août 1914", "1914-08-31")],
)
def test_dates_in_words(today_world: World, words: str, day: str) -> None:
    assert heard(f"Germany attacks France {words}", today_world).scenario.acts[0].date == day


def test_a_day_beside_the_question_counts(today_world: World) -> None:
    assert heard("Germany attacks France in 1939", today_world, on="1914-08-03").scenario.date == "1914-08-03"
