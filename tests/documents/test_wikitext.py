"""Wikitext gives what a reader of the wiki would see, citations and looks left out; a dump gives a document a page."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.documents import Options, read_documents, read_file
from tallystick.documents.formats import mediawiki_xml, wikitext
from tallystick.documents.wiki import plain_text_of
from tallystick.errors import DocumentError
from tallystick.records import Document


def plain(text: str) -> str:
    return plain_text_of(text)[0].rstrip("\n")


def rows(text: str) -> list[str]:
    return [line for line in plain(text).split("\n") if line]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("'''Ten''' [[Soldier (army)|men]] of [[Northland]] died.", "Ten men of Northland died."),
        ("Ten died.<ref name=a>{{cite web|title=90 killed}}</ref><ref name=a />", "Ten died."),
        ("Ten{{sfn|A|2020}} died{{citation needed|date=May 2020}}.", "Ten died."),
        ("Ten <!-- 90 killed -->died.", "Ten died."),
        ("It lies {{convert|12|km|mi}} away.", "It lies 12 km away."),
        ("{{cvt|5|to|10|km}} long", "5 to 10 km long"),
        ("{{nowrap|{{small|40 killed}}}}", "40 killed"),
        ("{{flag|Northland}}, {{flagicon|X}} {{ARM}}", "Northland, ARM"),
        ("{{start date|2020|10|1|df=y}}", "1 October 2020"),
        ("{{as of|2021|3}}, {{circa|40}} died", "As of March 2021, c. 40 died"),
        ("40{{snd}}50", "40 – 50"),
        ("{{formatnum:1234}} and {{nts|56}}", "1234 and 56"),
        ("[https://x.example the list] of 5", "the list of 5"),
        ("{{never heard of|40 killed|in May}}", "40 killed in May"),
        ("<nowiki>[[x]]</nowiki>", "[[x]]"),
        ("5 &lt; 6&nbsp;km", "5 < 6 km"),
        ("{{HMS|Example|K1}} and {{sclass|Example|frigate}}", "HMS Example and Example-class frigate"),
        ("[[Category:Wars]]Ten.[[fr:Guerre]]", "Ten."),
        ("[[File:a.png|thumb|200px|The 3 attacks]]", "The 3 attacks"),
        ("Ten {{ open and [[ open", "Ten open and open"),
    ],
)
def test_marks_give_what_is_seen(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_headings_lists_and_line_breaks() -> None:
    assert rows("== One ''two'' ==\n* a<br>b\n** c\n# d\n: e\n{{ubl|f|g}}") == [
        "== One two ==",
        "- a",
        "- b",
        "- c",
        "- d",
        "- e",
        "f",
        "g",
    ]


def test_a_note_is_kept_at_the_end() -> None:
    assert rows("Ten{{efn|Of these 2 later.}} died.") == ["Ten died.", "== Notes ==", "Of these 2 later."]


INFOBOX = """{{Infobox military conflict
| date = 1 May
| image = x.jpg
| combatant1 = {{flag|Northland}}
| combatant2 = {{flag|Southland}}
| casualties1 = '''Per Northland:'''<ref>{{cite web|title=90}}</ref>
* 7,630 killed
* 12 [[Missing|missing]]
'''Per Southland:''' {{nowrap|41 tanks}}
| casualties2 = {{plainlist|
* 2,906 killed
* 300 captured}}
| casualties3 = 22 civilians killed
}}
Text."""


def test_each_line_of_an_infobox_names_its_field_its_side_and_who_says_so() -> None:
    assert rows(INFOBOX) == [
        "Date | 1 May",
        "Combatant | Northland | Southland",
        "Casualties (side 1), per Northland: 7,630 killed",
        "Casualties (side 1), per Northland: 12 missing",
        "Casualties (side 1), per Southland: 41 tanks",
        "Casualties (side 2): 2,906 killed",
        "Casualties (side 2): 300 captured",
        "Casualties | 22 civilians killed",
        "Text.",
    ]


TABLE = """{| class="wikitable"
|+ Losses
! Month !! Killed
! scope="col" | Wounded
|-
| rowspan="2" | May || 12 || style="color:red" | 30
|-
| 13
| {{nts|14}}
|}"""


def test_a_table_is_a_row_a_line() -> None:
    assert rows(TABLE) == ["Losses", "Month | Killed | Wounded", "May | 12 | 30", "May | 13 | 14"]


def test_offsets_lead_to_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.wiki"
    path.write_text("Title: Losses\nPublisher: Openpedia\n\n" + INFOBOX + "\n" + TABLE)
    document = read_file(str(path))
    assert (document.title, document.publisher) == ("Losses", "Openpedia")
    assert document.place_in_file(document.text.index("14\n")) == "table 1, row 3, cell 3"
    assert document.place_in_file(document.text.index("7,630")) == "infobox 1, row 3, cell 1"


def test_a_table_without_an_end_does_not_swallow_the_next_section() -> None:
    assert rows("{|\n| a || b\n== Next ==\nTen died.") == ["a | b", "== Next ==", "Ten died."]


@pytest.mark.parametrize(
    "text",
    [
        "{{" * 100_000,
        "[[" * 100_000,
        "{{a|" * 50_000,
        "{{a|" * 50_000 + "}}" * 50_000,
        "{|\n" * 50_000,
        "<b>" * 50_000,
        "<ref>" * 50_000,
        "<!--" * 50_000,
        "'" * 200_000,
        "[http://a " * 30_000,
        "{{[[}}]]" * 20_000,
        "{|\n" + "|-\n| rowspan=9999 | abc || d\n" * 5000,
    ],
)
def test_hostile_wikitext_ends_soon(text: str) -> None:
    began = time.process_time()
    assert len(plain(text)) < 1_000_000
    assert time.process_time() - began < 20


@given(
    st.lists(
        st.sampled_from(
            [
                "{{",
                "}}",
                "[[",
                "]]",
                "{|",
                "|}",
                "|-",
                "|",
                "!",
                "=",
                "\n",
                "a ",
                "<ref>",
                "</ref>",
                "'''",
                "*",
                "{{infobox|a=",
                "<br>",
                "<!--",
                "-->",
                "\x0e",
                "\x0f1",
                "{{convert|",
                "{{dts|²|",
            ]
        ),
        max_size=30,
    )
)
def test_any_marks_are_read(pieces: list[str]) -> None:
    text, locators = plain_text_of("".join(pieces))
    assert all(0 <= place.start < place.end <= len(text) for place in locators)


def test_an_article_longer_than_there_can_be_is_refused() -> None:
    with pytest.raises(DocumentError, match="longer than an article of MediaWiki"):
        wikitext.read(b"a" * (wikitext.LONGEST + 1), "a.wiki")


def dump(*pages: str, start: str = "") -> bytes:
    site = "<siteinfo><sitename>Openpedia</sitename><base>https://o.example/wiki/Main</base></siteinfo>"
    begin = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">'
    return f"{start}{begin}{site}{''.join(pages)}</mediawiki>".encode()


def xml_page(title: str, text: str, ns: int = 0, more: str = "") -> str:
    revision = f"<revision><timestamp>2020-10-07T01:02:03Z</timestamp><text>{text}</text></revision>"
    return f"<page><title>{title}</title><ns>{ns}</ns>{more}{revision}</page>"


def read_dump(tmp_path: Path, content: bytes) -> list[Document | DocumentError]:
    path = tmp_path / "dump.xml"
    path.write_bytes(content)
    return list(read_documents(str(path)))


def test_each_page_of_a_dump_is_a_document(tmp_path: Path) -> None:
    pages = [
        xml_page("Battle of A", "Ten ''men'' died."),
        xml_page("Old", "#REDIRECT [[A]]", more='<redirect title="A"/>'),
        xml_page("Talk:A", "No!", 1),
        xml_page("Template:A", "x", 10),
        xml_page("../../B", "Five men died."),
    ]
    first, second = read_dump(tmp_path, dump(*pages))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.text, first.title, first.publisher) == ("Ten men died.\n", "Battle of A", "Openpedia")
    assert (first.published, first.url) == ("2020-10-07", "https://o.example/wiki/Battle_of_A")
    assert first.path == f"{tmp_path / 'dump.xml'}#Battle of A"
    assert second.path.endswith("#../../B")


def test_a_page_that_cannot_be_read_harms_no_other(tmp_path: Path) -> None:
    found = read_dump(tmp_path, dump(xml_page("A", "a" * 2_200_000), xml_page("B", ""), xml_page("C", "Ten men died.")))
    assert [getattr(one, "reason", "")[:20] for one in found] == ["is longer than an ar", "holds nothing but wh", ""]
    assert str(found[0]).startswith(f"{tmp_path / 'dump.xml'}#A: ")


def test_a_dump_is_read_a_page_at_a_time() -> None:
    class Endless(BytesIO):
        """A dump without an end."""

        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                return xml_page("B", "Five.").encode()
            self.seek(1)
            return dump(xml_page("A", "Ten."))[: -len("</mediawiki>")]

    pages = mediawiki_xml.members(Endless(b"xx"), "dump.xml", Options())
    assert [next(pages).name for _ in range(3)] == ["A", "B", "B"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + dump(xml_page("A", "&b;")), "entities"),
        (b'<!DOCTYPE m SYSTEM "file:///etc/passwd">' + dump(xml_page("A", "x")), "entities"),
        (b"<html><body>Ten</body></html>", "no MediaWiki dump"),
        (dump(xml_page("A", "Ten men died."))[:-30], "no whole MediaWiki dump"),
        (b"no XML", "no whole MediaWiki dump"),
        (dump(), "holds no document"),
        (b"<mediawiki " + b"a" * 6_000_000, "longer than any in a dump"),
    ],
)
def test_what_is_no_sound_dump_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        read_dump(tmp_path, content)
    assert "\n" not in caught.value.reason


def test_a_dump_is_not_one_document(tmp_path: Path) -> None:
    path = tmp_path / "dump.xml"
    path.write_bytes(dump(xml_page("A", "Ten men died.")))
    with pytest.raises(DocumentError, match="several documents"):
        read_file(str(path))
