"""The command `foedus`: its words, and what happens to errors."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from foedus.problems import BadInput
from foedus.versions import __register__, __version__

__all__ = ["COMMANDS", "build", "run"]

#: The commands, each a module of this package with a function of the same name.
COMMANDS = (
    "ask", "show", "compare", "commitments", "umbrella", "states", "places", "bodies", "check", "codebook", "cite",
    "diff", "export", "read", "read-eval", "serve",
)


def build(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands."""
    app = typer.Typer(
        name="foedus", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    for name in names:
        module = import_module(f"foedus.cli.{name.replace('-', '_')}")
        app.command(name)(getattr(module, name.replace("-", "_")))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"foedus {__version__}, register {__register__}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print both versions and stop.")
    ] = False,
) -> None:
    """Commitments between states: who promised what to whom, and what follows when somebody attacks.

    Example: foedus ask "What if the United States attacks North Korea?"
    """


def run() -> None:
    """Run the command line: exit 0 answered, 2 bad input, 1 a fault of ours."""
    gc.disable()  # short-lived: collecting costs a tenth of a start and frees nothing that matters
    word = next((arg for arg in sys.argv[1:] if not arg.startswith("-")), "")
    # Only the command that is asked for is imported; all of them for --help and for a wrong word.
    app = build((word,) if sys.argv[1:2] == [word] and word in COMMANDS else COMMANDS)
    try:
        app()
    except BadInput as error:
        for problem in error.problems:
            print(f"foedus: {problem}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # A reader that has seen enough is no error; stop Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("FOEDUS_DEBUG"):
            raise
        says = f"{type(error).__name__}: {error}"
        print(f"foedus: a fault of ours ({says}); FOEDUS_DEBUG=1 shows where. Please report it.", file=sys.stderr)
        sys.exit(1)
