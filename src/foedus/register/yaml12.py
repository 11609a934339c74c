"""YAML with the scalars of version 1.2, and the line of every value.

PyYAML reads 1.1, where `on`, `no` and `yes` are booleans; here they are text, as in YAML 1.2's
core schema, and so are dates. Anchors and aliases are refused (a few lines of them can stand for
gigabytes), and so are duplicate keys, which PyYAML would silently let the last one win.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from foedus.problems import BadInput, Problem

__all__ = ["MAX_BYTES", "Lines", "dump", "load", "read"]

MAX_BYTES = 1_000_000
_MAX_DEPTH = 60

#: The line (from 1) on which the value at a path stands.
Lines = dict[tuple[str | int, ...], int]

_INT = re.compile(r"[-+]?[0-9]+$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[Any, Lines]:
    """Load a file; raises `BadInput` when it is too large, not UTF-8 or not YAML."""
    with path.open("rb") as stream:
        data = stream.read(max_bytes + 1)
    return load(data, str(path), max_bytes=max_bytes)


def load(data: bytes | str, name: str = "input", *, max_bytes: int = MAX_BYTES) -> tuple[Any, Lines]:
    """The value of one YAML (or JSON) document and the line of each part of it.

    Examples
    --------
    >>> load("on: no\\ndate: 2024-06-19")[0]
    {'on': 'no', 'date': '2024-06-19'}
    """
    import yaml

    raw = data.encode() if isinstance(data, str) else data
    if len(raw) > max_bytes:
        raise BadInput([Problem(file=name, says=f"larger than {max_bytes:,} bytes")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([Problem(file=name, says=f"not UTF-8 text, from byte {error.start}")]) from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_events(yaml, loader, text, name)
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise BadInput([_syntax(error, name)]) from None
    problems: list[Problem] = []
    lines: Lines = {}
    value = _build(yaml, node, (), lines, name, problems) if node is not None else None
    if problems:
        raise BadInput(problems)
    return value, lines


def _check_events(yaml: Any, loader: Any, text: str, name: str) -> None:
    """Refuse aliases, deep nesting and second documents before anything is built."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadInput([Problem(file=name, line=line, says="anchors and aliases are not accepted")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise BadInput([Problem(file=name, line=line, says=f"nested deeper than {_MAX_DEPTH} levels")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise BadInput([Problem(file=name, line=line, says="more than one document in a file")])


def _syntax(error: Any, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    says = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    line = mark.line + 1 if mark is not None else None
    return Problem(file=name, line=line, says=f"not valid YAML: {says}")


def _build(
    yaml: Any, node: Any, path: tuple[str | int, ...], lines: Lines, name: str, problems: list[Problem]
) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(yaml, item, (*path, index), lines, name, problems) for index, item in enumerate(node.value)
        ]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(file=name, line=line, path=dotted(path), says="a key has to be plain text"))
            continue
        if key in result:
            where = dotted((*path, key))
            problems.append(Problem(file=name, line=line, path=where, says="key stands twice"))
        result[key] = _build(yaml, value_node, (*path, key), lines, name, problems)
    return result


def _scalar(node: Any) -> Any:
    return node.value if node.style in ("'", '"', "|", ">") else _plain_scalar(node.value)


def _plain_scalar(text: str) -> Any:
    """What a scalar without quotes means in YAML 1.2's core schema."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if len(text) < 32 and _INT.match(text):
        return int(text)
    if len(text) < 32 and _FLOAT.match(text):
        return float(text)
    return text


def dotted(path: tuple[str | int, ...]) -> str:
    """A path as people write it.

    Examples
    --------
    >>> dotted(("acts", 0, "actor"))
    'acts[0].actor'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def dump(value: Any) -> str:
    """YAML text that `load` reads back as the same value."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    def quoted(dumper: Any, text: str) -> Any:
        """Text that 1.2 would read as something else stands in quotes."""
        style = None if isinstance(_plain_scalar(text), str) else "'"
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, quoted)
    return str(
        yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=None)
    )
