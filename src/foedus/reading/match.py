"""A reading against the register: is it an instrument that we know, and what does it leave open?"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from foedus.problems import BadInput
from foedus.register.load import Register, load
from foedus.register.records import Instrument

__all__ = ["known", "match", "recognise", "stage_date"]


def known(register: Register | None = None) -> Register | None:
    """The register given, else foedus's own; None while its records cannot be read."""
    return register if register is not None else _own()


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
        found[frozenset(party.state for party in item.parties)].append(item.id)
    return found


_REGISTERS: dict[str, Register] = {}


def match(
    register: Register | None, parties: set[str], *, signed: str | None, published: str | None, articles: set[str],
    duties: set[str], year: str | None = None,
) -> Instrument | None:
    """The instrument between exactly these states that fits the dates best; None if none does.

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


def stage_date(item: Instrument, stage: str, actor: str | None) -> str | None:
    """The day of a stage by the register."""
    if stage == "signed":
        return item.signed.date if item.signed else None
    if stage == "in_force":
        return item.in_force.from_
    if stage == "ratified" and actor:
        return next((party.ratified for party in item.parties if party.state == actor and party.ratified), None)
    return None


def recognise(
    register: Register | None, *, article: str | None, duties: dict[str, str], region: str | None,
    references: set[str], adversary: set[str], all_means: bool, signed: str | None,
) -> Instrument | None:
    """The one instrument whose coding a clause without names fits; None if several do.

    Only for texts that name no party: the article, the kinds, the means and the references have to
    agree, and no second instrument may fit as well.
    """
    if register is None or not duties:
        return None
    scored = []
    for item in register.instruments.values():
        if signed and (not item.signed or item.signed.date[: len(signed)] != signed[: len(item.signed.date)]):
            continue
        score = _profile(item, article, duties, region, references, adversary, all_means) + (8 if signed else 0)
        scored.append((score, item.id))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < 5 or (len(scored) > 1 and scored[0][0] - scored[1][0] < 2.2):
        return None
    return register.instruments[scored[0][1]]


def _profile(
    item: Instrument, article: str | None, duties: dict[str, str], region: str | None, references: set[str],
    adversary: set[str], all_means: bool,
) -> float:
    score = 0.0
    own: dict[str, list[str]] = defaultdict(list)
    for provision in item.provisions:
        own[provision.duty.value].append(provision.article or "")
        if provision.duty.value in duties:
            score += 0.4 * len(references & {str(code) for code in provision.refers_to})
            if (provision.means == "all_available") == all_means and provision.duty.value in ("defense", "offense"):
                score += 0.7
            area = str(provision.when.at.regions) if provision.when and provision.when.at else ""
            if region and region in area:
                score += 1.5
            elif region in ("pacific", "europe", "americas"):
                score -= 1.0
    for duty, number in duties.items():
        if duty not in own:
            return -9.0
        score += 1.0
        if number and number in own[duty]:
            score += 1.2
        elif number and any(own[duty]):
            return -5.0
    if article is None:
        score -= 0.5
    named = {state for provision in item.provisions if provision.when for state in _by(provision.when)}
    score += 3.0 if adversary and adversary <= named else (-2.0 if adversary or named else 0.0)
    return score


def _by(condition: object) -> set[str]:
    by = getattr(condition, "by", None)
    states = by if isinstance(by, tuple) else getattr(by, "states", ())
    inner = [*getattr(condition, "all", ()), *getattr(condition, "any", ())]
    return set(states or ()) | {state for part in inner for state in _by(part)}
