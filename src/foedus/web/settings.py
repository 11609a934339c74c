"""How the server is set up; from the environment, so that every worker process sees the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.problems import BadInput, Problem

__all__ = ["Settings"]


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may turn.

    Parameters
    ----------
    rate : requests a minute for each client address; 0 for no limit.
    cache : megabytes of finished pages that one worker keeps; 0 for none.
    seconds : how long one answer may be worked at.
    body : bytes that a request may carry.
    register : a folder of one's own instruments laid over ours.
    """

    rate: int = 600
    cache: int = 64
    seconds: float = 20.0
    body: int = 2_000_000
    register: str | None = None

    @classmethod
    def of_environment(cls, env: Mapping[str, str] | None = None) -> Settings:
        """From `FOEDUS_RATE`, `FOEDUS_CACHE`, `FOEDUS_SECONDS`, `FOEDUS_BODY`, `FOEDUS_REGISTER`.

        Raises
        ------
        BadInput
            For a value that is no number, or a negative one.

        Examples
        --------
        >>> Settings.of_environment({"FOEDUS_RATE": "60"}).rate
        60
        """
        given = os.environ if env is None else env
        numbers = {name: _number(given, name) for name in ("rate", "cache", "seconds", "body")}
        kept: dict[str, Any] = {name: int(value) for name, value in numbers.items() if value is not None}
        if numbers["seconds"] is not None:
            kept["seconds"] = numbers["seconds"]
        return cls(**kept, register=given.get("FOEDUS_REGISTER") or None)


def _number(given: Mapping[str, str], name: str) -> float | None:
    key = f"FOEDUS_{name.upper()}"
    text = given.get(key)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e12:
        raise BadInput([Problem(path=key, says="has to be a number, 0 or more", value=text[:40])])
    return value
