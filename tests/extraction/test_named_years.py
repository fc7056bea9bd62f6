"""A year that only names a war is not the day at which a count is current."""

from __future__ import annotations

import pytest

from tallystick.extraction.figures.named_years import check_named_years
from tallystick.language.annotate import annotate
from tallystick.records import Document, Evidence, Figure


def read(text: str, year: str) -> Figure:
    document = Document(id=Document.id_of(text), text=text, path="test", sha256="")
    start, at = text.index("40"), text.index(year)
    figure = Figure(
        id=Figure.id_of(document.id, start, start + 2, 40, 40), document=document.id, start=start, end=start + 2,
        quote="40", line=1, low=40, high=40, qualifier="exact", thing="person.military", outcome="killed", as_of=year,
        evidence=(Evidence(slot="as_of", how="pointer", start=at, end=at + len(year), quote=year, certainty=0.9),),
    )  # fmt: skip
    (checked,) = check_named_years(annotate(document), [figure])
    return checked


@pytest.mark.parametrize(
    "text",
    [
        "Some 40 of them were killed in the war of 2020.",
        "It counts 40 dead of the 2020 clashes.",
        "It counts 40 dead of the 2020 Ruritanian War.",
    ],
)
def test_a_year_that_names_a_war_dates_no_count(text: str) -> None:
    figure = read(text, "2020")
    assert figure.as_of is None
    assert [(e.how, e.quote) for e in figure.evidence if e.slot == "as_of"] == [("rule", None)]


@pytest.mark.parametrize(
    "text",
    ["In 2020, 40 were killed in the war.", "By 2020 it was 40 dead.", "They say 40 died in 2020 and the war went on."],
)
def test_any_other_year_stays(text: str) -> None:
    assert read(text, "2020").as_of == "2020"
