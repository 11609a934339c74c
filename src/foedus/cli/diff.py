"""`foedus diff`: what changed between two releases of the register, and which verdicts with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import Json
from foedus.cli.output import print_json, print_plain, progress

__all__ = ["diff"]


def diff(
    version: Annotated[str, typer.Argument(help="The older register: a release's wheel, register.json or folder, or a tag or commit of this clone.")],
    to: Annotated[str | None, typer.Option("--to", metavar="VERSION", help="The newer one (default: this register).")] = None,
    casebook: Annotated[
        Path | None, typer.Option("--casebook", metavar="DIR", help="Cases whose verdicts are compared (default: the casebook).")
    ] = None,
    facts_only: Annotated[bool, typer.Option("--facts-only", help="Leave the verdicts of the casebook out.")] = False,
    json: Json = False,
) -> None:
    """Which facts changed between two releases, and which verdicts of the casebook changed with them.

    Examples:
      foedus diff v0.1.0

      foedus diff foedus-0.1.0-py3-none-any.whl --facts-only
    """
    from foedus import releases

    old = releases.find(version)
    new = releases.find(to) if to is not None else releases.current()
    cases = [] if facts_only else releases.cases(casebook)
    with progress(2 * len(cases) + 1) as step:
        found = releases.compare(old, new, cases, step=step)
    if json:
        print_json({"schema": "foedus.diff/1", **found})
    else:
        print_plain("\n".join(releases.lines(found)) + "\n")
