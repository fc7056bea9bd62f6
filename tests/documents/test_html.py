"""A saved page gives its article, tables a row a line, and what it says of its source; nothing is run or fetched."""

import socket
import time
from pathlib import Path

import pytest

from tallystick.documents import Options, Source, read_documents, read_file
from tallystick.errors import DocumentError
from tallystick.records import Document

WORDS = "The battle was fought by two armies for three days, and both sides later gave very different counts of it. "
ARTICLE = (
    f"<p>{WORDS * 2}</p><p>Short: 5 killed.</p><h2>After</h2><p>{WORDS}</p><ul><li>On 1 May, 14 men died.</li></ul>"
)


def page(body: str, head: str = "<title>Losses</title>", attributes: str = 'lang="en"') -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def read(tmp_path: Path, content: str | bytes, options: Options | None = None) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(str(path), options or Options())


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def test_the_article_is_kept_with_its_short_lines_headings_and_lists(tmp_path: Path) -> None:
    found = lines(read(tmp_path, page(f"<article>{ARTICLE}</article>")))
    assert "Short: 5 killed." in found
    assert "== After ==" in found
    assert "- On 1 May, 14 men died." in found


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href=/>900 killed</a></nav>",
        "<footer><p>900 killed</p></footer>",
        "<script>'900 killed'</script>",
        "<style>.x{content:'900 killed'}</style>",
        "<!-- 900 killed -->",
        "<p hidden>900 killed</p>",
        "<p style='display: none'>900 killed</p>",
        "<div class='related-posts'><p>900 killed</p></div>",
        "<template><p>900 killed</p></template>",
        "<sup class='reference'>900 killed</sup>",
        "<ul><li><a href=/1>Other news: 900 killed somewhere</a></li></ul>",
        "<button>900 killed</button>",
    ],
)
def test_what_is_around_or_hidden_is_left_out(tmp_path: Path, around: str) -> None:
    document = read(tmp_path, page(f"<article>{ARTICLE}</article>{around}"))
    assert "900" not in document.text
    assert "14 men died" in document.text


def test_a_heading_that_links_to_itself_is_kept(tmp_path: Path) -> None:
    body = f"<article>{ARTICLE}<h2 id=x><a href='#x'>Later losses</a></h2><p>{WORDS}</p></article>"
    assert "== Later losses ==" in lines(read(tmp_path, page(body)))


def test_tables_alone_are_a_page_too(tmp_path: Path) -> None:
    table = "".join(f"<tr><td>Day {day}</td><td>{day} killed</td></tr>" for day in range(1, 40))
    document = read(
        tmp_path, page(f"<p>{WORDS}</p><div><table>{table}</table></div><pre>In all 780 killed\nso far</pre>")
    )
    assert {"Day 1 | 1 killed", "Day 39 | 39 killed", "In all 780 killed so far"} <= set(lines(document))


def test_an_infobox_is_a_row_a_line_with_its_header(tmp_path: Path) -> None:
    box = (
        "<table class='infobox'><tr><th colspan=2>Losses</th></tr><tr><td>3,825 killed<sup class=reference>[1]</sup>"
        "<td>2,906 killed</td></tr><tr><th>Date</th><td>1 May</td></tr></table>"
    )
    document = read(tmp_path, page(f"<article>{box}{ARTICLE}</article>"))
    assert lines(document)[:2] == ["Losses | 3,825 killed | 2,906 killed", "Date | 1 May"]
    assert document.place_in_file(document.text.index("2,906")) == "infobox 1, row 1, cell 3"
    assert document.place_in_file(document.text.index("Short")) is None


def test_who_says_so_stands_with_each_line_of_an_infobox(tmp_path: Path) -> None:
    box = (
        "<table class='infobox'><tr><th colspan=2>Losses</th></tr>"
        "<tr><td><b>Per Northland:</b><br>40 killed<ul><li>Per Southland: 41 killed</ul><td>7 killed</table>"
    )
    assert lines(read(tmp_path, page(f"<article>{box}{ARTICLE}</article>")))[:3] == [
        "Losses (side 1), per Northland: 40 killed",
        "Losses (side 1), per Southland: 41 killed",
        "Losses (side 2): 7 killed",
    ]


def test_a_table_keeps_its_caption_headers_and_spanned_cells(tmp_path: Path) -> None:
    table = (
        "<table><caption>By month</caption><tr><th>Month</th><th>Killed</th></tr>"
        "<tr><td rowspan=2>May</td><td>12</td></tr><tr><td>13 | 14</td></tr></table>"
    )
    document = read(tmp_path, page(f"<article>{ARTICLE}{table}</article>"))
    assert lines(document)[-4:] == ["By month", "Month | Killed", "May | 12", "May | 13|14"]
    assert document.place_in_file(document.text.index("13|14")) == "table 1, row 3, cell 2"


def test_the_page_tells_its_source(tmp_path: Path) -> None:
    head = (
        "<title>Losses - Herald</title><meta property='og:title' content='Losses'>"
        "<meta property='og:site_name' content='Herald'><link rel=canonical href='https://herald.example/1'>"
        "<meta property='article:published_time' content='2020-10-07T10:00:00Z'>"
    )
    document = read(tmp_path, page(f"<article>{ARTICLE}</article>", head, 'lang="en-GB"'))
    assert (document.title, document.publisher, document.published) == ("Losses", "Herald", "2020-10-07")
    assert (document.url, document.language) == ("https://herald.example/1", "en-GB")


def test_what_the_user_says_goes_before_what_the_page_says(tmp_path: Path) -> None:
    head = "<title>Losses</title><meta property='og:site_name' content='Herald'>"
    said = Options(Source(publisher="The Herald", published="2019-05"))
    document = read(tmp_path, page(f"<article>{ARTICLE}</article>", head), said)
    assert (document.title, document.publisher, document.published) == ("Losses", "The Herald", "2019-05")


def test_a_date_in_the_running_text_is_no_date_of_publication(tmp_path: Path) -> None:
    assert read(tmp_path, page(f"<article>{ARTICLE}<p>Written 3 May 2019. © 2021</p></article>")).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16", "koi8-r"])
def test_a_declared_encoding_is_followed(tmp_path: Path, encoding: str) -> None:
    word = "Жуков" if encoding == "koi8-r" else "Čapek’s" if encoding in ("utf-8", "utf-16") else "café’s"
    content = page(f"<article>{ARTICLE}<p>{word} army lost 3 tanks.</p></article>", f"<meta charset='{encoding}'>")
    assert f"{word} army" in read(tmp_path, content.encode(encoding)).text


def test_bytes_that_do_not_follow_the_declaration_are_refused(tmp_path: Path) -> None:
    content = page(ARTICLE, "<meta charset='gb18030'>").encode() + b"\xff\xff"
    with pytest.raises(DocumentError, match=r"declares the encoding gb18030.*save it as UTF-8"):
        read(tmp_path, content)


def test_a_page_of_navigation_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text outside of navigation"):
        read(tmp_path, page("<nav><a href=/>Home</a></nav><script>x()</script>"))


def test_a_script_in_the_title_is_text(tmp_path: Path) -> None:
    head = "<title><script>alert(1)</script>Losses</title>"
    assert "Losses" in (read(tmp_path, page(f"<article>{ARTICLE}</article>", head)).title or "")


def test_too_deep_a_page_is_refused_and_a_deep_one_read(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"deeper.*save its text as \.txt"):
        read(tmp_path, page("<div>" * 100_000 + ARTICLE))
    assert "14 men died" in read(tmp_path, page("<div>" * 400 + ARTICLE)).text


@pytest.mark.parametrize(
    "body",
    [
        "<table>" + "<tr><td rowspan=65534 colspan=1000>abc<td>d" * 5000,
        "<" * 200_000,
        "<!--" * 50_000,
        "<svg>" * 20_000,
        "<table>" * 1000 + "<tr><td>a<td>b",
        "<p class='" + "related " * 50_000 + "'>x",
        "<a href=x>y</a> " * 5000,
    ],
    ids=["spans", "marks", "comments", "nesting", "tables", "attribute", "links"],
)
def test_hostile_pages_end_soon(tmp_path: Path, body: str) -> None:
    began = time.process_time()
    try:
        assert len(read(tmp_path, page(f"<article>{ARTICLE}{body}</article>")).text) < 2_000_000
    except DocumentError as error:
        assert "\n" not in error.reason
    assert time.process_time() - began < 20


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<base href='http://evil.example/'><link rel=stylesheet href='http://evil.example/a.css'>"
    body = (
        f"<article><img src='http://evil.example/a.png'><iframe src='file:///etc/passwd'></iframe>{ARTICLE}</article>"
    )
    content = f"<!DOCTYPE html SYSTEM 'http://evil.example/a.dtd'>{page(body, head)}"
    assert "14 men died" in read(tmp_path, content).text


def test_a_page_is_one_of_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_text(page(f"<article>{ARTICLE}</article>"))
    assert list(read_documents(str(path))) == [read_file(str(path))]
