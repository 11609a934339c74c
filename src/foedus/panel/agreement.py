"""How far the register and a user's own copy of ATOP 5.1 agree, dyad by dyad and year by year, and why not.

Agreement counts on own readings only: a record known from ATOP alone agrees by construction. Causes are
data: a record's `differences`, else what the dates and the ids show.

References: Leeds et al. (2002) for the data; Krippendorff, *Content Analysis*, chapter 12, for alpha.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.panel.atop import FLAGS, LAST
from foedus.panel.dyads import CowCodes, Dyads, Span, dyads, mask, window, years
from foedus.panel.obligations import Obligation, obligations
from foedus.problems import BadInput, Problem
from foedus.register.load import Register
from foedus.register.records import Difference, Instrument
from foedus.terms import Basis, Cause, Duty

__all__ = ["Agreement", "Kind", "agreement", "atop_dyads", "read_members"]

FIRST = 1946


@dataclass
class Kind:
    """One kind of duty over the dyad-years that were compared.

    `both`, `ours`, `theirs`, `neither` count dyad-years. `alpha` is Krippendorff's over all of them,
    `alpha_tied` over those in which either has a tie of any kind; None where it is not defined.
    """

    both: int = 0
    ours: int = 0
    theirs: int = 0
    neither: int = 0
    alpha: float | None = None
    alpha_tied: float | None = None

    @property
    def agreement(self) -> float:
        """The share of dyad-years on which the two say the same."""
        total = self.both + self.ours + self.theirs + self.neither
        return (self.both + self.neither) / total if total else 1.0


@dataclass
class Agreement:
    """The comparison: over all records, over own readings, and every difference with its cause."""

    years: tuple[int, int]
    everything: dict[str, Kind] = field(default_factory=dict)
    own_readings: dict[str, Kind] = field(default_factory=dict)
    causes: dict[str, Counter[str]] = field(default_factory=dict)
    differences: list[dict[str, Any]] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)


def read_members(path: Path) -> list[dict[str, str]]:
    """ATOP's member file; `path` is the file or the folder with atop5_1m.csv in it.

    Raises
    ------
    BadInput
        If there is no such file, or columns of ATOP's are not in it.
    """
    file = path / "atop5_1m.csv" if path.is_dir() else path
    if not file.is_file():
        raise BadInput([Problem(says="no such file: ATOP's member file, atop5_1m.csv, is needed", value=str(file))])
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            lacking = [name for name in ("atopid", "member", "yrent", "yrexit", *FLAGS) if name not in (reader.fieldnames or ())]
            if lacking:
                raise BadInput([Problem(file=str(file), says="not ATOP's member file; these columns are missing", value=", ".join(lacking))])
            rows = list(reader)
            for line, row in enumerate(rows, start=2):
                bad = next((n for n in ("atopid", "member", "yrent", "yrexit") if not (row[n] or "0").isdigit()), None)
                if bad:
                    raise BadInput([Problem(file=str(file), line=line, path=bad, says="has to be a whole number", value=row[bad])])
            return rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput([Problem(file=str(file), says=f"not a CSV file in UTF-8: {error}")]) from None


def atop_dyads(rows: Iterable[Mapping[str, str]]) -> Dyads:
    """ATOP's directed dyads from its member file; each span names the ATOP id that gives it."""
    phases: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        phases[row["atopid"], row.get("phase", "0")].append(row)
    table: Dyads = {}
    for (id_, _), group in phases.items():
        spells = [(int(row["member"]), *_spell(row), row) for row in group]
        for one, one_from, one_to, row in spells:
            flags = [duty for name, duty in FLAGS.items() if row[name] == "1"]
            for two, two_from, two_to, _ in spells:
                start, end = max(one_from, two_from), min(one_to, two_to)
                if one != two and start <= end:
                    found = [Span(duty, id_, start[0], end[0], True, True) for duty in flags]
                    table.setdefault((one, two), []).extend(found)
    return table


def _spell(row: Mapping[str, str]) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    entered, left = (
        tuple(int(row.get(name) or 0) for name in names)
        for names in (("yrent", "moent", "dayent"), ("yrexit", "moexit", "dayexit"))
    )
    return entered, left if left[0] else (LAST, 12, 31)  # type: ignore[return-value]


def agreement(
    register: Register, rows: list[dict[str, str]], *, period: tuple[int, int] = (FIRST, LAST),
    step: Callable[[str], None] = lambda _: None,
) -> Agreement:
    """Compare the register, by entry into force, with ATOP's member file.

    Parameters
    ----------
    rows : as `read_members` gives them.
    period : the first and the last year.
    step : told the name of each stage, for a progress bar.
    """
    step("the register's dyads")
    found, codes = list(obligations(register)), CowCodes(register)
    tables = Tables(
        dyads(found, codes, until=period[1]), dyads(found, codes, clock="signed", until=period[1]), atop_dyads(rows),
        codes, register, _records(register),
    )
    result = Agreement(years=period)
    system = System(codes, period)
    own = [o for o in found if o.instrument.codings.get("atop") and _basis(o) is Basis.OWN_READING]
    every = _masks(tables.ours, system), _masks(tables.theirs, system)
    read = _masks(dyads(own, codes, until=period[1]), system), _masks(_read(tables), system)
    total = system.total - _unread(every, read)
    active = {s.instrument for spans in tables.theirs.values() for s in spans if s.last >= period[0] and s.first <= period[1]}
    result.missing = sorted({int(id_) for id_ in active} - set(tables.records))
    step("the kinds of duty")
    for name, duty in FLAGS.items():
        result.everything[name] = _kind(*every, duty, system.total)
        result.own_readings[name] = _kind(*read, duty, total)
        differences = list(_differences(tables, every, duty))
        result.causes[name] = Counter()
        for each in differences:
            result.causes[name][each["cause"]] += each["years"]
        result.differences += differences
        step(name)
    return result


class System:
    """The states of the COW system: in which years both of a dyad were in it."""

    def __init__(self, codes: CowCodes, span: tuple[int, int]) -> None:
        self._held: dict[int, int] = defaultdict(int)
        #: All directed dyad-years of the period.
        self.total = 0
        for year, members in codes.members.items():
            if span[0] <= year <= span[1]:
                self.total += len(members) * (len(members) - 1)
                for code in members:
                    self._held[code] |= window(year, year)

    def of(self, pair: tuple[int, int]) -> int:
        """The years of a dyad, as a mask."""
        return self._held[pair[0]] & self._held[pair[1]]


@dataclass(frozen=True)
class Tables:
    """What is compared: the register's dyads by entry into force and by signature, ATOP's, and the records by ATOP id."""

    ours: Dyads
    signed: Dyads
    theirs: Dyads
    codes: CowCodes
    register: Register
    records: Mapping[int, list[Instrument]]


def _records(register: Register) -> dict[int, list[Instrument]]:
    found: dict[int, list[Instrument]] = defaultdict(list)
    for item in register.instruments.values():
        if item.codings.get("atop"):
            found[int(item.codings["atop"] or 0)].append(item)
    return found


#: (obligor, beneficiary) -> the years of each kind of duty, as masks within the system.
Masks = Mapping[tuple[int, int], Mapping[Duty, int]]


def _basis(obligation: Obligation) -> Basis:
    return obligation.provision.basis or obligation.instrument.basis


def _read(tables: Tables) -> Dyads:
    """ATOP's dyads by the instruments that were read here, without the duties whose article was not."""
    unread = {
        (str(id_), p.duty) for id_, items in tables.records.items() for item in items for p in item.provisions
        if (p.basis or item.basis) is not Basis.OWN_READING
    }
    read = {str(id_) for id_, items in tables.records.items() if all(item.basis is Basis.OWN_READING for item in items)}
    return {
        pair: [s for s in spans if s.instrument in read and (s.instrument, s.duty) not in unread]
        for pair, spans in tables.theirs.items()
    }


def _masks(table: Dyads, system: System) -> Masks:
    """The years of each dyad and kind of duty, within the system."""
    found: dict[tuple[int, int], dict[Duty, int]] = {}
    for pair, spans in table.items():
        inside = system.of(pair)
        row = found.setdefault(pair, {})
        for span in spans if inside else ():
            row[span.duty] = row.get(span.duty, 0) | mask((span,)) & inside
    return found


def _kind(ours: Masks, theirs: Masks, duty: Duty, total: int) -> Kind:
    """The figures for one kind of duty, out of `total` dyad-years."""
    kind, tied = Kind(), 0
    for pair in ours.keys() | theirs.keys():
        mine, atop = ours.get(pair, {}), theirs.get(pair, {})
        one, two = mine.get(duty, 0), atop.get(duty, 0)
        kind.both += (one & two).bit_count()
        kind.ours += (one & ~two).bit_count()
        kind.theirs += (two & ~one).bit_count()
        tied += (_every(mine) | _every(atop)).bit_count()
    some = kind.both + kind.ours + kind.theirs
    kind.neither = total - some
    kind.alpha = _alpha(kind.both, kind.ours, kind.theirs, kind.neither)
    kind.alpha_tied = _alpha(kind.both, kind.ours, kind.theirs, tied - some)
    return kind


def _every(row: Mapping[Duty, int]) -> int:
    found = 0
    for bits in row.values():
        found |= bits
    return found


def _unread(every: tuple[Masks, Masks], read: tuple[Masks, Masks]) -> int:
    """How many dyad-years only records tie that were not read: they are left out, for they are no evidence."""
    count = 0
    for pair in every[0].keys() | every[1].keys():
        all_, some = (_every(group[0].get(pair, {})) | _every(group[1].get(pair, {})) for group in (every, read))
        count += (all_ & ~some).bit_count()
    return count


def _alpha(both: int, ours: int, theirs: int, neither: int) -> float | None:
    """Krippendorff's alpha for two coders and a yes or no."""
    import krippendorff
    import numpy

    first = numpy.repeat([1, 1, 0, 0], [both, ours, theirs, neither])
    second = numpy.repeat([1, 0, 1, 0], [both, ours, theirs, neither])
    if max(both, neither) == len(first):
        return None  # nothing varies: alpha is not defined
    return float(krippendorff.alpha(reliability_data=numpy.vstack([first, second]), level_of_measurement="nominal"))


def _differences(tables: Tables, every: tuple[Masks, Masks], duty: Duty) -> Iterator[dict[str, Any]]:
    """The dyads in which only one of the two has the duty, with the cause; years alike in everything are one row."""
    for pair in sorted(every[0].keys() | every[1].keys()):
        one, two = (group.get(pair, {}).get(duty, 0) for group in every)
        for has, only, table in (("foedus", one & ~two, tables.ours), ("atop", two & ~one, tables.theirs)):
            if not only:
                continue
            signed = mask(s for s in tables.signed.get(pair, ()) if s.duty is duty)
            spans = [s for s in table[pair] if s.duty is duty]
            runs: dict[tuple[tuple[str, ...], bool], list[int]] = defaultdict(list)
            for year in years(only):
                named = tuple(sorted({s.instrument for s in spans if s.first <= year <= s.last}))
                runs[named, bool(signed & window(year, year))].append(year)
            for (named, by_signature), found in runs.items():
                yield _difference(tables, pair, found, duty, has, named, by_signature)


def _difference(
    tables: Tables, pair: tuple[int, int], found: list[int], duty: Duty, has: str, named: tuple[str, ...], signed: bool
) -> dict[str, Any]:
    if has == "foedus":
        items = [tables.register.instruments[id_] for id_ in named]
        codes = sorted({int(item.codings.get("atop") or 0) for item in items} - {0})
    else:
        codes = [int(id_) for id_ in named]
        items = [item for id_ in codes for item in tables.records.get(id_, ())]
    held = [span for span in tables.theirs.get(pair, ()) if int(span.instrument) in codes]
    cause, why = _cause(
        duty, items, frozenset().union(*(tables.codes.holders.get(code, frozenset()) for code in pair)), ours=has == "foedus", signed=signed, other_years=any(span.duty is duty for span in held), members=bool(held)
    )
    return {
        "obligor": pair[0], "beneficiary": pair[1], "first": found[0], "last": found[-1], "years": len(found),
        "duty": str(duty), "has": has, "instruments": [item.id for item in items], "atop": codes, "cause": cause, "why": why,
    }


def _cause(
    duty: Duty, items: list[Instrument], states: frozenset[str], *, ours: bool, signed: bool, other_years: bool, members: bool
) -> tuple[str, str]:
    """Why one has the duty and the other not: what a record says of it, else what dates and members show.

    `other_years`: ATOP gives the dyad this duty in other years. `members`: ATOP has both as members.
    """
    if not items:
        return "no_record", "the register has no record with this ATOP id"
    if not ours and signed:
        return str(Cause.DATES), "signed, and not in force in this year"
    coded = any(p.duty is duty for item in items for p in item.provisions)
    said = _said(items, duty, states, coded=coded)
    if said is not None:
        return str(said.cause), said.why
    if ours and not any(item.codings.get("atop") for item in items):
        return str(Cause.NOT_IN_OTHER), "ATOP does not have the instrument"
    if ours and not members:
        return str(Cause.NOT_IN_OTHER), "ATOP does not have both as members at the same time"
    if other_years if ours else coded:
        return str(Cause.DATES), "both have the duty; the days of a party, or of the instrument, differ"
    if all(item.basis is Basis.ATOP_ONLY for item in items):
        return str(Cause.NOT_OPENED), "the text was not opened"
    return str(Cause.OWN_READING), "; ".join(f"{item.id}: the articles read {'have' if ours else 'have not'} it" for item in items)


def _said(items: list[Instrument], duty: Duty, states: frozenset[str], *, coded: bool) -> Difference | None:
    """What the records say of a difference: first of this duty, then of these states, then of the whole.

    A remark on the whole that is about dates explains nothing where the duty itself is not coded.
    """
    found = [each for item in items for each in item.differences if not each.states or states & set(each.states)]
    whole = [each for each in found if each.duty is None and not each.states and (coded or each.cause is Cause.NOT_AN_INSTRUMENT)]
    ranked = [each for each in found if each.duty is duty] + [each for each in found if each.duty is None and each.states] + whole
    return next(iter(ranked), None)
