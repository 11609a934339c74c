"""Who said what: quotations and reported speech with speaker and state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.reading.document import Document, Sentence
from foedus.reading.grammar import Hit
from foedus.reading.people import Person, aside, beside, introduced, leaders, of_office, titled

__all__ = ["Statement", "find_statements"]

_QUOTE = re.compile(r"[\"“”„«‹「『‘]([^\"“”«»‹›「」『』\n]{12,600})[\"“”»›」』]")
#: How near a title stands to its verb.
_BESIDE = 25


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with the person or office that made it."""

    speaker: str
    state: str | None
    claim: str
    spans: tuple[tuple[int, int], ...]


def find_statements(document: Document) -> list[Statement]:
    """Statements, in the order of the text, one for each speaker.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> text = 'Prime Minister Anna Berg of Norway said: "We shall stand by our friends."'
    >>> [(s.speaker, s.claim) for s in find_statements(prepare(text))]
    [('Anna Berg', 'We shall stand by our friends.')]
    """
    found: dict[str, Statement] = {}
    known: dict[str, Person] | None = None
    for sentence in document.sentences[:400]:
        head = _headline(document, sentence)
        if head:
            found.setdefault(_key(head.speaker), head)
        hits = document.find("said", sentence.start, sentence.end)
        if not hits:
            continue
        known = introduced(document) if known is None else known
        speaker = _speaker(document, sentence, hits, known) or _meant(document, sentence, known)
        if speaker is None or _key(speaker.name) in found:
            continue
        claim = _quote(document, sentence) or (sentence.start, sentence.end)
        found[_key(speaker.name)] = Statement(
            speaker.name, speaker.state, document.text[slice(*claim)], (claim, (speaker.start, speaker.end))
        )
    return list(found.values())


def _key(name: str) -> str:
    return name.split()[-1].lower()


def _headline(document: Document, sentence: Sentence) -> Statement | None:
    """`Name: claim` at the head of a text."""
    if not sentence.head and sentence.start > 0:
        return None
    text = document.text[sentence.start : sentence.end]
    place = min((text.find(sign) for sign in (":", ":") if 0 < text.find(sign) < 40), default=-1)
    if place < 0:
        return None
    for person in leaders(document, sentence.start, sentence.start + place):
        claim = text[place + 1 :].strip() or text
        return Statement(person.name, person.state, claim, ((sentence.start, sentence.end), (person.start, person.end)))
    return None


def _speaker(document: Document, sentence: Sentence, hits: list[Hit], known: dict[str, Person]) -> Person | None:
    """The person nearest to a verb of saying, else an office that speaks."""
    outside = [hit for hit in hits if not _in_quote(document, hit.start, sentence)]
    quote = _quote(document, sentence)
    people = [person for person in leaders(document, sentence.start, sentence.end) if not _in_quote(document, person.start, sentence)]
    more = [*titled(document, sentence), *_beside(document, sentence, outside, known)]
    people += [
        known.get(person.surname, person) if " " not in person.name else person
        for person in more if not any(one.start < person.end and person.start < one.end for one in people)
    ]
    if not quote:
        people = [person for person in people if not _signs(document, person, sentence, outside or hits)]
    if people:
        return min(people, key=lambda person: min(_gap(person, verb) for verb in outside or hits) + aside(document, person, sentence))
    for title in document.find("title", sentence.start, sentence.end):
        if not _in_quote(document, title.start, sentence) and any(_distance(title.start, title.end, verb) < _BESIDE for verb in outside):
            for person in of_office(document, title.start, title.end, sentence.start):
                return person
    return _speaking_office(document, sentence, outside if quote else [])


def _meant(document: Document, sentence: Sentence, known: dict[str, Person]) -> Person | None:
    """Who spoke a quotation that names nobody ('she said'): the one person of the sentence before."""
    before = document.sentence_at(max(0, sentence.start - 2))
    if before.start == sentence.start or before.head or _quote(document, sentence) is None:
        return None
    people = {known.get(one.surname, one).name: one for one in (*leaders(document, before.start, before.end), *titled(document, before))}
    return next(iter(people.values())) if len(people) == 1 else None


def _beside(document: Document, sentence: Sentence, verbs: list[Hit], known: dict[str, Person]) -> list[Person]:
    """Names beside verbs; after a word for 'according to' a newspaper stands as often as a person."""
    found = []
    for verb in verbs:
        source = document.has("source", (verb.start, verb.end))
        found += [person for person in beside(document, verb.start, verb.end, sentence, known) if not (source and person.start > verb.start)]
    return found


def _speaking_office(document: Document, sentence: Sentence, verbs: list[Hit]) -> Person | None:
    for hit in document.find("agency", sentence.start, sentence.end):
        raw = document.text[hit.start : hit.end]
        return Person({"ko": "KCNA", "ja": "KCNA", "zh": "KCNA"}.get(document.language, raw), "PRK", hit.start, hit.end)
    for hit in document.find("office", sentence.start, sentence.end):
        if any(abs(hit.end - said.start) < 40 or abs(hit.start - said.end) < 40 for said in verbs):
            state = next((item.state for item in document.states_in(max(sentence.start, hit.start - 30), hit.end + 30) if item.state), None)
            return Person(document.text[hit.start : hit.end], state, hit.start, hit.end)
    return None


def _signs(document: Document, person: Person, sentence: Sentence, verbs: list[Hit]) -> bool:
    """Whether the person is rather the subject of signing than of saying."""
    acts = [hit for name in ("sign", "ratify") for hit in document.find(name, sentence.start, sentence.end)]
    return bool(acts) and min(_gap(person, hit) for hit in acts) < min(_gap(person, verb) for verb in verbs)


def _gap(person: Person, verb: Hit) -> float:
    return _distance(person.start, person.end, verb)


def _distance(start: int, end: int, verb: Hit) -> float:
    """Distance from a verb; what stands before it is a likelier subject."""
    if end <= verb.start:
        return float(verb.start - end)
    return (start - verb.end) * 1.2


def _in_quote(document: Document, offset: int, sentence: Sentence) -> bool:
    return any(match.start() < offset - sentence.start < match.end() for match in _QUOTE.finditer(document.text[sentence.start : sentence.end]))


def _quote(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    match = _QUOTE.search(document.text[sentence.start : min(len(document.text), sentence.end + 2)])
    return (sentence.start + match.start(1), sentence.start + match.end(1)) if match else None
