"""What goes into a ledger comes out again, in a known order, and only once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_reader import FakeReader, denial_at, document_of, figure_at

from tallystick.errors import LedgerError, RecordNotFoundError
from tallystick.ledger import Ledger, open_ledger
from tallystick.records import Evidence, Read

TEXT = "On that day 12 were killed and 30 wounded.\nThe ministry says 14."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        yield ledger


def append(ledger: Ledger, text: str, path: str, reading: str = "first", **fields: str) -> bool:
    document = document_of(text, path, **fields)
    return ledger.append_document(document, FakeReader().read(document), reading)


def kinds(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in ledger.entries()]


def test_a_document_and_its_figures_are_read_back_as_they_were(ledger: Ledger) -> None:
    document = document_of(TEXT, title="Losses", publisher="A ministry", published="2020-10", url="https://example.org")
    figure = figure_at(document, 12, 14, 12.0).model_copy(
        update={
            "party": "Ruritania",
            "low": None,
            "id": figure_at(document, 12, 14).id_of(document.id, 12, 14, None, 12.0),
            "evidence": (
                Evidence(slot="outcome", how="pointer", start=20, end=26, quote="killed", certainty=0.5),
                Evidence(slot="modality", how="rule", certainty=1),
            ),
        }
    )
    assert ledger.append_document(document, Read([figure]), "first")
    assert ledger.documents() == [document]
    assert ledger.figures() == ledger.figures_of(document.id) == [figure]
    assert ledger.record(figure.id) == figure
    assert ledger.record(document.id) == ledger.document(document.id) == document
    ledger.verify()


def test_the_same_reading_of_the_same_document_adds_nothing(ledger: Ledger) -> None:
    assert append(ledger, TEXT, "a.txt")
    before = list(ledger.entries())
    assert not append(ledger, TEXT, "a.txt")
    assert list(ledger.entries()) == before


def test_another_reading_becomes_the_current_view_and_the_first_stays(ledger: Ledger) -> None:
    document = document_of(TEXT)
    first = FakeReader().read(document).figures
    second = [first[0].model_copy(update={"outcome": "wounded"})]
    ledger.append_document(document, Read(first), "first")
    assert ledger.append_document(document, Read(second), "second")
    assert ledger.holds(document.id, "second")
    assert not ledger.holds(document.id, "first")
    assert ledger.figures() == second
    assert ledger.record(first[0].id) == second[0]
    assert ledger.record(first[2].id) == first[2], "a figure that no reading gives any more can still be looked up"
    assert kinds(ledger) == ["document", "origin", "reading", *["figure"] * 3, "reading", "figure"]
    ledger.verify()


def test_going_back_to_an_earlier_reading_brings_its_figures_back(ledger: Ledger) -> None:
    document = document_of(TEXT)
    figures = FakeReader().read(document).figures
    for reading, read in ("first", figures), ("second", []), ("first", figures):
        assert ledger.append_document(document, Read(read), reading)
    assert ledger.figures() == figures


def test_the_same_text_at_a_second_path_is_one_document_with_two_origins(ledger: Ledger) -> None:
    append(ledger, TEXT, "a.txt", title="First")
    assert not append(ledger, TEXT, "b.txt", title="Second")
    assert not append(ledger, TEXT, "b.txt", title="Second")
    assert [d.title for d in ledger.documents()] == ["First"]
    assert len(ledger.figures()) == 3
    assert [(d.path, d.title) for d in ledger.origins(ledger.documents()[0].id)] == [
        ("a.txt", "First"),
        ("b.txt", "Second"),
    ]
    assert kinds(ledger).count("origin") == 2
    ledger.verify()


def test_a_corrected_header_is_the_current_view_and_is_read_again(ledger: Ledger) -> None:
    append(ledger, TEXT, "a.txt", published="2020-10-07")
    assert append(ledger, TEXT, "a.txt", published="2021-10-07")
    assert [d.published for d in ledger.documents()] == ["2021-10-07"]
    assert len(ledger.figures()) == 3
    ledger.verify()


def test_the_order_is_that_of_paths_and_then_of_the_text(ledger: Ledger) -> None:
    for path in "c.txt", "a.txt", "b.txt":
        document = document_of(f"{path} has 1 and 2")
        document = document.model_copy(update={"path": path})
        ledger.append_document(document, Read(FakeReader().read(document).figures[::-1]), "first")
    paths = {document.id: document.path for document in ledger.documents()}
    assert list(paths.values()) == ["a.txt", "b.txt", "c.txt"]
    assert [(paths[f.document], f.start) for f in ledger.figures()] == [
        (path, start) for path in paths.values() for start in (10, 16)
    ]


def test_a_document_without_figures_is_held(ledger: Ledger) -> None:
    assert append(ledger, "Nobody was hurt.", "a.txt")
    assert ledger.holds(document_of("Nobody was hurt.").id, "first")
    assert ledger.figures() == []
    ledger.verify()


def test_any_text_can_be_kept(ledger: Ledger) -> None:
    large = "x" * 3_000_000 + " 9"
    texts = ["nul \0 and escape \x1b[J 5", "\ud7ff\ue000\U0010ffff 6", "a\r\nb\u2028c 7", '"\\ 8', large]
    for number, text in enumerate(texts):
        append(ledger, text, f"{number}.txt")
    assert [document.text for document in ledger.documents()] == texts
    assert [figure.high for figure in ledger.figures()] == [5, 6, 7, 8, 9]
    ledger.verify()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "13"}, "the quote of figure"),
        ({"document": "d000000000000"}, "is of another document"),
        ({"id": "f000000000000"}, "is not that of its span and content"),
        ({"part_of": "f000000000000"}, "names f000000000000, which was not read with it"),
        (
            {"evidence": (Evidence(slot="party", how="pointer", start=0, end=4, quote="They", certainty=1),)},
            "the party of figure",
        ),
    ],
)
def test_a_figure_that_does_not_fit_the_text_is_not_recorded(
    ledger: Ledger, change: dict[str, object], reason: str
) -> None:
    document = document_of(TEXT)
    figure = figure_at(document, 12, 14).model_copy(update=change)
    with pytest.raises(LedgerError, match=reason):
        ledger.append_document(document, Read([figure]), "first")
    assert list(ledger.entries()) == []


def test_two_figures_with_one_id_are_not_recorded(ledger: Ledger) -> None:
    document = document_of(TEXT)
    with pytest.raises(LedgerError, match="the same id"):
        ledger.append_document(document, Read([figure_at(document, 12, 14)] * 2), "first")


def test_denials_are_recorded_with_the_figures_and_read_back(ledger: Ledger) -> None:
    document = document_of("12 were killed. This is denied.")
    read = FakeReader().read(document)
    figures, denials = read.figures, read.denials
    assert ledger.append_document(document, Read(figures, denials), "first")
    assert ledger.denials() == denials
    assert denials[0].of == (figures[0].id,)
    assert kinds(ledger) == ["document", "origin", "reading", "figure", "denial"]
    assert ledger.append_document(document, Read(figures), "second")
    assert ledger.denials() == [], "another reading that finds none"
    ledger.verify()


def test_denials_are_in_the_order_of_paths_and_then_of_the_text(ledger: Ledger) -> None:
    for path in "b.txt", "a.txt":
        document = document_of(f"{path}: denied, and denied", path)
        read = FakeReader().read(document)
        figures, denials = read.figures, read.denials
        ledger.append_document(document, Read(figures, denials[::-1]), "first")
    paths = {document.id: document.path for document in ledger.documents()}
    assert [(paths[d.document], d.start) for d in ledger.denials()] == [
        (path, start) for path in ("a.txt", "b.txt") for start in (7, 19)
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "admitted"}, "the quote of denial"),
        ({"document": "d000000000000"}, "is of another document"),
        ({"id": "n000000000000"}, "is not that of its span"),
        ({"of": ("f000000000000",)}, "names f000000000000, which was not read with it"),
    ],
)
def test_a_denial_that_does_not_fit_leaves_nothing_of_its_document(
    ledger: Ledger, change: dict[str, object], reason: str
) -> None:
    document = document_of("12 were killed. This is denied.")
    read = FakeReader().read(document)
    figures, denials = read.figures, read.denials
    with pytest.raises(LedgerError, match=reason):
        ledger.append_document(document, Read(figures, [denials[0].model_copy(update=change)]), "first")
    with pytest.raises(LedgerError, match="two of its denials have the same id"):
        ledger.append_document(document, Read(figures, denials * 2), "first")
    assert list(ledger.entries()) == []


def test_a_denial_need_not_be_of_a_figure(ledger: Ledger) -> None:
    document = document_of("denied")
    ledger.append_document(document, Read([], [denial_at(document, 0, 6)]), "first")
    assert [denial.of for denial in ledger.denials()] == [()]
    ledger.verify()


def test_a_record_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    append(ledger, TEXT, "a.txt")
    ids = sorted([ledger.documents()[0].id, *(figure.id for figure in ledger.figures())])
    for id in ids:
        shortest = next(id[:n] for n in range(1, 14) if sum(other.startswith(id[:n]) for other in ids) == 1)
        assert ledger.record(shortest).id == id
        assert ledger.record(id.upper()).id == id


def test_an_unknown_id_is_answered_with_those_near_it(ledger: Ledger) -> None:
    append(ledger, TEXT, "a.txt")
    id = ledger.figures()[0].id
    wrong = id[:-1] + ("0" if id[-1] != "0" else "1")
    with pytest.raises(RecordNotFoundError, match=id):
        ledger.record(wrong)
    with pytest.raises(RecordNotFoundError, match="no record zzz"):
        ledger.record("zzz")
    with pytest.raises(RecordNotFoundError, match="more than one"):
        ledger.record("f")
    for nothing in "", "%", "' OR 1=1 --":
        with pytest.raises(RecordNotFoundError):
            ledger.record(nothing)


def test_a_figure_is_no_document(ledger: Ledger) -> None:
    append(ledger, TEXT, "a.txt")
    with pytest.raises(RecordNotFoundError, match="is no document"):
        ledger.document(ledger.figures()[0].id)


def test_entries_carry_the_moment_that_source_date_epoch_sets(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    append(ledger, TEXT, "a.txt")
    assert {entry.recorded_at for entry in ledger.entries()} == {"2020-09-13T12:26:40Z"}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(LedgerError, match="SOURCE_DATE_EPOCH: 'yesterday'"):
        append(ledger, "Another 5.", "b.txt")
    assert len(ledger.documents()) == 1


def test_bodies_are_plain_json_that_other_programs_can_read(ledger: Ledger) -> None:
    append(ledger, "Бой: 5", "a.txt")
    bodies = {entry.kind: entry.body for entry in ledger.entries()}
    assert "Бой" in bodies["document"]
    assert json.loads(bodies["figure"])["quote"] == "5"
    assert json.loads(bodies["reading"]) == {"figures": 1, "fingerprint": "first"}


def test_a_document_for_which_the_disk_has_no_room_leaves_nothing_of_itself(ledger: Ledger) -> None:
    append(ledger, "small", "a.txt")
    with ledger._transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 20")
    with pytest.raises(LedgerError, match="the disk is full; free some space and run again"):
        append(ledger, "large" * 50_000, "b.txt")
    assert [document.text for document in ledger.documents()] == ["small"]
    ledger.verify()
