"""Pictures with their keys and captions: what `foedus.web.figures` draws, filled in for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foedus.law.scenario import listed
from foedus.terms import Verdict
from foedus.versions import __register__, __version__
from foedus.web import colours, figures
from foedus.web.page import Visit
from foedus.wording.names import name_of

if TYPE_CHECKING:
    from foedus.web.answers import Answer

__all__ = ["caption", "legend_of_answer", "legend_of_time", "legend_of_world", "of_answer", "of_world", "words_of"]


def caption(visit: Visit, day: str) -> str:
    """The last line of a picture that stands alone."""
    digest = visit.site.register.digest[:12]
    return f"foedus {__version__}, {visit.words('footer.register')} {__register__} ({digest}), {day}. CC BY 4.0"


def words_of(kind: str, visit: Visit) -> str:
    """A class of a map in words."""
    head, _, code = kind.partition("-")
    t = visit.words
    verdict = next((each for each in Verdict if str(each) == code), None)
    return verdict.label(visit.lang) if head == "v" and verdict is not None else t(f"class.{code}")


def of_answer(answer: Answer, alone: bool) -> str:
    """The map of an opinion: every state by its strongest verdict."""
    visit = answer.visit
    acts = answer.opinion.scenario.get("acts", ())
    sides = [*listed(act.get("target")), *listed(act.get("actor"))] if (act := acts[0] if len(acts) == 1 else {}) else []
    marks = {state: name_of(answer.view, state, visit.lang) for state in sides}
    more: dict[str, Any] = {"legend": legend_of_answer(answer), "caption": caption(visit, answer.opinion.date)} if alone else {
        "links": lambda state: visit.state(state, answer.opinion.date),
    }
    return figures.world_map(
        answer.view, answer.colours, lang=visit.lang, title=answer.title, standalone=alone, marks=marks if len(marks) < 7 else {},
        labels={state: words_of(kind, visit) for state, kind in answer.colours.items()}, **more,
    )


def legend_of_answer(answer: Answer) -> Mapping[str, str]:
    """The classes that stand on the map, with their words."""
    shown = set(answer.colours.values())
    order = ["v-attacker", "v-target", *(f"v-{code}" for code in (
        "contested", "must_help", "must_join", "must_act_own_means", "pending", "undetermined", "may_help", "pledged",
        "consult", "excluded", "not_triggered",
    ))]
    return {kind: words_of(kind, answer.visit) for kind in order if kind in shown}


def of_world(
    visit: Visit, day: str, found: Mapping[str, colours.Strongest], of: str | None, *, title: str, alone: bool,
    focus: str = "world",
) -> str:
    """The map of a day: every state by its strongest commitment."""
    shown = {state: f"c-{each.kind}" for state, each in found.items()}
    if of is not None:
        shown[of] = "c-chosen"
    more: dict[str, Any] = {"legend": legend_of_world(visit, shown), "caption": caption(visit, day)} if alone else {}
    if not alone:
        more["links"] = lambda state: visit.url(f"/{state}/{day}")
    return figures.world_map(
        visit.world(day), shown, lang=visit.lang, title=title, standalone=alone, focus=None if focus == "world" else focus,
        labels={state: words_of(kind, visit) for state, kind in shown.items()}, **more,
    )


def legend_of_world(visit: Visit, shown: Mapping[str, str]) -> Mapping[str, str]:
    """The classes of commitments that stand on the map, with their words."""
    order = ["chosen", *colours.CLASSES]
    return {f"c-{code}": visit.words(f"class.{code}") for code in order if f"c-{code}" in set(shown.values())}


def legend_of_time(visit: Visit) -> Mapping[str, str]:
    """The key of a timeline."""
    return {f"t-{code}": visit.words(f"time.{code}") for code in ("in_force", "contested")}
