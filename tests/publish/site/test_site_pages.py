"""What the pages promise: every link leads somewhere, every number to its words, and nothing comes from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from made_up_war import FIGURES, NEWS
from site_war import AGREEMENT, ALLEGATION, CONFLICT, EVENTS, OBLIGATION, RELATION, SHELLING, STORY, write_ledger

from tallystick.publish.site import write_site
from tallystick.publish.site.pages import timeline
from tallystick.publish.site.pages.search import folded


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append((tag, value or ""))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_site(write_ledger(folder / "war.db"), folder / "site", conflict=CONFLICT)
    return folder / "site"


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, _Links]:
    found = {}
    for file in site.rglob("*.html"):
        links = _Links()
        links.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(site).as_posix()] = links
    return found


def _own(parsed: dict[str, _Links]) -> Iterator[tuple[str, str, str]]:
    for page, links in parsed.items():
        for _, link in links.links:
            parts = urlsplit(link)
            if not parts.scheme:
                path = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
                yield page, path, unquote(parts.fragment)


def test_every_link_leads_to_a_file_and_a_part_of_it(site: Path, parsed: dict[str, _Links]) -> None:
    for page, path, part in _own(parsed):
        assert (site / path).is_file(), f"{page} leads to {path}"
        assert not part or part in parsed[path].ids, f"{page} leads to {path}#{part}"


def test_no_page_has_an_id_twice(parsed: dict[str, _Links]) -> None:
    for page, links in parsed.items():
        assert len(links.ids) == len(set(links.ids)), page


def test_nothing_is_fetched_from_elsewhere(site: Path, parsed: dict[str, _Links]) -> None:
    for page, links in parsed.items():
        for tag, link in links.links:
            assert tag == "a" or not urlsplit(link).scheme, f"{page}: {tag} {link}"
        assert "default-src 'none'" in (site / page).read_text(encoding="utf-8")
    assert "@import" not in (css := (site / "assets/site.css").read_text()) and "url(http" not in css


def test_every_figure_is_marked_in_its_document_and_has_its_card(parsed: dict[str, _Links]) -> None:
    for one in (*FIGURES, *EVENTS):
        ids = parsed[f"documents/{one.document}.html"].ids
        assert one.id in ids and f"about-{one.id}" in ids


def test_the_numbers_of_the_front_page_lead_to_their_words(site: Path) -> None:
    front = (site / "index.html").read_text(encoding="utf-8")
    for figure in FIGURES[:3]:
        assert f'href="documents/{figure.document}.html#{figure.id}"' in front
    assert '<data value="3.3">' in front and "more than" in front and len(front) < 500_000


def test_findings_show_their_quotes_side_by_side(site: Path) -> None:
    page = (site / "findings.html").read_text(encoding="utf-8")
    assert "Rival counts" in page and page.count("<blockquote>") > 3 and "more than 400 soldiers" in page
    assert "Szohod denies 30 lost guns" in page


def test_the_timeline_has_days_and_bars_for_uncertain_dates(site: Path) -> None:
    page = (site / "timeline.html").read_text(encoding="utf-8")
    assert 'id="on-2021-05-03"' in page and '<time datetime="2021-05-03">' in page
    assert "unsure" in page and f"#{SHELLING.id}" in page


def test_a_long_timeline_has_a_page_for_each_year_or_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_ON_A_PAGE", 3)
    monkeypatch.setattr(timeline, "_MOST_OF_A_YEAR", 5)
    write_site(write_ledger(tmp_path / "war.db"), tmp_path / "long", conflict=CONFLICT)
    whole = (tmp_path / "long" / "timeline.html").read_text(encoding="utf-8")
    may = (tmp_path / "long" / "timeline" / "2021-05.html").read_text(encoding="utf-8")
    assert 'href="timeline/2021-05.html"' in whole and 'id="on-2021-05-03"' not in whole
    assert 'id="on-2021-05-03"' in may and f"#{SHELLING.id}" in may and 'href="../timeline.html"' in may
    assert "<svg height=" not in whole and f'href="../documents/{STORY.id}.html#{SHELLING.id}" tabindex' in may


def test_of_a_long_row_of_totals_the_ends_and_the_peak_are_written_out() -> None:
    values = [5, 6, 9, 8, *[7] * 20]
    rows: list[dict[str, object]] = [{"low": value, "high": value, "at": at} for at, value in enumerate(values)]
    assert [row["at"] for row in timeline._ends_and_peak(rows)] == [0, 2, len(values) - 1]


def test_the_map_draws_what_is_settled_and_lists_what_is_not(site: Path) -> None:
    page = (site / "map.html").read_text(encoding="utf-8")
    assert 'class="spot"' in page and "Nowhere Ford" in page[page.index("Not settled") :]
    assert "hatch-" in page and "disputed: " in page


def test_agreements_tell_who_must_do_what_and_how_it_stands(site: Path) -> None:
    page = (site / "agreements.html").read_text(encoding="utf-8")
    assert AGREEMENT.id in page and OBLIGATION.id in page and "overdue" in page and "withdraw from Hentzau" in page  # type: ignore[attr-defined]


def test_allegations_stand_by_accused_with_who_says_so(site: Path) -> None:
    page = (site / "allegations.html").read_text(encoding="utf-8")
    assert f'id="{ALLEGATION.id}"' in page and "alleged by Ruritania" in page
    assert page.index(">Accused: Borduria</h2>") < page.index(">Torture</h3>") < page.index(f'id="{ALLEGATION.id}"')
    assert 'href="data/allegations.csv"' in page
    assert "Nothing here is established by being listed" in page


def test_the_address_of_an_allegation_or_relation_is_that_of_a_record(site: Path) -> None:
    """The id of a group changes with each further telling; that of a record follows from its words alone."""
    for name, one in (("allegations", ALLEGATION), ("relations", RELATION)):
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        assert f'<a href="#{one.id}" aria-label="Permanent address' in page


def test_relations_stand_by_kind_with_who_says_so(site: Path) -> None:
    page = (site / "relations.html").read_text(encoding="utf-8")
    assert f'id="{RELATION.id}"' in page and "Klow → Borduria" in page
    assert "Support with arms" in page and "by the document, in its own voice" in page


def test_a_claimant_is_compared_with_what_the_other_side_says(site: Path) -> None:
    (page,) = (file for file in (site / "claimants").iterdir() if file.name.startswith("borduria-"))
    text = page.read_text(encoding="utf-8")
    assert "Its counts of the other side" in text and "times the own count of Ruritania" in text


def test_the_search_index_finds_words_without_accents(site: Path) -> None:
    script = (site / "assets/search-index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("var tallystickIndex=").rstrip().removesuffix(";"))
    words = dict(line.split(" ", 1) for line in index["words"].split("\n"))
    at = [row[0] for row in index["documents"]].index(NEWS.id)
    assert "observatory" in words and str(at) in words["observatory"]
    assert [row[0] for row in index["allegations"]] == ["torture: Ruritania accuses Borduria (alleged)"]
    assert [row[1] for row in index["relations"]] == [f"relations.html#{RELATION.id}"]
    assert folded("Żółć É") == "zołc e" and {row[0] for row in index["places"]} >= {"Zenda", "Nowhere Ford"}


def test_data_and_charts_are_there_to_take_away(site: Path) -> None:
    assert (site / "data/figures.csv").is_file() and (site / "data/tallystick.zip").is_file()
    images = list((site / "images").glob("ruritania-*"))
    assert sorted(file.suffix for file in images) == [".png", ".svg"]
    assert next(f for f in images if f.suffix == ".png").read_bytes().startswith(b"\x89PNG")
    assert (site / f"documents/{STORY.id}.txt").read_text(encoding="utf-8") == STORY.text
