"""Allegations as users get them: always as what somebody says, with the words and where they stand."""

from __future__ import annotations

import json

from hand_made import CONFLICT, document
from test_formats import HOSTILE

from tallystick.extraction.allegations import find_allegations
from tallystick.extraction.denials import find_denials
from tallystick.language.annotate import annotate
from tallystick.publish.chronicle import allegation_json, allegation_text
from tallystick.publish.chronicle.allegations import AllegationSheet, allegation_sheet
from tallystick.records import Document

NEWS = document(
    "Ruritania accused Borduria of torture. Borduria denied the accusations.\nKarst used cluster munitions.",
    "news.txt", title="The toll", publisher="Daily Planet", published="2021-06-01",
)  # fmt: skip


def sheet(*sources: Document, party: str | None = None) -> AllegationSheet:
    found = []
    for source in sources:
        annotated = annotate(source, CONFLICT)
        found += find_allegations(annotated, find_denials(annotated, []))
    return allegation_sheet(found, sources, party=party)


def test_allegations_as_text_at_80_columns() -> None:
    expected = """\
Allegations
2 allegations from 3 passages.
What documents say, and who says it. Nothing here is established by being
listed.

BORDURIA

torture
  alleged by Ruritania
    “Ruritania accused Borduria of torture” The toll, Daily Planet, 1 Jun 2021
    (news.txt), line 1
  denied by Borduria
    “Borduria denied the accusations.” The toll, Daily Planet, 1 Jun 2021
    (news.txt), line 1
    same matter: names the allegation it answers

KARST

use of cluster munitions
  told by the document, in its own voice
    “Karst used cluster munitions” The toll, Daily Planet, 1 Jun 2021
    (news.txt), line 2
"""
    assert allegation_text.render_allegations(sheet(NEWS), 80) == expected
    assert str(sheet(NEWS)) == expected


def test_a_party_is_asked_for_as_accuser_accused_or_denier() -> None:
    assert [one.crime for one in sheet(NEWS, party="ruritania")] == ["torture"]
    assert [one.crime for one in sheet(NEWS, party="Karst")] == ["use of cluster munitions"]
    assert len(sheet(NEWS, party="Syldavia")) == 0


def test_json_cites_document_line_and_words() -> None:
    first, _ = json.loads(allegation_json.render_allegations(sheet(NEWS)))
    assert (first["accuser"], first["accused"], first["state"]) == ("Ruritania", "Borduria", "denied")
    citation = first["denials"][0]["citation"]
    assert (citation["path"], citation["line"], citation["quote"]) == (
        "news.txt", 1, "Borduria denied the accusations.",
    )  # fmt: skip
    assert first["denials"][0]["of"] == first["told"][0]["id"]


def test_the_frame_has_a_row_a_record() -> None:
    frame = sheet(NEWS).frame()
    assert frame["state"].to_list() == ["alleged", "denied", "alleged"]
    assert frame["accusation"].n_unique() == 2
    assert sheet().frame().columns == frame.columns


def test_hostile_documents_are_shown_harmlessly() -> None:
    source = document(f"Ruritania accused Borduria, {HOSTILE}, of torture.", path=f"{HOSTILE}.txt", title=HOSTILE)
    shown = sheet(source, NEWS)
    for text in (str(shown), shown._repr_html_(), allegation_json.render_allegations(shown)):
        assert "\x1b" not in text and "\u202e" not in text
    assert "<script>" not in shown._repr_html_()
