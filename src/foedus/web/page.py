"""What every screen gives back, and what it is told about who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from foedus.web.words import Words

if TYPE_CHECKING:
    from foedus.register.world import World
    from foedus.web.site import Site

__all__ = ["KINDS", "Elsewhere", "Missing", "Page", "Screen", "TooMuch", "Visit", "address"]

#: The forms of an answer, by the ending of its address.
KINDS: Mapping[str, str] = {
    "html": "", "json": ".json", "csv": ".csv", "svg": ".svg", "png": ".png", "gexf": ".gexf", "bib": ".bib",
}

Pairs = Sequence[tuple[str, str]]


class Missing(LookupError):
    """There is nothing at this address; `problems` says what was looked for, with what is near."""

    def __init__(self, *problems: Any) -> None:
        super().__init__(*problems)
        self.problems = problems


class TooMuch(ValueError):
    """The input is too large for a page."""


class Elsewhere(Exception):
    """The same answer has a better address."""

    def __init__(self, path: str, pairs: Pairs = ()) -> None:
        super().__init__(path)
        self.path, self.pairs = path, tuple(pairs)


def address(path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """A path with its query, readable: colons, commas and slashes stay as they are.

    Examples
    --------
    >>> address("/ask", [("attack", "USA:PRK"), ("on", "2026-11-23")])
    '/ask?attack=USA:PRK&on=2026-11-23'
    """
    query = urlencode(list(pairs), safe=":,/=")
    return f"{path}?{query}" if query else path


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who asks: language, the prefix of the language in the address, and the address of the server."""

    site: Site
    lang: str
    prefix: str
    base: str
    embed: bool = False

    @property
    def words(self) -> Words:
        return Words(self.lang)

    def url(self, path: str, *pairs: tuple[str, str], kind: str = "html") -> str:
        """The address of a path of ours, in the language of this address."""
        ending = KINDS[kind]
        return address(self.prefix + (f"/index{ending}" if path == "/" and ending else path + ending), pairs)

    def state(self, id_: str, day: str | None = None) -> str:
        """The page of a state, on a day unless it is today's."""
        return self.url(f"/{id_}/{day}" if day and day != self.site.today() else f"/{id_}")

    def instrument(self, id_: str, article: str | None = None) -> str:
        """The page of an instrument, at one of its articles."""
        return self.url(f"/{id_}") + (f"#{anchor(article)}" if article else "")

    def world(self, day: str, known_by: str | None = None) -> World:
        return self.site.world(day, known_by)


def anchor(article: str) -> str:
    """The id of an article on the page of its instrument.

    Examples
    --------
    >>> anchor("42(7)"), anchor("Annex VII")
    ('article-42-7', 'article-annex-vii')
    """
    plain = "".join(char if char.isalnum() else " " for char in article.lower())
    return "article-" + "-".join(plain.split())


@dataclass(frozen=True, kw_only=True)
class Page:
    """One answer, in whatever form it is asked for.

    Parameters
    ----------
    template : the file that lays it out.
    path, pairs : its permanent address.
    data : the answer as plain data; the JSON.
    header, rows : the answer as a table; the CSV.
    figure : gives the picture as SVG; `True` for one that stands alone.
    context : gives what the template needs; called for HTML only.
    gexf : gives the graph.
    python, command : the same question elsewhere.
    instrument : the id to cite.
    """

    template: str
    title: str
    description: str
    path: str
    pairs: Pairs = ()
    day: str | None = None
    data: Any = None
    header: Sequence[str] = ()
    rows: Iterable[Sequence[Any]] = ()
    figure: Callable[[bool], str] | None = None
    gexf: Callable[[], str] | None = None
    context: Callable[[], Mapping[str, Any]] = field(default=dict)
    kinds: Sequence[str] = ("html",)
    python: str | None = None
    command: str | None = None
    instrument: str | None = None
    status: int = 200
    keep: bool = True


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A kind of page: where it stands, what it takes, and the function that makes it.

    `path` may hold `{name}` parts; `query` is the pydantic model of its parameters; `schema` names
    the JSON's schema in the API's description.
    """

    path: str
    make: Callable[..., Page]
    summary: str
    query: Any = None
    kinds: Sequence[str] = ("html", "json")
    schema: str | None = None
    tag: str = "pages"


