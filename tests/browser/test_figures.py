"""The scripts of the figures in a real browser: a day reached by scrubbing looks like that day's own page."""

from __future__ import annotations

import json
import re
from html import escape
from importlib.resources import files

import pytest

from foedus.register.world import world
from foedus.web import figures

STATIC = files("foedus.web").joinpath("static")
CHANGES = ["1815-01-01", "1871-01-18", "1918-11-12", "1949-10-07", "1970-01-01", "1991-12-26", "2011-07-09", "2024-12-04"]
CLASSES = ("c-automatic", "c-own_means", "c-conditional", "c-pledge", "c-restraint")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


def coloured(day: str) -> tuple[dict[str, str], dict[str, str]]:
    """Colours and words that differ from day to day, for every second state."""
    ids = [state.id for state in world(day).states][:: 2]
    colours = {id_: CLASSES[(i + int(day[:4])) % len(CLASSES)] for i, id_ in enumerate(ids)}
    return colours, {id_: class_[2:] for id_, class_ in colours.items()}


def the_map(day: str) -> str:
    colours, labels = coloured(day)
    return figures.world_map(world(day), colours, lang="en", title=f"World {day}", labels=labels, links=lambda s: f"/{s}/{day}")


def page(day: str) -> str:
    words = escape(json.dumps({"play": "Play", "pause": "Pause"}))
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>World {day} · foedus</title>
      <link rel="stylesheet" href="/static/figures.css"><script type="module" src="/static/map.js"></script>
      <script type="module" src="/static/scrubber.js"></script><body><h1 data-slot="caption">World {day}</h1>
      <form id="day" action="/world" data-first="1815-01-01" data-last="2024-12-04" data-day="{day}" data-json="/world/DAY.json" data-page="/world/DAY"
        data-changes="/world/changes.json" data-words="{words}"><input type="range" name="scrub" aria-label="Day" hidden>
        <input type="date" name="on" value="{day}"><button type="submit">Show</button><a data-do="previous" href="#">Previous</a>
        <button type="button" data-do="play" hidden>Play</button><a data-do="next" href="#">Next</a><a data-do="now" href="#">Now</a></form>
      <figure><div class="map-tools" data-words="{{}}"></div>{the_map(day)}<output class="map-note"></output></figure>
      <table><tbody data-slot="rows"><tr><td>{day}</td></tr></tbody></table>"""


def frame(day: str) -> dict[str, object]:
    view = world(day)
    colours, labels = coloured(day)
    return {
        "date": day, "colours": colours, "labels": labels, "names": {s.id: view.name(s.id) for s in view.states}, "caption": f"World {day}",
        "rows_html": f"<tr><td>{day}</td></tr>", "previous": max((d for d in CHANGES if d < day), default=None),
        "next": min((d for d in CHANGES if d > day), default=None), **figures.frame(view, "en"),
    }


def serve(route: object) -> None:
    path = re.sub(r"^https?://[^/]+", "", route.request.url).split("?")[0]  # type: ignore[attr-defined]
    if path.startswith("/static/"):
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        body = STATIC.joinpath(path.removeprefix("/static/")).read_text(encoding="utf-8")
    elif path == "/world/changes.json":
        kind, body = "application/json", json.dumps({"days": CHANGES})
    elif found := re.fullmatch(r"/world/([\d-]+)\.json", path):
        kind, body = "application/json", json.dumps(frame(found[1]))
    elif found := re.fullmatch(r"/world/([\d-]+)", path):
        kind, body = "text/html; charset=utf-8", page(found[1])
    elif path == "/network":
        kind, body = "text/html; charset=utf-8", NETWORK
    elif re.fullmatch(r"/[A-Z]{3}/[\d-]+", path):
        kind, body = "text/html; charset=utf-8", '<!doctype html><html lang="en"><title>A state</title>'
    else:
        route.fulfill(status=404, body=path)  # type: ignore[attr-defined]
        return
    route.fulfill(status=200, content_type=kind, body=body, headers={"content-security-policy": POLICY})  # type: ignore[attr-defined]


_EDGES = [("PRK", "RUS"), ("PRK", "CHN"), ("USA", "GBR"), ("USA", "JPN"), ("GBR", "FRA")]
NETWORK = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="/static/figures.css">'
    '<script type="module" src="/static/network.js"></script><body><figure>'
    + figures.network(
        [{"id": i, "label": i, "href": f"/{i}"} for i in ("PRK", "RUS", "CHN", "USA", "GBR", "JPN", "FRA")],
        [{"source": a, "target": b, "class": "c-automatic", "title": f"{a} {b}"} for a, b in _EDGES], lang="en", title="Ties",
    )
    + '<output class="network-note"></output></figure>'
)


@pytest.fixture
def tab(browser):
    opened = browser.new_page(viewport={"width": 1000, "height": 800})
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.route("**/*", serve)
    yield opened
    opened.close()
    assert faults == []


#: What one sees: every state with its class, title, address and shapes, and what lies under them.
PICTURE = """() => {
  const sorted = (list) => [...list].sort();
  const svg = document.querySelector("svg.map");
  const shapes = (element) => sorted([...element.querySelectorAll(":scope > path[data-shape]")].map((p) => p.dataset.shape));
  const states = {};
  for (const s of svg.querySelectorAll(".state")) {
    if (s.getAttribute("display") === "none") continue;
    states[s.dataset.state] = {
      class: s.getAttribute("class"), title: s.querySelector(":scope > title").textContent, href: s.getAttribute("href"), shapes: shapes(s),
      circle: [...s.querySelectorAll(":scope > circle")].map((c) => [c.getAttribute("cx"), c.getAttribute("cy")].join()),
      dependencies: sorted([...s.querySelectorAll(":scope > .dep")].map((d) => [d.dataset.shape, d.querySelector("title").textContent,
        d.querySelectorAll("path").length, d.querySelectorAll("circle").length].join("|"))),
    };
  }
  const bands = {};
  for (const p of svg.querySelectorAll("[id*=p-mix-]")) bands[p.id] = [...p.children].map((b) => `${b.dataset.state} ${b.getAttribute("class")}`);
  const nobody = sorted([...svg.querySelectorAll(".land > .nobody")].map((p) => p.dataset.shape));
  const shared = sorted([...svg.querySelectorAll(".land > .shared")].map((p) => [p.dataset.shape, p.getAttribute("fill"), p.textContent].join("|")));
  return { states, bands, nobody, shared, note: document.querySelector(".map-borders").textContent, heading: document.querySelector("h1").textContent,
    rows: document.querySelector("tbody").textContent };
}"""


def settled(tab, day):
    tab.wait_for_function("(day) => document.querySelector('tbody').textContent.trim() === day && !document.querySelector('#day').hasAttribute('aria-busy')", arg=day)


def step(tab, day):
    tab.fill('input[name="on"]', day)
    tab.click('button[type="submit"]')
    settled(tab, day)


def test_a_day_reached_by_scrubbing_is_that_days_page(tab):
    own = {}
    route = ["1815-01-01", "1970-01-01", "2024-12-04", "1918-11-12", "1871-01-18", "1991-12-26", "1949-10-07", "2024-12-04", "1815-01-01"]
    for day in sorted(set(route)):
        tab.goto(f"http://foedus.test/world/{day}")
        own[day] = tab.evaluate(PICTURE)
    tab.goto(f"http://foedus.test/world/{route[0]}")
    for day in route[1:]:
        step(tab, day)
        found = tab.evaluate(PICTURE)
        assert found == own[day], day
        assert tab.url.endswith(f"/world/{day}")


def test_back_goes_to_the_day_before(tab):
    tab.goto("http://foedus.test/world/1970-01-01")
    tab.click('[data-do="next"]')
    settled(tab, "1991-12-26")
    assert tab.url.endswith("1991-12-26")
    tab.click('[data-do="now"]')
    settled(tab, "2024-12-04")
    tab.go_back()
    settled(tab, "1991-12-26")
    tab.go_back()
    settled(tab, "1970-01-01")
    assert tab.url.endswith("1970-01-01")
    assert tab.title() == "World 1970-01-01 · foedus"


def test_dragging_replaces_the_address_and_play_moves_on(tab):
    tab.goto("http://foedus.test/world/1970-01-01")
    before = tab.evaluate("history.length")
    tab.focus('input[name="scrub"]')
    tab.evaluate("() => { const r = document.querySelector('[name=scrub]'); r.value = Date.parse('1991-12-26') / 864e5; r.dispatchEvent(new Event('input', {bubbles: true})); }")
    settled(tab, "1991-12-26")
    assert tab.evaluate("history.length") == before
    tab.click('[data-do="play"]')
    settled(tab, "1992-12-26")
    tab.click('[data-do="play"]')
    assert tab.inner_text('[data-do="play"]') == "Play"


def test_less_motion_plays_by_change(browser):
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.route("**/*", serve)
    tab.goto("http://foedus.test/world/1970-01-01")
    tab.click('[data-do="play"]')
    settled(tab, "1991-12-26")
    context.close()


def test_arrow_keys_go_from_state_to_state_and_enter_opens(tab):
    tab.goto("http://foedus.test/world/2024-12-04")
    tab.focus("#s-FRA")
    tab.keyboard.press("ArrowRight")
    right = tab.evaluate("document.activeElement.dataset.state")
    assert right in {"CHE", "DEU", "ITA", "AUT", "LUX", "LIE", "MCO"}
    assert tab.inner_text("output.map-note").startswith(world("2024-12-04").name(right))
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate("document.activeElement.dataset.state") != right
    assert tab.locator('svg.map [tabindex="0"]').count() == 1
    here = tab.evaluate("document.activeElement.getAttribute('href')")
    with tab.expect_request(lambda request: request.url.endswith(here)):
        tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{here}")


STEPS = """() => Object.fromEntries([...document.querySelectorAll("svg.map .state")].map((state) => [state.dataset.state,
  ["Left", "Right", "Up", "Down"].map((arrow) => {
    state.focus();
    state.dispatchEvent(new KeyboardEvent("keydown", { key: `Arrow${arrow}`, bubbles: true }));
    return document.activeElement.dataset.state;
  })]))"""


def test_every_state_can_be_reached_with_arrow_keys(tab):
    tab.goto("http://foedus.test/world/2024-12-04")
    steps = tab.evaluate(STEPS)
    reached, waiting = {"FRA"}, ["FRA"]
    while waiting:
        new = set(steps[waiting.pop()]) - reached
        reached |= new
        waiting += new
    assert reached == {state.id for state in world("2024-12-04").states}


def test_zoom_keeps_circles_at_their_size(tab):
    tab.goto("http://foedus.test/world/2024-12-04")
    size = "() => document.querySelector('#s-SGP circle').getBoundingClientRect().width"
    before = tab.evaluate(size)
    tab.click(".map-tools button >> nth=0")
    tab.click(".map-tools button >> nth=0")
    assert tab.evaluate(size) == pytest.approx(before, abs=1.5)
    tab.click(".map-tools button >> nth=2")
    assert tab.get_attribute("svg.map", "viewBox").startswith("0 0 4000")


@pytest.mark.parametrize("width", [360, 1280])
def test_small_states_are_at_least_six_pixels_wide(browser, width):
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.route("**/*", serve)
    tab.goto("http://foedus.test/world/2024-12-04")
    sizes = tab.evaluate("() => [...document.querySelectorAll('.states circle')].filter((c) => c.getAttribute('display') !== 'none').map((c) => c.getBoundingClientRect().width)")
    assert min(sizes) >= (6 if width > 1000 else 3.5)
    tab.close()


def test_a_state_in_the_network_shows_its_neighbours(tab):
    tab.goto("http://foedus.test/network")
    tab.focus('[data-state="PRK"]')
    near = tab.evaluate("[...document.querySelectorAll('.node.near')].map((n) => n.dataset.state).sort().join()")
    assert near == "CHN,PRK,RUS"
    assert tab.locator(".edge.near").count() == 2
    assert tab.inner_text("output.network-note") == "PRK, 2 ties: CHN, RUS"
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowLeft")
    assert tab.locator('svg.network [tabindex="0"]').count() == 1
