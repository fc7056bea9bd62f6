"""The checks that come last: breakdowns share with their total, lists with the line that leads into them."""

from __future__ import annotations

import pytest

from tallystick.extraction.figures.checks import (
    check_joined,
    check_lists,
    check_parts,
    check_reflexive,
    check_source,
    may_be_part,
)
from tallystick.extraction.figures.parts import find_totals
from tallystick.extraction.network.quotes import counted_phrase
from tallystick.language.annotate import Annotated, annotate
from tallystick.records import Document, Evidence, Figure


def annotated(text: str) -> Annotated:
    return annotate(Document(id=Document.id_of(text), text=text, path="test", sha256=""))


def figures(of: Annotated, **slots: object) -> list[Figure]:
    """Every number as a figure, all alike."""
    made = []
    for n in of.numbers:
        start, end = counted_phrase(of, n)
        values = {"thing": "equipment.tank", "outcome": "destroyed", **slots}
        id = Figure.id_of(of.document.id, start, end, n.low, n.high)
        quote = of.document.text[start:end]
        made.append(
            Figure(
                id=id, document=of.document.id, start=start, end=end, quote=quote, line=1, low=n.low, high=n.high,
                qualifier=n.qualifier, **values,
            )
        )  # fmt: skip
    return made


def checked(text: str) -> list[Figure]:
    of = annotated(text)
    made = figures(of)
    made[0] = made[0].model_copy(update={"party": "Kenya", "claimant": "Oryx"})
    made[1] = made[1].model_copy(update={"outcome": "damaged", "thing": "equipment.vehicle"})
    spans = [(f.start, f.end) for f in made]
    return check_parts(made, find_totals(of.document.text, of.numbers, spans))


@pytest.mark.parametrize(
    "text", ["It lost 62 tanks (damaged: 16, destroyed: 46).", "It lost 62 tanks: 16 damaged, 46 hit."]
)
def test_a_breakdown_is_of_its_totals_kind_party_and_source(text: str) -> None:
    total, *parts = checked(text)
    assert total.outcome == "lost"
    for part in parts:
        assert part.part_of == total.id
        assert (part.thing, part.party, part.claimant) == (total.thing, "Kenya", "Oryx")
        assert {e.how for e in part.evidence if e.slot in ("party", "part_of")} == {"rule"}
    assert [p.outcome for p in parts] == ["damaged", "destroyed"]


def test_one_fate_leaves_the_total_as_it_is() -> None:
    of = annotated("It lost 62 tanks (in May: 16, in June: 46).")
    made = figures(of)
    total = check_parts(made, find_totals(of.document.text, of.numbers, [(f.start, f.end) for f in made]))[0]
    assert total.outcome == "destroyed"


def test_what_is_no_kind_of_the_total_is_no_part() -> None:
    of = annotated("It hit 60 tanks, including 4 old ones, and 18 drones.")
    made = figures(of)
    made[2] = made[2].model_copy(update={"thing": "equipment.drone"})
    parts = check_parts(made, find_totals(of.document.text, of.numbers, [(f.start, f.end) for f in made]))
    assert [p.part_of for p in parts] == [None, made[0].id, None]


def test_kinds_among_kinds() -> None:
    assert may_be_part("person.civilian", "person.mixed")
    assert may_be_part("equipment.tank", "equipment.vehicle")
    assert not may_be_part("equipment.vehicle", "equipment.tank")
    assert not may_be_part("equipment.drone", "person.military")


LIST = "Losses\n\nKenya lost, by this count:\n\n- 40 tanks\n- 12 guns\n- 3 guns of Uganda\n\nSo far 9 tanks are gone.\n"


def test_items_of_a_list_are_those_of_the_line_that_leads_into_it() -> None:
    of = annotated(LIST)
    parties = [f.party for f in check_lists(of, figures(of, party="Chad"))]
    assert parties == ["Kenya", "Kenya", "Chad", "Chad"]


def test_joined_figures_without_a_name_between_are_of_one_party() -> None:
    of = annotated("Chad lost 38 soldiers killed and 18 missing, while Kenya lost 29 soldiers and six missing.")
    made = figures(of)
    parties, sure = ["Chad", "Kenya", "Kenya", "Chad"], [0.9, 0.6, 0.9, 0.6]
    made = [
        f.model_copy(update={"party": p, "evidence": (Evidence(slot="party", how="pointer", certainty=c),)})
        for f, p, c in zip(made, parties, sure, strict=True)
    ]
    assert [f.party for f in check_joined(of, made)] == ["Chad", "Chad", "Kenya", "Kenya"]


def test_what_both_sides_say_each_says_of_its_own() -> None:
    of = annotated("By figures released by both sides, Chad lost 38 soldiers and Kenya lost 29 soldiers.")
    losses = [f for f in figures(of) if f.quote.endswith("soldiers")]
    made = [f.model_copy(update={"party": p}) for f, p in zip(losses, ("Chad", "Kenya"), strict=True)]
    assert [f.claimant for f in check_reflexive(of, made)] == ["Chad", "Kenya"]
    of = annotated("Both sides met. It was said that Chad lost 38 soldiers.")
    assert {f.claimant for f in check_reflexive(of, figures(of, party="Chad"))} == {None}


def sources(text: str) -> list[str | None]:
    of = annotated(text)
    return [f.claimant for f in check_source(of, figures(of, claimant="Chad"))]


def test_what_the_source_says_the_body_says_whose_source_was_named_last() -> None:
    told = "A source at Kenya's Ministry of Defence told of a raid. Chad held the bridge. "
    assert sources(told + "The source added that 9 tanks were lost.") == ["Kenya Ministry of Defence"]
    assert sources("Kenyan sources told of a raid. The same sources said 9 tanks were lost.") == ["Kenyan sources"]


@pytest.mark.parametrize("text", [
    "A source at Kenya's Ministry of Defence told of a raid. A second source spoke. The source said 9 tanks were lost.",
    "A source at Kenya's Ministry of Defence told of a raid. The source said Uganda claimed 9 tanks.",
    "Kenya told of a raid. The source said that 9 tanks were lost.",
    "A source at Kenya's Ministry of Defence told of a raid. In all 9 tanks were lost.",
])  # fmt: skip
def test_a_source_that_may_be_another_is_left_alone(text: str) -> None:
    assert sources(text) == ["Chad"]
