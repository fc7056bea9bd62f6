"""Every kind of statement is kept, found again by its id, shown, and checked against the text it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_reader import document_of, figure_at

from tallystick.errors import LedgerError
from tallystick.ledger import Ledger, open_ledger
from tallystick.publish.record import show_from
from tallystick.records import (
    PLURALS,
    STATEMENT_KINDS,
    STATEMENT_TYPES,
    Agreement,
    Allegation,
    Control,
    Denial,
    Document,
    Event,
    Evidence,
    Obligation,
    Read,
    Relation,
    Statement,
    StatementKind,
)

DOCUMENT = document_of("On 3 May 2031 Northland took the town of Esk. 12 were killed, which Southland denied.")


def said(record: type[Statement], quote: str, *key: str, **fields: object) -> Statement:
    start = DOCUMENT.text.index(quote)
    place = {"document": DOCUMENT.id, "start": start, "end": start + len(quote)}
    id = record.id_of(*place.values(), *key)  # type: ignore[attr-defined]
    return record(id=id, **place, quote=quote, line=1, certainty=0.5, **fields)  # type: ignore[arg-type]


def everything() -> Read:
    figure = figure_at(DOCUMENT, DOCUMENT.text.index("12"), DOCUMENT.text.index("12") + 2)
    deal = said(Agreement, "took the town", name="deal", form="other", fate_span=(3, 8), fate_words="3 May")
    fields: dict[str, list[Statement]] = {
        "figures": [figure],
        "denials": [said(Denial, "denied", denier="Southland", of=(figure.id,))],
        "events": [
            said(Event, "took", "2031-05-03", type="capture", start_date="2031-05-03", end_date="2031-05-03",
                 edtf="2031-05-03", evidence=(_evidence("date", "3 May 2031"),)),
        ],
        "control": [said(Control, "Northland took the town of Esk", "Esk", place="Esk", form="change", holder=None)],
        "agreements": [deal],
        "obligations": [said(Obligation, "took", deal.id, agreement=deal.id, deed="take")],
        "allegations": [
            said(Allegation, "killed", "murder", crime="murder", crime_quote="killed",
                 crime_span=(DOCUMENT.text.index("killed"), DOCUMENT.text.index("killed") + 6), state="alleged"),
        ],
        "relations": [said(Relation, "took", "N", "S", kind="arms", actor="N", target="S")],
    }  # fmt: skip
    return Read(**fields)  # type: ignore[arg-type]


def _evidence(slot: str, quote: str) -> Evidence:
    start = DOCUMENT.text.index(quote)
    return Evidence(slot=slot, how="rule", start=start, end=start + len(quote), quote=quote, certainty=1)  # type: ignore[arg-type]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "a.db", create=True) as opened:
        yield opened


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
def test_a_statement_of_any_kind_is_read_back_found_and_shown(ledger: Ledger, kind: StatementKind) -> None:
    read = everything()
    assert ledger.append_document(DOCUMENT, read, "first")
    ledger.verify()
    (statement,) = dict(read.by_kind())[kind]
    assert ledger.statements(kind) == [statement]
    assert ledger.record(statement.id) == statement
    assert isinstance(statement, STATEMENT_TYPES[kind])
    assert statement.quote in str(show_from(ledger, statement.id[:8]))


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
def test_a_statement_that_misquotes_leaves_nothing_of_its_document(ledger: Ledger, kind: StatementKind) -> None:
    read = everything()
    (statement,) = dict(read.by_kind())[kind]
    wrong = Read(**{**vars(read), PLURALS[kind]: [statement.model_copy(update={"quote": "no such words"})]})
    with pytest.raises(LedgerError, match=f"the quote of {kind} {statement.id}"):
        ledger.append_document(DOCUMENT, wrong, "first")
    assert list(ledger.entries()) == []


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
def test_another_reading_without_it_takes_it_out_of_the_current_view(ledger: Ledger, kind: StatementKind) -> None:
    read = everything()
    ledger.append_document(DOCUMENT, read, "first")
    assert ledger.append_document(DOCUMENT, Read(), "second")
    assert ledger.statements(kind) == []
    (statement,) = dict(read.by_kind())[kind]
    assert "no longer gives" in str(show_from(ledger, statement.id)), "it can still be looked up"


def test_a_statement_that_names_one_not_read_is_refused(ledger: Ledger) -> None:
    orphan = said(Obligation, "took", "a000000000000", agreement="a000000000000", deed="take")
    with pytest.raises(LedgerError, match="names a000000000000, which was not read with it"):
        ledger.append_document(DOCUMENT, Read(obligations=[orphan]), "first")  # type: ignore[list-item]


def test_words_that_tell_what_became_of_an_agreement_must_stand_there(ledger: Ledger) -> None:
    deal = said(Agreement, "took", name="deal", form="other", fate_span=(0, 2), fate_words="broke")
    with pytest.raises(LedgerError, match="the fate of agreement"):
        ledger.append_document(DOCUMENT, Read(agreements=[deal]), "first")  # type: ignore[list-item]


def test_kinds_are_in_the_ledger_in_their_order(ledger: Ledger) -> None:
    ledger.append_document(DOCUMENT, everything(), "first")
    assert [entry.kind for entry in ledger.entries()] == ["document", "origin", "reading", *STATEMENT_KINDS]


def test_the_document_of_a_statement_is_not_the_statement(ledger: Ledger) -> None:
    ledger.append_document(DOCUMENT, everything(), "first")
    assert isinstance(ledger.record(DOCUMENT.id), Document)
