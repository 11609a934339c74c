"""`foedus show`: an instrument, or a state on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["show"]


def show(
    name: Annotated[str, typer.Argument(help="An instrument's id, or a state by name or id.")],
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Everything the register says of an instrument, or of a state on a day.

    Examples:
      foedus show prk-rus-2024

      foedus show Poland --on 1939-09-01
    """
    from foedus import api
    from foedus.register.world import world

    found = api.show(name, on=noted(on), register=register)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    view = world(on, register=register)
    words = tables.instrument if found["schema"].startswith("foedus.instrument") else tables.state
    print_text(words(found, view, lang=lang.value))
