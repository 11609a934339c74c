"""The words inside figures, from phrases.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from foedus.register import yaml12

__all__ = ["phrase"]


@cache
def _phrases() -> dict[str, dict[str, str]]:
    read, _ = yaml12.load(files("foedus.web.figures").joinpath("phrases.yaml").read_text(encoding="utf-8"), "phrases.yaml")
    return dict(read)


def phrase(lang: str, key: str, **values: object) -> str:
    """A phrase in a language (English where the language is unknown), as plain text.

    Examples
    --------
    >>> phrase("fr", "neighbours", count=3)
    '3 liens'
    """
    catalogue = _phrases()
    words = catalogue.get(lang, catalogue["en"])[key]
    for name, value in values.items():
        words = words.replace("{" + name + "}", str(value))
    return words
