"""Happenings as slides of TimelineJS (Knight Lab), the JSON of its version 3.

TimelineJS shows text as HTML, so everything that comes from documents is escaped. A slide has no more of a date than
is told: a happening of some day in November has a month and no day.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from tallystick.chronicle.timeline import Entry, When
from tallystick.printable import one_line
from tallystick.publish.chronicle import timeline_words as words
from tallystick.publish.chronicle.timeline import TimelineSheet
from tallystick.publish.exchange.links import web_address
from tallystick.publish.json import dumps
from tallystick.records import Document, Event

_Date = dict[str, int]


def render_timeline(sheet: TimelineSheet) -> str:
    """The timeline as TimelineJS reads it; happenings without a day that exists are left out. Ends with a line feed."""
    slides = [slide for entry in sheet if (slide := happening_slide(entry, sheet.documents)) is not None]
    made: dict[str, Any] = {"events": slides, "scale": "human"}
    if sheet.title:
        made = {"title": {"text": {"headline": _text(sheet.title)}}, **made}
    return dumps(made, indent=1) + "\n"


def happening_slide(entry: Entry, documents: Mapping[str, Document]) -> dict[str, Any] | None:
    """The slide of a happening; None where it has no day, month or year that exists."""
    dates = _dates(entry.when)
    if dates is None:
        return None
    one = entry.happening
    told = "".join(f"<li>{_passage(event, documents)}</li>" for event in one.events)
    day = "" if entry.when.certain else f"<p>{_text(words.day_words(entry.when))}</p>"
    slide: dict[str, Any] = {
        "unique_id": one.id,
        "start_date": dates[0],
        "text": {"headline": _text(words.title_words(one)), "text": f"{day}<ul>{told}</ul>"},
        "group": one.type,
    }
    if dates[1] != dates[0]:
        slide["end_date"] = dates[1]
    return slide


def _dates(at: When) -> tuple[_Date, _Date] | None:
    """First and last date with what is told of them: of a whole month or year without its days."""
    if at.first is None or at.last is None:
        return None
    first, last = _date(at.first), _date(at.last)
    if at.first.endswith("-01") and at.sureness != "days" and at.last[:-3] == at.first[:-3] and first != last:
        return {key: first[key] for key in ("year", "month")}, {key: last[key] for key in ("year", "month")}
    if at.first.endswith("-01-01") and at.last.endswith("-12-31") and at.sureness != "days":
        return {"year": first["year"]}, {"year": last["year"]}
    return first, last


def _date(day: str) -> _Date:
    year, month, day_of_month = day.rsplit("-", 2)
    # TimelineJS writes a negative year as one before the common era, without the year 0 that ISO counts.
    told = int(year) if int(year) > 0 else int(year) - 1
    return {"year": told, "month": int(month), "day": int(day_of_month)}


def _passage(event: Event, documents: Mapping[str, Document]) -> str:
    before, trigger, after = words.sentence_words(event, documents)
    told = _text(f"{words.voice_words(event)}“{before}{trigger}{after}”")
    document = documents.get(event.document)
    source = _text((document.title or document.path) if document else event.document)
    address = web_address(document.url) if document else None
    link = f'<a href="{escape(address)}">{source}</a>' if address else source
    return f"{told} {link}, line {event.line}"


def _text(told: str) -> str:
    return escape(one_line(told))
