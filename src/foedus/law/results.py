"""What an opinion consists of: duties, verdicts, and the opinion itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.law.duties import Finding
from foedus.law.restraints import Breach, Restraint

__all__ = ["DutyResult", "Opinion", "Pair", "VerdictResult"]


@dataclass(frozen=True, kw_only=True)
class DutyResult:
    """One provision, for one obligor toward one state, about one act.

    `verdict` is what this provision alone would give; `missing` what a pending or undetermined one
    waits for.
    """

    state: str
    duty: str
    toward: tuple[str, ...]
    against: tuple[str, ...]
    act: str
    instrument: Mapping[str, Any]
    article: str | None
    force: str
    means: str | None
    procedure: tuple[Any, ...]
    modality: str
    status: str
    by_account: Mapping[str, str]
    because: tuple[Mapping[str, Any], ...]
    pivotal: tuple[Mapping[str, Any], ...]
    confidence: str
    verdict: str = ""
    missing: tuple[str, ...] = ()
    prompt: bool | None = None
    refers_to: tuple[str, ...] = ()
    gist: str = ""


@dataclass(frozen=True, kw_only=True)
class VerdictResult:
    """The law on the acts as given, for one state toward another."""

    state: str
    toward: str
    against: tuple[str, ...]
    verdict: str
    by_account: Mapping[str, str]
    strongest: int | None
    pivotal: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """The answer to a scenario; `foedus.opinion/1` in JSON."""

    schema: str = "foedus.opinion/1"
    date: str
    receipt: Mapping[str, str]
    scenario: Mapping[str, Any]
    accounts: tuple[str, ...]
    assumptions: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...] = ()
    duties: tuple[DutyResult, ...]
    verdicts: tuple[VerdictResult, ...]
    restraints: tuple[Restraint, ...]
    breaches: tuple[Breach, ...]
    dilemmas: tuple[Mapping[str, Any], ...]
    council: Mapping[str, Any]
    not_in_force: tuple[Mapping[str, Any], ...] = ()
    untranslatable: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    why: Mapping[str, Any]
    conduct: Mapping[str, Any] | None = None
    asked: tuple[str, ...] = ()


@dataclass
class Pair:
    """All that one state owes another, before it is put in order."""

    state: str
    toward: str
    findings: dict[str, list[Finding]] = field(default_factory=dict)
