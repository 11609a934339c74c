"""Lower case without accents, one character for one: offsets into the folded text stay valid.

Chinese is folded to simplified characters, Arabic letters to their bare forms, full-width forms
to ASCII. Patterns of the grammar are folded in the same way, so that a speaker may write them
with or without accents.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

__all__ = ["fold"]

_SPECIAL = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ئ": "ي", "ؤ": "و",
    "ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "s", "æ": "a", "Æ": "a",
    "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ",
    "\u3000": " ", "\u2009": " ", "\n": " ", "\r": " ", "\t": " ", "ə": "e", "Ə": "e", "œ": "e", "Œ": "e", "ς": "σ",
}


class _Table(dict[int, str]):
    """Folds a character the first time that it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SPECIAL.get(char) or _plain(char)
        self[code] = folded
        return folded


def _plain(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3" or "\u3040" <= char <= "\u30ff":
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    for form in (unicodedata.normalize("NFKD", char.lower()), char.lower()):
        bare = "".join(part for part in form if not unicodedata.combining(part))
        if len(bare) == 1:
            return bare
    return char


@cache
def _table() -> _Table:
    table = _Table()
    path = Path(__file__).parent / "grammar" / "traditional.txt"
    for pair in path.read_text(encoding="utf-8").split():
        table[ord(pair[0])] = pair[1]
    return table


def fold(text: str) -> str:
    """The folded text, exactly as long as the text.

    Examples
    --------
    >>> fold("Traité d’Élysée"), fold("條約")
    ("traite d'elysee", '条约')
    """
    return text.translate(_table())
