"""A server in this process for the tests of the pages, made once."""

from functools import cache

import httpx2 as httpx
from starlette.testclient import TestClient

from foedus.web.app import create
from foedus.web.settings import Settings

#: One address of every screen, without the language.
SCREENS = (
    "/", "/ask?attack=USA:PRK&on=2026-11-01", "/world/1914-07-28", "/world/1970-01-01?of=USA&side=given", "/PRK/2024-12-04",
    "/prk-rus-2024", "/north-atlantic-1949/1990-08-02", "/compare", "/compare?instrument=prk-rus-2024&instrument=north-atlantic-1949",
    "/network/1914-01-01", "/read", "/data", "/api", "/find?q=korea+1961",
)
HTML = {"accept": "text/html"}


@cache
def client() -> TestClient:
    return TestClient(create(Settings(rate=0, seconds=120)), base_url="http://foedus.test", follow_redirects=False)


def get(path: str, **headers: str) -> httpx.Response:
    return client().get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@cache
def page(path: str) -> str:
    """The HTML of an address that has to answer; asked once."""
    answer = get(path, accept="text/html")
    assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
    return str(answer.text)
