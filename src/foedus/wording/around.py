"""What stands around the duties: restraints, breaches, dilemmas, gaps, assumptions, conduct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from foedus.law.opinion import Opinion
from foedus.law.scenario import listed
from foedus.terms import Verdict
from foedus.wording.headlines import deed
from foedus.wording.provisions import dates_words
from foedus.wording.text import Block
from foedus.wording.voice import Voice

__all__ = ["around", "assumptions", "conduct"]

#: With more lines than this, restraints of states that do not come in are counted, unless all are asked for.
_MANY = 12
_COMES_IN = frozenset(
    {
        Verdict.CONTESTED, Verdict.MUST_HELP, Verdict.MUST_ACT_OWN_MEANS, Verdict.MUST_JOIN, Verdict.PENDING,
        Verdict.UNDETERMINED, Verdict.MAY_HELP, Verdict.PLEDGED,
    }
)


def around(opinion: Opinion, voice: Voice, full: bool = False) -> Iterator[Block]:
    """Everything but the duties to help, in the order of its weight."""
    sections = (
        ("dilemmas", _dilemmas(opinion, voice)),
        ("breaches", _breaches(opinion, voice)),
        ("restraints", _restraints(opinion, voice, full)),
        ("council", _council(opinion, voice)),
        ("not_in_force", _not_in_force(opinion, voice)),
        ("untranslatable", _untranslatable(opinion, voice)),
        ("warnings", _warnings(opinion, voice)),
    )
    for name, blocks in sections:
        found = list(blocks)
        if found:
            yield Block("heading", voice.say(f"section.{name}"), style=name)
            yield from found


def _dilemmas(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    found: dict[str, list[str]] = {}
    for item in opinion.dilemmas:
        values: dict[str, Any] = {name: voice.noun(item[name]) for name in ("toward", "against")}
        values["who"] = voice.noun(item["state"])
        if item["kind"] != "both_sides":
            values["where"] = _where([item], voice)
        found.setdefault(_big(voice.say(f"dilemma.{item['kind']}", **values)), []).append(str(item["account"]))
    for text, accounts in found.items():
        everyone = len(accounts) >= len(opinion.accounts)
        said = text if everyone else voice.say("dilemma.account", text=text, account=voice.accounts(accounts))
        yield Block("item", said, 0, "dilemma")


def _breaches(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    groups: dict[Any, list[Any]] = {}
    for item in opinion.breaches:
        groups.setdefault((item.state, item.toward, item.act, tuple(item.by_account.items())), []).append(item)
    for (state, toward, act, views), items in groups.items():
        values = {value for _, value in views}
        key = f"breach.{values.pop()}" if len(values) == 1 else "breach.contested"
        said: dict[str, Any] = {
            "who": voice.noun(state), "toward": voice.noun(toward), "act": deed(act, opinion, voice),
            "where": _where([{"instrument": i.instrument, "article": i.article} for i in items], voice),
        }
        if key == "breach.contested":
            said["views"] = voice.list(f"{voice.account(a)}: {voice.say(v)}" for a, v in views)
        yield Block("item", _big(voice.say(key, **said)), 0, "breach")


def _restraints(opinion: Opinion, voice: Voice, full: bool) -> Iterator[Block]:
    """One line for each text and each state protected: whom it binds, cut where it is long."""
    groups: dict[Any, list[str]] = {}
    for item in opinion.restraints:
        where = _where([{"instrument": item.instrument, "article": item.article}], voice)
        key = (item.duty, item.toward, tuple(item.by_account.items()), str(item.instrument["id"]), where)
        states = groups.setdefault(key, [])
        if item.state not in states:
            states.append(item.state)
    near = _concerned(opinion)
    more: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for (duty, toward, views, id_, where), states in groups.items():
        shown = states if full or len(groups) <= _MANY else [state for state in states if state in near]
        if len(shown) < len(states):
            held = more.setdefault((duty, toward), (set(), set()))
            held[0].update(set(states) - set(shown))
            held[1].add(id_)
        if not shown:
            continue
        who = voice.noun(shown, short=0 if full else 6, count=True)
        said = _big(voice.say(f"restraint.{duty}", who=who, toward=voice.noun(toward)))
        due = {value for _, value in views} == {"due"}
        accounts = "" if due else voice.say("restraint.accounts", views=_views(views, voice))
        yield Block("item", voice.say("restraint.line", what=said, where=where, accounts=accounts), 0, duty)
    for (duty, toward), (others, texts) in more.items():
        to = voice.noun(toward)
        one = voice.noun(next(iter(others))) if len(others) == 1 else None
        many = voice.say(f"restraint.more.{duty}", n=len(others), texts=len(texts), toward=to)
        yield Block("note", _big(voice.say(f"restraint.{duty}", who=one, toward=to) if one else many), 0)


def _concerned(opinion: Opinion) -> set[str]:
    """The states that act, are hit, were asked about, or may come in by a duty or right to help."""
    found = set(opinion.asked) | {v.state for v in opinion.verdicts if v.verdict in _COMES_IN}
    for act in opinion.scenario.get("acts", ()):
        found.update(listed(act.get("actor")), listed(act.get("target")))
    return found


def _views(views: Iterable[tuple[str, str]], voice: Voice) -> str:
    pairs = list(views)
    if len({value for _, value in pairs}) == 1:
        return voice.say(f"status.{pairs[0][1]}")
    return voice.list(f"{voice.account(account)}: {voice.say(f'status.{value}')}" for account, value in pairs)


def _council(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    held = list(opinion.council.get("veto_holders_involved", ()))
    if held:
        yield Block("item", voice.say("council.veto", who=voice.noun(held)), 0, "council")
    others = [item["state"] for item in opinion.council.get("members_involved", ()) if not item["veto"]]
    if others:
        yield Block("item", voice.say("council.members", who=voice.noun(others)), 0, "council")


def _not_in_force(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for item in opinion.not_in_force:
        groups.setdefault(str(item["instrument"]["id"]), []).append(item)
    for items in groups.values():
        first = items[0]
        articles = [f"{voice.article(i['article'])} ({voice.say('duty.' + str(i['duty']))})" for i in items]
        dates = dates_words(first["instrument"], voice, opinion.date)
        title = voice.title(first["instrument"])
        line = voice.say("not_in_force.line", title=title, dates=dates, articles=voice.join(articles))
        yield Block("item", line, 0, "not_in_force")
        if first.get("replaces"):
            titles = voice.join(voice.title(str(name)) for name in first["replaces"])
            yield Block("note", voice.say("not_in_force.replaces", what=titles), 1)


def _untranslatable(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    for item in opinion.untranslatable:
        gist = f": {item['gist']}" if voice.lang == "en" else ""
        title, article = voice.short_title(item["instrument"]), voice.article(item["article"])
        yield Block("item", _big(voice.say("untranslatable.line", article=article, title=title, gist=gist)), 0, "gap")


def _warnings(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    for item in opinion.warnings:
        code = str(item.get("code"))
        if code == "future_date":
            text = voice.say("warning.future_date", date=item["date"], asof=item["answered_as_of"])
        elif code == "act_after_date":
            text = voice.say("warning.act_after_date", act=deed(str(item["act"]), opinion, voice), date=item["date"])
        elif code == "outside_the_system":
            text = voice.say("warning.outside_the_system", who=voice.noun(str(item["state"])))
        else:
            text = voice.say("warning.other", code=code.replace("_", " "))
        yield Block("item", _big(text), 0, "warning")


def assumptions(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    """What was filled in, with the flag that turns it round."""
    if not opinion.assumptions:
        return
    yield Block("heading", voice.say("section.assumptions"), style="assumptions")
    for item in opinion.assumptions:
        _, _, rest = str(item["fact"]).partition("acts.")
        act, _, field = rest.rpartition(".")
        code = str(item["value"]) if field == "is" else field
        key = f"assume.{code}"
        if act and voice.has(key):
            text = voice.say(key, act=deed(act, opinion, voice))
        else:
            text = voice.say("assume.other", fact=item["fact"], value=item["value"])
        if item.get("accounts"):
            text = voice.say("assume.accounts", text=text, accounts=voice.accounts(item["accounts"]))
        yield Block("item", _big(text), 0, "assumption")
    yield Block("note", voice.say("assume.all"), 0)


def conduct(opinion: Opinion, voice: Voice) -> Iterator[Block]:
    """What may follow, on each account, with its bracket."""
    if opinion.conduct is None:
        return
    policy = voice.code("policy", str(opinion.conduct["policy"]))
    yield Block("heading", voice.say("section.conduct", policy=policy), style="conduct")
    several = len(opinion.conduct["by_account"]) > 1
    for account, found in opinion.conduct["by_account"].items():
        if several:
            yield Block("item", voice.say("conduct.account", account=voice.account(account)))
        level = 1 if several else 0
        if not any(found["rounds"]):
            yield Block("note", voice.say("conduct.nobody"), level)
        for number, calls in enumerate(found["rounds"], 1):
            sides: dict[str, list[str]] = {}
            for call in calls:
                sides.setdefault(call["toward"], []).append(call["state"])
            joins = [
                voice.say("conduct.joins", who=voice.noun(sorted(set(states))), toward=voice.noun(toward))
                for toward, states in sides.items()
            ]
            if joins:
                yield Block("note", voice.say("conduct.round", n=number, who=voice.list(joins)), level)
        for name in ("conflicted", "belligerents", "certain", "possible"):
            if found[name]:
                yield Block("note", voice.say(f"conduct.{name}", who=voice.noun(found[name], count=True)), level)


def _where(items: Iterable[Mapping[str, Any]], voice: Voice) -> str:
    """Articles by instrument: `article 1, North Atlantic Treaty (1949); article 2, ...`."""
    found: dict[str, list[str]] = {}
    for item in items:
        held = found.setdefault(voice.short_title(item["instrument"]), [])
        if item.get("article") and item["article"] not in held:
            held.append(str(item["article"]))
    return voice.list(
        voice.say("terms.ref", article=voice.articles(articles), title=title) if articles else title
        for title, articles in found.items()
    )


def _big(text: str) -> str:
    return text[:1].upper() + text[1:]
