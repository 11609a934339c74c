"""The words of the pages, English and French: `en.yaml` and `fr.yaml` beside this module.

What an answer says is composed by `foedus.wording`; here are only the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["LANGUAGES", "Words", "catalogue"]

LANGUAGES = ("en", "fr")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Key -> text of one language; nested keys are joined by a dot."""
    from foedus.register import yaml12

    value, _ = yaml12.read(Path(__file__).with_name(f"{lang}.yaml"))
    return dict(_flat(value))


def _flat(value: Mapping[str, Any], head: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, item in value.items():
        name = f"{head}{key}"
        found.extend(_flat(item, f"{name}.") if isinstance(item, Mapping) else [(name, str(item))])
    return found


class Words:
    """Speaks one language.

    Examples
    --------
    >>> Words("fr")("nav.world")
    'Monde'
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        self._texts = catalogue(self.lang)

    def __call__(self, key: str, **values: Any) -> str:
        text = self._texts[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return key in self._texts

    def problem(self, says: str) -> str | None:
        """What is wrong with an input, in this language; None where there are no words of ours for it."""
        if self.lang == "en":
            return says
        key = "problem." + re.sub(r"[^a-z]+", "_", says.lower()).strip("_")[:60]
        return self._texts.get(key)
