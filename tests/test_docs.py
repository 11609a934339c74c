"""The documentation is made from the code and the register, and does not fall behind."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.docs import MEASURED, PAGES, measure  # noqa: E402


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run: python tools/docs.py"


def test_every_command_has_a_section_and_every_page_is_linked() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        if page.name != "index.md":
            assert f"({page.name})" in index, page.name


def test_the_measured_agreement_is_that_of_this_register(shared: Path) -> None:
    assert json.loads(MEASURED.read_text(encoding="utf-8")) == measure(shared / "data"), "run: python tools/docs.py"
