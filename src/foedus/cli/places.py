"""`foedus places`, one line a place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["places"]


def places(
    name: Annotated[str | None, typer.Argument(help="Only places whose name or id contains this.")] = None,
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """The gazetteer on a day: coordinates, regions, who governs, claims and recognises.

    Example:
      foedus places hawaii
    """
    from foedus import listing
    from foedus.register.world import world

    view = world(noted(on), register=register)
    found: list[dict[str, Any]] = listing.places(view, name)
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.places(found, view, lang=lang.value))
