"""Both catalogues say the same things: same keys, same placeholders, none missing, none idle."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from foedus import terms
from foedus.law.scenario import KINDS
from foedus.wording import voice
from foedus.wording.voice import CATALOGS

CODE = {
    path.name: path.read_text(encoding="utf-8")
    for path in Path(voice.__file__).parent.glob("*.py")
    if not path.name.startswith(("english", "french", "facts"))
}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(CATALOGS["en"]) == set(CATALOGS["fr"])


@pytest.mark.parametrize("key", sorted(CATALOGS["en"]))
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    assert _fields(CATALOGS["en"][key]) == _fields(CATALOGS["fr"][key])


@pytest.mark.parametrize("name", sorted(CODE))
def test_every_key_that_the_code_names_is_in_the_catalogue(name: str) -> None:
    named = set(re.findall(r"""say\(\s*["']([a-z_.0-9]+)["']\s*[,)]""", CODE[name]))
    assert not named - set(CATALOGS["en"])


def test_every_key_is_used() -> None:
    code = "".join(CODE.values())
    built = re.findall(r"""f["']([a-z_.]+)\{""", code) + re.findall(r"""["']([a-z_]+\.)["'] \+""", code)
    built += [f"{group}." for group in re.findall(r'code\(\s*"([a-z_]+)"', code)]
    used = {*re.findall(r"""["']([a-z_.0-9]+)["']""", code)}
    idle = [key for key in CATALOGS["en"] if key not in used and not key.startswith(tuple(built))]
    assert not idle


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_code_has_words(lang: str) -> None:
    catalog = CATALOGS[lang]
    assert {f"event.{event}" for event in terms.Event} <= set(catalog)
    assert {f"in.{region}" for region in terms.Region} <= set(catalog)
    assert {f"group.{verdict}" for verdict in terms.Verdict} <= set(catalog)
    assert {f"status.{status}" for status in terms.Status} <= set(catalog)
    assert {f"duty.{duty}" for duty in terms.Duty} <= set(catalog)
    assert {f"{group}.{kind}" for kind in KINDS for group in ("act", "kind")} <= set(catalog)
    for duty in terms.Duty:
        assert {f"owes.{duty}.{force}" for force in ("must", "may", "means", "unknown")} <= set(catalog)
