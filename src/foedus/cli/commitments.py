"""`foedus commitments`: what a state has promised and been promised."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir, noted
from foedus.cli.output import print_json, print_text

__all__ = ["commitments"]


def commitments(
    state: Annotated[str, typer.Argument(help="A state by name or id.")],
    given: Annotated[bool, typer.Option("--given", help="Only what it owes others.")] = False,
    received: Annotated[bool, typer.Option("--received", help="Only what others owe it.")] = False,
    on: On = None,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Commitments given and received, counted by modality and binding force.

    Example:
      foedus commitments "United States" --given --on 2026-11-23
    """
    from foedus import api
    from foedus.register.world import world

    direction = "both" if given == received else "given" if given else "received"
    found = api.commitments(state, on=noted(on), direction=direction, register=register)  # type: ignore[arg-type]
    if json:
        print_json(found)
        return
    from foedus.wording import tables

    print_text(tables.commitments(found, world(on, register=register), lang=lang.value))
