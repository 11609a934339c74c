"""Figures: every state is drawn, nothing hostile gets through, the same input gives the same picture."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.register.world import world
from foedus.web import figures
from foedus.web.figures import svg
from foedus.web.figures.geometry import RADIUS, REGIONS, SMALL, atlas, spots
from foedus.web.figures.holders import entries, held

DAYS = ("1815-01-01", "1848-06-01", "1867-01-01", "1914-07-28", "1919-07-01", "1939-08-31", "1947-01-01", "1960-01-01", "1970-01-01", "1992-01-01",
        "2009-01-01", "2024-12-04")
HOSTILE = """"/><script>alert(1)</script><![CDATA[ ]]>&amp;'\x00\x0b]]> --> \ud800"""
CSS = files("foedus.web").joinpath("static/figures.css").read_text(encoding="utf-8")


def parsed(text: str) -> ET.Element:
    """The markup as XML; a page's figure may have a note after it."""
    return ET.fromstring(text if text.startswith("<?xml") else f"<all>{text}</all>")


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def states_of(root: ET.Element) -> dict[str, ET.Element]:
    return {e.get("data-state", ""): e for e in root.iter() if (e.get("class") or "").startswith("state ")}


def drawn(day: str, **more: object) -> ET.Element:
    return parsed(figures.world_map(world(day), {}, lang="en", title="The world", **more))  # type: ignore[arg-type]


# --- the world ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_every_state_of_the_day_is_drawn(day):
    found = states_of(drawn(day))
    for state in world(day).states:
        assert any(local(part) in ("path", "circle") for part in found[state.id].iter()), state.id


@pytest.mark.parametrize("day", DAYS)
def test_every_shape_is_drawn_once(day):
    root = drawn(day)
    shapes = [e.get("data-shape") for e in root.iter() if e.get("data-shape") and local(e) == "path"]
    assert sorted(shapes) == sorted(id_ for id_, shape in atlas().shapes.items() if shape.d)


def test_small_states_can_be_seen():
    for id_, state in states_of(drawn("2024-12-04")).items():
        size = max((atlas().shapes[e.get("data-shape", "")].size for e in state if local(e) == "path"), default=0)
        circles = [e for e in state if local(e) == "circle" and e.get("display") != "none"]
        assert size >= SMALL or circles, id_
    assert 2 * RADIUS / 4 >= 6  # map units are quarter pixels at the usual size


def test_circles_do_not_hide_each_other():
    """Not quite apart, but never one on top of the other."""
    shown = {id_: at for id_, at in spots(world().register).items() if id_ not in atlas().shapes or atlas().shapes[id_].size < SMALL}
    ids = sorted(shown)
    for i, one in enumerate(ids):
        for other in ids[i + 1 :]:
            (ax, ay), (bx, by) = shown[one], shown[other]
            assert (ax - bx) ** 2 + (ay - by) ** 2 > RADIUS**2, (one, other)


def test_projection_is_that_of_the_shapes():
    """Capitals fall into the boxes of their states: one projection in two languages."""
    for state in world("2024-12-04").states:
        shape = atlas().shapes.get(state.id)
        if shape is None or state.capital is None or shape.size < SMALL:
            continue
        x, y = atlas().project(state.capital.lat, state.capital.lon)
        left, top, right, bottom = shape.box
        assert left - 8 <= x <= right + 8, state.id
        assert top - 8 <= y <= bottom + 8, state.id


@pytest.mark.parametrize("focus", [*REGIONS, "PRK", "LUX", "DDR", "TUV", "nonsense", None])
def test_focus_stays_within_the_world(focus):
    day = "1980-01-01"  # Tuvalu existed, and the German Democratic Republic did
    box = next(e.get("viewBox") for e in drawn(day, focus=focus).iter() if e.get("viewBox"))
    x, y, width, height = map(float, box.split())
    assert 0 <= x <= x + width <= atlas().width
    assert 0 <= y <= y + height <= atlas().height + 1
    assert (width < atlas().width) == (focus not in ("world", "nonsense", None))


def test_a_map_is_light_enough_for_a_page():
    assert len(figures.world_map(world(), {}, lang="en", title="x", links=lambda s: f"/{s}/2024-12-04").encode()) < 200_000


# --- whose a shape was ----------------------------------------------------------------------------


def test_holders_name_shapes_states_and_places_of_the_register():
    register = world().register
    for shape, listed in entries().items():
        assert shape in atlas().shapes
        for entry in listed:
            assert set(entry) <= {"states", "from", "to", "place", "dependency", "name"}
            assert ("name" in entry) == ("dependency" in entry)
            assert all(state in register.states for state in entry.get("states", ()))
            assert entry.get("place") is None or entry["place"] in register.places


def _turning_points() -> list[str]:
    register = world().register
    dates = {d for s in register.states.values() for spell in s.exists for d in (spell.from_, spell.to)}
    dates |= {entry.get(end) for listed in entries().values() for entry in listed for end in ("from", "to")}
    full = {d if len(d) == 10 else f"{d}-07-01" if len(d) == 4 else f"{d}-15" for d in dates if d}
    return sorted(d for d in full if d >= "1815-01-01")


def test_nobody_else_holds_the_shape_of_a_state_that_exists():
    for day in _turning_points():
        view = world(day)
        holding = held(view)
        for shape in atlas().shapes:
            if view.exists(shape):
                assert shape in holding.whole.get(shape, ()) or shape in holding.shared.get(shape, ()), (day, shape)


@given(st.dates(min_value=__import__("datetime").date(1815, 1, 1), max_value=__import__("datetime").date(2026, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_a_shape_is_held_once_and_only_by_states_that_exist(day):
    view = world(day.isoformat())
    holding = held(view)
    owned = [shape for shapes in holding.whole.values() for shape in shapes]
    assert sorted([*owned, *holding.shared, *holding.dependencies, *holding.nobody]) == sorted(atlas().shapes)
    for state in {*holding.whole, *(s for each in (*holding.shared.values(), *holding.dependencies.values()) for s in each)}:
        assert view.exists(state)
    assert set(holding.spots) == {state.id for state in view.states} - set(holding.whole)


@pytest.mark.parametrize(
    ("day", "shape", "states"),
    [
        ("1970-01-01", "UKR", ("RUS",)), ("1992-01-01", "UKR", ("UKR",)), ("1930-01-01", "EST", ("EST",)), ("1970-01-01", "CZE", ("CSK",)),
        ("1938-10-01", "AUT", ("DEU",)), ("1914-07-28", "CZE", ("AUH",)), ("1914-07-28", "FIN", ("RUS",)), ("1960-01-01", "SYR", ("EGY",)),
        ("1970-01-01", "DEU", ("DEU", "DDR")), ("1960-01-01", "VNM", ("VNM", "RVN")), ("1930-01-01", "KOR", ("JPN",)), ("1950-01-01", "MNE", ("YUG",)),
        ("1946-01-01", "DEU", ()), ("1914-07-28", "AGO", ()),
    ],
)
def test_past_holders(day, shape, states):
    holding = held(world(day))
    found = holding.shared.get(shape) or tuple(state for state, shapes in holding.whole.items() if shape in shapes)
    assert found == states


def test_what_several_states_shared_has_the_colours_of_each():
    view = world("1970-01-01")
    text = figures.world_map(view, {"DEU": "c-own_means", "DDR": "c-automatic"}, lang="en", title="x")
    pattern = next(e for e in parsed(text).iter() if e.get("id") == "p-mix-DEU")
    assert [(band.get("data-state"), band.get("class")) for band in pattern] == [("DEU", "band c-own_means"), ("DDR", "band c-automatic")]
    assert 'fill="url(#p-mix-DEU)"' in text


def test_past_borders_are_said_to_be_modern():
    assert "Modern borders" in figures.world_map(world("1970-01-01"), {}, lang="en", title="x")
    assert "Modern borders" not in figures.world_map(world(), {}, lang="en", title="x")
    assert "Frontières actuelles" in figures.world_map(world("1914-07-28"), {}, lang="fr", title="x", standalone=True)


def test_contested_status_is_said():
    words = "".join(states_of(drawn("2024-12-04"))["TWN"].itertext())
    assert "contested" in words
    assert "China" in words


@pytest.mark.parametrize("day", DAYS)
def test_frame_says_what_the_map_shows(day):
    """The scrubber's document and the server's drawing agree on who holds what."""
    view = world(day)
    frame = json.loads(json.dumps(figures.frame(view, "en")))
    found = states_of(drawn(day))
    for id_, state in found.items():
        shapes = {e.get("data-shape") for e in state if local(e) == "path"}
        by_frame = {s for s, states in frame["held"].items() if states == [id_]} | ({id_} if id_ in atlas().shapes and id_ not in frame["held"] else set())
        assert shapes == {s for s in by_frame if atlas().shapes[s].d and s not in frame["dependencies"]}, id_
        assert {e.get("data-shape") for e in state if e.get("class") == "dep"} == {s for s, (owner, _) in frame["dependencies"].items() if owner == id_}
        assert any(local(e) == "circle" for e in state) == (id_ in frame["points"]), id_


# --- markup ---------------------------------------------------------------------------------------


def _all_figures(words: str, standalone: bool) -> dict[str, str]:
    rows = [{"label": words, "href": words, "spells": [{"from": "1949", "to": None, "class": words, "title": words}], "marks": [{"date": "1950-01-01", "title": words}]}]
    nodes = [{"id": i, "label": words, "href": words} for i in ("PRK", "RUS", "CHN")]
    edges = [{"source": "PRK", "target": "RUS", "class": words, "title": words, "directed": True}]
    more = {"standalone": standalone, "legend": {"v-pending": words}, "caption": words, "title": words, "lang": "en"}
    return {
        "map": figures.world_map(world("1970-01-01"), {"PRK": words}, labels={"PRK": words}, marks={"PRK": words}, links=lambda _: words, **more),  # type: ignore[arg-type]
        "timeline": figures.timeline(rows, start="1900-01-01", end="2024-12-04", today="2024-12-04", **more),  # type: ignore[arg-type]
        "network": figures.network(nodes, edges, **more),  # type: ignore[arg-type]
        "opinion": figures.opinion_graph(_opinion(words), names=lambda _: words, words=lambda _: words, **more),  # type: ignore[arg-type]
    }


def _opinion(words: str = "x") -> dict[str, object]:
    return {
        "date": "2026-11-23", "scenario": {"acts": [{"id": "a", "actor": ["USA"], "target": ["PRK"], "kind": "armed_attack"}]},
        "verdicts": [{"state": "RUS", "toward": "PRK", "against": ["USA"], "verdict": "must_help", "strongest": 0}],
        "duties": [{"state": "RUS", "instrument": {"id": words, "title": words}, "article": words}],
    }


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("which", ["map", "timeline", "network", "opinion"])
def test_hostile_words_stay_words(which, standalone):
    root = parsed(_all_figures(HOSTILE, standalone)[which])
    assert not [e for e in root.iter() if local(e) in ("script", "foreignObject", "iframe", "image", "use")]
    assert "alert(1)" in "".join(root.itertext())
    for e in root.iter():
        assert not [name for name in e.attrib if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("which", ["map", "timeline", "network", "opinion"])
def test_pages_need_no_inline_style_and_files_need_nothing_else(which):
    page, alone = _all_figures("x", False)[which], _all_figures("x", True)[which]
    assert "<style" not in page
    assert " style=" not in page
    assert "var(" not in alone
    assert "@media" not in alone
    assert alone.startswith("<?xml")
    assert 'xmlns="http://www.w3.org/2000/svg"' in alone
    assert not re.search(r"url\((?!#)|@import|href=", alone)


@pytest.mark.parametrize("which", ["map", "timeline", "network", "opinion"])
def test_same_input_same_picture(which):
    """Also in another process, where sets and dictionaries may be ordered in another way."""
    code = (
        "import hashlib, sys; sys.path.insert(0, 'tests'); import test_web_figures as t; "
        f"print(hashlib.sha256(t._all_figures('x', True)[{which!r}].encode()).hexdigest())"
    )
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        found.add(ran.stdout)
    assert len(found) == 1


def test_every_class_has_a_colour_in_both_schemes():
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", CSS)
    names = [set(re.findall(r"(--[\w-]+):", block)) for block in blocks]
    assert len(blocks) == 3
    assert names[0] == names[1] == names[2]
    used = set(re.findall(r"var\((--[\w-]+)", CSS))
    assert used <= names[0]


@given(st.text(max_size=40))
def test_text_survives_xml(words):
    read = ET.fromstring(svg.element("t", {"a": words}, svg.text(words) or " "))
    clean = svg.clean(words)
    assert (read.text or "").replace("\n", " ").strip() == clean.replace("\r\n", "\n").replace("\r", "\n").replace("\n", " ").strip()


def test_phrases_are_complete_and_used():
    folder = files("foedus.web.figures")
    from foedus.register import yaml12

    read = yaml12.load(folder.joinpath("phrases.yaml").read_text(encoding="utf-8"))[0]
    assert set(read["en"]) == set(read["fr"])
    code = "".join(each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".py"))
    assert [key for key in read["en"] if not re.search(rf"[\"']{key}[\"']", code)] == []
    for key, words in read["en"].items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", read["fr"][key])), key


# --- timelines ------------------------------------------------------------------------------------


def _bars(spells, **more):
    root = parsed(figures.timeline([{"label": "x", "href": None, "spells": spells}], start="1900-01-01", end="2000-01-01", lang="en", **more))
    return [e for e in root.iter() if "spell" in (e.get("class") or "")]


def test_a_date_without_a_day_is_drawn_as_not_known():
    bars = _bars([{"from": "1950", "to": "1960-03", "class": "t-in_force", "title": "x"}])
    assert [bar.get("class") for bar in bars] == ["spell t-unknown maybe", "spell t-in_force", "spell t-unknown maybe"]


def test_a_spell_outside_the_picture_is_left_out_and_one_without_ends_fills_it():
    assert _bars([{"from": "1850-01-01", "to": "1860-01-01", "class": "t-in_force", "title": "x"}]) == []
    (bar,) = _bars([{"from": None, "to": None, "class": "t-in_force", "title": "x"}])
    assert float(bar.get("width", 0)) > 500


def test_no_rows_are_said():
    assert "Nothing to draw" in figures.timeline([], start="1900-01-01", end="2000-01-01", lang="en")


# --- networks -------------------------------------------------------------------------------------

PAIRS = st.lists(st.tuples(st.sampled_from("ABCDEFGHIJ"), st.sampled_from("ABCDEFGHIJ")), max_size=25)


@given(PAIRS, st.randoms())
@settings(max_examples=40, deadline=None)
def test_groups_do_not_hang_on_the_order(pairs, random):
    one = figures.blocs("ABCDEFGHIJ", pairs)
    shuffled = [tuple(random.sample(pair, 2)) for pair in random.sample(pairs, len(pairs))]
    assert figures.blocs(random.sample("ABCDEFGHIJ", 10), shuffled) == one
    assert set(one) == {state for pair in pairs if pair[0] != pair[1] for state in pair}


@given(PAIRS)
@settings(max_examples=25, deadline=None)
def test_nodes_do_not_overlap(pairs):
    nodes = [{"id": i, "label": i} for i in "ABCDEFGHIJ"]
    edges = [{"source": a, "target": b, "class": "c-automatic", "title": f"{a}{b}"} for a, b in pairs]
    root = parsed(figures.network(nodes, edges, lang="en", title="x"))
    at = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for e in root.iter() if e.get("class") == "node" for c in e if local(c) == "circle"]
    for i, (ax, ay) in enumerate(at):
        for bx, by in at[i + 1 :]:
            assert (ax - bx) ** 2 + (ay - by) ** 2 > 24**2
    assert len(at) == len({state for pair in pairs if pair[0] != pair[1] for state in pair})


def test_gexf_holds_the_ties_as_given():
    networkx = pytest.importorskip("networkx")
    nodes = [{"id": "PRK", "label": HOSTILE, "bloc": 1}, {"id": "RUS", "label": "Russia", "bloc": 1}]
    edges = [{"source": "PRK", "target": "RUS", "class": "c-automatic", "title": t} for t in ("prk-rus-1961", "prk-rus-2024")]
    text = figures.gexf(nodes, edges)
    assert text == figures.gexf(nodes[::-1], edges[::-1])
    read = networkx.parse_gexf(text) if hasattr(networkx, "parse_gexf") else networkx.read_gexf(__import__("io").BytesIO(text.encode()))
    assert set(read.nodes) == {"PRK", "RUS"}
    assert sorted(data["words"] for *_, data in read.edges(data=True)) == ["prk-rus-1961", "prk-rus-2024"]
    assert {data["kind"] for *_, data in read.edges(data=True)} == {"automatic"}


# --- opinions -------------------------------------------------------------------------------------


def test_opinion_graph_names_each_state_that_helps_with_its_article():
    text = figures.opinion_graph(
        {**_opinion("prk-rus-2024"), "duties": [{"state": "RUS", "instrument": {"id": "prk-rus-2024", "title": "Treaty of 2024"}, "article": "4"}]},
        lang="en", title="x", names=lambda s: {"RUS": "Russia", "PRK": "North Korea", "USA": "United States"}[s], words=lambda v: v,
    )
    said = " ".join(parsed(text).itertext())
    for words in ("Russia", "North Korea", "United States", "must_help", "Article 4"):
        assert words in said


def test_opinion_graph_without_duties_says_so():
    empty = {**_opinion(), "verdicts": [], "duties": []}
    assert "No duty to help in the register" in figures.opinion_graph(empty, lang="en", title="x", names=str, words=str)
