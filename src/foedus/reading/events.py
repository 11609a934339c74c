"""What a text reports: signed, ratified, in force, invoked, terminated, accession, withdrawal.

A draft, a denial, a condition or an intention is not an event; of several stages of one
instrument in the lead, the latest that is completed is the news, the others are background.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from foedus.reading.document import Day, Document, Mention, Sentence
from foedus.reading.grammar import Hit

__all__ = ["Event", "find_events"]

_TYPES = {
    "sign": "signed", "ratify": "ratified", "in_force": "in_force", "invoke": "invoked",
    "terminate": "terminated", "accede": "accession", "withdraw": "withdrawal", "suspend": "withdrawal",
}
_RANK = {"signed": 1, "ratified": 2, "in_force": 3, "accession": 4, "terminated": 2.5, "withdrawal": 4, "invoked": 5}
#: How far before and after the verb a sign of futurity, doubt or denial counts.
_BEFORE, _AFTER = 70, 45


@dataclass(frozen=True, slots=True)
class Event:
    """One reported event with the characters that say it."""

    type: str
    date: str | None
    place: str | None
    actor: str | None
    spans: tuple[tuple[int, int], ...]
    sentence: int
    relative: bool = False


def find_events(document: Document) -> list[Event]:
    """Events, the one that the text reports first.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> text = "Greece has ratified the defence pact with France, signed on 28 September 2021 in Paris."
    >>> [(event.type, event.date, event.place) for event in find_events(prepare(text))]
    [('ratified', None, None), ('signed', '2021-09-28', 'Paris')]
    """
    found: list[tuple[float, Event]] = []
    rank, seen = -1, -1
    for index, sentence in enumerate(document.sentences[:300]):
        for concept, type_ in _TYPES.items():
            hits = [hit for hit in document.find(concept, sentence.start, sentence.end) if _real(document, hit, sentence, concept)]
            if not hits:
                continue
            hit = hits[0]
            if index != seen:
                rank, seen = rank + 1, index
            event = _event(document, hit, sentence, type_, index)
            found.append((_score(document, sentence, rank, type_, hit), event))
    if not found:
        return []
    found.sort(key=lambda pair: (-pair[0], pair[1].sentence))
    best: dict[str, Event] = {}
    for _, event in found:
        if event.type in best:
            best[event.type] = _complete(best[event.type], event)
        else:
            best[event.type] = event
    events = list(best.values())
    if events[0].place is None:
        events[0] = replace(events[0], place=_seat(document, events[0]))
    return events


def _score(document: Document, sentence: Sentence, rank: int, type_: str, hit: Hit) -> float:
    """How likely an event is the news: the headline first, then early sentences, then late stages."""
    lead = 3.4 if sentence.head else max(0.5, 2.5 - 0.25 * rank)
    score = lead + _RANK[type_] * 0.45
    if type_ == "signed" and document.has("weak_treaty", (hit.start, min(sentence.end, hit.end + 30))):
        score -= 1.5
    return score


def _real(document: Document, hit: Hit, sentence: Sentence, concept: str) -> bool:
    """About an instrument, and asserted."""
    start, end = sentence.start, sentence.end
    low, high = max(start, hit.start - _BEFORE), min(end, hit.end + _AFTER)
    if document.text[max(start, end - 2) : end].strip().endswith(("?", "?", "؟")):
        return False
    if concept in ("sign", "ratify", "in_force", "terminate", "invoke", "withdraw", "suspend", "accede"):
        about = any(document.has(name, sentence) for name in ("treaty", "nato", "alliance")) or _context(document, sentence)
        if not about:
            return False
    if concept in ("accede", "withdraw", "suspend") and not document.states_in(start, end):
        return False
    for doubt in ("future", "maybe", "deny"):
        for sign in document.find(doubt, low, high):
            if sign.start >= hit.end + 25 and doubt != "future":
                continue
            if sign.start <= hit.start and sign.end >= hit.end:
                return False
            if doubt == "maybe" and (sign.end <= hit.start - 50 or sign.start > hit.end + 12 or _clause_condition(document, sign, hit)):
                continue
            if doubt == "future" and hit.end < sign.start and not document.grammar.continuous and document.language not in ("tr", "de"):
                continue
            if doubt == "deny" and sign.start > hit.end:
                continue
            return False
    window = (max(start, hit.start - 14), hit.start)
    after = (hit.end, min(end, hit.end + (8 if document.grammar.continuous or document.language == "tr" else 0)))
    negated = [sign for sign in (*document.find("not", *window), *document.find("not", *after)) if not (hit.start <= sign.start < hit.end)]
    return not negated or concept == "terminate"


def _clause_condition(document: Document, sign: Hit, hit: Hit) -> bool:
    """Whether 'in case' opens the treaty's own condition (an attack) and not the event's."""
    return any(document.find(name, sign.end, min(sign.end + 60, max(hit.start, sign.end + 60))) for name in ("attack", "armed_attack", "threat"))


def _context(document: Document, sentence: Sentence) -> bool:
    """A neighbouring sentence that speaks of a treaty ('They signed it in Nancy')."""
    low, high = max(0, sentence.start - 250), min(len(document.text), sentence.end + 80)
    return document.has("treaty", (low, high))


def _event(document: Document, hit: Hit, sentence: Sentence, type_: str, index: int) -> Event:
    day = _day(document, hit, sentence)
    return Event(
        type=type_,
        date=day.date if day else None,
        place=_place(document, hit, sentence),
        actor=_actor(document, hit, sentence, type_),
        spans=((sentence.start, sentence.end),),
        sentence=index,
        relative=bool(day and day.relative),
    )


def _day(document: Document, hit: Hit, sentence: Sentence) -> Day | None:
    """The date nearest to the verb in its sentence, not that of another event's verb."""
    others = [
        other for concept in (*_TYPES, "said") for other in document.find(concept, sentence.start, sentence.end)
        if other.start != hit.start and not (other.start < hit.end and hit.start < other.end)
    ]
    best: tuple[float, Day] | None = None
    for day in document.days_in(sentence.start, sentence.end):
        distance = _distance(day, hit)
        parted = any(sign in document.text[min(day.end, hit.end) : max(day.start, hit.start)] for sign in ",،、,;")
        if any(_distance(day, other) < distance and (parted or other.concept != "said") for other in others):
            continue
        if len(day.date) == 4:
            distance += 80
        if best is None or distance < best[0]:
            best = (distance, day)
    return best[1] if best and best[0] < 150 else None


def _distance(day: Day | Mention, hit: Hit) -> float:
    return float(max(day.start - hit.end, hit.start - day.end, 0))


def _place(document: Document, hit: Hit, sentence: Sentence) -> str | None:
    """A city that a word for 'in' introduces, nearest to the verb."""
    best: tuple[float, str] | None = None
    for mention in document.states_in(sentence.start, sentence.end):
        if mention.kind not in ("city", "capital", "office"):
            continue
        if not _located(document, mention):
            continue
        name = _SEATS.get(mention.name, mention.name)
        distance = _distance(mention, hit)
        if any(_distance(mention, other) < distance for other in _rivals(document, hit, sentence)):
            continue
        if best is None or distance < best[0]:
            best = (distance, name)
    return best[1] if best else None


def _rivals(document: Document, hit: Hit, sentence: Sentence) -> list[Hit]:
    """Verbs of other events in the sentence."""
    return [
        other for concept in _TYPES for other in document.find(concept, sentence.start, sentence.end)
        if not (other.start < hit.end and hit.start < other.end) and other.concept != hit.concept
    ]


def _seat(document: Document, event: Event) -> str | None:
    """Where a first event without a place happened: the seat of the body that ratified, or the one city named."""
    start, end = event.spans[0]
    if event.type == "ratified":
        for mention in document.states_in(start, end):
            if mention.kind in ("capital", "office") and mention.state == event.actor and mention.name in _SEATS:
                return _SEATS[mention.name]
            if mention.kind == "capital" and mention.state == event.actor:
                return mention.name
        return None
    if event.type == "withdrawal":
        return None
    for sentence in document.sentences[:8]:
        for mention in document.states_in(sentence.start, sentence.end):
            if mention.kind in ("city", "capital") and _located(document, mention):
                signing = [hit for hit in document.find("sign", sentence.start, sentence.end) if _distance(mention, hit) < 60]
                weak = document.has("weak_treaty", sentence) or document.has("ratify", sentence)
                if event.type == "signed" or weak or not signing:
                    return mention.name
    return None


_SEATS = {"White House": "Washington", "Kremlin": "Moscow", "State Duma": "Moscow", "Sejm": "Warsaw", "Bundestag": "Berlin", "Verkhovna Rada": "Kyiv", "Elysée": "Paris"}


def _located(document: Document, mention: Mention) -> bool:
    """Whether a word for 'in' stands by the name (before it, or after it in some languages)."""
    low = max(0, mention.start - 6)
    before = [hit for hit in document.find("at", low, mention.start) if mention.start - hit.end <= 2]
    after = document.find("at", mention.end, mention.end + 4)
    tail = document.folded[mention.end : mention.end + 3]
    suffixed = document.language in ("tr", "az", "fi", "hu", "et", "ka", "kk", "hy", "lv", "lt") and document.text[mention.start : mention.end].lower()[-2:] in (
        "da", "de", "ta", "te", "sa", "an", "en", "ul", "on", "in", "ас", "ում", "ში", "s",
    )
    dateline = tail[:1] in (".", ",", ")") and document.folded[max(0, mention.start - 2) : mention.start].strip() in ("", ".", "(", ",", "[")
    return bool(before or after or suffixed or dateline or tail.startswith(("'da", "'de", "'ta", "'te")))


def _actor(document: Document, hit: Hit, sentence: Sentence, type_: str) -> str | None:
    """Who ratifies, invokes, accedes or leaves: the nearest state before the verb, else after it."""
    if type_ in ("signed", "in_force"):
        return None
    mentions = [item for item in document.states_in(sentence.start, sentence.end) if item.state and item.kind != "city"]
    before = [item for item in mentions if item.end <= hit.start + 1]
    if before:
        return before[0].state
    return mentions[0].state if mentions else None


def _complete(first: Event, second: Event) -> Event:
    """Fill the date and place of an event from a later sentence on the same event."""
    if first.actor and second.actor and first.actor != second.actor:
        return first
    if first.date is None or (first.relative and second.date and not second.relative and second.date == first.date):
        first = replace(first, date=first.date or second.date, spans=(*first.spans, *second.spans)[:6])
    if first.place is None and second.place is not None:
        first = replace(first, place=second.place, spans=(*first.spans, *second.spans)[:6])
    return first
