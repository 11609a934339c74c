"""Names of states inside a sentence: articles, contractions, lists, singular and plural.

`Noun` is made for `str.format`: a template asks for the form it needs, so that English and French
templates are filled with the same values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from foedus.register.world import World
from foedus.wording.articles import FR_FEMININE, FR_MASCULINE, FR_NONE, FR_PLURAL, SHORT, THE

__all__ = ["Noun", "alphabetical", "joined", "name_of", "with_article"]

_VOWELS = "aeiouâàéèêëîïôöûAEIOUÂÀÉÈÊËÎÏÔÖÛ"
_THE = re.compile(rf"\b({'|'.join(THE)})\b")


def name_of(world: World, state: str, lang: str = "en") -> str:
    """The short name of a state on the world's day, without an article.

    Where the register's name on the day is the state's present one, a shorter common one is taken
    if there is one; former names stay as they are.
    """
    found = world.register.states.get(state)
    if found is None:
        return state
    name = world.name(state, lang)
    last = found.names[-1]
    short = SHORT.get(state)
    if short is not None and name == (last.fr if lang == "fr" else last.en):
        return short[1] if lang == "fr" else short[0]
    return name


def with_article(name: str, lang: str = "en") -> str:
    """A state's name with the article that a sentence needs.

    Examples
    --------
    >>> with_article("United States"), with_article("Cuba")
    ('the United States', 'Cuba')
    >>> [with_article(name, "fr") for name in ("Russie", "Iran", "États-Unis", "Japon", "Cuba")]
    ['la Russie', "l'Iran", 'les États-Unis', 'le Japon', 'Cuba']
    """
    if lang != "fr":
        return f"the {name}" if _THE.search(name) and not name.startswith("the ") else name
    head = re.split(r"[\s(]", name, maxsplit=1)[0]
    first = head.split("-")[0]
    if name in FR_NONE or head in FR_NONE:
        return name
    if name in FR_PLURAL or head in FR_PLURAL or first in FR_PLURAL:
        return f"les {name}"
    if name[:1] in _VOWELS:
        return f"l'{name}"
    if head in FR_FEMININE or first in FR_FEMININE:
        return f"la {name}"
    if head in FR_MASCULINE or first in FR_MASCULINE:
        return f"le {name}"
    return f"la {name}" if first.endswith("e") else f"le {name}"


def alphabetical(name: str) -> str:
    """A key that puts names in the order of an index: no article, no accents.

    Examples
    --------
    >>> sorted(["la Russie", "l'Égypte", "le Japon"], key=alphabetical)
    ["l'Égypte", 'le Japon', 'la Russie']
    """
    bare = re.sub(r"^(the |la |le |les |l')", "", name)
    return unicodedata.normalize("NFD", bare).encode("ascii", "ignore").decode().casefold()


def joined(items: Iterable[str], lang: str = "en", last: str = "and") -> str:
    """Items as a list in words; `last` is and, or.

    Examples
    --------
    >>> joined(["A", "B", "C"]), joined(["A", "B"], "fr", "or")
    ('A, B and C', 'A ou B')
    """
    found = list(items)
    word = {"en": {"and": "and", "or": "or"}, "fr": {"and": "et", "or": "ou"}}["fr" if lang == "fr" else "en"][last]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {word} {found[-1]}" if found else ""


class Noun:
    """Names with their articles, to be bent by a format specification.

    `{x}` plain, `{x:The}` at the start of a sentence, `{x:of}`, `{x:to}`, `{x:or}` joined by or,
    `{x:of-or}`; `{x:must|must}` picks singular or plural.

    Examples
    --------
    >>> who = Noun(["les États-Unis", "le Japon"], "fr")
    >>> f"{who:The} {who:doit|doivent} aider, traité {who:of}"
    'Les États-Unis et le Japon doivent aider, traité des États-Unis et du Japon'
    """

    __slots__ = ("count", "lang", "many", "names", "short")

    def __init__(
        self, names: Iterable[str], lang: str = "en", *, count: str = "", short: int = 0, many: bool = False
    ) -> None:
        self.names = list(names)
        self.lang = lang
        self.count = count
        self.short = short
        self.many = many

    @property
    def plural(self) -> bool:
        return self.many or len(self.names) != 1 or (self.lang == "fr" and self.names[0].startswith("les "))

    def __bool__(self) -> bool:
        return bool(self.names)

    def __str__(self) -> str:
        return self._join(self.names, "and")

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            one, many = spec.split("|", 1)
            return many if self.plural else one
        if spec == "The":
            text = str(self)
            return text[:1].upper() + text[1:]
        last = "or" if spec.endswith("or") else "and"
        case = spec.removesuffix("or").rstrip("-")
        forms = [{"of": _of, "to": _to}[case](name, self.lang) for name in self.names] if case else self.names
        return self._join(forms, last)

    def _join(self, names: list[str], last: str) -> str:
        if self.short and len(names) > self.short:
            return f"{', '.join(names[: self.short])}, … {self.count}".rstrip()
        text = joined(names, self.lang, last)
        return f"{text} {self.count}".rstrip()


def _of(name: str, lang: str) -> str:
    if lang != "fr":
        return f"of {name}"
    return _contracted("de", name)


def _to(name: str, lang: str) -> str:
    return _contracted("à", name) if lang == "fr" else f"to {name}"


def _contracted(word: str, name: str) -> str:
    joins = {"de": ("du", "des"), "à": ("au", "aux")}[word]
    if name.startswith("le "):
        return f"{joins[0]} {name[3:]}"
    if name.startswith("les "):
        return f"{joins[1]} {name[4:]}"
    if word == "de" and name[:1] in _VOWELS:
        return f"d'{name}"
    return f"{word} {name}"
