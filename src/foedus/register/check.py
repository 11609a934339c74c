"""Cross-checks: whether the records of the register agree with each other."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from foedus.problems import Problem, nearest
from foedus.register.dates import first_day, last_day
from foedus.register.records import Area, BodyStep, By, Condition, Exception_, Group, Instrument, Spell, State

__all__ = ["cross_check"]

_ON = {"beneficiary", "its_forces", "its_regime", "obligor", "parties", "anyone"}
_BY = {"any_state", "anyone", "non_state", "beneficiary", "obligor"}
_TERRITORY = {"beneficiary", "obligor", "parties"}


def cross_check(found: Mapping[str, Mapping[str, Any]], paths: Mapping[str, Path]) -> list[Problem]:
    """Everything that is wrong between records; empty when the register is sound."""
    problems: list[Problem] = []
    for kind, complain in _CHECKS.items():
        for id_, item in found[kind].items():
            where = str(paths.get(f"{kind}/{id_}", id_))
            for path, says, value, options in complain(item, found):
                near = nearest(value, options) if value is not None else ()
                problems.append(Problem(file=where, path=path, says=says, value=value, nearest=near))
    return problems


Complaint = tuple[str, str, str | None, Iterable[str]]


def _unknown(path: str, what: str, ids: Iterable[str], known: Mapping[str, Any]) -> Iterator[Complaint]:
    for id_ in ids:
        if id_ not in known:
            yield path, f"no such {what} in the register", id_, known


def _state(state: State, found: Mapping[str, Any]) -> Iterator[Complaint]:
    yield from _spells("exists", state.exists)
    yield from _spells("un_member", state.un_member)
    ids = [*state.claimed_by, *state.succeeds, *(item.by for item in state.recognised_by)]
    yield from _unknown("names", "state", ids, found["states"])


def _place(place: Any, found: Mapping[str, Any]) -> Iterator[Complaint]:
    for field in ("sovereign", "administered_by", "claimed_by"):
        titles = getattr(place, field)
        yield from _unknown(field, "state", (title.state for title in titles), found["states"])
        for state in sorted({title.state for title in titles}):
            yield from _spells(f"{field} ({state})", [title for title in titles if title.state == state])
    yield from _unknown("recognitions", "state", place.recognitions, found["states"])
    for by, of in place.recognitions.items():
        held = () if isinstance(of, str) else of
        yield from _unknown(f"recognitions.{by}", "state", [title.state for title in held] or [str(of)], found["states"])
        yield from _spells(f"recognitions.{by}", held)


def _class(group: Any, found: Mapping[str, Any]) -> Iterator[Complaint]:
    yield from _unknown("members", "state", (item.state for item in group.members), found["states"])


def _assurance(item: Any, found: Mapping[str, Any]) -> Iterator[Complaint]:
    yield from _unknown("toward", "state", (item.by, *item.toward), found["states"])
    if item.toward_parties_of is not None:
        yield from _unknown("toward_parties_of", "instrument", [item.toward_parties_of], found["instruments"])


def _body(body: Any, found: Mapping[str, Any]) -> Iterator[Complaint]:
    yield from _unknown("members", "state", (item.state for item in body.members), found["states"])
    if body.members_of is not None and body.members_of not in found["instruments"]:
        yield "members_of", "no such instrument in the register", body.members_of, found["instruments"]


def _instrument(item: Instrument, found: Mapping[str, Any]) -> Iterator[Complaint]:
    states, instruments = found["states"], found["instruments"]
    parties = [party.state for party in item.parties]
    for index, declaration in enumerate(item.declarations):
        yield from _unknown(f"declarations[{index}].by", "state", [declaration.by], states)
    for index, leg in enumerate(item.legs):
        yield from _unknown(f"legs[{index}]", "state", leg.between, states)
    for alias in item.aliases:
        if alias in instruments or any(alias in each.aliases for each in instruments.values() if each.id < item.id):
            yield "aliases", "is the id or alias of another instrument too", alias, ()
    yield from _unknown("parties", "state", parties, states)
    for name in sorted(set(parties)):
        spells = [
            Spell(from_=party.from_ or item.in_force.from_, to=party.to) for party in item.parties if party.state == name
        ]
        yield from _spells(f"parties ({name})", spells)
        if name in states and item.in_force.from_ is not None:
            yield from _exists(name, spells, states[name])
    for relation in ("replaces", "renews", "amends", "recalls", "succeeds"):
        yield from _unknown(f"lineage.{relation}", "instrument", getattr(item.lineage, relation), instruments)
    if item.end is not None and item.end.by is not None:
        yield from _unknown("end.by", "instrument", [item.end.by], instruments)
        successor = instruments.get(item.end.by)
        if successor is not None and item.id not in (
            *successor.lineage.replaces, *successor.lineage.renews, *successor.lineage.amends,
        ):
            yield "end.by", "the other end does not say that it replaces, renews or amends this one", item.end.by, ()
    if item.in_force.latest is not None and item.in_force.from_ is not None:
        yield "in_force.latest", "stands only where the entry into force itself is not known", item.in_force.latest, ()
    if item.in_force.earliest is not None and (item.in_force.latest or "") < item.in_force.earliest:
        yield "in_force.earliest", "needs a `latest` that is not before it", item.in_force.earliest, ()
    start = item.in_force.from_ or (item.signed.date if item.signed else None)
    if item.end is not None and item.end.date is not None and start is not None:
        if last_day(item.end.date) < first_day(start):
            yield "end.date", "lies before the beginning", item.end.date, ()
    early = item.in_force.from_ is not None and not item.in_force.note  # a note explains an effect that reaches back
    if item.signed and item.in_force.from_ and early and last_day(item.in_force.from_) < first_day(item.signed.date):
        yield "in_force.from", "lies before the signature", item.in_force.from_, ()
    if item.confidence == "low" and not item.note:
        yield "note", "low confidence has to say why", None, ()
    yield from _provisions(item, found)


def _exists(name: str, spells: Iterable[Spell], state: State) -> Iterator[Complaint]:
    for spell in spells:
        if spell.from_ is None:
            continue
        day = last_day(spell.from_)
        if not any(first_day(s.from_ or "0000") <= day and (s.to is None or day <= last_day(s.to)) for s in state.exists):
            yield f"parties ({name})", "the state did not exist when the instrument came to bind it", spell.from_, ()


def _provisions(item: Instrument, found: Mapping[str, Any]) -> Iterator[Complaint]:
    states = found["states"]
    keys = Counter(
        (p.article, p.duty, _names(p.obligors), _names(p.beneficiaries), p.from_, repr(p.when)) for p in item.provisions
    )
    for key, count in keys.items():
        if count > 1:
            yield "provisions", f"stands {count} times: article {key[0]}, {key[1]}", None, ()
    articles = {p.article for p in item.provisions if p.article is not None}
    for index, declaration in enumerate(item.declarations):
        for article in declaration.effect.articles:
            if article not in articles:
                yield f"declarations[{index}]", "no provision has this article", article, articles
    for index, provision in enumerate(item.provisions):
        path = f"provisions[{index}]"
        for side in (provision.obligors, provision.beneficiaries):
            yield from _unknown(path, "state", _names(side), states)
        for step in provision.procedure:
            if isinstance(step, BodyStep):
                yield from _unknown(f"{path}.procedure", "body", [step.body], found["bodies"])
        for condition in (provision.when, *_releases(provision.unless)):
            if condition is not None:
                yield from _condition(f"{path}.when", condition, found)


def _releases(exceptions: Iterable[Exception_]) -> Iterator[Condition]:
    """The conditions of exceptions, and of their own exceptions."""
    for each in exceptions:
        yield each.when
        yield from _releases(each.unless)


def _condition(path: str, condition: Condition, found: Mapping[str, Any]) -> Iterator[Complaint]:
    states, classes = found["states"], found["classes"]
    for part in (*condition.all, *condition.any, *([condition.not_] if condition.not_ else ())):
        yield from _condition(path, part, found)
    if isinstance(condition.on, str):
        yield from _unknown(f"{path}.on", "target", [condition.on], {**dict.fromkeys(_ON), **states})
    else:
        yield from _unknown(f"{path}.on", "state", condition.on or (), states)
    if isinstance(condition.by, By):
        by = condition.by
        ids = (*by.states, *by.not_, *by.backed_by, *by.joined_by, *by.allied_with)
        yield from _unknown(f"{path}.by", "state", ids, states)
        yield from _unknown(f"{path}.by", "class", [x for x in (by.class_, by.not_class) if x], classes)
    elif isinstance(condition.by, str):
        known = {**dict.fromkeys(_BY), **states, **classes}
        yield from _unknown(f"{path}.by", "attacker", [condition.by], known)
    else:
        yield from _unknown(f"{path}.by", "state", condition.by or (), states)
    yield from _unknown(f"{path}.only_if_helps", "state", condition.only_if_helps, states)
    if condition.at is not None:
        yield from _area(f"{path}.at", condition.at, found)


def _area(path: str, area: Area, found: Mapping[str, Any]) -> Iterator[Complaint]:
    for part in (*area.any, *([area.not_] if area.not_ else ())):
        yield from _area(path, part, found)
    yield from _unknown(f"{path}.places", "place", area.places, found["places"])
    if isinstance(area.territory_of, str):
        known = {**dict.fromkeys(_TERRITORY), **found["states"]}
        yield from _unknown(f"{path}.territory_of", "state", [area.territory_of], known)
    else:
        yield from _unknown(f"{path}.territory_of", "state", area.territory_of or (), found["states"])


_CHECKS: Mapping[str, Callable[[Any, Mapping[str, Any]], Iterator[Complaint]]] = {
    "states": _state,
    "places": _place,
    "bodies": _body,
    "classes": _class,
    "instruments": _instrument,
    "assurances": _assurance,
}


def _names(side: Any) -> tuple[str, ...]:
    if isinstance(side, Group):
        return side.except_
    return () if isinstance(side, str) else tuple(side)


def _spells(path: str, spells: Iterable[Any]) -> Iterator[Complaint]:
    """Periods of one thing must not overlap, nor end before they begin."""
    ordered = sorted(spells, key=lambda spell: first_day(spell.from_ or "0000"))
    for spell in ordered:
        if spell.from_ and spell.to and last_day(spell.to) < first_day(spell.from_):
            yield path, f"ends ({spell.to}) before it begins", spell.from_, ()
    for one, two in itertools.pairwise(ordered):
        if one.to is None or (two.from_ is not None and first_day(one.to) > last_day(two.from_)):
            yield path, f"two periods overlap at {two.from_}", one.to, ()
