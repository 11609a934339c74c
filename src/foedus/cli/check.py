"""`foedus check`: whether the register, or a file of one's own, is sound; and its JSON Schemas."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.options import Json, RegisterDir
from foedus.cli.output import print_json
from foedus.problems import BadInput, Problem, nearest
from foedus.register.dates import last_day, today
from foedus.register.world import World

__all__ = ["check"]

SCHEMAS = ("instrument", "state", "place", "body", "class", "assurance", "scenario", "opinion")


def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Files to check; none: the whole register.")] = None,
    schema: Annotated[
        str | None, typer.Option("--schema", metavar="KIND", help=f"Print a JSON Schema: {', '.join(SCHEMAS)}.")
    ] = None,
    against: Annotated[
        tuple[str, Path] | None,
        typer.Option("--against", metavar="DATASET PATH", help="Compare with another data set: atop and the folder of ATOP's files."),
    ] = None,
    years: Annotated[str, typer.Option("--years", metavar="FROM-TO", help="The years that --against compares.")] = "1946-2018",
    stale_after: Annotated[int, typer.Option("--stale-after", metavar="DAYS", min=1, help="Days after which a record in force is stale.")] = 365,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Check records: every problem with file, line, path, value and nearest valid value; and what needs a look.

    Without files it lists what is stale, of low confidence, or without an opened source. With --against it measures
    agreement with a data set of one's own, dyad by dyad and year by year, and groups the differences by cause.

    Examples:
      foedus check

      foedus check my-instruments/*.yaml

      foedus check --schema instrument > instrument.schema.json

      foedus check --against atop ATOP_5.1/
    """
    if schema is not None:
        print_json(_schema(schema))
        return
    if against is not None:
        from foedus.cli.against import compare

        compare(*against, years, register, json=json)
        return
    from foedus.register.load import load

    if files:
        _check_files(files)
        typer.echo(f"{len(files)} file(s): no problem in form")
        return
    found = load(register)
    report = _report(found, stale_after)
    if json:
        print_json(report)
        return
    for name, value in report.items():
        shown = ", ".join(f"{key} {count}" for key, count in value.items()) if isinstance(value, dict) else value
        typer.echo(f"{name}: {shown if not isinstance(value, list) else len(value)}")
        for item in value if isinstance(value, list) else ():
            typer.echo(f"  {item}")


def _schema(kind: str) -> dict[str, Any]:
    from foedus.law.opinion import Opinion
    from foedus.law.scenario import Scenario
    from foedus.register import records
    from foedus.register.validate import schema

    kinds: dict[str, type] = {
        "instrument": records.Instrument, "state": records.State, "place": records.Place, "body": records.Body,
        "class": records.Class, "assurance": records.Assurance, "scenario": Scenario, "opinion": Opinion,
    }
    if kind not in kinds:
        raise BadInput([Problem(path="--schema", says="no such schema", value=kind, nearest=nearest(kind, kinds))])
    return schema(kinds[kind])


def _check_files(files: list[Path]) -> None:
    from foedus.register.load import KINDS
    from foedus.register.records import Instrument
    from foedus.register.validate import read_record

    problems: list[Problem] = []
    for file in files:
        if not file.is_file():
            problems.append(Problem(file=str(file), says="no such file"))
            continue
        try:
            read_record(file, KINDS.get(file.resolve().parent.name, Instrument))
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)


def _report(register: Any, stale_after: int) -> dict[str, Any]:
    """Counts, and what a person should look at: stale, low confidence, no opened source."""
    view = World(register, today())
    items = register.instruments.values()
    return {
        "digest": register.digest,
        "records": {
            kind: len(getattr(register, kind))
            for kind in ("states", "places", "bodies", "classes", "instruments", "assurances")
        },
        "provisions": sum(len(item.provisions) for item in items),
        "confidence": dict(sorted(Counter(str(item.confidence) for item in items).items())),
        "basis": dict(sorted(Counter(str(item.basis) for item in items).items())),
        "low_confidence": [f"{i.id}: {i.note}" for i in items if i.confidence == "low"],
        "stale": [
            f"{item.id}: reviewed {item.reviewed}" for item in items
            if view.in_force(item).value is not False and _age(item.reviewed) > stale_after
        ],
        "no_opened_source": [item.id for item in items if not any(source.seen for source in item.sources)],
    }


def _age(date: str) -> int:
    """Days since a date; a month or year counts from its last day."""
    return (datetime.date.fromisoformat(today()) - datetime.date.fromisoformat(last_day(date))).days
