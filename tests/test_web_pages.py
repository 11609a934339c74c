"""The pages as a reader gets them: one permanent address, several forms, every link leads somewhere."""

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from tests.websites import SCREENS, client, get, page

import foedus
from foedus.register.dates import today


class Links(HTMLParser):
    """The addresses and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("href", "src", "action"):
            if found.get(name):
                self.links.add(str(found[name]))


@pytest.mark.parametrize("path", SCREENS)
def test_every_link_leads_somewhere(path: str) -> None:
    found = Links(page(f"/fr{path}"))
    ours = sorted(link for link in found.links if link.startswith("/") and "XXX" not in link)
    assert ours
    for link in ours[:: max(1, len(ours) // 12)]:
        answer = get(link, accept="text/html")
        assert answer.status_code in (200, 303) or (link.endswith("/ask") and answer.status_code == 200), (link, answer.status_code)


@pytest.mark.parametrize("path", SCREENS)
def test_nothing_is_taken_from_elsewhere(path: str) -> None:
    text = page(f"/en{path}")
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](?:https?:)?//(?!foedus\.test)", text)
    assert "<script>" not in text
    assert " style=" not in text
    assert "<style" not in text


@pytest.mark.parametrize("path", SCREENS)
def test_ids_stand_once(path: str) -> None:
    ids = Links(page(f"/en{path}")).ids
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})


# --- addresses -----------------------------------------------------------------------------


def test_the_bare_address_speaks_the_language_of_the_browser() -> None:
    answer = get("/prk-rus-2024", accept="text/html", accept_language="fr-FR,fr;q=0.9,en;q=0.5")
    assert answer.status_code == 200
    assert '<html lang="fr">' in answer.text
    assert "Accept-Language" in answer.headers["vary"]
    assert '<html lang="en">' in get("/prk-rus-2024", accept="text/html").text


def test_the_form_leads_to_the_permanent_address() -> None:
    answer = get("/fr/ask?attacker=%C3%89tats-Unis&target=Cor%C3%A9e+du+Nord&on=2026-11-23&kind=&place=&account=")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/fr/ask?attack=USA:PRK&on=2026-11-23"


def test_a_question_without_a_day_is_cited_with_one() -> None:
    assert f"on={today()}" in page("/en/ask?q=Who+must+help+Finland%3F")


@pytest.mark.parametrize(("typed", "leads"), [
    ("/find?q=Finland", "/FIN"), ("/find?q=prk-rus-2024", "/prk-rus-2024"), ("/ask?q=North+Korea", "/PRK"), ("/finland", "/FIN"),
    ("/russia-dprk-2024", "/prk-rus-2024"), ("/world?on=1914-07-28&of=Serbia", "/world/1914-07-28?of=SRB"),
    ("/PRK?on=2024-12-04", "/PRK/2024-12-04"), ("/find?q=Who+must+help+Poland+on+1+September+1939%3F", "/ask?q="),
])
def test_what_is_typed_leads_on(typed: str, leads: str) -> None:
    answer = get(typed, accept="text/html")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(leads)


def test_a_page_says_what_it_is_to_those_who_link_to_it() -> None:
    text = page("/en/ask?attack=USA:PRK&on=2026-11-01")
    title = re.search(r'<meta property="og:title" content="([^"]+)"', text)
    picture = re.search(r'<meta property="og:image" content="http://foedus\.test([^"]+)"', text)
    assert title is not None
    assert "North Korea" in title.group(1)
    assert picture is not None
    answer = get(picture.group(1).replace("&amp;", "&"))
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_embedded_pages_may_stand_in_others_and_only_they() -> None:
    inside = get("/ask?attack=USA:PRK&on=2026-11-01&embed=1", accept="text/html")
    assert "frame-ancestors *" in inside.headers["content-security-policy"]
    assert "<nav" not in inside.text
    assert "frame-ancestors 'none'" in get("/world", accept="text/html").headers["content-security-policy"]


# --- forms -----------------------------------------------------------------------------------


def test_json_is_that_of_the_command_line() -> None:
    words = ["ask", "--attack", "USA:PRK", "--on", "2026-11-01", "--json"]
    done = subprocess.run([sys.executable, "-m", "foedus", *words], capture_output=True, check=True)
    assert get("/ask.json?attack=USA:PRK&on=2026-11-01").json() == json.loads(done.stdout)


def test_json_does_not_depend_on_the_language() -> None:
    assert get("/fr/PRK/2024-12-04.json").content == get("/PRK/2024-12-04.json").content


@pytest.mark.parametrize("path", ["/ask{}?attack=USA:PRK&on=2026-11-01", "/PRK/2024-12-04{}", "/prk-rus-2024{}", "/compare{}?instrument=prk-rus-1961&instrument=prk-rus-2024",
                                  "/network/1914-01-01{}", "/world/1914-07-28{}", "/data/provisions{}", "/data/codebook{}"])
def test_csv_has_a_header_and_rows_of_one_length(path: str) -> None:
    answer = get(path.format(".csv"))
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("path", ["/ask.svg?attack=USA:PRK&on=2026-11-01", "/PRK/2024-12-04.svg", "/prk-rus-2024.svg", "/network/1914-01-01.svg", "/world/1914-07-28.svg"])
def test_pictures_stand_alone(path: str) -> None:
    answer = get(path)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith(("<svg", "<?xml"))
    assert "register" in answer.text
    assert "var(--" not in answer.text


def test_the_graph_can_be_taken_away() -> None:
    import networkx

    answer = get("/network/1914-01-01.gexf")
    graph = networkx.read_gexf(io.BytesIO(answer.content))
    assert graph.has_edge("DEU", "AUH") or graph.has_edge("AUH", "DEU")


def test_bibtex_names_versions_and_hash() -> None:
    text = get("/prk-rus-2024.bib").text
    assert text.startswith("@misc{foedus-prk-rus-2024")
    assert foedus.__register__ in text


# --- the same question elsewhere ---------------------------------------------------------------


@pytest.mark.parametrize("query", [
    "attack=USA:PRK&on=2026-11-01", "attack=USA:PRK&on=2026-11-01&lawful=1&place=guam&no_request=1", "q=Who+must+help+Estonia%3F&on=2020-01-01",
    "attack=RUS:UKR&on=2025-01-10&account=RUS:self_defence&account=UNGA:aggression",
    "attack=USA:PRK&attack=CHN:TWN&on=2026-11-01&state=FRA&assume=none",
])
def test_command_and_python_ask_the_same(query: str) -> None:
    from foedus.asking import command, python, understood
    from foedus.web.asked import AskQuery, asking_of

    answer = get(f"/ask.json?{query}")
    assert answer.status_code == 200, answer.text
    values: dict[str, list[str]] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        values.setdefault(name, []).append(value.replace("+", " ").replace("%3F", "?"))
    lists = {"attack", "account", "state"}
    asked = asking_of(AskQuery.model_validate({name: each if name in lists else each[0] for name, each in values.items()}))
    scenario = understood(asked, foedus.world().register).scenario
    line = command(asked, scenario).replace("foedus ask", f"{sys.executable} -m foedus ask --json", 1)
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    expected = answer.json()
    said = json.loads(done.stdout)
    for part in ("verdicts", "duties", "assumptions", "accounts"):
        assert said[part] == expected[part]
    space: dict[str, object] = {}
    exec(python(asked, scenario), space)
    assert json.loads(json.dumps(foedus.to_dict(space["opinion"])["verdicts"])) == expected["verdicts"]


# --- what the pages say ------------------------------------------------------------------------


def test_the_answer_names_treaty_article_and_date() -> None:
    text = page("/en/ask?attack=USA:PRK&on=2026-11-01")
    assert "Russia must help North Korea" in text
    assert 'href="/en/prk-rus-2024#article-4"' in text
    assert "in force since 2024-12-04" in text


def test_accounts_stand_side_by_side() -> None:
    text = page("/en/ask?attack=UKR:RUS&on=2025-01-10&account=RUS:aggression&account=UNGA:self_defence")
    assert "Accounts side by side" in text
    assert 'class="differs"' in text


def test_an_assumption_can_be_turned_round_and_back() -> None:
    first = page("/en/ask?attack=USA:PRK&on=2026-11-01")
    turned = re.search(r'aria-checked="true" href="([^"]*lawful=1[^"]*)"', first)
    assert turned is not None
    second = page(turned.group(1).replace("&amp;", "&"))
    assert 'aria-checked="false" href="/en/ask?attack=USA:PRK&amp;on=2026-11-01"' in second
    assert "Russia must help North Korea" not in second


def test_none_reads_none_in_the_register() -> None:
    assert "None in the register as of 1830-01-01" in page("/en/PRK/1830-01-01") or "did not exist" in page("/en/PRK/1830-01-01")
    assert "None in the register" in page("/en/MCO/2000-01-01") or "must" in page("/en/MCO/2000-01-01")


def test_the_table_says_what_the_map_says() -> None:
    data = get("/world/1914-07-28.json").json()
    text = page("/en/world/1914-07-28")
    drawn = dict(re.findall(r'id="s-(\w+)" class="state c-(\w+)"', text))
    told = {item["state"]: item["class"] for item in data["states"]}
    assert {state: kind for state, kind in drawn.items() if kind != "none"} == {s: k for s, k in told.items() if s in drawn}
    assert set(told) <= set(drawn)


def test_a_text_is_read_and_its_evidence_marked() -> None:
    sample = "Russia and North Korea signed a treaty in Pyongyang on 19 June 2024. Article 4 promises military help with all available means."
    answer = client().post("/en/read", data={"text": sample, "published": "2024-06-20"}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert '<mark class="m-party"' in answer.text
    assert 'href="/en/prk-rus-2024"' in answer.text
    assert client().post("/read.json", json={"text": sample}).json()["schema"] == "foedus.reading/1"


def test_a_scenario_that_is_sent_gets_an_address() -> None:
    text = "acts:\n  - {actor: USA, target: PRK, date: 2026-11-01}\n"
    answer = client().post("/en/ask", data={"scenario": text})
    assert answer.status_code == 303
    assert "North Korea" in page(answer.headers["location"])


def test_a_long_scenario_is_answered_in_place() -> None:
    acts = [{"id": f"act_{n}", "actor": "USA", "target": "PRK", "date": "2026-11-01", "title": "x" * 900} for n in range(8)]
    answer = client().post("/en/ask", data={"scenario": json.dumps({"acts": acts})}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert "North Korea" in answer.text
