"""`foedus umbrella`: nuclear-armed states around a state's commitments."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["umbrella"]


def umbrella(
    state: Annotated[str, typer.Argument(help="A state by name or id.")],
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Which nuclear-armed states owe it help, how binding, what declarations say, and the reverse.

    Example:
      foedus umbrella PRK
    """
    from foedus import api
    from foedus.register.world import world

    found = api.umbrella(state, on=noted(on), register=register)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.umbrella(found, world(on, register=register), lang=lang.value))
