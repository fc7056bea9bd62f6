"""Two documents that tell of one agreement are linked with a reason; a day alone is none."""

from __future__ import annotations

import pytest
from hand_made import document

from tallystick.chronicle.agreement_links import link_agreements
from tallystick.records import Agreement

BOTH = ("Ruritania", "Borduria")


def agreement(path: str, **slots: object) -> Agreement:
    source = document(f"truce in {path}")
    filled = {"name": "truce", "form": "ceasefire", "parties": BOTH, "signed": "2031-05-03", **slots}
    return Agreement.model_validate(
        {"id": Agreement.id_of(source.id, 0, 5), "document": source.id, "start": 0, "end": 5, "quote": "truce",
         "line": 1, **filled}
    )  # fmt: skip


def test_the_same_form_day_and_parties_are_one_agreement() -> None:
    one, other = agreement("a"), agreement("b")
    (link,) = link_agreements([one, other])
    assert {link.one, link.other} == {one.id, other.id}
    assert "2031-05-03" in link.reason and "Ruritania" in link.reason


def test_the_same_name_and_year_are_one_agreement() -> None:
    one = agreement("a", name="Strelsau Protocol", form="protocol", parties=())
    other = agreement("b", name="1994 Strelsau Protocol", form="protocol", parties=(), signed="2031")
    assert len(link_agreements([one, other])) == 1


@pytest.mark.parametrize(
    "slots",
    [
        {"signed": "2031-05-04"}, {"parties": ()}, {"parties": ("Ruritania",)}, {"parties": ("Ruritania", "Karst")},
        {"form": "treaty"}, {"signed": None}, {"signed": "2031-05"},
    ],
)  # fmt: skip
def test_less_is_no_link(slots: dict[str, object]) -> None:
    assert link_agreements([agreement("a"), agreement("b", **slots)]) == []


def test_one_document_is_not_linked_with_itself() -> None:
    assert link_agreements([agreement("a"), agreement("a")]) == []
