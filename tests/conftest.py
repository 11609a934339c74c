"""A cache of our own for the whole session, compiled once; and what many tests share."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from foedus.register.world import World, world

settings.register_profile(
    "foedus", deadline=None, max_examples=60, print_blob=True, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("foedus")

_CACHE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Nothing that the tests do touches the user's own cache; subprocesses inherit this."""
    folder = tempfile.mkdtemp(prefix="foedus-tests-")
    config.stash[_CACHE] = folder
    os.environ["XDG_CACHE_HOME"] = folder
    for name in ("FOEDUS_LANG", "FOEDUS_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        os.environ.pop(name, None)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_CACHE], ignore_errors=True)


@pytest.fixture(scope="session")
def today_world() -> World:
    """The real register, as of today."""
    return world()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project."""
    given = os.environ.get("FOEDUS_SHARED")
    if not given or not Path(given).is_dir():
        pytest.skip("FOEDUS_SHARED does not name a folder")
    return Path(given)
