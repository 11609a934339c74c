"""`foedus compare`: two to four instruments side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["compare"]


def compare(
    instruments: Annotated[list[str], typer.Argument(help="Two to four ids of instruments.")],
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Two to four instruments, provisions aligned by duty, differences marked.

    Example:
      foedus compare prk-rus-1961 prk-rus-2000 prk-rus-2024
    """
    from foedus import api
    from foedus.register.world import world

    found = api.compare(*instruments, on=noted(on), register=register)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.comparison(found, world(on, register=register), lang=lang.value))
