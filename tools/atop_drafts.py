"""Draft records for the alliances of ATOP 5.1 that the register lacks: `python tools/atop_drafts.py FOLDER OUT [NAMES]`.

FOLDER holds atop5_1a.csv and atop5_1m.csv. What ATOP alone supports is drafted and no more: parties, day of
signature, kinds of duty, end; `basis: atop_only`, low confidence, no article. Each draft is to be read against
the text by a person. NAMES is a YAML file `atopid: id` for instruments of three or more parties.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from foedus.register import yaml12  # noqa: E402
from foedus.register.load import load  # noqa: E402
from foedus.register.world import World  # noqa: E402

DUTIES = {
    "defense": ("event: {event}, on: beneficiary", "means: unknown", "Help if the other is attacked; ATOP codes a promise of defence."),
    "offense": ("event: at_war, on: beneficiary", "means: unknown", "Help in war whoever began it; ATOP codes a promise of offence."),
    "neutral": ("event: [attack, at_war], on: beneficiary", None, "Neutrality if the other is attacked or at war; ATOP codes neutrality."),
    "nonagg": (None, None, "No use of force against each other; ATOP codes nonaggression."),
    "consul": ("event: [threat, attack], on: beneficiary", None, "Consultation in a crisis; ATOP codes consultation."),
}
NAMES = {"defense": "defense", "offense": "offense", "neutral": "neutrality", "nonagg": "nonaggression", "consul": "consultation"}
#: What ended it, by ATOP's `term`: as provided, by a breach, by a new relation of the members.
TERM = {"1": "lapsed", "2": "war", "3": "terminated"}
SUCCESSORS = {"CSK": {"CZE", "SVK"}}


def day(row, *names):
    """A date as ATOP has it; a month or day that it leaves at 0 stays out."""
    parts = [int(row[name] or 0) for name in names]
    if not parts[0]:
        return None
    if not parts[1]:
        return f"{parts[0]:04d}"
    return f"{parts[0]:04d}-{parts[1]:02d}" + (f"-{parts[2]:02d}" if parts[2] else "")


def states(register):
    """COW code -> [(id, first year, last year)]."""
    found = defaultdict(list)
    for state in register.states.values():
        for code in state.codes.cow:
            found[int(code.code)].append((state.id, int((code.from_ or "0")[:4]), int((code.to or "9999")[:4])))
    return found


def state(codes, cow, year):
    """The state that a COW code stands for in a year; the nearest spell where it is outside all."""
    return min(codes[int(cow)], key=lambda s: 0 if s[1] <= year <= s[2] else min(abs(year - s[1]), abs(year - s[2])))[0]


def spells(rows, codes):
    """Per state its day of signature and of exit, over all phases of the alliance."""
    found = {}
    for row in sorted(rows, key=lambda r: int(r["phase"] or 0)):
        id_ = state(codes, row["member"], int(row["yrent"]))
        signed, left = day(row, "yrent", "moent", "dayent"), day(row, "yrexit", "moexit", "dayexit")
        first = found[id_][0] if id_ in found else signed
        found[id_] = (first, left)
    return found


def sides(parties, row, members, flag):
    """Who owes a duty to whom: all to all, or as the member level has it; successors owe each other nothing."""
    owing = sorted({m for m, flags in members.items() if flags[flag] == "1"}) or sorted(parties)
    for old, new in SUCCESSORS.items():
        group = sorted({old, *new} & set(parties))
        rest = sorted(set(parties) - set(group))
        if len(group) > 1 and len(rest) == 1:
            return [(rest, group), (group, rest)]
    if len(owing) == len(parties):
        return [(None, None)]
    return [(owing, None)]


def draft(row, rows, codes, view, id_):
    """One record as YAML text."""
    parties = spells(rows, codes)
    signed = day(row, "begyr", "begmo", "begday")
    ended = day(row, "endyr", "endmo", "endday")
    latest = f"{int(signed[:4]) + 1}-12-31"
    if ended and len(ended) == 10 and ended < latest:
        latest = ended
    members = {state(codes, r["member"], int(r["yrent"])): r for r in rows}
    en, fr = (" - ".join(view.name(p, lang) for p in parties) for lang in ("en", "fr"))
    if len(parties) > 4:
        en = fr = f"ATOP {row['atopid']}"
    lines = [
        f"id: {id_}", "title:", f'  en: "Agreement {en} ({signed[:4]})"', f'  fr: "Accord {fr} ({signed[:4]})"', "form: treaty",
        "binding: international", f"signed: {{date: {signed}}}", f"in_force: {{from: null, latest: {latest}}}",
        f"end: {{date: {ended}, how: {TERM.get(row['term'], 'terminated')}}}" if ended else "end: null", "parties:",
    ]
    for name, (first, left) in parties.items():
        extra = f", signed: {first}, from: \"{first[:4]}\"" if first != signed else ""
        extra += f", to: {left}" if left and left != ended else ""
        lines.append(f"  - {{state: {name}{extra}}}")
    lines += ["text: published" if row["pubsecr"] == "0" else "text: partial", "provisions:"]
    event = "armed_attack" if int(signed[:4]) >= 1945 else "attack"
    for flag, (when, means, gist) in DUTIES.items():
        if row[flag] != "1":
            continue
        for obligors, beneficiaries in sides(parties, row, members, flag):
            lines += ["  - article: null", f"    duty: {NAMES[flag]}"]
            if obligors:
                lines.append(f"    obligors: [{', '.join(obligors)}]")
            if beneficiaries:
                lines.append(f"    beneficiaries: [{', '.join(beneficiaries)}]")
            if when:
                lines.append(f"    when: {{{when.format(event=event)}}}")
            if means:
                lines.append(f"    {means}")
            lines.append(f"    gist: {gist}")
    lines += [
        "sources:", f'  - {{of: account, publisher: "Alliance Treaty Obligations and Provisions 5.1 (Leeds et al.)", note: atopid {row["atopid"]}}}',
        "basis: atop_only", f"codings: {{atop: {row['atopid']}}}", "reviewed: 2026-11-25", "confidence: low",
        "note: Known from ATOP 5.1 alone, whose text was not opened here. ATOP counts it in effect from signature; the entry into force is not established "
        "and is taken as unknown to the end of the following year.", "",
    ]
    return "\n".join(lines)


def main(folder, out, names=None):
    """Write one draft for each alliance since 1945 that no record names under `codings.atop`."""
    register = load()
    view, codes = World(register, "2018-12-31"), states(register)
    known = {item.codings.get("atop") for item in register.instruments.values()}
    chosen = yaml12.read(Path(names))[0] if names else {}
    members = defaultdict(list)
    for row in csv.DictReader((Path(folder) / "atop5_1m.csv").open()):
        members[row["atopid"]].append(row)
    taken = set(register.instruments)
    for row in csv.DictReader((Path(folder) / "atop5_1a.csv").open()):
        if int(row["atopid"]) in known or 0 < int(row["endyr"] or 0) < 1945:
            continue
        parties = sorted(spells(members[row["atopid"]], codes))
        first = [p for p in parties if not any(p in new for old, new in SUCCESSORS.items() if old in parties)]
        base = chosen.get(row["atopid"]) or ("-".join(first) + f"-{row['begyr']}").lower()
        id_ = next(name for name in (base, *(f"{base}-{n}" for n in range(2, 9))) if name not in taken)
        taken.add(id_)
        (Path(out) / f"{id_}.yaml").write_text(draft(row, members[row["atopid"]], codes, view, id_), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
