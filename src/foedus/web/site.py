"""What one worker holds: the register, its views by day, the workers, the answers already made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from foedus.register.dates import today
from foedus.register.load import Register, load
from foedus.register.names import names
from foedus.register.world import World
from foedus.web.cache import Kept
from foedus.web.settings import Settings
from foedus.web.work import Apart, Work

__all__ = ["Recent", "Site"]

T = TypeVar("T")


class Recent:
    """The last few values made, by key."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]  # type: ignore[no-any-return]
        value = make()
        with self._lock:
            self._found[key] = value
            while len(self._found) > self._count:
                self._found.popitem(last=False)
        return value


class Site:
    """One register in memory, shared by all requests of a worker."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.overlay = Path(self.settings.register) if self.settings.register else None
        self.register: Register = load(self.overlay)
        names(self.register)  # the slow part of a first question, so not the first visitor's
        self.work = Work(seconds=self.settings.seconds)
        self.apart = Apart(self.settings.seconds * 0.9)
        self.finished = Kept(self.settings.cache)
        self._worlds = Recent(48)
        self._opinions = Recent(24 if self.settings.cache else 0)
        self._once = Recent(256)
        #: The description of the API; the application puts it here.
        self.describe: Callable[[], dict[str, Any]] = dict

    def today(self) -> str:
        return today()

    def world(self, day: str | None = None, known_by: str | None = None) -> World:
        """The view of a day, shared; a day to come is answered as of today."""
        day = min(day or today(), today())
        return self._worlds.get((day, known_by), lambda: World(self.register, day, known_by))

    def opinion(self, key: Hashable, make: Callable[[], T]) -> T:
        """An opinion by the hash of its scenario, so that page, data and picture share it."""
        return self._opinions.get(key, make)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something that hangs on the register alone."""
        return self._once.get(key, make)

    def close(self) -> None:
        self.work.close()
        self.apart.close()
