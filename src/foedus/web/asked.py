"""The parts of an address that ask a question, and the address that asks the same again."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from foedus import asking
from foedus.asking import Asking
from foedus.law import scenario as scenarios
from foedus.law.scenario import KINDS, Scenario
from foedus.problems import BadInput
from foedus.web.page import TooMuch

__all__ = ["ACCOUNTS", "ACTS", "FACTS", "AskQuery", "asking_of", "pairs_of"]

#: What one page is asked at most; the command line takes more.
ACTS, ACCOUNTS, FACTS, LETTERS = 12, 4, 40, 400


class AskQuery(BaseModel):
    """The parts of an address that ask."""

    model_config = ConfigDict(extra="forbid")

    q: str | None = Field(None, max_length=LETTERS, description="A question in English or French.")
    attack: list[str] = Field([], max_length=10, description="A attacks B, as USA:PRK; commas for several states. Repeatable.")
    on: str | None = Field(None, max_length=40, description="The day whose register counts, YYYY-MM-DD; default: today.")
    known_by: str | None = Field(None, max_length=40, description="Leave out what was secret on this day.")
    kind: str | None = Field(None, max_length=60, description=f"Kind of act: {', '.join(KINDS)}.")
    place: str | None = Field(None, max_length=80, description="A place of the gazetteer, a state's id, or LAT,LON.")
    provoked: bool = Field(False, description="The act was provoked.")
    lawful: bool = Field(False, description="The act is self-defence, not aggression.")
    no_war: bool = Field(False, description="The act does not put its target at war.")
    no_request: bool = Field(False, description="The target has not asked for help.")
    assume: str | None = Field(None, max_length=10, description="`none` leaves every gap unknown.")
    state: list[str] = Field([], max_length=20, description="Say `none` for this state too. Repeatable.")
    account: list[str] = Field([], max_length=ACCOUNTS, description="HOLDER:WORD or HOLDER:ACT=WORD,ACT=WORD; words: "
                               + ", ".join(asking.HELD) + ". Repeatable.")
    conduct: str | None = Field(None, pattern="^(all_honour|none)$", description="Add what may follow by this policy.")
    scenario: str | None = Field(None, max_length=12_000, description="A whole scenario in JSON or YAML, instead of q and attack.")
    attacker: str | None = Field(None, max_length=300, description="Of the form on the page; becomes `attack`.")
    target: str | None = Field(None, max_length=300, description="Of the form on the page; becomes `attack`.")
    why: str | None = Field(None, max_length=8, description="On the page: open the tests of STATE:STATE.")
    embed: bool = Field(False, description="A page without frame, to be shown inside another.")

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_absent(cls, value: Any, info: Any) -> Any:
        """Forms send what is left empty."""
        if value == "":
            return cls.model_fields[info.field_name].get_default()
        return [item for item in value if item != ""] if isinstance(value, list) else value


def pairs_of(asked: AskQuery, **other: Any) -> list[tuple[str, str]]:
    """The query of the permanent address; `other` replaces parts of it."""
    found: list[tuple[str, str]] = []
    values = {name: getattr(asked, name) for name in type(asked).model_fields if name not in ("why", "embed", "attacker", "target")}
    for name, value in (values | other).items():
        if isinstance(value, bool):
            found += [(name, "1")] if value else []
        elif isinstance(value, (list, tuple)):
            found += [(name, str(item)) for item in value]
        elif value is not None:
            found.append((name, str(value)))
    return found


def asking_of(asked: AskQuery, scenario: Scenario | None = None) -> Asking:
    """The parts of the address as flags."""
    if scenario is None and asked.scenario is not None:
        scenario = scenarios.read(asked.scenario)
    given = [name for name, value in (("q", asked.q), ("attack", asked.attack), ("scenario", scenario)) if value]
    if len(given) > 1:
        raise BadInput(f"a question takes one of q, attack, scenario (got {' and '.join(given)})")
    if scenario is not None:
        for name, most in (("acts", ACTS), ("accounts", ACCOUNTS), ("facts", FACTS)):
            count = len(getattr(scenario, name))
            if count > most:
                raise TooMuch(f"a page takes {most} {name} (this has {count}); the command line takes more")
    return Asking(
        question=asked.q, attack=tuple(asked.attack), scenario=scenario, on=asked.on, known_by=asked.known_by,
        kind=asked.kind, place=asked.place, provoked=asked.provoked, lawful=asked.lawful, no_war=asked.no_war,
        no_request=asked.no_request, assume=asked.assume, states=tuple(asked.state), accounts=tuple(asked.account),
        conduct=asked.conduct,
    )
