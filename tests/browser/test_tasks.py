"""What a new user wants to know, each in at most three actions from the first page."""

from tests.browser.conftest import Watched


def test_who_must_help_finland_since_when_under_which_article(visit: Watched) -> None:
    page = visit.go("/en/")
    page.get_by_label("Your question").fill("Who must help Finland?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask**")
    text = page.locator(".columns").inner_text()
    assert "Article 5, North Atlantic Treaty" in text
    assert "Article 42(7), Treaty of Lisbon" in text
    assert "in force since" in text


def test_since_when_finland_itself(visit: Watched) -> None:
    page = visit.go("/en/")
    page.get_by_label("Find a state or a treaty").fill("Finland")
    page.keyboard.press("Enter")
    page.wait_for_url("**/FIN**")
    row = page.locator("table.bound tr", has_text="North Atlantic Treaty").filter(has_text="efence").first
    assert "2023-04-04" in row.inner_text()


def test_whether_the_treaty_of_2024_covers_nuclear_weapons(visit: Watched) -> None:
    page = visit.go("/en/")
    page.get_by_label("Find a state or a treaty").fill("Russia North Korea 2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find**")
    page.locator(".found a", has_text="Comprehensive Strategic Partnership").first.click()
    page.wait_for_url("**/prk-rus-2024")
    assert "silent on nuclear weapons" in page.locator("p.nuclear").inner_text()


def test_how_its_article_4_differs_from_natos_article_5(visit: Watched) -> None:
    page = visit.go("/en/")
    page.get_by_label("Find a state or a treaty").fill("prk-rus-2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**/prk-rus-2024")
    page.get_by_label("Id or words of the title").fill("north-atlantic-1949")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare**")
    table = page.locator("table.side", has_text="Defence").first
    assert "differs" in table.locator("tr", has_text="means").first.inner_text()
    assert table.locator("tr", has_text="article").first.locator("td").all_inner_texts()[:2] == ["4", "5"]


def test_the_figure_is_downloaded(visit: Watched) -> None:
    page = visit.go("/en/")
    page.get_by_role("link", name="What if the United States attacks North Korea?").click()
    page.wait_for_url("**/ask**")
    with page.expect_download() as found:
        page.locator(".downloads a", has_text="SVG").click()
    path = found.value.path()
    assert path.read_text(encoding="utf-8").lstrip().startswith(("<svg", "<?xml"))
