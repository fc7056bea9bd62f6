"""Figures and documents as columns are what they are as records."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from fake_reader import FakeReader, document_of, figure_at

from tallystick.ledger import columns, open_ledger
from tallystick.ledger.columns import DOCUMENT_COLUMNS, FIGURE_COLUMNS, documents_frame, figures_frame
from tallystick.records import Evidence, Read


@pytest.mark.parametrize("batch", [1, 3, 5_000])
def test_columns_hold_what_the_records_hold(tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "BATCH", batch)
    texts = ["12 were killed and 30 wounded", "No figure.", 'quotes "\\ and \0 and é😀\u2028 5', "1 2 3 4 5 6 7"]
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        for number, text in enumerate(texts):
            document = document_of(
                text, f"{number}.txt", **({"publisher": "P", "published": "2020-10"} if number else {})
            )
            ledger.append_document(document, FakeReader().read(document), "first")
        document = document_of("about 9 tanks", "9.txt", title="Nine")
        figure = figure_at(document, 6, 7, 9.0).model_copy(update={
            "id": figure_at(document, 6, 7).id_of(document.id, 6, 7, None, 9.0), "low": None, "party": "Ruritania",
            "basis": "total", "as_of": "2020-10-07", "certainty": 0.5,
            "evidence": (Evidence(slot="thing", how="rule", certainty=1),),
        })  # fmt: skip
        ledger.append_document(document, Read([figure]), "first")
        figures = ledger.figure_columns()
        documents = ledger.document_columns()
        expected = [record.model_dump(include=set(FIGURE_COLUMNS)) for record in ledger.figures()]
        held = ledger.documents()
    assert figures.schema == pl.Schema(FIGURE_COLUMNS)
    assert figures.sort("document", "start").equals(pl.DataFrame(expected, FIGURE_COLUMNS).sort("document", "start"))
    assert documents.schema == pl.Schema(DOCUMENT_COLUMNS)
    assert documents.sort("path").rows() == [(d.id, d.publisher, d.published, d.title, d.path) for d in held]


def test_an_empty_ledger_has_the_same_columns(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", create=True) as ledger:
        assert ledger.figure_columns().equals(pl.DataFrame(schema=FIGURE_COLUMNS))
        assert ledger.document_columns().equals(pl.DataFrame(schema=DOCUMENT_COLUMNS))


@pytest.mark.parametrize("body", ["{", "[]", "7", "null", '""', "{}", '{"id":"f1","start":"x"}', '{"low":[1]}'])
def test_a_body_that_is_no_figure_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="figure"):
        figures_frame([[body]])


def test_a_document_without_a_path_is_refused() -> None:
    with pytest.raises(KeyError):
        documents_frame({"d1": {"title": "T"}})
