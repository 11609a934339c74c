"""Make the documentation pages that come from the code and the register: `python tools/docs.py`.

A test makes them again and compares, so that they cannot fall behind.
"""

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
    """Counts by kind, era, confidence, basis and sources."""
    from foedus.register.load import load
    from foedus.terms import Duty

    found = load()
    items = list(found.instruments.values())
    helps = [i for i in items if any(p.duty is Duty.DEFENSE for p in i.provisions)]
    seen = [i for i in helps if any(s.seen for s in i.sources)]
    eras = Counter(_era(i.signed.date if i.signed else i.in_force.from_ or "") for i in items)
    duties = Counter(str(p.duty) for i in items for p in i.provisions)

    def table(title, counts):
        rows = "".join(f"| {key} | {value} |\n" for key, value in sorted(counts.items()))
        return f"\n## {title}\n\n| | |\n|---|---|\n{rows}"

    return "".join(
        [
            HEAD, "# State of the register\n\n",
            f"{len(items)} instruments with {sum(len(i.provisions) for i in items)} provisions, {len(found.states)} states, "
            f"{len(found.places)} places, {len(found.bodies)} bodies, {len(found.assurances)} declarations on nuclear weapons. "
            f"Of {len(helps)} instruments with a duty of defence, {len(seen)} have an opened page for text, account or dates.\n",
            table("By era of signature", eras), table("Provisions by duty", duties),
            table("By confidence", Counter(str(i.confidence) for i in items)),
            table("By basis", Counter(str(i.basis) for i in items)),
        ]
    )


def _era(date):
    year = int(date[:4]) if date[:4].isdigit() else 0
    for last, name in ((1814, "before 1815"), (1913, "1815-1913"), (1944, "1914-1944"), (1991, "1945-1991"), (2018, "1992-2018")):
        if year <= last:
            return name
    return "since 2019"


PAGES = {"commands.md": commands, "codebook.md": codebook, "casebook.md": casebook, "state-of-the-register.md": register}


def main():
    """Write the pages."""
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), encoding="utf-8")
        print("docs/" + name)


if __name__ == "__main__":
    main()
