"""A real server and a real browser: Debian's chromium, driven by playwright."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("FOEDUS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server as `foedus serve` starts it."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", "--port", str(port), "--rate", "0"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        env={**os.environ, "FOEDUS_SECONDS": "120"},
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{base}/health", timeout=5).close()
                break
            except OSError:
                assert process.poll() is None, "the server did not start"
                time.sleep(0.2)
        else:
            pytest.fail("the server did not answer")
        yield base
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield found
        found.close()


class Watched:
    """A page with everything that it does wrong written down."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.said: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: None if request.url.startswith((base, "data:", "blob:")) else self.outside.append(request.url))

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def clean(self) -> None:
        """No error was said, and nothing was asked of anybody else."""
        assert not self.said
        assert not self.outside


@pytest.fixture
def visit(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A fresh visitor; parameters by `indirect`: language of the browser, colour scheme, width."""
    lang, scheme, width = getattr(request, "param", ("en", "light", 1280))
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale={"en": "en-GB", "fr": "fr-FR"}[lang], reduced_motion="reduce",
    )
    yield Watched(context, server)
    context.close()
