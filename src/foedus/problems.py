"""What is wrong with an input: where, which value, and the nearest valid one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

__all__ = ["BadInput", "Problem", "nearest", "needs"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong. `path` is dotted, as `acts[0].actor`; `line` counts from 1."""

    says: str
    file: str | None = None
    line: int | None = None
    path: str | None = None
    value: str | None = None
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = ": ".join(part for part in (where, self.path, self.says) if part)
        if self.value is not None:
            text += f" (got {self.value})"
        if self.nearest:
            text += f"; did you mean {' or '.join(self.nearest)}?"
        return text


class BadInput(ValueError):
    """The input is wrong: the command line prints the problems and exits with 2.

    Examples
    --------
    >>> raise BadInput([Problem(says="no such state", path="acts[0].actor", value="RUZ", nearest=("RUS",))])
    Traceback (most recent call last):
        ...
    foedus.problems.BadInput: acts[0].actor: no such state (got RUZ); did you mean RUS?
    """

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems = (Problem(says=problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(value: str, valid: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """The valid values that look most like `value`, best first; empty when none is near.

    Examples
    --------
    >>> nearest("armed_atack", ["attack", "armed_attack", "threat"])[0]
    'armed_attack'
    """
    by_fold = {option.casefold(): option for option in valid}
    found = difflib.get_close_matches(value.casefold()[:200], by_fold, n=count, cutoff=0.6)
    return tuple(by_fold[fold] for fold in found)


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Inside, a library that is not installed is bad input: the message names the extra that brings it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "foedus":
            raise
        raise BadInput(f'this needs more libraries ({error.name}): pip install "foedus[{extra}]"') from None
