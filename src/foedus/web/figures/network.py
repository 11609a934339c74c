"""Who is bound to whom, drawn in groups."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from foedus.web.figures import svg
from foedus.web.figures.phrases import phrase

__all__ = ["blocs", "gexf", "network"]

WIDTH = 1000
NODE = 13.5
SEED = 1815


def blocs(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Groups of states that are tied to each other more than to others, numbered by size from 0.

    Louvain's method as networkx has it (Blondel and others, J. Stat. Mech. 2008, P10008), with a fixed seed:
    the same ties give the same groups. States without a tie belong to none.

    Examples
    --------
    >>> blocs(["A", "B", "C", "D", "E"], [("A", "B"), ("C", "D")])
    {'A': 0, 'B': 0, 'C': 1, 'D': 1}
    """
    pairs = frozenset((min(edge), max(edge)) for edge in edges if edge[0] != edge[1])
    known = set(nodes)
    return dict(_blocs(frozenset(pair for pair in pairs if known.issuperset(pair))))


@lru_cache(maxsize=32)
def _blocs(pairs: frozenset[tuple[str, str]]) -> dict[str, int]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({node for pair in pairs for node in pair}))
    graph.add_edges_from(sorted(pairs))
    found = nx.community.louvain_communities(graph, seed=SEED) if len(graph) else []
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {node: i for i, group in enumerate(ordered) for node in group}


def network(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], *, lang: str, standalone: bool = False, title: str = "",
    legend: Mapping[str, str] | None = None, caption: str = "",
) -> str:
    """States as nodes, each group packed round its best connected ones, the groups placed by networkx's spring layout.

    Parameters
    ----------
    nodes : each with `id` and `label`, and perhaps `bloc` (a number; otherwise `blocs` finds it) and `href`.
    edges : each with `source`, `target`, `class`, `title`; ends that are no nodes are left out.
    """
    ids = {str(node["id"]) for node in nodes}
    ties = [edge for edge in edges if edge["source"] in ids and edge["target"] in ids and edge["source"] != edge["target"]]
    tied = {str(edge[end]) for edge in ties for end in ("source", "target")}
    group_of = _groups(nodes, ties, tied)
    places, discs, height = _layout(group_of, ties)
    body = "".join(_disc(disc, lang) for disc in discs)
    body += "".join(_edge(pair, class_, titles, places) for (pair, class_), titles in sorted(_merged(ties).items()))
    degree = _degrees(ties)
    drawn = [node for node in sorted(nodes, key=lambda n: str(n["id"])) if node["id"] in places]
    body += "".join(_node(node, places, degree, lang, standalone) for node in drawn)
    if not drawn:
        body += svg.element("text", {"class": "empty", "x": 20, "y": 40, "font-size": 14}, svg.text(phrase(lang, "no_ties")))
    if standalone:
        return svg.alone(body, width=WIDTH, height=height, title=title, lang=lang, class_="network", legend=legend or {}, caption=caption)
    linked = any(node.get("href") for node in drawn)
    attributes = {
        "class": "network", "viewBox": f"0 0 {WIDTH} {height}", "role": "group" if linked else "img", "aria-label": title or None,
    }
    return svg.scrolling(svg.element("svg", attributes, svg.element("title", {}, svg.text(title)) if title else "", body), title)


def _degrees(ties: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    around: dict[str, set[str]] = {}
    for edge in ties:
        around.setdefault(str(edge["source"]), set()).add(str(edge["target"]))
        around.setdefault(str(edge["target"]), set()).add(str(edge["source"]))
    return {node: len(others) for node, others in around.items()}


def _groups(nodes: Sequence[Mapping[str, Any]], ties: Sequence[Mapping[str, Any]], tied: set[str]) -> dict[str, int]:
    given = {str(node["id"]): int(node["bloc"]) for node in nodes if node.get("bloc") is not None and node["id"] in tied}
    if len(given) == len(tied):
        return dict(sorted(given.items()))
    return blocs(sorted(tied), [(str(edge["source"]), str(edge["target"])) for edge in ties])


def _layout(
    group_of: Mapping[str, int], ties: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, tuple[float, float]], list[tuple[int, int, float, float, float]], int]:
    """Places of nodes, discs of groups (number, members, x, y, radius), and the height."""
    if not group_of:
        return {}, [], 80
    import networkx as nx

    groups: dict[int, list[str]] = {}
    for node, group in group_of.items():
        groups.setdefault(group, []).append(node)
    degree = _degrees(ties)
    seeds = {group: _spiral(sorted(members, key=lambda n: (-degree.get(n, 0), n))) for group, members in groups.items()}
    radius = {group: max(math.hypot(x, y) for x, y in spots.values()) + NODE + 8 for group, spots in seeds.items()}
    between = nx.Graph()
    between.add_nodes_from(sorted(groups))
    for edge in ties:
        a, b = group_of[str(edge["source"])], group_of[str(edge["target"])]
        if a != b:
            weight = between.get_edge_data(a, b, {"weight": 0})["weight"]
            between.add_edge(*sorted((a, b)), weight=weight + 1)
    for _, _, data in between.edges(data=True):
        data["weight"] = math.log1p(data["weight"])
    raw = nx.spring_layout(between, seed=SEED, iterations=200) if len(groups) > 1 else {next(iter(groups)): (0.0, 0.0)}
    reach = math.sqrt(sum(r * r for r in radius.values())) * 1.1
    centre = _separate({group: [float(p[0]) * reach * 1.5, float(p[1]) * reach] for group, p in raw.items()}, radius)
    left = min(centre[g][0] - radius[g] for g in groups)
    right = max(centre[g][0] + radius[g] for g in groups)
    top = min(centre[g][1] - radius[g] for g in groups) - 20
    bottom = max(centre[g][1] + radius[g] for g in groups)
    scale = min(1.25, (WIDTH - 20) / (right - left))
    shift = (WIDTH - (right - left) * scale) / 2
    moved = {g: (round((x - left) * scale + shift, 1), round((y - top) * scale + 10, 1)) for g, (x, y) in centre.items()}
    places = {
        node: (round(moved[g][0] + x * scale, 1), round(moved[g][1] + y * scale, 1)) for g, spots in seeds.items() for node, (x, y) in spots.items()
    }
    discs = [(g, len(groups[g]), *moved[g], round(radius[g] * scale, 1)) for g in sorted(groups)]
    return places, discs, math.ceil((bottom - top) * scale + 20)


def _spiral(members: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Members as seeds in a sunflower, the first in the middle: the densest round packing with even gaps."""
    gap = NODE * 1.28
    turn = math.pi * (3 - math.sqrt(5))
    return {m: (gap * math.sqrt(i + 0.5) * math.cos(i * turn), gap * math.sqrt(i + 0.5) * math.sin(i * turn)) for i, m in enumerate(members)}


def _separate(centre: dict[int, list[float]], radius: Mapping[int, float]) -> dict[int, list[float]]:
    """Draw the groups together, and push discs apart that overlap."""
    order = sorted(centre)
    for turn in range(200):
        pull = 0.98 if turn < 150 else 1.0
        for group in order:
            centre[group][0] *= pull
            centre[group][1] *= pull * pull  # pages are wider than high
        for i, one in enumerate(order):
            for other in order[i + 1 :]:
                dx, dy = centre[other][0] - centre[one][0], centre[other][1] - centre[one][1]
                apart, least = math.hypot(dx, dy), radius[one] + radius[other] + 22
                if apart >= least:
                    continue
                ux, uy = (dx / apart, dy / apart) if apart > 1e-6 else (1.0, 0.0)
                for place, sign in ((centre[one], -1), (centre[other], 1)):
                    place[0] += sign * ux * (least - apart) / 2
                    place[1] += sign * uy * (least - apart) / 2
    return centre


def _disc(disc: tuple[int, int, float, float, float], lang: str) -> str:
    number, count, x, y, r = disc
    words = phrase(lang, "bloc_one" if count == 1 else "bloc", n=number + 1, count=count)
    halo = svg.element("circle", {"class": "halo", "cx": x, "cy": y, "r": r})
    return halo + svg.element("text", {"class": "bloc", "x": x, "y": f"{y - r - 5:g}"}, svg.text(words))


def _merged(ties: Sequence[Mapping[str, Any]]) -> dict[tuple[tuple[str, str], str], list[str]]:
    """One line for all ties of a class between two states; its title keeps each."""
    lines: dict[tuple[tuple[str, str], str], list[str]] = {}
    for edge in ties:
        one, other = sorted((str(edge["source"]), str(edge["target"])))
        titles = lines.setdefault(((one, other), svg.safe_class(str(edge.get("class", "")))), [])
        if edge.get("title") and edge["title"] not in titles:
            titles.append(str(edge["title"]))
    return lines


def _edge(pair: tuple[str, str], class_: str, titles: Sequence[str], places: Mapping[str, tuple[float, float]]) -> str:
    """A slightly bent line: one that runs behind a third state does not seem to end there."""
    (ax, ay), (bx, by) = places[pair[0]], places[pair[1]]
    mx, my = (ax + bx) / 2 - (by - ay) * 0.06, (ay + by) / 2 + (bx - ax) * 0.06
    title = svg.element("title", {}, svg.text("\n".join(sorted(titles)))) if titles else ""
    path = f"M{ax:.0f},{ay:.0f}Q{mx:.0f},{my:.0f} {bx:.0f},{by:.0f}"
    return svg.element("path", {"class": f"edge {class_}".strip(), "data-ends": " ".join(pair), "d": path}, title)


def _node(node: Mapping[str, Any], places: Mapping[str, tuple[float, float]], degree: Mapping[str, int], lang: str, standalone: bool) -> str:
    x, y = places[str(node["id"])]
    count = degree.get(str(node["id"]), 0)
    ties = phrase(lang, "neighbours_one" if count == 1 else "neighbours", count=count)
    inside = (
        svg.element("title", {}, svg.text(f"{node['label']}, {ties}")),
        svg.element("circle", {"cx": x, "cy": y, "r": NODE}),
        svg.element("text", {"x": x, "y": f"{y + 3.2:g}"}, svg.text(str(node["id"])[:4])),
    )
    attributes = {"class": "node", "data-state": node["id"]}
    if node.get("href") and not standalone:
        return svg.element("a", {**attributes, "href": node["href"]}, *inside)
    return svg.element("g", attributes, *inside)


def gexf(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> str:
    """The same network as GEXF 1.2, for Gephi and others: one edge for each tie, with its class and words."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in sorted(nodes, key=lambda n: str(n["id"])):
        extra = {} if node.get("bloc") is None else {"bloc": int(node["bloc"])}
        graph.add_node(svg.clean(str(node["id"])), label=svg.clean(str(node["label"])), **extra)
    for i, edge in enumerate(sorted(edges, key=lambda e: (str(e["source"]), str(e["target"]), str(e.get("title"))))):
        source, target = svg.clean(str(edge["source"])), svg.clean(str(edge["target"]))
        if source in graph and target in graph:
            kind, words = svg.clean(str(edge.get("class", ""))), svg.clean(str(edge.get("title", "")))
            graph.add_edge(source, target, key=i, id=i, kind=kind.partition("-")[2] or kind, words=words)
    # The day of making would make each download another file.
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(graph))) + "\n"
