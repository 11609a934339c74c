"""The command `foedus`: its words, and what happens to errors."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from foedus.cli import (
    ask,
    bodies,
    check,
    cite,
    codebook,
    commitments,
    compare,
    places,
    show,
    states,
    umbrella,
)
from foedus.problems import BadInput
from foedus.versions import __register__, __version__

__all__ = ["app", "run"]

app = typer.Typer(
    name="foedus", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Commitments between states: who promised what to whom, and what follows when somebody attacks.",
)

app.command("ask")(ask.ask)
app.command("show")(show.show)
app.command("compare")(compare.compare)
app.command("commitments")(commitments.commitments)
app.command("umbrella")(umbrella.umbrella)
app.command("states")(states.states)
app.command("places")(places.places)
app.command("bodies")(bodies.bodies)
app.command("check")(check.check)
app.command("codebook")(codebook.codebook)
app.command("cite")(cite.cite)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"foedus {__version__}, register {__register__}")
        raise typer.Exit


@app.callback()
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
