"""Lower case without accents, one character for one: offsets into the folded text stay valid.

Chinese is folded to simplified characters, Arabic letters to their bare forms, full-width forms
to ASCII. Patterns of the grammar are folded in the same way, so that a speaker may write them
with or without accents.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

__all__ = ["fold", "script"]

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


_RANGES = (
    (0x0041, 0x024F, "latn"), (0x1E00, 0x1EFF, "latn"), (0x0370, 0x03FF, "grek"), (0x0400, 0x052F, "cyrl"),
    (0x0530, 0x058F, "armn"), (0x0590, 0x05FF, "hebr"), (0x0600, 0x06FF, "arab"), (0x0750, 0x077F, "arab"),
    (0xFB50, 0xFDFF, "arab"), (0x0900, 0x097F, "deva"), (0x0980, 0x09FF, "beng"), (0x0E00, 0x0E7F, "thai"),
    (0x10A0, 0x10FF, "geor"), (0x1100, 0x11FF, "hang"), (0xAC00, 0xD7AF, "hang"), (0x3040, 0x30FF, "kana"),
    (0x3400, 0x4DBF, "hani"), (0x4E00, 0x9FFF, "hani"), (0xF900, 0xFAFF, "hani"),
)


@cache
def script(char: str) -> str | None:
    """The script of a letter, by the first letters of its name in ISO 15924; None for other signs.

    Examples
    --------
    >>> script("ж"), script("條"), script("5")
    ('cyrl', 'hani', None)
    """
    code = ord(char)
    return next((name for low, high, name in _RANGES if low <= code <= high), None)
