"""What a ledger held before a day or an instant can be asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_reader import FakeReader, document_of

from tallystick.errors import LedgerError
from tallystick.ledger import Ledger, open_ledger
from tallystick.ledger.moments import moment
from tallystick.reconcile.reconciling import reconcile_ledger
from tallystick.records import Read

FIRST = document_of("12 were killed, which is denied.", "b.txt", title="First")
RENAMED = FIRST.model_copy(update={"title": "Renamed"})
SECOND = document_of("30 were wounded.", "a.txt", published="2020-10-07")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """On 7 October the first document, on 8 October the second, on 9 October the first again under another title."""
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        for day, document, denies in (7, FIRST, True), (8, SECOND, True), (9, RENAMED, False):
            noon = datetime(2020, 10, day, 12, tzinfo=UTC)
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
            read = FakeReader().read(document)
            figures, denials = read.figures, read.denials
            ledger.append_document(document, Read(figures, denials if denies else ()), "first")
        yield ledger


@pytest.mark.parametrize(
    ("before", "titles", "figures", "denials"),
    [
        ("2020-10-07", [], [], 0),
        ("2020-10-07T12:00:00Z", [], [], 0),
        ("2020-10-07T12:00:01Z", ["First"], ["12"], 1),
        ("2020-10-07T12:00:00.25Z", ["First"], ["12"], 1),
        ("2020-10-08", ["First"], ["12"], 1),
        ("2020-10-09", [None, "First"], ["30", "12"], 1),
        ("2020-10-09T14:00:00+02:00", [None, "First"], ["30", "12"], 1),
        ("2020-10-09T12:00:01", [None, "Renamed"], ["30", "12"], 0),
        ("2099-01-01", [None, "Renamed"], ["30", "12"], 0),
        (None, [None, "Renamed"], ["30", "12"], 0),
    ],
)
def test_the_ledger_is_seen_as_it_was(
    ledger: Ledger, before: str | None, titles: list[str | None], figures: list[str], denials: int
) -> None:
    assert [document.title for document in ledger.documents(before)] == titles
    assert [figure.quote for figure in ledger.figures(before)] == figures
    assert len(ledger.denials(before)) == denials
    assert sorted(ledger.figure_columns(before)["quote"]) == sorted(figures)
    assert sorted(ledger.document_columns(before)["title"], key=str) == sorted(titles, key=str)
    reconciled = reconcile_ledger(ledger, recorded_before=before)
    assert sorted(reconciled.laid.frame["quote"]) == sorted(figures)
    assert len(reconciled.denials) == denials


def test_a_ledger_is_reconciled_by_its_path_too(ledger: Ledger, tmp_path: Path) -> None:
    assert len(reconcile_ledger(tmp_path / "a.db").tallies) == len(reconcile_ledger(ledger).tallies) > 0


@pytest.mark.parametrize(
    "bad", ["", "yesterday", "2020-13-01", "07.10.2020", "2020-10-07T25:00Z", "0001-01-01T00:00+05:00"]
)
def test_what_is_no_day_or_instant_is_refused_with_a_way_out(ledger: Ledger, bad: str) -> None:
    for ask in ledger.figures, ledger.documents, ledger.denials, ledger.figure_columns, ledger.document_columns:
        with pytest.raises(LedgerError, match="is no day or instant; write it like 2020-10-07"):
            ask(bad)


def test_moments_are_utc_to_the_second() -> None:
    assert moment(None) is None
    assert moment("2020-10-07") == "2020-10-07T00:00:00Z"
    assert moment(" 2020-10-07T01:30+03:00 ") == "2020-10-06T22:30:00Z"
    assert moment("2020-12-31T23:59:59.5Z") == "2021-01-01T00:00:00Z"
