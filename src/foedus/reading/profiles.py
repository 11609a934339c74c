"""The register as the reader meets it: for each provision the features that a clause of it would show.

A feature is a word of the coding (`means:all_available`, `event:threat`, `region:pacific`) or a turn of
phrase in the record's own gist, read by the English grammar (`says:deem`: an attack on one is an
attack on all). How common each is among the provisions of one kind says how much it tells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from foedus.reading.articles import roman
from foedus.reading.folding import fold
from foedus.reading.grammar import grammar, read_yaml
from foedus.reading.match import has_name, original_parties
from foedus.register.load import Register
from foedus.register.records import Instrument, Provision

__all__ = ["SAYS", "Profile", "Profiles", "Shown", "attackers", "profiles", "words_of"]

#: Turns of phrase that a gist keeps.
SAYS = ("deem", "guarantee", "common_danger", "unprovoked", "each_other", "hostile_alliance", "region_territory", "region_borders", "troops", "no_aid", "administered", "state_group", "contact", "member_state")
_NAMES = Path(__file__).parent / "names"


@dataclass(frozen=True, slots=True)
class Shown:
    """What one provision shows: its kind, its article, its features; those of one alternative alone are optional."""

    duty: str
    article: str | None
    features: frozenset[str]
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """One instrument: its articles, each in its versions, its original parties, its languages, its year, day and place."""

    id: str
    articles: tuple[tuple[Shown, ...], ...]
    parties: frozenset[str]
    languages: Mapping[str, float]
    signed: str
    place: str | None
    weight: float = 1.0
    attackers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Profiles:
    """All instruments, and how common each feature is among provisions of a kind, each word among provisions and among records."""

    items: tuple[Profile, ...]
    features: Mapping[tuple[str, str], float]
    articles: Mapping[tuple[str, str], float]
    kinds: Mapping[str, float]
    states: Mapping[str, float]
    several: float
    languages: Mapping[str, float]
    words: Mapping[str, float]
    spoken: Mapping[str, float]


def attackers(item: Instrument) -> set[str]:
    """States that the instrument names as those who may attack."""
    found = (name for provision in item.provisions if provision.when for name in _condition(provision.when))
    return {name.removeprefix("by:") for name in found if name.startswith("by:")}


_REGISTERS: dict[str, Register] = {}


def profiles(register: Register) -> Profiles:
    """The profiles of a register; worked out once.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> found = profiles(load())
    >>> nato = next(item for item in found.items if item.id == "north-atlantic-1949")
    >>> len(nato.parties), any(versions[0].article == "5" for versions in nato.articles)
    (12, True)
    """
    _REGISTERS[register.digest] = register
    return _profiles(register.digest)


@cache
def _profiles(digest: str) -> Profiles:
    items = tuple(_profile(item) for item in _REGISTERS[digest].instruments.values())
    features: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    per_kind: Counter[str] = Counter()
    with_kind: Counter[str] = Counter()
    states: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for item in items:
        states.update(item.parties)
        with_kind.update({versions[0].duty for versions in item.articles})
        for versions in item.articles:
            duty, article = versions[0].duty, versions[0].article
            per_kind[duty] += 1
            words.update({word for shown in versions for word in shown.words})
            features.update({(duty, name) for shown in versions for name in shown.features})
            if article:
                articles[duty, article] += 1
    return Profiles(
        items=items,
        features={key: (count + 0.5) / (per_kind[key[0]] + 1) for key, count in features.items()},
        articles={key: (count + 0.5) / (per_kind[key[0]] + 1) for key, count in articles.items()},
        kinds={kind: count / len(items) for kind, count in with_kind.items()},
        states={state: count / len(items) for state, count in states.items()},
        words={word: count / max(1, per_kind.total()) for word, count in words.items()},
        spoken={word: count / len(items) for word, count in Counter(word for item in items for word in item.words).items()},
        languages=_mean([item.languages for item in items]),
        several=sum(len(item.parties) > 2 for item in items) / max(1, len(items)),
    )


def _mean(shares: list[Mapping[str, float]]) -> Mapping[str, float]:
    total: Counter[str] = Counter()
    for share in shares:
        total.update(share)
    return {code: value / max(1, len(shares)) for code, value in total.items()}


#: A clause that people have before them comes from a text that can be found, and oftener from one that many write
#: about: what has a name of its own, many pages, many parties. Rates are lifts over the register, tempered as they overlap.
_FOUND = {"own_reading": 2.0, "secondary": 1.5, "press": 1.5, "memory": 1.2, "atop_only": 0.4}
_READERS, _PAGES, _NAMED, _ALIAS = 0.35, 0.5, 2.0, 1.8


def _profile(item: Instrument) -> Profile:
    parties = frozenset(original_parties(item))
    return Profile(
        id=item.id,
        articles=_articles([_shown(provision) for provision in item.provisions]),
        parties=parties,
        languages=_languages(parties),
        signed=item.signed.date if item.signed else "",
        place=item.signed.place if item.signed else None,
        attackers=frozenset(attackers(item)),
        weight=_prominence(item, len(parties)),
        words=words_of(fold(" ".join(_gists(item)))),
    )


def _gists(item: Instrument) -> Iterator[str]:
    """All that a record says of its text."""
    yield item.title["en"]
    yield from (part.gist for part in item.provisions)
    yield from (part.gist for part in item.untranslatable)
    yield from map(str, item.cooperation)


def _prominence(item: Instrument, parties: int) -> float:
    """How often a text before a reader comes from this instrument, beside others."""
    weight: float = parties**_READERS * len(item.sources) ** _PAGES * _FOUND.get(item.basis.value, 1.0)
    return weight * (_NAMED if has_name(item.id) else 1.0) * (_ALIAS if item.aliases else 1.0)


def _articles(shown: list[Shown]) -> tuple[tuple[Shown, ...], ...]:
    """By kind and article: what a record splits by area or by date are versions of one article."""
    found: dict[tuple[str, str | None], list[Shown]] = defaultdict(list)
    for item in shown:
        found[item.duty, item.article].append(item)
    return tuple(tuple(versions) for versions in found.values())


#: What a gist calls the parties of an organisation.
_MEMBERS = re.compile(r"\bmembers?\b")


def _shown(provision: Provision) -> Shown:
    found = tuple(grammar("en").matcher.find(fold(provision.gist)))
    features = {f"says:{hit.concept}" for hit in found if hit.concept in SAYS}
    features |= {f"region:{hit.concept.removeprefix('region_')}" for hit in found if hit.concept.startswith("region_")}
    features |= {f"refers:{code}" for code in provision.refers_to}
    if any(hit.concept == "threat" for hit in found):
        features.add("event:threat")
    if _MEMBERS.search(provision.gist):
        features.add("says:member_state")
    if provision.means:
        features.add(f"means:{provision.means}")
    if provision.prompt:
        features.add("prompt")
    features |= {f"step:{step}" for step in provision.procedure if isinstance(step, str)}
    always = frozenset(features)
    optional: frozenset[str] = frozenset()
    if provision.when is not None:
        features |= set(_condition(provision.when))
        optional = frozenset(_alternatives(provision.when)) - always
    numbers = {number.split("(")[0] for number in re.split(r",\s*", provision.article or "") if number[:1].isdigit()}
    numbers |= set(_PARAGRAPH.findall(provision.article or ""))
    return Shown(
        provision.duty.value, _number(provision.article), frozenset(features), words_of(fold(provision.gist)), frozenset(numbers), optional,
    )


def words_of(folded: str) -> frozenset[str]:
    """The stems of a text's longer words, by which a clause in English is like a gist."""
    plain = "".join(char for char in normalize("NFKD", folded) if not combining(char))
    return frozenset(word[:6] for word in re.findall(r"[a-z]{5,}", plain))


def _number(article: str | None) -> str | None:
    """The number of an article alone: 'III' and 'Protocol 3' are 3, '42(7)' is 42."""
    found = re.search(r"\d+|\b[IVX]+\b", article or "")
    if found is None:
        return None
    return found[0] if found[0].isdigit() else str(roman(found[0].lower()))


_PARAGRAPH = re.compile(r"\((\d{1,2})\)$")


def _alternatives(condition: Any) -> Iterator[str]:
    """Features that only some of a condition's alternatives have: another article may hold them."""
    branches = [frozenset[str](_condition(part)) for part in condition.any]
    if len(branches) > 1:
        yield from frozenset[str].union(*branches) - frozenset[str].intersection(*branches)
    for part in (*condition.all, *condition.any):
        yield from _alternatives(part)


def _condition(condition: Any) -> Iterator[str]:
    events = condition.event if isinstance(condition.event, tuple) else (condition.event,)
    yield from (f"event:{event}" for event in events if event)
    if "armed_attack" in events:
        yield "event:attack"
    if condition.then:
        yield "event:at_war"
    if condition.provoked == "no":
        yield "says:unprovoked"
    by = condition.by
    named = by if isinstance(by, tuple) else (*getattr(by, "states", ()), *getattr(by, "allied_with", ()))
    yield from (f"by:{state}" for state in named)
    if condition.at is not None:
        yield from _area(condition.at)
    for part in (*condition.all, *condition.any):
        yield from _condition(part)


def _area(area: Any) -> Iterator[str]:
    yield from (f"region:{region}" for region in area.regions)
    if area.title in ("administration", "recognised"):
        yield "says:administered"
    if area.territory_of:
        yield "says:region_territory"
    for part in area.any:
        yield from _area(part)


def _languages(parties: frozenset[str]) -> Mapping[str, float]:
    """How likely a text of the instrument is to be in a language: its parties', and those of the wide world."""
    spoken = _spoken()
    found: dict[str, float] = defaultdict(float)
    for state in parties:
        own = spoken.get(state, ())
        for code in own:
            found[code] += 0.55 / (len(own) * len(parties))
    for code, share in _WORLD.items():
        found[code] += share
    return dict(found)


#: Languages in which texts of other people's treaties stand, with their share.
_WORLD = {"en": 0.25, "fr": 0.06, "es": 0.03, "ru": 0.03, "de": 0.03, "it": 0.01, "pt": 0.01, "zh": 0.01, "ar": 0.01}


@cache
def _spoken() -> Mapping[str, tuple[str, ...]]:
    """Official languages by CLDR, and those of former states."""
    import pycountry
    from babel.languages import get_official_languages

    found: dict[str, tuple[str, ...]] = {}
    for country in pycountry.countries:
        codes = get_official_languages(country.alpha_2, regional=False, de_facto=True)
        found[country.alpha_3] = tuple(dict.fromkeys("no" if code in ("nb", "nn") else code.split("_")[0] for code in codes))[:4]
    for state, line in read_yaml(_NAMES / "languages.yaml").items():
        found[state] = tuple(line.split())
    return found
