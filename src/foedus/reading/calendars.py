"""Dates of other calendars (Hijri, Persian, Japanese eras, Minguo, Juche, Buddhist) and dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from foedus.reading.document import Day
from foedus.reading.grammar import read_yaml, split

__all__ = ["buddhist", "era_years", "find_other_calendars", "find_words", "jalali"]

_NAMES = Path(__file__).parent / "names"


@cache
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_yaml(_NAMES / "calendars.yaml")
    return found


@cache
def era_years() -> Mapping[str, int]:
    """The year before the first of each era: Reiwa 7 is 2018 + 7."""
    return {name: int(year) for name, year in _data()["eras"].items()}


def buddhist(year: int) -> int:
    """The year of our era of a Buddhist year, as Thai texts give it.

    Examples
    --------
    >>> buddhist(2568), buddhist(2025)
    (2025, 2025)
    """
    return year - 543 if 2400 <= year <= 2700 else year


def find_other_calendars(folded: str) -> list[Day]:
    """Days by the Islamic calendar of Umm al-Qura and by the Persian solar calendar.

    Examples
    --------
    >>> from foedus.reading.folding import fold
    >>> [day.date for day in find_other_calendars(fold("25 ربيع الأول 1447هـ، ۲۵ مهر ۱۴۰۳"))]
    ['2025-09-17', '2024-10-16']
    """
    found = []
    for match in _regex().finditer(folded):
        name = next(key for key in ("hijri", "jalali") if match[key])
        months = {word: int(number) for number, line in _data()[name].items() for word in split(line)}
        year, month, day = int(match["y"]), months[match[name]], int(match["d"])
        value = _hijri(year, month, day) if name == "hijri" else jalali(year, month, day)
        if value:
            found.append(Day(value, match.start(), match.end()))
    return found


@cache
def _regex() -> re.Pattern[str]:
    words = {
        name: "|".join(re.escape(word) for line in _data()[name].values() for word in sorted(split(line), key=len, reverse=True))
        for name in ("hijri", "jalali")
    }
    return re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s(?:(?P<hijri>{words['hijri']})|(?P<jalali>{words['jalali']}))(?:\s(?:ماه|سال|لعام|عام))?,?\s(?P<y>1[2-5]\d\d)(?!\d)"
    )


def _hijri(year: int, month: int, day: int) -> str | None:
    from hijridate.convert import Hijri

    try:
        value: str = Hijri(year, month, day).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return None
    return value


def jalali(year: int, month: int, day: int) -> str | None:
    """The day of our calendar for a day of the Persian solar one (years 1206 to 1498).

    Examples
    --------
    >>> jalali(1403, 7, 25), jalali(1299, 12, 8), jalali(1403, 13, 1)
    ('2024-10-16', '1921-02-27', None)
    """
    if not (1206 <= year <= 1498 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    # Leap years fall in cycles of 33 years; 21 March 2024 was 2 Farvardin 1403.
    leap = (1, 5, 9, 13, 17, 22, 26, 30)
    days = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    whole = sum(366 if one % 33 in leap else 365 for one in range(min(year, 1403), max(year, 1403)))
    start = date(2024, 3, 20) + timedelta(days=whole if year >= 1403 else -whole)
    return (start + timedelta(days=days + day - 1)).isoformat()


#: Number words by language: units and tens add up, words for hundred and thousand multiply.
_NUMBERS = {
    "en": "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 and=0",
    "fr": "premier=1 un=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 cent=100 mil=1000 mille=1000 et=0",
    "es": "primero=1 uno=1 un=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiun=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 setecientos=700 ochocientos=800 novecientos=900 mil=1000 y=0",
    "pt": "primeiro=1 um=1 dois=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 catorze=14 quatorze=14 quinze=15 dezesseis=16 dezasseis=16 dezessete=17 dezassete=17 dezoito=18 dezenove=19 dezanove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100 cento=100 setecentos=700 oitocentos=800 novecentos=900 mil=1000 e=0",
    "it": "primo=1 uno=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 ventuno=21 ventidue=22 ventitre=23 ventiquattro=24 venticinque=25 ventisei=26 ventisette=27 ventotto=28 ventinove=29 trenta=30 trentuno=31 duemila=2000 mille=1000 e=0",
}
_LINKS = frozenset(("of", "de", "del", "di", "day", "in", "the", "year", "do", "dias", "jours", "jour", "mes", "ano", "l'an", "anno", "nel", "du", "au", "mois"))


@cache
def _values(language: str) -> Mapping[str, int]:
    pairs = (pair.split("=") for pair in _NUMBERS.get(language, "").split())
    return {word: int(value) for word, value in pairs}


def find_words(folded: str, language: str, months: Mapping[str, int]) -> Iterator[tuple[int, int, int | None, int, int]]:
    """Dates whose day is in words: year (0 if none), month, day, start, end.

    Examples
    --------
    >>> list(find_words("done this fourth day of april, nineteen hundred and forty-nine", "en", {"april": 4}))
    [(1949, 4, 4, 10, 62)]
    """
    values = _values(language)
    if not values:
        return
    for match in re.finditer(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in months if len(name) > 2) + r")(?!\w)", folded):
        before = list(re.finditer(r"[\w']+", folded[max(0, match.start() - 60) : match.start()]))
        words: list[int] = []
        start = match.start()
        for word in reversed(before):
            if word[0] in values:
                words.insert(0, values[word[0]])
                start = max(0, match.start() - 60) + word.start()
            elif word[0] not in _LINKS or words:
                break
        day = _sum(words)
        if not 1 <= day <= 31:
            continue
        year, end = 0, match.end()
        numbers: list[int] = []
        for word in re.finditer(r"[\w']+", folded[match.end() : match.end() + 90]):
            if word[0].isdigit() and len(word[0]) == 4 and not numbers:
                year, end = int(word[0]), match.end() + word.end()
                break
            if word[0] in values:
                numbers.append(values[word[0]])
                end = match.end() + word.end()
            elif word[0] not in _LINKS or numbers:
                break
        yield year or _year(numbers), months[match[0]], day, start, end


def _sum(words: list[int]) -> int:
    total = current = 0
    for value in words:
        if value in (100, 1000):
            current = max(1, current) * value
            if value == 1000:
                total, current = total + current, 0
        elif (current and current % 100 == 0) or current in (20, 30, 40, 50, 60, 70, 80, 90) or not current:
            current += value
        else:
            current = current * value if value == 20 and current == 4 else current + value
    return total + current


def _year(words: list[int]) -> int:
    """A year in words; 'nineteen forty-nine' counts in hundreds."""
    if len(words) >= 2 and 10 < words[0] < 21 and 100 not in words and 1000 not in words:
        return words[0] * 100 + _sum(words[1:])
    return _sum(words)
