"""Read one text: clean, language, sentences, names, dates, articles, duties, events, statements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.reading.acting import acting
from foedus.reading.articles import Article, find_articles
from foedus.reading.dates import find_days, is_day
from foedus.reading.document import Day, Document, Mention
from foedus.reading.duties import Provision, find_duties, is_clause
from foedus.reading.events import Event, find_events
from foedus.reading.folding import fold
from foedus.reading.grammar import Hit, grammar
from foedus.reading.language import identify
from foedus.reading.lineage import find_lineage
from foedus.reading.match import (
    amendment,
    article_of,
    article_with,
    collective,
    known,
    made_on,
    match,
    named_instruments,
    organisations,
    original_parties,
    stage_date,
)
from foedus.reading.parties import Party, find_parties
from foedus.reading.profiles import attackers
from foedus.reading.questions import find_cooperation, find_questions, is_developing
from foedus.reading.recognise import Guess, recognise
from foedus.reading.segment import segment
from foedus.reading.statements import find_statements
from foedus.reading.states import find_states
from foedus.reading.where import clause_place

if TYPE_CHECKING:
    from foedus.register.load import Register
    from foedus.register.records import Instrument

__all__ = ["Reading", "prepare", "read", "read_document"]

#: The contract `foedus.reading/1` as plain data.
Reading = dict[str, Any]

#: In how many characters a dateline stands.
_TOP = 400
#: A name so soon after an article's number is a reference to another treaty.
_REFERENCE = 60
#: So sure a match outweighs a name that is not among its parties.
_CERTAIN = 0.9
#: Events of an instrument that is to bind; of one that ends, the name alone says nothing of duties.
_TREATY_NEWS = {"signed", "ratified", "in_force", "invoked", "accession"}


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
    hits = tuple(spoken.matcher.find(folded))
    lines = (0, *(match.end() for match in re.finditer(r"\n+", text[:_TOP])))
    days = find_days(folded, language, published, hits, lines)
    return Document(
        text=text, folded=folded, language=language, grammar=spoken, sentences=segment(text, ((day.start, day.end) for day in days)),
        hits=hits, mentions=_outside(find_states(text, folded, language, published or _first_day(days)), hits),
        days=days, published=published, notes=notes,
    )


def _first_day(days: tuple[Day, ...]) -> str | None:
    """The first day that a text without a day of publication names: the states are those of that day."""
    return next((day.date for day in days if len(day.date) == 10), None)


def _outside(mentions: tuple[Mention, ...], hits: tuple[Hit, ...]) -> tuple[Mention, ...]:
    """Names that are not part of a longer word for a sea or a part of the world ('태평양' is no '평양')."""
    regions = [hit for hit in hits if hit.concept.startswith("region_")]
    kept, place = [], 0
    for item in mentions:
        while place < len(regions) and regions[place].end <= item.start:
            place += 1
        inside = place < len(regions) and regions[place].start <= item.start and item.end <= regions[place].end
        if not inside or regions[place].end - regions[place].start <= item.end - item.start:
            kept.append(item)
    return tuple(kept)


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
    if published is not None and not is_day(published):
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
    if not clause and _no_instrument(document):
        duties = []
    if not events or any(document.has("anniversary", sentence) for sentence in document.sentences[:2]):
        duties = [item for item in duties if not item.label]
    else:
        kept = events[0].type in _TREATY_NEWS
        duties = [item for item in duties if (kept and (not item.label or _of_event(document, item, events[0]))) or not (kept or item.label or events[0].type == "withdrawal")]
    if not clause and not duties:
        duties = _named_article(document, found_register, articles, events)
    adversaries = {state for item in duties for state in item.adversary} if clause else set()
    parties = acting(document, find_parties(document, clause=clause, adversaries=adversaries), events)
    warnings = list(document.notes)
    item, how, guess = _known_instrument(document, found_register, parties, events, duties, articles, clause=clause)
    if item is not None and how == "name":
        parties = _with_register(item, [], None)
        warnings.append(f"named in the text: the register's {item.id}; what the text does not say of its parties is the register's")
    if item is not None and how == "profile":
        change = amendment(item, {provision.article for provision in duties if provision.article})
        parties = _with_register(item, parties, change.from_ if change else None)
        warnings.append(f"recognised as the register's {item.id} by what the clause says ({guess.probability:.0%}); what it does not name is the register's")
    elif clause and item is None and len(parties) < 2 and guess.parties and set(dict(parties)) <= {*guess.parties, *guess.attackers}:
        parties = [(state, dict(parties).get(state, ())) for state in guess.parties]
        warnings += [f"most likely a party, by the instruments of the register that the clause fits: {', '.join(guess.parties)}"]
    if item is not None and how == "parties" and events and events[0].type in _TREATY_NEWS and not duties:
        duties = _from_record(item, events[0])
        if duties:
            warnings.append(f"the text describes no duty: that to defend is from the register's {item.id}")
    events = [_filled(document, event, item, index) for index, event in enumerate(events)]
    instruments = _instruments(document, parties, events, duties, articles, item, clause=clause)
    if instruments and item is None:
        if guess.place and instruments[0]["signed"]["place"] is None:
            instruments[0]["signed"] |= {"place": guess.place, "from_register": True}
            warnings.append(f"most likely signed at {guess.place}, as the instruments of the register that the clause fits")
        instruments[0]["candidates"] = [{"id": id_, "probability": share} for id_, share in guess.candidates]
    return {
        "schema": "foedus.reading/1",
        "language": document.language,
        "text": document.text,
        "instruments": instruments,
        "events": [_event(event, parties) for event in events],
        "statements": [
            {"speaker": said.speaker, "state": said.state, "claim": said.claim, "spans": _spans(said.spans)}
            for said in (() if clause and not document.published else find_statements(document))
        ],
        "questions": find_questions(document),
        "developing": is_developing(document),
        "warnings": warnings,
    }


def _of_event(document: Document, item: Provision, event: Event) -> bool:
    """Whether the name of a pact stands where the event is told, and not in what went before it."""
    lead = document.sentences[min(2, len(document.sentences)) - 1].end
    return any(start < lead or any(low <= start < high for low, high in event.spans) for start, _ in item.spans)


def _named_article(document: Document, register: Register | None, articles: list[Article], events: list[Event]) -> list[Provision]:
    """The duty of an article that a report names with its instrument ('invoked article 42(7) of the EU Treaty')."""
    told = [article for article in articles for start, end in (events[0].spans if events else ()) if start <= article.start < end]
    about = told if len({article.number for article in told}) == 1 else articles
    first = next((article for article in about if article.own or about is told), None)
    if register is None or first is None or len({article.number for article in about}) > 1:
        return []
    named = {id_ for id_, _, _ in named_instruments(document)}
    named |= {id_ for concept, id_ in organisations().items() if document.find(concept)}
    found = [
        (id_, str(provision.duty)) for id_ in sorted(named) if id_ in register.instruments
        for provision in register.instruments[id_].provisions if provision.article == first.number
    ]
    if len({id_ for id_, _ in found}) != 1:
        return []
    return [
        Provision(
            article=first.number, duty=kind, trigger=(), modality="consult" if kind == "consultation" else "automatic", all_means=False,
            prompt=False, refers_to=(), region=None, adversary=(), spans=((first.start, first.end),), label=True, found_in="register",
        )
        for kind in dict.fromkeys(kind for _, kind in found)
    ]


def _from_record(item: Instrument, event: Event) -> list[Provision]:
    """The duty to defend of a record, for a text that reports on the instrument without describing it: it is what it is known for."""
    if not any(provision.duty.value == "defense" for provision in item.provisions):
        return []
    return [Provision(
        article=None, duty="defense", trigger=(), modality="automatic", all_means=False, prompt=False,
        refers_to=(), region=None, adversary=(), spans=event.spans, label=True, found_in="register",
    )]


def _spans(spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _promoted(articles: list[Article], *, clause: bool) -> list[Article]:
    """Where a text speaks of one other treaty's article and of none of its own, that is its subject."""
    if clause or any(article.own for article in articles):
        return articles
    first = next((article.number for article in articles if not article.number.startswith("51")), None)
    if first not in {"42(7)", "4", "5", "42"}:
        return articles
    return [replace(article, own=article.number == first) for article in articles]


def _no_instrument(document: Document) -> bool:
    """Whether the text speaks of no treaty, or of none between states (a footballer signs too)."""
    if not any(document.find(name) for name in ("treaty", "nato", "alliance")):
        return True
    if document.find("sport") or document.find("business"):
        kept = {(hit.start, hit.end) for hit in document.find("nonaggression")}  # 'the non-aggression pact of Gijon'
        attacks = [hit for hit in document.find("attack") if not any(start <= hit.start < end for start, end in kept)]
        if not (attacks or any(document.find(name) for name in ("military", "mutual_defence", "nato"))):
            return True
    return not document.find("nato") and not any(mention.state and mention.kind not in ("city", "capital") for mention in document.mentions) and (
        len({mention.state for mention in document.mentions if mention.kind == "capital"}) < 2
    )


def _known_instrument(
    document: Document, register: Register | None, parties: list[Party], events: list[Event], duties: list[Provision],
    articles: list[Article], *, clause: bool,
) -> tuple[Instrument | None, str, Guess]:
    signed = _signed(document, events, clause=clause)
    numbers = {article.number for article in articles if article.own}
    kinds = {item.duty for item in duties}
    states = {state for state, _ in parties}
    guess = Guess()
    if clause:
        guess = recognise(register, document, duties, frozenset(states))
        item = register.instruments[guess.match] if register is not None and guess.match else None
        if item is not None and _fits(item, states, guess):
            return item, "profile", guess
    named = _by_name(register, document)
    about = named is not None and (not events or events[0].actor not in {party.state for party in named.parties})
    if named is not None and (clause or about):
        return (named, "name", guess) if document.published is None and len(states) < 2 else (named, "", guess)
    if len(states) < 2:
        return named, "", guess
    fresh = bool(events) and events[0].type == "signed" and signed is None and document.published
    year = document.published[:4] if fresh and document.published else None
    found = match(register, states, signed=signed, published=document.published, articles=numbers, duties=kinds, year=year)
    return found, "parties", guess


def _fits(item: Instrument, states: set[str], guess: Guess) -> bool:
    """Whether the states that a clause names are the record's parties, or all of these and one more that it is about."""
    members = {party.state for party in item.parties}
    others = states - attackers(item) - members
    return not others or (len(others) == 1 and set(original_parties(item)) < states and guess.probability >= _CERTAIN)


def _by_name(register: Register | None, document: Document) -> Instrument | None:
    """The one instrument that the text calls by a name, if it names no second."""
    found = {id_ for id_, start, _ in named_instruments(document) if not document.find("article", max(0, start - _REFERENCE), start)}
    return register.instruments.get(found.pop()) if register is not None and len(found) == 1 else None


def _with_register(item: Instrument, parties: list[Party], since: str | None) -> list[Party]:
    """The parties that the text names, and the register's for those that it does not."""
    members = {party.state for party in item.parties}
    named = {state: spans for state, spans in parties if state not in attackers(item) - members}
    group = collective(item.id)
    if group is not None:
        return [(group, named.get(group, ()))]
    if set(makers := original_parties(item, since)) < named.keys() and not named.keys() <= members:
        named = {state: named[state] for state in makers}
    others = makers if named.keys() <= members else ()
    return [(state, named.get(state, ())) for state in sorted({*named, *others})]


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
        if date and len(date) == 10 and fits and (document.published is None or date <= document.published):
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
    if not (item or duties or events or (parties and not _no_instrument(document))):
        return []
    signed = next((event for event in events if event.type == "signed"), None)
    said = _signed(document, events, clause=clause)
    made = made_on(item, {provision.article for provision in duties if provision.article}) if item and clause else (item.signed if item else None)
    date = said or (made.date if made else None)
    place = signed.place if signed else None
    if place is None and clause:
        place = clause_place(document, date)
    told = place
    if place is None and made is not None:
        place = made.place
    stages = {event.type for event in events}
    stage = next((name for name in ("terminated", "in_force", "ratified", "signed") if name in stages), None)
    from_register = item is not None and item.signed is not None and (date or place) and not (said and told)
    day_spans = [[day.start, day.end] for day in document.days if day.date == date]
    return [
        {
            "parties": [_party(state, spans) for state, spans in parties],
            "signed": {"date": date, "place": place, "spans": day_spans[:5], **({"from_register": True} if from_register else {})},
            "stage": stage,
            "matches": item.id if item else None,
            "cooperation": find_cooperation(document),
            "provisions": [_provision(provision, articles, item if clause else None) for provision in duties],
            "predecessors": find_lineage(document),
        }
    ]


def _party(state: str, spans: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    """A party; one that the text does not name is the register's."""
    return {"state": state, "spans": _spans(spans), **({} if spans else {"from_register": True})}


def _provision(provision: Provision, articles: list[Article], item: Instrument | None) -> dict[str, Any]:
    number = provision.article or next((article.number for article in articles if article.own), None)
    register = None if number or not provision.spans or provision.label else article_of(item, provision.duty)
    if number and (whole := article_with(item, provision.duty, number)):
        register, number = whole, None  # '7.' of article 42
    return {
        "article": number or register,
        **({"article_from_register": True} if register else {}),
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
