"""Running the server: workers, slow clients, logs, a graceful stop."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Patient", "serve"]

#: How long a client may take to send the head of a request, in seconds.
PATIENCE = 15.0


class Patient(H11Protocol):
    """uvicorn's protocol, which ends connections whose request does not arrive in time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        connection = transport.get_extra_info("socket")
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            # asyncio leaves Nagle's algorithm on for sockets that the supervisor bound: 40 ms for every answer of two parts.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._late = self.loop.call_later(PATIENCE, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None:
            self._late.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.transport.close()


def logging_to(stream: Any = sys.stderr) -> dict[str, Any]:
    """One line for each request and each fault: JSON from us, plain words from the server."""
    return {
        "version": 1, "disable_existing_loggers": False,
        "formatters": {
            "ours": {"()": "foedus.web.serving.Json"},
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": stream, "formatter": "ours"}},
        "loggers": {
            "foedus.web": {"handlers": ["out"], "level": "INFO", "propagate": False},
            "uvicorn": {"handlers": ["out"], "level": "INFO", "propagate": False},
            "uvicorn.error": {"level": "INFO"},
        },
    }


class Json(logging.Formatter):
    """A log line as one JSON object; a message that is JSON already is taken in."""

    def format(self, record: logging.LogRecord) -> str:
        import json

        text = record.getMessage()
        said: dict[str, Any] = {"time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"), "level": record.levelname.lower()}
        try:
            found = json.loads(text) if text.startswith("{") else None
        except ValueError:
            found = None
        said |= found if isinstance(found, dict) else {"message": text}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; requests that are being answered are finished first (10 s)."""
    uvicorn.run(
        "foedus.web.app:create", factory=True, host=host, port=port, workers=workers, http=Patient, loop="asyncio",
        log_config=logging_to("ext://sys.stderr"), access_log=False, server_header=False, date_header=True,
        timeout_graceful_shutdown=10, timeout_keep_alive=10, limit_concurrency=1000, backlog=512, ws="none",
        h11_max_incomplete_event_size=32_768, proxy_headers=True,
    )
