"""Persons in a text: leaders that are known by name, names beside a title, whole names, surnames that refer back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.reading.document import Document, Sentence

__all__ = ["Person", "aside", "beside", "introduced", "leaders", "of_office", "titled"]

#: Letters of Latin, Greek, Cyrillic and Armenian with which a name begins.
_CAPITAL = "[" + "".join(chr(code) for code in range(0x41, 0x557) if chr(code).isupper()) + "]"
_PARTICLE = r"(?:al-|el-|d[’'])?(?:bin|ibn|von|zu|der|den|de|da|do|dos|das|di|del|della|du|van|ter|af|av|la|le|el|y|bint)"
_WORD = rf"(?:(?:al|el|ad|as|an)-)?{_CAPITAL}(?:[\w'’-]{{1,24}}|\.)"
_NAME = re.compile(rf"(?<!\w){_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{0,4}}")
#: What may stand between a title and the name: of what one is the head, in small words, and commas.
_OF_WHAT = re.compile(r"[\s,–()-]*(?:[^\W\d_A-ZА-Я]{1,3}[’'])?(?:[^\W\d_A-ZА-Я][\w'’-]*[\s,–()-]+)*")
_AFTER, _MOST_WORDS, _PREPOSITION = 70, 6, 3
#: Between a name and its verb: auxiliaries and adverbs.
_SHORT = re.compile(r"[\s,)]{0,2}(?:[^\W\d_A-Z][\w'’-]{0,6}\s){0,2}")
_BEFORE = 18
#: Between a verb and the name after it: an auxiliary ('rekao je Anic').
_AUXILIARY = re.compile(r"[\s,]{0,2}(?:[^\W\d_A-Z]{1,2}\s)?")
#: A name joined to what stands before it by such a word is whom one spoke with, not who speaks.
_FURTHER = 200
#: How much of a text is looked through for whole names.
_INTRODUCED = 20_000


#: The shape of a person's name where names are written without spaces: family names of one sign, foreign names in kana.
_EAST_NAME = {
    "ja": r"[\u30a0-\u30ff]{2,16}|[\u4e00-\u9fff]{1,4}",
    "zh": r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}",
    "ko": r"[가-힣]{2,5}",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named at a place of the text; `state` where the text tells it."""

    name: str
    state: str | None
    start: int
    end: int

    @property
    def surname(self) -> str:
        return self.name.split()[-1].lower()


def leaders(document: Document, start: int, end: int) -> list[Person]:
    """Those whom the list of leaders knows."""
    return [Person(item.name, item.state, item.start, item.end) for item in document.states_in(start, end) if item.kind == "leader"]


def titled(document: Document, sentence: Sentence) -> list[Person]:
    """Names that stand with a title: 'Defence Minister Khawaja Asif', 'the head of diplomacy, Anna Berg', 'Anna Berg, head of ...'."""
    if document.grammar.continuous:
        return list(_beside_east(document, sentence))
    found: dict[int, Person] = {}
    for hit in document.find("title", sentence.start, sentence.end):
        person = _after_title(document, hit.end, sentence) or _before_title(document, hit.start, sentence)
        if person:
            found.setdefault(person.start, replace(person, state=_state_near(document, min(hit.start, person.start), max(hit.end, person.end), sentence)))
    return list(found.values())


def _beside_east(document: Document, sentence: Sentence) -> Iterator[Person]:
    """Names that touch a title in Chinese, Japanese and Korean: '岸首相', '와일리 외교위원장', '发言人毛宁'."""
    shape = _EAST_NAME.get(document.language)
    if shape is None:
        return
    text = document.text
    for hit in document.find("title", sentence.start, sentence.end):
        low = max([sentence.start, *(item.end for item in document.states_in(max(sentence.start, hit.start - 20), hit.start) if item.end <= hit.start)])
        low = max([low, *(other.end for other in document.hits_in(max(low, hit.start - 20), hit.start) if other.end <= hit.start and other.end - other.start > 1)])
        office = r" (?:[가-힣]{1,5} ?)?" if document.language == "ko" else "·?"  # '와일리 외교위원장'
        match = re.search(rf"({shape}){office}$", text[low : hit.start])
        if match:
            start, end = low + match.start(1), low + match.end(1)
        elif document.language == "zh":
            high = min([sentence.end, hit.end + 12, *(other.start for other in document.hits_in(hit.end, hit.end + 12))])
            after = re.match(rf"({shape})(?:$|(?=[，,、。]))", text[hit.end : high])
            if after is None:
                continue
            start, end = hit.end, hit.end + after.end(1)
        else:
            continue
        if not _overlaps(document, start, end, ("leader", "name", "adjective", "capital", "city", "group", "office")):
            yield Person(text[start:end], _state_near(document, start, hit.end, sentence), start, end)


def _after_title(document: Document, start: int, sentence: Sentence) -> Person | None:
    end = min(sentence.end, start + _AFTER)
    for match in _NAME.finditer(document.text, start, end):
        person = _clear(document, match, sentence)
        if person is None:
            if _overlaps(document, match.start(), match.end(), ("name", "adjective", "group")) or document.find("portfolio", *match.span()):
                start = match.end()
                continue
            return None
        between = document.text[start : person.start]
        fields = [(hit.start, hit.end) for hit in document.find("portfolio", start, person.start)]
        fields += [(item.start, item.end) for item in document.states_in(start, person.start)]
        for low, high in fields:  # 'ministre de l'Intérieur Anna Berg', 'глава МИД Белоруссии Максим Рыжов'
            between = between.replace(document.text[low:high], document.folded[low:high])
        if not between.strip(" \u00a0-"):
            return person
        apart = between.rstrip().endswith(",")  # 'the minister of Justice, Anna Berg'
        if len(between.split()) > _MOST_WORDS or not (apart or _OF_WHAT.fullmatch(between)):
            return None
        if " " in person.name and (apart or fields or len(between.split()[-1]) > _PREPOSITION):  # 'minister of Foreign Affairs' names no person
            return person
    return None


def _before_title(document: Document, end: int, sentence: Sentence) -> Person | None:
    """`Anna Berg, minister of ...`; in Hungarian order `Berg Anna miniszterelnök`."""
    low = max(sentence.start, end - _AFTER)
    names = list(_NAME.finditer(document.text, low, end))
    if not names:
        return None
    gap = document.text[names[-1].end() : end]
    person = _clear(document, names[-1], sentence)
    if person is None or " " not in person.name or len(gap) > 40:
        return None
    return person if gap in (" ", "\u00a0") or (gap.startswith((", ", "، ")) and "," not in gap[1:]) else None


def beside(document: Document, start: int, end: int, sentence: Sentence, known: dict[str, Person]) -> Iterator[Person]:
    """Names right before or after a verb: whole ones, and surnames of persons named elsewhere in the text."""
    if document.grammar.continuous:
        return
    before = [match for match in _NAME.finditer(document.text, max(sentence.start, start - 60), start) if _near(document.text[match.end() : start])]
    after = [match for match in _NAME.finditer(document.text, end, min(sentence.end, end + 50)) if _AUXILIARY.fullmatch(document.text[end : match.start()])]
    for match in (*before[-1:], *after[:1]):
        person = _clear(document, match, sentence)
        if person is None or person.name.split()[0].isupper():
            continue
        if " " in person.name:
            yield person
        elif person.surname in known:
            yield replace(known[person.surname], start=person.start, end=person.end)


def _near(gap: str) -> bool:
    return len(gap) <= _BEFORE and _SHORT.fullmatch(gap) is not None


def introduced(document: Document) -> dict[str, Person]:
    """Whole names anywhere in the text, by surname and by first name; the first of each."""
    found: dict[str, Person] = {}
    if document.grammar.continuous:
        return found
    for person in leaders(document, 0, min(len(document.text), _INTRODUCED)):
        found.setdefault(person.surname, person)
    for match in _NAME.finditer(document.text, 0, _INTRODUCED):
        if " " not in match.group():
            continue
        whole = _clear(document, match, document.sentence_at(match.start()))
        if whole is not None and " " in whole.name:
            found.setdefault(whole.surname, whole)
    return {**{person.name.split()[0].lower(): person for person in reversed(found.values())}, **found}


def of_office(document: Document, start: int, end: int, before: int) -> list[Person]:
    """Whom a title with a state means ('the Polish premier'), where one person of that state was named before."""
    around = document.states_in(max(0, start - 25), end + 25)
    for state in {item.state for item in around if item.kind in ("name", "adjective") and item.state}:
        people = {person.name for person in leaders(document, max(0, before - 3_000), before) if person.state == state}
        if len(people) == 1:
            return [Person(people.pop(), state, start, end)]
    return []


def aside(document: Document, person: Person, sentence: Sentence) -> float:
    """What is added to a person's distance from a verb when a preposition governs the name."""
    low = max(sentence.start, person.start - 45)
    governed = any(
        not document.text[hit.end : person.start].strip() or document.find("title", hit.end, person.start)
        for name in ("with", "against") for hit in document.find(name, low, person.start)
    )
    return _FURTHER if governed else 0.0


def _clear(document: Document, match: re.Match[str], sentence: Sentence) -> Person | None:
    """The name without acronyms, titles and a sentence's first word that is none of it; None where it names something else."""
    start, end = match.span()
    words = [(start + part.start(), start + part.end()) for part in re.finditer(r"\S+", match.group())]
    if words and words[0][0] == sentence.start and _common(document, words[0]):
        words = words[1:]
    while words:
        low, high = words[0]
        word = document.text[low:high]
        if (word.isupper() and len(word) > 1 and "." not in word and "-" not in word) or _titular(document, low, high) or _inside(document, low, high):
            words = words[1:]
        else:
            break
    if not words:
        return None
    start = words[0][0]
    named = ("name", "adjective", "capital", "city", "group", "office")
    if _overlaps(document, start, end, named) or _names_other(document, start, end):
        return None
    name = document.text[start:end]
    return Person(name, None, start, end) if len(name) > 2 else None


def _titular(document: Document, start: int, end: int) -> bool:
    """Whether a word belongs to a title or an office ('Prime Minister')."""
    return any(hit.end > start for name in ("title", "office") for hit in document.find(name, max(0, start - 30), end))


def _inside(document: Document, start: int, end: int) -> bool:
    """Whether a word belongs to a ministry's field ('Foreign Affairs') or to the name of a state."""
    field = any(hit.end > start for hit in document.find("portfolio", max(0, start - 40), end))
    return field or _overlaps(document, start, end, ("name", "adjective", "group"))


def _names_other(document: Document, start: int, end: int) -> bool:
    """Whether the words are, or are part of, the name of a treaty, an office or the like."""
    return any(
        hit.end > start
        for name in ("treaty", "nato", "alliance", "office", "said", "agency", "article") for hit in document.find(name, max(0, start - 40), end)
    )


def _common(document: Document, word: tuple[int, int]) -> bool:
    """Whether the first word of a sentence stands elsewhere with a small letter, as articles do."""
    return re.search(rf"(?<!\w){re.escape(document.text[word[0] : word[1]].lower())}(?!\w)", document.text[:_INTRODUCED]) is not None


def _overlaps(document: Document, start: int, end: int, kinds: tuple[str, ...]) -> bool:
    around = document.states_in(max(0, start - 40), end)
    return any(item.start < end and start < item.end and item.kind in kinds for item in around)


def _state_near(document: Document, start: int, end: int, sentence: Sentence) -> str | None:
    around = document.states_in(max(sentence.start, start - 30), min(sentence.end, end + 30))
    return next((item.state for item in around if item.state), None)
