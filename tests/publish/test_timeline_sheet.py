"""The timeline: happenings by day with every passage, whose word it is, and where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_made import CONFLICT, document
from made_up_chronicle import DISMISSED, EVENTS, PAPER, RADIO, SEIZED, event, write_chronicle

from tallystick.errors import LedgerError
from tallystick.publish.chronicle.sources import statement_sources
from tallystick.publish.chronicle.timeline import TimelineSheet, timeline, timeline_sheet
from tallystick.publish.chronicle.timeline_json import render_timeline as render_json
from tallystick.publish.chronicle.timeline_slides import render_timeline as render_slides
from tallystick.publish.chronicle.timeline_text import render_timeline as render_text


def sheet(**asked: str | None) -> TimelineSheet:
    return timeline_sheet(EVENTS, [PAPER, RADIO], **asked)  # type: ignore[arg-type]


def test_text_tells_the_days_in_order_with_passages_claimants_and_sources() -> None:
    told = str(sheet())
    assert [line for line in told.splitlines() if line.startswith(("3 May", "8 May", "May 2021"))] == [
        "3 May 2021", "8 May 2021", "May 2021, day not told",
    ]  # fmt: skip
    flat = " ".join(told.split())
    assert "4 happenings from 6 passages; of 1 the day is not certain." in flat
    assert "according to Ruritania: “Ruritania seized Zenda on 8 May 2021, its paper says.”" in flat
    assert "capture, Zenda: Ruritania" in flat and "taken as one: same type (capture)" in flat
    assert "The eight o'clock news, 9 May 2021 (radio.txt), line 1" in flat


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_text_fits_its_width(width: int) -> None:
    assert max(map(len, render_text(sheet(), width=width).splitlines())) <= width


def test_a_ledger_is_asked_by_days_type_place_and_party(tmp_path: Path) -> None:
    path = write_chronicle(tmp_path / "war.db")
    assert len(timeline(path)) == 4
    assert len(timeline(path, from_="2021-05-04")) == 2
    assert len(timeline(path, to="2021-05-03")) == 3
    assert len(timeline(path, from_="2021-05-08", to="2021-05-08", type="capture")) == 1
    assert len(timeline(path, place="zénda")) == 2
    assert len(timeline(path, party="Borduria")) == 2
    assert len(timeline(path, party="Nowhere")) == 0
    with pytest.raises(LedgerError):
        timeline(tmp_path / "absent.db")


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"from_": "May"}, "is no date"), ({"to": "2021-04-31"}, "is no date"),
        ({"type": "battle"}, "there are: attack"), ({"from_": "2021-06", "to": "2021-05"}, "is after"),
    ],
)  # fmt: skip
def test_what_is_no_date_or_type_is_refused(asked: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        sheet(**asked)


def test_a_party_is_asked_for_by_any_name_of_the_conflict_file_and_with_its_bodies() -> None:
    source = document("The mayor of Strelsau fled. The Borduria Ministry of War spoke.")
    events = [
        event(source, "fled", "other", "2021-05-03", actor="Strelsau"),
        event(source, "spoke", "statement", "2021-05-03", actor="Borduria Ministry of War"),
    ]
    for party, quote in (("Ruritania", "fled"), ("rudolf elphberg", "fled"), ("Borduria", "spoke")):
        (found,) = timeline_sheet(events, [source], party=party, conflict=CONFLICT)
        assert found.happening.spoken.quote == quote


def test_json_has_whole_records_with_reasons_and_citations() -> None:
    rows = json.loads(render_json(sheet()))
    capture = next(row for row in rows if row["type"] == "capture")
    assert (capture["sureness"], capture["first_day"], capture["place"]) == ("day", "2021-05-08", "Zenda")
    assert len(capture["told"]) == 3 and sum(one["reason"] is not None for one in capture["told"]) == 2
    assert set(capture["claimants"]) == {None, "Ruritania"}
    seized = next(one for one in capture["told"] if one["id"] == SEIZED.id)
    assert seized["citation"]["url"] == "https://example.org/zenda" and seized["citation"]["line"] == 1
    month = next(row for row in rows if row["type"] == "dismissal")
    assert (month["sureness"], month["last_day"], month["edtf"]) == ("within", "2021-05-31", DISMISSED.edtf)


def test_slides_have_no_more_of_a_date_than_is_told() -> None:
    made = json.loads(render_slides(sheet()))
    dates = [slide["start_date"] for slide in made["events"]]
    assert {"year": 2021, "month": 5} in dates and {"year": 2021, "month": 5, "day": 8} in dates
    assert '<a href="https://example.org/zenda">' in json.dumps(made).replace('\\"', '"')


def test_a_frame_has_a_row_an_event() -> None:
    frame = sheet().frame()
    assert frame.height == len(EVENTS) and frame["happening"].n_unique() == 4
    assert frame.filter(id=SEIZED.id)["claimant"].to_list() == ["Ruritania"]


def test_what_documents_hold_does_nothing_in_a_notebook_or_a_terminal() -> None:
    source = document("<script>alert(1)</script> \x1b[31m fell.", title="<b>\x1b", url="javascript:alert(1)")
    made = timeline_sheet([event(source, "fell", "capture", "2021-05-03", claimant="<i>")], [source])
    shown = made._repr_html_()
    assert "<script>" not in shown and "<i>" not in shown and "\x1b" not in shown + str(made)
    slides = render_slides(made)
    assert "<script>" not in slides and "javascript:" not in slides


def test_nothing_told_is_an_empty_timeline() -> None:
    made = timeline_sheet([], [])
    assert "0 happenings" in str(made) and render_json(made) == "[]\n" and made.frame().is_empty()
    assert json.loads(render_slides(made)) == {"events": [], "scale": "human"}
    assert "Timeline" in made._repr_html_()


def test_findings_on_events_can_be_cited_like_those_on_figures() -> None:
    found = statement_sources([*EVENTS, event(document("x"), "x", "other", "2021")], {PAPER.id: PAPER, RADIO.id: RADIO})
    assert set(found) == {one.id for one in EVENTS}
    assert (found[SEIZED.id].path, found[SEIZED.id].line, found[SEIZED.id].quote) == ("paper.txt", 1, "seized")
