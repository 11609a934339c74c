"""Dates in a text: written out, in digits, in Chinese numerals, and relative to a day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from foedus.reading.calendars import buddhist, era_years, find_other_calendars, find_words
from foedus.reading.document import Day
from foedus.reading.folding import fold
from foedus.reading.grammar import Hit, languages, stem

__all__ = ["chinese_number", "find_days", "is_day"]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "◯": 0}
_EXTRA_MONTHS = {
    "en": {"sept": 9}, "ru": {"сент": 9, "сен": 9}, "pl": {"pazdziernika": 10}, "es": {"setiembre": 9},
    "et": {"septembr": 9, "oktoobr": 10, "novembr": 11, "detsembr": 12},
    "ar": {
        "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9,
        "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
    },
}
_ORDINAL = r"(?:\.|-?[a-zа-яіº°ª]{1,3}\b|º|°|'?[iıuü]?n[ciıuü]{0,2}|\s?ᵉ|\s?αυ|η)?"
_OF = r"(?:day of|jour de|del mes de|dias do mes de|de|di|do|of|del|d'|พ\.ศ\.|ค\.ศ\.)?"

_YEAR = _OF[:-2] + r"|سنه|عام|لعام|لسنه|सन|year|del ano|do ano|dell'anno|de l'an|de l'annee|roku|rok|roka|godine|godini|година|године|г\.|року|года|anul|an)?"


def find_days(folded: str, language: str, published: str | None = None, hits: Sequence[Hit] = (), lines: Sequence[int] = (0,)) -> tuple[Day, ...]:
    """Dates in order. Without a year, the year is the one that is nearest before the publication.

    `hits` are those of the grammar, for 'today' and its like; `lines`: where the first lines begin, one of
    which may be the dateline from which 'today' is counted.

    Examples
    --------
    >>> text = "signed on 9 May 2025, in force on Thursday, Jan. 22"
    >>> [day.date for day in find_days(fold(text), "en", "2026-01-23")]
    ['2025-05-09', '2026-01-22']
    """
    base = _base(published)
    found = [*_numeric(folded), *_east_asian(folded, base), *_written(folded, language, base), *_in_words(folded, language, base)]
    if any("\u0600" <= char <= "\u06ff" for char in folded[:400]) or language in ("tr", "en"):
        found += find_other_calendars(folded)
    if base is not None and published and len(published) == 10:
        found += _weekdays_in(folded, language, base)
        found += [*_shifted(hits, _dateline(folded, language, found, base, lines) or base), *_short(folded, base)]
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


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, or a month or year: YYYY-MM-DD, YYYY-MM, YYYY.

    Examples
    --------
    >>> is_day("2024-02-29"), is_day("2025-02-29"), is_day("2025-02"), is_day("last week")
    (True, False, True, False)
    """
    return re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text) is not None and _base(text) is not None and (len(text) < 7 or 1 <= int(text[5:7]) <= 12)


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


_SHORT = re.compile(r"(?<!\w)(?:ngay|hom|dia|il|el|le)\s(\d{1,2})/(\d{1,2})(?![\d/])")


def _short(folded: str, base: date) -> list[Day]:
    """Day and month in digits, where a word says that it is a day."""
    found = []
    for match in _SHORT.finditer(folded):
        day, month = int(match[1]), int(match[2])
        value = _valid(_year(base, month, day), month, day) if 1 <= month <= 12 else None
        if value:
            found.append(Day(value, match.start(1), match.end()))
    return found


_NUMERIC = re.compile(
    # The last two forms are Vietnamese and Mongolian, which count their months.
    r"(?<![\d.])(?:(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})|(?P<d2>\d{1,2})[./-](?P<m2>\d{1,2})[./-](?P<y2>\d{4})|(?P<d3>\d{1,2})\sthang\s(?P<m3>\d{1,2})(?:\snam\s|[,/]?\s?)(?P<y3>\d{4})"
    r"|(?P<y4>\d{4})\s?оны?\s(?P<m4>\d{1,2})\s?(?:-?р|дугаар|дүгээр)?\s?сарын?\s(?P<d4>\d{1,2}))(?!\d)"
)


def _numeric(folded: str) -> list[Day]:
    found = []
    for match in _NUMERIC.finditer(folded):
        if match["y"]:
            value = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
        elif match["y3"]:
            value = _valid(int(match["y3"]), int(match["m3"]), int(match["d3"]))
        elif match["y4"]:
            value = _valid(int(match["y4"]), int(match["m4"]), int(match["d4"]))
        else:
            value = _valid(int(match["y2"]), int(match["m2"]), int(match["d2"]))
            value = value or _valid(int(match["y2"]), int(match["d2"]), int(match["m2"]))
        if value:
            found.append(Day(value, match.start(), match.end()))
    return found


_N = r"[0-9〇○◯零一二三四五六七八九十]"
_ERAS = "|".join(era_years())
_EAST = re.compile(
    rf"(?:(?:(?P<y>{_N}{{4}})\)?|(?P<era>{_ERAS})\s?(?P<ey>{_N}{{1,3}}|元)(?:\(\d{{4}}\))?)\s?[年년]\s?)?(?P<m>{_N}{{1,3}})\s?[月월]\s?(?:\d{{1,2}}[日일]?(?:至|から|~|-)\s?)?(?:(?P<d>{_N}{{1,3}})\s?[日號号일])?"
    rf"|(?P<y3>{_N}{{4}})\s?[年년]|(?<!{_N})(?P<d2>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\)?\s?[日일號号](?![本間间内內後后前]|以内)"
)
#: Words for a year beside that of the publication, right before a month.
_YEARS = {"明年": 1, "来年": 1, "翌年": 1, "내년": 1, "去年": -1, "昨年": -1, "작년": -1, "지난해": -1, "今年": 0, "本年": 0, "올해": 0}


def _east_asian(folded: str, base: date | None) -> list[Day]:
    found = []
    for match in _EAST.finditer(folded):
        value: str | None = None
        if match["m"]:
            month = chinese_number(match["m"]) or 0
            day = chinese_number(match["d"]) if match["d"] else None
            year = chinese_number(match["y"]) if match["y"] else None
            if match["era"]:
                year = era_years()[match["era"]] + (1 if match["ey"] == "元" else chinese_number(match["ey"]) or 0)
            if year is None and base is not None and 1 <= month <= 12:
                shift = next((value for word, value in _YEARS.items() if word in folded[max(0, match.start() - 4) : match.start()]), None)
                year = _year(base, month, day) if shift is None else base.year + shift
            value = _valid(year, month, day) if year else None
            if value is None and 1 <= month <= 12:
                value = None
        elif match["y3"]:
            year = chinese_number(match["y3"])
            value = f"{year:04}" if year and 1000 < year < 2200 else None
        elif base is not None:
            day = chinese_number(match["d2"]) or 0
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


#: What may be written together with the name of a month.
_BEFORE_MONTH = {"ar": "(?:[والب]{1,2})?", "fa": "(?:[والب]{1,2})?", "he": "ב?"}


@cache
def _written_regex(language: str) -> re.Pattern[str] | None:
    months = _months(language)
    names = sorted(months, key=len, reverse=True)
    if not names:
        return None
    flexible = language in ("tr", "az", "uz", "fi", "et", "hu", "lt", "lv", "pl", "ru", "uk", "be", "cs", "sk", "hr", "sl", "el", "ka", "kk", "hy", "bg", "sr", "mk", "ro")
    # Turkish abbreviations are the beginnings of other words ('ara', 'arasında'); elsewhere they help with cases.
    short = {name for name in names if language in ("tr", "az") and len(name) < 4 and name != "may"}
    parts = [re.escape(name) + (r"(?!\w)" if name in short else "") for name in names]
    month = "(?P<m>" + "|".join(parts) + ")" + (r"\w{0,5}" if flexible else "") + r"\.?"
    prefix = _BEFORE_MONTH.get(language, "")
    # What stands between a year and its month: "m.", "évi", "gada", "-ci il", "წლის", "թվականի".
    year = r"[.,]?(?:\s?-?\w{1,3}\b)?\.?(?:\s\w{1,8}\.?)?,?\s"
    after = r"(?:\s(?:ho|menesio|men\.))?"
    forms = (
        rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}\s{{0,2}}{_OF}\s{{0,2}}{prefix}{month.replace('?P<m>', '?P<m1>')}(?:/\w{{3,9}})?(?:\s?'\w{{1,4}})?,?\s{{0,2}}(?:{_YEAR}\s{{0,2}})?(?P<y1>\d{{4}})?(?!\d)",
        rf"(?:(?P<y3>\d{{4}}){year})?\b{prefix}{month.replace('?P<m>', '?P<m3>')}{after}\s(?:the\s)?(?P<d3>\d{{1,2}})(?!\d)(?:st|nd|rd|th|-?\w{{0,4}}\.?)?(?:(?:,?\s{{1,2}}|\s\w{{3,8}}\s)(?P<y2>\d{{4}}))?(?!\d)",
        rf"(?P<y6>\d{{4}}){year}(?P<d6>\d{{1,2}})(?:\.|-?\w{{1,4}})?[\s-]{month.replace('?P<m>', '?P<m6>')}(?!\w)",
        rf"(?P<y7>\d{{4}})-\w{{2,4}}\s(?P<d7>\d{{1,2}})-{month.replace('?P<m>', '?P<m7>')}(?!\w)",
        rf"\b{prefix}{month.replace('?P<m>', '?P<m4>')},?\s{{1,2}}(?:{_OF}\s{{0,2}})?(?P<y4>\d{{4}})(?!\d)",
        rf"(?<=\s)(?:in|en|im|em|en|w|we|в|у|a|nel|fi|في|juin|last|le)?\s?\b{prefix}{month.replace('?P<m>', '?P<m5>')}(?!\w|[.,]{{0,2}}\s{{1,2}}{_OF}\s{{0,2}}\d{{4}})",
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
        word = next(groups[key] for key in ("m1", "m3", "m4", "m5", "m6", "m7") if groups.get(key))
        month = months[word]
        year_text = groups["y1"] or groups["y2"] or groups["y3"] or groups["y4"] or groups["y6"] or groups["y7"]
        day_text = groups["d"] or groups["d3"] or groups["d6"] or groups["d7"]
        day = int(day_text) if day_text else None
        if groups["m5"] and (base is None or len(word) < 4 or word in ("may", "mars", "march", "mai", "mart", "maja")):
            continue
        year = buddhist(int(year_text)) if year_text else (_year(base, month, day) if base else None)
        if year is None:
            continue
        value = _valid(year, month, day)
        if value:
            found.append(Day(value, match.start(), match.end(), relative=bool(groups["m5"])))
    return found


def _in_words(folded: str, language: str, base: date | None) -> list[Day]:
    found = []
    for year, month, day, start, end in find_words(folded, language, _months(language)):
        value = _valid(year or (_year(base, month, day) if base else 0), month, day)
        if value:
            found.append(Day(value, start, end))
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
    return {name: number for name, number in found.items() if len(name) > (1 if language == "zh" else 2)}


#: What may be written together with the name of a day ('torsdagskvallen').
_COMPOUND = 8
#: Names of days no longer than this are the beginnings of other words.
_STEM = 4


@cache
def _relative_regex(language: str) -> re.Pattern[str] | None:
    words = sorted(_weekdays(language), key=len, reverse=True)
    if not words:
        return None
    settings = languages().get(language, {})
    stems = [re.escape(_weekday_stem(word, language)) for word in words]
    if language in ("zh", "en"):
        return re.compile((r"\b" if language == "en" else "") + f"({'|'.join(stems)})" + (r"\b" if language == "en" else ""))
    long = "|".join(item for item in stems if len(item) > _STEM)
    short = "|".join(item for item in stems if len(item) <= _STEM)
    inflects = bool(int(settings.get("ending", "0") or 0))
    # A short stem is a day only after 'on': 'в среду', 'w środę'; 'среди' is 'among'.
    forms = [rf"(?:{long})\w{{0,{_COMPOUND}}}" if long else "", rf"(?<=\s)(?:в|у|во|ў|w|we|v|ve|u|na|на|a|di|il|le)\s(?:{short})\w{{1,2}}" if short and inflects else ""]
    forms.append(rf"(?:{short})" if short else "")
    return re.compile(r"\b(?:" + "|".join(form for form in forms if form) + r")\b")


def _weekday_stem(name: str, language: str) -> str:
    return stem(name, languages().get(language, {})).rstrip("*") if " " not in name else name


#: The day of the month behind a day of the week ('lunes 26').
_NUMBERED = re.compile(r"\w{0,3},?\s(?:(?:the|den|d\.|dia|le|el|il)\s)?(\d{1,2})(?!\d|[:.,]\d|\s?%)")
_WEEKS = 20


def _weekday_on(base: date, weekday: int, day: int) -> date | None:
    """The day near the publication that is this day of the week and of the month."""
    near = (base + timedelta(days=shift) for shift in sorted(range(-_WEEKS, _WEEKS + 1), key=abs))
    return next((that for that in near if that.day == day and that.weekday() == weekday), None)


def _weekdays_in(folded: str, language: str, base: date) -> list[Day]:
    found = []
    regex = _relative_regex(language)
    if regex is not None:
        weekdays = {_weekday_stem(name, language): number for name, number in _weekdays(language).items()}
        names = sorted(weekdays, key=len, reverse=True)
        for match in regex.finditer(folded):
            number = next((weekdays[name] for name in names if name in match[0]), None)
            if number is not None:
                numbered = _NUMBERED.match(folded, match.end())
                that = _weekday_on(base, number, int(numbered[1])) if numbered else None
                day = that or base - timedelta(days=(base.weekday() - number) % 7)
                found.append(Day(day.isoformat(), match.start(), numbered.end(1) if numbered and that else match.end(), relative=True))
    return found


#: What follows the day in a dateline: 'Dec. 23 -', '29. septembra (Tanjug) -', '三日電】'.
_DASHED = re.compile(r"\.?\s?(?:\([^)\n]{2,25}\)\s?)?[-–—]|[^。\n]{0,6}[电電発發发]")
#: A dateline with the day of the month alone ('WASHINGTON, 4 -'), or with that of the week cut short ('Sat. -').
_DATED = re.compile(r"[^\W\d_][^\d\n]{1,40},\s(?:(\d{1,2})|([^\W\d_]{2,5}))\.?\s?(?:\([^)\n]{2,25}\)\s?)?[-–—]")
#: How many lines may stand before a dateline, and how far from the line's start its day is; how old it may be.
_LINES, _WITHIN, _OLD = 3, 60, 10


def _dateline(folded: str, language: str, found: list[Day], base: date, lines: Sequence[int]) -> date | None:
    """The day on which a report was sent, some days before it was printed: 'today' hangs on it."""
    for start in lines[:_LINES]:
        days = [day.date for day in found if start < day.start <= start + _WITHIN and len(day.date) == 10 and _DASHED.match(folded, day.end)]
        if (match := _DATED.match(folded, start)) and match[1]:
            days += [day.isoformat() for day in _recent(base) if day.day == int(match[1])]
        elif match and match[2] in (short := _short_weekdays(language)):
            days += [day.isoformat() for day in _recent(base) if day.weekday() == short[match[2]]]
        for text in days:
            if 0 <= (base - date.fromisoformat(text)).days <= _OLD:
                return date.fromisoformat(text)
    return None


def _recent(base: date) -> list[date]:
    return [base - timedelta(days=days) for days in range(_OLD)]


@cache
def _short_weekdays(language: str) -> dict[str, int]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        days = Locale.parse(language).days["format"]["abbreviated"]
    except (UnknownLocaleError, ValueError):
        return {}
    return {fold(name).strip("."): int(number) for number, name in days.items()}


def _shifted(hits: Sequence[Hit], base: date) -> list[Day]:
    """Days counted from that of the report: today, yesterday, tomorrow."""
    found = []
    shifts = {"today": 0, "yesterday": -1, "tomorrow": 1}
    for hit in hits:
        if hit.concept in shifts:
            day = base + timedelta(days=shifts[hit.concept])
            found.append(Day(day.isoformat(), hit.start, hit.end, relative=True))
    return found
