"""Any language -> state or place: names, former names, demonyms.

English and French names, own names and demonyms come from the register's own records; the names in
every other language from CLDR (through Babel), put beside the compiled register once. A name that
two states share is never guessed: `find` gives both.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from foedus.problems import BadInput, Problem, nearest
from foedus.register.load import Register

__all__ = ["Mention", "Names", "build_index", "fold", "index_name", "names", "resolve_state"]

#: Names that several states share, and words that are no names.
_LISTS = Path(__file__).with_name("names.yaml")

@dataclass(frozen=True)
class Mention:
    """A name found in a text, from character `start` to `end`; more than one id: ambiguous."""

    ids: tuple[str, ...]
    start: int
    end: int
    kind: str
    text: str


def fold(text: str) -> str:
    """Lower case without accents or punctuation, words one space apart.

    Examples
    --------
    >>> fold("Côte d'Ivoire")
    'cote d ivoire'
    """
    return " ".join(word for word, _, _ in _words(text))


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for match in re.finditer(r"[^\W_]+(?:\.[^\W_]\b)*", text):
        plain = unicodedata.normalize("NFKD", match.group().casefold())
        word = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", "")
        if word:
            yield word, match.start(), match.end()


@dataclass(frozen=True)
class _Index:
    """Folded names -> ids: of the register's states and places, and of states in other languages."""

    states: dict[str, tuple[str, ...]]
    places: dict[str, tuple[str, ...]]
    foreign: dict[str, tuple[str, ...]]
    shared: tuple[str, ...]
    words: tuple[str, ...]


def build_index(register: Register) -> bytes:
    """Every name of a register and of CLDR, as JSON; the slow part, done once for each register."""
    from foedus.register import yaml12

    listed, _ = yaml12.read(_LISTS)
    shared, words = listed["shared"], frozenset(listed["words"].split())
    states: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for state in register.states.values():
        for name in _state_names(state):
            states.setdefault(fold(name), set()).add(state.id)
    for folded, ids in shared.items():
        known = {id_ for id_ in ids if id_ in register.states}
        if known:
            states[folded] = known
    for place in register.places.values():
        for name in (place.id.replace("_", " "), *place.name.values(), *place.also):
            places.setdefault(fold(name), set()).add(place.id)
    foreign = {k: ids for k, ids in _cldr(register).items() if k not in states and k not in words}
    return msgspec.json.encode(
        _Index(_sorted(states), _sorted(places), _sorted(foreign), tuple(shared), tuple(sorted(words)))
    )


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def index_name(register: Register) -> str:
    """The file that keeps the index: it hangs on the register and on the list of shared names."""
    return f"names-{register.digest[:16]}-{hashlib.sha256(_LISTS.read_bytes()).hexdigest()[:16]}.json"


class Names:
    """Every name of the register's states and places, ready to be found in a text."""

    def __init__(self, register: Register, index: bytes) -> None:
        found = msgspec.json.decode(index, type=_Index)
        self._register = register
        self._states, self._places, self._foreign = found.states, found.places, found.foreign
        self._shared, self._words = frozenset(found.shared), frozenset(found.words)
        self._longest = max((key.count(" ") + 1 for key in (*self._states, *self._places)), default=1)

    def find(self, text: str) -> list[Mention]:
        """States and places named in a text, longest name first, left to right, without overlap."""
        words = list(_words(text))
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._longest_at(text, words, at)
            if mention is None:
                found.extend(self._inside(text, words[at]))
                at += 1
            else:
                found.append(mention)
                at += sum(1 for word in words[at:] if word[1] < mention.end)
        return found

    def _longest_at(self, text: str, words: list[tuple[str, int, int]], at: int) -> Mention | None:
        for count in range(min(self._longest, len(words) - at), 0, -1):
            key = " ".join(word for word, _, _ in words[at : at + count])
            start, end = words[at][1], words[at + count - 1][2]
            ids, kind = self._look(key, text[start:end])
            if ids:
                return Mention(tuple(sorted(ids)), start, end, kind, text[start:end])
        return None

    def _look(self, key: str, raw: str) -> tuple[tuple[str, ...], str]:
        if key in self._states and not (key in self._words and not raw.isupper()):
            return self._states[key], "state"
        if key.upper() in self._register.states and raw == key.upper():
            return (key.upper(),), "state"
        if key in self._places:
            return self._places[key], "place"
        # A name in another language is taken only as it is written there, with a capital letter.
        return (() if raw[:1].islower() else self._foreign.get(key, ())), "state"

    def _inside(self, text: str, word: tuple[str, int, int]) -> Iterator[Mention]:
        """Names inside a run of a script that is written without spaces."""
        raw = text[word[1] : word[2]]
        if raw.isascii() or not any(ord(char) > 0x0E00 for char in raw):
            return
        at = 0
        while at < len(raw):
            for end in range(len(raw), at, -1):
                ids = self._foreign.get(fold(raw[at:end])) or self._states.get(fold(raw[at:end]))
                if ids:
                    yield Mention(tuple(sorted(ids)), word[1] + at, word[1] + end, "state", raw[at:end])
                    at = end - 1
                    break
            at += 1

    def state(self, text: str) -> tuple[str, ...]:
        """The ids that a whole text can mean as a state; empty for none."""
        bare = text.strip()
        if bare.upper() in self._register.states and len(bare) == 3:
            return (bare.upper(),)
        key = fold(bare)
        for article in ("", "the ", "la ", "le ", "les ", "l "):
            short = key.removeprefix(article)
            ids = self._states.get(short) or self._foreign.get(short)
            if ids:
                return tuple(sorted(ids))
        return ()

    def shared(self, text: str) -> bool:
        """Whether people use this name for more than one state, so that a day cannot settle it."""
        return fold(text) in self._shared

    def known(self) -> tuple[str, ...]:
        """All English and French names, folded; for suggestions."""
        return tuple(self._states)


def _state_names(state: object) -> Iterator[str]:
    for name in state.names:  # type: ignore[attr-defined]
        yield from (name.en, name.fr, *name.own.values())
        for also in name.also.values():
            yield from also
    for words in state.demonyms.values():  # type: ignore[attr-defined]
        yield from words


_BUILT: dict[str, Names] = {}


def names(register: Register) -> Names:
    """The names of a register; its index is built once and kept in the user's cache."""
    if register.digest not in _BUILT:
        _BUILT[register.digest] = Names(register, _index(register))
    return _BUILT[register.digest]


def _index(register: Register) -> bytes:
    from foedus.register.load import cached

    return cached(index_name(register), lambda: build_index(register))


def resolve_state(register: Register, text: str, path: str = "state", day: str | None = None) -> str:
    """The id of one state named in any language; of states with one name, the one that exists on the
    day (default: today).

    Raises
    ------
    BadInput
        For a name that no state has (with near ones) and for one that several share.
    """
    from foedus.register.dates import today
    from foedus.register.world import World

    found = names(register).state(text)
    if len(found) > 1 and not names(register).shared(text):
        view = World(register, day or today())
        found = tuple(id_ for id_ in found if view.exists(id_)) or found
    if len(found) == 1:
        return found[0]
    if found:
        shown = tuple(f"{id_} ({register.states[id_].names[-1].en})" for id_ in found)
        raise BadInput([Problem(path=path, says="can mean more than one state", value=text[:60], nearest=shown)])
    if len(text) == 3 and text.isupper():
        near = nearest(text, register.states)
        shown = tuple(f"{id_} ({register.states[id_].names[-1].en})" for id_ in near)
        raise BadInput([Problem(path=path, says="no such state", value=text, nearest=shown)])
    near = nearest(fold(text), names(register).known())
    ids = tuple(dict.fromkeys(id_ for name in near for id_ in names(register).state(name)))
    shown = tuple(f"{id_} ({register.states[id_].names[-1].en})" for id_ in ids[:3])
    raise BadInput([Problem(path=path, says="no such state", value=text[:60], nearest=shown)])


def _cldr(register: Register) -> dict[str, set[str]]:
    """Folded names of states in every language of CLDR."""
    import pycountry
    from babel import Locale
    from babel.localedata import locale_identifiers

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    found: dict[str, set[str]] = {}
    for code in locale_identifiers():
        if "_" in code and code not in ("zh_Hant", "sr_Latn", "uz_Cyrl", "pt_PT", "es_419", "az_Cyrl", "bs_Cyrl"):
            continue
        for territory, name in Locale.parse(code).territories.items():
            state = alpha3.get(territory)
            if state is not None and state in register.states and len(fold(name)) > 2 - (not name.isascii()):
                found.setdefault(fold(name), set()).add(state)
    return found
