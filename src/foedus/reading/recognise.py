"""Which instrument of the register a clause comes from, by what the clause itself says.

Many clauses name no party: "the Parties", "either of them". The register's coding then says whose
they are. `foedus.reading.likelihood` weighs the clause against each record; the sum, with a prior,
gives each record's probability beside that of an instrument that the register does not hold. Only a
record that stands out is a match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest
from math import exp, log

from foedus.reading.document import Document
from foedus.reading.duties import Provision
from foedus.reading.likelihood import clip_features, of_provisions, of_whole, showing, whole
from foedus.reading.match import collective
from foedus.reading.profiles import profiles
from foedus.register.load import Register

__all__ = ["Guess", "recognise"]

#: Features overlap (all means and war go together in the pacts of one time), so they count for less.
_TEMPER = 0.85
#: How many clauses come from instruments that the register does not hold.
_UNKNOWN_SHARE = 0.25
#: From here on a record is a match, and a candidate is worth naming: of 135 matches on texts of known origin 122 are right.
_SURE, _WORTH = 0.6, 0.08
#: A match that is less sure has to be far ahead of the next.
_CLEAR, _AHEAD = 0.4, 4
#: An instrument of more parties than this must be surer: a wrong one names many states wrongly.
_FEW, _SURER = 11, 0.75
#: A state is taken for a party from here on: measured, nine of ten such states are, of those just below three of four.
_LIKELY = 0.6
#: The same states renewed one text when records of theirs hold this much together.
_TOGETHER = 0.85
#: Records beyond this many weigh nothing.
_RANKED = 60


@dataclass(frozen=True, slots=True)
class Guess:
    """The match, if one stands out; the candidates with their probabilities; what most of them have in common.

    `parties` are states most likely to be parties, `place` the likeliest place of signature; `attackers` are those that the likeliest record names.
    """

    match: str | None = None
    probability: float = 0.0
    parties: tuple[str, ...] = ()
    attackers: tuple[str, ...] = ()
    candidates: tuple[tuple[str, float], ...] = field(default=())
    place: str | None = None


def recognise(register: Register | None, document: Document, duties: Iterable[Provision], named: frozenset[str] = frozenset()) -> Guess:
    """The instrument that a clause comes from, with its probability.

    Parameters
    ----------
    register
        The register; None gives no guess.
    document, duties
        The clause and what `find_duties` found in it.
    named
        States that the clause names as parties.

    Examples
    --------
    >>> from foedus.reading.articles import find_articles
    >>> from foedus.reading.duties import find_duties
    >>> from foedus.reading.reader import prepare
    >>> from foedus.register.load import load
    >>> document = prepare("Article 5. The Parties agree that an armed attack against one or more of them in Europe or North "
    ...     "America is an attack against them all; each of them will assist by such action as it deems necessary.")
    >>> recognise(load(), document, find_duties(document, find_articles(document))).match
    'north-atlantic-1949'
    """
    if register is None:
        return Guess()
    found = ranked(register, document, list(duties), named)
    if not found:
        return Guess()
    candidates = tuple((id_, round(share, 2)) for id_, share in found[:4] if share >= _WORTH)
    shared: dict[str, float] = defaultdict(float)
    known = profiles(register)
    parties = {item.id: item.parties for item in known.items}
    for id_, share in found:
        for state in parties[id_]:
            shared[state] += share
    likely = tuple(sorted(state for state, share in shared.items() if share >= _LIKELY))
    if len(likely) > _FEW:
        likely = tuple(state for state in likely if shared[state] >= _SURER)
    first = _first(found, parties, register)
    if first is not None:
        return Guess(first[0], first[1], likely, (), candidates)
    best = next(item for item in known.items if item.id == found[0][0])
    return Guess(None, found[0][1], likely, tuple(sorted(best.attackers)), candidates, _place(found, register))


def _place(found: list[tuple[str, float]], register: Register) -> str | None:
    """Where most of the records were signed that fit ('Moscow' for one of the like treaties of 1948)."""
    shares: dict[str, float] = defaultdict(float)
    for id_, share in found:
        signed = register.instruments[id_].signed
        if signed is not None and signed.place:
            shares[signed.place] += share
    place = max(shares, key=lambda name: shares[name], default=None)
    return place if place is not None and shares[place] >= _LIKELY else None


def ranked(register: Register, document: Document, duties: list[Provision], named: frozenset[str]) -> list[tuple[str, float]]:
    """The likeliest records with their probabilities, best first; what is missing to one is the unknown instrument's."""
    if not (duties or document.days):
        return []
    known = profiles(register)
    clip = [showing(clip_features(document, item), known) for item in duties]
    whole_text = whole(document, named, duties)
    total = sum(item.weight for item in known.items) or 1
    scored = nlargest(_RANKED, (
        (
            log((1 - _UNKNOWN_SHARE) * item.weight / total)
            + _TEMPER * (of_provisions(clip, item, known) + of_whole(whole_text, item, known)),
            item.id,
        )
        for item in known.items
    ))
    top = max(scored[0][0], log(_UNKNOWN_SHARE))
    weights = [(exp(score - top), id_) for score, id_ in scored]
    sum_ = sum(weight for weight, _ in weights) + exp(log(_UNKNOWN_SHARE) - top)
    return [(id_, weight / sum_) for weight, id_ in weights]


def _first(
    ranked: list[tuple[str, float]], parties: dict[str, frozenset[str]], register: Register
) -> tuple[str, float] | None:
    """The record that stands out, or the first of those by which the same states renewed one text."""
    best, share = ranked[0]
    few = len(parties[best]) <= _FEW or collective(best) is not None
    if share >= (_SURE if few else _SURER) or (few and share >= _CLEAR and share >= _AHEAD * ranked[1][1]):
        return best, share
    same = [(id_, one) for id_, one in ranked if parties[id_] == parties[best] and one >= share * 0.5]
    together = sum(one for _, one in same)
    if together < _TOGETHER:
        return None
    return min((id_ for id_, _ in same), key=lambda id_: getattr(register.instruments[id_].signed, "date", "9")), together
