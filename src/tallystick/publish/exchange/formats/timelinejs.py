"""TimelineJS (Knight Lab), the JSON of its version 3: what happened on a day, month or year, and who says so.

A slide for each tally of an incident or a stated period, whatever it counts, and one for each happening that events
tell of; totals so far are no happenings and have none. TimelineJS shows text as HTML, so everything that comes from
documents is escaped.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from tallystick.printable import one_line
from tallystick.publish.chronicle.timeline_slides import happening_slide
from tallystick.publish.comparing import STANCE_WORDS, bound_words, heading_of, number_words
from tallystick.publish.exchange.days import bounds_of
from tallystick.publish.exchange.links import web_address
from tallystick.publish.exchange.material import Material
from tallystick.publish.exchange.registry import Written
from tallystick.publish.json import dumps
from tallystick.records import Claim, StatementKind, Tally

NAME = "timelinejs"
DESCRIPTION = "happenings, incidents and increments by date, as the JSON of TimelineJS"
_Date = dict[str, int]
#: Statements that tell of no happening, or of one that events tell.
_NO_HAPPENINGS: tuple[StatementKind, ...] = ("control", "agreement", "obligation", "allegation", "relation")


def write(material: Material, path: Path) -> Written:
    """Write one timeline, slides by date."""
    written = Written(0, "slides")
    slides = []
    for tally in material.tallies:
        dates = _dates(tally)
        if tally.cover == "sum":
            written.left_out["tallies of totals so far"] += 1
        elif dates is None:
            written.left_out["tallies of incidents and increments without a date"] += 1
        else:
            slides.append(_slide(*dates, tally, material))
    for entry in material.happenings:
        if slide := happening_slide(entry, material.documents):
            slides.append(slide)
        else:
            written.left_out["happenings on days that no calendar has"] += 1
    written.left_out.update(dict(material.counted(*_NO_HAPPENINGS)))
    slides.sort(key=_order)
    written.records = len(slides)
    made: dict[str, Any] = {"events": slides, "scale": "human"}
    if material.title:
        made = {"title": {"text": {"headline": _text(material.title)}}, **made}
    path.write_text(dumps(made, indent=1) + "\n", encoding="utf-8", newline="\n")
    return written


def _order(slide: dict[str, Any]) -> tuple[object, ...]:
    """By first date, what tells less of it first; then by last date."""
    first, last = slide["start_date"], slide.get("end_date", slide["start_date"])
    return *first.values(), *[0] * (3 - len(first)), *last.values(), *[0] * (3 - len(last)), slide["unique_id"]


def _dates(tally: Tally) -> tuple[_Date, _Date] | None:
    said = tally.until or next((claim.as_of for claim in tally.claims if claim.as_of), None)
    if tally.cover == "period" and not tally.since:
        return None
    if bounds_of(said) is None or bounds_of(tally.since or said) is None:
        return None
    return _date(tally.since or str(said)), _date(str(said))


def _date(written: str) -> _Date:
    """A date as TimelineJS has it; what the text does not say is left out, and it shows no more."""
    return dict(zip(("year", "month", "day"), map(int, written.split("-")), strict=False))


def _slide(first: _Date, last: _Date, tally: Tally, material: Material) -> dict[str, Any]:
    bounds = f"low {bound_words(tally.low, tally.unit)}, best {bound_words(tally.best, tally.unit)}, "
    bounds += f"high {bound_words(tally.high, tally.unit, tally.high_is_open)} ({tally.rule} {tally.rule_version})"
    claims = "".join(f"<li>{_claim(claim, material)}</li>" for claim in tally.claims)
    place = next((figure.place for figure in material.figures_of(tally) if figure.place), None)
    headline = heading_of(tally) + (f", {tally.party}" if tally.party else "") + (f", {place}" if place else "")
    slide: dict[str, Any] = {
        "unique_id": tally.id,
        "start_date": first,
        "text": {"headline": _text(headline), "text": f"<p>{_text(bounds)}</p><ul>{claims}</ul>"},
    }
    if last != first:
        slide["end_date"] = last
    if tally.party:
        slide["group"] = _text(tally.party)
    return slide


def _claim(claim: Claim, material: Material) -> str:
    document = material.documents[material.figures[claim.figures[0]].document]
    voice = claim.claimant or document.publisher or "the document itself"
    notes: list[str] = [claim.role] if claim.role != "rival" else []
    notes += [claim.modality] if claim.modality not in ("stated", claim.role) else []
    notes += list(claim.doubts)
    said = f"“{claim.quote}”" if claim.quote else number_words(claim.low, claim.high, claim.qualifier, "count")
    told = f"{voice} ({STANCE_WORDS[claim.stance]}): {said}" + (f" [{', '.join(notes)}]" if notes else "")
    source, address = _text(document.title or document.path), web_address(document.url)
    link = f'<a href="{escape(address)}">{source}</a>' if address else source
    return f"{_text(told)} {link}, line {material.figures[claim.figures[0]].line}"


def _text(words: str) -> str:
    return escape(one_line(words))
