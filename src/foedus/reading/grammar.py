"""Grammar as data: the patterns of a language, compiled to one Aho-Corasick automaton.

A file `grammar/LANG.yaml` gives each concept its patterns, with `|` between them::

    armed_attack: armed attack* | armed aggression | attack* by arms
    sign: signed | sign* .. treaty

`*` stands for any ending (at the front: for any beginning), `..` for up to nine words of the same
sentence. Case and accents do not count. In languages that are written without spaces a pattern
matches anywhere, and `..` stands for up to sixteen characters. Everything is bounded, so reading
takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from foedus.reading.folding import fold

__all__ = ["FOLDER", "Grammar", "Hit", "Matcher", "grammar", "languages", "read_yaml", "split", "stem"]

FOLDER = Path(__file__).parent / "grammar"
#: Vowel signs of Devanagari and Bengali, which are parts of words but no letters.
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3"
_WORD = rf"\w{_SIGNS}"
_GAP = rf"(?:[^{_WORD}.;!?。;!?]{{1,3}}[{_WORD}'’-]{{1,40}}){{0,9}}?[^{_WORD}.;!?。;!?]{{1,3}}"
_GAP_CONTINUOUS = r"[^。;!?;!?]{0,16}?"
_MOST = 16
_ENDING = rf"[{_WORD}]{{0,{_MOST}}}"
_IN_WORD = re.compile(rf"[{_WORD}]")
#: Signs from here on are written without spaces.
_EAST = 0x2E80
#: Compiled patterns of several words that are kept: those of a text's language, whatever came before.
_KEPT = 4_000
#: A stem is not cut shorter than this.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept named in the text, from character `start` to `end`."""

    concept: str
    start: int
    end: int


@dataclass(slots=True)
class _Pattern:
    label: str
    source: str
    key: str
    left: bool
    many: bool
    open_end: bool


def _regex(pattern: str, continuous: bool) -> str:
    parts: list[str] = []
    glue = ""
    for word in pattern.split():
        if word == "..":
            glue = _GAP_CONTINUOUS if continuous else _GAP
            continue
        body = re.escape(word.strip("*")) + (_ENDING if word.endswith("*") and not continuous else "")
        if word.startswith("*") and parts:
            body = _ENDING + body
        if parts:
            parts.append(glue or (r"[ ·・]{0,2}" if continuous else r"[ '’-]{1,3}"))
        parts.append(body)
        glue = ""
    return "".join(parts)


class Matcher:
    """Many labelled patterns, found in one pass over a folded text.

    Examples
    --------
    >>> matcher = Matcher([("aid", "assist*"), ("aid", "come* to the aid")])
    >>> [(hit.concept, hit.start, hit.end) for hit in matcher.find("they shall assist and come to the aid")]
    [('aid', 11, 17), ('aid', 22, 37)]
    """

    def __init__(
        self, patterns: Iterable[tuple[str, str]], *, continuous: bool = False, prefixes: tuple[str, ...] = ()
    ) -> None:
        import ahocorasick

        self._continuous = continuous
        self._prefixes = frozenset(prefixes)
        self._longest = max(map(len, prefixes), default=0)
        keys: dict[str, list[_Pattern]] = {}
        for label, raw in patterns:
            source = _open(fold(raw.strip()))
            if not source:
                continue
            first = source.split()[0]
            key = re.split(r"\*| \.\.", source.lstrip("*"))[0].strip()
            if not key:
                continue
            rest = source.lstrip("*")
            keys.setdefault(key, []).append(_Pattern(label, source, key, not first.startswith("*"), rest not in (key, key + "*"), rest.endswith("*")))
        self._automaton: Any = ahocorasick.Automaton()
        for key, items in keys.items():
            self._automaton.add_word(key, (len(key), items))
        self._empty = not keys
        if keys:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit]:
        """All hits, sorted; of the hits of one label that overlap, the longest."""
        if self._empty:
            return []
        folded = _open(folded)
        best: dict[str, Hit] = {}
        found: list[Hit] = []
        candidates = [
            (last - length + 1, item) for last, (length, items) in self._automaton.iter(folded) for item in items
        ]
        candidates.sort(key=lambda pair: pair[0])
        for start, item in candidates:
            if item.left and not self._left(folded, start):
                continue
            end = self._end(item, folded, start)
            if end is None:
                continue
            hit = Hit(item.label, start, end)
            before = best.get(item.label)
            if before is not None and hit.start < before.end:
                if hit.end - hit.start > before.end - before.start:
                    found[found.index(before, max(0, len(found) - 40))] = hit
                    best[item.label] = hit
                continue
            best[item.label] = hit
            found.append(hit)
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found

    def _left(self, folded: str, start: int) -> bool:
        if self._continuous or start == 0 or not _in_word(folded[start - 1]) or not _in_word(folded[start]):
            return True
        if ord(folded[start]) > _EAST:
            return True
        if not self._longest:
            return False
        begin = start
        while begin > 0 and start - begin <= self._longest and _in_word(folded[begin - 1]):
            begin -= 1
        return folded[begin:start] in self._prefixes

    def _end(self, item: _Pattern, folded: str, start: int) -> int | None:
        """Where a pattern that begins at a character ends; one word needs no regular expression."""
        if item.many:
            match = _compiled(item.source, self._continuous).match(folded, start)
            return match.end() if match else None
        end = start + len(item.key)
        if self._continuous or ord(item.key[-1]) >= _EAST:
            return end
        most = end + (_MOST if item.open_end else 0)
        while end < len(folded) and _in_word(folded[end]):
            if end == most:
                return None
            end += 1
        return end


def _open(folded: str) -> str:
    """Hyphens as spaces: 'Países-Baixos' is 'Países Baixos'."""
    return folded.replace("-", " ")


def _in_word(char: str) -> bool:
    return char.isalnum() or _IN_WORD.match(char) is not None


@lru_cache(maxsize=_KEPT)
def _compiled(source: str, continuous: bool) -> re.Pattern[str]:
    body = _regex(source, continuous)
    if not continuous and ord(source.strip("*")[-1]) < _EAST:
        body += rf"(?![{_WORD}])"
    return re.compile(body)


@dataclass(frozen=True)
class Grammar:
    """What foedus knows of one language."""

    language: str
    matcher: Matcher
    settings: Mapping[str, Any]
    states: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def continuous(self) -> bool:
        """Whether the language is written without spaces between words."""
        return bool(self.settings.get("continuous"))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, every scalar as text."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (the base loader makes text only)


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """The settings of every language, from `grammar/languages.yaml`."""
    return dict(read_yaml(FOLDER / "languages.yaml"))


def split(patterns: str) -> Iterator[str]:
    """The patterns of a line of the grammar."""
    return (part.strip() for part in patterns.split("|") if part.strip())


#: Regions by their codes of the UN's M49, whose names CLDR has in every language.
_M49 = {"019": "americas", "002": "africa", "142": "asia", "035": "southeast_asia", "003": "north_america", "009": "oceania"}


def _regions(language: str, settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return
    for code, region in _M49.items():
        if name := names.get(code):
            yield f"region_{region}", stem(name, settings)


def _spelled(pattern: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """A pattern, and again with one letter where it has two for a letter that is folded to one ('ss' for 'ß')."""
    yield pattern
    for two, one in (pair.split("=") for pair in settings.get("spelled", "").split()):
        if two in pattern:
            yield pattern.replace(two, one)


def stem(name: str, settings: Mapping[str, Any]) -> str:
    """A name as a pattern that also meets its inflected forms.

    Examples
    --------
    >>> stem("Южная Африка", languages()["ru"]), stem("South Africa", languages()["en"])
    ('южна* африк*', 'South Africa')
    """
    if not int(settings.get("ending", "0") or 0) or not name:
        return name
    words = []
    for word in fold(name).split():
        bare = word
        for _ in range(2):
            if bare and len(bare) > _SHORT and bare[-1] in fold(settings.get("cut", "")):
                bare = bare[:-1]
        words.append(bare + "*" if len(bare) >= _SHORT else word)
    return " ".join(words)


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; an empty one if there is no file for it.

    Examples
    --------
    >>> [hit.concept for hit in grammar("en").matcher.find("shall consult together immediately")]
    ['shall', 'consult', 'prompt']
    """
    settings = languages().get(language, {})
    path = FOLDER / f"{language}.yaml"
    content: dict[str, Any] = read_yaml(path) if path.exists() else {}
    for concept, text in read_yaml(FOLDER / "common.yaml").items():
        content[concept] = f"{content[concept]} | {text}" if concept in content else text
    for concept, name in _regions(language, settings):
        content[concept] = f"{content[concept]} | {name}" if concept in content else name
    states = content.pop("states", None) or {}
    pairs = [(concept, variant) for concept, text in content.items() for part in split(text) for variant in _spelled(part, settings)]
    prefixes = tuple(split(settings.get("prefixes", "")))
    continuous = bool(settings.get("continuous"))
    return Grammar(
        language=language,
        matcher=Matcher(pairs, continuous=continuous, prefixes=prefixes),
        settings=settings,
        states=tuple((state, variant) for state, text in states.items() for part in split(text) for variant in _spelled(part, settings)),
        words={concept: tuple(split(text)) for concept, text in content.items()},
    )
