"""What is told of who holds a place, in words that keep what is uncertain uncertain."""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.chronicle.control import Held, Holding, HoldingState, impossible
from tallystick.publish.chronicle.allegation_words import OWN_VOICE, counted, where
from tallystick.records import Control
from tallystick.wording.phrase import date_phrase

#: Heading of each state, in the order in which they are shown.
HEADINGS: dict[HoldingState, str] = {
    "held": "Held", "disputed": "Disputed: voices name different holders for the same time",
    "announced": "Announced: the day is that of an announcement", "uncertain": "Uncertain by that day",
    "contested": "Fought over, no holder told", "unsaid": "Taken or left, and no holder told",
    "due": "To be handed over",
    "undated": "Undated: told without a day",
}  # fmt: skip
READING = "What documents say, and who says it. A withdrawal or a deal changes nothing here by itself."

__all__ = [
    "HEADINGS", "READING", "beside_words", "day_words", "head_words", "holder_words", "title_words", "undated_words",
    "voices", "where",
]  # fmt: skip


def head_words(holdings: Iterable[Holding], on: str | None) -> str:
    """ "On 20 Oct 2020: 4 places; 12 places are told without a day." """
    listed = list(holdings)
    undated = sum(one.state == "undated" for one in listed)
    when = f"On {date_phrase(on)}" if on else "By the last that is told"
    told = f"{when}: {counted(len(listed) - undated, 'place')}."
    verb = "is" if undated == 1 else "are"
    return f"{told} {counted(undated, 'place')} {verb} told without a day." if undated else told


def title_words(one: Holding) -> str:
    """ "Strelsau (city)"; of an unnamed place its words in quotation marks."""
    name = one.place if one.named else f"“{one.place}”"
    return name if one.kind == "unknown" or not one.named else f"{name} ({one.kind})"


def holder_words(held: Held) -> str:
    """ "Ruritania (implied), since 3 Oct 2020, by the word of Borduria"."""
    told = held.holder or "holder not told"
    if held.implied:
        told += " (implied)"
    if held.since:
        told += f", {_since(held)}"
    told += f", by the word of {voices(held.claimants)}"
    return f"{told}, as a claim" if held.alleged else told


def _since(held: Held) -> str:
    assert held.since is not None
    first, last = held.since
    earliest = [one for one in held.told if one.start_date is not None]
    begins = earliest[0].dated if earliest else None
    if begins == "announcement":
        return f"announced {_between(first, last)}"
    if begins == "by":
        return f"since {_between(first, last)} at the latest"
    return f"since {_between(first, last)}"


def _between(first: str, last: str) -> str:
    if first == last:
        return date_phrase(first)
    for length in (7, 4):
        if first[:length] == last[:length] and (first[length:], last[length:]) in (
            ("-01-01", "-12-31"), ("-01", "-28"), ("-01", "-29"), ("-01", "-30"), ("-01", "-31"),
        ):  # fmt: skip
            return f"some day of {date_phrase(first[:length])}"
    return f"some day from {date_phrase(first)} to {date_phrase(last)}"


def voices(claimants: Iterable[str | None]) -> str:
    """ "Ruritania; the document, in its own voice"."""
    return "; ".join(OWN_VOICE if name is None else name for name in claimants)


def day_words(one: Control) -> str:
    """What a record dates, in words: "3 Oct 2020 (announced)", "by 3 Oct 2020", "without a day"."""
    if one.start_date is None:
        return "without a day"
    if impossible(one):
        return f"{one.start_date}, which is no day"
    last = one.end_date or one.start_date
    days = (
        date_phrase(one.start_date)
        if last == one.start_date
        else f"{date_phrase(one.start_date)} to {date_phrase(last)}"
    )
    days = f"by {days}" if one.dated == "by" else f"{days} (announced)" if one.dated == "announcement" else days
    return f"{days} (implied)" if "date" in one.implied else days


def undated_words(one: Control) -> str:
    """What a record says beside the holding: "held by Ruritania", "Borduria left it, by 3 Oct 2020"."""
    told = {
        "held": f"held by {one.holder}", "contested": "fought over",
        "due": f"to be handed over by {one.former or 'whom is not told'}" + (f" to {one.holder}" if one.holder else ""),
        "change": _change(one),
    }[one.form]  # fmt: skip
    whose = f", by the word of {one.claimant}" if one.claimant else ""
    alleged = ", as a claim" if one.modality == "alleged" else ""
    return f"{told}, {day_words(one)}{whose}{alleged}"


def _change(one: Control) -> str:
    if one.holder:
        implied = " (implied)" if "holder" in one.implied else ""
        return f"taken by {one.holder}{implied}" + (f" from {one.former}" if one.former else "")
    return f"left or lost by {one.former}" if one.former else "taken, by whom is not told"


def beside_words(one: Holding) -> list[tuple[str, Control]]:
    """What is told besides the holder, each with its record."""
    parts = (
        ("may have been so", one.maybe), ("since then", one.left), ("since then", one.unsaid),
        ("fighting", one.contested),
        ("under a deal", one.due), ("", one.undated), ("told only as denied", one.denied),
    )  # fmt: skip
    return [
        (f"{label}: {undated_words(record)}" if label else undated_words(record), record)
        for label, records in parts
        for record in records
    ]
