"""Who takes, holds, loses or is to be given a place is read as the text tells it; what did not come about is not."""

from __future__ import annotations

import pytest
from hand_made import document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.conflict import Conflict
from tallystick.extraction.control import find_control
from tallystick.language.annotate import annotate
from tallystick.records import Control, Event

CONFLICT = Conflict.model_validate({
    "title": "The Gorge War",
    "sides": [
        {"name": "Ruritania", "parties": [{"name": "Ruritania", "also": ["Ruritanian", "Ruritanian forces"]}]},
        {"name": "Borduria", "parties": [
            {"name": "Borduria", "also": ["Bordurian", "Bordurian forces", "Bordurian troops"]},
        ]},
    ],
})  # fmt: skip


def control(text: str, published: str | None = None) -> list[Control]:
    return find_control(annotate(document(text, published=published), CONFLICT))


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.place, one.holder, one.former) for one in control(text)]


@pytest.mark.parametrize(
    ("text", "holder", "former"),
    [
        ("Bordurian forces captured the town of Zenda.", "Borduria", None),
        ("Bordurian troops took control of the town of Zenda.", "Borduria", None),
        ("On 3 May 2031, Borduria fully regained control over the town of Zenda.", "Borduria", None),
        ("The town of Zenda was captured by Bordurian forces.", "Borduria", None),
        ("The town of Zenda was liberated from Ruritanian forces by Borduria.", "Borduria", "Ruritania"),
        ("The town of Zenda fell to Borduria on 3 May 2031.", "Borduria", None),
        ("The town of Zenda came under the control of Borduria.", "Borduria", None),
        ("The Bordurian capture of the town of Zenda ended the winter.", "Borduria", None),
        ("The winter ended with the capture of the town of Zenda by Bordurian forces.", "Borduria", None),
        ("Bordurian troops crossed the river and seized the town of Zenda.", "Borduria", None),
        ("Bordurian troops crossed the river, seizing the town of Zenda.", "Borduria", None),
        ("Bordurian forces managed to retake the town of Zenda.", "Borduria", None),
        ("Ruritania lost the town of Zenda to Borduria.", "Borduria", "Ruritania"),
        ("Ruritania ceded the town of Zenda to Borduria.", "Borduria", "Ruritania"),
        ("The town of Zenda was handed over to Borduria.", "Borduria", None),
        ("Ruritanian forces withdrew from the town of Zenda.", None, "Ruritania"),
        ("Ruritanian forces were driven out of the town of Zenda.", None, "Ruritania"),
        ("Borduria captured the town of Zenda from Ruritania.", "Borduria", "Ruritania"),
    ],
)
def test_a_change_names_who_takes_the_place_and_who_had_it(text: str, holder: str | None, former: str | None) -> None:
    (one,) = control(text)
    assert (one.form, one.place, one.place_kind, one.holder, one.former) == ("change", "Zenda", "town", holder, former)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Bordurian forces controlled the town of Zenda.", "Borduria"),
        ("Bordurian forces were in control of the town of Zenda.", "Borduria"),
        ("The town of Zenda remained in the hands of Borduria.", "Borduria"),
        ("The town of Zenda was still under Bordurian control.", "Borduria"),
        ("Shells hit the Bordurian-held town of Zenda.", "Borduria"),
    ],
)
def test_what_is_held_is_no_change(text: str, holder: str) -> None:
    (one,) = control(text)
    assert (one.form, one.place, one.holder) == ("held", "Zenda", holder)


@pytest.mark.parametrize(
    "text",
    [
        "Bordurian forces failed to capture the town of Zenda.",
        "Bordurian forces tried to retake the town of Zenda.",
        "Bordurian forces advanced towards the town of Zenda.",
        "Bordurian forces did not capture the town of Zenda.",
        "Borduria planned to seize the town of Zenda.",
        "The goal of the offensive was the capture of the town of Zenda.",
        "Borduria could capture the town of Zenda.",
        "If Bordurian forces captured the town of Zenda, the war would end.",
        "Bordurian forces captured 40 soldiers near the town of Zenda.",
        "Bordurian forces captured two tanks in the town of Zenda.",
        "Bordurian forces took heavy losses in the town of Zenda.",
        "Ruritania lost 12 tanks to Borduria.",
        "Bordurian forces held a parade in the town of Zenda.",
        "Borduria took part in talks in the town of Zenda.",
        "== Borduria captured the town of Zenda ==",
    ],
)
def test_what_did_not_come_about_or_is_no_place_is_left_out(text: str) -> None:
    assert control(text) == []


def test_a_list_of_places_gives_one_record_each() -> None:
    text = "Bordurian forces captured the villages of Zenda, Hentzau and Tarlenheim, and the town of Hofbau."
    found = control(text)
    assert [(one.place, one.place_kind) for one in found] == [
        ("Zenda", "village"), ("Hentzau", "village"), ("Tarlenheim", "village"), ("Hofbau", "town"),
    ]  # fmt: skip
    assert {one.holder for one in found} == {"Borduria"}
    assert len({one.id for one in found}) == 4


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Bordurian forces captured dozens of villages.", "dozens of villages"),
        ("Bordurian forces captured most of the town of Zenda.", "most of the town of Zenda"),
        ("Bordurian forces captured several villages east of Zenda.", "several villages"),
    ],
)
def test_what_has_no_name_is_told_by_its_words(text: str, place: str) -> None:
    (one,) = control(text)
    assert one.place.startswith(place)
    assert not one.named


def test_districts_towns_and_works_are_different_kinds() -> None:
    text = (
        "Bordurian forces captured Zenda District. Bordurian forces captured the city of Zenda. "
        "Bordurian forces captured the Zenda Dam."
    )
    assert [one.place_kind for one in control(text)] == ["district", "city", "feature"]


# Dates


@pytest.mark.parametrize(
    ("text", "start", "dated"),
    [
        ("On 3 May 2031, Bordurian forces captured the town of Zenda.", "2031-05-03", "change"),
        ("Bordurian forces captured the town of Zenda on 3 May 2031.", "2031-05-03", "change"),
        ("By 3 May 2031, Bordurian forces had captured the town of Zenda.", "2031-05-03", "by"),
        ("Borduria announced the capture of the town of Zenda on 3 May 2031.", "2031-05-03", "announcement"),
        (
            "On 3 May 2031, Borduria stated that its forces had captured the town of Zenda.",
            "2031-05-03",
            "announcement",
        ),
        ("Bordurian forces captured the town of Zenda in May 2031.", "2031-05", "change"),
        ("Bordurian forces captured the town of Zenda in 1994.", "1994", "change"),
    ],
)
def test_it_is_said_what_the_date_is_the_date_of(text: str, start: str, dated: str) -> None:
    (one,) = control(text)
    assert (one.start_date, one.dated) == (start, dated)


@pytest.mark.parametrize(
    "text",
    [
        "Bordurian forces captured the town of Zenda.",
        "On 3 May 2031, after Bordurian forces captured the town of Zenda, talks began.",
        "The 2031 offensive began before Bordurian forces captured the town of Zenda.",
    ],
)
def test_what_has_no_date_is_kept_without_one(text: str) -> None:
    (one,) = control(text)
    assert (one.place, one.start_date, one.dated) == ("Zenda", None, None)


def test_each_place_of_a_list_has_its_own_date() -> None:
    text = "Borduria announced the capture of the town of Zenda on 9 May 2031 and the town of Hentzau on 17 May 2031."
    assert [(one.place, one.start_date) for one in control(text)] == [
        ("Zenda", "2031-05-09"),
        ("Hentzau", "2031-05-17"),
    ]


def test_a_capture_among_the_events_dates_what_has_no_date() -> None:
    annotated = annotate(document("Bordurian forces captured the town of Zenda."), CONFLICT)
    start = annotated.document.text.index("captured")
    event = Event(
        id=Event.id_of(annotated.document.id, start, start + 8, "2031-05-03"), document=annotated.document.id,
        start=start, end=start + 8, quote="captured", line=1, type="capture", start_date="2031-05-03",
        end_date="2031-05-03", edtf="2031-05-03",
    )  # fmt: skip
    (one,) = find_control(annotated, [event])
    assert (one.start_date, one.implied) == ("2031-05-03", ("date",))


# Who says so


def test_who_announces_a_capture_without_saying_whose_is_implied_to_be_the_holder() -> None:
    (one,) = control("Borduria announced the capture of the town of Zenda.")
    assert (one.holder, one.claimant, one.implied) == ("Borduria", "Borduria", ("holder",))


@pytest.mark.parametrize(
    ("text", "claimant", "modality"),
    [
        ("Bordurian forces captured the town of Zenda.", None, "stated"),
        ("Ruritania said that Bordurian forces captured the town of Zenda.", "Ruritania", "stated"),
        ("Borduria claimed that its forces had captured the town of Zenda.", "Borduria", "alleged"),
        ("Bordurian forces reportedly captured the town of Zenda.", None, "alleged"),
        ("Ruritania confirmed that Bordurian forces had captured the town of Zenda.", "Ruritania", "confirmed"),
        ("Ruritania denied that Bordurian forces had captured the town of Zenda.", None, "denied"),
    ],
)
def test_by_whose_word_it_is_told(text: str, claimant: str | None, modality: str) -> None:
    (one,) = control(text)
    assert (one.claimant, one.modality) == (claimant, modality)


def test_what_is_to_be_handed_over_under_a_deal_is_due() -> None:
    (one,) = control("Ruritanian forces were to withdraw from the town of Zenda by 1 June 2031.")
    assert (one.form, one.former, one.start_date, one.dated) == ("due", "Ruritania", "2031-06-01", "by")


def test_fighting_for_a_place_is_no_holder() -> None:
    (one,) = control("Fighting for control of the town of Zenda went on.")
    assert (one.form, one.holder) == ("contested", None)


def test_the_town_is_the_one_named_before_where_there_is_only_one() -> None:
    found = control("The siege of the town of Zenda lasted a week. Bordurian forces then captured the town.")
    assert [(one.place, one.named) for one in found if one.holder] in ([("Zenda", True)], [("the town", False)])


def test_quotes_stand_where_they_say() -> None:
    text = "First.\n\nOn 3 May 2031, Bordurian forces captured the villages of Zenda and Hentzau."
    for one in control(text):
        assert text[one.start : one.end] == one.quote
        assert one.line == 3
        assert one.id == one.expected_id()


WORDS = st.sampled_from([
    "Bordurian forces", "Ruritania", "captured", "Zenda", "the town of Zenda", "dozens of villages", "was captured by",
    "control of", ",", "and", "on 3 May 2031", "fell to", "withdrew from", "it", "the city", "under", "of", ".", "\n",
    "(", "\ue010", "\ue012", "most of", "lost", "the capture of", "said that", "to",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_text_gives_records_that_quote_it(words: list[str]) -> None:
    text = " ".join(words)
    for one in control(text):
        assert text[one.start : one.end] == one.quote
        assert one.place
        assert one.holder is not None or one.form != "held"
