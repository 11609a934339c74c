"""The casebook: crises as data, each with what scholarship or official positions report.

`given` is the status that the source gives; `verdict` replaces it where a page decides otherwise.
The map from statuses to verdicts is the same for every case.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from foedus.law.opinion import Opinion, judge
from foedus.law.scenario import parse
from foedus.register import yaml12
from foedus.register.world import world

CASES = sorted((Path(__file__).parent / "casebook").glob("*.yaml"))

SATISFIES: dict[str, set[str]] = {
    "bound_defense": {"must_help", "must_act_own_means", "pending"},
    "bound_offense": {"must_join"},
    "discretionary": {"must_act_own_means", "pending", "may_help", "pledged", "undetermined"},
    "organ_decides": {"pending"},
    "consult": {"consult"},
    "neutrality": {"not_triggered", "excluded", "none"},
    "none": {"none", "not_triggered"},
    "excluded": {"excluded", "not_triggered"},
}


def expectations() -> list[Any]:
    found = []
    for path in CASES:
        case, _ = yaml12.read(path)
        for number, entry in enumerate(case["expect"]):
            name = f"{case['id']}-{entry['state']}-{number}"
            found.append(pytest.param(case, entry, id=name))
    return found


def accepted(entry: dict[str, Any], *, as_given: bool) -> set[str]:
    """The verdicts that satisfy an expectation."""
    if "verdict" in entry and not as_given:
        return set(entry["verdict"])
    found = set(SATISFIES[entry["given"]])
    if entry.get("disputed"):
        found |= {"contested"} | SATISFIES.get(entry.get("alternative", ""), set())
    return found


def holds(opinion: Opinion, entry: dict[str, Any], *, as_given: bool, by_instrument: bool = False) -> bool:
    """Whether the opinion gives the state a verdict that satisfies the expectation, toward the states
    that the case names, or toward any state of either side. Where a case expects different things of
    one state under different instruments, each is held against its own instrument's provisions."""
    wanted = accepted(entry, as_given=as_given)
    toward = entry.get("toward")
    towards = [toward] if isinstance(toward, str) else toward
    found = {v.verdict for v in opinion.verdicts if v.state == entry["state"] and (not towards or v.toward in towards)}
    corrected = "verdict" in entry and not as_given
    if by_instrument and entry.get("instrument") and not corrected:
        found = {
            duty.verdict for duty in opinion.duties
            if duty.state == entry["state"] and duty.instrument["id"] == entry["instrument"]
            and (not towards or duty.toward[0] in towards)
        }
    found = found or {"none"}
    if entry["given"] in ("none", "excluded", "neutrality") and not corrected:
        fits = found <= wanted
    else:
        fits = bool(found & wanted)
    if entry["given"] == "neutrality" and fits:
        return any(restraint.state == entry["state"] for restraint in opinion.restraints)
    return fits


def several(case: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether the case expects things of this state under more than one instrument."""
    return len({e.get("instrument") for e in case["expect"] if e["state"] == entry["state"]}) > 1


@cache
def _opinion(path: Path) -> Opinion:
    case, _ = yaml12.read(path)
    states = tuple(sorted({entry["state"] for entry in case["expect"]}))
    return judge(world(), parse(case["scenario"], case["id"]), states, explain=False)


def answer(case: dict[str, Any]) -> Opinion:
    """The opinion on a case, for all the states that it names."""
    return _opinion(next(path for path in CASES if path.stem == case["id"]))


@pytest.mark.parametrize(("case", "entry"), expectations())
def test_the_verdict_is_the_one_expected(case: dict[str, Any], entry: dict[str, Any]) -> None:
    opinion = answer(case)
    found = {(v.toward, v.verdict) for v in opinion.verdicts if v.state == entry["state"]}
    fits = holds(opinion, entry, as_given=False, by_instrument=several(case, entry))
    assert fits, f"{sorted(found)} is not among {sorted(accepted(entry, as_given=False))}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_correction_names_the_page_that_decides(path: Path) -> None:
    case, _ = yaml12.read(path)
    for entry in case["expect"]:
        if "verdict" in entry:
            correction = entry["correction"]
            assert correction["was"] == entry["given"]
            assert correction["why"]
            assert correction["source"]["publisher"]
