"""Earlier instruments that a text says are replaced, renewed or ended."""

from __future__ import annotations

from foedus.reading.document import Document

__all__ = ["find_lineage"]


def find_lineage(document: Document) -> list[dict[str, object]]:
    """Sentences that speak of an earlier instrument, with its date where one is given.

    Examples
    --------
    >>> from foedus.reading.reader import prepare
    >>> find_lineage(prepare("It replaces the treaty of friendship of 9 February 2000."))[0]["date"]
    '2000-02-09'
    """
    found: list[dict[str, object]] = []
    for hit in document.find("predecessor")[:20]:
        sentence = document.sentence_at(hit.start)
        if not document.has("treaty", sentence):
            continue
        days = [day.date for day in document.days_in(sentence.start, sentence.end) if not day.relative]
        date = next((day for day in days if document.published is None or day < document.published), None)
        entry: dict[str, object] = {
            "says": document.text[sentence.start : sentence.end], "date": date, "spans": [[sentence.start, sentence.end]],
        }
        if entry not in found:
            found.append(entry)
    return found
