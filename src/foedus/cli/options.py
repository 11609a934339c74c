"""Options that every command shares."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Json", "Lang", "Language", "On", "RegisterDir", "noted"]


class Language(StrEnum):
    """The languages of the output."""

    EN = "en"
    FR = "fr"


Lang = Annotated[Language, typer.Option("--lang", envvar="FOEDUS_LANG", help="Language of the output.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, YYYY-MM-DD (default: today).")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON; it does not depend on --lang.")]
RegisterDir = Annotated[
    Path | None, typer.Option("--register", metavar="DIR", help="A folder of your own instruments, laid over ours.")
]


def noted(on: str | None) -> str | None:
    """The day, checked; a day to come is answered as of today, and standard error says so."""
    from foedus.register.dates import today
    from foedus.register.world import valid_day

    if on is not None and valid_day(on, "--on") > today():
        print(f"foedus: {on} lies ahead; answered by the register as of today, {today()}", file=sys.stderr)
    return on
