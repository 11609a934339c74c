"""Dates that may lack a day or a month, and what they say about a given day.

A day is text, `YYYY-MM-DD`, so that days compare as text. Answers have three values: True, False,
and None where the date is not known finely enough to tell.
"""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

__all__ = ["FIRST_DAY", "first_day", "holds", "is_day", "last_day", "reached", "today"]

#: The register begins with the Congress of Vienna.
FIRST_DAY = "1815-01-01"


def today() -> str:
    """The day on which the question is asked."""
    return datetime.date.today().isoformat()


def is_day(text: str) -> bool:
    """Whether `text` is a full calendar day.

    Examples
    --------
    >>> is_day("2024-02-30"), is_day("2024-02-29")
    (False, True)
    """
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def first_day(date: str) -> str:
    """The first day that a date can mean.

    Examples
    --------
    >>> first_day("1992"), first_day("1992-10")
    ('1992-01-01', '1992-10-01')
    """
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """The last day that a date can mean.

    Examples
    --------
    >>> last_day("1992"), last_day("1992-02")
    ('1992-12-31', '1992-02-29')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{date}-{calendar.monthrange(year, month)[1]:02d}"
    return date


# A register has some thousand dates, and an answer asks for each of them many times.
@lru_cache(maxsize=1 << 16)
def reached(day: str, date: str | None) -> bool | None:
    """Whether `date` lies on or before `day`; False for no date at all.

    Examples
    --------
    >>> reached("1992-06-01", "1992"), reached("1993-01-01", "1992"), reached("1991-12-31", "1992")
    (None, True, False)
    """
    if date is None or day < first_day(date):
        return False
    return True if day >= last_day(date) else None


@lru_cache(maxsize=1 << 16)
def holds(day: str, from_: str | None, to: str | None) -> bool | None:
    """Whether a period covers `day`; a missing end is open, `to` itself is outside.

    Examples
    --------
    >>> holds("2024-12-04", "2024-12-04", None), holds("2024-12-04", None, "2024-12-04")
    (True, False)
    """
    begun = True if from_ is None else reached(day, from_)
    over = reached(day, to)
    if begun is False or over is True:
        return False
    return None if begun is None or over is None else True
