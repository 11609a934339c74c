"""Which language a text is in: by script, then by its commonest words and its own letters.

A frequency count over `grammar/languages.yaml` settles most texts in a tenth of a millisecond; lingua
(in its low-accuracy mode, restricted to the same languages) is asked when the count is not sure.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from foedus.reading.folding import script
from foedus.reading.grammar import languages

__all__ = ["identify"]

_SAMPLE = 20_000
@cache
def _profiles() -> dict[str, list[tuple[str, frozenset[str], frozenset[str]]]]:
    found: dict[str, list[tuple[str, frozenset[str], frozenset[str]]]] = {}
    for code, settings in languages().items():
        words = frozenset(settings.get("common", "").split())
        entry = (code, words, frozenset(settings.get("letters", "")))
        found.setdefault(settings["script"], []).append(entry)
    return found


def identify(text: str) -> str:
    """The code of the text's language; `und` if it cannot be told.

    Examples
    --------
    >>> identify("Les deux États se prêtent aide et assistance"), identify("條約生效"), identify("조약")
    ('fr', 'zh', 'ko')
    """
    sample = text[:_SAMPLE]
    letters = Counter(sample)
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        kind = script(char) if char.isalpha() else None
        if kind:
            scripts[kind] += count
    if not scripts:
        return "und"
    if scripts["kana"] * 20 > scripts["hani"] + scripts["kana"] and scripts["kana"] > scripts["latn"] / 8:
        return "ja"
    # A sign of a dense script stands for several letters of an alphabet.
    for dense in ("hani", "hang"):
        scripts[dense] *= 3
    main = scripts.most_common(1)[0][0]
    profiles = _profiles().get(main, [])
    if len(profiles) <= 1:
        return profiles[0][0] if profiles else "und"
    return _by_words(sample.lower(), letters, profiles)


def _by_words(
    lower: str, letters: Counter[str], profiles: list[tuple[str, frozenset[str], frozenset[str]]]
) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", lower))
    total = max(1, sum(words.values()))
    ranked: list[tuple[float, str]] = []
    for code, common, own in profiles:
        hits = sum(words[word] for word in common if word in words)
        kinds = sum(1 for word in common if word in words)
        special = sum(letters[char] + letters[char.upper()] for char in own)
        score = hits / total + 0.02 * kinds + min(0.25, 2.0 * special / max(1, len(lower)) * 3)
        ranked.append((score, code))
    ranked.sort(reverse=True)
    if ranked[0][0] <= 0.0 and total < 2:
        return "und"
    if ranked[0][0] < 1.5 * ranked[1][0] or ranked[0][0] < 0.12:
        return _by_model(lower) or (ranked[0][1] if ranked[0][0] > 0 else "und")
    return ranked[0][1]


@cache
def _model() -> Any:
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder

    names = {("nb" if code == "no" else code).upper() for code in languages()}
    known = [code for name in sorted(names) if (code := getattr(IsoCode639_1, name, None)) is not None]
    chosen = [language for language in Language.all() if language.iso_code_639_1 in known]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()


def _by_model(lower: str) -> str | None:
    """The statistical identifier's answer, for texts on which the word count is not sure."""
    found = _model().detect_language_of(lower[:240])
    if found is None:
        return None
    code: str = found.iso_code_639_1.name.lower()
    return "no" if code in ("nb", "nn") else code
