"""One language, one day: how ids become names and codes become words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from foedus.register.world import World
from foedus.terms import VOCABULARIES
from foedus.wording.articles import SHORT
from foedus.wording.english import ENGLISH
from foedus.wording.english_answers import ENGLISH_ANSWERS
from foedus.wording.english_tables import ENGLISH_TABLES
from foedus.wording.facts import ARTICLES, CODES
from foedus.wording.french import FRENCH
from foedus.wording.french_answers import FRENCH_ANSWERS
from foedus.wording.french_tables import FRENCH_TABLES
from foedus.wording.names import Noun, alphabetical, joined, name_of, with_article

__all__ = ["CATALOGS", "Voice"]

CATALOGS: Mapping[str, Mapping[str, str]] = {
    "en": {**{key: words[0] for key, words in CODES.items()}, **ENGLISH, **ENGLISH_ANSWERS, **ENGLISH_TABLES},
    "fr": {**{key: words[1] for key, words in CODES.items()}, **FRENCH, **FRENCH_ANSWERS, **FRENCH_TABLES},
}
#: Articles by number, arabic or roman, with or without a paragraph or a prefix.
_PLAIN_ARTICLE = re.compile(r"(\d|[IVXLC]+\b|\()")
#: A common name in brackets at the end of a title, such as (ANZUS) or (pacte de Manille).
_COMMON = re.compile(r"\(((?:[A-Z]|pacte |traité |accord |protocole )[^();]{2,40})\)$")
_BETWEEN = re.compile(r"\s+(?:between|entre|in connection with|liées à)\s+|\s+\(|:\s")
_LABELS = {vocabulary.__name__.lower(): {str(member): member for member in vocabulary} for vocabulary in VOCABULARIES}


class Voice:
    """Speaks one language about one day of the register.

    Parameters
    ----------
    lang : `en` or `fr`.
    world : the register on the day; without it ids of places, bodies and instruments stay ids.
    names : state id -> name with its article; default: the register's names on the day.
    """

    def __init__(self, lang: str = "en", world: World | None = None, names: Callable[[str], str] | None = None) -> None:
        self.lang = "fr" if lang == "fr" else "en"
        self.world = world
        self._names = names
        self._catalog = CATALOGS[self.lang]

    def say(self, key: str, **values: Any) -> str:
        """A sentence or phrase of the catalogue."""
        return self._catalog[key].format(**values)

    def has(self, key: str) -> bool:
        return key in self._catalog

    def label(self, vocabulary: str, code: str | None) -> str:
        """The word for a code of `foedus.terms`.

        Examples
        --------
        >>> Voice("fr").label("means", "all_available")
        'tous les moyens disponibles'
        """
        member = _LABELS[vocabulary].get(str(code))
        return member.label(self.lang) if member is not None else str(code)

    def join(self, items: Iterable[str], last: str = "and") -> str:
        return joined(items, self.lang, last)

    def options(self, items: Iterable[str], last: str = "or", *, first: str = "a") -> str:
        """Alternatives; lettered (or numbered, with `first` 1) where they are long, so that one sees
        where each ends.

        Examples
        --------
        >>> Voice().options(["in Asia", "in Africa"]), Voice().options(["in Asia, in the north", "in Africa"])
        ('in Asia or in Africa', '(a) in Asia, in the north; or (b) in Africa')
        """
        found = list(dict.fromkeys(items))
        if len(found) < 2 or not any("," in item or ";" in item for item in found):
            return self.join(found, last)
        lettered = [f"({chr(ord(first) + number)}) {item}" for number, item in enumerate(found)]
        word = self.say(f"options.{last}")
        return self.list([*lettered[:-1], f"{word} {lettered[-1]}"])

    def list(self, items: Iterable[str]) -> str:
        """Items set apart by the semicolon of the language."""
        return self.say("semicolon").join(items)

    # --- states --------------------------------------------------------------------------

    def name(self, state: str) -> str:
        """A state with its article."""
        if self._names is not None:
            return self._names(state)
        return with_article(name_of(self.world, state, self.lang), self.lang) if self.world is not None else state

    def noun(self, states: Iterable[str] | str, *, short: int = 0, count: bool = False) -> Noun:
        """States as the subject or object of a sentence; more than `short` are cut, with their number."""
        ids = [states] if isinstance(states, str) else list(states)
        names = sorted((self.name(state) for state in ids), key=alphabetical)
        cut = bool(short) and len(names) > short
        number = self.say("count.states", n=len(names)) if cut or (count and len(names) > 3) else ""
        return Noun(names, self.lang, count=f"({number})" if number else "", short=3 if cut else 0)

    def words(self, text: str, *, many: bool = False) -> Noun:
        """A phrase such as `the beneficiary` in the place of a state; `many` makes it plural."""
        return Noun([text], self.lang, many=many)

    # --- things with ids -----------------------------------------------------------------

    def title(self, instrument: Mapping[str, Any] | str) -> str:
        """The title of an instrument in this language, or its English one."""
        id_ = instrument if isinstance(instrument, str) else str(instrument["id"])
        record = self.world.register.instruments.get(id_) if self.world is not None else None
        if record is not None:
            return record.title.get(self.lang) or record.title.get("en") or id_
        return id_ if isinstance(instrument, str) else str(instrument.get("title") or id_)

    def short_title(self, instrument: Mapping[str, Any] | str) -> str:
        """The title for a second mention: its common name, or what stands before `between`, and the year.

        Examples
        --------
        >>> Voice().short_title({"id": "x", "title": "Security Treaty between A and B (ANZUS)", "signed": "1951-09-01"})
        'ANZUS (1951)'
        """
        title = self.title(instrument)
        common = _COMMON.search(title)
        before = _BETWEEN.split(title)[0]
        short = common.group(1) if common else before if " " in before else title  # a bare `Treaty` names nothing
        signed = None if isinstance(instrument, str) else instrument.get("signed")
        if isinstance(instrument, str) and self.world is not None and instrument in self.world.register.instruments:
            made = self.world.register.instruments[instrument].signed
            signed = made.date if made is not None else None
        return f"{short} ({signed[:4]})" if signed and signed[:4] not in short else short

    def body(self, id_: str) -> str:
        """The name of a council or organ."""
        record = self.world.register.bodies.get(id_) if self.world is not None else None
        return record.name.get(self.lang, record.name.get("en", id_)) if record is not None else id_

    def place(self, id_: str | None) -> str:
        """The name of a place, or of the state whose territory it is."""
        if id_ is None:
            return self.say("place.unknown")
        if self.world is not None:
            place = self.world.register.places.get(id_)
            if place is not None:
                return place.name.get(self.lang, place.name.get("en", id_))
            if id_ in self.world.register.states:
                return self.say("place.territory", of=self.noun(id_))
        return id_.replace("_", " ")

    def class_(self, id_: str) -> str:
        """The label of a class of states."""
        record = self.world.register.classes.get(id_) if self.world is not None else None
        label = record.label.get(self.lang) if record is not None else None
        return label or self.code("class", id_)

    def code(self, group: str, code: str) -> str:
        """The words for a free code of the register; the code itself where there are none."""
        key = f"{group}.{code.replace('-', '_')}"
        return self.say(key) if self.has(key) else code.replace("_", " ").replace("-", " ")

    def article(self, article: str | None) -> str:
        """A pinpoint reference: `article 4`, `annex VII`, `preamble`.

        Examples
        --------
        >>> Voice().article("42(7)"), Voice("fr").article("Annex VII"), Voice("fr").article("Protocol")
        ('article 42(7)', 'annexe VII', 'protocole')
        """
        if not article:
            return self.say("article.none")
        if _PLAIN_ARTICLE.match(article):
            return self.say("article", n=article)
        for head in sorted(ARTICLES, key=len, reverse=True):
            if article.startswith(head):
                words = ARTICLES[head][1 if self.lang == "fr" else 0]
                return f"{words} {article[len(head):].strip(' ,')}".strip(" ,")
        return article

    def articles(self, articles: Iterable[str]) -> str:
        """One or more articles of one text."""
        found = list(articles)
        plain = [article for article in found if _PLAIN_ARTICLE.match(article)]
        other = [self.article(article) for article in found if article not in plain]
        said = [self.say("articles", n=self.join(plain))] if len(plain) > 1 else [self.article(a) for a in plain]
        return ", ".join([*said, *other])

    def accounts(self, ids: Iterable[str]) -> str:
        return self.join(self.account(id_) for id_ in ids)

    def account(self, id_: str) -> str:
        """An account by its id; a reading inside it by its holder."""
        base, _, holder = id_.partition(":")
        if not holder:
            return base
        who = self.holder(holder)
        return self.say("account.holder", account=base, holder=who) if base != "default" else who

    def holder(self, holder: str) -> str:
        """Who holds a reading: a state by its name in this language, else as the record has it."""
        states = self.world.register.states if self.world is not None else {}
        if holder in states:
            return self.name(holder)
        for id_, state in states.items():
            if holder in {name.en for name in state.names} or holder == SHORT.get(id_, ("",))[0]:
                return self.name(id_)
        code = holder.lower().replace(" ", "_")
        return self.say(f"holder.{code}") if self.has(f"holder.{code}") else holder
