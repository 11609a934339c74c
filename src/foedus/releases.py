"""Two releases of the register side by side: the facts that changed, and the verdicts that changed with them."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec

from foedus.law.opinion import judge
from foedus.law.scenario import Scenario, parse
from foedus.problems import BadInput, Problem
from foedus.register.load import Register, compile_files, decode, load
from foedus.register.world import World

__all__ = ["cases", "changed", "compare", "current", "find", "lines"]

KINDS = ("instruments", "states", "places", "bodies", "classes", "assurances")
_HERE = Path(__file__).parent


def current() -> Register:
    """The register of this installation."""
    return load()


def find(version: str) -> Register:
    """The register of a release.

    Parameters
    ----------
    version : a wheel, a compiled register (JSON), a folder of records, or a tag or commit of the clone that
        this module lies in.

    Raises
    ------
    BadInput
        If there is nothing of that name, or it holds no register.
    """
    path = Path(version)
    try:
        if path.is_dir():
            return decode(compile_files(path))
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as wheel:
                return decode(wheel.read("foedus/register/register.json"))
        if path.is_file():
            return decode(path.read_bytes())
    except (msgspec.MsgspecError, KeyError, UnicodeDecodeError) as error:
        raise BadInput([Problem(file=version, says=f"holds no register: {error}")]) from None
    return _from_git(version)


def _from_git(revision: str) -> Register:
    """The records of a commit of this clone."""
    root = _HERE.parents[1]
    if revision.startswith("-") or not (root / ".git").exists():
        raise BadInput([Problem(path="VERSION", says="no such file or folder, and this is no clone with releases", value=revision)])
    data = "src/foedus/register/data"
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, data]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise BadInput([Problem(path="VERSION", says="no such file, folder, tag or commit", value=revision)])
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        return decode(compile_files(Path(folder) / data))


def cases(folder: Path | None = None) -> list[tuple[str, Scenario]]:
    """The scenarios of the casebook: of `folder`, of this clone, or as installed."""
    from foedus.register import yaml12

    places = [folder] if folder is not None else [_HERE / "casebook", _HERE.parents[1] / "tests" / "casebook"]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise BadInput([Problem(path="--casebook", says="no such folder", value=str(folder or places[-1]))])
    read = [yaml12.read(path)[0] for path in sorted(found.glob("*.yaml"))]
    return [(case["id"], parse(case["scenario"], case["id"])) for case in read]


def compare(
    old: Register, new: Register, casebook: Sequence[tuple[str, Scenario]] = (), *, step: Callable[[str], Any] = lambda _: None
) -> dict[str, Any]:
    """Records added, removed and changed (field by field), and the verdicts of the cases that differ.

    Examples
    --------
    >>> compare(current(), current())["facts"]["instruments"]
    {'added': [], 'removed': [], 'changed': {}}
    """
    step("facts")
    facts = {kind: changed(getattr(old, kind), getattr(new, kind)) for kind in KINDS}
    verdicts = []
    for id_, scenario in casebook:
        before, after = (_verdicts(register, scenario) for register in (old, new) if step(id_) is None)
        verdicts += [
            {"case": id_, "state": state, "toward": toward, "was": before.get((state, toward)), "is": after.get((state, toward))}
            for state, toward in sorted(before.keys() | after.keys()) if before.get((state, toward)) != after.get((state, toward))
        ]
    return {"old": old.digest, "new": new.digest, "facts": facts, "verdicts": verdicts}


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Ids added and removed, and for each changed record its fields: path -> [was, is]."""
    both = sorted(old.keys() & new.keys())
    fields = {id_: dict(_fields(msgspec.to_builtins(old[id_]), msgspec.to_builtins(new[id_]))) for id_ in both if old[id_] != new[id_]}
    return {"added": sorted(new.keys() - old.keys()), "removed": sorted(old.keys() - new.keys()), "changed": fields}


def _fields(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """The leaves that differ. Lists of things that have a name of their own are compared by it."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _fields(old.get(key), new.get(key), f"{path}.{str(key).rstrip('_')}".lstrip("."))
    elif isinstance(old, tuple) and isinstance(new, tuple) and all(isinstance(each, dict) for each in (*old, *new)):
        yield from _fields(_named(old), _named(new), path)
    elif old != new:
        yield path, [old, new]


def _named(items: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """Items by the state, article and duty, or address that names them; the second of a name gets a number."""
    found: dict[str, Any] = {}
    for item in items:
        names = [str(item[key]) for key in ("state", "article", "duty", "url", "publisher", "with_", "name", "by") if item.get(key)]
        name = " ".join(names[:2]) or "item"
        number = next(n for n in range(1, len(items) + 1) if (name if n == 1 else f"{name} #{n}") not in found)
        found[name if number == 1 else f"{name} #{number}"] = item
    return found


def _verdicts(register: Register, scenario: Scenario) -> dict[tuple[str, str], str]:
    try:
        opinion = judge(World(register, scenario.date or ""), scenario, explain=False, pivotal=False)
    except BadInput as error:
        return {("", ""): f"not asked: {error.problems[0]}"}
    return {(v.state, v.toward): v.verdict for v in opinion.verdicts}


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The comparison as text."""
    yield f"register {found['old'][:12]} -> {found['new'][:12]}"
    for kind, facts in found["facts"].items():
        for word in ("added", "removed"):
            if facts[word]:
                yield f"{kind} {word} ({len(facts[word])}): {', '.join(facts[word])}"
        if facts["changed"]:
            yield f"{kind} changed ({len(facts['changed'])}):"
        for id_, fields in facts["changed"].items():
            yield f"  {id_}"
            for path, (was, now) in fields.items():
                yield f"    {path}: {_short(was)} -> {_short(now)}"
    yield f"verdicts changed ({len(found['verdicts'])})" if found["verdicts"] else "no verdict of the casebook changed"
    for item in found["verdicts"]:
        who = f"{item['state']} toward {item['toward']}" if item["state"] else "the case"
        yield f"  {item['case']}: {who}: {item['was'] or 'nothing'} -> {item['is'] or 'nothing'}"


def _short(value: Any) -> str:
    text = "-" if value is None else str(value)
    return text if len(text) <= 100 else f"{text[:97]}..."
