"""Who the parties are, as against adversaries, hosts and bystanders."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from foedus.reading.document import Document, Mention, Sentence
from foedus.reading.match import names_treaty

__all__ = ["Party", "find_parties"]

Party = tuple[str, tuple[tuple[int, int], ...]]
_NEAR = 60
#: How long a treaty's title is before the names of its parties ('treaty of friendship, co-operation and mutual assistance between').
_TITLE = 110
#: Between two states of a list that are each introduced by the same word ('A. B. za Bulharsko, C. D. za Maďarsko').
_LISTED = 60
#: ' and ' between two names, and how alike their scores are when both are partners.
_AND, _ALIKE = 6, 0.8
#: Between the two names of a pair.
_PAIR = 25
#: ' or ' between two names ('ou la').
_OR = 8
#: A list as long as this is that of the parties, wherever in the text it stands.
_MANY = 5


def find_parties(document: Document, *, clause: bool, adversaries: set[str]) -> list[Party]:
    """The states that make the text's main instrument, each with the places that name it.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> text = "Russia and North Korea signed a treaty. China said in Beijing that it watches."
    >>> [state for state, spans in find_parties(prepare(text), clause=False, adversaries=set())]
    ['PRK', 'RUS']
    """
    scores: dict[str, float] = defaultdict(float)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    lists: list[set[str]] = []
    pairs: list[set[str]] = []
    for index, sentence in enumerate(document.sentences[:400]):
        mentions = [item for item in document.states_in(sentence.start, sentence.end) if item.state]
        if not mentions:
            continue
        lists += [*_betweens(document, mentions, sentence), *_linked(document, mentions, sentence)]
        pairs += _partners(document, mentions, sentence)
        weight = _weight(document, sentence, index) if not clause else 1.0 + document.has("shall", sentence)
        for mention in mentions:
            if mention.state is None:
                continue
            spans[mention.state].append((mention.start, mention.end))
            if weight:
                scores[mention.state] += weight * _role(document, mention, sentence, clause=clause)
    for state in adversaries:
        if scores.get(state, 0) < 6 or clause:
            scores.pop(state, None)
    return [(state, tuple(spans[state][:20])) for state in sorted(_choose(scores, lists, pairs, clause=clause))]


def _weight(document: Document, sentence: Sentence, index: int) -> float:
    """How much a sentence says about the instrument's parties."""
    treaty = document.has("treaty", sentence)
    event = any(document.has(name, sentence) for name in ("sign", "ratify", "in_force", "accede", "withdraw", "suspend", "invoke", "terminate"))
    base = 1.0 + (2.0 if treaty else 0.0) + (1.5 if event else 0.0)
    if sentence.head or index == 0:
        base += 1.5
    return base / (1 + index / 6)


def _role(document: Document, mention: Mention, sentence: Sentence, *, clause: bool) -> float:
    """How likely this mention names a party."""
    if mention.kind == "city":
        return 0.0
    if mention.state == "EU" and (document.find("article", max(sentence.start, mention.start - 60), mention.start) or document.find("eu", max(0, mention.start - 30), mention.end + 1)) and document.find("charter_51", 0) + document.find("nato", 0):
        return 0.0
    before = (max(sentence.start, mention.start - 14), mention.start)
    if mention.kind == "capital":
        if clause or names_treaty(document, mention):
            return 0.0
        # A city after 'in' is where something happens; else it stands for its state.
        near = [hit for hit in document.find("at", *before) if mention.start - hit.end <= 2]
        if near or document.grammar.continuous:
            return 0.05
        return 0.7
    if _opposed(document, mention, sentence):
        return -0.3 if not clause else -1.0
    if not clause and document.has("deny", (mention.end, mention.end + 15)):
        return 0.3
    if clause and document.find("war", max(sentence.start, mention.start - 25), mention.start):
        return 0.0
    if mention.kind == "leader":
        return 0.6
    if mention.kind == "office":
        return 0.4
    low, high = max(sentence.start, mention.start - _NEAR), min(sentence.end, mention.end + _NEAR)
    close = document.find("treaty", low, high)
    between = document.find("between", max(sentence.start, mention.start - 90), mention.start)
    if document.language in ("ja", "ko", "tr", "zh") and not between:
        between = document.find("between", mention.end, min(sentence.end, mention.end + 30))
    far = not close and any(document.find("treaty", max(sentence.start, hit.start - _TITLE), hit.start) for hit in between)
    return 1.0 + (0.6 if close or far else 0.0) + (1.0 if between and (close or far) else 0.0)


def _opposed(document: Document, mention: Mention, sentence: Sentence) -> bool:
    """Whether 'against' stands before a name, or before the first of those that it is listed with ('against Austria or France')."""
    start = mention.start
    for before in reversed(document.states_in(max(sentence.start, start - 60), start)):
        if start - before.end > _OR or "," in document.text[before.end : start]:
            break
        start = before.start
    if document.grammar.settings.get("postpositions") and document.find("opposed", mention.end, min(sentence.end, mention.end + 3)):
        return True
    return any(
        start - hit.end <= 12 and not document.states_in(hit.end, start)
        for hit in document.find("against", max(sentence.start, start - 25), start)
    )


def _linked(document: Document, mentions: list[Mention], sentence: Sentence) -> list[set[str]]:
    """Runs of three names or more, joined by commas and 'and'."""
    names = [item for item in mentions if item.kind in ("name", "capital") and item.state]
    runs: list[list[Mention]] = [names[:1]]
    for one, two in pairwise(names):
        gap = document.text[one.end : two.start]
        wide = 55 if document.find("between", max(sentence.start, runs[-1][0].start - 60), runs[-1][0].start) else 14
        joined = len(gap) <= wide and any(sign in gap for sign in (",", "、", "،", " ", "·", "‧", ",", "和"))
        joined = joined or (len(gap) <= _LISTED and _introduced(document, one) == _introduced(document, two) != "")
        if joined:
            runs[-1].append(two)
        else:
            runs.append([two])
    return [found for run in runs if len(found := {item.state for item in run if item.state}) >= 3]


def _partners(document: Document, mentions: list[Mention], sentence: Sentence) -> list[set[str]]:
    """Two names joined by 'and' where a third state signs with them."""
    names = [item for item in mentions if item.kind == "name" and item.state]
    if not document.has("sign", sentence):
        return []
    return [
        {one.state or "", two.state or ""} for one, two in pairwise(names)
        if one.state != two.state and two.start - one.end <= _AND and document.find("with", one.end, two.start) and document.find("with", max(sentence.start, one.start - 12), one.start)
    ]


def _betweens(document: Document, mentions: list[Mention], sentence: Sentence) -> list[set[str]]:
    """The states of treaties that have one party in common ('the treaty between A and B and that between A and C')."""
    names = [item for item in mentions if item.kind == "name" and item.state]
    found = [
        {one.state or "", two.state or ""} for one, two in pairwise(names)
        if one.state != two.state and two.start - one.end <= _PAIR and document.find("with", one.end, two.start)
        and document.find("between", max(sentence.start, one.start - _AND), one.start)
    ]
    return [set.union(*found)] if len(found) > 1 and set.intersection(*found) else []


def _introduced(document: Document, mention: Mention) -> str:
    """The small word right before a state."""
    found = re.search(r"(?<!\w)([^\W\d_]{2,5}) $", document.folded[max(0, mention.start - 7) : mention.start])
    return found[1] if found else ""


def _choose(scores: dict[str, float], lists: list[set[str]], pairs: list[set[str]], *, clause: bool) -> set[str]:
    """The two best, and more where the text lists them together."""
    ranked = sorted(((score, state) for state, score in scores.items() if score > 0.45), reverse=True)
    if not ranked:
        return set()
    best = ranked[0][0]
    if clause:  # a treaty names its parties, and those that it is about
        return {state for score, state in ranked if score >= best * 0.5}
    chosen = {state for score, state in ranked[:2] if score >= best * 0.12}
    for pair in pairs:  # 'Britain signed with Sweden and Finland'
        low, high = sorted(scores.get(state, 0.0) for state in pair)
        if len(chosen & pair) == 1 and low >= _ALIKE * high:
            chosen |= pair
    for group in lists[:3]:
        if chosen & group and len(chosen - group) <= 1 and len(group) >= 3:
            least = best * (0.15 if len(group) < _MANY else 0.03)
            chosen |= {state for state in group if scores.get(state, 0) >= least}
    return chosen
