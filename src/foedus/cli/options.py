"""Options that every command shares."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Json", "Lang", "Language", "On", "RegisterDir"]


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
