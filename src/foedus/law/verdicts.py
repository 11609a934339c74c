"""From the findings on each provision to one verdict for a state toward another.

The verdicts and their order are a contract with the outside: the first that applies.
"""

from __future__ import annotations

from collections.abc import Iterable

from foedus.law.duties import Finding
from foedus.law.modality import FIRM_MEANS
from foedus.terms import Binding, Duty, Force, Status, Verdict

__all__ = ["ORDER", "of_finding", "strongest"]

#: Strongest first; a consultation that hangs on an unknown fact comes just before `excluded`.
ORDER: tuple[tuple[Verdict, bool], ...] = (
    (Verdict.MUST_HELP, False),
    (Verdict.MUST_ACT_OWN_MEANS, False),
    (Verdict.MUST_JOIN, False),
    (Verdict.PENDING, False),
    (Verdict.UNDETERMINED, False),
    (Verdict.MAY_HELP, False),
    (Verdict.PLEDGED, False),
    (Verdict.CONSULT, False),
    (Verdict.UNDETERMINED, True),
    (Verdict.EXCLUDED, False),
    (Verdict.NOT_TRIGGERED, False),
)
_RANK = {key: rank for rank, key in enumerate(ORDER)}


def of_finding(finding: Finding) -> Verdict:
    """The verdict that one provision alone would give."""
    status, provision = finding.status, finding.case.bond.provision
    if status is Status.DUE:
        return _due(finding)
    if status is Status.PENDING:
        if provision.duty is Duty.CONSULTATION:
            return Verdict.CONSULT
        weak = _weak(finding)
        return weak if weak is not None else Verdict.PENDING
    if status is Status.UNDETERMINED:
        return Verdict.UNDETERMINED
    return Verdict.EXCLUDED if finding.excluded else Verdict.NOT_TRIGGERED


def _weak(finding: Finding) -> Verdict | None:
    """What a promise that is no duty in international law amounts to."""
    bond = finding.case.bond
    if bond.instrument.binding in (Binding.POLITICAL, Binding.DOMESTIC) or bond.provision.force is Force.INTENTION:
        return Verdict.PLEDGED
    return Verdict.MAY_HELP if bond.provision.force is Force.RIGHT else None


def _due(finding: Finding) -> Verdict:
    provision = finding.case.bond.provision
    if provision.duty is Duty.CONSULTATION:
        return Verdict.CONSULT
    weak = _weak(finding)
    if weak is not None:
        return weak
    if provision.duty is Duty.OFFENSE:
        return Verdict.MUST_JOIN
    if provision.means in FIRM_MEANS and "constitutional" not in provision.procedure:
        return Verdict.MUST_HELP
    return Verdict.MUST_ACT_OWN_MEANS


def rank(finding: Finding) -> int:
    """The place of a finding in the order; lower is stronger."""
    verdict = of_finding(finding)
    consult = verdict is Verdict.UNDETERMINED and finding.case.bond.provision.duty is Duty.CONSULTATION
    return _RANK[(verdict, consult)]


def strongest(findings: Iterable[Finding]) -> Finding | None:
    """The finding that gives the verdict; among equals the first by instrument, article and act."""
    ordered = sorted(findings, key=lambda f: (rank(f), *sort_key(f)))
    return ordered[0] if ordered else None


def sort_key(finding: Finding) -> tuple[int, str, str, str]:
    """Among equals: help before consultation, then by instrument, article and act."""
    bond = finding.case.bond
    return bond.provision.duty is Duty.CONSULTATION, bond.instrument.id, bond.provision.article or "", finding.case.deed.id
