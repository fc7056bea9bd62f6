"""What is told of a happening, in words."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.chronicle.happenings import Happening
from tallystick.chronicle.likeness import sentence_around
from tallystick.chronicle.timeline import When
from tallystick.publish.chronicle.allegation_words import counted, where
from tallystick.records import Document, Event
from tallystick.wording.phrase import date_phrase

#: A sentence in which a happening is told is cut to so many code points around its trigger.
_MOST_BEFORE, _MOST_AFTER = 120, 160
READING = "What documents say happened. Where nobody is named, the document says it in its own voice."
UNDATED = "No day that exists"

__all__ = [
    "READING", "day_words", "head_words", "sentence_words", "title_words", "voice_words", "where", "why_words",
]  # fmt: skip


def head_words(happenings: int, passages: int, uncertain: int) -> str:
    """ "12 happenings from 15 passages; of 3 the day is not certain." """
    told = f"{counted(happenings, 'happening')} from {counted(passages, 'passage')}"
    return f"{told}; of {uncertain:,} the day is not certain." if uncertain else f"{told}."


def day_words(at: When) -> str:
    """ "8 Nov 2020", "27 Sep 2020 to 29 Sep 2020", "Nov 2020, day not told", "About 8 Nov 2020"."""
    told = _day(at)
    return told[:1].upper() + told[1:]


def _day(at: When) -> str:
    if at.sureness == "impossible":
        return f"{at.written}, which is no day"
    if at.first is None or at.last is None:
        return UNDATED
    if at.sureness == "day":
        return date_phrase(at.first)
    span = f"{date_phrase(at.first)} to {date_phrase(at.last)}"
    if at.sureness == "days":
        return span
    bare = at.written.rstrip("~?%")
    about = "about " if at.written.endswith(("~", "%")) else "perhaps " if at.written.endswith("?") else ""
    if bare == at.first == at.last:
        return f"{about}{date_phrase(bare)}"
    if at.first.startswith(bare) and at.last.startswith(bare) and _is_whole(bare, at):
        return f"{about}{date_phrase(bare)}, day not told"
    return f"{about}some day from {span}"


def _is_whole(bare: str, at: When) -> bool:
    """True where the bounds are those of the month or year that is written."""
    first, last = at.first or "", at.last or ""
    bare = bare.removeprefix("-")
    if len(bare) == len("2020"):
        return first.endswith("-01-01") and last.endswith("-12-31")
    return len(bare) == len("2020-11") and first.endswith("-01") and last[-2:] in ("28", "29", "30", "31")


def title_words(one: Happening) -> str:
    """ "capture, Strelsau: Ruritania → Borduria"; what is not told is left out."""
    told = f"{one.type}, {_listed(one.place)}" if one.place else str(one.type)
    actor, target = _listed(one.actor), _listed(one.target)
    if one.target == one.place:
        target = ""
    who = f"{actor} → {target}" if actor and target else actor or (f"→ {target}" if target else "")
    return f"{told}: {who}" if who else told


def voice_words(event: Event) -> str:
    """ "according to Borduria: "; empty for a document's own voice."""
    return f"according to {_listed(event.claimant)}: " if event.claimant else ""


def sentence_words(event: Event, documents: Mapping[str, Document]) -> tuple[str, str, str]:
    """The sentence around the trigger in three parts: before it, the trigger, after it; cut where it is long."""
    document = documents.get(event.document)
    if document is None:
        return "", event.quote, ""
    first, last = sentence_around(event, document.text)
    before, after = document.text[first : event.start], document.text[event.end : last]
    if len(before) > _MOST_BEFORE:
        before = "… " + before[-_MOST_BEFORE:].partition(" ")[2]
    if len(after) > _MOST_AFTER:
        after = after[:_MOST_AFTER].rpartition(" ")[0] + " …"
    return before, event.quote, after


def why_words(one: Happening) -> str:
    """Why its passages are taken to tell one thing: "taken as one: same type …"; empty where there is only one."""
    reasons = dict.fromkeys(link.reason for link in one.links)
    return f"taken as one: {'; '.join(reasons)}" if reasons else ""


def _listed(names: str | None) -> str:
    return ", ".join(" ".join(name.split()) for name in (names or "").split(";") if name.strip())
