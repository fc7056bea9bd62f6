"""From a text to figures with the model in the package: plain sentences are read right, and every record is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.extraction.reading import DocumentReader
from tallystick.records import Document, Figure

EXAMPLES = Path(__file__).parents[2] / "examples" / "karabakh-2020"


def document(text: str) -> Document:
    return Document(id=Document.id_of(text), text=text, path="test", sha256="")


@pytest.fixture(scope="module")
def reader() -> DocumentReader:
    return DocumentReader()


def read(reader: DocumentReader, text: str) -> list[Figure]:
    return list(reader.read(document(text)).figures)


def test_a_plain_claim(reader: DocumentReader) -> None:
    text = "On 3 May 2021, the Ukrainian Ministry of Defence said that at least 12 Russian soldiers were killed."
    (figure,) = read(reader, text)
    assert (figure.low, figure.high, figure.qualifier) == (12, None, "at_least")
    assert (figure.thing, figure.outcome, figure.party) == ("person.military", "killed", "Russia")
    assert figure.quote == "at least 12 Russian soldiers"


def test_numbers_that_count_nothing_in_scope_are_left_out(reader: DocumentReader) -> None:
    text = (
        "The talks lasted 12 hours and 3 ministers took part. The town lies 40 km from the border and had 2,000 "
        "inhabitants in 1989. The 27th Brigade was founded 15 years ago."
    )
    assert read(reader, text) == []


def test_a_text_without_numbers_has_no_figures(reader: DocumentReader) -> None:
    assert read(reader, "The ministers met and went home.") == []
    assert read(reader, "") == []


def test_parts_point_at_their_total(reader: DocumentReader) -> None:
    text = "By the count of Oryx, Azerbaijan lost 62 tanks (destroyed: 38, damaged: 16, captured: 7)."
    figures = {f.low: f for f in read(reader, text)}
    assert set(figures) == {62, 38, 16, 7}
    assert {figures[n].part_of for n in (38, 16, 7)} == {figures[62].id}
    assert figures[62].part_of is None


def sound(figure: Figure, text: str) -> bool:
    """True where the record leads back to its words in every slot."""
    spans = [(e.start, e.end, e.quote) for e in figure.evidence if e.start is not None]
    return text[figure.start : figure.end] == figure.quote and all(text[s:e] == q for s, e, q in spans)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")) + sorted(EXAMPLES.glob("*.md")), ids=lambda p: p.name)
def test_every_example_gives_sound_records_twice_the_same(reader: DocumentReader, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    figures = read(reader, text)
    assert figures
    assert all(sound(f, text) for f in figures)
    assert [f.start for f in figures] == sorted(f.start for f in figures)
    assert len({f.id for f in figures}) == len(figures)
    assert read(DocumentReader(), text) == figures


@pytest.mark.parametrize(
    "text",
    ["7 " * 2000, "a tank " * 1000, "killed 3. " * 500, "\u202e12 soldiers killed", "１２ soldiers killed", "🜁 5 \x07"],
    ids=["digits", "singles", "sentences", "bidi", "fullwidth", "symbols"],
)
def test_odd_texts_are_read_without_harm(reader: DocumentReader, text: str) -> None:
    assert all(sound(f, text) for f in read(reader, text))


def test_a_reader_of_another_conflict_is_another_reading() -> None:
    from tallystick.conflict import Conflict

    assert DocumentReader().fingerprint != DocumentReader(Conflict(title="another")).fingerprint
