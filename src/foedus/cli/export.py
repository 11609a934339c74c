"""`foedus export`: the register as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.options import Json, RegisterDir
from foedus.cli.output import print_json, progress
from foedus.problems import BadInput, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["export"]

FORMS = ("atop", "register")


def export(
    form: Annotated[str, typer.Argument(help="atop: member, dyad-year and state-year files as ATOP's; register: all records as JSON.")],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="DIR", help="The folder to write into.")] = Path(),
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day (default: today).")] = None,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Write the register for other programs: in ATOP 5.1's form, continued to today, or whole as JSON.

    Examples:
      foedus export atop --to tables

      foedus export register --to .
    """
    from foedus.register.dates import today
    from foedus.register.load import load
    from foedus.register.world import valid_day

    if form not in FORMS:
        raise BadInput([Problem(path="FORM", says=f"has to be one of: {', '.join(FORMS)}", value=form, nearest=nearest(form, FORMS))])
    last = min(valid_day(until, "--until"), today()) if until is not None else today()
    if to.exists() and not to.is_dir():
        raise BadInput([Problem(path="--to", says="is a file, and a folder is needed", value=str(to))])
    found = load(register)
    try:
        to.mkdir(parents=True, exist_ok=True)
        written = _atop(found, to, last) if form == "atop" else _register(found, to)
    except OSError as error:
        raise BadInput([Problem(path="--to", says=f"cannot be written: {error.strerror}", value=str(to))]) from None
    if json:
        print_json([{"file": str(path), "count": count, "of": what} for path, count, what in written])
        return
    for path, count, what in written:
        typer.echo(f"{path}: {count} {what}")


def _register(register: Any, folder: Path) -> list[tuple[Path, int, str]]:
    import msgspec

    path = folder / "foedus_register.json"
    path.write_bytes(msgspec.json.encode(register, order="deterministic"))
    return [(path, len(register.instruments), "instruments")]


def _atop(register: Any, folder: Path, last: str) -> list[tuple[Path, int, str]]:
    from foedus.panel import atop

    year = int(last[:4])
    with progress(3) as step:
        step("members")
        members = list(atop.member_rows(register, until=last))
        written = [_csv(folder / "foedus_atop_m.csv", (*atop.MEMBER, *atop.ADDED), members)]
        step("directed dyad-years")
        dyads = list(atop.dyad_rows(register, until=year))
        written.append(_csv(folder / "foedus_atop_ddyr.csv", atop.DYAD, dyads))
        step("state-years")
        written.append(_csv(folder / "foedus_atop_sy.csv", atop.STATE, list(atop.state_rows(dyads, register, until=year))))
    return written


def _csv(path: Path, columns: Sequence[str], rows: list[dict[str, Any]]) -> tuple[Path, int, str]:
    """A CSV file as ATOP writes it: numbers bare, a missing value empty."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path, len(rows), "rows"
