"""Agreements are shown with their states, obligations and citations; what is not stated is shown as such."""

from __future__ import annotations

import json

import pytest
from hand_made import CONFLICT, document

from tallystick.extraction.agreements import find_agreements
from tallystick.language.annotate import annotate
from tallystick.publish.chronicle.agreement_json import render_agreements as render_json
from tallystick.publish.chronicle.agreement_text import render_agreements as render_text
from tallystick.publish.chronicle.agreements import AgreementSheet, agreements, sheet_of

TEXT = (
    "On 3 May 2031, Ruritania and Borduria signed a truce, ending all hostilities from 4 May 2031, 00:00 Moscow time. "
    "Under the terms of the truce, Borduria was to leave the valley by 1 June 2031.\n"
    "On 9 May 2031 a treaty was signed.\n"
)


def sheet(text: str = TEXT, on: str | None = "2031-07-01") -> AgreementSheet:
    source = document(text, "gorge.txt")
    found, laid = find_agreements(annotate(source, CONFLICT))
    return sheet_of(found, laid, [], [source], on)


def test_text_shows_states_and_cites_every_statement() -> None:
    text = str(sheet())
    told = " ".join(text.split())
    assert "2031-05-03T21:00Z" in told and "As they stand on 2031-07-01." in told
    assert "overdue Borduria: leave the valley" in told
    assert told.count("gorge.txt, line 1: “") == 3 and "gorge.txt, line 2: “" in told
    assert "parties not stated" in told and "mediated by not stated" in told
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_text_fits_its_width(width: int) -> None:
    assert max(map(len, render_text(sheet(), width=width).splitlines())) <= width


def test_before_the_deadline_it_is_open_and_before_the_signature_nothing_binds() -> None:
    assert {one.state for s in sheet(on="2031-05-20") for one in s.obligations} == {"open"}
    assert {s.state for s in sheet(on="2031-05-01")} == {"not yet in force"}


def test_without_a_day_the_last_one_told_of_is_taken() -> None:
    assert sheet(on=None).on == "2031-05-09"
    assert "up to which the documents tell" in " ".join(str(sheet(on=None)).split())


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is no day"):
        sheet(on="2031-05")


def test_json_has_whole_records_with_citations() -> None:
    first, second = json.loads(render_json(sheet()))
    assert first["signed"] == "2031-05-03" and first["state"] == "in force" and second["parties"] == []
    assert {one["state"] for one in first["obligations"]} == {"open", "overdue"}
    assert first["citation"]["path"] == "gorge.txt" and first["citation"]["quote"] == first["quote"]
    for one in first["obligations"]:
        assert TEXT[one["start"] : one["end"]] == one["citation"]["quote"]


def test_frames_have_a_row_each() -> None:
    shown = sheet()
    frame, obligations = shown.frame(), shown.obligation_frame()
    assert frame["id"].to_list() == [state.agreement.id for state in shown] and len(obligations) == 2
    assert set(obligations["agreement"]) <= set(frame["id"])
    empty = sheet("Nothing was agreed.", None)
    assert len(empty) == len(empty.frame()) == len(empty.obligation_frame()) == 0


def test_documents_that_tell_of_one_agreement_are_shown_as_such() -> None:
    sources = [document(f"{n} days on.\n" + TEXT, f"{n}.txt") for n in (1, 2)]
    found = [one for source in sources for one in find_agreements(annotate(source, CONFLICT))[0]]
    text = str(sheet_of(found, [], [], sources, "2031-07-01"))
    assert text.count("same as") == 2


def test_hostile_text_is_shown_harmless() -> None:
    hostile = TEXT.replace("the valley", "the \x1b[2Jvalley <script>")
    shown = sheet(hostile)
    assert "\x1b" not in str(shown) and "\x1b" not in render_json(shown)
    html = shown._repr_html_()
    assert "<script>" not in html and "\x1b" not in html and "overdue" in html


class _Ledger:
    """What `agreements` asks of a ledger."""

    def statements(self, kind: str, recorded_before: str | None = None) -> list[object]:
        found, laid = find_agreements(annotate(document(TEXT), CONFLICT))
        return {"agreement": list(found), "obligation": list(laid), "event": []}[kind]  # type: ignore[return-value]

    def documents(self, recorded_before: str | None = None) -> list[object]:
        return [document(TEXT)]


def test_a_ledger_s_agreements_are_shown() -> None:
    assert len(agreements(_Ledger(), on="2031-07-01")) == 2  # type: ignore[arg-type]
