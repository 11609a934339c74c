"""Which colour a state has on a map: by its verdict, or by kind and bindingness of a commitment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foedus.law.modality import modality
from foedus.law.opinion import Opinion
from foedus.law.scenario import listed
from foedus.queries import Commitment
from foedus.register.dates import holds
from foedus.register.records import Instrument, Provision
from foedus.register.sides import members
from foedus.register.world import World
from foedus.terms import Binding, Duty, Force, Modality, TextState
from foedus.wording.verdicts import ORDER

__all__ = ["CLASSES", "Strongest", "commitment", "of_commitment", "of_opinion", "strongest"]

#: Classes of commitments, the strongest first.
CLASSES = ("automatic", "own_means", "conditional", "unknown", "right", "pledge", "consult", "restraint")

_STRENGTH: dict[str, str] = {
    Modality.AUTOMATIC: "automatic", Modality.OWN_MEANS: "own_means", Modality.CONSTITUTIONAL: "own_means",
    Modality.ON_REQUEST: "conditional", Modality.AFTER_DECISION: "conditional",
}


def commitment(instrument: Instrument, provision: Provision, *, certain: bool = True) -> str:
    """The class of a provision: how binding help is, else what else is owed.

    `certain` is False where it is not known, or contested, whether it is in force.
    """
    return _class(provision.duty, instrument.binding, provision.force, modality(provision), instrument.text, certain)


def of_commitment(item: Commitment) -> str:
    """The class of a commitment as `foedus.queries` gives it."""
    return _class(item.duty, item.binding, item.force, item.modality, item.text, item.standing == "in_force")


def _class(duty: str, binding: str, force: str, how: str, text: str, certain: bool) -> str:
    """All are codes of `foedus.terms`, which are text."""
    if duty in (Duty.NONAGGRESSION, Duty.NEUTRALITY):
        return "restraint"
    if duty == Duty.CONSULTATION:
        return "consult"
    if binding in (Binding.POLITICAL, Binding.DOMESTIC) or force == Force.INTENTION:
        return "pledge"
    if force == Force.RIGHT:
        return "right"
    known = certain and text != TextState.UNPUBLISHED and binding == Binding.INTERNATIONAL and force == Force.DUTY
    return _STRENGTH.get(how, "unknown") if known else "unknown"


def of_opinion(opinion: Opinion) -> dict[str, str]:
    """State -> class of its strongest verdict; the sides of the acts stand out."""
    order = {str(verdict): rank for rank, verdict in enumerate(ORDER)}
    found: dict[str, str] = {}
    for verdict in sorted(opinion.verdicts, key=lambda each: -order[each.verdict]):
        found[verdict.state] = f"v-{verdict.verdict}"
    for act in opinion.scenario.get("acts", ()):
        found.update(dict.fromkeys(listed(act.get("target")), "v-target"))
    for act in opinion.scenario.get("acts", ()):
        answering = act.get("answers")
        found.update({s: "v-attacker" for s in listed(act.get("actor")) if not (answering and found.get(s) == "v-target")})
    return found


@dataclass(frozen=True)
class Strongest:
    """The strongest commitment of a state on a day, and the provisions that are as strong."""

    state: str
    kind: str
    provisions: tuple[tuple[Instrument, Provision], ...]
    others: frozenset[str]


def strongest(view: World, of: str | None, side: str) -> dict[str, Strongest]:
    """For each state its strongest commitment: to or from `of`, or to or from anybody.

    Parameters
    ----------
    of : a state; then the others are coloured by what they owe it (`received`) or are owed by it (`given`).
    side : `received` or `given`.
    """
    rows = _pairs(view, of, side) if of is not None else _all(view, side)
    best: dict[str, dict[str, Any]] = {}
    for state, other, instrument, provision, certain in rows:
        kind = commitment(instrument, provision, certain=certain)
        held = best.get(state)
        if held is None or CLASSES.index(kind) < CLASSES.index(held["kind"]):
            held = best[state] = {"kind": kind, "provisions": {}, "others": set()}
        if held["kind"] == kind:
            held["provisions"][instrument.id, provision.article, str(provision.duty)] = (instrument, provision)
            held["others"].update(other)
    return {
        state: Strongest(state, held["kind"], tuple(held["provisions"].values()), frozenset(held["others"] - {state}))
        for state, held in sorted(best.items())
    }


_Row = tuple[str, frozenset[str], Instrument, Provision, bool]


def _pairs(view: World, of: str, side: str) -> Iterator[_Row]:
    """What each other state owes the chosen one, or is owed by it."""
    for bond in view.bonds(to=of) if side == "received" else view.bonds(of=of):
        other, own = (bond.obligor, bond.beneficiary) if side == "received" else (bond.beneficiary, bond.obligor)
        certain = bond.standing.value is True and not bond.standing.contested
        yield other, frozenset({own}), bond.instrument, bond.provision, certain


def _all(view: World, side: str) -> Iterator[_Row]:
    """What each state is owed, or owes, by instrument; single legs that rest are left aside."""
    for _, instrument in sorted(view.register.instruments.items()):
        whole = view.in_force(instrument)
        if whole.value is False and not whole.contested:
            continue
        live = dict(_live(view, instrument))
        parties = {party.state for party in instrument.parties}
        for provision in instrument.provisions:
            if holds(view.date, provision.from_, provision.to) is False:
                continue
            obligors = [state for state in members(instrument, provision.obligors) if state in live]
            beneficiaries = [
                state for state in members(instrument, provision.beneficiaries)
                if state in live or (state not in parties and view.exists(state))
            ]
            mine, theirs = (beneficiaries, obligors) if side == "received" else (obligors, beneficiaries)
            others = frozenset(theirs)
            for state in mine:
                if others - {state}:
                    yield state, others, instrument, provision, live.get(state, True)


def _live(view: World, instrument: Instrument) -> Iterator[tuple[str, bool]]:
    for state in {party.state for party in instrument.parties}:
        standing = view.binds(instrument, state)
        if view.exists(state) and (standing.value is not False or standing.contested):
            yield state, standing.value is True and not standing.contested


