"""The Python API behind `import foedus` and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from foedus.law.opinion import Opinion, judge
from foedus.law.scenario import Scenario, numbered, parse
from foedus.question import Question, understand
from foedus.register.names import resolve_state
from foedus.register.world import World, world
from foedus.versions import __register__, __version__

if TYPE_CHECKING:
    from foedus.conduct.rounds import Policy
    from foedus.queries import Commitments, Comparison, Umbrella

__all__ = ["ask", "commitments", "compare", "show", "to_dict", "umbrella"]

Register = str | Path | None


def ask(
    question: str | Question | Scenario | dict[str, Any],
    *,
    on: str | None = None,
    known_by: str | None = None,
    states: Sequence[str] = (),
    conduct: Policy | None = None,
    explain: bool = True,
    register: Register = None,
) -> Opinion:
    """Who must help whom, under which article, how binding, what is doubtful and why.

    Parameters
    ----------
    question : a sentence in English or French, a `Scenario`, or its plain data.
    on : the day whose register counts (YYYY-MM-DD); default: the scenario's, else today.
    known_by : leave out what was secret on this day.
    states : states (any name or id) for which to say `none` when the register has nothing.
    conduct : `all_honour` or `none` adds what may follow.
    explain : whether to add `why`, the tree of all tests.
    register : a folder of one's own instruments laid over ours.

    Raises
    ------
    BadInput
        Naming the place, the value and the nearest valid ones.

    Examples
    --------
    >>> opinion = ask("What if the United States attacks North Korea?", on="2026-11-23")
    >>> [v.verdict for v in opinion.verdicts if (v.state, v.toward) == ("RUS", "PRK")]
    ['must_help']
    """
    view = world(register=register)
    asked = [resolve_state(view.register, state) for state in states]
    article: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    if isinstance(question, str):
        understood = understand(question, view.register, on=on)
        scenario = understood.scenario
        asked = [*asked, *understood.states]
        article, notes = understood.article, understood.notes
    elif isinstance(question, Question):
        scenario, article, notes = question.scenario, question.article, question.notes
        asked = [*asked, *question.states]
    else:
        scenario = question if isinstance(question, Scenario) else parse(question)
    if on is not None:
        scenario = replace(scenario, date=on)
    if known_by is not None:
        scenario = replace(scenario, known_by=known_by)
    opinion = judge(view, scenario, tuple(dict.fromkeys(asked)), article=article, explain=explain, version=__version__)
    taken = tuple({"fact": fact, "value": value, "source": "question"} for fact, value in notes)
    opinion = replace(opinion, assumptions=(*taken, *opinion.assumptions))
    if conduct is not None:
        from foedus.conduct.rounds import follow

        opinion = replace(opinion, conduct=follow(world_of(opinion, view), numbered(scenario), conduct))
    return replace(opinion, receipt={**opinion.receipt, "register_version": __register__})


def world_of(opinion: Opinion, view: World) -> World:
    """The view of the register on the opinion's day."""
    return World(view.register, opinion.date, view.known_by)


def commitments(
    state: str, *, on: str | None = None, direction: Literal["both", "given", "received"] = "both", register: Register = None
) -> Commitments:
    """What a state has promised and been promised on a day.

    Examples
    --------
    >>> found = commitments("North Korea", on="2026-11-23", direction="received")
    >>> sorted({item.obligor for item in found.received if item.duty == "defense"})
    ['CHN', 'CUB', 'RUS']
    """
    from foedus import queries

    view = world(on, register=register)
    return queries.commitments(view, resolve_state(view.register, state, day=on), direction)


def umbrella(state: str, *, on: str | None = None, register: Register = None) -> Umbrella:
    """Which nuclear-armed states owe a state help, and which it must help, on a day.

    Examples
    --------
    >>> sorted({item["obligor"] for item in umbrella("PRK", on="2026-11-23").received})
    ['CHN', 'RUS']
    """
    from foedus import queries

    view = world(on, register=register)
    return queries.umbrella(view, resolve_state(view.register, state, day=on))


def compare(*names: str, on: str | None = None, register: Register = None) -> Comparison:
    """Two to four instruments side by side, aligned by duty.

    Examples
    --------
    >>> table = compare("prk-rus-1961", "prk-rus-2000", "prk-rus-2024")
    >>> [row.same for row in table.rows if row.aspect == "parties"]
    [True]
    """
    from foedus import queries

    return queries.compare(world(on, register=register), names)


def show(name: str, *, on: str | None = None, register: Register = None) -> dict[str, Any]:
    """An instrument by id, or a state by name or id, on a day.

    Examples
    --------
    >>> show("prk-rus-2024")["in_force"]
    {'from': '2024-12-04'}
    """
    from foedus import queries
    from foedus.problems import BadInput

    view = world(on, register=register)
    if view.register.instrument(name.strip().lower()) is not None:
        return queries.show_instrument(view, name)
    try:
        return queries.show_state(view, resolve_state(view.register, name, day=on))
    except BadInput as error:
        if "-" in name:
            queries.find_instrument(view, name)
        raise error from None


def to_dict(value: Any) -> Any:
    """Any answer as plain data, ready for JSON."""
    return msgspec.to_builtins(value)
