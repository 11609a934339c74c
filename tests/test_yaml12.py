"""YAML with the scalars of version 1.2, and what is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.problems import BadInput
from foedus.register import yaml12

LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-10**9, 10**9), LETTERS, st.sampled_from(["on", "no", "1e3", "null", "~", "1.5", "true"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(LETTERS, inner, max_size=3)), max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [("no", "no"), ("on", "on"), ("yes", "yes"), ("true", True), ("null", None), ("~", None), ("012", 12), ("1_000", "1_000"),
     ("0o14", "0o14"), ("1e3", 1000.0), ("2024-06-19", "2024-06-19"), ("12:30:45", "12:30:45"), ("'1'", "1"), ("-3", -3), ("1.5", 1.5)],
)
def test_scalars(text: str, value: Any) -> None:
    assert yaml12.load(f"a: {text}")[0] == {"a": value}


@given(st.dictionaries(LETTERS, VALUES, max_size=4))
def test_what_is_dumped_is_loaded_as_the_same(value: Any) -> None:
    assert yaml12.load(yaml12.dump(value))[0] == value


def test_lines() -> None:
    _, lines = yaml12.load("a: 1\nb:\n  - c\n  - d: 2\n")
    assert (lines[("a",)], lines[("b", 0)], lines[("b", 1, "d")]) == (1, 3, 4)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [("a: &x 1", 1, "anchors"), ("a: 1\nb: 2\na: 3", 3, "twice"), ("a: 1\n---\nb: 2", 2, "more than one"), ("a: [", 1, "YAML"),
     ("[a, b]: 1", 1, "plain text"), ("[" * 61, 1, "nested")],
)
def test_what_is_refused(text: str, line: int, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        yaml12.load(text, "file.yaml")
    problem = caught.value.problems[0]
    assert problem.file == "file.yaml"
    assert says in problem.says
    assert problem.line is not None
    assert problem.line >= line


def test_every_key_that_stands_twice_is_said() -> None:
    with pytest.raises(BadInput) as caught:
        yaml12.load("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [problem.path for problem in caught.value.problems] == ["a", "b.c"]


def test_size_is_limited() -> None:
    assert yaml12.load("a", max_bytes=1)[0] == "a"
    with pytest.raises(BadInput, match="larger than"):
        yaml12.load("ab", max_bytes=1)
