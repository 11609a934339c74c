"""The codebook, made from `foedus.terms` and from nothing else."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from foedus.problems import BadInput, Problem, nearest
from foedus.terms import VOCABULARIES

__all__ = ["entries", "markdown", "text"]


def entries(vocabulary: str | None = None) -> list[dict[str, Any]]:
    """Vocabularies with their terms, as plain data; one, if it is named.

    Raises
    ------
    BadInput
        For a vocabulary that does not exist, with the nearest.

    Examples
    --------
    >>> [term["code"] for term in entries("force")[0]["terms"]]
    ['duty', 'right', 'intention', 'unknown']
    """
    found = [
        {
            "vocabulary": _name(group.__name__),
            "definition": (group.__doc__ or "").strip(),
            "terms": [
                {"code": str(t), "en": t.en, "fr": t.fr, "definition": t.definition, "atop": t.atop} for t in group
            ],
        }
        for group in VOCABULARIES
    ]
    if vocabulary is None:
        return found
    chosen = [group for group in found if group["vocabulary"] == vocabulary]
    if not chosen:
        names = [str(group["vocabulary"]) for group in found]
        near = nearest(vocabulary, names) or tuple(names[:3])
        raise BadInput([Problem(says="no such vocabulary", value=vocabulary[:60], nearest=near)])
    return chosen


def _name(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


def text(found: Sequence[dict[str, Any]], lang: str = "en") -> str:
    """For a terminal."""
    lines: list[str] = []
    for group in found:
        lines += [group["vocabulary"].upper(), textwrap.fill(group["definition"], 90), ""]
        for term in group["terms"]:
            atop = f"  [ATOP {term['atop']}]" if term["atop"] else ""
            lines.append(f"  {term['code']}: {term[lang]}{atop}")
            lines.append(textwrap.fill(term["definition"], 90, initial_indent="    ", subsequent_indent="    "))
        lines.append("")
    return "\n".join(lines) + "\n"


def markdown(found: Sequence[dict[str, Any]], lang: str = "en") -> str:
    """For the documentation: one table for each vocabulary."""
    head = {"en": "| code | label | definition | ATOP 5.1 |", "fr": "| code | libellé | définition | ATOP 5.1 |"}[lang]
    lines: list[str] = []
    for group in found:
        lines += [f"## {group['vocabulary']}", "", group["definition"], "", head, "|---|---|---|---|"]
        for term in group["terms"]:
            lines.append(f"| `{term['code']}` | {term[lang]} | {term['definition']} | {term['atop'] or ''} |")
        lines.append("")
    return "\n".join(lines) + "\n"
