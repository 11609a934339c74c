"""Start-up as a multiple of `python3 -c pass` in the same run: `pytest benchmarks`.

Figures, not verdicts: a slow machine fails nothing here. The goal for a warm question is 20.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from aims import at_most

ASK = ["-m", "foedus", "ask", "--attack", "USA:PRK", "--on", "2026-11-01"]
QUESTION = ["-m", "foedus", "ask", "What if the United States attacks North Korea?"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An own cache, filled once."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}
    subprocess.run([sys.executable, *QUESTION], env=env, check=True, capture_output=True)
    return env


def run(words: list[str], env: dict[str, str]) -> None:
    subprocess.run([sys.executable, *words], env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def baseline() -> float:
    """Seconds of `python3 -c pass`, the median of nine."""
    import statistics
    import time

    def once() -> float:
        start = time.perf_counter()
        run(["-c", "pass"], dict(os.environ))
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(9))


@pytest.mark.parametrize("words", [["-c", "pass"], ["-c", "import foedus"], ["-m", "foedus", "--version"], ASK, [*ASK, "--json"], QUESTION],
                         ids=["pass", "import", "version", "ask", "ask-json", "question"])
def test_warm_start(benchmark: Any, cache: dict[str, str], baseline: float, words: list[str]) -> None:
    benchmark.pedantic(run, args=(words, cache), rounds=9, warmup_rounds=1)
    benchmark.extra_info["times_python"] = round(benchmark.stats.stats.median / baseline, 1)


def test_cold_compile_of_the_register(benchmark: Any, baseline: float, tmp_path: Path) -> None:
    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        fresh.count += 1  # type: ignore[attr-defined]
        return (ASK, {**os.environ, "XDG_CACHE_HOME": str(tmp_path / str(fresh.count))}), {}  # type: ignore[attr-defined]

    fresh.count = 0  # type: ignore[attr-defined]
    benchmark.pedantic(run, setup=fresh, rounds=3)
    benchmark.extra_info["times_python"] = round(benchmark.stats.stats.median / baseline, 1)


def test_warm_load_of_the_register() -> None:
    from foedus.register.load import load

    load()
    times = []
    for _ in range(5):
        load.cache_clear()
        started = time.perf_counter()
        load()
        times.append(time.perf_counter() - started)
    at_most("warm load, seconds", min(times), 0.2)
