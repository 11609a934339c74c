"""Data: the codebook, downloads, versions, licences, how to cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from foedus import citation, codebook, listing
from foedus.law.modality import modality
from foedus.problems import Problem, nearest
from foedus.queries import plain
from foedus.versions import __register__, __version__
from foedus.web.page import Missing, Page, Screen, Visit

__all__ = ["SCREENS", "data"]

#: The tables that can be taken away.
TABLES = ("instruments", "provisions", "parties", "states", "places", "bodies", "assurances")
SCHEMAS = ("Opinion", "Scenario", "Commitments", "Comparison", "Umbrella")


def data(visit: Visit) -> Page:
    """The page."""
    t = visit.words
    register = visit.site.register

    def context() -> Mapping[str, Any]:
        counts = {name: len(list(_table(visit, name)[1])) for name in TABLES}
        return {"tables": counts, "books": codebook.entries(), "bibtex": citation.bibtex(register.digest)}

    return Page(
        template="data.html", title=t("data.title"), description=t("data.description"), path="/data",
        data={
            "schema": "foedus.data/1", "engine": __version__, "register": __register__, "sha256": register.digest,
            "licence": {"code": "Apache-2.0", "register": "CC-BY-4.0"}, "tables": list(TABLES),
            "citation": citation.text(register.digest),
        },
        context=context, kinds=("html", "json", "bib"), command="foedus cite --bibtex\nfoedus codebook",
    )


def book(_: Visit) -> Page:
    """The codebook."""
    entries = codebook.entries()
    rows = [(group["vocabulary"], *term.values()) for group in entries for term in group["terms"]]
    return Page(
        template="failure.html", title="", description="", path="/data/codebook", data={"schema": "foedus.codebook/1", "vocabularies": entries},
        header=("vocabulary", "code", "en", "fr", "definition", "atop"), rows=rows, kinds=("json", "csv"),
    )


def whole(visit: Visit) -> Page:
    """The whole register as one document."""
    register = visit.site.register
    found = {name: plain(getattr(register, name)) for name in ("states", "places", "bodies", "classes", "instruments", "assurances")}
    return Page(
        template="failure.html", title="", description="", path="/data/register",
        data={"schema": "foedus.register/1", "version": __register__, "sha256": register.digest, **found}, kinds=("json",), keep=False,
    )


def table(visit: Visit, kind: str) -> Page:
    """One table of the register, all times."""
    if kind not in TABLES:
        raise Missing(Problem(path="kind", says="no such table", value=kind[:60], nearest=nearest(kind, TABLES) or TABLES[:3]))
    header, rows = _table(visit, kind)
    kept = list(rows)
    return Page(
        template="failure.html", title="", description="", path=f"/data/{kind}", header=header, rows=kept, kinds=("json", "csv"),
        data={"schema": "foedus.table/1", "table": kind, "rows": [dict(zip(header, row, strict=True)) for row in kept], "register": visit.site.register.digest},
    )


def _table(visit: Visit, kind: str) -> tuple[Sequence[str], Iterator[tuple[Any, ...]]]:
    header, make = _MADE[kind]
    return header, make(visit)


def _instruments(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for id_, item in visit.site.register.instruments.items():
        yield (
            id_, item.title.get("en"), item.title.get("fr"), str(item.form), str(item.binding), item.signed.date if item.signed else None,
            item.in_force.from_, item.end.date if item.end else None, str(item.end.how) if item.end else None, str(item.text),
            [party.state for party in item.parties], [str(code) for code in item.cooperation], str(item.basis), str(item.confidence),
        )


def _provisions(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for id_, item in visit.site.register.instruments.items():
        for each in item.provisions:
            found = plain(each)
            sides = [_side(found.get(side, "parties")) for side in ("obligors", "beneficiaries")]
            when = msgspec.json.encode(found["when"]).decode() if "when" in found else None
            unless = msgspec.json.encode(found["unless"]).decode() if "unless" in found else None
            steps = [step if isinstance(step, str) else f"body={step.get('body')}" for step in found.get("procedure", ())]
            yield (
                id_, each.article, str(each.duty), *sides, str(each.force), found.get("means"), str(modality(each)), steps, each.prompt,
                str(each.how_owed), when, unless, each.from_, each.to, each.gist,
            )


def _side(value: Any) -> Any:
    return "parties except " + " ".join(value.get("except", ())) if isinstance(value, dict) else value


def _parties(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for id_, item in visit.site.register.instruments.items():
        for party in item.parties:
            end = item.end.date if item.end else None
            yield id_, party.state, party.signed, party.ratified, party.acceded, party.from_ or item.in_force.from_, party.to or end, party.how


def _states(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for item in listing.states(visit.world(visit.site.today()), everything=True):
        spells = "; ".join(f"{a or ''}/{b or ''}" for a, b in item["exists"])
        yield item["id"], item["name"]["en"], item["name"]["fr"], spells, item["cow"], item["gw"], item["un_member"], item["nuclear_armed"], item["contested"]


def _places(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for item in listing.places(visit.world(visit.site.today())):
        yield item["id"], item["name"].get("en"), item["name"].get("fr"), item["lat"], item["lon"], item["regions"], item["sovereign"], item["administered_by"], item["claimed_by"], item["confidence"]


def _bodies(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for item in listing.bodies(visit.world(visit.site.today())):
        yield item["id"], item["name"].get("en"), item["name"].get("fr"), item["members"], (item["rule"] or {}).get("gist"), item["confidence"]


def _assurances(visit: Visit) -> Iterator[tuple[Any, ...]]:
    for id_, item in visit.site.register.assurances.items():
        yield id_, item.by, item.toward, item.toward_parties_of, item.date, item.to, item.says, str(item.form), str(item.binding), item.gist, str(item.confidence)


_MADE: Mapping[str, tuple[Sequence[str], Any]] = {
    "instruments": (("id", "title_en", "title_fr", "form", "binding", "signed", "in_force_from", "ended", "how", "text", "parties", "cooperation", "basis", "confidence"), _instruments),
    "provisions": (
        ("instrument", "article", "duty", "obligors", "beneficiaries", "force", "means", "modality", "procedure", "prompt", "how_owed", "when", "unless", "from", "to", "gist"),
        _provisions,
    ),
    "parties": (("instrument", "state", "signed", "ratified", "acceded", "from", "to", "how"), _parties),
    "states": (("id", "name_en", "name_fr", "exists", "cow", "gw", "un_member_today", "nuclear_armed_today", "contested"), _states),
    "places": (("id", "name_en", "name_fr", "lat", "lon", "regions", "sovereign_today", "administered_by_today", "claimed_by_today", "confidence"), _places),
    "bodies": (("id", "name_en", "name_fr", "members_today", "rule", "confidence"), _bodies),
    "assurances": (("id", "by", "toward", "toward_parties_of", "date", "to", "says", "form", "binding", "gist", "confidence"), _assurances),
}

SCREENS = (
    Screen(path="/data", make=data, kinds=("html", "json", "bib"), summary="Versions, licences, citation", tag="data"),
    Screen(path="/data/codebook", make=book, kinds=("json", "csv"), summary="Every coded value with its definition and ATOP variable", tag="data"),
    Screen(path="/data/register", make=whole, kinds=("json",), summary="The whole register", tag="data"),
    Screen(path="/data/{kind}", make=table, kinds=("json", "csv"), summary="One table of the register: " + ", ".join(TABLES), tag="data"),
)
