"""`foedus read`: a text in any language becomes instruments, events, statements, open questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.options import Json, Lang, Language, RegisterDir
from foedus.cli.output import print_json
from foedus.problems import BadInput, Problem

__all__ = ["read"]

_MAX = 60_000_000


def read(
    file: Annotated[str | None, typer.Argument(help="A text, HTML page or PDF; - for standard input.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Day of publication; relative dates hang on it.")
    ] = None,
    draft: Annotated[
        Path | None, typer.Option("--draft", metavar="OUT.yaml", help="Write a register record to be completed.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="ID", help="Show what the text and this record say differently.")
    ] = None,
    many: Annotated[
        Path | None, typer.Option("--many", metavar="DIR|JSONL|WARC", help="Read a whole corpus; needs -o.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="Where --many writes: .jsonl or .parquet.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="Ask this language model too (FOEDUS_MODEL_URL, FOEDUS_MODEL_KEY).")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes for --many.")] = 1,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Read a treaty or a news item in any language, each finding with the characters that support it.

    Examples:
      foedus read treaty.pdf

      foedus read news.html --published 2024-06-20 --json

      foedus read treaty.txt --draft draft.yaml

      foedus read --many pages/ -o readings.jsonl --workers 4
    """
    _extra()
    _date(published)
    if many is not None:
        _many(many, out, workers)
        return
    if file is None:
        raise BadInput("which file? Give a name, or - for standard input")
    from foedus.reading import read as read_text
    from foedus.register.load import load

    found = load(register) if register is not None else None
    reading = read_text(_data(file), published=published, register=found, model=model)
    if draft is not None:
        _draft(reading, draft)
    changes = _against(reading, against, register) if against is not None else None
    if json:
        print_json(reading if changes is None else {**reading, "against": {"record": against, "differences": changes}})
        return
    _show(reading, lang.value)
    if changes is not None:
        _show_changes(changes, str(against), lang.value)


def _extra() -> None:
    """Say what to install where the libraries for reading are missing."""
    from importlib.util import find_spec

    missing = [name for name in ("ahocorasick", "lingua", "trafilatura", "pypdf") if find_spec(name) is None]
    if missing:
        raise BadInput('this command needs more libraries: pip install "foedus[read]"')


def _date(published: str | None) -> None:
    from datetime import date

    if published is None:
        return
    parts = published.split("-")
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError):
        raise BadInput([Problem(path="--published", says="not a date YYYY-MM-DD", value=published[:40])]) from None


def _data(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(_MAX)
    path = Path(file)
    if path.is_dir():
        raise BadInput([Problem(file=file[:200], says="is a folder: foedus read --many FOLDER -o OUT.jsonl reads all of it")])
    if not path.is_file():
        raise BadInput([Problem(file=file[:200], says="no such file")])
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX)
    except OSError as error:
        raise BadInput([Problem(file=file[:200], says=f"cannot be read: {error.strerror}")]) from error


def _many(source: Path, out: Path | None, workers: int) -> None:
    from foedus.reading.corpus import how_many, read_many

    if out is None:
        raise BadInput("--many needs -o OUT.jsonl (or .parquet)")
    if not source.exists():
        raise BadInput([Problem(path="--many", says="no such file or folder", value=str(source)[:200])])
    if out.suffix not in (".jsonl", ".parquet"):
        raise BadInput([Problem(path="-o", says="a corpus is written as .jsonl or .parquet", value=str(out)[:200])])
    if out.suffix == ".parquet":
        from importlib.util import find_spec

        if find_spec("pyarrow") is None:
            raise BadInput('parquet needs more: pip install "foedus[parquet]"')
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("read", total=how_many(source))
            count = read_many(source, out, workers=workers, progress=lambda done: bar.update(task, completed=done))
    else:
        count = read_many(source, out, workers=workers)
    print(f"{count} texts read into {out}", file=sys.stderr)


def _draft(reading: dict[str, Any], path: Path) -> None:
    from datetime import date

    from foedus.reading.draft import draft

    try:
        path.write_text(draft(reading, today=date.today().isoformat()), encoding="utf-8")
    except OSError as error:
        raise BadInput([Problem(path="--draft", says=f"cannot be written: {error.strerror}", value=str(path))]) from error


def _against(reading: dict[str, Any], name: str, register: Path | None) -> list[dict[str, Any]]:
    from foedus.problems import nearest
    from foedus.reading.draft import differences
    from foedus.register.load import load

    found = load(register)
    item = found.instrument(name)
    if item is None:
        near = nearest(name, found.instruments)
        raise BadInput([Problem(path="--against", says="no such instrument", value=name[:80], nearest=near)])
    return differences(reading, item)


_WORDS = {
    "en": {
        "language": "Language", "parties": "Parties", "signed": "Signed", "matches": "In the register", "new": "not in the register", "candidates": "Might be", "register": "by the register",
        "cooperation": "Cooperation", "provisions": "Provisions", "events": "Events", "statements": "Statements",
        "questions": "Open questions", "developing": "The story is developing.", "warnings": "Warnings", "article": "article",
        "nothing": "No treaty, event or statement was found.", "all": "all available means", "same": "Text and record agree on what both say.",
        "differ": "Text and record differ", "text": "text", "record": "record",
    },
    "fr": {
        "language": "Langue", "parties": "Parties", "signed": "Signé", "matches": "Dans le registre", "new": "absent du registre", "candidates": "Peut-être", "register": "selon le registre",
        "cooperation": "Coopération", "provisions": "Dispositions", "events": "Événements", "statements": "Déclarations",
        "questions": "Questions ouvertes", "developing": "L'affaire est en cours.", "warnings": "Avertissements", "article": "article",
        "nothing": "Aucun traité, événement ou déclaration n'a été trouvé.", "all": "tous les moyens disponibles",
        "same": "Le texte et la fiche concordent sur ce que les deux disent.", "differ": "Le texte et la fiche diffèrent", "text": "texte", "record": "fiche",
    },
}


def _show(reading: dict[str, Any], lang: str) -> None:
    words = _WORDS[lang]
    lines = [f"{words['language']}: {reading['language']}"]
    for item in reading["instruments"]:
        lines += _instrument(item, reading["text"], words, lang)
    if reading["events"]:
        lines += ["", words["events"]]
        lines += [
            f"  {event['type']}: {', '.join(event['parties']) or '-'}; {event['date'] or '-'}; {event['place'] or '-'}"
            + _evidence(event, reading["text"])
            for event in reading["events"]
        ]
    if reading["statements"]:
        lines += ["", words["statements"]]
        lines += [f"  {said['speaker']} ({said['state'] or '-'}): {_short(said['claim'])}" for said in reading["statements"]]
    if reading["questions"]:
        lines += ["", words["questions"]]
        lines += [f"  {item['about']}" + _evidence(item, reading["text"]) for item in reading["questions"]]
    if reading["developing"]:
        lines += ["", words["developing"]]
    if not (reading["instruments"] or reading["events"] or reading["statements"]):
        lines += ["", words["nothing"]]
    if reading["warnings"]:
        lines += ["", words["warnings"], *(f"  {note}" for note in reading["warnings"])]
    print("\n".join(lines))


def _instrument(item: dict[str, Any], text: str, words: dict[str, str], lang: str) -> list[str]:
    from foedus.terms import Duty

    labels = {str(duty): duty.label(lang) for duty in Duty}
    signed = item["signed"]
    lines = [
        "", f"{words['parties']}: {', '.join(_party(party, words) for party in item['parties']) or '-'}",
        f"{words['signed']}: {signed['date'] or '-'}, {signed['place'] or '-'}" + (f" ({words['register']})" if signed.get("from_register") else ""),
        f"{words['matches']}: {item['matches'] or words['new']}",
    ]
    if item.get("candidates"):
        lines.append(f"{words['candidates']}: " + ", ".join(f"{one['id']} ({one['probability']:.0%})" for one in item["candidates"]))
    if item["cooperation"]:
        lines.append(f"{words['cooperation']}: {', '.join(item['cooperation'])}")
    if item["provisions"]:
        lines.append(words["provisions"])
    for provision in item["provisions"]:
        parts = [labels[provision["duty"]], provision["modality"]]
        if provision["article"]:
            parts.insert(0, f"{words['article']} {provision['article']}")
        if provision["all_means"]:
            parts.append(words["all"])
        if provision["trigger"]:
            parts.append("/".join(provision["trigger"]))
        lines.append("  " + "; ".join(parts) + _evidence(provision, text))
    return lines


def _party(party: dict[str, Any], words: dict[str, str]) -> str:
    return f"{party['state']} ({words['register']})" if party.get("from_register") else str(party["state"])


def _evidence(item: dict[str, Any], text: str) -> str:
    if not item["spans"]:
        return ""
    start, end = item["spans"][0]
    return f"\n      [{start}-{end}] {_short(text[start:end])}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:157] + "..."


def _show_changes(changes: list[dict[str, Any]], name: str, lang: str) -> None:
    words = _WORDS[lang]
    if not changes:
        print(f"\n{name}: {words['same']}")
        return
    print(f"\n{words['differ']} ({name})")
    for item in changes:
        print(f"  {item['field']}: {words['text']} {item['text']}; {words['record']} {item['record']}")
