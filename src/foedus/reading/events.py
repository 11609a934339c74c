"""What a text reports: signed, ratified, in force, invoked, terminated, accession, withdrawal.

A draft, a denial, a condition or an intention is not an event; of several stages of one
instrument in the lead, the latest that is completed is the news, the others are background.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from foedus.reading.document import Day, Document, Mention, Sentence
from foedus.reading.grammar import Hit
from foedus.reading.match import names_treaty
from foedus.reading.where import dateline, distance_to, located, place_of, seat

__all__ = ["Event", "find_events"]

_TYPES = {
    "sign": "signed", "ratify": "ratified", "in_force": "in_force", "invoke": "invoked",
    "terminate": "terminated", "accede": "accession", "withdraw": "withdrawal", "suspend": "withdrawal",
}
_RANK = {"signed": 1, "ratified": 2, "in_force": 3, "accession": 4, "terminated": 2.5, "withdrawal": 4, "invoked": 5}
#: Two words for one act.
_AKIN = {"withdrawal": "terminated", "terminated": "withdrawal"}
#: How far before and after the verb a sign of futurity, doubt or denial counts.
_BEFORE, _AFTER = 70, 45
#: The longest name of a treaty between the signs of its parties and the word for treaty.
_TITLE = 12
#: The days before a report on which its news happened.
_WEEK = 7
#: How soon after a verb its own date stands; what an act of years ago loses against the news.
_OWN, _PAST = 20, 2.0


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
    past: set[Event] = set()
    rank, seen = -1, -1
    for index, sentence in enumerate(document.sentences[:300]):
        for concept, type_ in _TYPES.items():
            hits = [hit for hit in document.find(concept, sentence.start, sentence.end) if _real(document, hit, sentence, concept)]
            if not hits:
                continue
            if concept == "accede" and any(_real(document, other, sentence, "ratify") for other in document.find("ratify", sentence.start, sentence.end)):
                continue  # an accession is what they ratified
            hit = hits[0]
            if index != seen:
                rank, seen = rank + 1, index
            event = _event(document, hit, sentence, type_, index)
            found.append((_score(document, sentence, rank, type_, hit), event))
            if type_ != "signed" and _long_ago(document, sentence, hit):
                past.add(event)
    if not found:
        return []
    found.sort(key=lambda pair: (-pair[0], pair[1].sentence))
    if found[0][1] in past:  # what the text tells first is no act, but what goes before one
        return []
    best: dict[str, Event] = {}
    for _, event in found:
        if event.type in best:
            best[event.type] = _complete(best[event.type], event)
        else:
            best[event.type] = event
    events = list(best.values())
    akin = best.get(_AKIN.get(events[0].type, ""))
    if akin is not None:
        events[0] = _complete(events[0], replace(akin, actor=events[0].actor))
    if events[0].date is None:
        events[0] = _next(document, events[0])
    if events[0].date is None:
        events[0] = replace(events[0], date=_news_day(document))
    if events[0].place is None:
        events[0] = replace(events[0], place=dateline(document) or seat(document, events[0].type, events[0].actor, events[0].spans[0]))
    return events


def _news_day(document: Document) -> str | None:
    """The first day of the lead that is of the week before the report, or counted from it ('on Thursday'): that of the news."""
    lead = [sentence for sentence in document.sentences[:6] if not sentence.head][:2]
    days = [day for sentence in lead for day in document.days_in(sentence.start, sentence.end) if len(day.date) == 10]
    return next((day.date for day in days if day.relative or _recent(day.date, document.published)), None)


def _recent(day: str, published: str | None) -> bool:
    if published is None or len(published) != 10:
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= _WEEK


def _next(document: Document, event: Event) -> Event:
    """The date in the sentence after an event, if that sentence reports none of another kind ('It was done on Monday')."""
    if event.sentence + 1 >= len(document.sentences):
        return event
    after = document.sentences[event.sentence + 1]
    kinds = {type_ for concept, type_ in _TYPES.items() if document.has(concept, after)}
    days = document.days_in(after.start, after.end)
    if kinds - {event.type} or len(days) != 1 or (days[0].date[:4] != (document.published or days[0].date)[:4]):
        return event
    if event.type != "signed" and document.published and len(days[0].date) == 10 and not _recent(days[0].date, document.published):
        return event  # the day of the treaty, not of the news
    return replace(event, date=days[0].date, spans=(*event.spans, (after.start, after.end)))


def _score(document: Document, sentence: Sentence, rank: int, type_: str, hit: Hit) -> float:
    """How likely an event is the news: the headline first, then early sentences, then late stages."""
    lead = 3.4 if sentence.head else max(0.5, 2.5 - 0.25 * rank)
    score = lead + _RANK[type_] * 0.45
    if type_ != "signed" and _long_ago(document, sentence, hit):
        score -= _PAST
    if type_ == "signed" and document.has("weak_treaty", (hit.start, min(sentence.end, hit.end + 30))):
        score -= 1.5
    return score


def _long_ago(document: Document, sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb's own date is years before the report ('Albania, which left in 1968')."""
    if not document.published:
        return False
    days = [day for day in document.days_in(hit.end, min(sentence.end, hit.end + _OWN)) if document.has("at", (hit.end, day.start)) or day.start - hit.end < 3]
    return bool(days) and int(days[0].date[:4]) < int(document.published[:4]) - 1


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
    if concept in ("sign", "in_force") and not _between_states(document):
        return False
    if document.find("company", low, hit.start) and not document.has("title", sentence) and not any(item.kind == "leader" for item in document.states_in(start, end)):
        return False  # 'American and Dutch companies signed an agreement'
    for doubt in ("future", "maybe", "deny", "anniversary"):
        for sign in document.find(doubt, low, high):
            if sign.start >= hit.end + 25 and doubt != "future":
                continue
            if sign.start <= hit.start and sign.end >= hit.end:
                return False
            if _of_another(document, sign, hit, sentence):
                continue
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


def _between_states(document: Document) -> bool:
    """Whether the text names two states, or an alliance: what one state's footballer signs is no treaty."""
    states = {mention.state for mention in document.mentions if mention.state and mention.kind != "city"}
    return len(states) > 1 or any(document.find(name) for name in ("nato", "alliance", "two", "several", "eu"))


def _of_another(document: Document, sign: Hit, hit: Hit, sentence: Sentence) -> bool:
    """Whether a sign behind a comma belongs to the verb that follows it ('signed, expected to enter into force next year')."""
    between = document.text[hit.end : sign.start]
    if sign.start < hit.end or not any(comma in between for comma in ",,、;"):
        return False
    return any(document.find(concept, sign.end, min(sentence.end, sign.end + _AFTER)) for concept in _TYPES)


def _clause_condition(document: Document, sign: Hit, hit: Hit) -> bool:
    """Whether 'in case' opens the treaty's own condition (an attack) and not the event's."""
    return any(document.find(name, sign.end, min(sign.end + 60, hit.start)) for name in ("attack", "armed_attack", "threat"))


def _context(document: Document, sentence: Sentence) -> bool:
    """A neighbouring sentence that speaks of a treaty ('They signed it in Nancy')."""
    low, high = max(0, sentence.start - 250), min(len(document.text), sentence.end + 80)
    return document.has("treaty", (low, high))


def _event(document: Document, hit: Hit, sentence: Sentence, type_: str, index: int) -> Event:
    day = _day(document, hit, sentence, type_)
    return Event(
        type=type_,
        date=day.date if day else None,
        place=place_of(document, hit, sentence, _rivals(document, hit, sentence)),
        actor=_actor(document, hit, sentence, type_),
        spans=((sentence.start, sentence.end),),
        sentence=index,
        relative=bool(day and day.relative),
    )


def _day(document: Document, hit: Hit, sentence: Sentence, type_: str) -> Day | None:
    """The date nearest to the verb in its sentence, not that of another event's verb, nor that of the treaty ('the pact of 1936')."""
    others = [
        other for concept in (*_TYPES, "said") for other in document.find(concept, sentence.start, sentence.end)
        if other.start != hit.start and not (other.start < hit.end and hit.start < other.end)
    ]
    best: tuple[float, Day] | None = None
    for day in document.days_in(sentence.start, sentence.end):
        if type_ != "signed" and document.published and int(day.date[:4]) < int(document.published[:4]) - 1:
            continue
        if type_ != "in_force" and document.published and len(day.date) == 10 and day.date[: len(document.published)] > document.published:
            continue  # what is reported has happened
        distance = distance_to(day, hit)
        parted = any(sign in document.text[min(day.end, hit.end) : max(day.start, hit.start)] for sign in ",،、,;")
        if any(distance_to(day, other) < distance and (parted or other.concept != "said") for other in others):
            continue
        if len(day.date) == 4:
            distance += 80
        if best is None or distance < best[0]:
            best = (distance, day)
    return best[1] if best and best[0] < 150 else None


def _rivals(document: Document, hit: Hit, sentence: Sentence) -> list[Hit]:
    """Verbs of other events in the sentence."""
    return [
        other for concept in _TYPES for other in document.find(concept, sentence.start, sentence.end)
        if not (other.start < hit.end and hit.start < other.end) and other.concept != hit.concept
    ]


def _actor(document: Document, hit: Hit, sentence: Sentence, type_: str) -> str | None:
    """Who ratifies, invokes, accedes or leaves: the nearest state before the verb, else after it."""
    if type_ in ("signed", "in_force"):
        return None
    mentions = [
        item for item in document.states_in(sentence.start, sentence.end)
        if item.state and item.kind != "city" and not _in_title(document, item) and not (item.kind == "capital" and names_treaty(document, item))
    ]
    before = [item for item in mentions if item.end <= hit.start + 1]
    before = [item for item in before if not located(document, item)] or before
    marked = [item for item in before if document.text.startswith(_SUBJECT.get(document.language, ("\0",)), item.end)]
    if marked:
        return marked[-1].state
    if before:
        return before[-1 if type_ == "accession" else 0].state
    partners = [item for item in mentions if _with(document, item)]
    return next((item.state for item in mentions if item not in partners), None)


def _in_title(document: Document, mention: Mention) -> bool:
    """Whether a state of one sign is part of a treaty's name ('한미상호방위조약')."""
    if not document.grammar.continuous or mention.end - mention.start > 1:
        return False
    return document.has("treaty", (mention.end, mention.end + _TITLE)) and " " not in document.text[mention.end : mention.end + 2]


def _with(document: Document, mention: Mention) -> bool:
    """Whether a word for 'with' governs a state: it is the partner, not who acts."""
    return any(mention.start - hit.end <= 4 for hit in document.find("with", max(0, mention.start - 10), mention.start))


#: Particles that mark the subject.
_SUBJECT = {"ko": ("이 ", "가 ", "은 ", "는 ", "도 "), "ja": ("は", "が", "も")}


def _complete(first: Event, second: Event) -> Event:
    """Fill the date and place of an event from a later sentence on the same event."""
    if first.actor and second.actor and first.actor != second.actor:
        return first
    if first.date is None or (first.relative and second.date and not second.relative and second.date == first.date):
        first = replace(first, date=first.date or second.date, spans=(*first.spans, *second.spans)[:6])
    if first.place is None and second.place is not None:
        first = replace(first, place=second.place, spans=(*first.spans, *second.spans)[:6])
    return first
