"""`foedus ask`: from a question, flags or a scenario file to a reasoned answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir
from foedus.cli.output import print_json, print_text
from foedus.problems import BadInput, Problem

__all__ = ["ask"]


class Assume(StrEnum):
    """What happens to gaps."""

    DEFAULT = "default"
    NONE = "none"


class Conduct(StrEnum):
    """What states are taken to do with their duties."""

    ALL_HONOUR = "all-honour"
    NONE = "none"


def ask(
    question: Annotated[str | None, typer.Argument(help="A question in English or French.")] = None,
    attack: Annotated[
        list[str] | None,
        typer.Option("--attack", metavar="A:B", help="A attacks B; commas for several: USA,ISR:IRN. Repeatable."),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="FILE", help="A scenario in YAML or JSON; - for standard input.")
    ] = None,
    on: On = None,
    known_by: Annotated[
        str | None, typer.Option("--known-by", metavar="DATE", help="Leave out what was secret on this day.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Kind of act: armed_attack, blockade, incident ...")] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="Where: a place of the gazetteer, a state's id, or LAT,LON.")
    ] = None,
    provoked: Annotated[bool, typer.Option("--provoked", help="The act was provoked.")] = False,
    lawful: Annotated[bool, typer.Option("--lawful", help="The act is self-defence, not aggression.")] = False,
    no_war: Annotated[bool, typer.Option("--no-war", help="The act does not put its target at war.")] = False,
    no_request: Annotated[bool, typer.Option("--no-request", help="The target has not asked for help.")] = False,
    assume: Annotated[
        Assume | None, typer.Option("--assume", help="none: leave every gap unknown instead of filling it.")
    ] = None,
    state: Annotated[
        list[str] | None, typer.Option("--state", help="Also say `none` for this state. Repeatable.")
    ] = None,
    conduct: Annotated[
        Conduct | None, typer.Option("--conduct", help="Add what may follow if states keep to this policy.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show the tests behind every verdict.")] = False,
    lang: Lang = Language.EN,
    json: Json = False,
    register: RegisterDir = None,
) -> None:
    """Who must help whom, under which article, how binding it is, what is doubtful and why.

    Examples:
      foedus ask "What if the United States attacks North Korea?"

      foedus ask --attack UKR:RUS --on 2025-01-10

      foedus ask --scenario kursk.yaml --json
    """
    from foedus import api

    given = [name for name, value in (("a question", question), ("--attack", attack), ("--scenario", scenario)) if value]
    if len(given) != 1:
        says = "ask takes one of: a question, --attack A:B, --scenario FILE"
        raise BadInput([Problem(says=says, value=" and ".join(given) or "none of them")])
    from foedus.asking import Asking, understood
    from foedus.law import scenario as scenarios
    from foedus.register.world import World, world

    read = scenarios.read(_read(scenario), "standard input" if scenario == "-" else scenario) if scenario else None
    asked = Asking(
        question=question, attack=tuple(attack or ()), scenario=read, on=on, known_by=known_by, kind=kind, place=place,
        provoked=provoked, lawful=lawful, no_war=no_war, no_request=no_request, assume=assume.value if assume else None,
        states=tuple(state or ()),
    )
    found = understood(asked, world(register=register).register, "--")
    policy = conduct.value.replace("-", "_") if conduct else None
    with _naming(scenario):
        opinion = api.ask(found, conduct=policy, explain=json or full, register=register)  # type: ignore[arg-type]
    if json:
        print_json(opinion)
        return
    from foedus.wording.opinions import opinion as words

    view = World(world(register=register).register, opinion.date)
    print_text(words(opinion, view, lang=lang.value, full=full, asked=found.states))


@contextmanager
def _naming(file: str | None) -> Iterator[None]:
    """Name the scenario's file in what is found wrong with it."""
    try:
        yield
    except BadInput as error:
        name = "standard input" if file == "-" else file
        raise BadInput([replace(problem, file=problem.file or name) for problem in error.problems]) from None


def _read(file: str) -> bytes:
    from foedus.register.yaml12 import MAX_BYTES

    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput([Problem(path="--scenario", says=error.strerror or "cannot be read", value=file)]) from None
