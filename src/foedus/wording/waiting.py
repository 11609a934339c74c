"""What a duty waits for, what it hangs on, and what turns a contested answer round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foedus.law.opinion import DutyResult
from foedus.law.scenario import listed
from foedus.terms import Status
from foedus.wording.text import Block
from foedus.wording.voice import Voice

__all__ = ["hangs", "pivots", "waits"]


#: Tests that are steps; a consultation owed jointly does not wait for the others.
_STEPS = frozenset({"request", "joint_finding", "consult_first", "body", "joint"})


def waits(duty: DutyResult, voice: Voice) -> Iterator[Block]:
    """The steps that are still missing, with the arithmetic of a body."""
    if Status.PENDING not in (duty.status, *duty.by_account.values()):
        return
    asked = _STEPS - {"joint"} if duty.duty == "consultation" else _STEPS
    entries = [e for e in duty.because if e["test"] in asked]
    steps = list(dict.fromkeys(_step(e, duty, voice) for e in entries if e["value"] is not True))
    if steps:
        yield Block("doubt", voice.say("waits", what=voice.list(steps)), 1, "pending")
    for entry in entries:
        if entry["test"] == "body" and isinstance(entry.get("found"), Mapping):
            line = arithmetic(str(entry["wants"]), entry["found"], voice)
            if line:
                yield Block("note", line, 2)


def _step(entry: Mapping[str, Any], duty: DutyResult, voice: Voice) -> str:
    test, wants = entry["test"], entry.get("wants")
    if test == "request":
        return voice.say("wait.request", by=voice.noun(duty.toward[0]))
    if test == "body":
        return voice.say("wait.body", body=voice.words(voice.body(str(wants))))
    who = listed(wants)
    return voice.say(f"wait.{test}", who=voice.noun(who)) if len(who) < 5 else voice.say(f"wait.{test}.bare")


def arithmetic(body: str, found: Mapping[str, Any], voice: Voice) -> str:
    """How a body decides: members, votes needed, who can block it, whether the attacker votes."""
    parts = []
    if found.get("members"):
        parts.append(voice.say("body.members", n=found["members"]))
    threshold = found.get("threshold")
    if isinstance(threshold, str):
        parts.append(voice.say(f"body.{threshold}"))
    if found.get("needed") and threshold not in ("unanimity", "consensus"):
        parts.append(voice.say("body.votes", n=found["needed"]))
    blockers = list(found.get("can_block") or ())
    if blockers and len(blockers) == found.get("members"):
        parts.append(voice.say("body.block_any"))
    elif blockers:
        parts.append(voice.say("body.block", who=voice.noun(blockers)))
    seated = list(found.get("attackers_seated") or ())
    if seated:
        votes = found.get("aggressor_votes")
        how = "silent" if votes is None else "votes" if votes else "out"
        parts.append(voice.say(f"body.attacker_{how}", who=voice.noun(seated)))
    return voice.say("body.arithmetic", body=voice.body(body), parts=", ".join(parts)) if parts else ""


def hangs(duty: DutyResult, voice: Voice) -> Iterator[Block]:
    """The facts that an undetermined duty hangs on."""
    if duty.status != Status.UNDETERMINED and Status.UNDETERMINED not in duty.by_account.values():
        return
    missing = list(dict.fromkeys(missing_words(code, duty, voice) for code in duty.missing))
    if missing:
        yield Block("doubt", voice.say("hangs", what=voice.list(missing)), 1, "undetermined")


def missing_words(code: str, duty: DutyResult, voice: Voice) -> str:
    """What is not known, by the code of the test that could not be answered."""
    if code.startswith("body:"):
        return voice.say("wait.body", body=voice.words(voice.body(code.partition(":")[2])))
    if code in ("fact", "unknown"):
        named = [entry.get("wants") for entry in duty.because if entry["test"] == code and entry.get("value") is None]
        if code == "fact" and named:
            return voice.list(voice.say("why.fact.open", what=voice.code("fact", str(name))) for name in named)
        if named and voice.lang == "en":
            return voice.list(str(name) for name in named)
    if code in ("request", "joint_finding", "consult_first", "joint"):
        return voice.say(f"wait.{code}.bare")
    key = f"miss.{code}"
    return voice.say(key) if voice.has(key) else voice.say("miss.other", code=code.replace("_", " "))


def pivots(found: Sequence[Mapping[str, Any]], voice: Voice) -> Iterator[Block]:
    """What the accounts hold differently and what alone turns the answer."""
    said = []
    for item in found:
        values = item["by_account"]
        if len(set(map(str, values.values()))) < 2:
            continue
        views = voice.list(
            voice.say("pivot.view", account=voice.account(account), value=_view(value, voice))
            for account, value in values.items()
        )
        said.append(voice.say("pivot.one", what=_pivot(str(item["fact"]), voice), views=views))
    if said:
        yield Block("doubt", voice.say("pivot", what=voice.list(said)), 1, "pivot")


def _pivot(fact: str, voice: Voice) -> str:
    head, _, field = fact.rpartition(".")
    if head.startswith("acts."):
        act = voice.say("the_act", id=head.removeprefix("acts."))
        if voice.has(f"turn.{field}"):
            return voice.say(f"turn.{field}", act=act)
        return voice.say("pivot.act", act=act, field=field)
    if head.startswith("places."):
        return voice.say("turn.of", place=voice.place(head.removeprefix("places.")))
    if head == "facts":
        return voice.say("pivot.fact", fact=voice.code("fact", field))
    key = "turn.among_parties" if field == "among_parties" else "pivot.binds"
    return voice.say(key, instrument=voice.short_title(head))


def _view(value: Any, voice: Voice) -> str:
    if value is None:
        return voice.say("pivot.silent")
    if isinstance(value, bool):
        return voice.say("yes" if value else "no")
    if isinstance(value, str):
        for group in ("judged", "kind", "why.origin.from"):
            if voice.has(f"{group}.{value}"):
                return voice.say(f"{group}.{value}")
        if voice.world is not None and value in voice.world.register.states:
            return voice.name(value)
    return str(value)
