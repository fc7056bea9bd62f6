"""A capture has all the places that were taken, and the holder, where the text tells of control at the same words."""

from __future__ import annotations

from tallystick.extraction.captures import with_control
from tallystick.extraction.control import find_control
from tallystick.language.annotate import annotate
from tallystick.records import Control, Document, Event

TEXT = "On 4 May 2021, the Ruritanian Army captured the villages of Hentzau, Zenda and Tarlenheim. Nobody was hurt."


def _document(text: str) -> Document:
    return Document(id=Document.id_of(text), text=text, path="war.txt", sha256="0" * 64)


def _told(text: str) -> list[Control]:
    return find_control(annotate(_document(text)))


def _event(text: str, word: str, **slots: str | None) -> Event:
    document, start = _document(text), text.index(word)
    end = start + len(word)
    return Event(
        id=Event.id_of(document.id, start, end, "2021-05-04"), document=document.id, start=start, end=end, quote=word,
        line=1, certainty=0.9, start_date="2021-05-04", end_date="2021-05-04",
        edtf="2021-05-04", **{"type": "capture", **slots},
    )  # fmt: skip


def test_a_capture_has_every_place_of_the_list_and_who_took_them() -> None:
    read = _event(TEXT, "captured", place="Hentzau", target="Kravonia")

    [settled] = with_control([read], _told(TEXT))

    assert (settled.place, settled.target) == ("Hentzau; Zenda; Tarlenheim", "Hentzau; Zenda; Tarlenheim")
    assert settled.actor == "Ruritanian Army"
    assert settled.id == read.id
    assert {e.slot for e in settled.evidence if e.how == "rule"} == {"place", "target", "actor"}
    assert all(TEXT[e.start : e.end] == e.quote for e in settled.evidence)


def test_an_event_of_another_type_or_day_is_left_as_it_was_read() -> None:
    strike = _event(TEXT, "captured", type="strike", place="Hentzau")
    later = _event(TEXT, "captured", place="Hentzau", target="Kravonia").model_copy(update={"start_date": "2021-05-05"})

    assert with_control([strike, later], _told(TEXT)) == [strike, later]


def test_a_capture_without_a_target_is_of_its_place() -> None:
    text = "On 4 May 2021 the fall of Hentzau was celebrated."

    [settled] = with_control([_event(text, "fall", place="Hentzau")], [])

    assert settled.target == "Hentzau"
