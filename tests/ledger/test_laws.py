"""Laws that hold for any sequence of appends."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fake_reader import document_of, figure_at
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.ledger import open_ledger
from tallystick.records import Document, Figure, Read

#: Few texts and paths, so that they meet; the characters are those that trouble JSON, SQL and counting.
TEXTS = st.text(st.sampled_from("a1 \n\0\x1b\"'\\é\u2028😀"), min_size=0, max_size=6)


@dataclass
class Append:
    document: Document
    figures: list[Figure]
    reading: str


@st.composite
def appends(draw: st.DrawFn) -> Append:
    document = document_of(
        draw(TEXTS), draw(st.sampled_from(["a.txt", "b.txt"])), **draw(st.sampled_from([{}, {"title": "T"}]))
    )
    offsets = st.integers(0, len(document.text))
    spans = draw(st.sets(st.tuples(offsets, offsets).map(sorted).map(tuple), max_size=4))
    figures = [figure_at(document, start, end, draw(st.floats(0, 1e15))) for start, end in sorted(spans)]
    return Append(document, figures, draw(st.sampled_from(["first", "second"])))


@dataclass
class Expected:
    """What the current view must be, kept as plainly as can be."""

    origins: dict[str, dict[str, Document]] = field(default_factory=dict)
    readings: dict[str, tuple[str, list[Figure]]] = field(default_factory=dict)

    def append(self, new: Append) -> bool:
        paths = self.origins.setdefault(new.document.id, {})
        news = paths.get(new.document.path) != new.document
        paths[new.document.path] = new.document
        first = next(iter(paths)) == new.document.path
        if not (news and first) and self.readings[new.document.id][0] == new.reading:
            return False
        self.readings[new.document.id] = new.reading, new.figures
        return True

    def documents(self) -> list[Document]:
        return sorted((next(iter(p.values())) for p in self.origins.values()), key=lambda d: (d.path, d.id))

    def figures(self) -> list[Figure]:
        return [f for d in self.documents() for f in sorted(self.readings[d.id][1], key=lambda f: (f.start, f.end))]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("empty") / "a.db"
    open_ledger(path, create=True).close()
    return path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(sequence=st.lists(appends(), max_size=8))
def test_any_sequence_of_appends_verifies_and_reads_back(empty: bytes, sequence: list[Append]) -> None:
    expected = Expected()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        path.write_bytes(empty)
        with open_ledger(path) as ledger:
            for new in sequence:
                before = list(ledger.entries())
                assert ledger.append_document(new.document, Read(new.figures), new.reading) == expected.append(new)
                assert list(ledger.entries())[: len(before)] == before
                assert ledger.holds(new.document.id, new.reading)
        with open_ledger(path) as ledger:
            ledger.verify()
            assert ledger.documents() == expected.documents()
            assert ledger.figures() == expected.figures()
            assert set(ledger.held()) == {(d, path) for d, paths in expected.origins.items() for path in paths}
            for figure in expected.figures():
                assert ledger.record(figure.id) == figure
