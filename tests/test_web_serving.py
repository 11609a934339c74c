"""`foedus serve` as an operator meets it: start, workers, health, logs, slow clients, stop."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from foedus.problems import BadInput
from foedus.web.serving import PATIENCE
from foedus.web.settings import Settings


@contextmanager
def serving(*words: str, **env: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", "--port", str(port), *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **env},
    )
    try:
        for _ in range(600):
            try:
                health(port)
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
        yield port, process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def health(port: int) -> dict[str, object]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
        return json.load(answer)  # type: ignore[no-any-return]


def test_it_answers_writes_lines_of_json_and_stops_when_told() -> None:
    with serving() as (port, process):
        assert health(port)["status"] == "ok"
        urllib.request.urlopen(f"http://127.0.0.1:{port}/suggest.json?q=secret-words", timeout=20).close()
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
        assert process.returncode in (0, -signal.SIGTERM)
    lines = [json.loads(line) for line in said.decode().splitlines() if line.startswith("{")]
    request = next(line for line in lines if line.get("path") == "/suggest.json")
    assert request["status"] == 200
    assert request["ms"] >= 0
    assert b"secret-words" not in said
    assert b"Traceback" not in said


def test_a_request_that_is_being_answered_is_finished() -> None:
    with serving() as (port, process), socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /ask.json?attack=RUS:FIN&on=2020-01-01 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        client.settimeout(30)
        data = b""
        while piece := client.recv(65_536):
            data += piece
        assert data.startswith(b"HTTP/1.1 200")
        assert data.endswith(b"}")


def test_several_workers() -> None:
    with serving("--workers", "2") as (port, process):
        pids = {health(port)["pid"] for _ in range(40)}
        assert pids
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def test_a_client_that_never_finishes_is_sent_away() -> None:
    with serving() as (port, _), socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        slow.settimeout(PATIENCE + 10)
        began = time.monotonic()
        assert health(port)["status"] == "ok"
        answer = slow.recv(1000)
        assert time.monotonic() - began >= PATIENCE - 1
        assert answer == b"" or b" 408 " in answer


def test_a_body_that_never_comes_is_given_up() -> None:
    with serving() as (port, _), socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"POST /read.json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
        slow.settimeout(30)
        assert b" 408 " in slow.recv(1000)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = [sys.executable, "-m", "foedus", "serve", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"cannot listen" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "value"), [("FOEDUS_CACHE", "much"), ("FOEDUS_SECONDS", "-1"), ("FOEDUS_BODY", "nan")])
def test_a_setting_that_is_wrong_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=name):
        Settings.of_environment({name: value})


def test_ones_own_register_is_laid_over(tmp_path: Path) -> None:
    import foedus.register.load as load

    text = (load.DATA / "instruments" / "prk-rus-2024.yaml").read_text(encoding="utf-8").replace("prk-rus-2024", "prk-rus-2099").replace("aliases: [russia-dprk-2024]\n", "")
    (tmp_path / "prk-rus-2099.yaml").write_text(text, encoding="utf-8")
    with serving("--register", str(tmp_path)) as (port, _):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/prk-rus-2099.json", timeout=60) as answer:
            assert json.load(answer)["id"] == "prk-rus-2099"
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/prk-rus-2098.json", timeout=60)
