"""Bounded work: a few threads for what is quick, one process of its own for what may be long.

A server that is asked for more than it can do says so at once (503), instead of letting everybody
wait; what takes longer than its time is given up.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from foedus.problems import BadInput

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Apart", "Busy", "TooLong", "Work"]


class Busy(RuntimeError):
    """Too many are waiting already."""


class TooLong(RuntimeError):
    """The time for one answer is over."""


class Work:
    """Threads with a bounded number of people waiting."""

    def __init__(self, *, threads: int = 2, waiting: int = 200, seconds: float = 20.0) -> None:
        self._threads = threads
        self._pool: ThreadPoolExecutor | None = None
        self._room = threading.BoundedSemaphore(threads + waiting)
        self._seconds = seconds

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call in a thread; raises `Busy` and `TooLong`."""
        if not self._room.acquire(blocking=False):
            raise Busy
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="answer")
        job = self._pool.submit(function, *args)
        job.add_done_callback(lambda _: self._room.release())  # also where nobody waits for it any more
        try:
            return await asyncio.wait_for(asyncio.wrap_future(job), self._seconds)
        except TimeoutError:
            raise TooLong from None

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


class Apart:
    """One process for long work, started when first needed and ended when it takes too long."""

    def __init__(self, seconds: float = 20.0) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """Call in the process, one call after another.

        Raises
        ------
        Busy
            If the calls before take all of the time.
        TooLong
            If this one does; the process is ended and the next call starts another.
        BadInput
            As the function raises it.
        """
        if not self._turn.acquire(timeout=self._seconds):
            raise Busy
        try:
            pipe = self._ready()
            try:
                pipe.send((function, args))
                if not pipe.poll(self._seconds):
                    raise TooLong
                kind, value = pipe.recv()
            except (TooLong, OSError, EOFError):
                self._end()
                raise TooLong from None
        finally:
            self._turn.release()
        if kind == "bad":
            raise BadInput(value)
        if kind == "fault":
            raise RuntimeError(value)
        return value

    def _ready(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="foedus-long-work")
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def close(self) -> None:
        self._end()


def _serve(pipe: Connection) -> None:
    """The loop of the process: a call in, its value or what went wrong out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            function, args = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[str, Any] = ("value", function(*args))
        except BadInput as error:
            answer = ("bad", error.problems)
        except Exception as error:
            answer = ("fault", f"{type(error).__name__}: {error}")
        pipe.send(answer)
