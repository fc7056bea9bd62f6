"""An obligation is what the text lays down as a term of an agreement, with who, deed, place, deadline and term."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import CONFLICT, document

from tallystick.documents import read_file
from tallystick.extraction.agreements import find_agreements
from tallystick.language.annotate import annotate
from tallystick.records import Obligation

SIGNED = "On 3 May 2031, Ruritania and Borduria signed a truce. "


def obligations(text: str) -> list[Obligation]:
    found, laid = find_agreements(annotate(document(text), CONFLICT))
    assert {one.agreement for one in laid} <= {one.id for one in found}
    return laid


LEAVE = ("Borduria",), "leave the valley"


@pytest.mark.parametrize(
    ("text", "who", "deed"),
    [
        (f"{SIGNED}Under the terms of the truce, Borduria was to leave the valley.", *LEAVE),
        (f"{SIGNED}Under the truce, Borduria would leave the valley.", *LEAVE),
        (f"{SIGNED}The truce stipulated that Borduria must leave the valley.", *LEAVE),
        (f"{SIGNED}The truce called for Borduria to leave the valley.", *LEAVE),
        ("On 3 May 2031, a deal was reached for Borduria to leave the valley.", *LEAVE),
        ("On 3 May 2031, a deal was reached under which Borduria would leave the valley.", *LEAVE),
        ("On 3 May 2031, Borduria and Karst signed an agreement to swap men.", ("Borduria", "Karst"), "swap men"),
        ("On 3 May 2031, Borduria signed an agreement with Karst to leave the valley.", (), "leave the valley"),
    ],
)
def test_words_that_lay_down_a_term_make_an_obligation(text: str, who: tuple[str, ...], deed: str) -> None:
    (found,) = obligations(text)
    assert (found.who, found.deed) == (who, deed)


@pytest.mark.parametrize(
    "text",
    [
        SIGNED + "Borduria released all prisoners.",
        SIGNED + "Under the terms of the truce, Borduria regained the valley.",
        SIGNED + "The mayor said that Borduria would reopen the port.",
        SIGNED + "Under the truce, civilians would be allowed to leave.",
        "Borduria must release all prisoners.",
        "Karst proposed an agreement under which Borduria would leave the valley.",
        "On 3 May 2031, the council adopted a resolution under which Borduria must leave the valley.",
    ],
)
def test_deeds_wishes_and_permissions_are_no_obligations(text: str) -> None:
    assert obligations(text) == []


def test_deadline_term_beginning_and_place_are_read() -> None:
    text = SIGNED + (
        "Under the terms of the truce, Borduria was to withdraw from Strelsau by 1 June 2031. "
        "Furthermore, Karst would deploy observers for a minimum of five years along the river, "
        "while Ruritania was to pay a toll from 1 July 2031."
    )
    withdraw, deploy, pay = obligations(text)
    assert (withdraw.who, withdraw.deadline, withdraw.term) == (("Borduria",), "2031-06-01", None)
    assert (deploy.who, deploy.term, deploy.deadline) == (("Karst",), "P5Y", None)
    assert (pay.who, pay.since) == (("Ruritania",), "2031-07-01")


def test_the_instant_of_the_truce_is_that_of_its_obligation() -> None:
    text = "On 3 May 2031, a truce was signed, ending all hostilities from 4 May 2031, 00:00 Moscow time."
    (found,) = obligations(text)
    assert (found.who, found.since) == ((), "2031-05-03T21:00Z")


def test_both_sides_are_the_two_parties() -> None:
    (found,) = obligations(SIGNED + "Under the terms of the truce, both sides were to release all prisoners.")
    assert (found.who, found.who_words) == (("Ruritania", "Borduria"), "both sides")


def test_what_others_have_to_do_with_a_passive_deed_does_not_bind_them() -> None:
    (found,) = obligations(SIGNED + "Under the truce, the hostages of Borduria would be released by Karst.")
    assert found.who == ("Karst",)


def test_a_list_after_the_word_terms_is_obligations() -> None:
    text = (
        "On 3 May 2031, Ruritania and Borduria signed an agreement on the following terms:\n"
        "* Borduria must leave the valley by 1 June 2031.\n"
        "* Ruritania would reopen the port.\n\nNothing else is known.\n"
    )
    assert [(one.who, one.deadline) for one in obligations(text)] == [
        (("Borduria",), "2031-06-01"), (("Ruritania",), None),
    ]  # fmt: skip


def test_a_term_told_twice_is_one_obligation() -> None:
    text = (
        "A truce was signed, ending all hostilities from 4 May 2031.\n\n== The truce ==\n"
        "On 3 May 2031, Ruritania and Borduria signed a truce, ending all hostilities in Karst from 4 May 2031.\n"
    )
    (found,) = obligations(text)
    assert len(found.mentions) == 1


def test_a_deadline_that_does_not_exist_is_kept_as_a_doubt() -> None:
    (found,) = obligations(SIGNED + "Under the truce, Borduria was to leave the valley by 31 November 2031.")
    assert found.deadline is None and "31 November 2031" in found.doubts[0]


def test_the_obligations_of_the_article_are_found(shared: Path) -> None:
    source = read_file(str(shared / "gold" / "karabakh-2020.txt"))
    _, laid = find_agreements(annotate(source))
    told = {(one.line, one.who, one.deadline, one.term, one.since) for one in laid}
    assert told == {
        (46, ("Armenia", "Azerbaijan"), None, None, None),
        (53, (), None, None, "2020-11-09T21:00Z"),
        (54, (), None, None, None),
        (54, ("Armenia",), "2020-12-01", None, None),
        (54, ("Russia",), None, "P5Y", None),
        (54, ("Armenia",), None, None, None),
        (54, ("Russia",), None, None, None),
    }
