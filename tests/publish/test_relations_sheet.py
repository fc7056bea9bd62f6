"""Relations as users get them: who does what for or against whom, by whose word, who denies it, and where it stands."""

from __future__ import annotations

import json

import pytest
from hand_made import CONFLICT, document
from test_formats import HOSTILE

from tallystick.extraction.denials import find_denials
from tallystick.extraction.relations import find_relations
from tallystick.language.annotate import annotate
from tallystick.publish.chronicle import relation_json, relation_text
from tallystick.publish.chronicle.relations import RelationSheet, relation_sheet
from tallystick.records import Document

NEWS = document(
    "Borduria accused Karst of supplying weapons to Ruritania. Karst denied this.\n"
    "Syldavia imposed sanctions on Borduria.",
    "news.txt", title="The toll", publisher="Daily Planet", published="2021-06-01",
)  # fmt: skip


def sheet(*sources: Document, party: str | None = None, kind: str | None = None) -> RelationSheet:
    found = []
    for source in sources:
        annotated = annotate(source, CONFLICT)
        found += find_relations(annotated, find_denials(annotated, []))
    return relation_sheet(found, sources, party=party, kind=kind)


def test_relations_as_text_at_80_columns() -> None:
    expected = """\
Relations
1 relation from 1 passage.

SUPPORT WITH ARMS

Karst → Ruritania
  alleged by Borduria; denied by Karst
    “Borduria accused Karst of supplying weapons to Ruritania” The toll, Daily
    Planet, 1 Jun 2021 (news.txt), line 1
"""
    assert relation_text.render_relations(sheet(NEWS, kind="arms"), 80) == expected
    assert str(sheet(NEWS, party="Karst")) == expected


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="“friendship”; there are: arms, troops"):
        sheet(NEWS, kind="friendship")


def test_json_and_frame_cite_the_words() -> None:
    (tie,) = json.loads(relation_json.render_relations(sheet(NEWS, kind="arms")))
    assert (tie["actor"], tie["target"], tie["deniers"]) == ("Karst", "Ruritania", ["Karst"])
    assert tie["told"][0]["citation"]["line"] == 1
    frame = sheet(NEWS, kind="arms").frame()
    assert frame["quote"].to_list() == ["Borduria accused Karst of supplying weapons to Ruritania"]
    assert sheet().frame().columns == frame.columns


def test_hostile_documents_are_shown_as_they_are_and_do_no_harm() -> None:
    source = document("Karst supplied Ruritania with weapons.", path=f"{HOSTILE}.txt", title=HOSTILE)
    shown = sheet(source)
    assert len(shown) == 1
    for text in (str(shown), shown._repr_html_(), relation_json.render_relations(shown)):
        assert "\x1b" not in text and "\u202e" not in text
    assert "<script>" not in shown._repr_html_()
