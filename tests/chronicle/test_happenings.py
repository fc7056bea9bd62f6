"""One thing told twice is one happening with several events, and two things are two."""

from __future__ import annotations

from typing import Any

import pytest
from hand_made import document
from hypothesis import given
from hypothesis import strategies as st
from made_up_chronicle import ATTACK, CAPTURED, EVENTS, HENTZAU, PAPER, RADIO, SEIZED, TOOK, event

from tallystick.chronicle import linking
from tallystick.chronicle.happenings import Happening
from tallystick.chronicle.likeness import Telling
from tallystick.chronicle.linking import link
from tallystick.records import Event, digest


def happenings(*told: tuple[str, str, dict[str, Any]], type: str = "attack") -> list[Happening]:
    """The happenings of events, each in a document of its own: text, trigger and slots."""
    sources, events = [], []
    for number, (text, quote, slots) in enumerate(told):
        source = document(text, f"{number}.txt")
        sources.append(source)
        events.append(event(source, quote, **{"type": type, "day": "2021-05-03", **slots}))
    return link(events, sources)


def test_a_capture_told_in_the_lead_in_its_section_and_by_another_document_is_one_with_reasons() -> None:
    found = next(one for one in link(EVENTS, [PAPER, RADIO]) if one.type == "capture")
    assert {one.id for one in found.events} == {SEIZED.id, CAPTURED.id, TOOK.id}
    assert len(found.links) == 2
    assert all("same type (capture) and date (8 May 2021)" in one.reason for one in found.links)
    assert found.spoken.claimant is None and found.claimants.count("Ruritania") == 1


def test_two_battles_on_one_day_at_different_places_are_two() -> None:
    attacks = [one for one in link([HENTZAU, ATTACK], [PAPER]) if one.type == "attack"]
    assert [len(one.events) for one in attacks] == [1, 1]


def test_attacks_of_one_day_are_one_only_where_the_words_around_them_are_the_same() -> None:
    first = "On 3 May heavy shells from the northern ridge set the old granary of Zenda ablaze before dawn."
    second = "Before dawn heavy shells from the northern ridge set Zenda's old granary ablaze, witnesses said."
    other = "At noon a patrol was ambushed beside the market bridge, and seven recruits surrendered."
    slots: dict[str, Any] = {"actor": "Borduria", "place": "Zenda"}
    assert len(happenings((first, "shells", slots), (second, "shells", slots))) == 1
    assert len(happenings((first, "shells", slots), (other, "ambushed", slots))) == 2


def test_no_slot_that_both_state_may_differ() -> None:
    text = "On 3 May heavy shells from the northern ridge set the old granary ablaze before dawn."
    here: dict[str, Any] = {"actor": "Borduria", "place": "Zenda"}
    assert len(happenings((text, "shells", here), (text + " ", "shells", here | {"place": "Hentzau"}))) == 2
    assert len(happenings((text, "shells", here), (text + " ", "shells", here | {"actor": "Ruritania"}))) == 2
    assert len(happenings((text, "shells", here), (text + " ", "shells", here | {"place": None}))) == 1


def test_a_paragraph_that_tells_of_two_attacks_means_two() -> None:
    text = "On 3 May Borduria shelled Zenda and Zenda burned; Borduria shelled Zenda again and Zenda burned."
    source = document(text)
    one = event(source, "shelled", "strike", "2021-05-03", actor="Borduria", place="Zenda")
    at = text.rindex("shelled")
    other = one.model_copy(update={"start": at, "end": at + 7, "id": Event.id_of(source.id, at, at + 7, "2021-05-03")})
    assert len(link([one, other], [source])) == 2


def test_places_are_the_same_by_another_of_their_names() -> None:
    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("Troops took Kyiv.", "took", {"place": "Kyiv", "target": "Kyiv"}),
        ("Troops took Kiev.", "took", {"place": "Kiev", "target": "Kiev"}),
    )  # fmt: skip
    (one,) = happenings(*told, type="capture")
    assert "place Kiev / Kyiv" in one.links[0].reason or "place Kyiv / Kiev" in one.links[0].reason


def test_a_month_is_put_to_the_one_day_it_can_mean_and_to_none_where_there_are_two() -> None:
    slots: dict[str, Any] = {"actor": "Ruritania", "place": "Zenda", "target": "Zenda"}
    month = ("Ruritania took Zenda in May.", "took", {**slots, "day": "2021-05"})
    third, ninth = (
        (f"Ruritania seized Zenda on {day} May.", "seized", {**slots, "day": f"2021-05-0{day}"}) for day in (3, 9)
    )
    (one,) = happenings(month, third, type="capture")
    assert one.spoken.start_date == "2021-05-03" and "the only capture" in one.links[0].reason
    assert len(happenings(month, third, ninth, type="capture")) == 3


@given(st.permutations(EVENTS))
def test_the_order_of_events_changes_nothing_and_no_event_is_lost(events: list[Event]) -> None:
    found = link(events, [PAPER, RADIO])
    assert found == link(EVENTS, [PAPER, RADIO])
    assert sorted(e.id for one in found for e in one.events) == sorted(e.id for e in EVENTS)
    for one in found:
        assert one.spoken in one.events and len(one.links) == len(one.events) - 1
        assert {link.event for link in one.links} <= {e.id for e in one.events}


def test_without_its_document_an_event_is_still_linked_by_its_slots() -> None:
    assert [len(one.events) for one in link([CAPTURED, TOOK], [])] == [2]


def test_many_attacks_on_one_day_are_each_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    many, compared = 400, 0
    lines = [f"Zenda was shelled {' '.join(digest(n, word)[:8] for word in range(9))}." for n in range(many)]
    source = document("\n".join(lines))
    first = event(source, "shelled", "attack", "2021-05-03", actor="Borduria", place="Zenda")
    events, at = [], 0
    for number in range(many):
        at = source.text.index("shelled", at + 1)
        id = Event.id_of(source.id, at, at + 7, "2021-05-03")
        events.append(first.model_copy(update={"start": at, "end": at + 7, "line": number + 1, "id": id}))
    why_same = linking._why_same

    def counting(one: Telling, other: Telling) -> str | None:
        nonlocal compared
        compared += 1
        return why_same(one, other)

    monkeypatch.setattr(linking, "_why_same", counting)
    assert len(link(events, [source])) == many
    assert compared <= many * 8 * linking._MOST_COMPARED < many * many
