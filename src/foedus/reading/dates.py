"""Dates in a text: written out, in digits, in Chinese numerals, and relative to a day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from foedus.reading.document import Day
from foedus.reading.folding import fold
from foedus.reading.grammar import grammar

__all__ = ["chinese_number", "find_days"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "◯": 0}
_EXTRA_MONTHS = {
    "en": {"sept": 9}, "ru": {"сент": 9, "сен": 9}, "pl": {"pazdziernika": 10}, "es": {"setiembre": 9},
    "ar": {
        "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9,
        "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
    },
}
_ORDINAL = r"(?:\.|-?[a-zа-яіº°ª]{1,3}\b|º|°|'?[iıuü]?n[ciıuü]{0,2})?"
_OF = r"(?:de|di|do|of|del|d')?"


def find_days(folded: str, language: str, published: str | None = None) -> tuple[Day, ...]:
    """Dates in order. Without a year, the year is the one that is nearest before the publication.

    Examples
    --------
    >>> text = "signed on 9 May 2025, in force on Thursday, Jan. 22"
    >>> [day.date for day in find_days(fold(text), "en", "2026-01-23")]
    ['2025-05-09', '2026-01-22']
    """
    base = _base(published)
    found = [*_numeric(folded), *_east_asian(folded, base), *_written(folded, language, base)]
    if base is not None and published and len(published) == 10:
        found += _relative(folded, language, base)
    found.sort(key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in found:
        if kept and day.relative and day.date == kept[-1].date and day.start - kept[-1].end < 12:
            continue
        if kept and kept[-1].relative and day.date == kept[-1].date and day.start - kept[-1].end < 12:
            kept[-1] = day
            continue
        if kept and day.start < kept[-1].end:
            if len(day.date) > len(kept[-1].date) and not day.relative and day.start - kept[-1].start < 12:
                kept[-1] = day
            continue
        kept.append(day)
    return tuple(kept)


def chinese_number(text: str) -> int | None:
    """The value of a number in Chinese signs or digits.

    Examples
    --------
    >>> chinese_number("五十一"), chinese_number("一九五〇"), chinese_number("12")
    (51, 1950, 12)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, current = 0, 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        elif char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            return None
    return total + current


def _base(published: str | None) -> date | None:
    if not published or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", published):
        return None
    parts = [int(part) for part in published.split("-")]
    try:
        return date(*(parts + [12, 31][len(parts) - 1 :])[:3]) if len(parts) == 3 else date(parts[0], parts[1] if len(parts) > 1 else 12, 28)
    except ValueError:
        return None


def _valid(year: int, month: int, day: int | None) -> str | None:
    if not (1 <= month <= 12 and 1000 <= year <= 2199):
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_NUMERIC = re.compile(
    r"(?<![\d.])(?:(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})|(?P<d2>\d{1,2})[./-](?P<m2>\d{1,2})[./-](?P<y2>\d{4}))(?!\d)"
)


def _numeric(folded: str) -> list[Day]:
    found = []
    for match in _NUMERIC.finditer(folded):
        if match["y"]:
            value = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
        else:
            value = _valid(int(match["y2"]), int(match["m2"]), int(match["d2"]))
            value = value or _valid(int(match["y2"]), int(match["d2"]), int(match["m2"]))
        if value:
            found.append(Day(value, match.start(), match.end()))
    return found


_N = r"[0-9〇○◯零一二三四五六七八九十]"
_EAST = re.compile(
    rf"(?:(?P<y>{_N}{{4}})\s?[年년]\s?)?(?P<m>{_N}{{1,3}})\s?[月월]\s?(?:\d{{1,2}}[日일]?(?:至|から|~|-)\s?)?(?:(?P<d>{_N}{{1,3}})\s?[日號号일])?"
    rf"|(?P<y3>{_N}{{4}})\s?[年년]|(?<!{_N})(?P<d2>\d{{1,2}})\s?[日일](?![本間间])"
)


def _east_asian(folded: str, base: date | None) -> list[Day]:
    found = []
    for match in _EAST.finditer(folded):
        value: str | None = None
        if match["m"]:
            month = chinese_number(match["m"]) or 0
            day = chinese_number(match["d"]) if match["d"] else None
            year = chinese_number(match["y"]) if match["y"] else None
            if year is None and base is not None and 1 <= month <= 12:
                year = _year(base, month, day)
            value = _valid(year, month, day) if year else None
            if value is None and 1 <= month <= 12:
                value = None
        elif match["y3"]:
            year = chinese_number(match["y3"])
            value = f"{year:04}" if year and 1000 < year < 2200 else None
        elif base is not None:
            day = int(match["d2"])
            value = _valid(base.year, base.month, day)
            if value and value > base.isoformat():
                before = base.replace(day=1) - timedelta(days=1)
                value = _valid(before.year, before.month, day)
        if value:
            found.append(Day(value, match.start(), match.end()))
    return found


def _year(base: date, month: int, day: int | None) -> int:
    """The year in which a day without a year falls: not more than a month after publication."""
    try:
        that = date(base.year, month, day or 1)
    except ValueError:
        return base.year
    return base.year - 1 if that - base > timedelta(days=45) else base.year


@cache
def _months(language: str) -> dict[str, int]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    found: dict[str, int] = {}
    for code in (language, "en"):
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = fold(name).strip(". ")
                    if len(word) > 2 and not word[0].isdigit():
                        found.setdefault(word, int(number))
    return found | _EXTRA_MONTHS.get(language, {})


@cache
def _written_regex(language: str) -> re.Pattern[str] | None:
    names = sorted(_months(language), key=len, reverse=True)
    if not names:
        return None
    flexible = language in ("tr", "az", "fi", "et", "hu", "lt", "lv", "pl", "ru", "uk", "be", "cs", "sk", "hr", "sl", "el", "ka", "kk", "hy", "bg", "sr", "ro")
    month = "(?P<m>" + "|".join(map(re.escape, names)) + ")" + (r"\w{0,5}" if flexible else "") + r"\.?"
    prefix = r"(?:[والب]{1,2})?" if language in ("ar", "fa") else ""
    forms = (
        rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}\s{{0,2}}{_OF}\s{{0,2}}{prefix}{month.replace('?P<m>', '?P<m1>')}(?:\s?'\w{{1,4}})?,?\s{{0,2}}(?:{_OF}\s{{0,2}})?(?P<y1>\d{{4}})?(?!\d)",
        rf"(?:(?P<y3>\d{{4}})[.,]?\s(?:\w{{1,6}}\s)?)?\b{month.replace('?P<m>', '?P<m3>')}\s(?P<d3>\d{{1,2}})(?!\d)(?:st|nd|rd|th|-?\w{{0,4}}\.?)?(?:,?\s{{1,2}}(?P<y2>\d{{4}}))?(?!\d)",
        rf"\b{month.replace('?P<m>', '?P<m4>')},?\s{{1,2}}(?:{_OF}\s{{0,2}})?(?P<y4>\d{{4}})(?!\d)",
        rf"(?<=\s)(?:in|en|im|em|en|w|we|в|у|a|nel|fi|في|juin|last|le)?\s?\b{month.replace('?P<m>', '?P<m5>')}(?!\w)",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms))


def _written(folded: str, language: str, base: date | None) -> list[Day]:
    regex = _written_regex(language)
    if regex is None:
        return []
    months = _months(language)
    found = []
    for match in regex.finditer(folded):
        groups = match.groupdict()
        word = next(groups[key] for key in ("m1", "m3", "m4", "m5") if groups.get(key))
        month = months[word]
        year_text = groups["y1"] or groups["y2"] or groups["y3"] or groups["y4"]
        day_text = groups["d"] or groups["d3"]
        day = int(day_text) if day_text else None
        if groups["m5"] and (base is None or len(word) < 4 or word in ("may", "mars", "march", "mai", "mart", "maja")):
            continue
        year = int(year_text) if year_text else (_year(base, month, day) if base else None)
        if year is None:
            continue
        value = _valid(year, month, day)
        if value:
            found.append(Day(value, match.start(), match.end(), relative=bool(groups["m5"])))
    return found


@cache
def _weekdays(language: str) -> dict[str, int]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    found: dict[str, int] = {}
    try:
        days = Locale.parse(language).days
    except (UnknownLocaleError, ValueError):
        return found
    for context in ("format", "stand-alone"):
        for number, name in days[context]["wide"].items():
            found[fold(name)] = int(number)
    if language == "zh":
        for number, sign in enumerate("一二三四五六日"):
            found["周" + sign] = number
    if language in ("ja", "ko"):
        return {}
    if language == "pt":
        found |= {fold(name.split("-")[0]): number for name, number in found.items() if "-" in name}
    return {name: number for name, number in found.items() if len(name) > (1 if language == "zh" else 3)}


@cache
def _relative_regex(language: str) -> re.Pattern[str] | None:
    words = sorted(_weekdays(language), key=len, reverse=True)
    if not words:
        return None
    ending = "" if language in ("zh", "en") else r"\w{0,5}"
    stems = [re.escape(word if language in ("zh", "en", "fr", "de") else word[:-1] if len(word) > 5 and word[-1] in "аяaoe" else word) for word in words]
    bound = "" if language == "zh" else r"\b"
    return re.compile(bound + "(" + "|".join(stems) + ")" + ending + bound)


def _relative(folded: str, language: str, base: date) -> list[Day]:
    found = []
    regex = _relative_regex(language)
    if regex is not None:
        weekdays = _weekdays(language)
        for match in regex.finditer(folded):
            number = next((value for name, value in weekdays.items() if name.startswith(match[1])), None)
            if number is not None:
                back = (base.weekday() - number) % 7
                found.append(Day((base - timedelta(days=back)).isoformat(), match.start(), match.end(), relative=True))
    shifts = {"today": 0, "yesterday": -1, "tomorrow": 1}
    for hit in grammar(language).matcher.find(folded):
        if hit.concept in shifts:
            day = base + timedelta(days=shifts[hit.concept])
            found.append(Day(day.isoformat(), hit.start, hit.end, relative=True))
    return found
