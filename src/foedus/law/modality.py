"""How binding a provision is, derived from its coded fields."""

from __future__ import annotations

from foedus.register.records import BodyStep, Provision
from foedus.terms import Duty, Force, Means, Modality

__all__ = ["FIRM_MEANS", "modality"]

#: Means with which a duty to help leaves the obligor no choice of whether.
FIRM_MEANS = frozenset({Means.ALL_AVAILABLE, Means.SPECIFIED, Means.NECESSARY})


def modality(provision: Provision) -> Modality:
    """The modality of a provision: automatic, constitutional, after_decision, on_request, own_means,
    discretionary, consult, abstain or unknown.

    A step that others decide (a body, a joint finding, a consultation) comes before a request, a
    request before constitutional processes, and these before the means.
    """
    if provision.duty in (Duty.NEUTRALITY, Duty.NONAGGRESSION):
        return Modality.ABSTAIN
    if provision.duty is Duty.CONSULTATION:
        return Modality.CONSULT
    if provision.force in (Force.RIGHT, Force.INTENTION):
        return Modality.DISCRETIONARY
    if provision.force is Force.UNKNOWN:
        return Modality.UNKNOWN
    steps = provision.procedure
    if any(isinstance(step, BodyStep) or step in ("joint_finding", "consult_first") for step in steps):
        return Modality.AFTER_DECISION
    if "request" in steps:
        return Modality.ON_REQUEST
    if "constitutional" in steps:
        return Modality.CONSTITUTIONAL
    if provision.means in FIRM_MEANS:
        return Modality.AUTOMATIC
    if provision.means in (Means.OWN_CHOICE, Means.JOINTLY_AGREED):
        return Modality.OWN_MEANS
    return Modality.UNKNOWN
