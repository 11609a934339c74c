"""Two releases side by side: which facts changed, and which verdicts with them."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from foedus import releases
from foedus.law.scenario import attack
from foedus.problems import BadInput
from foedus.register.load import Register, load

KOREA = [("korea", attack(["USA"], ["PRK"], on="2026-11-01"))]


def without(register: Register, id_: str) -> Register:
    return replace(register, instruments={k: v for k, v in register.instruments.items() if k != id_}, digest="0" * 64)


def test_a_treaty_that_is_new_changes_a_verdict() -> None:
    new = load()
    found = releases.compare(without(new, "chn-prk-1961"), new, KOREA)
    assert found["facts"]["instruments"]["added"] == ["chn-prk-1961"]
    assert {"case": "korea", "state": "CHN", "toward": "PRK", "was": None, "is": "must_help"} in found["verdicts"]


def test_a_changed_fact_is_named_by_its_path() -> None:
    new = load()
    treaty = new.instruments["prk-rus-2024"]
    late = msgspec.structs.replace(treaty, in_force=msgspec.structs.replace(treaty.in_force, from_="2025-01-01"))
    found = releases.changed({"prk-rus-2024": late}, {"prk-rus-2024": treaty})
    assert found["changed"] == {"prk-rus-2024": {"in_force.from": ["2025-01-01", "2024-12-04"]}}


def test_the_same_register_has_no_difference() -> None:
    found = releases.compare(load(), load(), KOREA)
    assert found["verdicts"] == []
    assert not any(facts["changed"] or facts["added"] or facts["removed"] for facts in found["facts"].values())
    assert "no verdict of the casebook changed" in list(releases.lines(found))


def test_a_compiled_register_is_a_release(tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    file.write_bytes(msgspec.json.encode(load()))
    assert releases.find(str(file)).digest == load().digest


@pytest.mark.parametrize("version", ["no-such-tag-of-ours", "-x", "--output=/tmp/x"])
def test_a_release_that_is_not_there_is_named(version: str) -> None:
    with pytest.raises(BadInput, match="no such file"):
        releases.find(version)


def test_a_file_that_is_no_register_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}")
    with pytest.raises(BadInput, match="holds no register"):
        releases.find(str(file))


def test_the_casebook_is_found() -> None:
    assert len(releases.cases()) > 100


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        releases.cases(tmp_path / "none")
