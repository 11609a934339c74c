"""Who said what: quotations and reported speech with speaker and state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.reading.document import Document, Mention, Sentence
from foedus.reading.grammar import Hit

__all__ = ["Statement", "find_statements"]

_QUOTE = re.compile(r"[\"“”„«‹「『‘]([^\"“”«»‹›「」『』\n]{12,600})[\"“”»›」』]")
_NAME = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐΑ-Ω][\w'’-]{1,24}|al-[A-Z]\w+|bin|von|der|de|van|el)(?:[ \u00a0](?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐΑ-Ω][\w'’-]{1,24}|bin|von|der|de|van|el|al-\w+)){0,4}")


#: Words for 'according to', after which a newspaper or agency stands as often as a person.
_SOURCES = frozenset(["selon", "according to", "laut", "segun", "secondo", "segundo", "wedlug", "volgens", "enligt", "ifolge", "podle", "potrivit", "prema", "czytamy", "berichtet", "schreibt", "schrieb", "rapporte", "resena"])
_CONNECTORS = ("of", "de", "des", "del", "der", "du", "di", "van", "for", "and")


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
    for sentence in document.sentences[:400]:
        head = _headline(document, sentence)
        if head:
            found.setdefault(head.speaker, head)
        hits = document.find("said", sentence.start, sentence.end)
        if not hits:
            continue
        speaker = _speaker(document, sentence, hits)
        if speaker is None:
            continue
        name, state, span = speaker
        key = name.split()[-1].lower()
        if any(key == other.split()[-1].lower() for other in found):
            continue
        quote = _quote(document, sentence)
        claim = quote if quote else (sentence.start, sentence.end)
        found[name] = Statement(name, state, document.text[slice(*claim)], (claim, span))
    return list(found.values())


def _headline(document: Document, sentence: Sentence) -> Statement | None:
    """`Name: claim` at the head of a text."""
    if not sentence.head and sentence.start > 0:
        return None
    text = document.text[sentence.start : sentence.end]
    place = min((text.find(sign) for sign in (":", ":") if 0 < text.find(sign) < 40), default=-1)
    if place < 0:
        return None
    for mention in document.states_in(sentence.start, sentence.start + place):
        if mention.kind == "leader":
            return Statement(mention.name, mention.state, text[place + 1 :].strip() or text, ((sentence.start, sentence.end), (mention.start, mention.end)))
    return None


def _speaker(document: Document, sentence: Sentence, hits: list[Hit]) -> tuple[str, str | None, tuple[int, int]] | None:
    """The person nearest to a verb of saying, else an office that speaks."""
    outside = [hit for hit in hits if not _in_quote(document, hit.start, sentence)]
    people = [item for item in document.states_in(sentence.start, sentence.end) if item.kind == "leader" and not _in_quote(document, item.start, sentence)]
    named = _titled(document, sentence, people)
    named += _adjacent(document, sentence, outside, [span for _, _, span in named] + [(item.start, item.end) for item in people])
    if not _quote(document, sentence):
        people = [item for item in people if not _signs(document, item, sentence, outside or hits)]
    candidates = [(item.name, item.state, (item.start, item.end)) for item in people] + named
    if not candidates:
        for hit in document.find("agency", sentence.start, sentence.end):
            raw = document.text[hit.start : hit.end]
            return ({"ko": "KCNA", "ja": "KCNA", "zh": "KCNA"}.get(document.language, raw), "PRK", (hit.start, hit.end))
        for hit in document.find("office", sentence.start, sentence.end) if _quote(document, sentence) else ():
            if any(abs(hit.end - said.start) < 40 or abs(hit.start - said.end) < 40 for said in outside):
                raw = document.text[hit.start : hit.end]
                state = next((item.state for item in document.states_in(max(sentence.start, hit.start - 30), hit.end + 30) if item.state), None)
                return raw, state, (hit.start, hit.end)
        return None
    verbs = outside or hits
    return min(candidates, key=lambda item: min(_gap(item[2], verb) for verb in verbs))


def _signs(document: Document, person: Mention, sentence: Sentence, verbs: list[Hit]) -> bool:
    """Whether the person is rather the subject of signing than of saying."""
    acts = [hit for name in ("sign", "ratify") for hit in document.find(name, sentence.start, sentence.end)]
    span = (person.start, person.end)
    return bool(acts) and min(_gap(span, hit) for hit in acts if True) < min(_gap(span, verb) for verb in verbs)


def _adjacent(
    document: Document, sentence: Sentence, verbs: list[Hit], taken: list[tuple[int, int]]
) -> list[tuple[str, str | None, tuple[int, int]]]:
    """A name of two words or more right before or after a verb of saying."""
    found: list[tuple[str, str | None, tuple[int, int]]] = []
    for verb in verbs if not document.grammar.continuous else ():
        low = max(sentence.start, verb.start - 50)
        for name in _NAME.finditer(document.text, low, min(sentence.end, verb.end + 45)):
            start, end = name.span()
            close = 0 <= verb.start - end <= 2 or 0 <= start - verb.end <= 2
            quoted_source = start > verb.start and document.folded[verb.start : verb.end].strip() in _SOURCES
            connected = document.folded[max(0, start - 4) : start].split()[-1:] in ([word] for word in _CONNECTORS)
            shouted = any(word.isupper() and len(word) > 1 for word in name.group().split())
            if quoted_source or connected or shouted or not close or " " not in name.group() or any(one < end and start < two for one, two in taken):
                continue
            if any(item.kind != "leader" for item in document.states_in(start, end)) or document.find("office", start, end) or document.find("title", start, end) or document.find("treaty", start, end):
                continue
            found.append((name.group(), None, (start, end)))
    return found


def _gap(span: tuple[int, int], verb: Hit) -> float:
    """Distance from verb; a name before the verb is a likelier subject."""
    if span[1] <= verb.start:
        return float(verb.start - span[1])
    return (span[0] - verb.end) * 1.2


def _titled(document: Document, sentence: Sentence, people: list[Mention]) -> list[tuple[str, str | None, tuple[int, int]]]:
    """A name that follows a title ('Defence Minister Khawaja Asif'), or stands next to one."""
    found: list[tuple[str, str | None, tuple[int, int]]] = []
    for hit in document.find("title", sentence.start, sentence.end):
        if document.grammar.continuous:
            continue
        window = document.text[hit.end : min(sentence.end, hit.end + 45)]
        match = re.match(r"[\s,–-]{0,3}(?:(?!\d)[a-zа-яё]{2,16}\s){0,2}", window)
        name = _NAME.match(window, match.end() if match else 0)
        if name and len(name.group()) > 3:
            start, end = hit.end + name.start(), hit.end + name.end()
            if any(item.start < end and start < item.end for item in people) or any(
                mention.start < end and start < mention.end and mention.kind in ("name", "capital", "city")
                for mention in document.states_in(max(sentence.start, start - 5), end)
            ):
                continue
            if document.find("treaty", start, end) or document.find("office", start, end):
                continue
            state = next((item.state for item in document.states_in(max(sentence.start, hit.start - 30), hit.end + 30) if item.state), None)
            found.append((name.group(), state, (start, end)))
    return found


def _in_quote(document: Document, offset: int, sentence: Sentence) -> bool:
    return any(match.start() < offset - sentence.start < match.end() for match in _QUOTE.finditer(document.text[sentence.start : sentence.end]))


def _quote(document: Document, sentence: Sentence) -> tuple[int, int] | None:
    match = _QUOTE.search(document.text[sentence.start : min(len(document.text), sentence.end + 2)])
    return (sentence.start + match.start(1), sentence.start + match.end(1)) if match else None
