"""A text -> its sentences, headlines marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.reading.document import Sentence

__all__ = ["segment"]

_LIMIT = 1_500
_END = re.compile(r"[.!?…]+[\"'»”’)\]]{0,2}(?=\s)|[。!?؟।؛۔։]+[」』”\"»)]{0,2}|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZА-Я]|art|arts|art|no|nr|nos|mr|mrs|ms|dr|st|gen|col|pres|sen|rep|gov|vs|al|inc|ltd|jr|ca|approx"
    r"|stk|jf|bl\.a|pkt|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|abs|ust|par|para|ziff|bzw|zb|u\.s|u\.k|u\.n|mm?|mme"
    r"|ст|чл|арт|ал|ч|п|г|гг|им|сент|окт|нояб|дек|янв|февр|авг|тыс|млн|р|tys|zł|ust|pkt|sv|čl|odst|cl|lit|tzv|mln|m\.in|prof|sr|sra|dña))$",
    re.IGNORECASE,
)


def segment(text: str, whole: Iterable[tuple[int, int]] = ()) -> tuple[Sentence, ...]:
    """Sentences in order; the first line of a text of several lines is its headline.

    No sentence ends inside one of the stretches in `whole`: '23. August 1939' is one date.

    Examples
    --------
    >>> text = "Pact signed\\nMr. A signed it on Sep. 17. It is in force."
    >>> [(text[s.start : s.end], s.head) for s in segment(text)]
    [('Pact signed', True), ('Mr. A signed it on Sep. 17.', False), ('It is in force.', False)]
    """
    found: list[Sentence] = []
    start = 0
    dots = {place for low, high in whole for place in range(low, high - 1)}
    for match in _END.finditer(text):
        if match.group()[0] == "." and (match.start() in dots or _inside(text, start, match)):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    if len(found) > 1 and "\n" in text[found[0].end : found[1].start + 1] + text[found[0].end - 1 : found[0].end]:
        first = found[0]
        if first.end - first.start < 250:
            found[0] = Sentence(first.start, first.end, head=True)
    return tuple(found) or (Sentence(0, len(text)),)


def _inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation, or a number that a lower-case word follows."""
    before = text[max(start, match.start() - 12) : match.start()]
    after = text[match.end() : match.end() + 3].strip()
    if _ABBREVIATION.search(before) and not (after[:1].isupper() and len(before) > 1 and before[-2:].isalpha() and before[-1:].islower() and len(before.split()[-1:]) and before.split()[-1].lower() in ("no",)):
        return True
    return before[-1:].isdigit() and (after[:1].islower() or after[:1].isdigit())


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LIMIT:
        cut = text.rfind(" ", start + _LIMIT // 2, start + _LIMIT)
        cut = cut if cut > 0 else start + _LIMIT
        found.append(Sentence(start, cut))
        start = cut
    if end > start:
        found.append(Sentence(start, end))
