"""Records: all that is wrong with a file at once, schemas that hold, and YAML that comes back."""

from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from foedus.problems import BadInput, Problem
from foedus.register import yaml12
from foedus.register.load import DATA, KINDS, load
from foedus.register.records import Instrument, State
from foedus.register.validate import adapter, read_record, schema, validate
from strategies import pact, provision, state

FILES = sorted(path for kind in KINDS for path in (DATA / kind).glob("*.yaml"))


def problems(value: Any, kind: type = Instrument) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        validate(value, kind, file="x.yaml")
    return list(caught.value.problems)


def test_everything_that_is_wrong_is_said_at_once_with_line_and_nearest(tmp_path: Path) -> None:
    file = tmp_path / "aaa-bbb-1990.yaml"
    bad = pact(form="traety", reviewed="soon", parties=[{"state": "Aaa"}], provisions=[provision(duty="defence", wen=1)])
    del bad["text"]
    file.write_text(yaml12.dump(bad))
    with pytest.raises(BadInput) as caught:
        read_record(file, Instrument)
    found = {problem.path: problem for problem in caught.value.problems}
    assert set(found) == {"form", "reviewed", "parties[0].state", "provisions[0].duty", "provisions[0].wen", "text"}
    assert (found["form"].value, found["form"].nearest[0]) == ("traety", "treaty")
    assert found["provisions[0].duty"].nearest[0] == "defense"
    assert found["text"].says == "is missing"
    assert "when" in found["provisions[0].wen"].nearest
    lines = file.read_text().splitlines()
    assert found["form"].line == next(n for n, line in enumerate(lines, 1) if line.startswith("form:"))
    assert all(problem.file == str(file) and problem.line for problem in found.values())


@pytest.mark.parametrize(
    ("change", "path"),
    [({"id": "Not A Slug"}, "id"), ({"signed": {"date": "1990-13"}}, "signed.date"),
     ({"provisions": [provision(article="")]}, "provisions[0].article"), ({"provisions": [provision(procedure=["vote"])]}, "provisions[0].procedure[0]"),
     ({"binding": True}, "binding"), ({"unknown_key": 1}, "unknown_key")],
)
def test_each_bad_value_is_named(change: dict[str, Any], path: str) -> None:
    assert [problem.path for problem in problems(pact(**change))] == [path]


def test_a_bare_year_or_article_may_be_a_number() -> None:
    found = validate(pact(signed={"date": 1990}, provisions=[provision(article=4)]), Instrument)
    assert (found.signed.date, found.provisions[0].article) == ("1990", "4")


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_accept_every_record_and_refuse_an_unknown_key(kind: str) -> None:
    found = schema(KINDS[kind])
    jsonschema.Draft202012Validator.check_schema(found)
    checker = jsonschema.Draft202012Validator(found)
    files = sorted((DATA / kind).glob("*.yaml"))
    if not files:
        pytest.skip(f"the register has no {kind}")
    wrong = []
    for file in files:
        value, _ = yaml12.read(file)
        wrong += [f"{file.name}: {error.json_path}: {error.message[:80]}" for error in checker.iter_errors(value)]
        assert not checker.is_valid({**value, "nonsense": 1})
    assert not wrong, wrong[:5]


def plain(value: Any) -> Any:
    """A record in the keys of its YAML."""
    names = getattr(type(value), "__struct_fields__", getattr(type(value), "__dataclass_fields__", None))
    if names is not None:
        return {name.rstrip("_"): plain(getattr(value, name)) for name in names}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return msgspec.to_builtins(value)


def test_yaml_to_record_to_yaml_is_the_identity_for_every_record() -> None:
    assert FILES
    lost = []
    for file in FILES:
        kind = KINDS[file.parent.name]
        record = read_record(file, kind)
        again, _ = yaml12.load(yaml12.dump(plain(record)))
        if validate(again, kind) != record:
            lost.append(file.name)
    assert not lost


def test_the_compiled_form_gives_the_same_records() -> None:
    for file in FILES[:: max(1, len(FILES) // 60)]:
        kind = KINDS[file.parent.name]
        record = read_record(file, kind)
        assert msgspec.json.decode(msgspec.json.encode(record), type=kind) == record


def test_records_do_not_change() -> None:
    found = validate(state("AAA"), State)
    with pytest.raises(AttributeError):
        found.id = "BBB"
    assert adapter(State) is adapter(State)


def test_a_file_that_changes_within_its_size_is_read_again(tmp_path: Path) -> None:
    source = load().instruments["prk-rus-2024"]
    file = tmp_path / "prk-rus-2024.yaml"
    text = (DATA / "instruments" / file.name).read_text(encoding="utf-8")
    found = []
    for day in ("2024-12-04", "2024-12-07"):
        file.write_text(text.replace("2024-12-04", day), encoding="utf-8")
        load.cache_clear()
        found.append(load(tmp_path).instruments[source.id].in_force.from_)
    load.cache_clear()
    assert found == ["2024-12-04", "2024-12-07"]

