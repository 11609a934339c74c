"""`foedus codebook`: every coded value with label, definition and ATOP variable."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language
from foedus.cli.output import print_json, print_plain

__all__ = ["codebook"]


class Format(StrEnum):
    """How the codebook is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def codebook(
    vocabulary: Annotated[str | None, typer.Argument(help="Only this vocabulary, such as duty or verdict.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="text, markdown or json.")] = Format.TEXT,
    lang: Lang = Language.EN,
    json: Json = False,
) -> None:
    """Every coded value: code, label, definition, ATOP 5.1 variable.

    Example:
      foedus codebook verdict --format markdown
    """
    from foedus import codebook as book

    found = book.entries(vocabulary)
    if json or format_ is Format.JSON:
        print_json(found)
    elif format_ is Format.MARKDOWN:
        print_plain(book.markdown(found, lang.value))
    else:
        print_plain(book.text(found, lang.value))
