"""Both languages of the pages are complete, and say nothing that nobody asks for."""

import re
import string
from pathlib import Path

import pytest
from tests.websites import SCREENS, page

import foedus.web
from foedus.web.asked import AskQuery
from foedus.web.words import LANGUAGES, Words, catalogue

WEB = Path(foedus.web.__file__).parent
ENGLISH, FRENCH = catalogue("en"), catalogue("fr")
#: Words that are the same in both languages.
SAME = {
    "{name}, {day}", "API", "Accession", "Citation", "Code", "Europe", "Instruments", "Note", "Page", "Parties ({n})", "Pause", "Python", "Sources",
    "Type", "consultation", "provision", "signature", "Blocs", "Signature", "Aspect", "Dates", "Pages", "Licence",
}


def placeholders(text: str) -> set[str]:
    return {name.partition(":")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_same_keys() -> None:
    own = {key for key in FRENCH if not key.startswith("problem.")}
    assert own == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_the_same_placeholders(key: str) -> None:
    assert placeholders(ENGLISH[key]) == placeholders(FRENCH[key])


def test_french_is_not_english() -> None:
    assert {ENGLISH[key] for key in ENGLISH if ENGLISH[key] and ENGLISH[key] == FRENCH[key]} <= SAME


def used() -> set[str]:
    """Keys that templates and modules name; those that end in a dot are made of parts."""
    found: set[str] = set()
    for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r"""(?:\bt|words)\(f?["']([\w.]+)""", text))
    return found


def test_every_key_that_is_used_exists() -> None:
    missing = [key for key in used() if not (key in ENGLISH or any(known.startswith(key) for known in ENGLISH))]
    assert not missing


def test_every_key_is_used() -> None:
    names = used()
    whole = "\n".join(path.read_text(encoding="utf-8") for path in [*WEB.rglob("*.html"), *WEB.rglob("*.py")])
    idle = [key for key in ENGLISH if key not in whole and not any(key.startswith(name) for name in names if name[-1] in "._")]
    assert not idle


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", SCREENS)
def test_no_text_is_missing(path: str, lang: str) -> None:
    text = page(f"/{lang}{path}")
    assert f'<html lang="{lang}">' in text
    names = {name for key in ENGLISH for name in placeholders(ENGLISH[key])}
    left = set(re.findall(r"\{(\w+)[:}]", re.sub(r"<(pre|textarea|code)\b.*?</\1>", "", text, flags=re.DOTALL)))
    assert not left & names
    assert "Undefined" not in text


@pytest.mark.parametrize("path", SCREENS)
def test_the_languages_differ(path: str) -> None:
    assert page(f"/en{path}") != page(f"/fr{path}")


def test_every_problem_in_french_has_an_english_one() -> None:
    assert Words("fr").problem("no such state") == "aucun État de ce nom"
    assert Words("fr").problem("something that nobody translated") is None


def test_every_parameter_of_ask_is_described() -> None:
    assert all(field.description for field in AskQuery.model_fields.values())
