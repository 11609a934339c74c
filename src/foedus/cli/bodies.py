"""`foedus bodies`: councils, their members and how they decide."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["bodies"]


def bodies(
    name: Annotated[str | None, typer.Argument(help="Only bodies whose name or id contains this.")] = None,
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Councils and organs on a day: members, rule of decision, who can block.

    Example:
      foedus bodies un_sc --on 1990-08-02
    """
    from foedus import listing
    from foedus.register.world import world

    view = world(noted(on), register=register)
    found: list[dict[str, Any]] = listing.bodies(view, name)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.bodies(found, view, lang=lang.value))
