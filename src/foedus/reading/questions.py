"""Questions that a text leaves open, the fields of cooperation it names, and whether it will change."""

from __future__ import annotations

from foedus.reading.document import Document

__all__ = ["find_cooperation", "find_questions", "is_developing"]

_FIELDS = (
    "political", "trade", "investment", "security", "military", "economic", "technology", "culture", "energy",
    "nuclear", "intelligence", "justice",
)
_ABOUT = {
    "nuclear": "nuclear_umbrella", "military": "joint_exercises", "assist": "assistance", "treaty": "treaty",
    "threat": "threat",
}


def find_questions(document: Document) -> list[dict[str, object]]:
    """What the text says is open, one entry for each thing it is about.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> text = "It is unclear whether the nuclear deterrent covers the ally, or whether joint exercises follow."
    >>> [question["about"] for question in find_questions(prepare(text))]
    ['nuclear_umbrella', 'joint_exercises']
    """
    found: list[dict[str, object]] = []
    seen: set[tuple[str, int]] = set()
    for hit in document.find("question")[:60]:
        sentence = document.sentence_at(hit.start)
        text = document.text[sentence.start : sentence.end]
        asked = text.rstrip().endswith(("?", "?", "؟"))
        several = len(document.find("question", sentence.start, sentence.end)) > 1
        if not (asked or several):
            continue
        abouts = [name for concept, name in _ABOUT.items() if document.has(concept, sentence)]
        specific = [name for name in abouts if name in ("nuclear_umbrella", "joint_exercises")] or abouts[:1] or ["open"]
        for about in specific:
            if (about, sentence.start) not in seen:
                seen.add((about, sentence.start))
                found.append({"about": about, "spans": [[sentence.start, sentence.end]]})
    return found


def find_cooperation(document: Document) -> list[str]:
    """Fields named in the sentence that names most of them, if it names two and a treaty."""
    best: list[str] = []
    for sentence in document.sentences[:300]:
        named = [name for name in _FIELDS if document.has(name, sentence)]
        if len(named) > len(best) and (document.has("treaty", sentence) or document.has("party", sentence)):
            best = named
    return best if len(best) >= 2 else []


def is_developing(document: Document) -> bool:
    """Whether the text says that it will be updated."""
    return bool(document.find("developing"))
