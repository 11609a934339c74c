"""Finished answers, kept by what was asked, up to a number of bytes; the oldest go first."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["Finished", "Kept"]


@dataclass(frozen=True)
class Finished:
    """A whole response; `etag` is the hash of its content."""

    body: bytes
    media: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        return f'W/"{hashlib.sha256(self.body).hexdigest()[:24]}"'

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.body, 5, mtime=0)

    @property
    def packs(self) -> bool:
        return len(self.body) > 800 and not self.media.startswith("image/png")


class Kept:
    """A cache bounded by bytes.

    Examples
    --------
    >>> kept = Kept(1)
    >>> kept.put("a", Finished(b"x", "text/plain")); kept.get("a").body
    b'x'
    """

    def __init__(self, megabytes: int) -> None:
        self._limit = megabytes * 1_000_000
        self._found: OrderedDict[Hashable, Finished] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Finished | None:
        with self._lock:
            found = self._found.get(key)
            if found is not None:
                self._found.move_to_end(key)
            return found

    def put(self, key: Hashable, value: Finished) -> None:
        size = len(value.body)
        if size > self._limit // 4:
            return
        with self._lock:
            old = self._found.pop(key, None)
            self._size += size - (len(old.body) if old else 0)
            self._found[key] = value
            while self._size > self._limit:
                _, gone = self._found.popitem(last=False)
                self._size -= len(gone.body)
