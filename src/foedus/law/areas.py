"""Whether an act took place in the area that a text names; computed from places, never listed.

Reference: North Atlantic Treaty, article 6, is the model of an area with four branches.
"""

from __future__ import annotations

from foedus.law.explanation import Node, all_of, any_of, not_of
from foedus.law.logic import Truth
from foedus.register.geography import Site
from foedus.register.records import Area

__all__ = ["in_area"]


def in_area(area: Area, site: Site | None, whose: dict[str, tuple[str, ...]], obligor: str) -> Node:
    """Test a site against an area. `whose` resolves beneficiary, obligor and parties to states."""
    tests: list[Node] = []
    if area.any:
        tests.append(any_of(tuple(in_area(part, site, whose, obligor) for part in area.any), "at"))
    if area.territory_of is not None:
        named = (area.territory_of,) if isinstance(area.territory_of, str) else area.territory_of
        owners = frozenset(state for name in named for state in whose.get(name, (name,)))
        value = _territory(site, owners, area.title, obligor)
        tests.append(_node("territory_of", value, {"of": sorted(owners), "title": area.title}, site))
    if area.scope == "metropolitan":
        tests.append(_node("metropolitan", site.metropolitan if site else None, None, site))
    if area.regions:
        tests.append(_node("region", _regions(site, frozenset(map(str, area.regions))), sorted(area.regions), site))
    if area.tags:
        tests.append(_node("tag", _tags(site, frozenset(area.tags)), sorted(area.tags), site))
    if area.places:
        value = None if site is None else site.name in area.places
        tests.append(_node("place", value, sorted(area.places), site))
    if area.lat_min is not None:
        tests.append(_node("north_of", None if _lat(site) is None else _lat(site) >= area.lat_min, area.lat_min, site))  # type: ignore[operator]
    if area.lat_max is not None:
        tests.append(_node("south_of", None if _lat(site) is None else _lat(site) <= area.lat_max, area.lat_max, site))  # type: ignore[operator]
    if area.not_ is not None:
        tests.append(not_of(in_area(area.not_, site, whose, obligor)))
    return tests[0] if len(tests) == 1 else all_of(tuple(tests), "at")


def _node(test: str, value: Truth, wants: object, site: Site | None) -> Node:
    return Node(test=test, value=value, wants=wants, found=site.name if site else None)


def _lat(site: Site | None) -> float | None:
    return site.lat if site is not None else None


def _territory(site: Site | None, owners: frozenset[str], title: str | None, obligor: str) -> Truth:
    if site is None:
        return None
    if site.land is False:
        return False
    if title == "administration":
        return bool(site.administered_by & owners) if site.administered_by else None
    if title == "recognised" and obligor in site.recognised:
        return bool(site.recognised[obligor] & owners)
    if site.sovereign:
        return bool(site.sovereign & owners)
    if (site.administered_by | site.claimants) & owners:
        return None
    return None if site.land is None else False


def _regions(site: Site | None, wanted: frozenset[str]) -> Truth:
    if site is None:
        return None
    if site.regions & wanted:
        return True
    if site.partly & wanted or (not site.regions and site.lat is None):
        return None
    return False


def _tags(site: Site | None, wanted: frozenset[str]) -> Truth:
    if site is None:
        return None
    have = site.tags | ({"island"} if site.island else set())
    return bool(have & wanted)
