"""Network: who is bound to whom on a day, in blocs; the graph to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from foedus.web import colours, figures, pictures
from foedus.web.colours import CLASSES
from foedus.web.page import Elsewhere, Page, Screen, Visit
from foedus.web.pages.world import day_of
from foedus.wording.names import alphabetical
from foedus.wording.voice import Voice

__all__ = ["SCREENS", "network"]

#: What a tie may stand for, and the classes of commitments that it takes in.
TIES: Mapping[str, tuple[str, ...]] = {
    "help": ("automatic", "own_means", "conditional", "unknown"),
    "binding": ("automatic", "own_means", "conditional"),
    "any": ("automatic", "own_means", "conditional", "unknown", "right", "pledge", "consult"),
}


class NetworkQuery(BaseModel):
    """Which ties."""

    model_config = ConfigDict(extra="forbid")

    ties: Literal["help", "binding", "any"] = Field("help", description="help: duties to help, unknown ones too; binding: only those that are known to bind; any: also rights, pledges, consultation.")
    on: str | None = Field(None, max_length=40, description="Of the form on the page; becomes a part of the path.")
    embed: bool = Field(False, description="A page without frame, to be shown inside another.")


def now(visit: Visit, asked: NetworkQuery) -> Page:
    """The network today, or on the day of the form."""
    if asked.on:
        raise Elsewhere(f"/network/{day_of(visit, asked.on)}", _pairs(asked))
    return network(visit, visit.site.today(), asked)


def _pairs(asked: NetworkQuery) -> list[tuple[str, str]]:
    return [("ties", asked.ties)] if asked.ties != "help" else []


def network(visit: Visit, day: str, asked: NetworkQuery) -> Page:
    """States as nodes, the strongest tie between two as an edge, blocs by modularity."""
    checked = day_of(visit, asked.on or day)
    if checked != day or asked.on:
        raise Elsewhere(f"/network/{checked}", _pairs(asked))
    view = visit.world(day)
    voice = Voice(visit.lang, view)
    ties = visit.site.once(("ties", day, asked.ties), lambda: _ties(visit, day, TIES[asked.ties]))
    blocs = visit.site.once(("blocs", day, asked.ties), lambda: _blocs(ties))
    number = {state: n for n, bloc in enumerate(blocs) for state in bloc}
    degree: dict[str, int] = {}
    for one, other in {frozenset(pair) for pair in ties}:
        degree[one] = degree.get(one, 0) + 1
        degree[other] = degree.get(other, 0) + 1
    nodes = [
        {"id": state, "label": voice.world.name(state, visit.lang) if voice.world else state, "bloc": number[state], "degree": degree[state], "href": visit.state(state, day)}
        for state in sorted(degree)
    ]
    edges = list(_edges(ties, voice))
    title = visit.words("network.title", day=day)

    def figure(alone: bool) -> str:
        more: dict[str, Any] = {}
        if alone:
            kinds = {f"c-{kind}" for kind, _ in ties.values()}
            more = {
                "legend": {f"c-{code}": visit.words(f"class.{code}") for code in CLASSES if f"c-{code}" in kinds},
                "caption": pictures.caption(visit, day),
            }
        return figures.network(nodes, edges, lang=visit.lang, standalone=alone, title=title, **more)

    def context() -> Mapping[str, Any]:
        kinds = {f"c-{kind}" for kind, _ in ties.values()}
        return {
            "day": day, "ties": asked.ties, "figure": figure(False) if nodes else "", "nodes": len(nodes), "edges": len(edges),
            "legend": {f"c-{code}": visit.words(f"class.{code}") for code in CLASSES if f"c-{code}" in kinds},
            "blocs": [_bloc(n, bloc, ties, degree, voice, visit, day) for n, bloc in enumerate(blocs)],
            "query": _pairs(asked), "choices": list(TIES),
        }

    return Page(
        template="network.html", title=title, description=visit.words("network.description", day=day), path=f"/network/{day}", pairs=_pairs(asked), day=day,
        data={
            "schema": "foedus.network/1", "date": day, "ties": asked.ties,
            "nodes": [{"id": node["id"], "bloc": node["bloc"], "degree": node["degree"]} for node in nodes],
            "edges": [{"obligor": a, "beneficiary": b, "class": kind, "instruments": sorted(ids)} for (a, b), (kind, ids) in sorted(ties.items())],
            "register": visit.site.register.digest,
        },
        header=("obligor", "beneficiary", "class", "instruments"),
        rows=((a, b, kind, sorted(ids)) for (a, b), (kind, ids) in sorted(ties.items())),
        figure=figure if nodes else None, gexf=lambda: figures.gexf(nodes, edges), context=context, kinds=("html", "json", "csv", "svg", "png", "gexf"),
    )


_Ties = dict[tuple[str, str], tuple[str, frozenset[str]]]


def _ties(visit: Visit, day: str, kinds: tuple[str, ...]) -> _Ties:
    """(obligor, beneficiary) -> the class of the strongest commitment and the texts that hold one as strong."""
    found: _Ties = {}
    for bond in visit.world(day).bonds():
        certain = bond.standing.value is True and not bond.standing.contested
        kind = colours.commitment(bond.instrument, bond.provision, certain=certain)
        if kind not in kinds:
            continue
        pair = bond.obligor, bond.beneficiary
        held = found.get(pair)
        if held is None or CLASSES.index(kind) < CLASSES.index(held[0]):
            found[pair] = kind, frozenset({bond.instrument.id})
        elif held[0] == kind:
            found[pair] = kind, held[1] | {bond.instrument.id}
    return found


def _blocs(ties: _Ties) -> list[list[str]]:
    """Communities by greedy modularity (Clauset, Newman and Moore 2004), the largest first."""
    import networkx

    graph = networkx.Graph()
    graph.add_edges_from(sorted(tuple(sorted(pair)) for pair in ties))
    if not graph:
        return []
    found = networkx.community.greedy_modularity_communities(graph)
    return sorted((sorted(bloc) for bloc in found), key=lambda bloc: (-len(bloc), bloc))


def _edges(ties: _Ties, voice: Voice) -> Iterator[Mapping[str, Any]]:
    """One line for each two states; an arrow where only one is bound."""
    done: set[frozenset[str]] = set()
    for (one, other), (kind, ids) in sorted(ties.items()):
        pair = frozenset((one, other))
        if pair in done:
            continue
        done.add(pair)
        back = ties.get((other, one))
        best = min((kind, *([back[0]] if back else [])), key=CLASSES.index)
        titles = ", ".join(voice.short_title(id_) for id_ in sorted(ids | (back[1] if back else frozenset())))
        yield {"source": one, "target": other, "class": f"c-{best}", "title": f"{voice.name(one)} – {voice.name(other)}: {titles}", "directed": back is None}


def _bloc(n: int, bloc: list[str], ties: _Ties, degree: Mapping[str, int], voice: Voice, visit: Visit, day: str) -> Mapping[str, Any]:
    states = sorted(bloc, key=lambda state: (-degree[state], alphabetical(voice.name(state))))
    texts: dict[str, int] = {}
    for (one, other), (_, ids) in ties.items():
        if one in bloc and other in bloc:
            for id_ in ids:
                texts[id_] = texts.get(id_, 0) + 1
    main = sorted(texts, key=lambda id_: (-texts[id_], id_))[:3]
    return {
        "number": n + 1, "size": len(bloc), "states": [(voice.name(state), visit.state(state, day)) for state in states],
        "texts": [(voice.short_title(id_), visit.instrument(id_)) for id_ in main],
    }


_ALL = ("html", "json", "csv", "svg", "png", "gexf")
SCREENS = (
    Screen(path="/network", make=now, query=NetworkQuery, kinds=_ALL, summary="Who is bound to whom today", tag="world"),
    Screen(path="/network/{day}", make=network, query=NetworkQuery, kinds=_ALL, summary="Who is bound to whom on a day", tag="world"),
)
