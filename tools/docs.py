"""Make the documentation pages that come from the code and the register: `python tools/docs.py`.

A test makes them again and compares, so that they cannot fall behind.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

HEAD = "<!-- Made by tools/docs.py; do not edit. -->\n\n"


def commands():
    """Every command with its help."""
    import typer
    from typer.testing import CliRunner

    from foedus.cli.main import COMMANDS, build

    runner, app = CliRunner(), build()
    assert isinstance(app, typer.Typer)
    parts = [HEAD, "# Commands\n\nEvery command takes `--help`. Answers go to standard output, errors to standard error. Exit status: 0 "
             "answered, 2 bad input (one clear message, nothing on standard output), 1 a fault of ours.\n"]
    for name in COMMANDS:
        shown = runner.invoke(app, [name, "--help"], prog_name="foedus", env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"})
        parts.append(f"\n## {name}\n\n```\n{shown.output.strip()}\n```\n")
    return "".join(parts)


def codebook():
    """Every coded value."""
    from foedus import codebook as book

    return HEAD + "# Codebook\n\nMade from `foedus.terms`; the same as `foedus codebook --format markdown`.\n\n" + book.markdown(
        book.entries()
    )


def casebook():
    """How many expectations hold as given and after corrections, and the corrections with their pages."""
    from tests.test_casebook import CASES, answer, holds, several

    from foedus.register import yaml12

    given, ours, lines = Counter(), Counter(), []
    for path in CASES:
        case, _ = yaml12.read(path)
        for entry in case["expect"]:
            opinion = answer(case)
            by = several(case, entry)
            tally = ours if case.get("ours") else given
            tally["all"] += 1
            tally["as given"] += holds(opinion, entry, as_given=True, by_instrument=by)
            tally["corrected"] += holds(opinion, entry, as_given=False, by_instrument=by)
            if "correction" in entry:
                source = entry["correction"]["source"]
                page = f"[{source['publisher']}]({source['url']})" if source.get("url") else source["publisher"]
                verdicts = ", ".join(entry["verdict"])
                lines.append(f"| {case['id']} | {entry['state']} | {entry['given']} | {verdicts} | {entry['correction']['why']} | {page} |")
    cases = sum(1 for path in CASES if not yaml12.read(path)[0].get("ours"))
    text = [
        HEAD, "# Casebook\n\nCrises as data (`tests/casebook/`), each a scenario with the verdicts that scholarship or official positions "
        "report. The same map from statuses to verdicts holds for all (`tests/test_casebook.py`).\n\n",
        f"- {cases} case files from cases compiled by others (one with two situations stands in two files), {given['all']} expectations: {given['as given']} hold as given, {given['corrected']} after the "
        "corrections below.\n",
        f"- {len(CASES) - cases} further cases of our own, {ours['all']} expectations: {ours['corrected']} hold.\n\n",
        "| case | state | given | now | why | page that decides |\n|---|---|---|---|---|---|\n", "\n".join(lines), "\n",
    ]
    return "".join(text)


def register():
    """Counts by kind, era, confidence, basis and sources; agreement with ATOP as last measured."""
    from foedus.register.load import load
    from foedus.terms import Duty

    found = load()
    items = list(found.instruments.values())
    helps = [i for i in items if any(p.duty is Duty.DEFENSE for p in i.provisions)]
    seen = [i for i in helps if any(s.seen for s in i.sources)]
    eras = Counter(_era(i.signed.date if i.signed else i.in_force.from_ or "") for i in items)
    duties = Counter(str(p.duty) for i in items for p in i.provisions)
    sources = Counter("a page was opened" if any(s.seen for s in i.sources) else "no page was opened" for i in items)
    force = Counter(
        "to the day" if len(i.in_force.from_ or "") == 10 else "to the month or year" if i.in_force.from_
        else "bounded" if i.in_force.latest else "never in force" for i in items
    )

    def table(title, counts):
        rows = "".join(f"| {key} | {value} |\n" for key, value in sorted(counts.items()))
        return f"\n## {title}\n\n| | |\n|---|---|\n{rows}"

    return "".join(
        [
            HEAD, "# State of the register\n\n",
            f"{len(items)} instruments with {sum(len(i.provisions) for i in items)} provisions, {len(found.states)} states, "
            f"{len(found.places)} places, {len(found.bodies)} bodies, {len(found.assurances)} declarations on nuclear weapons. "
            f"Of {len(helps)} instruments with a duty of defence, {len(seen)} ({100 * len(seen) // len(helps)} %) have an opened page for text, "
            "account or dates. `foedus check` lists what is stale, of low confidence, or without an opened source.\n",
            table("By era of signature", eras), table("By kind", Counter(str(i.form) for i in items)),
            table("Provisions by duty", duties), table("By confidence", Counter(str(i.confidence) for i in items)),
            table("By basis", Counter(str(i.basis) for i in items)), table("By sources", sources),
            table("Entry into force known", force), agreement(),
        ]
    )


MEASURED = ROOT / "docs" / "agreement.json"


def measure(folder):
    """The figures of `foedus check --against atop`, without the single differences."""
    from foedus.panel.agreement import agreement as compare
    from foedus.panel.agreement import read_members
    from foedus.register.load import load

    found = compare(load(), read_members(Path(folder)))
    figures = {
        which: {name: [k.both, k.ours, k.theirs, k.neither, k.agreement, k.alpha, k.alpha_tied] for name, k in kinds.items()}
        for which, kinds in (("own readings", found.own_readings), ("all records", found.everything))
    }
    causes = {name: dict(sorted(tally.items())) for name, tally in found.causes.items()}
    return json.loads(json.dumps({"years": found.years, "missing": found.missing, "figures": figures, "causes": causes}))


def agreement():
    """The agreement with ATOP 5.1 as last measured (docs/agreement.json)."""
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    parts = [
        f"\n## Agreement with ATOP 5.1, {found['years'][0]}-{found['years'][1]}\n\nDirected dyad-years; what the figures mean and how to repeat "
        "them: [tables](tables.md). The register counts from entry into force, ATOP from signature.\n"
    ]
    for which, kinds in found["figures"].items():
        parts.append(f"\n{which.capitalize()}:\n\n| | both | foedus only | ATOP only | neither | agreement | alpha | alpha where tied |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
        for name, (both, ours, theirs, neither, share, alpha, tied) in kinds.items():
            shown = " | ".join("-" if x is None else f"{x:.3f}" for x in (share, alpha, tied))
            parts.append(f"| {name} | {both} | {ours} | {theirs} | {neither} | {shown} |\n")
    names, tallies = list(found["causes"]), list(found["causes"].values())
    parts.append(f"\nDifferences in dyad-years by cause (all records):\n\n| | {' | '.join(names)} |\n|---|{'--:|' * len(names)}\n")
    causes = sorted({cause for tally in tallies for cause in tally})
    parts += [f"| {cause.replace('_', ' ')} | {' | '.join(str(tally.get(cause, 0)) for tally in tallies)} |\n" for cause in causes]
    return "".join(parts)


def _era(date):
    year = int(date[:4]) if date[:4].isdigit() else 0
    for last, name in ((1814, "before 1815"), (1913, "1815-1913"), (1944, "1914-1944"), (1991, "1945-1991"), (2018, "1992-2018")):
        if year <= last:
            return name
    return "since 2019"


PAGES = {"commands.md": commands, "codebook.md": codebook, "casebook.md": casebook, "state-of-the-register.md": register}


def main():
    """Write the pages; with FOEDUS_SHARED, measure the agreement with ATOP anew."""
    if os.environ.get("FOEDUS_SHARED"):
        found = measure(Path(os.environ["FOEDUS_SHARED"]) / "data")
        MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), encoding="utf-8")
        print("docs/" + name)


if __name__ == "__main__":
    main()
