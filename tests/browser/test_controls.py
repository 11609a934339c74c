"""Every visible control does something; the back button restores; keys work."""

import pytest
from tests.browser.conftest import Watched

CONTROLLED = ("/ask?attack=USA:PRK&on=2026-11-01", "/world/1914-07-28", "/PRK/2024-12-04", "/prk-rus-2024", "/compare?instrument=prk-rus-2024&instrument=north-atlantic-1949",
              "/network/1914-01-01", "/data", "/api")
SEEN = "e => e.checkVisibility({visibilityProperty: true}) && !!e.offsetHeight"
STATE = """() => JSON.stringify([location.href, document.body.innerHTML.length, [...document.querySelectorAll('details')].map(d => d.open),
  [...document.querySelectorAll('svg')].map(s => s.getAttribute('viewBox')), [...document.querySelectorAll('input')].map(i => i.value),
  document.activeElement && document.activeElement.outerHTML.slice(0, 120), [...document.querySelectorAll('output')].map(o => o.textContent)])"""


@pytest.mark.parametrize("path", CONTROLLED)
def test_every_button_and_summary_does_something(visit: Watched, path: str) -> None:
    page = visit.go(f"/en{path}")
    page.wait_for_timeout(200)
    count = page.locator("button, summary").count()
    tried = 0
    for number in range(count):
        control = page.locator("button, summary").nth(number)
        if not control.evaluate(SEEN) or control.is_disabled():
            continue
        if control.evaluate("e => e.type === 'submit' && ![...e.form.elements].every(i => i.checkValidity())"):
            control.evaluate("e => [...e.form.elements].filter(i => i.required && !i.value).forEach(i => { i.value = i.type === 'date' ? '1990-01-01' : 'Finland'; })")
        name = control.evaluate("e => e.outerHTML.slice(0, 140)")
        submits = control.evaluate("e => e.type === 'submit'")
        before = page.evaluate(STATE)
        if control.evaluate("e => e.matches('.copy')"):
            visit.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=visit.base)
        control.click()
        tried += 1
        if submits:
            page.wait_for_load_state("load")
            assert page.locator("h1").count() == 1, name
            visit.go(f"/en{path}")
            page.wait_for_timeout(200)
            continue
        page.wait_for_timeout(150)
        assert page.evaluate(STATE) != before, f"does nothing: {name}"
    assert tried
    visit.said = [text for text in visit.said if "400" not in text and "404" not in text]
    visit.clean()


def test_switches_turn_and_back_restores(visit: Watched) -> None:
    page = visit.go("/en/ask?attack=USA:PRK&on=2026-11-01")
    first = page.locator(".columns").inner_text()
    page.get_by_role("switch", name="is an aggression").click()
    page.wait_for_url("**lawful=1**")
    assert page.locator(".columns").inner_text() != first
    page.go_back()
    page.wait_for_url(lambda url: "lawful" not in url)
    assert page.locator(".columns").inner_text() == first
    visit.clean()


def test_the_world_steps_and_back_restores(visit: Watched) -> None:
    page = visit.go("/en/world/1914-07-28")
    page.wait_for_timeout(300)
    colours = "() => [...document.querySelectorAll('svg.map .state')].map(s => s.id + s.className.baseVal).sort().join()"
    title, drawn = page.locator("h1").inner_text(), page.evaluate(colours)
    page.locator("[data-do=next]").click()
    page.wait_for_function("title => document.querySelector('h1').innerText !== title", arg=title)
    assert "1914-07-28" not in page.url
    page.go_back()
    page.wait_for_function("title => document.querySelector('h1').innerText === title", arg=title)
    assert page.url.endswith("/en/world/1914-07-28")
    assert page.evaluate(colours) == drawn
    page.locator("[data-do=now]").click()
    page.wait_for_function("title => document.querySelector('h1').innerText !== title", arg=title)
    visit.clean()


def test_the_scrubbed_map_is_the_one_that_the_server_draws(visit: Watched) -> None:
    page = visit.go("/en/world/1914-07-28")
    page.wait_for_timeout(300)
    page.locator("[data-do=next]").click()
    page.wait_for_function("() => !location.href.endsWith('1914-07-28')")
    page.wait_for_timeout(500)
    classes = "() => Object.fromEntries([...document.querySelectorAll('svg.map .state')].filter(s => !s.classList.contains('none')).map(s => [s.dataset.state, [...s.classList].find(c => c.startsWith('c-'))]))"
    rows = "() => document.querySelector('[data-slot=rows]').innerText"
    scrubbed, said = page.evaluate(classes), page.evaluate(rows)
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate(classes) == scrubbed
    assert page.evaluate(rows) == said


def test_scrubbing_keeps_the_page_free(visit: Watched) -> None:
    """No script task above 20 ms a step, after the first two; the median of what the browser reports."""
    page = visit.go("/en/world/1950-01-01")
    page.wait_for_timeout(500)
    session = visit.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Performance.enable")

    def script() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return next(item["value"] for item in found if item["name"] == "ScriptDuration") * 1000

    steps = []
    for _ in range(12):
        before, day = script(), page.locator("h1").inner_text()
        page.locator("[data-do=next]").click()
        page.wait_for_function("day => document.querySelector('h1').innerText !== day", arg=day)
        steps.append(script() - before)
    print("script a step, ms:", [round(step, 1) for step in steps])
    assert sorted(steps)[len(steps) // 2] <= 20


def test_slash_finds_and_the_palette_opens(visit: Watched) -> None:
    page = visit.go("/en/data")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog")
    assert box.is_visible()
    page.keyboard.type("finl")
    page.wait_for_function("() => [...document.querySelectorAll('dialog li a')].some(a => a.textContent.includes('Finland'))")
    page.keyboard.press("Enter")
    page.wait_for_url("**/FIN**")
    visit.clean()


def test_arrows_move_in_the_map(visit: Watched) -> None:
    page = visit.go("/en/world/1970-01-01")
    page.wait_for_timeout(300)
    page.locator("svg.map a, svg.map .state").first.focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("output.map-note").first.inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("output.map-note").first.inner_text() != first


def test_the_builder_builds(visit: Watched) -> None:
    page = visit.go("/fr/")
    page.locator(".builder > summary").click()
    page.get_by_label("Qui attaque").fill("États-Unis")
    page.get_by_label("Qui est attaqué").fill("Corée du Nord")
    page.locator(".builder .fields button[type=submit]").first.click()
    page.wait_for_url("**/fr/ask?attack=USA:PRK**")
    assert "Corée du Nord" in page.locator("h1").inner_text()
    visit.clean()


def test_a_page_shown_inside_another(visit: Watched) -> None:
    page = visit.go("/en/ask?attack=USA:PRK&on=2026-11-01&embed=1")
    assert page.locator("header.top").count() == 0
    assert page.locator("svg.map").is_visible()
    visit.clean()
