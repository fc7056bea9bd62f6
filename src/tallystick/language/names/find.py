"""Find the parties, organisations, people and armed groups of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallystick.language.mentions import Name
from tallystick.language.names.chunks import Reader
from tallystick.language.names.coordination import coordinations
from tallystick.language.names.document import Memory
from tallystick.language.names.found import Found
from tallystick.language.names.groups import group_mentions
from tallystick.language.names.lexicon import lexicon_for
from tallystick.language.names.organisations import headed_runs, known_names, ministries
from tallystick.language.names.people import office_mentions, person_mentions
from tallystick.language.outline import Outline

if TYPE_CHECKING:
    from tallystick.conflict import Conflict


def find_names(text: str, outline: Outline, *, conflict: Conflict | None = None) -> list[Name]:
    """Every mention of a party, organisation, person or armed group, by the order of the text.

    Mentions may overlap: "Azerbaijani Ministry of Defence" is the ministry, and the first word of it Azerbaijan.
    Several that are coordinated are one mention more ("Armenia and Artsakh" is "Armenia; Artsakh"). Offsets are code
    points, end exclusive. Raises KnowledgeError where a data file is missing.
    """
    reader = Reader(text, lexicon_for(conflict))
    sentences = [
        _named_outright(_read(reader, s.start, s.end), heading=outline.paragraphs[s.paragraph].heading)
        for s in outline.sentences
    ]
    memory = Memory(text, [found for sentence in sentences for found in sentence], reader.lexicon)
    names: list[Name] = []
    for sentence in sentences:
        settled = _innermost([name for found in sentence if (name := memory.settle(found))])
        names += sorted([*settled, *coordinations(text, settled)], key=lambda n: (n.start, -n.end, n.canonical))
    return names


def _read(reader: Reader, start: int, end: int) -> list[Found]:
    chunks = reader.chunks(start, end)
    if not chunks:
        return []
    found = [
        *group_mentions(reader, chunks),
        *known_names(reader, chunks),
        *ministries(reader, chunks),
        *headed_runs(reader, chunks),
        *person_mentions(reader, chunks),
        *office_mentions(reader, chunks),
    ]
    found.sort(key=lambda f: (f.start, -f.end))
    return found


def _named_outright(found: list[Found], *, heading: bool) -> list[Found]:
    """In a heading only what it names itself: "Military casualties" are not those of whom the text spoke of last."""
    return [f for f in found if f.need not in ("nation", "main", "head")] if heading else found


def _innermost(names: list[Name]) -> list[Name]:
    """Without repetitions: of two mentions of one name, one inside the other, the wider stays; one name a span."""
    kept: list[Name] = []
    open_: list[Name] = []
    for name in names:
        while open_ and open_[-1].end <= name.start:
            open_.pop()
        inside = [o for o in open_ if o.end >= name.end]
        if any(o.canonical == name.canonical or (o.start, o.end) == (name.start, name.end) for o in inside):
            continue
        kept.append(name)
        open_.append(name)
    return kept
