"""Dates that lack a day or a month, in three values."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.register.dates import first_day, holds, is_day, last_day, reached, today

DAYS = st.dates(min_value=datetime.date(1815, 1, 1), max_value=datetime.date(2100, 1, 1)).map(datetime.date.isoformat)
CUT = st.sampled_from([4, 7, 10])


@given(DAYS, CUT, DAYS)
def test_reached_agrees_with_every_day_that_a_date_can_mean(date: str, cut: int, day: str) -> None:
    rough = date[:cut]
    assert first_day(rough) <= date <= last_day(rough)
    expected = True if last_day(rough) <= day else False if first_day(rough) > day else None
    assert reached(day, rough) is expected


@given(DAYS, DAYS, DAYS)
def test_a_period_holds_from_its_first_day_to_before_its_end(day: str, start: str, end: str) -> None:
    assert holds(day, start, end) is (start <= day < end)
    assert holds(day, None, None) is True


@pytest.mark.parametrize(("text", "good"), [("2024-02-29", True), ("2023-02-29", False), ("2024", False), ("20240229", False),
                                            ("2024-2-9", False), ("", False), ("2024-W01-1", False)])
def test_days(text: str, good: bool) -> None:
    assert is_day(text) is good


def test_today_is_a_day() -> None:
    assert is_day(today())


def test_rough_dates_are_unknown_inside() -> None:
    assert [holds("1992-06-01", start, end) for start, end in (("1992", None), (None, "1992"), ("1991", "1992"), ("1993", None))] == [
        None, None, None, False
    ]
