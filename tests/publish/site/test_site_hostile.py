"""Documents that attack whoever reads them: their words are shown, and never do anything."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hand_made import document
from site_war import write_ledger

from tallystick.publish.site import write_site

ATTACKS = document(
    "</p></article><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} {% raw %}\n"
    "The \u202egnorw\u202c way round, a zero\u200bwidth space, an \x1b[31mescape, a null\x00.\n"
    + "x" * 10_000 + "\n" + "&lt;b&gt; ]]> --> '\"",
    "<script>alert(3)</script>.txt", title="<script>alert(4)</script>\u202e", publisher="\"><svg onload=alert(5)>",
    published="2021-05-05", url="javascript:alert(6)",
)  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_site(write_ledger(folder / "war.db", ATTACKS), folder / "site")
    return folder / "site"


def test_no_page_runs_or_styles_anything_but_our_own_files(site: Path) -> None:
    for file in site.rglob("*.html"):
        tags = _Tags()
        tags.feed(file.read_text(encoding="utf-8"))
        for script in tags.scripts:
            assert (script.get("src") or "").lstrip("./").startswith("assets/"), file
        assert not tags.handlers, file
        assert not any(address.startswith("javascript:") for address in tags.addresses), file


def test_the_words_are_there_to_be_read(site: Path) -> None:
    page = (site / f"documents/{ATTACKS.id}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "{{ 7 * 7 }} {% raw %}" in page
    assert "&lt;U+202E&gt;gnorw&lt;U+202C&gt;" in page and "\u202e" not in page and "\x00" not in page
    assert "x" * 10_000 in page


def test_scripts_hold_no_markup(site: Path) -> None:
    index = (site / "assets/search-index.js").read_text(encoding="utf-8")
    assert "<" not in index and "\u202e" not in index and "\u2028" not in index
