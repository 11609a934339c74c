"""Find: states, instruments and places by name, for the search box and the palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from foedus.problems import BadInput
from foedus.question import understand
from foedus.register.names import fold, names
from foedus.web.page import Elsewhere, Page, Screen, Visit
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "find", "found"]

_MOST = 40
#: Words of a question that say nothing of what is looked for.
_IDLE = frozenset(
    ["a", "an", "and", "article", "articles", "between", "by", "does", "for", "how", "in", "is", "it", "of", "on", "or", "pact", "s", "same", "the", "that", "this", "to", "treaty", "what", "which", "who", "with", "accord", "au", "aux", "ce", "cet", "cette", "dans", "de", "des", "du", "entre", "est", "et", "la", "le", "les", "ou", "par", "pour", "qu", "que", "quel", "quelle", "qui", "sur", "traite", "un", "une"]
)


class FindQuery(BaseModel):
    """What is looked for."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=200, description="A name, a year, part of a title, in English or French.")
    about: str | None = Field(None, pattern="^nuclear$", description="On the page: lead to what is said of nuclear weapons.")


def find(visit: Visit, asked: FindQuery) -> Page:
    """The list; one exact match leads to its page, a question to its answer."""
    text = asked.q.strip()
    items = list(found(visit, text)) if text else []
    if asked.about is None:
        _straight(visit, text)
    t = visit.words
    shown = [{key: item[key] for key in ("kind", "id", "name", "detail")} for item in items]
    return Page(
        template="find.html", title=t("find.title", q=text) if text else t("find.empty"), description=t("find.empty"), path="/find",
        pairs=[("q", text)] if text else [], data={"schema": "foedus.found/1", "q": text, "found": items},
        header=("kind", "id", "name", "detail"), rows=[tuple(item.values()) for item in shown],
        context=lambda: {"items": items, "q": text, "about": asked.about}, kinds=("html", "json", "csv"),
    )


def suggest(visit: Visit, asked: FindQuery) -> Page:
    """The same as data, without leading away."""
    items = list(found(visit, asked.q.strip()))[:12] if asked.q.strip() else []
    return Page(
        template="find.html", title="", description="", path="/suggest", data={"schema": "foedus.found/1", "q": asked.q, "found": items}, kinds=("json",),
    )


def _straight(visit: Visit, text: str) -> None:
    """An id, or the name of one state, has a page of its own; a whole question has an answer."""
    item = visit.site.register.instrument(text.lower())
    if item is not None:
        raise Elsewhere(f"/{item.id}")
    states = names(visit.site.register).state(text) if text else ()
    if len(states) == 1:
        raise Elsewhere(f"/{states[0]}")
    if len(text.split()) > 2:
        try:
            understand(text, visit.site.register)
        except BadInput:
            return
        raise Elsewhere("/ask", [("q", text)])


def found(visit: Visit, text: str) -> Iterator[Mapping[str, Any]]:
    """States, then instruments by how much of the words they hold, then places."""
    register, today = visit.site.register, visit.site.today()
    voice = Voice(visit.lang, visit.world(today))
    mentions = names(register).find(text)
    states = list(dict.fromkeys(id_ for m in mentions if m.kind == "state" for id_ in m.ids))
    folded = fold(text)
    if not states and len(folded) > 1:
        states = [s.id for s in register.states.values() if any(fold(n.en).startswith(folded) or fold(n.fr).startswith(folded) for n in s.names)]
    for id_ in states[:10]:
        spells = ", ".join(f"{s.from_ or '…'} – {s.to or ''}" for s in register.states[id_].exists)
        yield {"kind": "state", "id": id_, "name": _name(visit, id_), "detail": spells, "href": visit.url(f"/{id_}")}
    for id_ in _instruments(visit, text, states, [m.text for m in mentions])[:_MOST]:
        item = register.instruments[id_]
        start, end = item.in_force.from_ or "", item.end.date if item.end else ""
        yield {"kind": "instrument", "id": id_, "name": voice.title(id_), "detail": f"{start} – {end or ''}".strip(" –") if start else "", "href": visit.instrument(id_)}
    for id_ in [i for m in mentions if m.kind == "place" for i in m.ids][:10]:
        yield {"kind": "place", "id": id_, "name": voice.place(id_), "detail": "", "href": visit.url("/ask", ("q", f"{visit.words('find.attack')} {voice.place(id_)} ?"))}


def _name(visit: Visit, state: str) -> str:
    view = visit.world(visit.site.today())
    return view.name(state, visit.lang)


def _instruments(visit: Visit, text: str, states: list[str], mentioned: list[str]) -> list[str]:
    """Ids by score: parties that are named, words of the title, the year; all that is asked has to fit."""
    rest = fold(text)
    for name in mentioned:
        rest = rest.replace(fold(name), " ")
    words = [word for word in rest.split() if word not in _IDLE]
    years = {word for word in words if len(word) == 4 and word.isdigit()}
    words = [word for word in words if word not in years]
    scores: list[tuple[float, str, str]] = []
    for id_, item in visit.site.register.instruments.items():
        parties = {party.state for party in item.parties}
        title = fold(" ".join([id_, *item.title.values(), *item.aliases]))
        fits = sum(word in title for word in words)
        dates = " ".join(filter(None, [item.signed.date if item.signed else None, item.in_force.from_, id_]))
        if years and not any(year in dates for year in years):
            continue
        if states and not set(states) & parties:
            continue
        if words and not fits and not (states and years):
            continue
        if not (words or years or states):
            continue
        score = 2.0 * len(set(states) & parties) + fits + (len(parties) == len(states)) - len(parties) / 500
        scores.append((-score, "".join(chr(0x10FFFF - ord(c)) for c in dates[:10]), id_))
    return [id_ for _, _, id_ in sorted(scores)]


SCREENS = (
    Screen(path="/suggest", make=suggest, query=FindQuery, kinds=("json",), summary="States, instruments and places by name", tag="register"),
    Screen(path="/find", make=find, query=FindQuery, kinds=("html", "json", "csv"), summary="States, instruments and places by name; an exact name leads on", tag="register"),
)
