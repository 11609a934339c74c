"""Stratum 4: only an explicit rule defeats a duty.

A duty to help falls away, for a member of the United Nations and since 1945-10-24, where the help
would go to a use of force that the account holds unlawful under article 2(4) of the Charter, or
against a binding decision of the Security Council (articles 25, 103). A veto or a failed vote
defeats nothing. Everything else stays a dilemma.
"""

from __future__ import annotations

from foedus.law.explanation import Node
from foedus.law.logic import Truth, either
from foedus.law.scenario import FORCE, listed
from foedus.law.triggers import Case, fact_began
from foedus.terms import Duty

__all__ = ["CHARTER", "override"]

#: Entry into force of the Charter of the United Nations.
CHARTER = "1945-10-24"


def override(case: Case) -> Node:
    """Whether the Charter defeats the help that the provision asks for."""
    helps = case.bond.provision.duty in (Duty.DEFENSE, Duty.OFFENSE)
    if not helps or case.world.date < CHARTER or not case.world.un_member(case.obligor):
        return Node(test="charter_103", value=False, found="not_applicable", source="un_charter:103")
    unlawful = _beneficiary_aggresses(case)
    against_council = _against_council(case)
    value = either([unlawful, against_council])
    found = {"beneficiary_uses_unlawful_force": unlawful, "against_council_decision": against_council}
    return Node(test="charter_103", value=value, found=found, source="un_charter:103")


def _beneficiary_aggresses(case: Case) -> Truth:
    """The beneficiary itself uses unlawful force against those whom it should be helped against."""
    adversaries = set(case.adversaries())
    values: list[Truth] = []
    for deed in case.reading.deeds:
        if deed.kind in FORCE and case.beneficiary in deed.attackers() and adversaries & set(deed.targets):
            if deed.lawful is not True:
                values.append(None if deed.lawful is None else True)
    return either(values)


def _against_council(case: Case) -> Truth:
    for fact in case.reading.given("decision"):
        if fact.body != "un_sc" or fact.outcome not in (None, "adopted") or not fact_began(fact, case):
            continue
        if case.beneficiary in listed(fact.against):
            return True
    return False
