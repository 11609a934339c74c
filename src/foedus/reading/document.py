"""The one immutable document that every stage reads: text, its folded form, sentences, hits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from foedus.reading.grammar import Grammar, Hit

__all__ = ["Day", "Document", "Mention", "Sentence"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, from character `start` to `end`; `head` marks a headline or title."""

    start: int
    end: int
    head: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A state or place named in the text. `kind`: name, adjective, capital, city, leader, office, group."""

    state: str | None
    start: int
    end: int
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the text, as YYYY, YYYY-MM or YYYY-MM-DD."""

    date: str
    start: int
    end: int
    relative: bool = False


@dataclass(frozen=True)
class Document:
    """A text made ready for the stages. Lists are sorted by start."""

    text: str
    folded: str
    language: str
    grammar: Grammar
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...] = ()
    days: tuple[Day, ...] = ()
    published: str | None = None
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def _by_concept(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.concept, []).append(hit)
        return found

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {concept: [hit.start for hit in hits] for concept, hits in self._by_concept.items()}

    def find(self, concept: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Hits of a concept whose start lies in the range."""
        hits = self._by_concept.get(concept)
        if not hits:
            return []
        if start == 0 and end is None:
            return hits
        starts = self._starts[concept]
        stop = len(self.text) if end is None else end
        return hits[bisect_left(starts, start) : bisect_left(starts, stop)]

    @cached_property
    def _hit_starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        """Hits of all concepts whose start lies in the range."""
        return self.hits[bisect_left(self._hit_starts, start) : bisect_left(self._hit_starts, end)]

    def has(self, concept: str, span: Sentence | tuple[int, int]) -> bool:
        """Whether a concept is named in the span."""
        start, end = (span.start, span.end) if isinstance(span, Sentence) else span
        starts = self._starts.get(concept)
        if not starts:
            return False
        place = bisect_left(starts, start)
        return place < len(starts) and starts[place] < end

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def states_in(self, start: int, end: int) -> Sequence[Mention]:
        """Mentions in the range."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    @cached_property
    def _day_starts(self) -> list[int]:
        return [day.start for day in self.days]

    def days_in(self, start: int, end: int) -> Sequence[Day]:
        """Dates in the range."""
        return self.days[bisect_left(self._day_starts, start) : bisect_left(self._day_starts, end)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds a character."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]
