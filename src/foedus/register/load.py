"""The files of the register -> one immutable `Register`, compiled once and cached.

The YAML files are what people edit. They are validated with pydantic, checked against each other
(`foedus.register.check`) and written as one JSON document, named by the hash of the files'
content, into the user's cache. A wheel carries that document ready made.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

from foedus.problems import BadInput, Problem
from foedus.register.records import Assurance, Body, Class, Instrument, Place, State
from foedus.register.sides import Index

__all__ = [
    "DATA", "KINDS", "Register", "cached", "compile_files", "compile_register", "decode", "load",
]

DATA = Path(__file__).parent / "data"
_COMPILED = Path(__file__).parent / "register.json"
#: The modules that decide what a file may say: a change in them compiles the register anew.
_CODE = (Path(__file__).parent / "records.py", Path(__file__).parent / "check.py")

#: The folder of each kind of record.
KINDS: Mapping[str, type] = {
    "states": State,
    "places": Place,
    "bodies": Body,
    "classes": Class,
    "instruments": Instrument,
    "assurances": Assurance,
}

Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Register:
    """Everything that foedus knows, on all days. `digest` is the hash of the content."""

    states: Mapping[str, State]
    places: Mapping[str, Place]
    bodies: Mapping[str, Body]
    classes: Mapping[str, Class]
    instruments: Mapping[str, Instrument]
    assurances: Mapping[str, Assurance]
    regions: Mapping[str, tuple[Polygon, ...]]
    aliases: Mapping[str, str]
    digest: str

    @cached_property
    def sides(self) -> Index:
        """The provisions by who owes them, and by whom they are owed to; worked out once."""
        return Index(item for _, item in sorted(self.instruments.items()))

    def instrument(self, name: str) -> Instrument | None:
        """The instrument with this id or alias."""
        return self.instruments.get(self.aliases.get(name, name))


@cache
def load(overlay: Path | None = None) -> Register:
    """The register; `overlay` is a folder of one's own records laid over it.

    Raises
    ------
    BadInput
        With every problem in the files: file, line, path, value and nearest valid value.
    """
    if overlay is None and _COMPILED.exists():
        return decode(_COMPILED.read_bytes())
    files = dict(_files(DATA))
    if overlay is not None:
        if not overlay.is_dir():
            raise BadInput([Problem(says="no such folder", value=str(overlay))])
        files |= dict(_files(overlay))
    paths = {name: path for name, (path, _) in files.items()}
    # The content is hashed anew only when a file's size or time has changed, as git does it.
    stamps = [(*name, stamp) for name, (_, stamp) in files.items()]
    stamps += [("code", str(module), _stamp(module.stat())) for module in _CODE]
    content = cached(f"content-{_hash(stamps)}", lambda: _content(paths).encode())
    return decode(cached(f"register-{content.decode()}.json", lambda: compile_register(paths)))


def cached(name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, kept under `name`: beside this module in a wheel, else in the user's cache.

    A cache that cannot be written is no error.
    """
    packaged = Path(__file__).parent / name
    if packaged.exists():
        return packaged.read_bytes()
    from platformdirs import user_cache_path

    path: Path = user_cache_path("foedus") / name
    try:
        return path.read_bytes()
    except OSError:
        made = make()
        _store(path, made)
        return made


def compile_register(files: Mapping[tuple[str, str], Path]) -> bytes:
    """Validate and cross-check the files, by kind and name; the register as one JSON document."""
    from foedus.register.check import cross_check
    from foedus.register.validate import read_record

    if sys.stderr.isatty():
        print(f"foedus: compiling the register from {len(files)} files, once", file=sys.stderr)
    problems: list[Problem] = []
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    regions: Any = {}
    paths: dict[str, Path] = {}
    for (kind, name), path in sorted(files.items()):
        try:
            if kind == "regions":
                regions = _read_regions(path)
                continue
            record = read_record(path, KINDS[kind])
        except BadInput as error:
            problems.extend(error.problems)
            continue
        if record.id.lower() != name:
            says = f"the id has to be the file's name, {name}"
            problems.append(Problem(file=str(path), path="id", says=says, value=record.id))
        found[kind][record.id] = record
        paths[f"{kind}/{record.id}"] = path
    if not problems:
        problems.extend(cross_check(found, paths))
    if problems:
        raise BadInput(problems)
    aliases = {alias: record.id for record in found["instruments"].values() for alias in record.aliases}
    content = {**found, "regions": regions, "aliases": aliases}
    digest = hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()
    return msgspec.json.encode({**content, "digest": digest}, order="deterministic")


def compile_files(folder: Path) -> bytes:
    """Compile the files of one folder, as the wheel's build does."""
    return compile_register({name: path for name, (path, _) in _files(folder)})


def _read_regions(path: Path) -> dict[str, list[Any]]:
    from foedus.register import yaml12

    value, _ = yaml12.read(path)
    return {code: entry["polygons"] for code, entry in value.items()}


def _files(folder: Path) -> Iterator[tuple[tuple[str, str], tuple[Path, str]]]:
    """Each YAML file by kind and name, with its path, size and time; a file outside the known folders is an instrument."""
    waiting = [os.fspath(folder)]
    while waiting:
        where = waiting.pop()
        kind = os.path.basename(where)  # noqa: PTH119 - as plain text: thousands of files at every start
        with os.scandir(where) as entries:
            for entry in sorted(entries, key=lambda each: each.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".yaml"):
                    name = entry.name[:-5].lower()
                    known = "regions" if name == "regions" else kind if kind in KINDS else "instruments"
                    yield (known, name), (Path(entry.path), f"{entry.path} {_stamp(entry.stat())}")


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"


def _content(files: Mapping[tuple[str, str], Path]) -> str:
    """The hash of what the files say, and of the modules that read them."""
    code = [("code", module.name, module.read_text(encoding="utf-8")) for module in _CODE]
    return _hash([*((*name, path.read_bytes().decode("utf-8", "surrogateescape")) for name, path in files.items()), *code])


def _hash(parts: Iterable[tuple[str, ...]]) -> str:
    total = hashlib.sha256()
    for part in sorted(parts):
        for piece in part:
            total.update(f"{len(piece)}\0{piece}\0".encode("utf-8", "surrogateescape"))
    return total.hexdigest()[:32]


def decode(data: bytes) -> Register:
    """The register from its compiled form."""
    return msgspec.json.decode(data, type=Register)


def _store(path: Path, data: bytes) -> None:
    """Write whole or not at all; a cache that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(path)
    except OSError:
        return
