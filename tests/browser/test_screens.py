"""Each screen in both languages, light and dark, narrow and wide: no violation, no error, no request elsewhere."""

import os
from pathlib import Path

import pytest
from tests.browser.conftest import Watched
from tests.websites import SCREENS

EVERY = [(lang, scheme, width) for lang in ("en", "fr") for scheme in ("light", "dark") for width in (360, 1280)]
#: Half of them are looked through by axe: each language, each scheme, each width.
LOOKED = {("en", "light", 1280), ("fr", "dark", 360), ("en", "dark", 1280), ("fr", "light", 360)}
SHOTS = os.environ.get("FOEDUS_SHOTS")


def axe(visit: Watched) -> list[str]:
    """What axe finds, by rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit.page)
    return [f"{item['id']}: {node['target']} {node.get('failureSummary', '')[:200]}" for item in found.response["violations"] for node in item["nodes"][:3]]


@pytest.mark.parametrize("visit", EVERY, indirect=True, ids=lambda each: "-".join(map(str, each)))
def test_screens(visit: Watched, request: pytest.FixtureRequest) -> None:
    lang, scheme, width = request.node.callspec.params["visit"]
    wrong: dict[str, object] = {}
    for path in SCREENS:
        page = visit.go(f"/{lang}{path}")
        page.wait_for_timeout(150)
        assert page.locator("h1").count() == 1
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            wrong[f"{path} overflows"] = page.evaluate(
                "[...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .canvas') && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 4).map(e => `${e.tagName}.${e.className}`)"
            )
        if (lang, scheme, width) in LOOKED:
            violations = axe(visit)
            if violations:
                wrong[path] = violations
        if SHOTS:
            name = path.strip("/").replace("/", "_").replace("?", "_").replace("&", "_")[:60] or "home"
            Path(SHOTS).mkdir(exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{lang}-{scheme}-{width}.png", full_page=True)
    assert not wrong
    visit.clean()


@pytest.mark.parametrize("visit", [("en", "light", 320)], indirect=True)
def test_the_narrowest_screen(visit: Watched) -> None:
    for path in SCREENS:
        page = visit.go(f"/fr{path}")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


def test_print_leaves_out_what_cannot_be_used(visit: Watched) -> None:
    page = visit.go("/en/ask?attack=USA:PRK&on=2026-11-01")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator(".question").first.is_visible()
    assert page.get_by_text("Russia must help North Korea").first.is_visible()


@pytest.mark.parametrize("path", ["/", "/world/1914-07-28", "/PRK/2024-12-04", "/ask?attack=USA:PRK&on=2026-11-01"])
def test_everything_works_without_scripts(visit: Watched, path: str) -> None:
    context = visit.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(f"{visit.base}/en{path}")
    assert page.locator("svg.map").is_visible()
    page.locator("form.question input, form.find input").first.fill("Who must help Estonia?")
    page.locator("form.question button, form.find button").first.click()
    assert "Estonia" in page.locator("h1").inner_text()
    context.close()


def test_the_first_page_is_light(visit: Watched) -> None:
    """Compressed bytes of everything that the first page asks for."""
    session = visit.context.new_cdp_session(visit.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.go("/en/")
    visit.page.wait_for_timeout(500)
    total = sum(sizes)
    print(f"first page: {total / 1000:.0f} kB compressed in {len(sizes)} requests")
    assert total <= 350_000
