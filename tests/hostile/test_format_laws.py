"""Any bytes, in whatever format, give documents with offsets that fit their text, or a reason that can be printed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tallystick.documents import Options, read_documents
from tallystick.errors import DocumentError
from tallystick.records import Document

_BODY = (
    "Borduria said on 3 May that 12 soldiers were killed near the town, and that it had lost the hill and the bridge. "
)

_PIECES: dict[str, Sequence[str]] = {
    ".html": (
        "<p>", "</p>", "<div>", "</div>", "<table>", "</table>", "<tr>", "<td rowspan=9>", "<td colspan=0>", "<th>",
        "<ul><li>",
        "<a href='javascript:x'>", "</a>", "<!--", "-->", "<script>", "</script>", "<![CDATA[", "]]>", "<svg>",
        "<math>",
        "<meta charset=utf-7>", "<base href=//x>", "<title>", "</title>", "<h1>", "</h1>", "&#0;", "&#xD800;", "&lt;",
        "&amp;x",
        "&bogus;", "<p class=\"", "'", ">", "<", "\x00", "\x1b[2J", "\u202e", "<br>", "<pre>", "</body>", "<?php",
        "<!DOCTYPE x [",
        '<script type="application/ld+json">{"datePublished": 1, "headline": [', "<table class=infobox>", _BODY,
    ),
    ".wikitext": (
        "{{", "}}", "[[", "]]", "{|", "|}", "|-", "|", "||", "!", "=", "==", "\n", "<ref>", "</ref>", "<ref name=a/>",
        "<nowiki>",
        "'''", "*", "#", ":", "{{infobox military conflict|casualties1=", "{{ubl|", "{{plainlist|",
        "{{convert|5|km}}", "[http://x ",
        "<!--", "-->", "<math>", "__TOC__", "rowspan=99", "File:", "Category:", "&nbsp;", "\x00", "\u202e", _BODY,
    ),
    ".xml": (
        "<mediawiki>", "</mediawiki>", "<page>", "</page>", "<title>../../x</title>", "<ns>0</ns>", "<revision>",
        "</revision>",
        "<text>", "</text>", "<timestamp>2020-01-01T00:00:00Z</timestamp>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;",
        "<![CDATA[",
        "]]>", "\x01", "<page/>", "</", "{{x", _BODY,
    ),
    ".eml": (
        "From: a <a@b.c>\n", "Subject: =?utf-8?b?w?=\n", "Date: Wed, 99 Oct 2020 99:30:00 +9999\n",
        "MIME-Version: 1.0\n", "\n",
        "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: text/html; charset=bogus\n", "--b\n", "--b--\n",
        "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: x\n",
        "====\n",
        "Content-Disposition: attachment; filename=\"../../x.txt\"\n",
        "Content-Disposition: attachment; filename*=utf-8''%00\n",
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n", "\x00", " folded\n", ">From \n",
        _BODY + "\n",
    ),
    ".jsonl": (
        "{", "}", "[", "]", '"text"', ":", ",", "\n", '{"text": "' + _BODY + '"}\n', '{"text": 1}\n',
        '{"text": ["a"]}\n', "1e999",
        '"\\ud800"', "NaN", "null", '{"text": "a", "title": {}, "published": 7}\n', "[" * 2000, "\x00", '"', "\\",
        '{"text": "a", "url": "javascript:x"}\n',
    ),
    ".md": ("# ", "## a\n", "---\n", "title: x\n", "published: no\n", "```\n", "| a | b |\n", "|--|\n", "* ", "> ",
    "[a](b)", "\n",
            "![x](y)", "<b>", "**", "__", "\t", "\\", "&amp;", _BODY),
    ".txt": ("Title: x\n", "Date: never\n", "Date: 2020-99-99\n", "URL: javascript:x\n", "Publisher:\n", "\n", "\r",
    "\x0c",
             "\u2028", "\x00", "\ufeff", "\u202e", "12 killed", _BODY),
}  # fmt: skip


#: What once made something fail: each stays an example of the law of its format.
SEEDS: dict[str, Sequence[bytes]] = {
    ".html": [
        b"<p><script>[</script><?php<p>\x1f",
    ],
}


def fits(folder: Path, name: str, data: bytes) -> None:
    """The law of this file."""
    path = folder / name
    path.write_bytes(data)
    try:
        found = list(read_documents(str(path), Options()))
    except DocumentError as error:
        found = [error]
    for one in found:
        if isinstance(one, DocumentError):
            assert one.reason and "\n" not in one.reason and one.reason.isprintable(), one.reason
            continue
        assert isinstance(one, Document) and one.text.strip() and one.id == Document.id_of(one.text)
        one.text.encode()
        for fact in (one.title, one.publisher, one.published, one.url):
            assert fact is None or "\n" not in fact
        for locator in one.locators:
            assert 0 <= locator.start <= locator.end <= len(one.text)


def _pieces(suffix: str) -> st.SearchStrategy[bytes]:
    """What the format looks for, in any order, and its bytes after an accident."""
    made = st.lists(st.sampled_from(_PIECES[suffix]) | st.text(max_size=3), max_size=40).map("".join)
    return made.map(lambda text: text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("suffix", _PIECES)
def test_any_order_of_marks_gives_documents_or_a_reason(suffix: str, tmp_path: Path, examples: int) -> None:
    def law(data: bytes) -> None:
        fits(tmp_path, f"a{suffix}", data)

    tried = given(_pieces(suffix))(law)
    for seed in SEEDS.get(suffix, ()):
        tried = example(seed)(tried)
    settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])(tried)()


@pytest.mark.parametrize("suffix", [*_PIECES, ".zip", ".docx", ".pdf"])
def test_bytes_of_no_format_give_documents_or_a_reason(suffix: str, tmp_path: Path, examples: int) -> None:
    @settings(max_examples=5 if suffix == ".pdf" else examples, deadline=None)
    @given(st.binary(max_size=200))
    def law(data: bytes) -> None:
        fits(tmp_path, f"a{suffix}", data)

    law()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>12 killed</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>",
    "<w:tc>", "</w:tc>",
    '<w:gridSpan w:val="99999"/>', '<w:vMerge/>', '<w:pStyle w:val="Heading1"/>', "<w:del>", "</w:del>", "<w:tab/>",
    "<w:br/>",
    '<w:footnoteReference w:id="7"/>', "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<x/>", "&amp;",
)  # fmt: skip


def _word(body: str) -> bytes:
    docx = pytest.importorskip("docx")
    plain = io.BytesIO()
    docx.Document().save(plain)
    changed = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            xml = f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode()
            target.writestr(name, xml if name == "word/document.xml" else source.read(name))
    return changed.getvalue()


def test_any_body_of_a_word_document_gives_a_document_or_a_reason(tmp_path: Path, examples: int) -> None:
    parts = st.lists(st.sampled_from(_WORD), max_size=12).map("".join)
    whole = parts.map(lambda inner: f"<w:p><w:r><w:t>{_BODY}</w:t></w:r></w:p>{inner}")

    @settings(max_examples=examples, deadline=None)
    @given(whole)
    def law(body: str) -> None:
        fits(tmp_path, "a.docx", _word(body))

    law()


def _packed(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def _mail(name: str) -> bytes:
    message = EmailMessage()
    message.set_content(_BODY)
    message.add_attachment(_BODY.encode(), maintype="text", subtype="plain", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt", "a/../../x.txt", "\u202ex.txt"]
)
def test_names_lead_nowhere_and_no_file_is_written(name: str, tmp_path: Path) -> None:
    """In an archive, in a mail, in a dump: a name is a name, and nothing is unpacked to a disk."""
    dump = (
        f"<mediawiki><page><title>{name}</title><ns>0</ns><revision><text>{_BODY}</text></revision></page></mediawiki>"
    )
    inside = tmp_path / "inside"
    inside.mkdir()
    for file, data in (("a.zip", _packed(name, _BODY.encode())), ("a.eml", _mail(name)), ("a.xml", dump.encode()),
                       ("a.jsonl", json.dumps({"text": _BODY, "title": name}).encode())):  # fmt: skip
        before = set(tmp_path.rglob("*")) | {inside / file}
        fits(inside, file, data)
        assert set(tmp_path.rglob("*")) == before
