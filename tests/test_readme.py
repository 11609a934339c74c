"""The README shows the real answer and the real counts. `python tests/test_readme.py` writes the counts."""

import re
from pathlib import Path

import foedus
from foedus.register.load import load
from foedus.register.world import world

README = Path(__file__).parent.parent / "README.md"
QUESTION = "What if the United States attacks North Korea?"


def counts() -> str:
    found = load()
    provisions = sum(len(item.provisions) for item in found.instruments.values())
    return (
        f"The register has {len(found.instruments)} instruments with {provisions} provisions, {len(found.states)} states and "
        f"{len(found.places)} places."
    )


def test_the_first_screen_is_the_real_answer() -> None:
    from foedus.wording.opinions import opinion

    answer = str(opinion(foedus.ask(QUESTION), world()))
    block = re.search(r"<!-- answer.*?-->\n```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    lines = block[1].splitlines()
    assert lines
    for line in lines:
        assert line in answer.splitlines(), line
    first_screen = README.read_text(encoding="utf-8").splitlines()[:30]
    assert any(QUESTION in line for line in first_screen)


def test_the_counts_are_drawn_from_the_register() -> None:
    assert counts() in README.read_text(encoding="utf-8")


def test_the_python_example_is_true() -> None:
    opinion = foedus.ask(QUESTION)
    found = [(v.state, v.verdict) for v in opinion.verdicts if v.toward == "PRK"]
    assert f"# {found}" in README.read_text(encoding="utf-8")


if __name__ == "__main__":
    old = README.read_text(encoding="utf-8")
    README.write_text(re.sub(r"The register has \d+ instruments.*? places\.", counts(), old), encoding="utf-8")
