"""How much likelier a clause is under one record than under the register at large, in natural logarithms.

Each feature of the clause (its article, an event, a region, a turn of phrase) that the record shares
counts the more, the fewer records have it; one that the record lacks counts against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from foedus.reading.document import Day, Document
from foedus.reading.duties import Provision, references
from foedus.reading.profiles import SAYS, Profile, Profiles, Shown, words_of

__all__ = ["clip_features", "of_provisions", "of_whole", "showing", "whole"]

#: How often a clause shows a feature when its record has it, and when it has not.
_RATES = {
    "means:all_available": (0.85, 0.06), "means:own_choice": (0.6, 0.10), "means:jointly_agreed": (0.5, 0.10), "prompt": (0.75, 0.25),
    "step:constitutional": (0.9, 0.02), "step:joint_finding": (0.5, 0.05),
    "refers:un_charter_51": (0.75, 0.08), "refers:un_charter": (0.5, 0.10), "refers:un_security_council": (0.4, 0.05),
    "refers:league_covenant": (0.8, 0.02), "refers:north_atlantic_treaty": (0.8, 0.01), "refers:eu_42_7": (0.8, 0.005),
    "refers:national_law": (0.5, 0.03),
    "event:armed_attack": (0.75, 0.3), "event:attack": (0.85, 0.2), "event:at_war": (0.7, 0.10), "event:threat": (0.75, 0.15),
    "says:deem": (0.7, 0.08), "says:guarantee": (0.5, 0.05), "says:common_danger": (0.7, 0.04), "says:unprovoked": (0.8, 0.02),
    "says:each_other": (0.3, 0.15), "says:hostile_alliance": (0.6, 0.05), "says:region_territory": (0.4, 0.2),
    "says:region_borders": (0.5, 0.05), "says:troops": (0.4, 0.05), "says:no_aid": (0.6, 0.1), "says:administered": (0.8, 0.02),
    "says:state_group": (0.4, 0.08), "says:contact": (0.7, 0.03), "says:member_state": (0.5, 0.1),
}
#: A text as short as this is one clause: what it refers to anywhere belongs to its duty.
_ONE_CLAUSE = 1200
#: Languages whose words of law are like the English ones of a gist ('integridad', 'consultation').
_ALIKE = frozenset({"en", "fr", "es", "it", "pt", "ro", "ca"})
_WORDS, _WORDS_MOST, _WORDS_NONE, _WORDS_WEIGHT = (0.3, 0.04), 12.0, 2.0, 0.7
#: The words beside its duties, against all gists of a record.
_BESIDE_MOST, _BESIDE_NONE, _BESIDE_WEIGHT = 6.0, 1.5, 0.5
#: Longer texts have every word.
_BESIDE_LENGTH = 3000
_REGION, _BY, _KIND, _NUMBER, _PARTY = (0.7, 0.015), (0.85, 0.01), (0.9, 0.05), (0.9, 0.10), (0.5, 0.02)
#: How much the lack of a feature counts that only one of a record's alternatives has.
_OPTIONAL = 0.3
#: How often a text that says when it was signed means an instrument of another day (a slip, a calendar),
#: and how often one that names its parties leaves some out.
_OTHER_DAY, _SOME_OF = 0.002, 0.15
#: How many of its parties an instrument's clause names.
_NAMES = 1.5
#: The share of what no record has, and of a language that none of its parties speaks.
_RARE, _FOREIGN = 0.002, 0.0001
#: Regions of the register that a word of the text may mean.
_REGIONS = {
    "region_pacific": ("pacific", "oceania"), "region_europe": ("europe",),
    "region_north_atlantic": ("north_atlantic",), "region_north_america": ("north_america",),
    "region_americas": ("americas", "rio_zone"), "region_africa": ("africa",), "region_asia": ("asia",),
    "region_southeast_asia": ("southeast_asia",), "region_mediterranean": ("mediterranean",), "region_india": ("india",),
    "region_middle_east": ("middle_east",),
}
#: Regions that a clause names by the common words 'territory' and 'borders', which are features of their own.
_PLAIN_REGIONS = {"region:territory": "says:region_territory", "region:borders": "says:region_borders"}


@dataclass(frozen=True, slots=True)
class Showing:
    """What one provision of a clause shows, with what each feature of a record then adds."""

    shown: Shown
    without: float
    adds: Mapping[str, float]
    words: Mapping[str, float]
    regions: tuple[tuple[frozenset[str], float, float], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the text as a whole shows."""

    language: str
    several: int
    two: int
    charter: bool
    covenant: bool
    solemn: bool
    crown: bool
    days: frozenset[str]
    places: frozenset[str]
    states: frozenset[str]
    named: frozenset[str]
    signed: str | None = None
    beside: frozenset[str] = frozenset()


def clip_features(document: Document, item: Provision) -> Shown:
    """The features that a provision of the text shows."""
    features: set[str] = {f"event:{name}" for name in item.trigger}
    if "event:armed_attack" in features:
        features.add("event:attack")
    if item.means != "unknown":
        features.add(f"means:{item.means}")
    if item.prompt:
        features.add("prompt")
    features |= {f"step:{step}" for step in item.procedure}
    features |= {f"refers:{code}" for code in item.refers_to}
    features |= {f"by:{state}" for state in item.adversary}
    if len(document.text) < _ONE_CLAUSE:
        features |= {f"refers:{code}" for code in references(document, 0, len(document.text))}
    for start, end in item.spans:
        features |= {f"says:{name}" for name in SAYS if document.find(name, start, end)}
        if document.find("unprovoked", start, end):
            features.add("says:unprovoked")
        features |= {f"region:{concept}" for concept in _REGIONS if _region(document, concept, start, end)}
        features |= {f"by:{item.state}" for item in document.states_in(start, end) if item.state and item.kind == "name"}
    article = item.article.split("(")[0] if item.article else None
    alike = document.language in _ALIKE
    words = words_of(" ".join(document.folded[start:end] for start, end in item.spans)) if alike else frozenset[str]()
    return Shown(item.duty, article, frozenset(features), words)


def _region(document: Document, concept: str, start: int, end: int) -> bool:
    """Whether a region is named, and not as a part of the name of another treaty."""
    names = [hit for name in ("eu", "nato") for hit in document.find(name, start, end)]
    return any(
        (not document.text[hit.start : hit.end].islower()) and all(hit.end <= other.start - 3 or hit.start >= other.end for other in names)
        for hit in document.find(concept, start, end)
    )


def showing(shown: Shown, known: Profiles) -> Showing:
    """A provision of the text with the weight of each feature, worked out once for all records."""
    duty = shown.duty
    without, adds = 0.0, {}
    for name, rates in _RATES.items():
        share = known.features.get((duty, name), _RARE)
        base = _ratio(name in shown.features, False, share, rates)
        without += base
        adds[name] = _ratio(name in shown.features, True, share, rates) - base
    regions = []
    for concept in (name.removeprefix("region:") for name in shown.features if name.startswith("region:")):
        codes = frozenset(f"region:{code}" for code in _REGIONS[concept])
        share = sum(known.features.get((duty, code), _RARE) for code in codes)
        regions.append((codes, _ratio(True, True, share, _REGION), _ratio(True, False, share, _REGION)))
    words = {word: _ratio(True, True, known.words.get(word, _RARE), _WORDS) for word in shown.words}
    return Showing(shown, without, adds, words, tuple(regions))


@lru_cache(maxsize=20_000)
def _ratio(shown: bool, has: bool, share: float, rates: tuple[float, float]) -> float:
    """The logarithm of the ratio for one feature: `share` of the register has it."""
    with_, without = rates
    base = share * with_ + (1 - share) * without
    if shown:
        return log((with_ if has else without) / base)
    return log((1 - (with_ if has else without)) / (1 - base))


def of_provisions(clip: list[Showing], item: Profile, known: Profiles) -> float:
    """The evidence of the clause's provisions: each may be any article of its kind in the record, in its likeliest version."""
    score = 0.0
    for one in clip:
        same = [
            max(_provision(one, other, known) for other in versions) for versions in item.articles if versions[0].duty == one.shown.duty
        ]
        share = known.kinds.get(one.shown.duty, 0.01)
        if not same:
            score += _ratio(True, False, share, _KIND)
            continue
        best = max(same)
        score += best + log(sum(exp(value - best) for value in same) / len(same)) + _ratio(True, True, share, _KIND)
    return score


def _provision(one: Showing, other: Shown, known: Profiles) -> float:
    shown = one.shown
    score = one.without + sum(one.adds.get(name, 0.0) for name in other.features)
    score -= (1 - _OPTIONAL) * sum(one.adds.get(name, 0.0) for name in other.optional - shown.features)
    if shown.article and other.article:
        share = known.articles.get((shown.duty, shown.article), 0.004)
        score += _ratio(True, shown.article == other.article or shown.article in other.numbers, share, (0.95, 0.03 * share))
    if one.words:
        likeness = sum(one.words[word] for word in shown.words & other.words)
        score += min(_WORDS_MOST, likeness * _WORDS_WEIGHT) - _WORDS_NONE
    if one.regions:
        score += sum(yes if codes & other.features else no for codes, yes, no in one.regions) / len(one.regions)
    elif any(name.startswith("region:") and _PLAIN_REGIONS.get(name) not in shown.features for name in other.features):
        score += log(1 - _REGION[0]) / 2
    theirs = [name for name in other.features if name.startswith("by:")]
    if theirs:
        both = [name for name in theirs if name in shown.features]
        gain = sum(_ratio(True, True, known.features.get((shown.duty, name), _RARE), _BY) for name in both)
        score += gain / len(both) if both else log(1 - _BY[0])
    return score


def whole(document: Document, named: frozenset[str], duties: Iterable[Provision] = ()) -> Whole:
    """What the text as a whole shows: how many parties, language, time, place, states, and words beside its duties.

    `named` are the states that it names as parties.
    """
    has = {name: bool(document.find(name)) for name in ("charter", "charter_51", "security_council", "covenant", "solemn", "crown")}
    return Whole(
        language=document.language,
        several=len(document.find("several")),
        two=len(document.find("two")),
        charter=has["charter"] or has["charter_51"] or has["security_council"],
        covenant=has["covenant"],
        solemn=has["solemn"],
        crown=has["crown"],
        days=frozenset(day.date for day in document.days if len(day.date) == 10 and not day.relative),
        places=frozenset(mention.name for mention in document.mentions if mention.kind in ("city", "capital")),
        states=frozenset(item.state for item in document.mentions if item.state and item.kind == "name") | named,
        named=named,
        beside=_beside(document, duties),
        signed=next((day.date for day in document.days if len(day.date) == 10 and not day.relative and _is_signature(document, day)), None),
    )


def _beside(document: Document, duties: Iterable[Provision]) -> frozenset[str]:
    """The words of a short text that stand in none of its duties."""
    if document.language not in _ALIKE or len(document.text) > _BESIDE_LENGTH:
        return frozenset()
    told = words_of(" ".join(document.folded[start:end] for item in duties for start, end in item.spans))
    return words_of(document.folded) - told


def _is_signature(document: Document, day: Day) -> bool:
    """Whether a date stands by a word for signing."""
    return bool(document.find("sign", max(0, day.start - 60), day.end + 30))


def of_whole(text: Whole, item: Profile, known: Profiles) -> float:
    """The evidence of the text as a whole."""
    score = 0.0
    if text.several != text.two:
        many = len(item.parties) > 2
        shown, share = (many, known.several) if text.several > text.two else (not many, 1 - known.several)
        score += _ratio(True, shown, share, _NUMBER)
    score += log((item.languages.get(text.language, 0.0) + _FOREIGN) / (known.languages.get(text.language, 0.0) + _FOREIGN))
    year = int(item.signed[:4]) if item.signed else 0
    if text.charter and year < 1945:
        score -= 6
    if text.covenant and not 1919 <= year <= 1946:
        score -= 5
    if text.solemn:
        score += 0.5 if year <= 1980 else -1.5
    if text.crown:
        score += 0.8 if year <= 1945 else -1.5
    if text.days:
        score += log(0.5 / _RARE) if item.signed in text.days else log(0.3)
    if text.signed and item.signed and not item.signed.startswith(text.signed[: len(item.signed)]):
        score += log(_OTHER_DAY)
    if item.place and item.place in text.places:
        score += 2.0
    if text.beside:
        likeness = sum(_ratio(True, True, known.spoken.get(word, _RARE), _WORDS) for word in text.beside & item.words)
        score += min(_BESIDE_MOST, likeness * _BESIDE_WEIGHT) - _BESIDE_NONE
    for state in text.states:
        if state in item.parties:
            score += _ratio(True, True, known.states.get(state, _RARE), (max(min(_PARTY[0], _NAMES / len(item.parties)), _PARTY[1]), _PARTY[1]))
        elif state not in item.attackers:
            score += log(0.05 if state in text.named else 0.25)
    if len(text.named) > 1:
        score += 1.0 if text.named == item.parties else (log(_SOME_OF) if text.named < item.parties else 0.0)
    return score
