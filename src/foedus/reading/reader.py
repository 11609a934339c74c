"""Read one text: clean, language, sentences, names, dates, articles, duties, events, statements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.reading.articles import Article, find_articles
from foedus.reading.dates import find_days
from foedus.reading.document import Document
from foedus.reading.duties import Provision, find_duties, is_clause
from foedus.reading.events import Event, find_events
from foedus.reading.folding import fold
from foedus.reading.grammar import grammar
from foedus.reading.language import identify
from foedus.reading.lineage import find_lineage
from foedus.reading.match import known, match, recognise, stage_date
from foedus.reading.parties import Party, find_parties
from foedus.reading.questions import find_cooperation, find_questions, is_developing
from foedus.reading.segment import segment
from foedus.reading.statements import find_statements
from foedus.reading.states import find_states

if TYPE_CHECKING:
    from foedus.register.load import Register
    from foedus.register.records import Instrument

__all__ = ["Reading", "prepare", "read", "read_document"]

#: The contract `foedus.reading/1` as plain data.
Reading = dict[str, Any]

_DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_GROUP_EVENTS = {"accession", "withdrawal"}


def prepare(text: str, *, published: str | None = None, notes: tuple[str, ...] = ()) -> Document:
    """The document that every stage reads.

    Examples
    --------
    >>> document = prepare("The Parties shall consult.")
    >>> document.language, [hit.concept for hit in document.hits]
    ('en', ['party', 'shall', 'consult'])
    """
    language = identify(text)
    folded = fold(text)
    spoken = grammar(language)
    return Document(
        text=text, folded=folded, language=language, grammar=spoken, sentences=segment(text),
        hits=tuple(spoken.matcher.find(folded)), mentions=find_states(text, folded, language),
        days=find_days(folded, language, published), published=published, notes=notes,
    )


def read(
    data: bytes | str, *, published: str | None = None, register: Register | None = None, model: str | None = None
) -> Reading:
    """Read a text in any language.

    Parameters
    ----------
    data
        Text, or the bytes of a text, HTML page or PDF.
    published
        The day of publication, YYYY-MM-DD; relative dates hang on it.
    register
        The register to match against; foedus's own by default.
    model
        The name of a language model to ask as well; none is asked by default.

    Returns
    -------
    dict
        A reading of the form `foedus.reading/1`. No input is an error: what is wrong is in `warnings`.

    Examples
    --------
    >>> reading = read("Article 3. The Parties shall consult together if either is threatened.")
    >>> reading["instruments"][0]["provisions"][0]["duty"]
    'consultation'
    """
    from foedus.reading.clean import clean

    text, notes = clean(data)
    if published is not None and not _DATE.fullmatch(published):
        notes, published = (*notes, f"not a date: {published[:40]}"), None
    reading = read_document(prepare(text, published=published, notes=notes), register=register)
    if model:
        from foedus.reading.model import merge_model

        reading = merge_model(reading, model)
    return reading


def read_document(document: Document, *, register: Register | None = None) -> Reading:
    """All stages over a prepared document."""
    found_register = known(register)
    articles = find_articles(document)
    clause = is_clause(document, articles)
    articles = _promoted(articles, clause=clause)
    duties = find_duties(document, articles)
    events = [] if _no_instrument(document) else find_events(document)
    if not events:
        duties = [item for item in duties if not item.label]
    else:
        treaty_news = events[0].type in ("signed", "ratified", "in_force", "invoked")
        duties = [item for item in duties if treaty_news or not item.label]
    adversaries = {state for item in duties for state in item.adversary} if clause else set()
    parties = _acting(find_parties(document, clause=clause, adversaries=adversaries), events)
    warnings = list(document.notes)
    item, how = _known_instrument(document, found_register, parties, events, duties, articles, clause=clause)
    if item is not None and how == "profile":
        spans = tuple((hit.start, hit.end) for hit in document.find("party")[:3]) or duties[0].spans
        states = ["EU"] if item.id.startswith("eu-") else [party.state for party in item.parties]
        parties = [(state, spans) for state in states]
        warnings.append(f"parties not named: taken from the register's {item.id}, whose coding the clause fits")
    if item is not None and how == "parties" and events and not duties:
        duties = _from_record(item, events[0])
        warnings.append(f"the text describes no duty: the kinds are those of the register's {item.id}")
    events = [_filled(document, event, item, index) for index, event in enumerate(events)]
    instruments = _instruments(document, parties, events, duties, articles, item, clause=clause)
    return {
        "schema": "foedus.reading/1",
        "language": document.language,
        "text": document.text,
        "instruments": instruments,
        "events": [_event(event, parties) for event in events],
        "statements": [
            {"speaker": said.speaker, "state": said.state, "claim": said.claim, "spans": _spans(said.spans)}
            for said in find_statements(document)
        ],
        "questions": find_questions(document),
        "developing": is_developing(document),
        "warnings": warnings,
    }


def _from_record(item: Instrument, event: Event) -> list[Provision]:
    """The gravest duty of a record, for a text that reports on the instrument without describing it."""
    order = ("defense", "offense", "consultation", "neutrality", "nonaggression")
    kinds = sorted({str(provision.duty) for provision in item.provisions}, key=order.index)
    return [
        Provision(
            article=None, duty=kind, trigger=(), modality="consult" if kind == "consultation" else "automatic",
            all_means=False, prompt=False, refers_to=(), region=None, adversary=(), spans=event.spans, label=True, found_in="register",
        )
        for kind in kinds[:1]
    ]


def _spans(spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _promoted(articles: list[Article], *, clause: bool) -> list[Article]:
    """Where a text speaks of one other treaty's article and of none of its own, that is its subject."""
    if clause or any(article.own for article in articles):
        return articles
    others = {article.number for article in articles if not article.number.startswith("51")}
    if len(others) != 1 or not others <= {"42(7)", "5", "42"}:
        return articles
    return [replace(article, own=article.number in others) for article in articles]


def _no_instrument(document: Document) -> bool:
    return not any(document.find(name) for name in ("treaty", "nato", "alliance"))


def _acting(parties: list[Party], events: list[Event]) -> list[Party]:
    """Who accedes to an alliance, or leaves it, is the one party of that event."""
    if events and events[0].type in _GROUP_EVENTS and events[0].actor:
        return [(state, spans) for state, spans in parties if state == events[0].actor] or parties
    return parties


def _known_instrument(
    document: Document, register: Register | None, parties: list[Party], events: list[Event], duties: list[Provision],
    articles: list[Article], *, clause: bool,
) -> tuple[Instrument | None, str]:
    signed = _signed(document, events, clause=clause)
    numbers = {article.number for article in articles if article.own}
    kinds = {item.duty for item in duties}
    states = {state for state, _ in parties}
    if len(states) >= 2:
        fresh = bool(events) and events[0].type == "signed" and signed is None and document.published
        year = document.published[:4] if fresh and document.published else None
        found = match(
            register, states, signed=signed, published=document.published, articles=numbers, duties=kinds, year=year
        )
        return found, "parties"
    if clause and not states and duties:
        found = recognise(
            register, article=duties[0].article, duties={item.duty: item.article or "" for item in reversed(duties)},
            region=next((item.region for item in duties if item.region), None),
            references={code for item in duties for code in item.refers_to},
            adversary={state for item in duties for state in item.adversary},
            all_means=any(item.all_means for item in duties), signed=signed,
        )
        return found, "profile"
    return None, ""


def _signed(document: Document, events: list[Event], *, clause: bool) -> str | None:
    date = next((event.date for event in events if event.type == "signed" and event.date), None)
    if date or not clause:
        return date
    days = [day for day in document.days if not day.relative and len(day.date) == 10]
    return days[0].date if days else None


def _filled(document: Document, event: Event, item: Instrument | None, index: int) -> Event:
    """The first event's missing date and place: by the register, else the day of publication."""
    if item is not None and event.type in ("signed", "in_force", "ratified"):
        date = stage_date(item, event.type, event.actor)
        fits = event.date is None or (date is not None and (date.startswith(event.date) or _just_before(date, event.date, document)))
        if date and fits and (document.published is None or date <= document.published):
            event = replace(event, date=date)
        if event.type == "signed" and event.place is None and item.signed and item.signed.place:
            event = replace(event, place=item.signed.place)
    if event.date is None and index == 0 and document.published and len(document.published) == 10:
        event = replace(event, date=document.published)
    return event


def _just_before(date: str, said: str, document: Document) -> bool:
    """Whether the day in the text is that of the report, some days after the event's own by the register."""
    from datetime import date as day

    if said != document.published or len(date) != 10:
        return False
    return 0 <= (day.fromisoformat(said) - day.fromisoformat(date)).days <= 7


def _instruments(
    document: Document, parties: list[Party], events: list[Event], duties: list[Provision], articles: list[Article],
    item: Instrument | None, *, clause: bool,
) -> list[dict[str, Any]]:
    if not (duties or events or (parties and not _no_instrument(document))):
        return []
    signed = next((event for event in events if event.type == "signed"), None)
    date = _signed(document, events, clause=clause) or (item.signed.date if item and item.signed else None)
    place = signed.place if signed else None
    if place is None and clause:
        place = _clause_place(document)
    if place is None and item is not None and item.signed:
        place = item.signed.place
    stages = {event.type for event in events}
    stage = next((name for name in ("terminated", "in_force", "ratified", "signed") if name in stages), None)
    day_spans = [[day.start, day.end] for day in document.days if day.date == date]
    return [
        {
            "parties": [{"state": state, "spans": _spans(spans)} for state, spans in parties],
            "signed": {"date": date, "place": place, "spans": day_spans[:5]},
            "stage": stage,
            "matches": item.id if item else None,
            "cooperation": find_cooperation(document),
            "provisions": [_provision(provision, articles) for provision in duties],
            "predecessors": find_lineage(document),
        }
    ]


def _clause_place(document: Document) -> str | None:
    """A city in the title of a treaty text."""
    end = min(len(document.text), 260)
    for mention in document.states_in(0, end):
        if mention.kind in ("city", "capital") and not document.find("article", 0, mention.start):
            return mention.name
    return None


def _provision(provision: Provision, articles: list[Article]) -> dict[str, Any]:
    number = provision.article or next((article.number for article in articles if article.own), None)
    return {
        "article": number,
        "duty": provision.duty,
        "trigger": list(provision.trigger),
        "modality": provision.modality,
        "all_means": provision.all_means,
        "prompt": provision.prompt,
        "means": provision.means,
        "procedure": list(provision.procedure),
        "refers_to": list(provision.refers_to),
        "region": provision.region,
        "adversary": list(provision.adversary),
        "found_in": provision.found_in,
        "spans": _spans(provision.spans),
    }


def _event(event: Event, parties: list[Party]) -> dict[str, Any]:
    return {
        "type": event.type,
        "parties": [state for state, _ in parties],
        "acting_party": event.actor,
        "date": event.date,
        "place": event.place,
        "spans": _spans(event.spans),
    }
