"""An agreement is read with its parties, mediators, dates and fate; what is only wanted or planned is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import CONFLICT, document
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.documents import read_file
from tallystick.extraction.agreements import find_agreements
from tallystick.extraction.agreements.dates import zone_named
from tallystick.language.annotate import annotate
from tallystick.records import Agreement, Event


def agreements(text: str, *events: Event) -> list[Agreement]:
    return find_agreements(annotate(document(text), CONFLICT), events)[0]


def only(text: str) -> Agreement:
    found = agreements(text)
    assert len(found) == 1, [one.quote for one in found]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2031, Ruritania and Borduria signed a truce.",
        "A truce was signed by Ruritania and Borduria on 3 May 2031.",
        "On 3 May 2031, a truce was reached between Ruritania and Borduria.",
        "On 3 May 2031 both Ruritania and Borduria agreed to a truce.",
        "On 3 May 2031, Ruritania concluded a truce with Borduria.",
    ],
)
def test_parties_and_day_are_read_however_the_signing_is_told(text: str) -> None:
    found = only(text)
    assert (found.form, set(found.parties), found.signed) == ("ceasefire", {"Ruritania", "Borduria"}, "2031-05-03")
    assert found.in_force is None and found.in_force_at is None


@pytest.mark.parametrize(
    "text",
    [
        "Karst called for a ceasefire on 3 May 2031.",
        "On 3 May 2031, Borduria proposed a truce.",
        "Ruritania rejected the ceasefire on 3 May 2031.",
        "On 3 May 2031 the talks failed and no agreement was signed.",
        "A ceasefire could be signed on 3 May 2031.",
        "If a truce is signed on 3 May 2031, the port will open.",
        "On 3 May 2031 shells fell near the ceasefire line.",
        "On 3 May 2031 the council adopted a resolution calling for the withdrawal of all forces.",
        "Both sides hoped to sign a treaty on 3 May 2031.",
        "Ceasefire talks were held on 3 May 2031.",
        "There was little agreement on 3 May 2031.",
    ],
)
def test_what_is_wanted_planned_or_rejected_is_no_agreement(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("On 3 May 2031, a Karst-brokered truce came into effect.", ("Karst",)),
        ("On 3 May 2031, a truce brokered by Karst came into effect.", ("Karst",)),
        ("On 3 May 2031, Karst brokered a truce between Ruritania and Borduria.", ("Karst",)),
        ("On 3 May 2031, Ruritania and Borduria signed a truce under the mediation of Karst.", ("Karst",)),
    ],
)
def test_who_brings_it_about_is_no_party(text: str, mediators: tuple[str, ...]) -> None:
    found = only(text)
    assert found.mediators == mediators
    assert not set(mediators) & set(found.parties)


@pytest.mark.parametrize(
    ("told", "instant"),
    [
        ("from 4 May 2031, 00:00 Moscow time", "2031-05-03T21:00Z"),
        ("from 4 May 2031, 06:30 GMT", "2031-05-04T06:30Z"),
        ("from 4 May 2031 at 06:30 UTC+4", "2031-05-04T02:30Z"),
        ("from 4 May 2031 at 2 pm UTC", "2031-05-04T14:00Z"),
        ("from 4 May 2031 at noon Tokyo time", "2031-05-04T03:00Z"),
        ("from 02:00 (22:00 UTC) on 4 May 2031", "2031-05-03T22:00Z"),
        ("from 4 May 2031, 06:30", None),
        ("from 4 May 2031, 06:30 local time", None),
        ("from midnight on 4 May 2031", None),
        ("from 4 May 2031", None),
    ],
)
def test_an_instant_is_told_only_with_hour_and_time_zone(told: str, instant: str | None) -> None:
    found = only(f"On 3 May 2031, Ruritania and Borduria signed a truce, ending all hostilities {told}.")
    assert (found.signed, found.in_force, found.in_force_at) == ("2031-05-03", "2031-05-04", instant)


def test_an_hour_without_a_zone_and_midnight_are_doubts() -> None:
    for told in ("at 06:30 on 4 May 2031", "at midnight on 4 May 2031"):
        assert only(f"The truce, signed by Ruritania, came into force {told}.").doubts


def test_a_day_that_does_not_exist_is_kept_as_a_doubt() -> None:
    found = only("On 31 November 2031, Ruritania and Borduria signed a truce.")
    assert found.signed is None
    assert any("31 November 2031" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("text", "fate", "date"),
    [
        ("A truce was signed on 3 May 2031. The truce quickly broke down.", "broken", None),
        ("A truce was signed on 3 May 2031, but it collapsed on 5 May 2031.", "broken", None),
        ("A truce was signed on 3 May 2031. On 5 May 2031 the truce collapsed.", "broken", "2031-05-05"),
        ("On 3 May 2031, a truce came into effect, but fighting resumed within minutes.", "broken", None),
        ("A truce was signed on 3 May 2031. The truce held.", "held", None),
        ("A truce was signed on 3 May 2031. The truce expired on 5 May 2031.", "ended", "2031-05-05"),
        ("A truce was signed on 3 May 2031. The truce was repeatedly violated.", "violated", None),
        ("A truce was signed on 3 May 2031. Karst accused Borduria of breaking the truce.", None, None),
        ("A truce was signed on 3 May 2031. Talks were held.", None, None),
        ("A truce was signed on 3 May 2031. The truce ended the war.", None, None),
    ],
)
def test_what_became_of_it_is_told_only_in_the_text_s_own_voice(text: str, fate: str | None, date: str | None) -> None:
    found = only(text)
    assert found.fate == fate
    if date:
        assert found.fate_date == date
    if fate:
        assert found.fate_span and found.fate_words == text[slice(*found.fate_span)]


def test_an_event_read_from_the_same_words_dates_the_failure() -> None:
    text = "On 3 May 2031, a truce came into effect, but fighting resumed within minutes."
    source = document(text)
    start = text.index("fighting")
    event = Event(
        id=Event.id_of(source.id, start, start + 16, "2031-05-03"), document=source.id, start=start, end=start + 16,
        quote=text[start : start + 16], line=1, type="violation", start_date="2031-05-03", end_date="2031-05-03",
        edtf="2031-05-03",
    )  # fmt: skip
    assert agreements(text)[0].fate_date is None
    assert agreements(text, event)[0].fate_date == "2031-05-03"


def test_lead_and_section_tell_of_one_agreement() -> None:
    text = (
        "A truce was signed, ending all hostilities from 4 May 2031.\n\n== The truce ==\n"
        "On 3 May 2031, a truce was signed by Ruritania and Borduria, ending all hostilities from 4 May 2031.\n"
    )
    found = only(text)
    assert found.signed == "2031-05-03" and len(found.mentions) == 1
    assert all(text[start:end] for start, end in found.mentions)


def test_a_second_truce_is_another_one() -> None:
    text = "On 3 May 2031 Ruritania and Borduria signed a truce. On 9 May 2031 they signed another truce."
    assert [one.signed for one in agreements(text)] == ["2031-05-03", "2031-05-09"]


def test_a_name_in_brackets_is_its_name() -> None:
    found = only("On 3 May 2031 Ruritania and Borduria agreed on a truce (the Strelsau Statement).")
    assert (found.name, found.form) == ("Strelsau Statement", "ceasefire")


def test_a_named_treaty_of_a_year_is_an_agreement() -> None:
    found = only("The 1994 Strelsau Protocol brought the fighting to an end.")
    assert (found.name, found.form, found.signed) == ("1994 Strelsau Protocol", "protocol", "1994")


@pytest.mark.parametrize(
    ("text", "claimant", "modality"),
    [
        ("On 3 May 2031, Karst reported that Ruritania and Borduria had agreed on a truce.", "Karst", "stated"),
        ("On 3 May 2031, Karst claimed that Ruritania and Borduria had agreed on a truce.", "Karst", "alleged"),
        ("On 3 May 2031, Ruritania and Borduria reportedly signed a truce.", None, "alleged"),
        ("On 3 May 2031, Ruritania and Borduria signed a truce.", None, "stated"),
    ],
)
def test_who_says_so_is_kept(text: str, claimant: str | None, modality: str) -> None:
    found = only(text)
    assert (found.claimant, found.modality) == (claimant, modality)


def test_the_term_of_a_truce_is_a_duration() -> None:
    assert only("On 3 May 2031, a five-day truce was agreed.").term == "P5D"
    assert only("On 3 May 2031, a 48-hour truce was agreed.").term == "PT48H"


def test_the_day_after_a_subordinate_clause_is_not_the_day_of_the_signing() -> None:
    assert [one.signed for one in agreements("On 9 May 2031, crowds cheered after a truce was signed.")] == [None]


def test_time_zones_are_those_of_the_database_and_of_the_data_file() -> None:
    assert str(zone_named("Moscow")) == "Europe/Moscow"
    assert str(zone_named("UTC")) == "UTC"
    assert zone_named("Strelsau") is None


@given(st.text(alphabet=" .,;:()\n\"'-abtruceTSignedwas0123456789May", max_size=300))
@settings(max_examples=60)
def test_whatever_the_text_spans_quote_it_and_ids_follow(text: str) -> None:
    if not text.strip():
        return
    source = document(text + " A truce was signed by Ruritania.")
    found, obligations = find_agreements(annotate(source, CONFLICT))
    for one in [*found, *obligations]:
        assert source.text[one.start : one.end] == one.quote
        assert one.expected_id() == one.id and one.line == source.line_of(one.start)


def test_a_long_line_of_truces_is_read_in_bounded_time() -> None:
    assert len(agreements("A truce was signed, and the truce also " * 3000)) < 3000


@pytest.fixture(scope="module")
def article(shared: Path) -> list[Agreement]:
    return find_agreements(annotate(read_file(str(shared / "gold" / "karabakh-2020.txt"))))[0]


def test_the_agreements_of_the_article_are_found_and_no_others(article: list[Agreement]) -> None:
    told = {(one.line, one.signed, one.in_force, one.in_force_at, one.fate) for one in article}
    assert told == {
        (26, "1994", None, None, None),
        (46, "2020-10-10", None, None, "broken"),
        (47, None, "2020-10-17", None, "broken"),
        (47, None, "2020-10-26", None, "broken"),
        (53, "2020-11-09", "2020-11-10", "2020-11-09T21:00Z", None),
    }


def test_the_parties_of_the_article_are_found(article: list[Agreement]) -> None:
    by_line = {(one.line, one.in_force): one for one in article}
    assert set(by_line[53, "2020-11-10"].parties) == {"Armenia", "Azerbaijan", "Russia"}
    assert set(by_line[46, None].parties) == {"Armenia", "Azerbaijan"}
    assert by_line[47, "2020-10-26"].mediators == ("United States",)
