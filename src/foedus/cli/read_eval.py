"""`foedus read-eval`: precision, recall and F1 of the reader on coded texts."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.options import Json
from foedus.cli.output import print_json
from foedus.problems import BadInput, Problem

__all__ = ["read_eval"]


def read_eval(
    files: Annotated[list[Path], typer.Argument(help="JSON lines: id, lang, text, published, decoy, expected.")],
    confusions: Annotated[int, typer.Option("--confusions", min=0, help="How many confusions to show for each field.")] = 3,
    json: Json = False,
) -> None:
    """Measure the reader on texts that a person has coded.

    Examples:
      foedus read-eval texts/news.jsonl texts/clauses.jsonl

      foedus read-eval texts/news.jsonl --json
    """
    from foedus.cli.read import _extra

    _extra()
    from foedus.reading import read
    from foedus.reading.evaluate import FIELDS, evaluate

    entries = [entry for file in files for entry in _entries(file)]
    scores = evaluate(entries, read)
    languages = sorted({language for _, language in scores.counts})
    report: dict[str, Any] = {
        "texts": len(entries),
        "fields": {name: scores.score(name) for name in FIELDS},
        "languages": {lang: {name: scores.score(name, lang) for name in FIELDS} for lang in languages},
        "decoys": {"texts": scores.decoys, "false": scores.false_decoys},
        "confusions": {
            name: [{"expected": one, "read": two, "times": times} for (one, two), times in counts.most_common(confusions)]
            for name, counts in scores.confusions.items()
        },
    }
    if json:
        print_json(report)
        return
    print(f"{'field':<12} precision  recall      F1   expected")
    for name, item in report["fields"].items():
        print(f"{name:<12} {item['precision']:9.2f} {item['recall']:7.2f} {item['f1']:7.2f} {item['expected']:10.0f}")
    print(f"\n{'F1':<8}" + "".join(f"{name[:10]:>11}" for name in FIELDS))
    for lang in languages:
        row = report["languages"][lang]
        print(f"{lang:<8}" + "".join(f"{row[name]['f1']:>11.2f}" if row[name]["expected"] else f"{'-':>11}" for name in FIELDS))
    for name, items in report["confusions"].items():
        for item in items:
            print(f"{name}: expected {item['expected']}, read {item['read']} ({item['times']})")
    print(f"\ndecoys: {len(scores.false_decoys)} of {scores.decoys} false")
    for line in scores.false_decoys:
        print(f"  {line}")


def _entries(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        raise BadInput([Problem(file=str(file)[:200], says="no such file")])
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = json_module.loads(line)
        except ValueError as error:
            raise BadInput([Problem(file=str(file), line=number, says=f"not JSON: {error}")]) from error
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not isinstance(entry.get("expected"), dict):
            raise BadInput([Problem(file=str(file), line=number, says="an entry needs text and expected")])
        found.append({"id": str(number), **entry})
    return found
