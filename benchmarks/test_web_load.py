"""Fifty users with a second of thinking time, distinct scenarios, cache off: no error, flat memory, p95.

Sixty seconds with FOEDUS_LONG set, else ten. Figures, not verdicts, except for errors and memory.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

httpx = pytest.importorskip("httpx2")

SECONDS = 60 if os.environ.get("FOEDUS_LONG") else 10
USERS = 50
WORKERS = int(os.environ.get("FOEDUS_WORKERS", "2"))
#: What each user asks for: the page of an answer, or the constant that the same server gives.
STATES = (
    ["USA", "RUS", "CHN", "GBR", "FRA", "DEU", "POL", "FIN", "SWE", "NOR", "EST", "LVA", "LTU", "UKR", "TUR", "GRC", "ITA", "ESP", "JPN", "KOR", "PRK", "TWN", "PHL", "AUS", "NZL", "IND", "PAK", "IRN", "SAU", "ISR", "EGY", "BRA", "ARG", "MEX", "CAN"]
)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    env = {**os.environ, "FOEDUS_CACHE": "0", "FOEDUS_SECONDS": "60"}
    process = subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", "--port", str(port), "--rate", "0", "--workers", str(WORKERS)], stderr=subprocess.DEVNULL, env=env,
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{base}/health", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    time.sleep(3)
    yield base, process.pid
    process.terminate()
    process.wait(30)


def memory(pid: int) -> float:
    """Megabytes that a process and its children hold."""
    total = 0.0
    waiting = [pid]
    while waiting:
        each = waiting.pop()
        try:
            lines = Path(f"/proc/{each}/status").read_text().splitlines()
            total += next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0) / 1024
            waiting += [int(child) for child in Path(f"/proc/{each}/task/{each}/children").read_text().split()]
        except OSError:
            continue
    return total


def addresses() -> Iterator[str]:
    """Distinct scenarios: two states and a day since 2000."""
    dice = random.Random(1)
    while True:
        one, other = dice.sample(STATES, 2)
        yield f"/ask.json?attack={one}:{other}&on={dice.randint(2000, 2025)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"


async def run(base: str, paths: Iterator[str], seconds: float) -> tuple[list[float], list[str]]:
    times: list[float] = []
    wrong: list[str] = []
    ends = time.perf_counter() + seconds

    async def user(client: httpx.AsyncClient, number: int) -> None:
        await asyncio.sleep(number / USERS)
        while time.perf_counter() < ends:
            path = next(paths)
            began = time.perf_counter()
            try:
                answer = await client.get(base + path)
                if answer.status_code != 200:
                    wrong.append(f"{answer.status_code} {path}")
            except httpx.HTTPError as error:
                wrong.append(f"{type(error).__name__} {path}")
            times.append(time.perf_counter() - began)
            await asyncio.sleep(1)

    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=USERS)) as client:
        await asyncio.gather(*(user(client, number) for number in range(USERS)))
    return times, wrong


def shown(name: str, times: list[float]) -> float:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)] * 1000
    print(f"{name}: {len(times)} requests, median {statistics.median(ordered) * 1000:.0f} ms, p95 {p95:.0f} ms, max {ordered[-1] * 1000:.0f} ms")
    return p95


def test_fifty_users(server: tuple[str, int]) -> None:
    base, pid = server
    constant, wrong = asyncio.run(run(base, itertools.repeat("/health"), min(SECONDS, 10)))
    assert not wrong
    floor = shown("constant", constant)
    asyncio.run(run(base, addresses(), 5))
    before = memory(pid)
    times, wrong = asyncio.run(run(base, addresses(), SECONDS))
    after = memory(pid)
    p95 = shown("answers", times)
    print(f"ratio of p95 to the constant: {p95 / floor:.1f}; memory {before:.0f} to {after:.0f} MB; {WORKERS} workers")
    assert not wrong
    assert after - before <= 40


@pytest.mark.parametrize("path", ["/en/ask?attack=RUS:FIN&on=2025-06-0{}", "/en/world/1950-01-0{}", "/en/PRK/2020-01-0{}", "/en/north-atlantic-1949/1990-01-0{}"])
def test_one_page(server: tuple[str, int], path: str) -> None:
    """Time of one page when nobody else asks, cache off."""
    times = []
    size = packed = 0
    with httpx.Client(timeout=60) as client:
        for number in range(1, 8):
            began = time.perf_counter()
            answer = client.get(server[0] + path.format(number))
            times.append(time.perf_counter() - began)
            assert answer.status_code == 200
            size, packed = len(answer.content), answer.num_bytes_downloaded
    print(f"{path}: median {statistics.median(times) * 1000:.0f} ms, {size / 1000:.0f} kB, {packed / 1000:.0f} kB compressed")
