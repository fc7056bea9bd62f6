"""The same accusation told several times is one, with its denials and what the law did; records stay as they are."""

from __future__ import annotations

from hand_made import document
from hypothesis import given
from hypothesis import strategies as st

from tallystick.chronicle.allegations import group_allegations
from tallystick.records import Allegation, Document

FIRST, SECOND = document("Words. " * 40, "one.txt"), document("Other words. " * 40, "two.txt")


def allegation(source: Document, start: int, **slots: object) -> Allegation:
    filled = {"crime": "torture", "state": "alleged", "accuser": "Ruritania", "accused": "Borduria", **slots}
    end = start + 5
    return Allegation.model_validate({
        "id": Allegation.id_of(source.id, start, end, str(filled["crime"])), "document": source.id, "start": start,
        "end": end, "quote": source.text[start:end], "line": 1, "crime_quote": source.text[start:end],
        "crime_span": (start, end), **filled,
    })  # fmt: skip


def test_told_twice_is_one_with_two_citations_and_the_reason() -> None:
    first, second = allegation(FIRST, 0, place="Zenda"), allegation(SECOND, 6, place="Zenda")
    (one,) = group_allegations([first, second])
    assert one.told == (first, second)
    assert [(joined.record, joined.reason) for joined in one.joined] == [
        (second.id, "same accuser, accused and crime; place Zenda")
    ]


def test_another_place_day_victim_accuser_or_crime_is_another_accusation() -> None:
    base = {"place": "Zenda", "start_date": "2021-05-03", "victim": "12 prisoners"}
    changes = (
        {"place": "Hofbau"}, {"start_date": "2021-06-03"}, {"victim": "40 prisoners"}, {"accuser": "Karst"},
        {"crime": "looting"}, {"accused": "Karst"},
    )  # fmt: skip
    for change in changes:
        assert len(group_allegations([allegation(FIRST, 0, **base), allegation(FIRST, 6, **{**base, **change})])) == 2


def test_names_in_another_order_are_the_same() -> None:
    both = [allegation(FIRST, 0, accused="Borduria; Karst"), allegation(FIRST, 6, accused="Karst; Borduria")]
    assert len(group_allegations(both)) == 1


def test_where_only_one_says_where_they_are_not_taken_for_the_same() -> None:
    assert len(group_allegations([allegation(FIRST, 0, place="Zenda"), allegation(SECOND, 0)])) == 2


def test_accusations_of_nobody_named_in_two_documents_are_two() -> None:
    assert len(group_allegations([allegation(FIRST, 0, accused=None), allegation(SECOND, 0, accused=None)])) == 2


def test_a_denial_and_the_law_stand_beside_what_they_answer() -> None:
    told = allegation(FIRST, 0)
    denied = allegation(FIRST, 6, state="denied", denier="Borduria", accuser=None, of=told.id)
    inquiry = allegation(FIRST, 12, state="investigation", authority="Karst", accuser=None)
    (one,) = group_allegations([told, denied, inquiry])
    assert (one.denials, one.law, one.state) == ((denied,), (inquiry,), "investigation")
    assert {joined.record for joined in one.joined} == {denied.id, inquiry.id}


def test_a_denial_of_what_nobody_is_told_to_allege_stands_alone() -> None:
    (one,) = group_allegations([allegation(FIRST, 0, state="denied", denier="Borduria", accuser=None)])
    assert (one.told, one.accuser, one.accused, one.state) == ((), None, "Borduria", "denied")


_SLOTS = st.fixed_dictionaries({
    "state": st.sampled_from(["alleged", "denied", "charge"]),
    "accuser": st.sampled_from([None, "Ruritania", "Karst"]),
    "accused": st.sampled_from([None, "Borduria", "Borduria; Karst"]),
    "crime": st.sampled_from(["torture", "looting"]),
    "place": st.sampled_from([None, "Zenda"]),
    "start_date": st.sampled_from([None, "2021", "2021-05", "2021-05-03"]),
})  # fmt: skip


@given(st.lists(_SLOTS, max_size=12))
def test_every_record_stands_in_just_one_accusation(slots: list[dict[str, object]]) -> None:
    records = [allegation(FIRST if at % 2 else SECOND, at * 6, **one) for at, one in enumerate(slots)]
    grouped = group_allegations(records)
    assert sorted(record.id for one in grouped for record in one.records) == sorted(record.id for record in records)
    assert len({one.id for one in grouped}) == len(grouped)
    assert group_allegations(records) == grouped
