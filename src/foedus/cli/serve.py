"""`foedus serve`: the pages and the JSON API, on this machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from foedus.cli.options import RegisterDir
from foedus.problems import BadInput, Problem

__all__ = ["serve"]


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for a free one.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer.")] = 1,
    rate: Annotated[
        int, typer.Option("--rate", min=0, envvar="FOEDUS_RATE", help="Requests a minute for each client; 0: no limit.")
    ] = 600,
    register: RegisterDir = None,
) -> None:
    """Serve the pages and the API until stopped (Ctrl C).

    Examples:
      foedus serve

      foedus serve --host 0.0.0.0 --port 8080 --workers 4
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("fastapi", "jinja2", "uvicorn", "networkx", "resvg_py", "python_multipart")):
        raise BadInput('this command needs more libraries: pip install "foedus[web]"')
    from foedus.register.load import load

    _free(host, port)
    load(register)  # compiled once, before the workers start; a register with problems says so here
    os.environ["FOEDUS_RATE"] = str(rate)
    if register is not None:
        os.environ["FOEDUS_REGISTER"] = str(register.resolve())
    from foedus.web.serving import serve as run
    from foedus.web.settings import Settings

    Settings.of_environment()
    typer.echo(f"foedus: http://{host}:{port}/ (Ctrl C stops)", err=True)
    run(host, port, workers)


def _free(host: str, port: int) -> None:
    """Whether the address can be listened on; one clear message if it cannot."""
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        says = f"cannot listen there: {error.strerror or error}"
        raise BadInput([Problem(path="--host, --port", says=says, value=f"{host}:{port}")]) from None
