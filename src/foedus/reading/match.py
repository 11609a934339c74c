"""A reading against the register: is it an instrument that we know, and what does it leave open?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from foedus.problems import BadInput
from foedus.reading.articles import roman
from foedus.reading.dates import find_days
from foedus.reading.document import Document, Mention
from foedus.reading.folding import fold
from foedus.reading.grammar import Matcher, read_yaml, split
from foedus.register.load import Register, load
from foedus.register.records import Instrument, Provision, Signed

__all__ = ["amendment", "article_of", "article_with", "collective", "has_name", "known", "made_on", "match", "named_instruments", "names_treaty", "organisations", "original_parties", "stage_date"]


def known(register: Register | None = None) -> Register | None:
    """The register given, else foedus's own; None while its records cannot be read."""
    return register if register is not None else _own()


#: What stands between the word for treaty and the city after which it is called.
_OF = re.compile(r"\w{0,3} (?:[^\W\d_A-Z]{1,3} )?")
_FILE = Path(__file__).parent / "names" / "instruments.yaml"


@cache
def _own() -> Register | None:
    try:
        return load()
    except BadInput:
        return None


@cache
def _index(digest: str) -> dict[frozenset[str], list[str]]:
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    register = _REGISTERS[digest]
    for item in register.instruments.values():
        for states in {frozenset(party.state for party in item.parties), frozenset(original_parties(item))}:
            found[states].append(item.id)
    return found


_REGISTERS: dict[str, Register] = {}


@cache
def _lines() -> Mapping[str, str]:
    return dict(read_yaml(_FILE))


@cache
def _names() -> tuple[Matcher, Mapping[str, str]]:
    patterns, collective = [], {}
    for id_, line in _lines().items():
        group, *own = split(line)
        if group != "none":
            collective[id_] = group
        patterns += [(id_, pattern) for pattern in own]
    return Matcher(patterns), collective


def named_instruments(document: Document) -> list[tuple[str, int, int]]:
    """Instruments that the text names, in order, with the place of each name.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> named_instruments(prepare("Albania denounced the Warsaw Pact in 1968."))
    [('warsaw-1955', 22, 33)]
    """
    return list(_named(document.folded))


@lru_cache(maxsize=4)
def _named(folded: str) -> tuple[tuple[str, int, int], ...]:
    matcher, _ = _names()
    return tuple([(hit.concept, hit.start, hit.end) for hit in matcher.find(folded)])


def names_treaty(document: Document, mention: Mention) -> bool:
    """Whether a city is part of a treaty's name: 'the Washington Treaty', 'traité de Lisbonne'."""
    if document.has("treaty", (mention.end, mention.end + 3)) or any(start <= mention.start < end for _, start, end in named_instruments(document)):
        return True
    if document.grammar.continuous:
        return False
    return any(
        hit.end <= mention.start and _OF.fullmatch(document.text[hit.end : mention.start])
        for hit in document.find("treaty", max(0, mention.start - 30), mention.start)
    )


def collective(id_: str) -> str | None:
    """The one party that stands for all parties of an instrument, as EU; None if it has none."""
    return _names()[1].get(id_)


@cache
def organisations() -> Mapping[str, str]:
    """Instruments that texts call by the name of their organisation: a concept of the grammar -> an id of the register."""
    return dict(read_yaml(_FILE.with_name("organisations.yaml")))


def has_name(id_: str) -> bool:
    """Whether texts speak of an instrument by a name of its own, as 'the Warsaw Pact'."""
    return id_ in _lines()


def match(
    register: Register | None, parties: set[str], *, signed: str | None, published: str | None, articles: set[str],
    duties: set[str], year: str | None = None,
) -> Instrument | None:
    """The instrument that exactly these states made, or are parties to, that fits the dates best; None if none does.

    A signature date that no record has means a new instrument, unless it is given only by year.

    Examples
    --------
    >>> found = match(known(), {"PRK", "RUS"}, signed="2024-06-19", published=None, articles={"4"}, duties={"defense"})
    >>> found and found.id
    'prk-rus-2024'
    """
    if register is None or len(parties) < 2:
        return None
    _REGISTERS[register.digest] = register
    candidates = [register.instruments[id_] for id_ in _index(register.digest).get(frozenset(parties), ())]
    scored = sorted(((_fit(item, signed or year, published, articles, duties), item.id) for item in candidates), reverse=True)
    scored = [pair for pair in scored if pair[0] > 0]
    margin = 0.25 if signed or published or year else 1.2
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < margin):
        return None
    return register.instruments[scored[0][1]]


def _fit(item: Instrument, signed: str | None, published: str | None, articles: set[str], duties: set[str]) -> float:
    date = item.signed.date if item.signed else None
    score = 1.0
    if signed and date:
        if signed[:10] == date[:10]:
            score += 6
        elif signed[:7] == date[:7]:
            score += 3
        elif signed[:4] == date[:4]:
            score += 1
        else:
            return 0.0
    if published and date:
        if date[: len(published)] > published:
            return 0.0
        age = int(published[:4]) - int(date[:4])
        score += max(0.0, 3 - age * 0.5) if age >= 0 else 0
        if item.end and item.end.date and item.end.date < published:
            score -= 2
    own = {provision.duty.value for provision in item.provisions}
    score += 0.5 * len(own & duties) - 0.3 * len(duties - own)
    score += 0.6 * len({provision.article for provision in item.provisions} & articles)
    return score


def original_parties(item: Instrument, since: str | None = None) -> list[str]:
    """Who made the instrument: those that acceded, or signed, later are left out.

    So are those that neither signed nor ratified and came in on a day after the entry into force.
    Where `since` is given, who had joined by that day belongs to them.
    """
    made = item.signed.date if item.signed else None
    start = item.in_force.from_ or (item.signed.date if item.signed else None)
    found: list[str] = []
    for party in item.parties:
        joined = party.acceded or party.from_ or party.signed
        bare = party.from_ and not (party.signed or party.ratified)
        after = bool(made and party.signed and party.signed[: len(made)] > made)
        late = bool(party.acceded or after or (bare and start and joined and joined[: len(start)] > start[: len(joined)]))
        if late and since and joined and joined <= since:
            late = False
        if not late and party.state not in found:
            found.append(party.state)
    return found or [party.state for party in item.parties]


def stage_date(item: Instrument, stage: str, actor: str | None) -> str | None:
    """The day of a stage by the register."""
    if stage == "signed":
        return item.signed.date if item.signed else None
    if stage == "in_force":
        return item.in_force.from_
    if stage == "ratified" and actor:
        return next((party.ratified for party in item.parties if party.state == actor and party.ratified), None)
    return None


def amendment(item: Instrument, articles: set[str]) -> Provision | None:
    """The provision by which an article of these numbers came in, if every version of it is an amendment.

    Examples
    --------
    >>> register = known()
    >>> found = amendment(register.instruments["brussels-1948"], {"5"}) if register else None
    >>> found and found.from_
    '1955-05-06'
    """
    versions = [provision for provision in item.provisions if provision.article in articles]
    if not versions or not all(provision.from_ and provision.amended_by for provision in versions):
        return None
    return min(versions, key=lambda provision: provision.from_ or "")


def article_of(item: Instrument | None, duty: str) -> str | None:
    """The article of a duty by the register, in arabic digits; None where several articles hold it.

    Examples
    --------
    >>> register = known()
    >>> article_of(register.instrument("north-atlantic-1949") if register else None, "defense")
    '5'
    """
    found = _articles(item, duty)
    return found.pop() if len(found) == 1 else None


def _articles(item: Instrument | None, duty: str) -> set[str]:
    """The articles that hold a duty, in arabic digits."""
    named = {provision.article for provision in item.provisions if provision.duty.value == duty and provision.article} if item else set()
    return {re.sub(r"^[ivx]+(?=\(|$)", lambda match: str(roman(match.group())), article, flags=re.IGNORECASE) for article in named if article}


def article_with(item: Instrument | None, duty: str, paragraph: str) -> str | None:
    """The one article of a duty that has a paragraph of this number, where no article has the number itself.

    Examples
    --------
    >>> register = known()
    >>> article_with(register.instrument("eu-lisbon-2007") if register else None, "defense", "7")
    '42(7)'
    """
    found = _articles(item, duty)
    if any(re.match(rf"{re.escape(paragraph)}(?!\d)", article) for article in found):
        return None
    whole = [article for article in found if article.endswith(f"({paragraph})")]
    return whole[0] if len(whole) == 1 else None


def made_on(item: Instrument, articles: set[str]) -> Signed | None:
    """The day and place of signature, or those of the amendment that brought the articles in."""
    change = amendment(item, articles)
    if change is None or change.amended_by is None:
        return item.signed
    days = find_days(fold(change.amended_by), "en")
    return Signed(date=days[0].date, place=None) if days else None
