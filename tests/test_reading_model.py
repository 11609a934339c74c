"""The optional language model, against a local server that plays the protocol and its failures."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from foedus.problems import BadInput
from foedus.reading import read

TEXT = "France and Poland signed a defence treaty in Nancy on 9 May 2025. A clause speaks of nuclear deterrence."


class Play:
    """What the server does with the next requests."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, str, float]] = []
        self.asked: list[dict[str, Any]] = []


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    state = Play()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body, wait = state.answers.pop(0)
            time.sleep(wait)
            try:
                self.send_response(status)
                self.send_header("Retry-After", "0")
                self.end_headers()
                self.wfile.write(body.encode())
            except OSError:
                return

        def log_message(self, *args: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("FOEDUS_MODEL_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("FOEDUS_MODEL_KEY", "none")
    yield state
    server.shutdown()
    server.server_close()


def answer(**content: Any) -> str:
    return json.dumps({"choices": [{"message": {"content": json.dumps(content)}}]})


def test_merge(play: Play) -> None:
    found = {"type": "signed", "date": "2025-05-09", "place": "Nancy", "quote": "signed a defence treaty"}
    claim = {"speaker": "A. Clause", "state": None, "claim": "x", "quote": "A clause speaks of nuclear deterrence."}
    play.answers = [(200, answer(events=[found], statements=[claim]), 0)]
    reading = read(TEXT, model="m")
    assert reading["events"][0]["found_by"] == ["grammar", "m"]
    assert reading["statements"][0]["found_by"] == ["m"]
    assert play.asked[0]["model"] == "m"


def test_span_not_in_text(play: Play) -> None:
    play.answers = [(200, answer(events=[{"type": "terminated", "quote": "was terminated"}]), 0)]
    reading = read(TEXT, model="m")
    assert [event["type"] for event in reading["events"]] == ["signed"]
    assert any("not in the text" in note for note in reading["warnings"])


@pytest.mark.parametrize("body", ["nonsense", '{"choices": []}', '{"choices": [{"message": {"content": "{broken"}}]}', "[]"])
def test_malformed(play: Play, body: str) -> None:
    play.answers = [(200, body, 0)]
    assert any(note.startswith("model:") for note in read(TEXT, model="m")["warnings"])


def test_too_many_requests_then_answer(play: Play) -> None:
    play.answers = [(429, "", 0), (200, answer(events=[]), 0)]
    assert read(TEXT, model="m")["warnings"] == []


def test_always_refused(play: Play) -> None:
    play.answers = [(429, "", 0)] * 3
    assert "model: HTTP 429" in read(TEXT, model="m")["warnings"]


def test_timeout(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_MODEL_TIMEOUT", "0.2")
    play.answers = [(200, answer(), 0.6)]
    assert any("no answer" in note for note in read(TEXT, model="m")["warnings"])


def test_no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOEDUS_MODEL_URL", raising=False)
    with pytest.raises(BadInput, match="FOEDUS_MODEL_URL"):
        read(TEXT, model="m")
