"""Both catalogues say the same things: same keys, same placeholders."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from foedus.wording import voice
from foedus.wording.voice import CATALOGS

WORDING = Path(voice.__file__).parent


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(CATALOGS["en"]) == set(CATALOGS["fr"])


@pytest.mark.parametrize("key", sorted(CATALOGS["en"]))
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    assert _fields(CATALOGS["en"][key]) == _fields(CATALOGS["fr"][key])


def test_every_key_that_the_code_names_is_in_the_catalogue() -> None:
    named = set()
    for path in WORDING.glob("*.py"):
        named |= set(re.findall(r'(?:say|has)\(\s*"([a-z_.0-9]+)"', path.read_text(encoding="utf-8")))
    assert named
    assert not named - set(CATALOGS["en"])


def test_every_key_is_used() -> None:
    code = "".join(p.read_text("utf-8") for p in WORDING.glob("*.py") if not re.match(r"english|french|facts", p.name))
    free = re.compile(r'f"([a-z_.]+)\{|f"([a-z_]+)\.|code\(\s*"([a-z_]+)"|"([a-z_]+)\." \+')
    starts = tuple(next(filter(None, match)) for match in free.findall(code))
    unused = [
        key for key in CATALOGS["en"] if f'"{key}"' not in code and not key.startswith(starts)
    ]
    assert not unused
