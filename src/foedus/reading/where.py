"""Where an event happened: a city after 'in', the dateline, the seat of who acts."""

from __future__ import annotations

import re
from functools import cache

from foedus.reading.document import Day, Document, Mention, Sentence
from foedus.reading.grammar import Hit, languages, split
from foedus.reading.match import known, named_instruments

__all__ = ["clause_place", "dateline", "distance_to", "located", "place_of", "seat"]

#: How long a treaty's title is; between the place and the day in the formula at its end.
_HEADING, _FORMULA = 260, 50
#: Between 'capital', its state and the word for 'in'.
_BESIDE = 12
#: A town's name after 'in', and how near to the verb of signing.
_TOWN = re.compile(r"\s(?:the\s)?([A-ZÀ-Þ][\w'’-]{2,}(?:\s(?:(?:de|da|do|di|del|la|le|los|las)\s)?[A-ZÀ-Þ][\w'’-]+){0,3})")
_NEAR = 50
#: Between a city and the word for 'in', where the name of a building stands there.
_BUILDING = 14
#: What stands behind the city of a dateline: a dash, a colon, an agency in brackets, a date and a dash, 電.
_DATELINE = re.compile(r"\s?(?:[-–—:]|\.[-–—]|\([^)\n]{2,20}\)\s?[-–—]|[,.]\s[^.\n]{3,22}[.]?\s?[-–—(]|\.\s|[^。\n]{0,8}[电電発發발】])")
#: A city that no list knows, in capital letters before a dash.
_SHOUTED = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ'’]{2,}(?:\s[A-ZÀ-Þ'’]{2,}){0,2})(?:,\s[^.\n]{3,22})?\s?[.:]?\s?[-–—:]\s")


def place_of(document: Document, hit: Hit, sentence: Sentence, rivals: list[Hit]) -> str | None:
    """A city that a word for 'in' introduces, nearest to the verb, and nearer to it than to the verbs of other events."""
    best: tuple[float, str] | None = None
    names = named_instruments(document)
    for mention in document.states_in(sentence.start, sentence.end):
        if mention.kind not in ("city", "capital", "office"):
            continue
        if not located(document, mention) or any(start <= mention.start < end for _, start, end in names):
            continue
        name = _capital(mention.state) or mention.name if mention.kind == "office" else mention.name
        distance = distance_to(mention, hit)
        if any(distance_to(mention, other) < distance for other in rivals):
            continue
        if best is None or distance < best[0]:
            best = (distance, name)
    return best[1] if best else _in_capital(document, sentence) or _unlisted(document, hit, sentence)


def clause_place(document: Document, date: str | None) -> str | None:
    """Where a treaty was made by its text: a city in its title, or beside the day of signature ('Done at Ankara on ...')."""
    for mention in document.states_in(0, min(len(document.text), _HEADING)):
        if mention.kind in ("city", "capital") and not document.find("article", 0, mention.start):
            return mention.name
    for day in document.days:
        if day.date == date:
            for mention in document.states_in(max(0, day.start - _FORMULA), day.end + _FORMULA):
                if mention.kind in ("city", "capital") and located(document, mention):
                    return mention.name
    return None


def _in_capital(document: Document, sentence: Sentence) -> str | None:
    """The capital of the state that stands beside the word for it ('in the Philippine capital')."""
    for hit in document.find("capital_city", sentence.start, sentence.end):
        for mention in document.states_in(max(sentence.start, hit.start - _BESIDE), min(sentence.end, hit.end + _BESIDE)):
            start = min(hit.start, mention.start)
            gap = document.text[min(hit.end, mention.end) : max(hit.start, mention.start)]
            at = document.find("at", max(sentence.start, start - _BESIDE), start + 1) or document.grammar.settings.get("postpositions")
            if mention.kind == "name" and at and "," not in gap:
                return _capital(mention.state)
    return None


def _unlisted(document: Document, hit: Hit, sentence: Sentence) -> str | None:
    """A town that no list knows, where names are not inflected: the capitalised words after 'in', near the word for signing."""
    settings = document.grammar.settings
    if hit.concept != "sign" or settings.get("script", "latn") != "latn" or int(settings.get("ending", "0") or 0) or document.language == "de":
        return None
    for at in document.find("at", max(sentence.start, hit.start - _NEAR), min(sentence.end, hit.end + _NEAR)):
        found = _TOWN.match(document.text, at.end)
        if found is None or document.text[at.start].isupper():
            continue
        start, end = found.span(1)
        named = document.states_in(max(sentence.start, start - 30), end)
        if any(item.end > start for item in named) or any(other.end > start for other in document.hits_in(max(sentence.start, start - 30), end) if other.concept not in ("at", "with")):
            continue
        if not any(day.start < end and start < day.end for day in document.days_in(max(0, start - 30), end)):
            return found[1]
    return None


def dateline(document: Document) -> str | None:
    """The city from which the report was sent: 'BRUSSELS, 4 April -', 'Praha - ', '【北京...电】'."""
    for sentence in document.sentences[:3]:
        start, end = sentence.start, sentence.start + 45
        if sentence.start and document.text[sentence.start - 1] not in "\n ":
            continue
        for mention in document.states_in(start, min(end, start + 4)):
            if mention.kind in ("city", "capital") and _DATELINE.match(document.text, mention.end):
                return mention.name
        if found := _SHOUTED.match(document.text, start):
            return found[1].title()
    return None


def seat(document: Document, type_: str, actor: str | None, span: tuple[int, int]) -> str | None:
    """Where a first event without a place happened: the seat of the body that ratified, or the one city named."""
    start, end = span
    if type_ == "ratified":
        for mention in document.states_in(start, end):
            if mention.kind == "office" and mention.state == actor:
                return _capital(mention.state)
            if mention.kind == "capital" and mention.state == actor:
                return mention.name
        return None
    if type_ == "withdrawal":
        return None
    names = named_instruments(document)
    for sentence in document.sentences[:8]:
        for mention in document.states_in(sentence.start, sentence.end):
            if any(low <= mention.start < high for _, low, high in names):
                continue
            if mention.kind in ("city", "capital") and located(document, mention):
                signing = [hit for hit in document.find("sign", sentence.start, sentence.end) if distance_to(mention, hit) < 60]
                weak = document.has("weak_treaty", sentence) or document.has("ratify", sentence)
                if type_ == "signed" or weak or not signing:
                    return mention.name
    return None


@cache
def _capital(state: str | None) -> str | None:
    """The capital of a state by the register."""
    register = known()
    record = register.states.get(state) if register is not None and state else None
    return record.capital.name if record is not None and record.capital else None


def located(document: Document, mention: Mention) -> bool:
    """Whether a word for 'in' stands by the name (before it, or after it in some languages)."""
    low = max(0, mention.start - 6)
    before = [hit for hit in document.find("at", low, mention.start) if mention.start - hit.end <= 2]
    after = _postposed(document, mention) if document.grammar.settings.get("postpositions") else False
    tail = document.folded[mention.end : mention.end + 3]
    endings = tuple(split(languages().get(document.language, {}).get("at", "")))
    suffixed = bool(endings) and (document.text[mention.start : mention.end].lower().endswith(endings) or document.text.startswith(endings, mention.end))
    dateline = tail[:1] in (".", ",", ")") and document.folded[max(0, mention.start - 2) : mention.start].strip() in ("", ".", "(", ",", "[")
    return bool(before or suffixed or after or dateline or tail.startswith(("'da", "'de", "'ta", "'te")))


def _postposed(document: Document, mention: Mention) -> bool:
    """Whether the word for 'in' follows the name, or the name of a building in that city ('東京・白金の外相公邸で')."""
    for hit in document.find("at", mention.end, mention.end + (_BUILDING if document.grammar.continuous else 4)):
        between = document.text[mention.end : hit.start]
        if hit.start - mention.end < 4 or not (re.search(r"[、。,,\s「」]", between) or document.states_in(mention.end, hit.start)):
            return True
    return False


def distance_to(day: Day | Mention, hit: Hit) -> float:
    return float(max(day.start - hit.end, hit.start - day.end, 0))
