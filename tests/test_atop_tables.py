"""The register in ATOP's form: the same columns and codings, dates that say what they mean, nothing invented."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.panel import atop
from foedus.panel.conditions import conditions
from foedus.panel.dyads import CowCodes, Span, dyads, mask, window, years, years_of
from foedus.panel.obligations import obligations, of_instrument
from foedus.register.load import Register, load
from foedus.terms import Duty

UNTIL = "2026-11-25"


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


@pytest.fixture(scope="module")
def members(register: Register) -> list[dict[str, Any]]:
    return list(atop.member_rows(register, until=UNTIL))


@pytest.fixture(scope="module")
def tables(register: Register, members: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The member and state-year files as the command writes them."""
    from foedus.cli.export import _csv

    folder = tmp_path_factory.mktemp("tables")
    small = [o for o in obligations(register) if o.duty is not Duty.NONAGGRESSION]
    rows = list(atop.dyad_rows(register, until=2026, found=small))
    _csv(folder / "foedus_atop_m.csv", (*atop.MEMBER, *atop.ADDED), members)
    _csv(folder / "foedus_atop_ddyr.csv", atop.DYAD, rows)
    _csv(folder / "foedus_atop_sy.csv", atop.STATE, list(atop.state_rows(rows, register, until=2026)))
    return folder


def a_researchers_script(members: Path, states: Path) -> dict[str, Any]:
    """What people do with ATOP: read the files, take NATO in 1960, defence pacts in force, allied states by year."""
    m = pandas.read_csv(members)
    sy = pandas.read_csv(states)
    nato = m[(m.atopid == 3180) & (m.yrent <= 1960) & ((m.yrexit == 0) | (m.yrexit > 1960))]
    standing = m[(m.ineffect == 1) & (m.defense == 1)].groupby("atopid").member.nunique()
    return {
        "types": {name: m[name].dtype.kind for name in ("atopid", "member", "yrent", "yrexit", "defense", "consul", "phase")},
        "nato 1960": set(nato.member),
        "standing defence pacts": set(standing.index),
        "allied in 1990": set(sy[(sy.year == 1990) & (sy.defense == 1)].state),
        "ids": [name for name in sy.columns if name.startswith("atopid")],
    }


def test_a_script_that_reads_atop_reads_ours_unchanged(tables: Path, shared: Path) -> None:
    theirs = a_researchers_script(shared / "data" / "atop5_1m.csv", shared / "data" / "atop5_1sy.csv")
    ours = a_researchers_script(tables / "foedus_atop_m.csv", tables / "foedus_atop_sy.csv")
    assert ours["types"] == theirs["types"]
    assert ours["ids"] == theirs["ids"]
    assert ours["nato 1960"] == theirs["nato 1960"]
    assert {3180, 3075, 3215, 3375} <= ours["standing defence pacts"] & theirs["standing defence pacts"]
    both, either = (len(op(ours["allied in 1990"], theirs["allied in 1990"])) for op in (set.intersection, set.union))
    assert both / either > 0.9


def test_the_columns_are_atops_in_its_order(tables: Path, shared: Path) -> None:
    for ours, theirs, count in (("m", "atop5_1m.csv", len(atop.MEMBER)), ("sy", "atop5_1sy.csv", len(atop.STATE))):
        with (tables / f"foedus_atop_{ours}.csv").open() as mine, (shared / "data" / theirs).open() as other:
            assert next(csv.reader(mine))[:count] == next(csv.reader(other))


def test_the_dates_of_a_member_are_those_of_signature_and_force_stands_beside(members: list[dict[str, Any]]) -> None:
    row = next(r for r in members if r["foedus_id"] == "prk-rus-2024" and r["foedus_state"] == "PRK")
    assert (row["yrent"], row["moent"], row["dayent"]) == (2024, 6, 19)
    assert (row["force_yr"], row["force_mo"], row["force_day"]) == (2024, 12, 4)
    assert (row["yrexit"], row["ineffect"], row["foedus_row"]) == (0, 1, "added")


def test_what_is_not_coded_is_missing_and_never_zero(members: list[dict[str, Any]]) -> None:
    for name in ("wartime", "estmode", "speclgth", "milcon", "organ1", "interv", "cowid"):
        assert {row[name] for row in members} == {None}
    unread = [row for row in members if row["foedus_basis"] in ("atop_only", "memory", "press")]
    assert unread
    assert {row["defcon"] for row in unread} == {None}


def test_own_ids_lie_in_a_reserved_range_and_differ(register: Register) -> None:
    ours = [atop.atop_id(item) for item in register.instruments.values() if not item.codings.get("atop")]
    assert min(ours) >= atop.OWN
    assert len(set(ours)) == len(ours)


def test_records_that_share_an_id_are_its_phases(members: list[dict[str, Any]]) -> None:
    italy = [row for row in members if row["atopid"] == 1350 and row["foedus_state"] == "ITA"]
    assert [row["phase"] for row in italy] == list(range(1, len(italy) + 1))
    assert {row["maxphase"] for row in italy} == {len(italy)}


def test_an_act_of_one_state_makes_no_dyad(register: Register, members: list[dict[str, Any]]) -> None:
    assert {row["atop_eligible"] for row in members if row["foedus_id"] == "twn-usa-1979"} <= {0}
    assert not dyads(of_instrument(register.instruments["twn-usa-1979"]), CowCodes(register), until=2026)


def test_dyads_run_from_obligor_to_beneficiary(register: Register) -> None:
    """Cyprus 1960: three guarantors, who owe Cyprus what Cyprus does not owe them."""
    table = dyads(of_instrument(register.instruments["kwt-usa-1991"]), CowCodes(register), until=2026)
    assert (2, 690) in table
    given_back = {span.duty for span in table.get((690, 2), [])}
    assert Duty.DEFENSE not in given_back


def test_czechia_is_in_nato_from_1999_by_force(register: Register) -> None:
    table = dyads(of_instrument(register.instruments["north-atlantic-1949"]), CowCodes(register), until=2026)
    assert min(span.first for span in table[316, 2] if span.duty is Duty.DEFENSE) == 1999


def test_conditions_follow_the_trigger(register: Register) -> None:
    found = conditions(register.instruments["auh-deu-1879"], "DEU")
    assert (found["defcon"], found["defcoadv"]) == (1, 1)


def test_every_row_has_the_columns_and_no_other(members: list[dict[str, Any]]) -> None:
    assert {frozenset(row) for row in members} == {frozenset((*atop.MEMBER, *atop.ADDED))}


spans = st.builds(
    lambda first, length: Span(Duty.DEFENSE, "a", first, first + length, True, True), st.integers(1815, 2026), st.integers(0, 60)
)


@given(st.lists(spans))
def test_a_mask_holds_just_the_years_of_its_spans(found: list[Span]) -> None:
    assert years(mask(found)) == sorted({year for s in found for year in range(s.first, s.last + 1)})


@given(spans, spans)
def test_masks_join_and_part_like_sets(one: Span, two: Span) -> None:
    first, second = set(years(mask([one]))), set(years(mask([two])))
    assert set(years(mask([one]) & mask([two]))) == first & second
    assert set(years(mask([one]) & ~mask([two]))) == first - second
    assert years(mask([one]) & window(1900, 1950)) == sorted(first & set(range(1900, 1951)))


@given(st.integers(1815, 2026), st.integers(1, 12))
def test_the_first_day_of_a_year_is_not_a_year_of_the_past_spell(year: int, month: int) -> None:
    assert (year in years_of("1815-01-01", f"{year}-{month:02d}-01", until=2026)) == (month > 1)


def _pairs(register: Register) -> Iterator[tuple[str, str, str]]:
    for each in obligations(register):
        yield each.instrument.id, each.obligor, each.beneficiary


def test_an_obligation_never_ends_before_it_binds(register: Register) -> None:
    for each in obligations(register):
        if each.since is not None and each.to is not None:
            assert each.since < each.to, (each.instrument.id, each.obligor, each.beneficiary)


def test_nobody_owes_himself(register: Register) -> None:
    assert all(obligor != beneficiary for _, obligor, beneficiary in _pairs(register))
