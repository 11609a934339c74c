"""`foedus check --against`: the register beside another data set, with figures, causes and differences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foedus.problems import BadInput, Problem, nearest, needs

__all__ = ["compare"]

DATASETS = ("atop",)
#: How many groups of differences the readable form names for each kind of duty; JSON has all.
SHOWN = 12


def compare(dataset: str, path: Path, years: str, register: Path | None, *, json: bool) -> None:
    """Print the comparison.

    Raises
    ------
    BadInput
        For an unknown data set, years that are none, or a file that is not the data set's.
    """
    if dataset not in DATASETS:
        raise BadInput([Problem(path="--against", says="no such data set", value=dataset, nearest=nearest(dataset, DATASETS) or DATASETS)])
    period = _period(years)
    from foedus.cli.output import print_json, print_plain, progress
    from foedus.panel.agreement import agreement, read_members
    from foedus.register.load import load

    rows = read_members(path)
    with needs("tables"), progress(8) as step:
        found = agreement(load(register), rows, period=period, step=step)
    if json:
        print_json({"schema": "foedus.agreement/1", **_plain(found)})
    else:
        print_plain("\n".join(_text(found)) + "\n")


def _period(years: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})-(\d{4})", years)
    if match is None or not 1815 <= int(match[1]) <= int(match[2]) <= 2018:
        raise BadInput([Problem(path="--years", says="has to be FROM-TO between 1815 and 2018", value=years)])
    return int(match[1]), int(match[2])


def _plain(found: Any) -> dict[str, Any]:
    from dataclasses import asdict

    plain = asdict(found)
    for which in ("everything", "own_readings"):
        for name, kind in getattr(found, which).items():
            plain[which][name]["agreement"] = kind.agreement
    return plain


def _text(found: Any) -> Iterator[str]:
    yield f"Directed dyad-years of the COW system, {found.years[0]}-{found.years[1]}; the register by entry into force, ATOP by signature."
    for title, kinds in (("Own readings (instruments that both have and whose text was read here)", found.own_readings), ("All records", found.everything)):
        yield ""
        yield title
        yield f"  {'':<9}{'both':>9}{'foedus':>9}{'ATOP':>9}{'neither':>10}  agreement   alpha  alpha where tied"
        for name, kind in kinds.items():
            yield (
                f"  {name:<9}{kind.both:>9}{kind.ours:>9}{kind.theirs:>9}{kind.neither:>10}     {kind.agreement:.4f}  {_figure(kind.alpha)}"
                f"  {_figure(kind.alpha_tied)}"
            )
    yield ""
    yield f"ATOP's alliances without a record: {', '.join(map(str, found.missing)) or 'none'}"
    for name, causes in found.causes.items():
        yield ""
        counts = ", ".join(f"{_label(cause)} {count}" for cause, count in causes.most_common())
        yield f"{name}: differences in dyad-years by cause: {counts or 'none'}"
        yield from _groups([d for d in found.differences if d["duty"] == _duty(name)])


def _groups(differences: list[dict[str, Any]]) -> Iterator[str]:
    counts: Counter[tuple[str, ...]] = Counter()
    for each in differences:
        who = ", ".join(each["instruments"]) or f"ATOP {', '.join(map(str, each['atop']))}"
        counts[who, each["has"], each["cause"], each["why"]] += each["years"]
    for (who, has, cause, why), count in counts.most_common(SHOWN):
        yield f"  {count:>6}  {who}: only {'foedus' if has == 'foedus' else 'ATOP'} has it; {_label(cause)}: {why}"
    if len(counts) > SHOWN:
        yield f"  {sum(counts.values()) - sum(n for _, n in counts.most_common(SHOWN)):>6}  in {len(counts) - SHOWN} further groups (--json has all)"


def _duty(name: str) -> str:
    from foedus.panel.atop import FLAGS

    return str(FLAGS[name])


def _label(cause: str) -> str:
    from foedus.terms import Cause

    return next((each.en for each in Cause if each == cause), cause.replace("_", " "))


def _figure(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.3f}"
