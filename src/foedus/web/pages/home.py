"""The first page: a question box, examples, the world today, what changed last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.register.dates import is_day
from foedus.web import colours, pictures
from foedus.web.answers import form
from foedus.web.page import Page, Visit
from foedus.wording.voice import Voice

__all__ = ["home", "lately"]

EXAMPLES = ("finland", "korea", "taiwan", "falklands", "estonia", "sarajevo", "poland")


def home(visit: Visit, asked: Any) -> Page:
    """The page that asks nothing yet."""
    day = visit.site.today()
    t = visit.words
    found = visit.site.once(("strongest", day, None, "received"), lambda: colours.strongest(visit.world(day), None, "received"))

    def context() -> Mapping[str, Any]:
        shown = {state: f"c-{each.kind}" for state, each in found.items()}
        return {
            "form": form(visit, asked),
            "examples": [(t(f"example.{name}"), visit.url("/ask", ("q", t(f"example.{name}")))) for name in EXAMPLES],
            "map": pictures.of_world(visit, day, found, None, title=t("world.caption.all", day=day), alone=False),
            "legend": pictures.legend_of_world(visit, shown), "lately": list(lately(visit, 8)),
            "count": len(visit.site.register.instruments), "states": len(visit.world(day).states),
        }

    data = {
        "schema": "foedus.home/1", "date": day, "instruments": len(visit.site.register.instruments),
        "register": visit.site.register.digest,
    }
    return Page(
        template="home.html", title=t("home.title"), description=t("home.description"), path="/", data=data, context=context, day=day,
    )


def lately(visit: Visit, count: int) -> Iterator[Mapping[str, str]]:
    """The last changes in the register up to today: signatures, entries into force, ends."""
    voice, today = Voice(visit.lang, visit.world(visit.site.today())), visit.site.today()
    events: list[tuple[str, str, str]] = []
    for id_, item in visit.site.register.instruments.items():
        dates = (
            (item.signed.date if item.signed else None, "signed"), (item.in_force.from_, "in_force"),
            (item.end.date if item.end else None, "ended"),
        )
        events += [(date, id_, what) for date, what in dates if date and is_day(date) and date <= today]
    for date, id_, what in sorted(events, reverse=True)[:count]:
        yield {"date": date, "what": visit.words(f"event.{what}"), "title": voice.title(id_), "href": visit.instrument(id_)}
