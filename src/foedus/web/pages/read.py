"""Read: a pasted text with its evidence marked, beside the draft of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from foedus.problems import BadInput, Problem
from foedus.register.dates import is_day
from foedus.terms import Duty
from foedus.web.page import Page, Screen, Visit
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "examined", "read", "reading"]

#: Characters that a page reads; the command line takes more.
LETTERS = 200_000
_NEEDS = ("ahocorasick", "lingua", "trafilatura", "pypdf")


def ready() -> bool:
    """Whether the libraries for reading are installed."""
    return all(find_spec(name) is not None for name in _NEEDS)


def read(visit: Visit) -> Page:
    """The empty form."""
    t = visit.words
    return Page(
        template="read.html", title=t("read.title"), description=t("read.description"), path="/read", context=lambda: {"found": None, "text": "", "published": "", "ready": ready()},
    )


def examined(data: bytes, published: str | None) -> dict[str, Any]:
    """What the reader finds, with the draft of a record; stands alone, so that another process can run it."""
    from datetime import date

    from foedus.reading import read as read_text
    from foedus.reading.draft import draft

    found = dict(read_text(data, published=published))
    return {**found, "draft": draft(found, today=date.today().isoformat()) if found["instruments"] else None}


def checked(visit: Visit, data: bytes, published: str | None) -> dict[str, Any]:
    """The reading of a text that may be read here.

    Raises
    ------
    BadInput
        For nothing to read, a text that is too long, a date that is none, and missing libraries.
    """
    if not ready():
        raise BadInput('this page needs more libraries: pip install "foedus[read]"')
    if not data.strip():
        raise BadInput([Problem(path="text", says="is empty; paste a treaty or a news item")])
    if len(data) > LETTERS and not data.startswith(b"%PDF"):
        raise BadInput([Problem(path="text", says=f"is longer than {LETTERS:,} bytes; the command line takes more", value=f"{len(data):,}")])
    if published and not is_day(published):
        raise BadInput([Problem(path="published", says="not a day of the calendar; write YYYY-MM-DD", value=published[:40])])
    found: dict[str, Any] = visit.site.apart.run(examined, data, published or None)
    return found


def reading(visit: Visit, data: bytes, published: str | None) -> Page:
    """The page of a text: marked, with the record beside it."""
    found = checked(visit, data, published)
    t = visit.words
    voice = Voice(visit.lang, visit.world(visit.site.today()))

    def context() -> Mapping[str, Any]:
        return {
            "found": found, "parts_of": list(_parts(found, t)), "text": data.decode(errors="replace") if not data.startswith(b"%PDF") else "",
            "published": published or "", "ready": True, "instruments": [_instrument(item, voice, visit) for item in found["instruments"]],
            "events": [_event(item, voice, visit) for item in found["events"]],
            "statements": [(item["speaker"], voice.name(item["state"]) if item["state"] in visit.site.register.states else "", item["claim"][:300]) for item in found["statements"]],
        }

    public = {key: value for key, value in found.items() if key != "draft"}
    return Page(template="read.html", title=t("read.title"), description=t("read.description"), path="/read", data=public, context=context, kinds=("html", "json"), keep=False)


def _parts(found: Mapping[str, Any], t: Any) -> Iterator[tuple[str, str, str]]:
    """The text in pieces: what, its kind of evidence (empty for none), and the words for it."""
    text = found["text"]
    marks: list[tuple[int, int, str]] = []
    for item in found["instruments"]:
        for party in item["parties"]:
            marks += [(*span, "party") for span in party["spans"]]
        marks += [(*span, "signed") for span in (item["signed"] or {}).get("spans") or ()]
        for provision in item["provisions"]:
            marks += [(*span, "provision") for span in provision["spans"]]
    for kind, name in (("events", "event"), ("statements", "statement"), ("questions", "question")):
        marks += [(*span, name) for item in found[kind] for span in item["spans"]]
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    rank = {name: n for n, name in enumerate(("party", "signed", "provision", "event", "statement", "question"))}
    for start, end in pairwise(edges):
        over = sorted({name for a, b, name in marks if a <= start and b >= end}, key=lambda name: rank[name])
        if text[start:end]:
            yield text[start:end], over[0] if over else "", ", ".join(t(f"read.{name}") for name in over)


def _states(ids: Any, voice: Voice, visit: Visit) -> list[tuple[str, str | None]]:
    known = visit.site.register.states
    return [(voice.name(id_), visit.state(id_)) if id_ in known else (str(id_), None) for id_ in ids]


def _instrument(item: Mapping[str, Any], voice: Voice, visit: Visit) -> Mapping[str, Any]:
    signed = item["signed"] or {}
    labels = {str(duty): duty.label(visit.lang) for duty in Duty}
    return {
        "parties": _states([party["state"] for party in item["parties"]], voice, visit),
        "signed": ", ".join(filter(None, (signed.get("date"), signed.get("place")))), "stage": item.get("stage") or "",
        "matches": (voice.short_title(item["matches"]), visit.instrument(item["matches"])) if item["matches"] in visit.site.register.instruments else None,
        "provisions": [
            {
                "article": voice.article(each["article"]), "duty": labels.get(each["duty"], each["duty"]),
                "modality": visit.words(f"read.modality.{each['modality']}"), "all": each["all_means"],
            }
            for each in item["provisions"]
        ],
    }


def _event(item: Mapping[str, Any], voice: Voice, visit: Visit) -> Mapping[str, Any]:
    return {
        "type": visit.words(f"read.type.{item['type']}"), "parties": _states(item["parties"], voice, visit),
        "date": item["date"] or "", "place": item["place"] or "",
    }


SCREENS = (Screen(path="/read", make=read, kinds=("html",), summary="Read a text", tag="read"),)
