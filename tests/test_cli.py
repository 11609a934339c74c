"""The command line as a person meets it: another process, its output, its exit status."""

import json
import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import foedus
from foedus.cli.check import SCHEMAS
from foedus.cli.main import COMMANDS
from foedus.versions import __register__, __version__

OUT = Path(tempfile.mkdtemp(prefix="foedus-export-"))
#: A call of each command that has to succeed; `check` stands for the whole register.
CALLS: Mapping[str, list[str]] = {
    "ask": ["ask", "--attack", "USA:PRK", "--on", "2026-11-01"],
    "show": ["show", "prk-rus-2024"],
    "compare": ["compare", "prk-rus-1961", "prk-rus-2000", "prk-rus-2024"],
    "commitments": ["commitments", "PRK", "--on", "2026-11-01"],
    "umbrella": ["umbrella", "PRK"],
    "states": ["states", "korea"],
    "places": ["places", "hawaii"],
    "bodies": ["bodies", "un_sc", "--on", "1990-08-02"],
    "check": ["check"],
    "codebook": ["codebook", "verdict"],
    "cite": ["cite", "prk-rus-2024"],
    "diff": ["diff", str(Path(foedus.__file__).parent / "register" / "data"), "--facts-only"],
    "export": ["export", "register", "--to", str(OUT)],
    "read": ["read", str(Path(__file__).parent / "reading" / "sample.txt")],
    "read-eval": ["read-eval", str(Path(__file__).parent / "reading" / "own.jsonl")],
}
#: Commands that print in two languages.
WORDS = sorted(set(CALLS) - {"check", "cite", "diff", "export", "read-eval"})

KURSK = """
date: 2025-01-10
acts:
  - {id: invasion, actor: [RUS], target: [UKR], date: 2022-02-24, continuing: true}
  - {id: incursion, actor: [UKR], target: [RUS], date: 2024-08-06, until: 2025-04-26, answers: invasion}
"""


def run(*words: str, given: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "foedus", *words], input=given, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env}, check=False,
    )


@cache
def output(*words: str, **more: Any) -> str:
    """The standard output of a call that has to succeed; the same call is made once."""
    done = run(*words, **more)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout.decode()


def test_every_command_is_tried_here() -> None:
    assert set(CALLS) == set(COMMANDS) - {"serve"}  # which runs until it is stopped: test_web_serving.py


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    text = output(command, "--help")
    assert "Example" in text
    assert f"foedus {command}" in text


def test_help_lists_every_command() -> None:
    text = output("--help")
    assert all(command in text for command in COMMANDS)


def test_the_two_versions_are_apart() -> None:
    assert output("--version") == f"foedus {__version__}, register {__register__}\n"


@pytest.mark.parametrize("command", CALLS)
def test_every_command_answers(command: str) -> None:
    assert output(*CALLS[command]).strip()


@pytest.mark.parametrize("command", CALLS)
def test_json_does_not_depend_on_the_language(command: str) -> None:
    words = [*CALLS[command], "--json"]
    data = json.loads(output(*words))
    assert data
    if command in WORDS:
        assert json.loads(output(*words, "--lang", "fr")) == data


@pytest.mark.parametrize("command", WORDS)
def test_french_is_not_english(command: str) -> None:
    assert output(*CALLS[command]) != output(*CALLS[command], "--lang", "fr")


@pytest.mark.parametrize("command", sorted(set(CALLS) - {"check"}))
def test_a_pipe_has_no_escape_codes(command: str) -> None:
    assert "\x1b" not in output(*CALLS[command])


def on_a_terminal(*words: str, **env: str) -> bytes:
    """What a command writes to a terminal of 80 columns."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **env}
    process = subprocess.Popen(
        [sys.executable, "-m", "foedus", *words], stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(follower)
    written = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(leader)
    assert process.wait(timeout=60) == 0
    return written


def test_colour_on_a_terminal_and_not_with_no_color() -> None:
    assert b"\x1b[" in on_a_terminal(*CALLS["ask"])
    assert b"\x1b[" not in on_a_terminal(*CALLS["ask"], NO_COLOR="1")


def test_a_closed_pipe_is_no_error() -> None:
    for words in (["states", "--all"], ["ask", "--attack", "USA:PRK", "--full"], ["codebook"], ["ask", "--attack", "USA:PRK", "--json"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "foedus", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        complaint = process.stderr.read()
        process.stderr.close()
        assert (process.wait(timeout=60), complaint) == (0, b""), words


# --- asking ----------------------------------------------------------------------------------


def test_the_question_of_the_readme() -> None:
    text = output("ask", "What if the United States attacks North Korea?", "--on", "2026-11-01")
    assert "Russia" in text
    assert "China" in text
    assert re.search(r"\bart(icle|\.)s? 4\b", text)
    assert "Oppenheim" in text or "determine" in text


def test_a_question_flags_and_a_file_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text("hypothetical: true\ndate: 2026-11-01\nacts: [{id: attack, actor: USA, target: PRK, date: 2026-11-01}]\n")
    question = json.loads(output("ask", "What if the US attacks North Korea?", "--on", "2026-11-01", "--json"))
    flags = json.loads(output(*CALLS["ask"], "--json"))
    scenario = json.loads(output("ask", "--scenario", str(file), "--json"))
    assert question["verdicts"] == flags["verdicts"] == scenario["verdicts"]


def test_a_scenario_from_standard_input() -> None:
    found = json.loads(output("ask", "--scenario", "-", "--json", given=KURSK.encode()))
    assert found["date"] == "2025-01-10"
    assert {item["state"] for item in found["breaches"]} == {"RUS"}


def test_names_in_flags_are_resolved() -> None:
    named = json.loads(output("ask", "--attack", "United States:Corée du Nord", "--on", "2026-11-01", "--json"))
    assert named["verdicts"] == json.loads(output(*CALLS["ask"], "--json"))["verdicts"]


def verdicts(*flags: str, attack: str = "USA:PRK") -> dict[tuple[str, str], str]:
    found = json.loads(output("ask", "--attack", attack, "--on", "2026-11-01", *flags, "--json"))
    return {(item["state"], item["toward"]): item["verdict"] for item in found["verdicts"]}


@pytest.mark.parametrize(
    ("flags", "verdict"),
    [([], "must_help"), (["--lawful"], "not_triggered"), (["--no-war"], "consult"), (["--assume", "none"], "undetermined"),
     (["--kind", "incident"], "consult")],
)
def test_flags_turn_assumptions_round(flags: list[str], verdict: str) -> None:
    assert verdicts(*flags)[("RUS", "PRK")] == verdict


def test_a_place_turns_the_answer() -> None:
    assert verdicts(attack="CHN:USA")[("GBR", "USA")] == "must_act_own_means"
    assert verdicts("--place", "hawaii", attack="CHN:USA")[("GBR", "USA")] == "consult"


def test_a_state_that_is_asked_for_has_its_none() -> None:
    assert verdicts("--state", "Switzerland")[("CHE", "PRK")] == "none"


def test_conduct_is_added_only_when_asked() -> None:
    assert json.loads(output(*CALLS["ask"], "--json"))["conduct"] is None
    words = ("ask", "--attack", "AZE:ARM", "--on", "2022-09-13", "--json", "--conduct", "all-honour")
    found = json.loads(output(*words))["conduct"]
    assert found["policy"] == "all_honour"
    assert set(found["by_account"]["default"]["belligerents"]) >= {"ARM", "AZE", "RUS"}


def test_known_by_leaves_out_what_was_secret() -> None:
    attack = ("ask", "--attack", "FRA:DEU", "--on", "1888-01-01", "--json")
    public, open_ = (json.loads(output(*attack, *more)) for more in (("--known-by", "1888-01-01"), ()))
    seen, all_ = ({item["instrument"]["id"] for item in data["duties"]} for data in (public, open_))
    assert seen < all_


# --- one's own register ------------------------------------------------------------------------

OWN = """
id: che-lie-1999
title: {en: Our own pact, fr: Notre pacte}
form: treaty
binding: international
signed: {date: 1999-01-01}
in_force: {from: 1999-01-01}
parties: [{state: CHE}, {state: LIE}]
text: published
provisions: [{article: "1", duty: defense, when: {event: attack}, means: necessary, gist: Help.}]
sources: [{of: text, publisher: Ourselves}]
basis: own_reading
reviewed: 2026-01-01
confidence: high
"""


def test_ones_own_instruments_are_laid_over_ours(tmp_path: Path) -> None:
    (tmp_path / "che-lie-1999.yaml").write_text(OWN)
    found = json.loads(output("ask", "--attack", "AUT:LIE", "--on", "2020-01-01", "--register", str(tmp_path), "--json"))
    assert [(v["state"], v["verdict"]) for v in found["verdicts"] if v["state"] == "CHE"] == [("CHE", "must_help")]
    assert json.loads(output("show", "che-lie-1999", "--register", str(tmp_path), "--json"))["id"] == "che-lie-1999"


def test_a_folder_with_problems_is_refused_with_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "che-lie-1999.yaml").write_text(OWN.replace("treaty", "traety").replace("state: LIE", "state: LEI"))
    (tmp_path / "other.yaml").write_text("id: other\n")
    said = bad("show", "PRK", "--register", str(tmp_path))
    assert "che-lie-1999.yaml:4: form: has to be one of" in said
    assert "did you mean treaty" in said
    assert "other.yaml" in said


# --- bad input ---------------------------------------------------------------------------------


def bad(*words: str, given: bytes | None = None) -> str:
    """Bad input: exit 2, nothing on standard output, the message on standard error."""
    done = run(*words, given=given)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert done.stdout == b""
    assert "Traceback" not in said
    assert "fault of ours" not in said
    return said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask", "--attack", "RUZ:UKR"], "RUS"),
        (["ask", "--attack", "Russsia:Ukraine"], "RUS"),
        (["ask", "--attack", "RUS"], "A:B"),
        (["ask", "--attack", "RUS:UKR:POL"], "A:B"),
        (["ask", "--attack", "RUS:RUS"], "itself"),
        (["ask", "--attack", "RUS,UKR:UKR"], "both sides"),
        (["ask", "--attack", "RUS:UKR", "--on", "1814-12-31"], "1815"),
        (["ask", "--attack", "RUS:UKR", "--on", "2023-02-29"], "calendar"),
        (["ask", "--attack", "RUS:CSK", "--on", "2020-01-01"], "did not exist"),
        (["ask", "--attack", "RUS:UKR", "--kind", "armed_atack"], "armed_attack"),
        (["ask", "--attack", "RUS:UKR", "--place", "atlantis"], "no such place"),
        (["ask", "--attack", "RUS:UKR", "--place", "91,0"], "latitude"),
        (["ask", "--attack", "RUS:UKR", "--state", "Ruritania"], "no such state"),
        (["ask", "--attack", "RUS:UKR", "--known-by", "soon"], "calendar"),
        (["ask", "--attack", "RUS:UKR", "--lang", "de"], "lang"),
        (["ask", "--attack", "Congo:RWA"], "COD"),
        (["ask"], "one of"),
        (["ask", "Who?", "--attack", "RUS:UKR"], "one of"),
        (["ask", "Colourless green ideas"], "not understood"),
        (["ask", "What if Korea attacks Japan?"], "PRK"),
        (["ask", "--scenario", "/nonexistent/file.yaml"], "No such file"),
        (["ask", "--nonsense"], "nonsense"),
        (["show", "prk-rus-2023"], "prk-rus-2024"),
        (["show", "Ruritania"], "no such state"),
        (["compare", "prk-rus-2024"], "two to four"),
        (["compare", "prk-rus-2024", "prk-rus-2024"], "itself"),
        (["compare", "prk-rus-2024", "prk-rus-200"], "prk-rus-2000"),
        (["commitments", "Polnd"], "POL"),
        (["commitments", "PRK", "--on", "1500-01-01"], "1815"),
        (["umbrella", "Guineas"], "GIN"),
        (["states", "--on", "31/12/1999"], "calendar"),
        (["codebook", "verdicts"], "verdict"),
        (["check", "--schema", "instruments"], "instrument"),
        (["check", "/nonexistent.yaml"], "no such file"),
        (["cite", "prk-rus-2025"], "prk-rus-2024"),
        (["show", "PRK", "--register", "/nonexistent"], "no such folder"),
        (["nonsense"], "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_exit_two_and_one_message(words: list[str], says: str) -> None:
    assert says in bad(*words)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"acts: [", "not valid YAML"), (b"\xff\xfe", "UTF-8"), (b"a: &a [b]\nc: [*a]", "aliases"),
        (b"acts: [{actor: RUS, target: UKR, actor: RUS}]", "key stands twice"),
        (b"acts: [{actor: RUS, target: UKR, wepon: tanks}]", "unknown key"),
        (b"x" * 1_000_001, "larger than"), (b"", "acts"),
    ],
)
def test_a_bad_scenario_is_exit_two_and_one_message(text: bytes, says: str) -> None:
    said = bad("ask", "--scenario", "-", given=text)
    assert says in said
    assert said.startswith("foedus: standard input")
    assert len(said.splitlines()) == 1


def test_a_file_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    said = bad("ask", "--scenario", str(file))
    assert "large.yaml" in said
    assert "larger than" in said


def test_a_folder_is_no_scenario(tmp_path: Path) -> None:
    assert "--scenario" in bad("ask", "--scenario", str(tmp_path))


def test_a_future_day_is_answered_as_of_today_and_says_so() -> None:
    found = json.loads(output("ask", "--attack", "USA:PRK", "--on", "2999-01-01", "--json"))
    assert [item["code"] for item in found["warnings"]] == ["future_date"]
    assert "2999-01-01" in output("ask", "--attack", "USA:PRK", "--on", "2999-01-01")


# --- schemas -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_published_schemas_are_schemas(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(output("check", "--schema", kind)))


def test_check_reports_every_file(tmp_path: Path) -> None:
    good, wrong = tmp_path / "che-lie-1999.yaml", tmp_path / "wrong.yaml"
    good.write_text(OWN)
    wrong.write_text(OWN.replace("state: LIE", "stat: LIE").replace("binding: international", "binding: yes"))
    assert output("check", str(good))
    said = bad("check", str(good), str(wrong))
    assert "wrong.yaml:5: binding" in said
    assert "unknown key" in said
    assert "che-lie-1999.yaml" not in said
