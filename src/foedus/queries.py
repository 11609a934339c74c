"""Questions that need no scenario: commitments, umbrella, compare, show.

Each answers for one day, by the register as of that day, and says `none in the register` rather
than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from foedus.law.modality import modality
from foedus.law.reference import reference
from foedus.problems import BadInput, Problem, nearest
from foedus.register.dates import first_day, holds
from foedus.register.records import Instrument, Provision, Source, State
from foedus.register.world import Bond, World
from foedus.terms import Binding, Duty, Force, Modality, TextState

__all__ = [
    "Commitment", "Commitments", "Comparison", "Umbrella", "commitments", "compare", "find_instrument", "show_instrument",
    "show_state", "umbrella",
]

HELP = (Duty.DEFENSE, Duty.OFFENSE)


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """One provision between two states on a day."""

    obligor: str
    beneficiary: str
    duty: str
    modality: str
    force: str
    means: str | None
    binding: str
    text: str
    standing: str
    instrument: Mapping[str, Any]
    article: str | None
    when: Mapping[str, Any] | None
    gist: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many states a way of counting finds, and what it takes in beyond the one before."""

    includes: str
    states: int
    added: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Commitments:
    """What a state owes (given) and is owed (received) on a day."""

    schema: str = "foedus.commitments/1"
    state: str
    date: str
    given: tuple[Commitment, ...]
    received: tuple[Commitment, ...]
    counts_given: tuple[Count, ...]
    counts_received: tuple[Count, ...]
    by_modality: Mapping[str, Mapping[str, int]]
    by_binding: Mapping[str, Mapping[str, int]]
    register: str


def commitments(
    world: World, state: str, direction: Literal["both", "given", "received"] = "both"
) -> Commitments:
    """Everything that a state has promised and been promised on the day.

    The counts settle how many states "must be defended": each way of counting says what it takes in
    beyond the one before, from treaty duties of defence to consultation.
    """
    given = _sorted(_commitments(world.bonds(of=state))) if direction != "received" else ()
    received = _sorted(_commitments(world.bonds(to=state))) if direction != "given" else ()
    return Commitments(
        state=state, date=world.date, given=given, received=received,
        counts_given=_counts(given, "beneficiary"), counts_received=_counts(received, "obligor"),
        by_modality={"given": _tally(given, "modality"), "received": _tally(received, "modality")},
        by_binding={"given": _tally(given, "binding"), "received": _tally(received, "binding")},
        register=world.register.digest,
    )


def _commitments(bonds: Iterable[Bond]) -> Iterator[Commitment]:
    for bond in bonds:
        instrument, provision = bond.instrument, bond.provision
        value = {True: "in_force", None: "unknown", False: "not_in_force"}[bond.standing.value]
        yield Commitment(
            obligor=bond.obligor, beneficiary=bond.beneficiary, duty=str(provision.duty),
            modality=str(modality(provision)), force=str(provision.force),
            means=str(provision.means) if provision.means else None, binding=str(instrument.binding),
            text=str(instrument.text), standing="contested" if bond.standing.contested else value,
            instrument=reference(instrument), article=provision.article, when=plain(provision.when),
            gist=provision.gist, confidence=str(instrument.confidence),
        )


def _sorted(found: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Help first, then consultation, then what is not to be done."""
    order = {str(duty): rank for rank, duty in enumerate((*HELP, Duty.CONSULTATION, Duty.NEUTRALITY, Duty.NONAGGRESSION))}
    return tuple(sorted(found, key=lambda item: (order[item.duty], str(item.instrument["id"]), item.article or "")))


def _tally(found: Iterable[Commitment], field: str) -> dict[str, int]:
    return dict(sorted(Counter(getattr(item, field) for item in found).items()))


#: Ways of counting, each taking in what the ones before take in.
_WAYS: tuple[tuple[str, Any], ...] = (
    ("defense_duty_automatic", lambda c: _helps(c) and _hard(c) and c.modality == Modality.AUTOMATIC),
    ("defense_duty_own_means_or_constitutional",
     lambda c: _helps(c) and _hard(c) and c.modality in (Modality.OWN_MEANS, Modality.CONSTITUTIONAL)),
    ("defense_duty_on_request_or_after_decision",
     lambda c: _helps(c) and _hard(c) and c.modality in (Modality.ON_REQUEST, Modality.AFTER_DECISION)),
    ("defense_duty_text_unknown_or_contested",
     lambda c: _helps(c) and c.force in (Force.DUTY, Force.UNKNOWN)
     and c.binding in (Binding.INTERNATIONAL, Binding.CONTESTED)),
    ("right_to_help", lambda c: _helps(c) and c.force == Force.RIGHT),
    ("political_or_domestic_pledge",
     lambda c: _helps(c) and (c.binding in (Binding.POLITICAL, Binding.DOMESTIC) or c.force == Force.INTENTION)),
    ("consultation", lambda c: c.duty == Duty.CONSULTATION),
)


def _helps(item: Commitment) -> bool:
    return item.duty in HELP


def _hard(item: Commitment) -> bool:
    known = item.text != TextState.UNPUBLISHED and item.standing == "in_force"
    return item.binding == Binding.INTERNATIONAL and item.force == Force.DUTY and known


def _counts(found: Sequence[Commitment], side: str) -> tuple[Count, ...]:
    states: set[str] = set()
    result = []
    for name, belongs in _WAYS:
        new = {getattr(item, side) for item in found if belongs(item)} - states
        states |= new
        result.append(Count(includes=name, states=len(states), added=tuple(sorted(new))))
    return tuple(result)


# --- umbrella --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Umbrella:
    """Which nuclear-armed states owe a state help, and which it must help, on a day.

    `nuclear` for each instrument says whether its text names nuclear weapons: named, excluded, silent,
    or not_coded. `assurances` are declarations about nuclear weapons beside the treaties.
    """

    schema: str = "foedus.umbrella/1"
    state: str
    date: str
    armed: bool | None
    received: tuple[Mapping[str, Any], ...]
    given: tuple[Mapping[str, Any], ...]
    assurances: tuple[Mapping[str, Any], ...]
    nuclear_armed_states: tuple[str, ...]
    register: str


def umbrella(world: World, state: str) -> Umbrella:
    """The nuclear-armed states around a state's commitments, in both directions."""
    armed = tuple(item.id for item in world.states if world.nuclear_armed(item.id) is not False)
    owed = [bond for bond in world.bonds(to=state) if bond.obligor in armed and bond.provision.duty in HELP]
    owes = [bond for bond in world.bonds(of=state) if bond.beneficiary in armed and bond.provision.duty in HELP]
    return Umbrella(
        state=state, date=world.date, armed=world.nuclear_armed(state),
        received=tuple(_under(bond) for bond in owed), given=tuple(_under(bond) for bond in owes),
        assurances=tuple(_assurances(world, state, armed)), nuclear_armed_states=armed,
        register=world.register.digest,
    )


def _under(bond: Bond) -> dict[str, Any]:
    item = next(iter(_commitments([bond])))
    nuclear = bond.instrument.nuclear
    said = {"says": nuclear.says, "gist": nuclear.gist} if nuclear is not None else {"says": "not_coded", "gist": None}
    return {**msgspec.to_builtins(item), "nuclear": said}


def _assurances(world: World, state: str, armed: Iterable[str]) -> Iterator[dict[str, Any]]:
    for _, item in sorted(world.register.assurances.items()):
        covered = world.assured(item)
        if item.by in armed and state in covered:
            yield {
                "id": item.id, "by": item.by, "date": item.date, "says": item.says, "form": str(item.form),
                "binding": str(item.binding), "gist": item.gist, "confidence": str(item.confidence),
                "sources": [source_of(source) for source in item.sources],
            }


# --- compare ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Row:
    """One aspect of two to four instruments; `same` is False where they differ."""

    duty: str | None
    aspect: str
    values: tuple[Any, ...]
    same: bool


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two to four instruments side by side, provisions aligned by duty."""

    schema: str = "foedus.comparison/1"
    instruments: tuple[Mapping[str, Any], ...]
    rows: tuple[Row, ...]
    register: str


_ASPECTS = (
    "article", "obligors", "beneficiaries", "when", "unless", "force", "means", "modality", "procedure", "prompt",
    "how_owed", "refers_to",
)


def compare(world: World, names: Sequence[str]) -> Comparison:
    """Two to four instruments aligned by duty, with the differences marked.

    Raises
    ------
    BadInput
        For fewer than two or more than four, for one named twice, and for unknown names.
    """
    if not 2 <= len(names) <= 4:
        raise BadInput([Problem(says="compare takes two to four instruments", value=str(len(names)))])
    found = [find_instrument(world, name) for name in names]
    if len({item.id for item in found}) < len(found):
        raise BadInput([Problem(says="an instrument is compared with itself", value=", ".join(names))])
    rows = [_row(None, aspect, [_of_instrument(item, aspect) for item in found]) for aspect in _GENERAL]
    for duty in Duty:
        sides = [[p for p in _standing(item, world.date) if p.duty is duty] for item in found]
        for number in range(max(len(side) for side in sides)):
            group = [side[number] if number < len(side) else None for side in sides]
            label = str(duty) if number == 0 else f"{duty}:{number + 1}"
            rows.extend(_row(label, aspect, [_of_provision(each, aspect) for each in group]) for aspect in _ASPECTS)
    return Comparison(
        instruments=tuple(reference(item) for item in found),
        rows=tuple(row for row in rows if any(value not in (None, [], {}, "") for value in row.values)),
        register=world.register.digest,
    )


def _standing(item: Instrument, day: str) -> list[Provision]:
    """The provisions as they stand on the day, or, of a text that has ended, as they stood last."""
    end = item.end.date if item.end is not None else None
    last = min(day, first_day(end)) if end is not None else day
    found = [p for p in item.provisions if holds(last, p.from_, p.to) is not False]
    return found or [p for p in item.provisions if p.to is not None and p.to >= last] or list(item.provisions)


_GENERAL = ("parties", "form", "binding", "signed", "in_force", "end", "text", "lineage", "cooperation", "nuclear")


def _row(duty: str | None, aspect: str, values: list[Any]) -> Row:
    return Row(duty=duty, aspect=aspect, values=tuple(values), same=all(value == values[0] for value in values))


def _of_instrument(item: Instrument, aspect: str) -> Any:
    if aspect == "parties":
        return sorted({party.state for party in item.parties})
    return plain(getattr(item, aspect))


def _of_provision(provision: Provision | None, aspect: str) -> Any:
    if provision is None:
        return None
    return str(modality(provision)) if aspect == "modality" else plain(getattr(provision, aspect))


# --- show ------------------------------------------------------------------------------------


def find_instrument(world: World, name: str) -> Instrument:
    """An instrument by id or alias; raises `BadInput` with the nearest ids."""
    found = world.register.instrument(name.strip().lower())
    if found is None:
        known = [*world.register.instruments, *world.register.aliases]
        near = nearest(name.lower(), known) or tuple(sorted(k for k in known if name.lower() in k))[:3]
        raise BadInput([Problem(says="no such instrument in the register", value=name[:60], nearest=near)])
    return found


def show_instrument(world: World, name: str) -> dict[str, Any]:
    """Everything the register says of an instrument, with its standing on the day and its lineage."""
    item = find_instrument(world, name)
    standing = world.in_force(item)
    later = sorted(
        other.id for other in world.register.instruments.values()
        for relation in ("replaces", "renews", "amends", "recalls", "succeeds")
        if item.id in getattr(other.lineage, relation)
    )
    parties = [
        {**plain(party), "binds": world.binds(item, party.state).value, "why": world.binds(item, party.state).why}
        for party in item.parties
    ]
    provisions = [{**plain(each), "modality": str(modality(each))} for each in item.provisions]
    return {
        "schema": "foedus.instrument/1", "date": world.date, **plain(item),
        "parties": parties, "provisions": provisions, "referred_to_by": later,
        "standing": {"in_force": standing.value, "why": standing.why, "date": standing.date},
        "register": world.register.digest,
    }


def show_state(world: World, state: str) -> dict[str, Any]:
    """A state on the day: its name, seats, weapons, and the instruments that bind it."""
    item: State = world.register.states[state]
    bound = []
    for _, instrument in sorted(world.register.instruments.items()):
        standing = world.binds(instrument, state)
        if standing.value is not False or standing.contested:
            duties = sorted({str(provision.duty) for provision in instrument.provisions})
            others = sorted({party.state for party in instrument.parties} - {state})
            bound.append({**reference(instrument), "standing": standing.why, "duties": duties, "others": others})
    bodies = [
        {"body": body.id, "name": dict(body.name), "veto": member.veto, "permanent": member.permanent}
        for _, body in sorted(world.register.bodies.items()) for member in world.members(body) if member.state == state
    ]
    return {
        "schema": "foedus.state/1", "date": world.date, "id": state,
        "name": {"en": world.name(state), "fr": world.name(state, "fr")}, "exists": world.exists(state),
        "in_system": world.in_system(state), "un_member": world.un_member(state),
        "nuclear_armed": world.nuclear_armed(state), "contested": item.contested,
        "recognised_by": [r.by for r in item.recognised_by], "bodies": bodies, "instruments": bound,
        "record": plain(item), "register": world.register.digest,
    }


def source_of(source: Source) -> dict[str, Any]:
    """A source as plain data."""
    return plain(source)  # type: ignore[no-any-return]


def plain(value: Any) -> Any:
    """A record as plain data in the keys of its YAML, empty fields left out.

    Examples
    --------
    >>> from foedus.register.records import Condition
    >>> plain(Condition(event="armed_attack"))
    {'event': 'armed_attack'}
    """
    return _tidy(msgspec.to_builtins(value))


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key.rstrip("_"): _tidy(item) for key, item in value.items() if item not in (None, [], (), {})}
    return [_tidy(item) for item in value] if isinstance(value, (list, tuple)) else value
