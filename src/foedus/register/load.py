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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from foedus.problems import BadInput, Problem
from foedus.register.records import Assurance, Body, Class, Instrument, Place, State

__all__ = [
    "DATA", "KINDS", "Register", "cached", "compile_files", "compile_register", "decode", "load",
]

DATA = Path(__file__).parent / "data"
_COMPILED = Path(__file__).parent / "register.json"

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
    return decode(cached(f"register-{_hash(files)}.json", lambda: compile_register(paths)))


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


def _files(folder: Path) -> Iterator[tuple[tuple[str, str], tuple[Path, bytes]]]:
    """Each YAML file by kind and name; a file outside the known folders is an instrument."""
    for where, folders, files in os.walk(folder):
        folders.sort()
        kind = os.path.basename(where)  # noqa: PTH119 - as plain text: hundreds of files at every start
        for file in files:
            if file.endswith(".yaml"):
                name = file[:-5].lower()
                known = "regions" if name == "regions" else kind if kind in KINDS else "instruments"
                path = f"{where}{os.sep}{file}"
                with open(path, "rb") as stream:  # noqa: PTH123
                    yield (known, name), (Path(path), stream.read())


def _hash(files: Mapping[tuple[str, str], tuple[Path, bytes]]) -> str:
    total = hashlib.sha256()
    for name, (_, content) in sorted(files.items()):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    for module in ("records.py", "check.py"):
        total.update((Path(__file__).parent / module).read_bytes())
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
