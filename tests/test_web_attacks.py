"""Bad input and attacks: one clear message with the right status, never a trace, never a hang."""

import json
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.websites import client, get, page

from foedus.web.app import create
from foedus.web.asked import ACTS, AskQuery
from foedus.web.limits import ADDRESS, Buckets
from foedus.web.settings import Settings

SCRIPT = "<script>alert(1)</script>"
BREAKING = (SCRIPT, '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "'; DROP TABLE states; --", "{{7*7}}", "${7*7}", "%00", "\u202egnp", "=1+1")


def bad(path: str, status: int = 400) -> str:
    """What a page says of an address that is wrong."""
    answer = get(path, accept="text/html")
    assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
    assert "Traceback" not in answer.text
    assert 'File "' not in answer.text
    return str(answer.text)


@pytest.mark.parametrize("text", BREAKING)
@pytest.mark.parametrize("field", sorted(set(AskQuery.model_fields) - {"provoked", "lawful", "no_war", "no_request", "embed"}))
def test_nothing_that_is_typed_becomes_markup(field: str, text: str) -> None:
    base = {} if field in ("q", "scenario", "attack", "attacker", "target") else {"attack": "USA:PRK"}
    if field in ("attacker", "target"):
        base = {"attacker": "USA", "target": "PRK"}
    answer = client().get("/en/ask", params=base | {field: text}, headers={"accept": "text/html"})
    assert answer.status_code in (200, 303, 400, 413), answer.status_code
    assert SCRIPT not in answer.text
    assert "<img src=x" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert "49" not in re.findall(r"<q>(.*?)</q>", answer.text)


@pytest.mark.parametrize("text", BREAKING)
@pytest.mark.parametrize("path", ["/en/find?q={}", "/en/world?of={}", "/en/compare?instrument={}&instrument=x", "/en/{}", "/en/PRK/{}", "/en/world/{}", "/en/network/{}", "/data/{}.json"])
def test_no_address_becomes_markup(path: str, text: str) -> None:
    from urllib.parse import quote

    answer = get(path.format(quote(text, safe="")), accept="text/html")
    assert answer.status_code in (200, 303, 400, 404), answer.status_code
    if answer.headers.get("content-type") == "application/json":  # which nobody takes for markup
        assert answer.headers["x-content-type-options"] == "nosniff"
        return
    assert SCRIPT not in answer.text
    assert "<img src=x" not in answer.text


def test_a_scenario_keeps_its_markup_to_itself() -> None:
    scenario = {"title": SCRIPT, "acts": [{"id": "a", "actor": "USA", "target": "PRK", "date": "2026-11-01", "actor_name": SCRIPT}],
                "accounts": [{"id": "x", "holder": SCRIPT, "holds": [{"act": "a", "is": "aggression"}]}]}
    answer = client().get("/en/ask", params={"scenario": json.dumps(scenario)}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert SCRIPT not in client().get("/ask.svg", params={"scenario": json.dumps(scenario)}).text


def test_a_text_to_read_keeps_its_markup_to_itself() -> None:
    answer = client().post("/en/read", data={"text": f"Russia and Iran signed a treaty {SCRIPT}."}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert SCRIPT not in answer.text


def test_a_spreadsheet_gets_no_formula() -> None:
    from foedus.web.formats import table
    from foedus.web.page import Page

    made = Page(template="", title="", description="", path="/", header=("a",), rows=[("=HYPERLINK(1)",), ("@x",)])
    assert table(made).splitlines()[1:] == ["'=HYPERLINK(1)", "'@x"]


# --- wrong values ------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "says"), [
    ("/en/ask?attack=USA:PRX", "attack"), ("/en/ask?attack=USA", "A:B"), ("/en/ask?attack=USA:PRK&on=2026-02-30", "not a day"),
    ("/en/ask?attack=USA:PRK&on=1700-01-01", "1815-01-01"), ("/en/ask?attack=USA:PRK&kind=armed_atack", "armed_attack"),
    ("/en/ask?attack=USA:PRK&place=atlantis", "place"), ("/en/ask?attack=USA:PRK&account=RUS:agression", "aggression"),
    ("/en/ask?attack=USA:PRK&nonsense=1", "nonsense"), ("/en/ask?q=hello+world", "not understood"), ("/en/ask?q=a&attack=USA:PRK", "one of"),
    ("/en/world/1999-13-01", "not a day"), ("/en/world?of=Atlantis", "no such state"), ("/en/compare?instrument=prk-rus-2024&instrument=nope", "no such instrument"),
    ("/en/compare?instrument=prk-rus-2024&instrument=prk-rus-2024", "itself"), ("/en/ask?scenario=%7B", "scenario"), ("/en/ask?attack=USA:PRK&provoked=perhaps", "provoked"),
])
def test_what_is_wrong_is_named(path: str, says: str) -> None:
    assert says in bad(path)


def test_the_same_in_french() -> None:
    assert "jour du calendrier" in bad("/fr/world/1999-13-01")


@pytest.mark.parametrize("path", ["/en/nope-1900", "/en/PRX", "/en/nope.json", "/data/nope.csv", "/en/a/b/c", "/static/nope.js"])
def test_what_is_not_there_is_404(path: str) -> None:
    assert get(path, accept="text/html").status_code == 404


def test_near_names_are_offered() -> None:
    assert "prk-rus-2024" in bad("/en/prk-rus-2023", 404)


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2f..%2fpyproject.toml", "/static/%2fetc%2fpasswd", "/..%2f..%2fetc%2fpasswd", "/en/%2e%2e%2fapp.py"])
def test_no_path_leads_out(path: str) -> None:
    answer = get(path)
    assert answer.status_code in (400, 404, 405)
    assert "import" not in answer.text
    assert "root:" not in answer.text


def test_errors_are_data_where_data_is_asked_for() -> None:
    answer = get("/ask.json?attack=USA:PRX")
    assert answer.status_code == 400
    problem = answer.json()["problems"][0]
    assert problem["path"] == "attack"
    assert problem["value"] == "PRX"
    assert problem["nearest"]


# --- too much ----------------------------------------------------------------------------------


def test_a_very_long_question() -> None:
    assert get("/en/ask", accept="text/html").status_code == 200
    assert client().get("/en/ask", params={"q": "Who must help " + "x" * 5000}, headers={"accept": "text/html"}).status_code == 400
    assert client().get("/en/ask", params={"q": "x" * (ADDRESS + 1)}).status_code == 414


def test_a_thousand_acts() -> None:
    acts = [{"actor": "USA", "target": "PRK", "date": "2026-11-01"} for _ in range(1000)]
    answer = client().post("/ask.json", json={"acts": acts})
    assert answer.status_code == 413
    assert str(ACTS) in answer.text
    assert "1000" in answer.text


def test_an_oversized_body() -> None:
    answer = client().post("/read.json", content=b"x" * 2_100_000, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_an_oversized_body_that_does_not_say_so() -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 65_536

    assert client().post("/read.json", content=parts()).status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"acts": 1}', b'{"acts": [{"actor": []}]}', b"\xff\xfe", b'{"acts":' + b"[" * 5000])
def test_bodies_that_are_no_scenario(body: bytes) -> None:
    answer = client().post("/ask.json", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400, answer.text[:300]
    assert answer.json()["problems"]


def test_yaml_that_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]" for n in range(8))
    assert client().post("/en/ask", data={"scenario": bomb}).status_code == 400


def test_the_wrong_method() -> None:
    assert client().delete("/PRK.json").status_code == 405
    assert client().post("/world").status_code == 405


def test_a_hurried_client_is_told_to_wait() -> None:
    hurried = TestClient(create(Settings(rate=4, seconds=120)), base_url="http://foedus.test")
    answers = [hurried.get("/health" if n == 3 else "/suggest.json?q=fin") for n in range(4)]
    assert [answer.status_code for answer in answers] == [200, 429, 429, 200]
    assert int(answers[1].headers["retry-after"]) >= 1


def test_buckets_fill_again() -> None:
    buckets = Buckets(60, burst=1)
    assert [buckets.wait("a", now) for now in (0.0, 0.5, 2.0)] == [0.0, 0.5, 0.0]
    assert buckets.wait("b", 2.0) == 0.0


def test_what_takes_too_long_is_given_up() -> None:
    import time

    from foedus.web.work import Apart, TooLong

    apart = Apart(0.5)
    with pytest.raises(TooLong):
        apart.run(time.sleep, 30)
    slower = Apart(60)
    assert slower.run(abs, -3) == 3
    apart.close()
    slower.close()


# --- headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/en/", "/PRK.json", "/static/app.js", "/en/nope-1900", "/health", "/ask.svg?attack=USA:PRK"])
def test_every_response_is_guarded(path: str) -> None:
    headers = get(path, accept="text/html").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "set-cookie" not in headers
    assert "server" not in headers or "uvicorn" not in headers["server"]


def test_pages_allow_no_inline_script() -> None:
    policy = get("/en/", accept="text/html").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert not re.search(r"\son\w+=", page("/en/ask?attack=USA:PRK&on=2026-11-01"))


def test_others_may_read() -> None:
    assert get("/PRK.json", origin="https://example.org").headers["access-control-allow-origin"] == "*"


def test_an_unchanged_answer_is_not_sent_again() -> None:
    first = get("/PRK/2024-12-04.json")
    again = get("/PRK/2024-12-04.json", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert not again.content


def test_a_strange_host_is_not_repeated() -> None:
    answer = get("/en/PRK/2024-12-04", host='evil"><script>', accept="text/html")
    assert "evil" not in answer.text
