"""States, cities, offices and leaders named in a text, in any language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from foedus.reading.document import Mention
from foedus.reading.folding import fold, script
from foedus.reading.grammar import Grammar, Matcher, grammar, languages, read_yaml, split, stem

__all__ = ["HISTORIC", "find_states"]

_NAMES = Path(__file__).parent / "names"
#: Ids that the register has and ISO 3166 has not, by the words of English and French records.
HISTORIC = {"SUN": "RUS"}
#: Names that are common words somewhere, or that name more than one state.
_COMMON = frozenset(
    ["man", "mali", "chad", "turkey", "jordan", "georgia", "guinea", "niger", "island", "guernsey", "jersey", "congo", "korea", "coree", "corea", "as", "an", "in", "us", "st", "can", "per", "mar", "men", "tur", "war", "est", "oman", "mal", "cuba"]
) - {"mali", "chad", "turkey", "jordan", "georgia", "niger", "oman", "cuba", "jersey"}
#: Scripts that stand side by side in Chinese, Japanese and Korean; elsewhere only Latin stands beside a language's own.
_EASTERN = frozenset({"hani", "kana", "hang", "latn"})
#: Languages that write the adjectives of states with a capital too ('French', 'Pháp').
_CAPITAL_ADJECTIVES = frozenset({"en", "vi", "id", "ms", "tr", "nl", "sw"})
#: Since this day the government in Taipei is another than that of China.
_TAIPEI = "1949-12-08"
#: Of two readings of the same characters the first kind wins.
_KINDS = ("leader", "name", "capital", "office", "city", "group")


def find_states(text: str, folded: str, language: str, published: str | None = None) -> tuple[Mention, ...]:
    """Mentions in order, without overlap, the longest first; states as they were on the day of publication ('Prague' of 1991).

    Examples
    --------
    >>> text = "Putin and the North Korean leader met in Pyongyang"
    >>> [(m.state, m.kind, m.name) for m in find_states(text, fold(text), "en")]
    [('RUS', 'leader', 'Vladimir Putin'), ('PRK', 'name', ''), ('PRK', 'capital', 'Pyongyang')]
    """
    found = [*_from_matcher(text, folded, language), *((mention, 1) for mention in _pairs(folded, language))]
    # Of two patterns that meet the same characters the longer is right: 'czechoslovak*', not 'czech*'.
    found.sort(key=lambda pair: (pair[0].start, -pair[0].end, -pair[1], _KINDS.index(pair[0].kind)))
    kept: list[Mention] = []
    for mention, _ in found:
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention if published is None else _of_its_day(mention, published))
    return tuple(_of_taipei(kept, published)) if language == "zh" and published else tuple(kept)


def _of_taipei(mentions: list[Mention], published: str) -> Iterator[Mention]:
    """In a report from Taipei the sign 中 means the Republic of China."""
    there = published >= _TAIPEI and any(mention.state == "TWN" for mention in mentions) and not any(mention.name == "Beijing" for mention in mentions)
    for mention in mentions:
        short = mention.state == "CHN" and mention.end - mention.start == 1
        yield replace(mention, state="TWN") if there and short else mention


def _of_its_day(mention: Mention, published: str) -> Mention:
    """A state that was not there yet is the one that it followed in the same capital ('Prague' of 1991); a name that passed on is its later bearer's."""
    if mention.name.startswith("@"):  # the register's date on which a name passed from one state to another
        day, later = mention.name[1:].split()
        return replace(mention, state=later if published >= day else mention.state, name="")
    earlier = next((code for code, start, end in _earlier().get(mention.state or "", ()) if start <= published < end), None)
    return replace(mention, state=earlier) if earlier else mention


@cache
def _earlier() -> dict[str, list[tuple[str, str, str]]]:
    """For each state those that it followed in its capital on the day on which they ended, with the days from and until which they were there."""
    from foedus.problems import BadInput
    from foedus.register.load import load

    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    try:
        states = load().states
    except BadInput:
        return found
    for state in states.values():
        starts = {spell.from_ for spell in state.exists}
        for before in (states[code] for code in state.succeeds if code in states):
            if state.capital and before.capital and state.capital.name == before.capital.name:
                found[state.id] += [(before.id, spell.from_ or "0", spell.to) for spell in before.exists if spell.to in starts and spell.to]
    return found


def _from_matcher(text: str, folded: str, language: str) -> Iterator[tuple[Mention, int]]:
    """Mentions, each with the length of its pattern."""
    cased = languages().get(language, {}).get("script", "latn") in ("latn", "cyrl", "grek", "armn")
    small = language not in _CAPITAL_ADJECTIVES
    endings = languages().get(language, {}).get("adjective", "").split()
    for hit in _matcher(language).find(folded):
        kind, state, name, length = hit.concept.split("|")
        first = text[hit.start]
        if kind == "combining" and folded[hit.end : hit.end + 1] != "-":
            continue
        if cased and first.islower() and not ((small and kind == "adjective") or kind == "combining" or (kind == "stem" and any(part in folded[hit.start + 3 : hit.end] for part in endings))):
            continue
        if kind == "acronym" and not text[hit.start : hit.end].isupper():
            continue
        if kind == "stem" and hit.end - hit.start < 3:
            continue
        shown = {"stem": "name", "adjective": "name", "acronym": "name", "combining": "name"}.get(kind, kind)
        yield Mention(HISTORIC.get(state, state) or None, hit.start, hit.end, shown, name), int(length)


def _pairs(folded: str, language: str) -> Iterator[Mention]:
    """Two states by one sign each, as 俄朝 or 북러."""
    signs = _signs(language)
    if not signs:
        return
    chars = "".join(signs)
    for match in re.finditer(f"([{chars}])[·・/-]?([{chars}])(?![国國本語语方])", folded):
        one, two = match.group(1), match.group(2)
        if signs[one] != signs[two]:
            yield Mention(signs[one], match.start(1), match.end(1), "name")
            yield Mention(signs[two], match.start(2), match.end(2), "name")


@cache
def _signs(language: str) -> dict[str, str]:
    pairs = (pair.split() for pair in grammar(language).words.get("pairs", ()))
    return {fold(sign): state for sign, state in pairs}


@cache
def _matcher(language: str) -> Matcher:
    """All names for texts in one language; the language's own list outranks CLDR's."""
    settings = languages().get(language, {})
    spoken: Grammar = grammar(language)
    patterns: dict[str, str] = {}
    for label, pattern in (*_demonyms(language), *_registered(language), *_cldr(language), *_cities(language)):
        patterns.setdefault(fold(pattern), label)
    for label, pattern in (*_leaders(), *_former()):
        patterns[fold(pattern)] = label
    for label, pattern in _combining():
        patterns.setdefault(fold(pattern), label)
    for state, pattern in spoken.states:
        patterns[fold(pattern)] = f"adjective|{state}|"
    for label, pattern in _named_cities():
        patterns[fold(pattern)] = label
    prefixes = tuple(split(settings.get("prefixes", "")))
    readable = _EASTERN if settings.get("script") in _EASTERN else frozenset({settings.get("script", ""), "latn"})
    return Matcher(
        ((f"{label}|{len(pattern.rstrip('*'))}", pattern) for pattern, label in patterns.items() if not settings or script(pattern.lstrip("*")[0]) in readable), continuous=spoken.continuous, prefixes=prefixes
    )


def _stem(name: str, language: str) -> str:
    return stem(name, languages().get(language, {}))


@cache
def _cldr(language: str) -> tuple[tuple[str, str], ...]:
    import pycountry
    from babel import Locale
    from babel.core import UnknownLocaleError

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    found = []
    for code in (language, *(("zh_Hant",) if language == "zh" else ()), "en"):
        try:
            territories = Locale.parse(code).territories
        except (UnknownLocaleError, ValueError):
            continue
        for territory, name in territories.items():
            state = alpha3.get(territory)
            short = re.split(r"\s*[((]", name)[0]
            if state and len(fold(short)) > (1 if ord(short[0]) > 0x2E80 else 2 if code == language != "en" else 3) and fold(short) not in _COMMON:
                found.append((f"stem|{state}|", _stem(short, code) if code == language else short))
    return tuple(found)


@cache
def _registered(language: str) -> tuple[tuple[str, str], ...]:
    """Names, former names and demonyms of the register's records."""
    from foedus.problems import BadInput
    from foedus.register.load import load

    try:
        register = load()
    except BadInput:
        return ()
    found = []
    for state in register.states.values():
        for name in state.names:
            also = name.also.get(language, ()) if language in ("en", "fr") else ()
            shown = name.own.get(language), (name.en if language != "fr" else name.fr), *also
            for word in shown:
                if (word and len(word) > 3 and fold(word) not in _COMMON) or (word and len(word) > 1 and word.isupper() and language in ("en", "fr")):
                    found += [(f"stem|{state.id}|", word)]
        found += [
            (f"adjective|{state.id}|", word) for word in state.demonyms.get(language, ())
            if fold(word) not in _COMMON and len(word) > 3
        ]
    return tuple(found)


@cache
def _demonyms(language: str) -> tuple[tuple[str, str], ...]:
    """Adjectives and peoples of states in a language, and short names in capitals ('US'), which are read only so."""
    file = _NAMES / "demonyms" / f"{language}.yaml"
    lines = read_yaml(file) if file.exists() else {}
    return tuple(
        (f"{'acronym' if pattern.isupper() and len(pattern) < 5 else 'adjective'}|{state}|", pattern)
        for state, line in lines.items() for pattern in split(line)
    )


@cache
def _cities(language: str) -> tuple[tuple[str, str], ...]:
    """Capitals in the text's language, from CLDR's time zones."""
    import pycountry
    from babel import Locale
    from babel.core import UnknownLocaleError, get_global

    from foedus.problems import BadInput
    from foedus.register.load import load

    zones: Any = {}
    capitals: set[str] = set()
    try:
        zones = Locale.parse(language).time_zones
        capitals = {state.capital.name for state in load().states.values() if state.capital}
    except (UnknownLocaleError, ValueError, BadInput):
        pass
    territories = get_global("zone_territories")
    found = []
    for zone, territory in territories.items():
        country = pycountry.countries.get(alpha_2=territory)
        plain = zone.rsplit("/", 1)[-1].replace("_", " ")
        if country is None or "/" not in zone:
            continue
        kind = "capital" if plain in capitals else "city"
        local = (zones.get(zone) or {}).get("city") if zones else None
        for word in {plain, local or plain}:
            if len(word) > 2 or ord(word[0]) > 0x2E80:
                shown = _stem(word, language) if word == local or _inflects(language) else word
                found += [(f"{kind}|{country.alpha_3}|{plain}", shown)]
    return tuple(found)


def _inflects(language: str) -> bool:
    return bool(int(languages().get(language, {}).get("ending", "0") or 0))


@cache
def _named_cities() -> tuple[tuple[str, str], ...]:
    found = []
    for name, line in read_yaml(_NAMES / "places.yaml").items():
        state, kind, *patterns = split(line)
        found += [(f"{kind}|{'' if state == 'null' else state}|{name}", pattern) for pattern in patterns]
    return tuple(found)


@cache
def _former() -> tuple[tuple[str, str], ...]:
    """What treaties of their time call states that have another name now, or are no more."""
    found = []
    for key, line in read_yaml(_NAMES / "former.yaml").items():
        state, _, passed = key.partition(" ")  # 'CHN 1949-10-01 TWN': a name that passed on that day
        for part in split(line):
            kind = "adjective" if "*" in part or " " in part else "stem"
            found.append((f"{kind}|{'' if state == 'none' else state}|{'@' + passed if passed else ''}", part))
    return tuple(found)


@cache
def _combining() -> tuple[tuple[str, str], ...]:
    """First halves of compounds ('Anglo-Egyptian')."""
    return tuple((f"combining|{state}|", part) for state, line in read_yaml(_NAMES / "combining.yaml").items() for part in split(line))


@cache
def _leaders() -> tuple[tuple[str, str], ...]:
    found = []
    for name, line in read_yaml(_NAMES / "leaders.yaml").items():
        state, *patterns = split(line)
        found += [(f"leader|{'' if state == 'null' else state}|{name}", pattern) for pattern in patterns]
        if name.isascii() and " " in name:
            found.append((f"leader|{'' if state == 'null' else state}|{name}", name))
    return tuple(found)
