"""The register in the form of ATOP 5.1: member, directed dyad-year and state-year files, continued to today.

Column names, types and codings are those of Leeds et al., *Alliance Treaty Obligations and Provisions
Project*, version 5.1. A variable that foedus does not code is missing, never 0. As in ATOP the dates of a
member are those of signature; `force_*` beside them are the days on which it was bound.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from foedus.panel.conditions import conditions
from foedus.panel.dyads import CowCodes, dyads, eligible, mask, years
from foedus.panel.obligations import Obligation, obligations, part
from foedus.register.dates import first_day, last_day
from foedus.register.load import Register
from foedus.register.records import Instrument, Party
from foedus.register.sides import members
from foedus.terms import Basis, Cooperation, Duty

__all__ = ["ADDED", "DYAD", "FLAGS", "MEMBER", "STATE", "atop_id", "dyad_rows", "member_rows", "state_rows"]

#: ATOP's five kinds of duty, by its column.
FLAGS: Mapping[str, Duty] = {
    "defense": Duty.DEFENSE, "offense": Duty.OFFENSE, "neutral": Duty.NEUTRALITY,
    "nonagg": Duty.NONAGGRESSION, "consul": Duty.CONSULTATION,
}

#: The columns of ATOP 5.1's member file, in its order.
MEMBER = (
    "atopid", "cowid", "cow4id", "member", "cowsys", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit",
    "ineffect", "bilat", "phase", "maxphase", "wartime", "cowwar", "estmode", "pubsecr", "secrart", "proadd",
    "futmem", "speclgth", "length", "renounce", "proren", "renewlgt", "term", "termmode", "termcaus", "defense",
    "offense", "neutral", "nonagg", "consul", "active", "conditio", "defcon", "offcon", "neucon", "concon",
    "defcoadv", "defcoloc", "defcocon", "defconum", "defcodem", "defconpr", "offcoadv", "offcoloc", "offcocon",
    "offconum", "offcodem", "neucoadv", "neucoloc", "neucocon", "neuconum", "neucodem", "neuconpr", "neucoatt",
    "concoadv", "concoloc", "concocon", "concoreq", "olimob", "asymm", "obvary", "notaiden", "dipaid", "terrres",
    "seppeace", "thirdcom", "noothall", "specthrt", "statthr1", "statthr2", "conwtin", "medarb", "milcon", "milaid",
    "intcom", "subord", "organ1", "orgpurp1", "organ2", "orgpurp2", "base", "contrib", "armred", "acqterr",
    "divgains", "demwith", "reflnun", "refothio", "natrefal", "compag", "nomicoop", "conres", "agprois", "conmen",
    "ecaid", "interv", "source", "new5", "rev5", "version",
)
#: What foedus adds to it.
ADDED = (
    "force_yr", "force_mo", "force_day", "foedus_id", "foedus_state", "foedus_basis", "foedus_confidence", "atop_eligible",
    "foedus_row", "foedus_why",
)
#: ATOP has room for 59 alliances of a state in a year.
_ID = tuple(f"atopid{n}" for n in range(1, 60))
#: Directed dyad-years, from obligor (stateA) to beneficiary (stateB).
DYAD = (
    "ddyad", "year", "stateA", "stateB", "atopally", *FLAGS, "number", "transyr",
    *_ID, "version", *(f"force_{flag}" for flag in FLAGS), "foedus_row",
)
#: State-years, as ATOP's atop5_1sy.
STATE = ("state", "year", "atopally", *FLAGS, "number", "transyr", *_ID, "version")

_VERSION = "5.1"
#: The last year of ATOP 5.1.
LAST = 2018
#: Ids from here up are ours.
OWN = 100_000


def atop_id(instrument: Instrument) -> int:
    """ATOP's own id, or one of ours from 100000 up, made from the record's id so that it does not move.

    Examples
    --------
    >>> from foedus.register.load import load
    >>> register = load()
    >>> atop_id(register.instruments["north-atlantic-1949"]), atop_id(register.instruments["prk-rus-2024"]) >= 100000
    (3180, True)
    """
    known = instrument.codings.get("atop")
    return int(known) if known else OWN + zlib.crc32(instrument.id.encode()) % 900_000


def member_rows(register: Register, *, until: str) -> Iterator[dict[str, Any]]:
    """One row for each party and phase, up to the day `until`; a missing value is None.

    Where several records share one ATOP id (a renewal that changed the terms), they are its phases.
    States that never had a COW code are left out: ATOP has no way to name them.
    """
    codes = CowCodes(register)
    groups: dict[int, list[Instrument]] = defaultdict(list)
    for _, instrument in sorted(register.instruments.items()):
        if instrument.provisions and instrument.signed and first_day(instrument.signed.date) <= until:
            groups[atop_id(instrument)].append(instrument)
    for id_, phases in sorted(groups.items()):
        phases.sort(key=lambda i: i.signed.date if i.signed else "")
        for number, instrument in enumerate(phases, start=1):
            phase = (number, len(phases)) if len(phases) > 1 else (0, 0)
            for party in instrument.parties:
                row = _member(instrument, party, id_, phase, codes, until)
                if row is not None:
                    yield row


def _member(
    instrument: Instrument, party: Party, id_: int, phase: tuple[int, int], codes: CowCodes, until: str
) -> dict[str, Any] | None:
    signed, _, ended = part(instrument, party)
    if signed is None or signed > until or (ended is not None and ended <= signed):
        return None  # not signed yet, or abandoned before it bound anybody
    code = codes.any_code(party.state, signed)
    if code is None:
        return None
    entered, left = _signed(instrument, party), _left(instrument, party)
    over = ended is not None and ended <= until
    flags = {name: int(_owes(instrument, party.state, duty)) for name, duty in FLAGS.items()}
    count = len({each.state for each in instrument.parties})
    row: dict[str, Any] = dict.fromkeys((*MEMBER, *ADDED))
    row |= {
        "atopid": id_, "member": code, "cowsys": int(codes.code(party.state, signed) is not None),
        **dict(zip(("yrent", "moent", "dayent"), _numbers(entered), strict=True)),
        **dict(zip(("yrexit", "moexit", "dayexit"), _numbers(left) if over else (0, 0, 0), strict=True)),
        "ineffect": int(not over), "bilat": int(count == 2), "phase": phase[0], "maxphase": phase[1], **flags,
        "active": int(flags["defense"] or flags["offense"]), **conditions(instrument, party.state), "asymm": int(_asymmetric(instrument)),
        "thirdcom": _said(instrument, Cooperation.NO_HOSTILE_ALLIANCE), "seppeace": _said(instrument, Cooperation.NO_SEPARATE_PEACE),
        "nomicoop": _said(instrument, Cooperation.ECONOMIC, Cooperation.TRADE, Cooperation.INVESTMENT),
        "medarb": _said(instrument, Cooperation.SETTLEMENT), "version": _VERSION,
        **dict(zip(("force_yr", "force_mo", "force_day"), _numbers(_force(instrument, party)), strict=True)),
        "foedus_id": instrument.id, "foedus_state": party.state, "foedus_basis": str(instrument.basis),
        "foedus_confidence": str(instrument.confidence), "atop_eligible": int(eligible(instrument)),
    }
    row["foedus_row"], row["foedus_why"] = _standing(instrument, signed)
    return row


def _signed(instrument: Instrument, party: Party) -> str | None:
    return party.signed or party.acceded or party.from_ or (instrument.signed.date if instrument.signed else None)


def _left(instrument: Instrument, party: Party) -> str | None:
    ends = [end for end in (party.to, instrument.end.date if instrument.end else None) if end]
    return min(ends, key=first_day, default=None)


def _force(instrument: Instrument, party: Party) -> str | None:
    """The day on which it was bound; one that is only bounded stays missing."""
    begun = [party.from_, instrument.in_force.from_]
    return max((date for date in begun if date), default=None, key=last_day) if instrument.in_force.from_ else None


def _numbers(date: str | None) -> tuple[int | None, int | None, int | None]:
    """Year, month, day; what is not known is missing."""
    parts = [int(piece) for piece in (date or "").split("-") if piece]
    year, month, day = (*parts, None, None, None)[:3]
    return year, month, day


def _owes(instrument: Instrument, state: str, duty: Duty) -> bool:
    return any(
        provision.duty is duty and state in members(instrument, provision.obligors)
        and set(members(instrument, provision.beneficiaries)) - {state}
        for provision in instrument.provisions
    )


def _asymmetric(instrument: Instrument) -> bool:
    """Whether the parties owe different kinds of duty."""
    parties = {party.state for party in instrument.parties}
    return any(len({_owes(instrument, state, duty) for state in parties}) > 1 for duty in Duty)


def _said(instrument: Instrument, *fields: Cooperation) -> int | None:
    """1 where the record names the field; else missing, for nobody asked."""
    return 1 if set(fields) & set(instrument.cooperation) else None


def _standing(instrument: Instrument, signed: str) -> tuple[str, str | None]:
    """Whether foedus adds, corrects or follows ATOP in a row, and why."""
    if not instrument.codings.get("atop"):
        return "added", "signed after ATOP 5.1 ends" if int(signed[:4]) > LAST else "not in ATOP 5.1"
    if instrument.differences:
        return "corrected", "; ".join(each.why for each in instrument.differences)
    return ("from_atop", "known from ATOP 5.1 alone") if instrument.basis is Basis.ATOP_ONLY else ("coded", None)


def dyad_rows(register: Register, *, until: int, found: Iterable[Obligation] | None = None) -> Iterator[dict[str, Any]]:
    """One row for each directed dyad and year with a tie, from 1815 to `until`.

    The five flags count from signature as ATOP's do; `force_defense` and its kin from entry into force.
    """
    found = list(obligations(register) if found is None else found)
    codes = CowCodes(register)
    ids = {id_: atop_id(instrument) for id_, instrument in register.instruments.items()}
    signed = dyads(found, codes, clock="signed", until=until)
    force = dyads(found, codes, clock="since", until=until)
    for one, two in sorted(signed):
        spans, bound = signed[one, two], force.get((one, two), [])
        for year in years(mask(spans)):
            held = [s for s in spans if s.first <= year <= s.last]
            duties, in_force = {s.duty for s in held}, {s.duty for s in bound if s.first <= year <= s.last}
            named = sorted({ids[s.instrument] for s in held})
            changes = any((s.begins and s.first == year) or (s.ends and s.last == year) for s in held)
            yield {
                "ddyad": one * 1000 + two, "year": year, "stateA": one, "stateB": two, "atopally": 1,
                **{name: int(duty in duties) for name, duty in FLAGS.items()},
                "number": len(named), "transyr": int(changes), **_ids(named), "version": _VERSION,
                **{f"force_{name}": int(duty in in_force) for name, duty in FLAGS.items()},
                "foedus_row": "added" if year > LAST or all(id_ >= OWN for id_ in named) else "coded",
            }


def state_rows(dyads: Iterable[Mapping[str, Any]], register: Register, *, until: int) -> Iterator[dict[str, Any]]:
    """One row for each state of the COW system and year; zeros where it had no tie in the register."""
    flags: dict[tuple[int, int], dict[str, Any]] = {}
    for dyad in dyads:
        row = flags.setdefault((dyad["stateA"], dyad["year"]), {"ids": set(), "transyr": 0, **dict.fromkeys(FLAGS, 0)})
        row["ids"].update(takewhile(bool, map(dyad.get, _ID)))
        for name in (*FLAGS, "transyr"):
            row[name] |= dyad[name]
    for year, codes in sorted(CowCodes(register).members.items()):
        for code in sorted(codes) if 1815 <= year <= until else ():
            row = flags.get((code, year), {"ids": set(), "transyr": 0, **dict.fromkeys(FLAGS, 0)})
            named = sorted(row["ids"])
            yield {
                "state": code, "year": year, "atopally": int(bool(named)), **{name: row[name] for name in FLAGS},
                "number": len(named), "transyr": row["transyr"], **_ids(named), "version": _VERSION,
            }


def _ids(named: Sequence[int]) -> dict[str, int]:
    """atopid1, atopid2 ...: the ids in order; the columns after them are missing."""
    return dict(zip(_ID, named, strict=False))
