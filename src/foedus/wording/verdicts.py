"""The verdicts, strongest first; equal ones together in one paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.law.opinion import DutyResult, Opinion, VerdictResult
from foedus.terms import Status, Verdict
from foedus.wording.provisions import dates_words, reference_line, terms_words
from foedus.wording.quiet import quiet
from foedus.wording.reasons import About, phrases
from foedus.wording.text import Block
from foedus.wording.trees import tree
from foedus.wording.voice import Voice
from foedus.wording.waiting import hangs, pivots, waits

__all__ = ["ORDER", "verdicts"]

#: The order in which a reader needs them.
ORDER: tuple[Verdict, ...] = (
    Verdict.CONTESTED, Verdict.MUST_HELP, Verdict.MUST_ACT_OWN_MEANS, Verdict.MUST_JOIN, Verdict.PENDING,
    Verdict.UNDETERMINED, Verdict.MAY_HELP, Verdict.PLEDGED, Verdict.CONSULT, Verdict.EXCLUDED, Verdict.NOT_TRIGGERED,
    Verdict.NONE,
)
#: Verdicts whose long lists of states are cut.
_QUIET = frozenset({Verdict.EXCLUDED, Verdict.NOT_TRIGGERED})
_OUT = frozenset({Status.NOT_TRIGGERED, Status.EXCEPTED, Status.OVERRIDDEN})
#: Verdicts beside which a reader asks why no duty to help is due.
_WEAK = frozenset({Verdict.UNDETERMINED, Verdict.MAY_HELP, Verdict.PLEDGED, Verdict.CONSULT})
#: Tests that say nothing new once the answer is that the duty is due.
_PLAIN = frozenset(
    {"in_force", "in_time", "among_parties", "by", "exception", "charter_103", "begun", "attackers_min", "joint"}
)
#: Tests of where the act took place: plain where it hit home territory.
_WHERE = frozenset({"territory_of", "metropolitan", "region", "tag", "place", "north_of", "south_of"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one state toward another; equal entries of several states become one."""

    state: str
    toward: str
    against: tuple[str, ...]
    verdict: str
    blocks: tuple[Block, ...]
    tree: Mapping[str, Any] | None = None


def verdicts(opinion: Opinion, voice: Voice, full: bool = False, asked: Collection[str] = ()) -> Iterator[Block]:
    """All verdicts in their groups; those of the states asked about first, by the strongest of each."""
    if not opinion.verdicts:
        yield Block("note", voice.say("empty"))
    trees = {tuple(node["found"]): node for node in opinion.why.get("children", ())} if full else {}
    rank = {str(verdict): place for place, verdict in enumerate(ORDER)}
    said = [[rank[each.verdict] for each in opinion.verdicts if each.state == state] for state in asked]
    first = {min(places) for places in said if places}
    for verdict in sorted(ORDER, key=lambda each: rank[each] not in first):
        found = [each for each in opinion.verdicts if each.verdict == verdict]
        if not found:
            continue
        loud = verdict not in _QUIET
        found.sort(key=lambda each: (each.state not in asked, loud and _kind(each, opinion) == "consultation"))
        yield Block("heading", voice.say(f"group.{verdict}"), style=str(verdict))
        yield from (quiet if verdict in _QUIET else _group)(found, opinion, voice, full, trees)


def _group(
    found: Iterable[VerdictResult], opinion: Opinion, voice: Voice, full: bool, trees: Mapping[Any, Any]
) -> Iterator[Block]:
    groups: dict[Any, list[Entry]] = {}
    for each in found:
        blocks = tuple(_about(each, opinion, voice, full))
        entry = Entry(each.state, each.toward, each.against, each.verdict, blocks, trees.get((each.state, each.toward)))
        groups.setdefault((each.toward, each.against, _kind(each, opinion), blocks), []).append(entry)
    for entries in groups.values():
        yield from _entry(entries, opinion, voice, full)


def _kind(verdict: VerdictResult, opinion: Opinion) -> str:
    """Whether the strongest provision asks for help or only for consultation."""
    if verdict.strongest is None:
        return ""
    return "consultation" if opinion.duties[verdict.strongest].duty == "consultation" else "help"


def _entry(entries: list[Entry], opinion: Opinion, voice: Voice, full: bool) -> Iterator[Block]:
    one = entries[0]
    verdict = next(v for v in opinion.verdicts if v.state == one.state and v.toward == one.toward)
    values: dict[str, Any] = {
        "who": voice.noun([each.state for each in entries], count=True), "toward": voice.noun(one.toward),
    }
    foes = [state for state in one.against if state != one.state]
    key = f"verdict.{one.verdict}"
    if one.verdict == Verdict.NONE:
        values["date"] = opinion.date
    else:
        values["against"] = voice.say("verdict.against", against=voice.noun(foes)) if foes else ""
        if voice.has(f"{key}.{_kind(verdict, opinion)}"):
            key = f"{key}.{_kind(verdict, opinion)}"
    text = voice.say(key, **values)
    yield Block("verdict", text[:1].upper() + text[1:], 0, str(one.verdict))
    yield from one.blocks
    if full and one.tree is not None:
        yield from tree(one.tree, voice, one.state, one.toward)


# --- the lines under one verdict --------------------------------------------------------------


def _about(verdict: VerdictResult, opinion: Opinion, voice: Voice, full: bool) -> Iterator[Block]:
    if verdict.strongest is None:
        return
    duty = opinion.duties[verdict.strongest]
    about = About(duty.state, duty.toward[0], str(duty.instrument["id"]), duty.article)
    if verdict.verdict == Verdict.CONTESTED:
        said = [
            voice.say("account.verdict", account=voice.account(account), verdict=voice.label("verdict", value))
            for account, value in verdict.by_account.items()
        ]
        yield Block("doubt", voice.list(said), 1, str(Verdict.CONTESTED))
    several = len(opinion.scenario.get("acts", ())) > 1
    yield Block("reason", _line(duty, opinion, voice, several), 1)
    if voice.lang == "en" and full:
        yield Block("note", voice.say("terms.gist", gist=duty.gist), 2)
    yield from _because(duty, voice, about, full)
    yield from waits(duty, voice)
    yield from hangs(duty, voice)
    yield from pivots(verdict.pivotal or duty.pivotal, voice)
    yield from _others(verdict, duty, opinion, voice, full)
    if duty.confidence != "high":
        label = voice.label("confidence", duty.confidence)
        yield Block("doubt", voice.say("doubt.confidence", label=label), 1, "doubt")


def _line(duty: DutyResult, opinion: Opinion, voice: Voice, several: bool) -> str:
    line = voice.say(
        "terms.line", article=voice.article(duty.article), title=voice.title(duty.instrument),
        dates=dates_words(duty.instrument, voice, opinion.date), terms=terms_words(duty, voice),
    )
    line = line[:1].upper() + line[1:]
    return voice.say("act.of", act=duty.act, text=line) if several else line


def _because(duty: DutyResult, voice: Voice, about: About, full: bool) -> Iterator[Block]:
    by_account: dict[str, list[Mapping[str, Any]]] = {}
    for entry in duty.because:
        by_account.setdefault(str(entry.get("account")), []).append(entry)
    for account, entries in by_account.items():
        status = duty.by_account.get(account) or duty.by_account.get(account.partition(":")[0], duty.status)
        if status in (Status.PENDING, Status.UNDETERMINED) and len(by_account) == 1:
            return
        telling = entries if full else [entry for entry in entries if _tells(entry, str(status), voice)]
        said = phrases(telling or entries, voice, about)
        if said and len(by_account) > 1:
            why = voice.list(said)
            yield Block("reason", voice.say("account.why", account=voice.account(account), why=why), 2, str(status))
        elif said:
            yield Block("reason", voice.say("because", why=voice.list(said)), 2)


def _tells(entry: Mapping[str, Any], status: str, voice: Voice) -> bool:
    """Whether a test adds to the answer: of a duty that is due, those that hold and are not plain."""
    if status != Status.DUE:
        return True
    if entry["value"] is not True or entry["test"] in _PLAIN:
        return False
    states = voice.world.register.states if voice.world is not None else {}
    return entry["test"] not in _WHERE or entry.get("found") not in states


def _others(
    verdict: VerdictResult, strongest: DutyResult, opinion: Opinion, voice: Voice, full: bool
) -> Iterator[Block]:
    """Other provisions between the same two states: those that this scenario calls, and, where no duty
    to help is due, why those that could have been are not."""
    seen = {(strongest.instrument["id"], strongest.article, strongest.duty)}
    said_not: set[str] = set()
    for duty in opinion.duties:
        if duty.state != verdict.state or duty.toward != (verdict.toward,):
            continue
        key = (duty.instrument["id"], duty.article, duty.duty)
        if key in seen:
            continue
        same = duty.instrument["id"] == strongest.instrument["id"]
        where = voice.article(duty.article) if same else reference_line(duty, voice)
        if duty.status in _OUT:
            about = About(duty.state, duty.toward[0], str(duty.instrument["id"]), duty.article)
            why = phrases(duty.because, voice, about, full=full)
            if why and (full or (verdict.verdict in _WEAK and duty.duty != "consultation")):
                seen.add(key)
                text = voice.say("but.not", where=where, why=voice.list(why if full else why[:3]))
                if text not in said_not:
                    said_not.add(text)
                    yield Block("note", text, 1, duty.status)
            continue
        seen.add(key)
        said = voice.say("also.terms", where=where, terms=terms_words(duty, voice))
        if duty.status != Status.DUE and not (duty.status == Status.PENDING and duty.duty == "consultation"):
            said = voice.list([said, voice.say(f"status.{duty.status}")])
        yield Block("note", voice.say("also", what=said), 1, duty.status)
