"""Ask: who must help whom, with the map, the reasons, the accounts, and the same question elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from foedus import api, asking
from foedus.asking import Asking
from foedus.law.opinion import Opinion
from foedus.problems import BadInput
from foedus.question import Question
from foedus.register.names import names, resolve_state
from foedus.web import answers, pictures
from foedus.web.asked import AskQuery, asking_of, pairs_of
from foedus.web.page import Elsewhere, Page, Screen, Visit
from foedus.web.pages import home

__all__ = ["SCREENS", "ask", "opinion_of"]

#: More than this is worked at in a process of its own.
QUICK = 3


def opinion_of(visit: Visit, question: Question, conduct: str | None) -> Opinion:
    """The opinion, by the hash of what is asked; a long one is made in the process for long work."""
    site = visit.site
    text = msgspec.json.encode((question, conduct, site.register.digest, site.today()), enc_hook=str)
    key = hashlib.sha256(text).hexdigest()
    scenario = question.scenario
    long = len(scenario.acts) * max(len(scenario.accounts), 1) > QUICK or conduct is not None
    args = (question, conduct, str(site.overlay) if site.overlay else None)
    make: Callable[[], Opinion] = (lambda: site.apart.run(judged, *args)) if long else (lambda: judged(*args))
    return site.opinion(key, make)


def judged(question: Question, conduct: str | None, register: str | None) -> Opinion:
    """The whole opinion with its tests; stands alone, so that another process can run it."""
    return api.ask(question, conduct=conduct, register=register)  # type: ignore[arg-type]


def ask(visit: Visit, asked: AskQuery) -> Page:
    """The page of a question, or of none yet."""
    if asked.attacker or asked.target:
        raise Elsewhere("/ask", pairs_of(asked, attack=_pair(visit, asked)))
    if not (asked.q or asked.attack or asked.scenario):
        return home.home(visit, asked)
    return page(visit, asked, asking_of(asked))


def _pair(visit: Visit, asked: AskQuery) -> list[str]:
    """The two sides of the form as ids."""
    sides = []
    for name in ("attacker", "target"):
        parts = [part for part in (getattr(asked, name) or "").split(",") if part.strip()]
        if not parts:
            raise BadInput(f"{name}: name at least one state")
        sides.append(",".join(resolve_state(visit.site.register, part.strip(), name, asked.on) for part in parts))
    return [*asked.attack, ":".join(sides)]


def page(visit: Visit, asked: AskQuery, flags: Asking) -> Page:
    """The page of an opinion."""
    try:
        question = asking.understood(flags, visit.site.register)
    except BadInput:
        if flags.question is not None:
            _instead(visit, flags.question)
        raise
    opinion = opinion_of(visit, question, flags.conduct)
    view = visit.world(opinion.date, question.scenario.known_by)
    answer = answers.Answer(opinion, view, visit, asked)
    pinned = pairs_of(asked) if asked.on or asked.scenario or _dated(opinion) else pairs_of(asked, on=opinion.date)
    return Page(
        template="answer.html", title=answer.title, description=answer.summary, path="/ask", pairs=pinned,
        day=opinion.date, data=opinion, header=_HEADER, rows=_rows(opinion),
        figure=lambda alone: pictures.of_answer(answer, alone), context=answer.context,
        kinds=("html", "json", "csv", "svg", "png"), command=asking.command(flags, question.scenario),
        python=asking.python(_pinned(flags, opinion), question.scenario),
    )


def _dated(opinion: Opinion) -> bool:
    """Whether the question itself names its day."""
    return any(item["fact"] == "date" and item["source"] == "question" for item in opinion.assumptions)


def _pinned(flags: Asking, opinion: Opinion) -> Asking:
    return flags if flags.on or flags.scenario else replace(flags, on=opinion.date)


def _instead(visit: Visit, text: str) -> None:
    """A name alone, or a question about nuclear weapons, has a page of its own."""
    register = visit.site.register
    named = register.instrument(text.strip().lower())
    if named is not None:
        raise Elsewhere(f"/{named.id}")
    found = names(register).state(text)
    if len(found) == 1:
        raise Elsewhere(f"/{found[0]}")
    states = [mention.ids[0] for mention in names(register).find(text) if mention.kind == "state" and len(mention.ids) == 1]
    if states and any(word in text.lower() for word in ("nuclear", "nucléaire", "nucleaire", "umbrella", "parapluie", "deterren", "dissuasi")):
        raise Elsewhere("/find", [("q", text), ("about", "nuclear")])


_HEADER = (
    "state", "toward", "against", "verdict", "instrument", "article", "duty", "force", "means", "modality", "status",
    "binding", "in_force_from", "by_account", "confidence",
)


def _rows(opinion: Opinion) -> Iterator[tuple[Any, ...]]:
    for verdict in opinion.verdicts:
        duty = opinion.duties[verdict.strongest] if verdict.strongest is not None else None
        views: Mapping[str, str] = verdict.by_account if len(verdict.by_account) > 1 else {}
        said = " ".join(f"{account}={value}" for account, value in views.items())
        if duty is None:
            yield verdict.state, verdict.toward, verdict.against, verdict.verdict, *[None] * 9, said, None
            continue
        yield (
            verdict.state, verdict.toward, verdict.against, verdict.verdict, duty.instrument["id"], duty.article,
            duty.duty, duty.force, duty.means, duty.modality, duty.status, duty.instrument.get("binding"),
            (duty.instrument.get("in_force") or [None])[0], said, duty.confidence,
        )


SCREENS = (
    Screen(
        path="/ask", make=ask, query=AskQuery, kinds=("html", "json", "csv", "svg", "png"), schema="Opinion",
        summary="Who must help whom, under which article, how binding, and why", tag="ask",
    ),
    Screen(path="/", make=ask, query=AskQuery, kinds=("html",), summary="The first page"),
)
