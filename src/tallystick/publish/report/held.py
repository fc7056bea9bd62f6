"""The control table of a report: who holds which place, since when, by whose word."""

from __future__ import annotations

from tallystick.chronicle.control import Holding
from tallystick.publish.chronicle import control_words as words
from tallystick.publish.chronicle.allegation_words import counted
from tallystick.publish.chronicle.control import ControlSheet
from tallystick.publish.model import Chapter, Line, Told
from tallystick.publish.report.passages import Passages

#: Where more places are told of, those that are disputed or told most often are shown.
MOST = 40
#: So many further things told of a place are shown.
_BESIDE = 3


def control_chapter(sheet: ControlSheet, passages: Passages) -> Chapter | None:
    """The places of which something dated is told, by state of knowledge; None where nothing is told of any."""
    if not len(sheet):
        return None
    dated = [one for one in sheet if one.state != "undated"]
    chosen = {one.id for one in sorted(dated, key=_rank)[:MOST]}
    told = []
    for state, heading in words.HEADINGS.items():
        found = [one for one in dated if one.state == state]
        group = f"{heading} ({len(found)})"
        told += [Told(words.title_words(one), tuple(_lines(one, passages)), group) for one in found if one.id in chosen]
    head = [words.head_words(sheet, sheet.on)]
    if len(chosen) < len(dated):
        head.append(f"The {len(chosen)} that are disputed or told most often are shown.")
    head.append(words.READING)
    return Chapter(
        "control", "Who holds what", " ".join(head), "tallystick control", "has all, with every passage", "Place",
        tuple(told),
    )  # fmt: skip


def _rank(one: Holding) -> tuple[bool, int, str]:
    return one.state != "disputed", -len(list(one.records())), one.id


def _lines(one: Holding, passages: Passages) -> list[Line]:
    """Who holds it, then what keeps that from being sure."""
    lines = [passages.line(words.holder_words(held), held.told) for held in one.by]
    undated = {record.id for record in one.undated}
    beside = [(told, record) for told, record in words.beside_words(one) if record.id not in undated]
    lines += [passages.line(told, [record]) for told, record in beside[:_BESIDE]]
    more = len(beside) - _BESIDE
    if more > 0:
        lines.append(Line(f"and {more} more", ()))
    if undated:
        lines.append(Line(f"and {counted(len(undated), 'thing')} told without a day", ()))
    return lines
