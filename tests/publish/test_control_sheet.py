"""Who holds which place, shown: as text, JSON, GeoJSON, a data frame and in a notebook, each with its sources."""

from __future__ import annotations

import json

import pytest
from hand_made import document

from tallystick.publish.chronicle.control import ControlSheet, control, control_sheet
from tallystick.publish.chronicle.control_geojson import render_control as render_geojson
from tallystick.publish.chronicle.control_json import render_control as render_json
from tallystick.publish.chronicle.control_text import render_control as render_text
from tallystick.records import Control

SOURCE = document(
    "On 3 May 2031, Borduria took Damascus. Ruritania says it holds Damascus. Borduria took dozens of villages, and "
    "the town of Zenda.",
    path="war.txt",
)


def told(quote: str, place: str, holder: str | None, start: str | None = None, **fields: object) -> Control:
    at = SOURCE.text.index(quote)
    return Control.model_validate(
        {"id": Control.id_of(SOURCE.id, at, at + len(quote), place), "document": SOURCE.id, "start": at,
         "end": at + len(quote), "quote": quote, "line": 1, "place": place, "holder": holder, "form": "change",
         "start_date": start, "end_date": start, "dated": "change" if start else None, **fields}
    )  # fmt: skip


TAKEN = told("took Damascus", "Damascus", "Borduria", "2031-05-03", place_kind="city")
RIVAL = told(
    "holds Damascus", "Damascus", "Ruritania", "2031-05-03", place_kind="city", form="held", claimant="Ruritania"
)
VILLAGES = told("took dozens of villages", "dozens of villages", "Borduria", named=False, place_kind="village")
ZENDA = told("the town of Zenda", "Zenda", "Borduria", "2031-05", place_kind="town", implied=("holder",))


@pytest.fixture
def sheet() -> ControlSheet:
    return control_sheet([TAKEN, RIVAL, VILLAGES, ZENDA], [SOURCE], on="2031-05-20")


def test_text_says_who_holds_it_since_when_and_by_whose_word(sheet: ControlSheet) -> None:
    text = " ".join(render_text(sheet).split())
    assert "On 20 May 2031: 2 places. 1 place is told without a day." in text
    assert "Borduria, since 3 May 2031, by the word of the document, in its own voice" in text
    assert "Ruritania, since 3 May 2031, by the word of Ruritania" in text
    assert "Disputed" in text
    assert "“took Damascus” war.txt, line 1" in text
    assert "“dozens of villages”" in text


def test_text_says_what_is_implied_and_what_is_uncertain() -> None:
    text = " ".join(render_text(control_sheet([ZENDA], [SOURCE])).split())
    assert "Borduria (implied), since some day of May 2031" in text
    unsure = " ".join(render_text(control_sheet([ZENDA], [SOURCE], on="2031-05-20")).split())
    assert "Uncertain by that day" in unsure


def test_text_keeps_to_its_width(sheet: ControlSheet) -> None:
    assert max(map(len, render_text(sheet).splitlines())) <= 80
    assert str(sheet) == render_text(sheet)


def test_text_of_a_hostile_document_steers_no_terminal() -> None:
    hostile = document("x\x1b[31m took Zenda", path="a\x1b.txt")
    record = Control(
        id=Control.id_of(hostile.id, 0, 17, "Zenda"), document=hostile.id, start=0, end=17, quote=hostile.text, line=1,
        place="Zen\x1bda", holder="\u202eBorduria", form="change",
    )  # fmt: skip
    sheet = control_sheet([record], [hostile])
    assert not set("\x1b\u202e") & set(str(sheet))
    assert "\u202e" not in sheet._repr_html_()


def test_json_has_every_record_with_its_citation(sheet: ControlSheet) -> None:
    rows = {row["place"]: row for row in json.loads(render_json(sheet))}
    damascus = rows["Damascus"]
    assert (damascus["state"], damascus["holder"], damascus["on"]) == ("disputed", None, "2031-05-20")
    assert {by["holder"] for by in damascus["by"]} == {"Borduria", "Ruritania"}
    citation = damascus["by"][0]["told"][0]["citation"]
    assert (citation["path"], citation["line"]) == ("war.txt", 1)
    assert rows["dozens of villages"]["state"] == "undated"
    assert rows["Zenda"]["maybe"][0]["implied"] == ["holder"]


def test_geojson_gives_a_point_where_the_document_settles_it_and_null_where_not(sheet: ControlSheet) -> None:
    collection = json.loads(render_geojson(sheet))
    features = {feature["properties"]["place"]: feature for feature in collection["features"]}
    assert collection["type"] == "FeatureCollection"
    assert features["Damascus"]["geometry"]["type"] == "Point"
    lon, lat = features["Damascus"]["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (36, 34)
    assert features["dozens of villages"]["geometry"] is None
    assert features["Zenda"]["geometry"] is None
    assert features["Damascus"]["properties"]["precision"] == "settlement"
    assert features["Damascus"]["properties"]["valid_to"] == "2031-05-20"
    assert features["Damascus"]["properties"]["sources"][0]["quote"] == "took Damascus"


def test_validity_begins_with_the_day_the_holder_took_it() -> None:
    feature = json.loads(render_geojson(control_sheet([TAKEN], [SOURCE])))["features"][0]
    assert (feature["properties"]["valid_from"], feature["properties"]["valid_to"]) == ("2031-05-03", None)


def test_an_empty_ledger_gives_an_empty_collection() -> None:
    assert json.loads(render_geojson(control_sheet([], []))) == {"type": "FeatureCollection", "features": []}
    assert json.loads(render_json(control_sheet([], []))) == []


def test_the_frame_has_a_row_a_record(sheet: ControlSheet) -> None:
    frame = sheet.frame()
    assert frame.height == 4
    assert set(frame["part"]) == {"by", "undated", "maybe"}
    assert frame["path"].unique().to_list() == ["war.txt"]


def test_a_notebook_shows_it_escaped() -> None:
    record = TAKEN.model_copy(update={"holder": "<b>Borduria"})
    shown = control_sheet([record], [SOURCE])._repr_html_()
    assert "<b>Borduria" not in shown
    assert "&lt;b&gt;Borduria" in shown


def test_one_place_can_be_asked_for_by_any_accent(sheet: ControlSheet) -> None:
    records = [TAKEN, VILLAGES, ZENDA]
    assert [one.place for one in control_sheet(records, [SOURCE], place="dámascus")] == ["Damascus"]
    assert [one.place for one in control_sheet(records, [SOURCE], place="villages")] == ["dozens of villages"]
    assert len(sheet) == 3


@pytest.mark.parametrize("day", ["2031-05", "yesterday", "2031-11-31"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        control_sheet([TAKEN], [SOURCE], on=day)


def test_a_ledger_is_asked_for_its_statements_of_control() -> None:
    class Kept:
        """What `control` needs of a ledger."""

        def statements(self, kind: str, recorded_before: str | None = None) -> list[Control]:
            assert (kind, recorded_before) == ("control", "2031-06-01")
            return [TAKEN]

        def documents(self, recorded_before: str | None = None) -> list[object]:
            return [SOURCE]

    assert [one.place for one in control(Kept(), recorded_before="2031-06-01")] == ["Damascus"]  # type: ignore[arg-type]
