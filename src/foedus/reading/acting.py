"""Who acts in an event: who accedes to an alliance, leaves it or calls on it, alone or with others named beside it."""

from __future__ import annotations

from foedus.reading.document import Document
from foedus.reading.events import Event
from foedus.reading.match import known, named_instruments
from foedus.reading.parties import Party

__all__ = ["acting"]

#: The most characters between two names in a list.
_JOINT = 12
_GROUP_EVENTS = {"accession", "withdrawal"}


def acting(document: Document, parties: list[Party], events: list[Event]) -> list[Party]:
    """Who accedes to an alliance, leaves it or calls on it is the one party of that event, or those named with it."""
    if not events or not events[0].actor:
        return parties
    event, actor = events[0], events[0].actor
    of_many = document.has("nato", event.spans[0]) or document.has("eu", event.spans[0]) or document.has("alliance", event.spans[0]) or _of_many(document, event.spans[0])
    alone = event.type in _GROUP_EVENTS or (event.type in ("invoked", "terminated") and of_many and not document.has("between", event.spans[0]))
    if not alone or _with_partner(document, actor, event.spans[0]):
        return parties
    acting = _named_with(document, actor, event.spans[0])
    spans = dict(parties)
    kept = [(state, spans.get(state) or acting[state]) for state in sorted(acting)] if len(acting) > 1 else []
    return kept or [(state, places) for state, places in parties if state == actor] or parties or ([(actor, acting.get(actor, ()))] if document.published else [])


def _of_many(document: Document, span: tuple[int, int]) -> bool:
    """Whether a stretch of text names an instrument of more than two parties."""
    register = known()
    named = (id_ for id_, start, _ in named_instruments(document) if span[0] <= start < span[1])
    return register is not None and any(id_ in register.instruments and len(register.instruments[id_].parties) > 2 for id_ in named)


def _with_partner(document: Document, actor: str, span: tuple[int, int]) -> bool:
    """Whether the sentence says with whom the actor made what it leaves, and names no alliance."""
    if document.has("alliance", span) or document.has("nato", span) or _of_many(document, span):
        return False
    others = [mention for mention in document.states_in(*span) if mention.kind == "name" and mention.state not in (None, actor)]
    return any(document.find("treaty", max(span[0], mention.start - 40), mention.start) and document.has("with", (max(span[0], mention.start - 6), mention.start)) for mention in others)


def _named_with(document: Document, actor: str, span: tuple[int, int]) -> dict[str, tuple[tuple[int, int], ...]]:
    """The states that a list joins to the actor ('Burkina Faso, Mali and Niger left')."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    last = None
    for mention in document.states_in(*span):
        if mention.kind != "name" or not mention.state:
            continue
        gap = document.text[last : mention.start] if last is not None else ""
        joined = last is not None and len(gap) <= _JOINT and ("," in gap or "、" in gap or "،" in gap or document.has("with", (last, mention.start)))
        if found and not joined:
            if actor in found:
                break
            found = {}
        found[mention.state] = ((mention.start, mention.end),)
        last = mention.end
    return found if actor in found else {}
