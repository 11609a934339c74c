"""The shape of the house: small modules, a light import, every command in the documentation."""

import subprocess
import sys
from pathlib import Path

import pytest

import foedus
from foedus.cli.main import COMMANDS

SOURCE = Path(foedus.__file__).parent
DOCS = SOURCE.parents[1] / "docs"
#: Records and the codebook are one list each; a list may be long.
LISTS = {"records.py", "terms.py"}
HEAVY = ("pydantic", "babel", "rich", "pycountry", "pandas", "numpy", "networkx", "fastapi", "yaml")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_are_small(path: Path) -> None:
    limit = 650 if path.name in LISTS else 420
    assert len(path.read_text().splitlines()) <= limit


def test_no_module_is_called_utils_or_helpers() -> None:
    assert not [path for path in SOURCE.rglob("*.py") if path.stem in ("utils", "helpers", "util", "helper", "common", "misc")]


def imported(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"],
        capture_output=True, text=True, timeout=60, check=True,
    )
    return set(done.stdout.split())


def test_import_foedus_is_light() -> None:
    found = imported("import foedus")
    assert "foedus" in found
    assert not found & {*HEAVY, "typer", "msgspec"}


def test_a_warm_question_imports_nothing_heavy() -> None:
    asked = "from foedus.law.scenario import attack\nimport foedus\nfoedus.ask(attack(['USA'], ['PRK'], on='2026-11-01'))"
    imported(asked)
    assert not imported(asked) & set(HEAVY)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_documentation(command: str) -> None:
    pages = [path.read_text() for path in [*DOCS.rglob("*.md"), SOURCE.parents[1] / "README.md"] if path.is_file()]
    assert any(f"foedus {command}" in text for text in pages)
