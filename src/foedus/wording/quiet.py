"""What is not triggered, and what is excluded: long lists of states under a few texts, kept short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from foedus.law.opinion import Opinion, VerdictResult
from foedus.law.scenario import listed
from foedus.terms import Status, Verdict
from foedus.wording.reasons import About, phrases
from foedus.wording.text import Block
from foedus.wording.trees import tree
from foedus.wording.voice import Voice

__all__ = ["quiet"]

#: How many reasons stand beside a provision that says nothing here, unless all are asked for.
_FEW = 2


def quiet(
    found: Iterable[VerdictResult], opinion: Opinion, voice: Voice, full: bool, trees: Mapping[Any, Any]
) -> Iterator[Block]:
    """For each state of either side: the texts that say nothing here, whom they bind, and why."""
    groups: dict[tuple[str, str], dict[tuple[str, str, str], list[str]]] = {}
    style = ""
    for each in found:
        style = each.verdict
        common = _common(each, opinion, voice)
        lines = groups.setdefault((each.toward, common), {})
        for line in _lines(each, opinion, voice, full, bare=bool(common) and not full):
            lines.setdefault(line, []).append(each.state)
    for (toward, common), lines in groups.items():
        to = voice.noun(toward)
        said = {"toward": to, "why": common} if common else {"toward": to}
        yield Block("item", _big(voice.say("quiet.toward.because" if common else "quiet.toward", **said)), 0, style)
        shown: set[str] = set()
        for (_, where, why), states in sorted(lines.items(), key=lambda item: -len(item[1])):
            who = voice.noun(states, short=0 if full else 6, count=True)
            reason = voice.say("quiet.reason", where=where, why=why) if why else where
            yield Block("verdict", _big(voice.say("quiet.line", who=who, why=reason)), 1, style)
            new = states[0] not in shown and (states[0], toward) in trees
            shown.update(states)
            if full and new:
                yield from tree(trees[(states[0], toward)], voice, states[0], toward, 2)


def _lines(
    verdict: VerdictResult, opinion: Opinion, voice: Voice, full: bool, *, bare: bool
) -> Iterator[tuple[str, str, str]]:
    """For each text: its articles, and why they say nothing here."""
    duties = [d for d in opinion.duties if d.state == verdict.state and d.toward == (verdict.toward,)]
    if verdict.verdict == Verdict.EXCLUDED and verdict.strongest is not None:
        strongest = opinion.duties[verdict.strongest]
        duties = [d for d in duties if d is strongest or d.status == Status.EXCEPTED]
    reasons: dict[tuple[str, str, str], list[str]] = {}
    for duty in duties:
        about = About(duty.state, duty.toward[0], str(duty.instrument["id"]), duty.article)
        why = [] if bare else phrases(duty.because, voice, about)
        title = voice.short_title(duty.instrument)
        articles = reasons.setdefault((str(duty.instrument["id"]), title, voice.list(why if full else why[:_FEW])), [])
        if duty.article is not None and duty.article not in articles:
            articles.append(duty.article)
    for (id_, title, said), articles in reasons.items():
        ref = voice.say("terms.ref", article=voice.articles(sorted(articles)), title=title) if articles else title
        yield id_, ref, said


def _common(verdict: VerdictResult, opinion: Opinion, voice: Voice) -> str:
    """That the state to be helped was not attacked at all: it needs no other reason."""
    targets = {state for act in opinion.scenario.get("acts", ()) for state in listed(act.get("target"))}
    if verdict.toward in targets or verdict.verdict != Verdict.NOT_TRIGGERED:
        return ""
    return voice.say("why.event.not_target", who=voice.noun(verdict.toward))


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]
