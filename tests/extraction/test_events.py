"""From decided triggers to events: every event has a day the text tells, and one happening is told once."""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.extraction.events import events_of
from tallystick.extraction.network.candidates import Candidate, find_candidates
from tallystick.extraction.network.decoding import Pointed
from tallystick.extraction.network.decoding_events import IN_SCOPE, DecodedEvent, decode_event, is_event
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.windows import Option
from tallystick.language.annotate import Annotated, annotate
from tallystick.ledger.verification import misfit
from tallystick.records import EVENT_TYPES, Document, Event, Read


def annotated(text: str) -> Annotated:
    return annotate(Document(id=Document.id_of(text), text=text, path="test", sha256="", published="2031-06-01"))


def candidate(found: Annotated, words: str) -> Candidate:
    start = found.document.text.index(words)
    return next(c for c in find_candidates(found) if c.start == start and c.end == start + len(words))


def decided(
    date: Candidate | None, type_: str = "attack", certainty: float = 0.9, actor: str | None = None
) -> DecodedEvent:
    named = Pointed(None if actor is None else Candidate(0, len(actor), actor, frozenset({"nation"})), 0.8)
    return DecodedEvent(certainty, type_, 0.7, date, 0.6, {"actor": named})  # type: ignore[arg-type]


def read(found: Annotated, *happened: tuple[str, DecodedEvent]) -> list[Event]:
    text = found.document.text
    spans = {i: (text.index(w), text.index(w) + len(w)) for i, (w, _) in enumerate(happened)}
    events = events_of(found, spans, {i: d for i, (_, d) in enumerate(happened)})
    assert misfit(found.document, Read(events=events)) is None
    return events


def test_an_event_has_its_day_actor_and_words() -> None:
    found = annotated("Karst attacked the fort on 3 May 2031.")
    (event,) = read(found, ("attacked", decided(candidate(found, "3 May 2031"), actor="Karst")))
    assert (event.quote, event.type, event.actor) == ("attacked", "attack", "Karst")
    assert event.start_date == event.end_date == event.edtf == "2031-05-03"
    (when,) = (e for e in event.evidence if e.slot == "date")
    assert when.quote == "3 May 2031"


def test_a_month_stays_a_month() -> None:
    found = annotated("The fort was attacked in May 2031.")
    (event,) = read(found, ("attacked", decided(candidate(found, "May 2031"))))
    assert (event.start_date, event.end_date) == ("2031-05", "2031-05")


@pytest.mark.parametrize(
    "when",
    [
        "from 3 May to 5 June 2031",
        "between 3 May and 5 June 2031",
        "3 May 2031 – 5 June 2031",
        "from 3 May until 5 June 2031",
    ],
)
def test_a_span_told_by_two_dates_has_both(when: str) -> None:
    found = annotated(f"The fort was besieged {when}.")
    first = "3 May 2031" if "3 May 2031" in when else "3 May"
    (event,) = read(found, ("besieged", decided(candidate(found, first))))
    assert (event.start_date, event.end_date, event.edtf) == ("2031-05-03", "2031-06-05", "2031-05-03/2031-06-05")


def test_two_dates_that_are_no_span_are_none() -> None:
    found = annotated("The fort was shelled on 3 May and 5 June 2031.")
    (event,) = read(found, ("shelled", decided(candidate(found, "3 May"))))
    assert event.end_date == "2031-05-03"


def test_a_trigger_without_a_date_is_no_event() -> None:
    assert read(annotated("Karst attacked."), ("attacked", decided(None))) == []


def test_of_two_words_for_one_happening_the_surer_is_kept() -> None:
    found = annotated("On 3 May 2031 fighting broke out.")
    day = candidate(found, "3 May 2031")
    (event,) = read(found, ("fighting", decided(day, certainty=0.6)), ("broke", decided(day, certainty=0.8)))
    assert event.quote == "broke"


@pytest.mark.parametrize(
    ("text", "first", "second", "type_"),
    [
        ("On 3 May 2031 fighting broke out and it was said to be over.", "fighting", "said", "statement"),
        (
            "On 3 May 2031 there was a fight in the hills that nobody in towns below them ever heard of, and a raid.",
            "fight",
            "raid",
            "attack",
        ),
        ("On 3 May 2031 they fled. Then a raid followed.", "fled", "raid", "attack"),
    ],
)
def test_words_of_another_type_or_clause_or_far_apart_are_two_happenings(
    text: str, first: str, second: str, type_: str
) -> None:
    found = annotated(text)
    day = candidate(found, "3 May 2031")
    assert len(read(found, (first, decided(day)), (second, decided(day, type_)))) == 2


def test_what_is_broken_is_no_happening_of_its_own() -> None:
    found = annotated("On 3 May 2031 they violated the ceasefire.")
    day = candidate(found, "3 May 2031")
    (event,) = read(found, ("violated", decided(day, "violation")), ("ceasefire", decided(day, "ceasefire", 0.6)))
    assert event.type == "violation"


def option(value: str, span: tuple[str, str] | None) -> Option:
    traits = frozenset({"date"}) if span else frozenset({"nation", "fights"})
    return Option(Candidate(3, 9, value, traits, span), 1, 2, ())


def test_mentions_of_one_day_stand_together() -> None:
    options = [
        option("2031-05-03", ("2031-05-03",) * 2),
        option("2031-05-03", ("2031-05-03",) * 2),
        option("2031-06", ("2031-06",) * 2),
    ]
    pointers = np.zeros((len(POINTERS), 4), np.float32)
    pointers[POINTERS.index("as_of")] = [0, 1.0, 1.0, 1.5]
    types = np.zeros(len(EVENT_TYPES), np.float32)
    types[EVENT_TYPES.index("strike")] = 3
    found = decode_event(1.0, types, pointers, options)
    assert found.type == "strike"
    assert found.date is not None and found.date.value == "2031-05-03"
    assert set(found.pointers) == {"target", "actor", "claimant", "place"}


def test_a_name_is_no_date() -> None:
    pointers = np.zeros((len(POINTERS), 2), np.float32)
    found = decode_event(1.0, np.zeros(len(EVENT_TYPES), np.float32), pointers, [option("Karst", None)])
    assert found.date is None


def test_a_doubtful_word_is_no_trigger() -> None:
    likely = float(np.log(IN_SCOPE / (1 - IN_SCOPE)))
    assert [is_event(likely + by) for by in (-0.1, 0.1, -1e6, 1e6)] == [False, True, False, True]
