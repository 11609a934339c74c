"""`foedus ask`: from a question, flags or a scenario file to a reasoned answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli.options import Json, Lang, Language, On, RegisterDir
from foedus.cli.output import print_json, print_text
from foedus.problems import BadInput, Problem, nearest

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
    found = _question(question, attack, scenario, on, register)
    turned = _turned(found.scenario, kind, place, provoked, lawful, no_war, no_request, assume, register)
    policy = conduct.value.replace("-", "_") if conduct else None
    with _naming(scenario):
        opinion = api.ask(
            replace(found, scenario=turned), on=on, known_by=known_by, states=state or [], conduct=policy,  # type: ignore[arg-type]
            explain=json or full, register=register,
        )
    if json:
        print_json(opinion)
        return
    from foedus.register.world import World, world
    from foedus.wording.opinions import opinion as words

    print_text(words(opinion, World(world(register=register).register, opinion.date), lang=lang.value, full=full))


@contextmanager
def _naming(file: str | None) -> Iterator[None]:
    """Name the scenario's file in what is found wrong with it."""
    try:
        yield
    except BadInput as error:
        name = "standard input" if file == "-" else file
        raise BadInput([replace(problem, file=problem.file or name) for problem in error.problems]) from None


def _question(
    question: str | None, attack: list[str] | None, file: str | None, on: str | None, register: Path | None
) -> Any:
    """What is asked, whichever way it is asked."""
    from foedus.law import scenario as scenarios
    from foedus.question import Question, understand
    from foedus.register.names import resolve_state
    from foedus.register.world import valid_day, world

    if on is not None:
        valid_day(on, "--on")
    if file is not None:
        return Question(scenarios.read(_read(file), "standard input" if file == "-" else file))
    known = world(register=register).register
    if question is not None:
        return understand(question, known, on=on)
    acts = []
    for number, pair in enumerate(attack or [], start=1):
        sides = pair.split(":")
        if len(sides) != 2 or not all(side.strip() for side in sides):
            raise BadInput([Problem(path="--attack", says="has to be A:B, as in USA:PRK", value=pair[:60])])
        actors, targets = ([resolve_state(known, name, "--attack", on) for name in side.split(",")] for side in sides)
        one = scenarios.attack(actors, targets, on=on).acts[0]
        acts.append(replace(one, id="attack" if len(attack or []) == 1 else f"attack_{number}"))
    return Question(scenarios.Scenario(acts=tuple(acts), date=on, hypothetical=True))


def _read(file: str) -> bytes:
    from foedus.register.yaml12 import MAX_BYTES

    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput([Problem(path="--scenario", says=error.strerror or "cannot be read", value=file)]) from None


def _turned(
    scenario: Any, kind: str | None, place: str | None, provoked: bool, lawful: bool, no_war: bool, no_request: bool,
    assume: Assume | None, register: Path | None,
) -> Any:
    """The scenario with the assumptions turned round that flags name."""
    from foedus.law.scenario import KINDS, Fact, listed

    changes: dict[str, Any] = {}
    if kind is not None:
        if kind not in KINDS:
            raise BadInput([Problem(path="--kind", says="no such kind of act", value=kind, nearest=nearest(kind, KINDS))])
        changes["kind"] = kind
    if place is not None:
        changes["place"] = _place(place, register)
    if provoked:
        changes["provoked"] = True
    if lawful:
        changes["is_"] = "self_defence"
    facts = list(scenario.facts)
    acts = tuple(replace(act, **changes) for act in scenario.acts)
    for act in acts:
        if no_war:
            facts.append(Fact(fact="war", value=False, between=(listed(act.actor), listed(act.target))))
        if no_request:
            facts.append(Fact(fact="request", value=False, by=listed(act.target), asks="help"))
    assumed = {"assume": assume.value} if assume else {}
    return replace(scenario, acts=acts, facts=tuple(facts), **assumed)


def _place(text: str, register: Path | None) -> Any:
    from foedus.law.scenario import PlaceOfAct
    from foedus.register.names import names
    from foedus.register.world import world

    parts = text.split(",")
    if len(parts) == 2:
        try:
            lat, lon = (float(part) for part in parts)
        except ValueError:
            pass
        else:
            if abs(lat) > 90 or abs(lon) > 180:
                raise BadInput([Problem(path="--place", says="latitude is -90 to 90, longitude -180 to 180", value=text)])
            return PlaceOfAct(name="point", lat=lat, lon=lon)
    known = world(register=register).register
    found = names(known).find(text)
    if len(found) == 1 and len(found[0].ids) == 1:
        id_ = found[0].ids[0]
        return PlaceOfAct(name=id_) if found[0].kind == "place" else PlaceOfAct(state=id_)
    near = nearest(text, [*known.places, *known.states])
    raise BadInput([Problem(path="--place", says="no such place in the gazetteer", value=text[:60], nearest=near)])
