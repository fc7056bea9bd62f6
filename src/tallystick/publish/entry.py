"""An entry in words, the same in every format: its date, its claimant, its marks."""

from __future__ import annotations

from tallystick.publish.model import Chapter, Citation, Echo, Entry, Passage, Report, Section
from tallystick.reconcile.sides import SideOf
from tallystick.wording.labels import MODALITY_WORDS, OUTCOME_WORDS
from tallystick.wording.phrase import date_phrase

NOTHING = "–"
NOT_STATED = "Party not stated"
DOES_NOT_FIT = "What does not fit"
#: What every report says of itself, under its tables.
READING = (
    "Every number in the tables is as published: nothing is added up, and an empty cell means that nothing was found, "
    "not zero. A number under another is a part of it. “?” marks what had to be assumed."
)


def date_words(entry: Entry) -> str:
    """ "as of 28 Oct 2020" where the text says so, else when it was published, else that no date is stated."""
    if entry.as_of:
        return f"as of {date_phrase(entry.as_of)}"
    if entry.published:
        return "published " + ", ".join(map(date_phrase, entry.published))
    return "date not stated"


def details(entry: Entry, part: bool = False) -> list[str]:
    """What stands under a number: claimant, date, marks, notes and doubts. A part says only what its total does not."""
    found = [entry.claimant.replace(";", ",")] if entry.claimant else []
    if not part:
        found.append(date_words(entry))
    if MODALITY_WORDS[entry.modality]:
        found.append(MODALITY_WORDS[entry.modality])
    return [*found, *entry.notes, *(f"?\u00a0{doubt}" for doubt in entry.doubts)]


def part_details(part: Entry, total: Entry) -> list[str]:
    """What a part says that its total does not."""
    known = set(details(total))
    own = details(part, part=date_words(part) == date_words(total))
    return [*_fate(part, total), *(detail for detail in own if detail not in known)]


def _fate(part: Entry, total: Entry) -> list[str]:
    """What happened to a part, where that is not what happened to the total and its own words do not say it."""
    outcome = part.figures[0].outcome
    if outcome == total.figures[0].outcome or outcome in part.what:
        return []
    return [OUTCOME_WORDS[outcome]]


def echo_words(echo: Echo) -> str:
    """ "146, part of 255 lost; Oryx"."""
    by = f"; {echo.claimant.replace(';', ',')}" if echo.claimant else ""
    return f"{echo.number}, part of {echo.total}{by}"


def left_out_words(report: Report) -> str:
    """How much of the chronicle the day asked for left out; empty where no day was asked for, or nothing is told."""
    if report.chronicle is None or not report.terms.known_on:
        return ""
    many = report.chronicle.left_out
    if not many:
        return "Nothing of the chronicle left out." if report.chapters else ""
    what = f"{many:,} event{'s' * (many != 1)} or other statement{'s' * (many != 1)}"
    return f"Of the chronicle {what} left out, published or dated later, or made on a day that is not known."


def sources(report: Report) -> tuple[Citation | Passage, ...]:
    """What stands under "Citations": those of figures, then the passages of the chronicle."""
    return (*report.citations, *report.passages)


def head_words(chapter: Chapter) -> str:
    """What a chapter says of itself, and which command has more."""
    return f"{chapter.head} {more_words(chapter)}"


def more_words(chapter: Chapter) -> str:
    """ "The command “tallystick timeline” has them all."."""
    return f"The command “{chapter.command}” {chapter.shows}."


def section_title(section: Section) -> str:
    """The party's name, or that none is stated."""
    return section.party or NOT_STATED


def source_words(citation: Citation | Passage) -> str:
    """ "Title, Publisher, 16 Nov 2020, line 86"; the path where there is no title."""
    return f"{citation.title or citation.path}, {where_words(citation)}"


def where_words(citation: Citation | Passage) -> str:
    """ "Publisher, 16 Nov 2020, line 86"."""
    date = date_phrase(citation.published) if citation.published else "publication date not stated"
    return ", ".join(part for part in (citation.publisher, date, f"line {citation.line}") if part)


def sides_words(report: Report) -> str:
    """Who fights whom, and who says so."""
    if not report.sides.sides:
        return "Sides: not known. Give a conflict file to tell the other side from third parties."
    shown = {side.name: _side_words(side) for side in report.sides.sides}
    pairs = [
        f"{shown[side.name]} against {shown[foe]}"
        for at, side in enumerate(report.sides.sides)
        for foe in side.against
        if foe not in {earlier.name for earlier in report.sides.sides[:at]}
    ]
    told = "; ".join(pairs) or ", ".join(shown.values())
    origin = (
        "as the conflict file has them"
        if report.sides.origin == "conflict file"
        else "proposed from the figures; give a conflict file to settle them"
    )
    return f"Sides: {told} ({origin})."


def _side_words(side: SideOf) -> str:
    """The parties of a side; its name too, where it says more than they do."""
    parties = ", ".join(side.parties)
    known = {party.casefold() for party in side.parties} | {" and ".join(side.parties).casefold()}
    return parties if side.name.casefold() in known else f"{side.name} ({parties})"


def summary_words(report: Report) -> str:
    """How much the report rests on."""
    figures, cited, documents = report.terms.figures, len(report.citations), report.documents
    told = f"{figures:,} figure{'s' * (figures != 1)} from {documents:,} document{'s' * (documents != 1)}"
    # Rows of lists and long columns of tables are counted or told in a line, and only some of them cited.
    return f"{told}, {cited:,} of them cited." if cited < figures else f"{told}."
