"""`foedus states`, one line a state."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["states"]


def states(
    name: Annotated[str | None, typer.Argument(help="Only states whose name or id contains this.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="States of all times, not only those of the day.")] = False,
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """The states of the register on a day: id, name, codes, existence.

    Example:
      foedus states --on 1914-07-28
    """
    from foedus import listing
    from foedus.register.world import world

    view = world(noted(on), register=register)
    found: list[dict[str, Any]] = listing.states(view, name, everything=all_)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.states(found, view, lang=lang.value))
