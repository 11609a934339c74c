"""`foedus cite`: a citation with versions and hash."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.options import Json, RegisterDir
from foedus.cli.output import print_json

__all__ = ["cite"]


def cite(
    instrument: Annotated[str | None, typer.Argument(help="An instrument's id; none: foedus as a whole.")] = None,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="BibTeX instead of text.")] = False,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """How to cite foedus or one of its records, with versions and hash.

    Example:
      foedus cite prk-rus-2024 --bibtex
    """
    from foedus import citation
    from foedus.queries import find_instrument
    from foedus.register.world import world

    view = world(register=register)
    item = find_instrument(view, instrument) if instrument is not None else None
    digest = view.register.digest
    if json:
        print_json({"text": citation.text(digest, item), "bibtex": citation.bibtex(digest, item), "sha256": digest})
        return
    typer.echo(citation.bibtex(digest, item) if bibtex else citation.text(digest, item))
