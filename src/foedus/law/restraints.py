"""Duties not to act: neutrality and nonaggression, and who breaks them.

Reference: Vienna Convention on the Law of Treaties, article 26 (pacta sunt servanda); Leeds et al.,
ATOP codebook, NEUTRAL and NONAGG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.law.accounts import Deed, Reading
from foedus.law.duties import evaluate
from foedus.law.logic import Truth
from foedus.law.reference import reference
from foedus.law.scenario import FORCE
from foedus.law.triggers import Case
from foedus.register.world import Bond, World
from foedus.terms import Duty, Status

__all__ = ["Breach", "Restraint", "breaches", "restraining", "restraints"]

_RESTRAINTS = (Duty.NEUTRALITY, Duty.NONAGGRESSION)


@dataclass(frozen=True, kw_only=True)
class Restraint:
    """What a state owes one side: not to attack it, or not to help its adversary."""

    state: str
    toward: str
    duty: str
    instrument: Mapping[str, Any]
    article: str | None
    by_account: Mapping[str, str]
    refers_to: tuple[str, ...] = ()
    force: str = "duty"
    gist: str = ""
    confidence: str = "medium"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """An act against a state that the actor had promised not to attack; by account: yes, no, unknown."""

    state: str
    act: str
    toward: str
    instrument: Mapping[str, Any]
    article: str | None
    by_account: Mapping[str, str]


def restraints(world: World, views: Sequence[Reading], bonds: Sequence[Bond]) -> tuple[Restraint, ...]:
    """Every neutrality or nonaggression provision toward a state of either side that is due, or may be,
    on some account; those of nonaggression stand at all times."""
    found = []
    for bond in bonds:
        by_account = {view.id: str(_standing(world, view, bond)) for view in views}
        if set(by_account.values()) != {str(Status.NOT_TRIGGERED)}:
            found.append(_restraint(bond, by_account))
    return tuple(found)


def restraining(world: World, views: Sequence[Reading]) -> list[Bond]:
    """The provisions of neutrality and nonaggression toward the states of either side."""
    sides = sorted({state for view in views for state in view.participants()})
    return [
        bond for toward in sides for bond in world.bonds(to=toward)
        if bond.provision.duty in _RESTRAINTS and world.exists(bond.obligor)
    ]


def _standing(world: World, view: Reading, bond: Bond) -> Status:
    deeds = [d for d in view.deeds if bond.beneficiary in d.targets or bond.beneficiary in d.attackers()]
    found = [evaluate(Case(world=world, reading=view, bond=bond, deed=deed)).status for deed in deeds]
    for status in (Status.DUE, Status.PENDING, Status.UNDETERMINED, Status.EXCEPTED):
        if status in found:
            return status
    return Status.NOT_TRIGGERED


def _restraint(bond: Bond, by_account: Mapping[str, str]) -> Restraint:
    return Restraint(
        state=bond.obligor, toward=bond.beneficiary, duty=str(bond.provision.duty),
        instrument=reference(bond.instrument), article=bond.provision.article, by_account=by_account,
        refers_to=tuple(str(item) for item in bond.provision.refers_to), force=str(bond.provision.force),
        gist=bond.provision.gist, confidence=str(bond.instrument.confidence),
    )


def breaches(world: World, views: Sequence[Reading], bonds: Sequence[Bond]) -> tuple[Breach, ...]:
    """Uses of force against a state to which the actor owes nonaggression, by account."""
    found = []
    for bond in bonds:
        if bond.provision.duty is not Duty.NONAGGRESSION:
            continue
        acts = sorted({deed.id for view in views for deed in view.deeds if _against(deed, bond)})
        for act in acts:
            by_account = {view.id: _breach(world, view, bond, act) for view in views}
            if set(by_account.values()) != {"no"}:
                found.append(
                    Breach(
                        state=bond.obligor, act=act, toward=bond.beneficiary, article=bond.provision.article,
                        instrument=reference(bond.instrument), by_account=by_account,
                    )
                )
    return tuple(found)


def _against(deed: Deed, bond: Bond) -> bool:
    return deed.kind in FORCE and bond.obligor in deed.attackers() and bond.beneficiary in deed.targets


def _breach(world: World, view: Reading, bond: Bond, act: str) -> str:
    for deed in view.deeds:
        if deed.id != act or not _against(deed, bond):
            continue
        if deed.invited:
            return "no"
        status = evaluate(Case(world=world, reading=view, bond=bond, deed=deed)).status
        if status in (Status.EXCEPTED, Status.NOT_TRIGGERED):
            return "no"
        lawful: Truth = deed.lawful
        if status is Status.UNDETERMINED or lawful is None:
            return "unknown"
        return "no" if lawful else "yes"
    return "no"
