"""Commitments, umbrellas, comparisons, instruments, states and lists as text."""

from __future__ import annotations

import pytest

from foedus import queries
from foedus.register.world import world
from foedus.wording import tables
from foedus.wording.text import Table, Text


def _tables(text: Text) -> list[Table]:
    return [block for block in text if isinstance(block, Table)]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("state", ["PRK", "JPN", "FRA", "UKR", "CHE"])
def test_commitments_and_umbrellas(state: str, lang: str) -> None:
    view = world("2026-11-23")
    for text in (
        tables.commitments(queries.commitments(view, state), view, lang),
        tables.umbrella(queries.umbrella(view, state), view, lang),
        tables.state(queries.show_state(view, state), view, lang),
    ):
        assert "{" not in str(text)
        assert text.title
        for table in _tables(text):
            assert all(len(row) == len(table.header) for row in table.rows)


def test_the_umbrella_over_north_korea() -> None:
    view = world("2026-11-23")
    text = str(tables.umbrella(queries.umbrella(view, "PRK"), view))
    assert "Russia promised North Korea help (automatic); the text is silent on nuclear weapons." in text
    french = str(tables.umbrella(queries.umbrella(view, "PRK"), view, "fr"))
    assert "La Russie a promis d'aider la Corée du Nord (automatique) ; le texte est muet" in french


def test_a_state_without_promises() -> None:
    view = world("2026-11-23")
    assert "None in the register as of 2026-11-23." in str(tables.umbrella(queries.umbrella(view, "CHE"), view))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_differences_are_marked(lang: str) -> None:
    view = world("2026-11-23")
    answer = queries.compare(view, ["prk-rus-1961", "prk-rus-2000", "prk-rus-2024"])
    text = tables.comparison(answer, view, lang)
    marked = sum(row[0].endswith("≠") for table in _tables(text) for row in table.rows)
    assert marked == sum(not row.same for row in answer.rows)
    assert len(_tables(text)[0].header) == 4


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_instrument_can_be_shown(lang: str) -> None:
    view = world("2026-11-23")
    for name in view.register.instruments:
        text = str(tables.instrument(queries.show_instrument(view, name), view, lang))
        assert "{" not in text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_lists(lang: str) -> None:
    view = world("2026-11-23")
    register = view.register
    assert "PRK" in str(tables.states([{"id": item.id} for item in view.states], view, lang))
    assert "un_sc" in str(tables.bodies([{"id": name} for name in register.bodies], view, lang))
    assert tables.places([{"id": name} for name in register.places], view, lang).title
    assert _tables(tables.places([], view, lang)) == []


def test_a_side_that_was_not_asked_for_is_not_called_empty() -> None:
    view = world("2026-11-23")
    text = str(tables.commitments(queries.commitments(view, "USA", "given"), view))
    assert "What the United States owes" in text
    assert "is owed" not in text
    assert "None in the register" not in text
