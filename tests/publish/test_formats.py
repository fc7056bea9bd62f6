"""What the four formats promise: all of them show everything, and none lets a document do anything."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hand_made import CONFLICT, document, figure

from tallystick.publish import html, markdown, text
from tallystick.publish import json as json_format
from tallystick.publish.escaping import escape
from tallystick.publish.model import Report
from tallystick.publish.report import build_report

RENDERERS = {
    "text": text.render, "markdown": markdown.render, "html": html.render, "json": json_format.render,
}  # fmt: skip
HOSTILE = (
    "<script>alert(1)</script> \x1b[2J\x9b31m \u202e | `code` **bold** [a](javascript:x) {{ 7*7 }}"
    " [bold]rich[/bold] &amp;"
)


def hostile_report() -> Report:
    source = document(
        f"{HOSTILE} says 12 dead\x07 {HOSTILE}.\nAnd {HOSTILE} 13 {HOSTILE} dead.", path=f"{HOSTILE}.txt",
        title=HOSTILE, publisher=HOSTILE, published=HOSTILE, url="javascript:alert(1)",
    )  # fmt: skip
    made = [
        figure(source, "12 dead\x07", 12, party=HOSTILE, claimant=HOSTILE, actor=HOSTILE, place=HOSTILE, as_of=HOSTILE),
        figure(source, f"13 {HOSTILE}", 13, claimant="Rita Skeeter"),
    ]
    return build_report([source], made, CONFLICT.model_copy(update={"title": HOSTILE}))


def plain_report() -> Report:
    source = document(
        "The Ministry says that at least 12 soldiers fell. Szohod denies that about 13 soldiers fell.",
        title="Bulletin", publisher="Daily Planet", published="1930-11-20", url="https://example.org/1",
    )  # fmt: skip
    made = [
        figure(source, "at least 12 soldiers", 12, high=None, qualifier="at_least", party="Borduria",
               claimant="Ruritania", as_of="1930-11-02"),
        figure(source, "about 13 soldiers", 13, qualifier="about", party="Borduria", claimant="Szohod",
               modality="denied"),
    ]  # fmt: skip
    return build_report([source], made, CONFLICT)


class Page(HTMLParser):
    """Collects the tags, ids, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


@pytest.mark.parametrize("name", RENDERERS)
def test_no_control_character_or_override_gets_through(name: str) -> None:
    written = RENDERERS[name](hostile_report())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_keeps_qualifiers_dates_modality_and_sources(name: str) -> None:
    written = RENDERERS[name](plain_report()).replace("**", "")
    for words in ("at least 12", "about 13", "denied", "Bulletin", "Daily Planet", "Szohod denies that"):
        assert words in written, words
    assert re.search(r"2 Nov\s+1930|1930-11-02", written)


@pytest.mark.parametrize("name", RENDERERS)
def test_the_same_report_is_written_the_same(name: str) -> None:
    assert RENDERERS[name](plain_report()) == RENDERERS[name](plain_report())


@pytest.mark.parametrize("name", RENDERERS)
def test_a_report_on_nothing_can_be_written(name: str) -> None:
    assert RENDERERS[name](build_report([], [])).endswith("\n")


def test_html_runs_no_script_and_links_nowhere_but_the_web() -> None:
    page = Page(html.render(hostile_report()))
    assert "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(link.startswith(("#", "https://", "http://")) for link in page.values("href"))
    assert "<script>alert(1)</script>" in page.words
    assert "{{ 7*7 }}" in page.words


def test_html_stands_alone() -> None:
    page = Page(html.render(plain_report()))
    assert not {"link", "img", "iframe", "script"} & set(page.tags)
    assert "@import" not in page.words and "url(" not in page.words


def test_html_links_lead_both_ways() -> None:
    page = Page(html.render(plain_report()))
    ids = page.values("id")
    inner = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert len(ids) == len(set(ids))
    assert inner <= set(ids)
    assert {"c1", "c2", "e1", "e2"} <= inner


def test_html_highlights_the_quote_in_its_sentence() -> None:
    assert "Szohod denies that <mark>about 13 soldiers</mark> fell." in html.render(plain_report())


def test_a_notebook_shows_a_fragment() -> None:
    fragment = plain_report()._repr_html_()
    assert "<html" not in fragment and '<div class="tallystick">' in fragment


def test_a_markdown_table_keeps_its_columns() -> None:
    for line in markdown.render(hostile_report()).splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 6, line


def test_markdown_shows_markup_of_documents_as_it_is() -> None:
    written = markdown.render(hostile_report())
    assert "<script" not in written and re.search(r"(?<!\\)\]\(", written) is None
    assert re.findall(r"<(?!br>)", written) == []


@pytest.mark.parametrize("words", ["- a", "+ a", "1. a", "# a", "= a", "a_b_c", "<!-- a", "a | b", "[^1]: a", "$x$"])
def test_markdown_of_a_document_starts_no_block_of_its_own(words: str) -> None:
    assert escape(words) != words


def test_json_has_the_documented_keys() -> None:
    report = json.loads(json_format.render(plain_report()))
    assert list(report) == [
        "schema",
        "title",
        "documents",
        "sides",
        "parties",
        "terms",
        "findings",
        "tallies",
        "series",
        "chronology",
        "control",
        "agreements",
        "allegations",
        "relations",
        "dates",
        "citations",
    ]
    assert report["schema"] == "tallystick-report/1"
    row = report["parties"][0]["tables"][0]["rows"][0]
    assert list(row) == ["outcome", "thing", "own", "adversary", "third", "unattributed"]
    entry = row["adversary"][0]
    assert (entry["number"], entry["low"], entry["high"], entry["qualifier"]) == ("at least 12", 12, None, "at_least")
    for key in [*entry, *report["citations"][0]]:
        assert re.search(rf"\b{key}\b", json_format.__doc__ or ""), key


def test_json_keeps_every_character_though_escaped() -> None:
    report = json.loads(json_format.render(hostile_report()))
    assert report["title"] == HOSTILE
    assert json_format.dumps("Շուշի") == '"Շուշի"'


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_text_fits_the_width(width: int) -> None:
    for report in (plain_report(), hostile_report()):
        assert max(map(len, text.render(report, width).splitlines())) <= width


def test_text_has_colours_only_where_asked() -> None:
    assert "\x1b" not in text.render(plain_report())
    assert "\x1b[" in text.render(plain_report(), colour=True)


def test_text_at_100_columns() -> None:
    assert (
        text.render(plain_report(), 100)
        == """\
The Gorge War
2 figures from 1 document. Sides: Ruritania, Karst against Borduria, Bordurian volunteers (as the
conflict file has them).
Every number in the tables is as published: nothing is added up, and an empty cell means that
nothing was found, not zero. A number under another is a part of it. “?” marks what had to be
assumed.
Rule for low, best and high: floor-ceiling, version 1. Low: the highest lower bound that the
affected party admits or an independent source documents. High: the highest number claimed by
anyone. Best: the party's own count, or what is documented where that is more.

WHAT DOES NOT FIT

Denials (1)
  - Borduria, military killed: “about 13 soldiers” is denied by Szohod, against Ruritania: “at least
    12 soldiers” (as of 2 Nov 1930). [1][2]
    certainty 1.00

BORDURIA

Bounds under floor-ceiling, version 1

                   Low         Best        High           Apart
 ──────────────────────────────────────────────────────────────
 Killed: military  not stated  not stated  12 or more
                                           Ruritania [2]

 Losses        The party itself             The other side              Third parties  Unattributed
 ──────────────────────────────────────────────────────────────────────────────────────────────────
 Killed        about 13 soldiers [1]        at least 12 soldiers [2]    –              –
   military      Szohod; published 20 Nov     Ruritania; as of 2 Nov
                 1930; denied                 1930

Citations
[1] Bulletin, Daily Planet, 20 Nov 1930, line 1 = 13, about (f8e89d435bd44)
    Szohod denies that [[about 13 soldiers]] fell.
[2] Bulletin, Daily Planet, 20 Nov 1930, line 1 = 12 to open, at least (fbeaf07d36d56)
    The Ministry says that [[at least 12 soldiers]] fell.
"""
    )


def test_a_part_says_what_happened_to_it_where_its_words_do_not() -> None:
    source = document("The list has 62 tanks: 38 and 24.")
    lost = {"party": "Ruritania", "thing": "equipment.tank"}
    total = figure(source, "62 tanks", 62, outcome="lost", **lost)
    parts = [
        figure(source, "38", 38, outcome="destroyed", part_of=total.id, **lost),
        figure(source, "24", 24, outcome="captured", part_of=total.id, **lost),
    ]
    written = text.render(build_report([source], [total, *parts]), 100)
    assert "destroyed" in written and "captured" in written
