"""An opinion laid out for a page: columns of verdicts, reasons, assumptions as switches, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from foedus.law.opinion import Opinion, VerdictResult
from foedus.law.scenario import KINDS, listed
from foedus.register.names import names
from foedus.register.world import World
from foedus.terms import Verdict
from foedus.web import colours
from foedus.web.asked import pairs_of
from foedus.web.blocks import Item, Section, nested, sections
from foedus.web.explanation import Test, explained
from foedus.web.page import Visit
from foedus.wording.around import around, assumptions, conduct
from foedus.wording.endings import page as source_line
from foedus.wording.headlines import headline
from foedus.wording.names import alphabetical
from foedus.wording.provisions import dates_words, terms_words
from foedus.wording.text import Block
from foedus.wording.verdicts import verdicts
from foedus.wording.voice import Voice

__all__ = ["COLUMNS", "Answer", "Card"]

#: The columns of the page, the strongest first, and the verdicts that stand in each.
COLUMNS: Mapping[str, tuple[Verdict, ...]] = {
    "contested": (Verdict.CONTESTED,),
    "must": (Verdict.MUST_HELP, Verdict.MUST_JOIN),
    "own": (Verdict.MUST_ACT_OWN_MEANS,),
    "pending": (Verdict.PENDING, Verdict.UNDETERMINED),
    "may": (Verdict.MAY_HELP, Verdict.PLEDGED),
    "consult": (Verdict.CONSULT,),
    "excluded": (Verdict.EXCLUDED,),
    "quiet": (Verdict.NOT_TRIGGERED, Verdict.NONE),
}
_QUIET = ("excluded", "quiet")
#: What turns an assumption round: its code in the opinion -> the part of the address.
_SWITCHES = {"provoked": "provoked", "is": "lawful", "at_war": "no_war", "request": "no_request"}
_FLAG = re.compile(r"\s*\(--[^)]*\)")


@dataclass(frozen=True)
class Card:
    """What several states owe one state under one provision, and why."""

    verdict: str
    label: str
    sentence: str
    anchor: str
    states: tuple[tuple[str, str], ...]
    lines: tuple[Item, ...]
    title: str
    article: str
    href: str
    gist: str
    dates: str
    terms: str
    tests: tuple[Test, ...]
    others: tuple[tuple[str, str], ...]
    open: bool


class Answer:
    """One opinion for one visitor."""

    def __init__(self, opinion: Opinion, view: World, visit: Visit, asked: Any) -> None:
        self.opinion, self.view, self.visit, self.asked = opinion, view, visit, asked
        self.voice = Voice(visit.lang, view)

    @cached_property
    def head(self) -> list[Block]:
        return list(headline(self.opinion, self.voice))

    @property
    def title(self) -> str:
        return self.head[0].text

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """How many states stand in each column."""
        found = []
        for column, group in COLUMNS.items():
            states = {each.state for each in self.opinion.verdicts if each.verdict in group}
            found.append((column, len(states)))
        return found

    @property
    def summary(self) -> str:
        """The answer in one line."""
        t = self.visit.words
        said = [f"{t(f'column.{column}')}: {n}" for column, n in self.counts if n and column != "quiet"]
        return "; ".join(said) or t("answer.nobody")

    @cached_property
    def colours(self) -> dict[str, str]:
        return colours.of_opinion(self.opinion)

    # --- cards -----------------------------------------------------------------------------

    def cards(self, column: str) -> list[Card]:
        """The cards of a column; states under the same provision for the same reasons share one."""
        found: dict[Any, list[VerdictResult]] = {}
        for each in self.opinion.verdicts:
            if each.verdict in COLUMNS[column]:
                found.setdefault((each.verdict, each.toward, each.against, self._provision(each), self._words(each)[1:]), []).append(each)
        cards = [self._card(group) for group in found.values()]
        order = [str(verdict) for verdict in COLUMNS[column]]
        return sorted(cards, key=lambda card: (order.index(card.verdict), -len(card.states)))

    def _provision(self, each: VerdictResult) -> tuple[str, str | None]:
        if each.strongest is None:
            return "", None
        duty = self.opinion.duties[each.strongest]
        return str(duty.instrument["id"]), duty.article

    def _words(self, *group: VerdictResult) -> tuple[Block, ...]:
        said = verdicts(replace(self.opinion, verdicts=group), self.voice)
        return tuple(block for block in said if block.kind != "heading")

    def _card(self, group: list[VerdictResult]) -> Card:
        one = group[0]
        id_, article = self._provision(one)
        sentence, *lines = self._words(*group)
        duty = self.opinion.duties[one.strongest] if one.strongest is not None else None
        chosen, is_open = self._chosen(group)
        states = sorted(
            ((self._name(each.state), self.visit.state(each.state, self.opinion.date)) for each in group),
            key=lambda pair: alphabetical(pair[0]),
        )
        shown = _without_terms(nested(block for block in lines if block.level))
        several = duty is not None and len(self.opinion.scenario.get("acts", ())) > 1
        terms = terms_words(duty, self.voice) if duty else ""
        return Card(
            verdict=one.verdict, anchor=f"why-{chosen.state}-{chosen.toward}", label=self.voice.label("verdict", one.verdict), sentence=self._short(sentence.text, group), states=tuple(states), lines=tuple(shown),
            title=self.voice.short_title(duty.instrument) if duty else "", article=self.voice.article(article) if duty else "",
            href=self.visit.instrument(id_, article) if id_ else "",
            gist=duty.gist if duty and self.visit.lang == "en" else "",
            dates=dates_words(duty.instrument, self.voice, self.opinion.date) if duty else "",
            terms=self.voice.say("act.of", act=duty.act, text=terms) if duty and several else terms,
            tests=tuple(explained(self.opinion, chosen.state, chosen.toward, self.voice, self.visit)),
            others=tuple((self._name(each.state), self._why(each)) for each in group if each is not chosen), open=is_open,
        )

    def _short(self, sentence: str, group: list[VerdictResult]) -> str:
        """The sentence with a long list of states cut: they stand below it, each with its page."""
        ids = [each.state for each in group]
        whole, cut = str(self.voice.noun(ids, count=True)), f"{self.voice.noun(ids, short=4, count=True)}"
        big = f"{whole[:1].upper()}{whole[1:]}"
        return sentence.replace(big, f"{cut[:1].upper()}{cut[1:]}").replace(whole, cut)

    def _name(self, state: str) -> str:
        return self.voice.name(state)

    def _chosen(self, group: list[VerdictResult]) -> tuple[VerdictResult, bool]:
        """Whose tests a card shows: the one that the address names, else the first."""
        wanted = (self.asked.why or "").split(":")
        for each in group:
            if wanted == [each.state, each.toward]:
                return each, True
        return group[0], False

    def _why(self, each: VerdictResult) -> str:
        return self._address(why=f"{each.state}:{each.toward}") + f"#why-{each.state}-{each.toward}"

    def _address(self, **other: Any) -> str:
        why = [("why", str(other.pop("why")))] if "why" in other else []
        return self.visit.url("/ask", *pairs_of(self.asked, **other), *why)

    # --- what stands around ------------------------------------------------------------------

    def quiet(self, column: str) -> list[Section]:
        """What is excluded, or does not speak to this, with the reasons."""
        group = tuple(each for each in self.opinion.verdicts if each.verdict in COLUMNS[column])
        return sections(verdicts(replace(self.opinion, verdicts=group), self.voice)) if group else []

    def around(self) -> list[Section]:
        """Dilemmas, breaches, restraints, veto, what is not in force, gaps, warnings; then conduct."""
        return sections([*around(self.opinion, self.voice), *conduct(self.opinion, self.voice)])

    def switches(self) -> Iterator[Mapping[str, Any]]:
        """Each assumption in words, with the address that turns it round where there is one."""
        blocks = [block for block in assumptions(self.opinion, self.voice) if block.kind == "item"]
        for item, block in zip(self.opinion.assumptions, blocks, strict=True):
            field = str(item["fact"]).rpartition(".")[2]
            switch = _SWITCHES.get(field)
            turns = switch is not None and not (field == "is" and item["value"] != "aggression")
            yield {
                "text": _FLAG.sub("", block.text), "name": switch if turns else None,
                "href": self._address(**{str(switch): True}) if turns else None,
            }

    def turned(self) -> list[tuple[str, str]]:
        """What has been turned round already, with the address that turns it back."""
        names_ = [name for name in _SWITCHES.values() if getattr(self.asked, name)]
        found = [(name, self._address(**{name: False})) for name in names_]
        return found + ([("assume_none", self._address(assume=None))] if self.asked.assume == "none" else [])

    def accounts(self) -> Mapping[str, Any] | None:
        """Verdicts by account, side by side; none where there is one account, or all agree."""
        heads = list(dict.fromkeys(a for each in self.opinion.verdicts for a in each.by_account))
        if len(heads) < 2:
            return None
        rows: dict[tuple[str, ...], list[VerdictResult]] = {}
        for each in self.opinion.verdicts:
            said = tuple(each.by_account.get(head) or each.by_account.get(head.partition(":")[0], "") for head in heads)
            if len(each.by_account) > 1 and set(said) - {"not_triggered", "none", ""}:
                rows.setdefault((each.toward, *said), []).append(each)
        label = self.voice.label
        return {
            "heads": [self.voice.account(head) for head in heads],
            "rows": [
                {
                    "states": str(self.voice.noun([each.state for each in group], count=True)), "toward": self._name(key[0]),
                    "cells": [(code, label("verdict", code) if code else "") for code in key[1:]],
                    "same": len(set(key[1:])) == 1,
                }
                for key, group in rows.items()
            ],
        }

    def sources(self) -> list[tuple[str, str, list[tuple[str, str | None]]]]:
        """Pages by instrument."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for source in self.opinion.sources:
            line = source_line({**source, "url": None}, self.voice), _web(source.get("url"))
            if line not in found.setdefault(str(source["instrument"]), []):
                found[str(source["instrument"])].append(line)
        return [(self.voice.short_title(id_), self.visit.instrument(id_), lines) for id_, lines in found.items()]

    def context(self) -> Mapping[str, Any]:
        """What the template needs."""
        from foedus.web import pictures

        columns = [(column, n) for column, n in self.counts if column not in _QUIET]
        return {
            "answer": self, "head": nested(self.head), "form": form(self.visit, self.asked, self.opinion),
            "columns": [(column, self.cards(column)) for column, n in columns if n],
            "empty": [column for column, n in columns if not n],
            "quiet": [(column, n, self.quiet(column)) for column, n in self.counts if column in _QUIET and n],
            "around": self.around(), "switches": list(self.switches()), "turned": self.turned(),
            "assume_none": self._address(assume="none"), "accounts": self.accounts(), "sources": self.sources(),
            "map": pictures.of_answer(self, False), "legend": pictures.legend_of_answer(self),
            "closing": self.voice.say("oppenheim"), "receipt": self.opinion.receipt,
        }


def _without_terms(items: list[Item]) -> list[Item]:
    """The lines of a card without the one that names the provision, which its heading does; its reasons stay."""
    found: list[Item] = []
    done = False
    for item in items:
        if item.kind == "reason" and not done:
            done = True
            found.extend(item.children)
        else:
            found.append(item)
    return found


def _web(url: str | None) -> str | None:
    """An address that a page may link to."""
    return url if url and url.startswith(("https://", "http://")) else None


def form(visit: Visit, asked: Any, opinion: Opinion | None = None) -> Mapping[str, Any]:
    """What the form of the page shows, filled in with what was asked."""
    acts: Any = opinion.scenario.get("acts", ()) if opinion is not None else ()
    voice = Voice(visit.lang, visit.world(opinion.date if opinion else visit.site.today()))
    one = acts[0] if len(acts) == 1 else {}
    register = visit.site.register

    def said(ids: Any) -> str:
        found = [(re.sub(r"^(the |la |le |les |l')", "", voice.name(id_)), id_) for id_ in listed(ids)]
        return ", ".join(name if names(register).state(name) == (id_,) else id_ for name, id_ in found)

    return {
        "q": asked.q or "", "attacker": said(one.get("actor", ())), "target": said(one.get("target", ())),
        "on": asked.on or (opinion.date if opinion else ""), "kind": asked.kind or one.get("kind") or "armed_attack",
        "place": asked.place or "", "known_by": asked.known_by or "",
        "kinds": [(code, voice.say(f"kind.{code}")) for code in KINDS],
        "accounts": asked.account, "scenario": asked.scenario or "",
        "kept": [(name, "1") for name in _SWITCHES.values() if getattr(asked, name)]
        + ([("assume", asked.assume)] if asked.assume else []),
    }
