"""Agreement with ATOP: counted on own readings, each difference with its cause, as the command prints it."""

import csv
from pathlib import Path

import pytest

from foedus.panel.agreement import Agreement, Kind, _alpha, agreement, read_members
from foedus.panel.atop import FLAGS, MEMBER
from foedus.problems import BadInput
from foedus.register.load import load
from foedus.terms import Cause


@pytest.fixture(scope="module")
def found(shared_data: Path) -> Agreement:
    return agreement(load(), read_members(shared_data))


@pytest.fixture(scope="module")
def shared_data(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue("shared")
    return path / "data"


def copy(folder: Path, rows: list[dict[str, str]]) -> Path:
    """A member file of ATOP's form with these rows; what is not said is 0."""
    file = folder / "atop5_1m.csv"
    with file.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, MEMBER, restval="0")
        writer.writeheader()
        writer.writerows(rows)
    return file


def nato(member: int, **said: str) -> dict[str, str]:
    return {"atopid": "3180", "member": str(member), "yrent": "1949", "moent": "4", "dayent": "4", "defense": "1", "nonagg": "1", "consul": "1", **said}


def test_every_alliance_of_atop_since_1945_has_a_record(found: Agreement) -> None:
    assert found.missing == []


def test_own_readings_agree_on_defence(found: Agreement) -> None:
    kind = found.own_readings["defense"]
    assert kind.agreement > 0.98
    assert kind.alpha is not None
    assert kind.alpha > 0.85


def test_every_difference_has_a_cause_and_a_reason(found: Agreement) -> None:
    causes = {str(cause) for cause in Cause}
    for each in found.differences:
        assert each["cause"] in causes
        assert each["why"]
        assert each["instruments"]


def test_the_causes_add_up(found: Agreement) -> None:
    for name, duty in FLAGS.items():
        kind = found.everything[name]
        assert sum(found.causes[name].values()) == kind.ours + kind.theirs
        assert sum(d["years"] for d in found.differences if d["duty"] == duty) == kind.ours + kind.theirs


@pytest.mark.parametrize(("id_", "duty"), [("cis-charter-1993", "defense"), ("seato-1954", "defense")])
def test_the_suspected_errors_are_settled(found: Agreement, id_: str, duty: str) -> None:
    causes = {d["cause"] for d in found.differences if id_ in d["instruments"] and d["duty"] == duty}
    assert "suspected_error" in causes


def test_a_copy_of_nato_with_signature_for_force_differs_by_dates_alone(tmp_path: Path) -> None:
    file = copy(tmp_path, [nato(2), nato(200), nato(316, yrent="1997", moent="12", dayent="16")])
    result = agreement(load(), read_members(file), period=(1990, 2000))
    mine = [d for d in result.differences if d["duty"] == "defense" and {d["obligor"], d["beneficiary"]} == {2, 316}]
    assert [(d["has"], d["first"], d["last"], d["cause"]) for d in mine] == [("atop", 1997, 1998, "dates")] * 2


def test_alpha_knows_chance_and_full_agreement() -> None:
    assert _alpha(50, 0, 0, 50) == 1.0
    assert _alpha(0, 0, 0, 10) is None
    assert _alpha(0, 0, 0, 0) is None
    mixed = _alpha(25, 25, 25, 25)
    assert mixed is not None
    assert abs(mixed) < 0.02


def test_agreement_of_nothing_is_full() -> None:
    assert Kind().agreement == 1.0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a,b\n1,2\n", "these columns are missing"),
        (b"\xff\xfe\x00", "not a CSV file"),
        (b"atopid,member,yrent,yrexit,defense,offense,neutral,nonagg,consul\nx,2,1949,0,1,0,0,1,1\n", "has to be a whole number"),
    ],
)
def test_a_file_that_is_not_atops_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "atop5_1m.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=says):
        read_members(tmp_path)


def test_a_folder_without_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"atop5_1m\.csv, is needed"):
        read_members(tmp_path)
