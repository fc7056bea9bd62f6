"""The pages in a real browser, opened from disk: with and without scripts, by keyboard, narrow, and for axe-core."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hand_made import document, figure
from made_up_war import FIGURES, NEWS
from site_war import CONFLICT, STORY, write_ledger

from tallystick.ledger import open_ledger
from tallystick.publish.site import write_site
from tallystick.records import Evidence, Read

PAGES = (
    "index.html", "findings.html", "timeline.html", "map.html", "documents.html", f"documents/{NEWS.id}.html",
    f"documents/{STORY.id}.html", "claimants.html", "agreements.html", "allegations.html", "relations.html",
    "search.html", "download.html", "how-to-read.html",
)  # fmt: skip
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, headless; the tests are skipped where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not installed")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("needs Chromium, which is not installed")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    write_site(write_ledger(folder / "war.db"), folder / "site", conflict=CONFLICT)
    return folder / "site"


@pytest.fixture
def opened(browser: Any, site: Path) -> Iterator[Open]:
    """Opens a page of the site; any error of a script, and any request that is not for a file, fails the test."""
    contexts, faults = [], []

    def open_page(path: str, width: int = 1280, **options: object) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(scheme: str, browser: Any, site: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    # Not by `opened`: axe-core itself asks for the stylesheet in a way that the pages forbid, and says so.
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(120_000)
    for path in PAGES:
        page.goto(f"{site.as_uri()}/{path}")
        found = axe.Axe().run(page).response["violations"]
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert not serious, path
    context.close()


def test_nothing_is_wider_than_a_small_telephone(opened: Open) -> None:
    page = opened(PAGES[0], width=360)
    for path in PAGES:
        page.goto(page.url.rsplit("/site/", 1)[0] + "/site/" + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_without_scripts_everything_can_be_read(opened: Open) -> None:
    page = opened(f"documents/{NEWS.id}.html", java_script_enabled=False)
    figure_id = FIGURES[0].id
    page.click(f"#{figure_id}")
    assert page.url.endswith(f"#about-{figure_id}") and page.is_visible(f"#about-{figure_id}")
    page.click(f"#about-{figure_id} h3 a")
    assert page.url.endswith(f"#{figure_id}")


def test_hovering_or_tabbing_to_words_shows_their_slots(opened: Open) -> None:
    page = opened(f"documents/{STORY.id}.html")
    words = page.locator(".text a.rec.event").first
    words.hover()
    assert "attack" in page.inner_text("#panel") and page.locator("[data-lit]").count() == 2
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel") and page.locator("[data-lit]").count() == 0
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.text a[data-r]')"):
            break
    assert page.is_visible("#panel")


def test_an_address_of_a_record_opens_at_its_words(opened: Open) -> None:
    page = opened(f"documents/{NEWS.id}.html#{FIGURES[2].id}")
    assert "more than 400" in page.inner_text("#panel")


def test_numbers_and_dates_follow_the_readers_language(browser: Any, site: Path) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(f"{site.as_uri()}/documents.html")
    assert page.locator("time[datetime='2021-12-01']").first.inner_text() == "1. Dez. 2021"
    context.close()


def test_the_search_finds_claims_places_and_documents_from_disk(opened: Open) -> None:
    page = opened("search.html#q=zenda")
    told = page.inner_text("#results")
    assert "Places (1)" in told and "Documents (" in told and "Claims and other records" in told
    page.fill("#words", "nothing-of-the-kind")
    page.wait_for_selector("#told:has-text('Nothing found')")


def test_findings_can_be_filtered(opened: Open) -> None:
    page = opened("findings.html")
    before = page.locator(".finding:visible").count()
    page.fill("[name=words]", "tanks")
    assert 0 < page.locator(".finding:visible").count() < before and "shown" in page.inner_text("#shown")


def test_the_slider_of_the_map_hides_what_was_not_yet(opened: Open) -> None:
    page = opened("map.html")
    before = page.locator("#map a[data-days]:not([hidden])").count()
    page.select_option("#window", "until")
    page.evaluate(
        "const day = document.getElementById('day'); day.value = day.min; day.dispatchEvent(new Event('input'))"
    )
    assert page.locator("#map a[data-days]:not([hidden])").count() < before


def test_a_long_document_with_500_figures_answers_within_a_second(browser: Any, tmp_path: Path) -> None:
    """Measured in the processor time of the page's own thread, so that a busy machine does not count."""
    sentence = (
        "The Ministry of Ruritania said on {} May that {} soldiers of Borduria had died near the Gorge of Zenda. " * 2
    )
    text = "\n".join(sentence.format(1 + at % 28, 1000 + at, 1 + at % 28, 5000 + at) for at in range(500))
    source = document(text, "long.txt")
    figures = []
    for at in range(500):
        words = f"{1000 + at} soldiers of Borduria"
        start = text.index(words)
        who = text.rindex("Ruritania", 0, start)
        evidence = (Evidence(slot="claimant", how="pointer", start=who, end=who + 9, quote="Ruritania", certainty=0.9),)
        figures.append(figure(source, words, 1000 + at, party="Borduria", claimant="Ruritania", evidence=evidence))
    with open_ledger(tmp_path / "long.db", create=True) as ledger:
        ledger.append_document(source, Read(figures), "by hand")
    write_site(tmp_path / "long.db", tmp_path / "long")
    page = browser.new_page()
    page.set_default_timeout(120_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"{(tmp_path / 'long').as_uri()}/documents/{source.id}.html#{figures[400].id}")
    page.wait_for_selector("#panel:not([hidden])")
    measured = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    assert len(text) > 100_000 and measured["TaskDuration"] < 1
