"""Lists of the register on a day: states, places, bodies."""

from __future__ import annotations

from typing import Any

from foedus.law.procedure import arithmetic
from foedus.register.geography import part_on, recognised, regions_at, titles
from foedus.register.names import fold
from foedus.register.records import State
from foedus.register.world import World

__all__ = ["bodies", "places", "states"]


def states(view: World, part: str | None = None, *, everything: bool = False) -> list[dict[str, Any]]:
    """The states of the day, or of all times, with names, codes and periods.

    Examples
    --------
    >>> from foedus.register.world import world
    >>> [item["id"] for item in states(world("1914-07-28"), "serb")]
    ['SRB']
    """
    found = sorted(view.register.states.values(), key=lambda state: state.id) if everything else view.states
    return [_state(view, state) for state in found if _fits(part, state.id, *_names(state))]


def _state(view: World, state: State) -> dict[str, Any]:
    return {
        "id": state.id,
        "name": {"en": view.name(state.id), "fr": view.name(state.id, "fr")},
        "exists": [[spell.from_, spell.to] for spell in state.exists],
        "cow": [code.code for code in state.codes.cow],
        "gw": [code.code for code in state.codes.gw],
        "in_system": view.in_system(state.id),
        "un_member": view.un_member(state.id),
        "nuclear_armed": view.nuclear_armed(state.id),
        "contested": state.contested,
    }


def _names(state: State) -> tuple[str, ...]:
    also = [other for name in state.names for group in name.also.values() for other in group]
    return (*(name.en for name in state.names), *(name.fr for name in state.names), *also)


def places(view: World, part: str | None = None) -> list[dict[str, Any]]:
    """The places of the gazetteer with who holds them on the day."""
    return [
        {
            "id": place.id, "name": dict(place.name), "lat": place.lat, "lon": place.lon,
            "part": part_on(place, view.date),
            "regions": sorted({*regions_at(view.register, place.lat, place.lon), *map(str, place.regions)}),
            "sovereign": sorted(titles(place.sovereign, view.date)),
            "administered_by": sorted(titles(place.administered_by, view.date)),
            "claimed_by": sorted(titles(place.claimed_by, view.date)),
            "recognitions": {by: sorted(of) for by, of in sorted(recognised(place, view.date).items())},
            "confidence": str(place.confidence),
        }
        for _, place in sorted(view.register.places.items())
        if _fits(part, place.id, *place.name.values(), *place.also)
    ]


def bodies(view: World, part: str | None = None) -> list[dict[str, Any]]:
    """Councils and organs with their members, rule and arithmetic on the day."""
    found = []
    for _, body in sorted(view.register.bodies.items()):
        if not _fits(part, body.id, *body.name.values(), *body.also):
            continue
        rule = view.rule(body)
        found.append(
            {
                "id": body.id, "name": dict(body.name),
                "members": [member.state for member in view.members(body)],
                "rule": {"article": rule.article, "gist": rule.gist, "binding": rule.binding} if rule else None,
                "arithmetic": arithmetic(view, body.id),
                "confidence": str(body.confidence),
            }
        )
    return found


def _fits(part: str | None, *texts: str) -> bool:
    return part is None or any(fold(part) in fold(text) for text in texts)
