"""People, and other names that no data file knows, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.knowledge import words
from tallystick.language.names.canonical import tidy
from tallystick.language.names.chunks import Chunk, Reader
from tallystick.language.names.found import Found

LONGEST_NAME = 6
_NEXT_WORD = re.compile(
    r"(?:['’]s)?(?: \([^()\n]{1,30}\))?,? (?:(?:also|later|then|has|had|have|subsequently|further) ){0,2}([a-z]+)"
)
_SPOKEN = re.compile(
    r"(?:\b(?:according to|said|says|told|by|reported|claimed|quoted|citing|cited|interview with|stated|announced|wrote"
    r"|added)"
    r"(?: the)?(?: [a-z-]+){0,2}) $"
)
_LOCAL = re.compile(
    r"\b(?:in|near|at|from|to|into|outside|around|towards?|through|over|of|across|between|on|via|beyond|reached|entered"
    r"|captured|village|town|city|towns|villages)"
    r"(?: (?:the|nearby|towns|town|villages|village|city|cities|settlements?|western|eastern|northern|southern|central"
    r"|of|and)){0,3} $"
)
_SYLLABLE = re.compile(r"-([a-z]{2,5})(?![\w-])")
_BESIDE = frozenset((" ", ". ", ", ", "  ", "\n"))


def person_mentions(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """Capitalised runs outside the lexicon: with a sign of a person or a speaker where there is one, else weak."""
    at, count = 0, len(chunks)
    while at < count:
        if not (chunks[at].plain or _namesake(reader, chunks, at)):
            at += 1
            continue
        last = at
        while last + 1 < count and last - at < LONGEST_NAME and _continues(reader, chunks, last):
            last += 1
        yield from _run(reader, chunks, at, last)
        at = last + 1


def _namesake(reader: Reader, chunks: list[Chunk], at: int) -> bool:
    """True where a place's name starts a person's: "commander Tehran Mansimov"."""
    chunk = chunks[at]
    if not at or at + 1 >= len(chunks) or chunk.name is None or chunk.name.role not in ("seat", "name"):
        return False
    before, after = chunks[at - 1], chunks[at + 1]
    return bool(before.lex.office) and reader.gap(before, chunk) == " " and after.plain and reader.joined(chunk, after)


def _continues(reader: Reader, chunks: list[Chunk], last: int) -> bool:
    here, after = chunks[last], chunks[last + 1]
    if not (reader.joined(here, after) or reader.particle(here, after)) or here.possessive:
        return False
    if after.plain:
        return True
    honorific = after.capital and after.lex.office and not after.name and bool(here.lex.given)
    return honorific and last + 2 < len(chunks) and chunks[last + 2].plain and reader.joined(after, chunks[last + 2])


def _run(reader: Reader, chunks: list[Chunk], first: int, last: int) -> Iterator[Found]:
    run = chunks[first : last + 1]
    after = chunks[last + 1] if last + 1 < len(chunks) else None
    if run[-1].lex.event or run[0].lex.event or (after and after.lex.event and reader.joined(run[-1], after)):
        return
    end = _syllables(reader, run)
    name = tidy(reader.text[run[0].start : end])
    if len(name) < 2 or name.isdigit() or (len(run) == 1 and reader.text[end : end + 1] == "-"):
        return
    place = run[-1].lex.place or run[0].lex.place
    office = _office_before(reader, chunks, first) or (_office_after(reader, chunks, last) if len(run) > 1 else None)
    person = (office is not None and not (place and len(run) == 1)) or (run[0].lex.given and not run[-1].lex.place)
    acts = person or (not place and _acts(reader, run))
    local = bool(_LOCAL.search(reader.text, max(0, run[0].start - 40), run[0].start))
    if not acts and (place or (len(run) > 1 and local)):
        return
    weak = not acts or (len(run) == 1 and not person and local)
    yield Found(
        run[0].start, end, name, "person" if person else "unknown", True, True, "person", weak=weak, office=office
    )


def _syllables(reader: Reader, run: list[Chunk]) -> int:
    """The end of a name whose last part goes on in small letters: "Sun Li-jen"."""
    end = run[-1].end
    match = _SYLLABLE.match(reader.text, end) if len(run) > 1 else None
    if match is None:
        return end
    lex = reader.lexicon.phrases.get(match[1])
    return end if lex is not None and lex.backer else match.end()


def _office_before(reader: Reader, chunks: list[Chunk], first: int) -> tuple[str, str] | None:
    """The office that stands before a name: "President X", "Ukrainian President X", "President of Ukraine, X"."""
    if not first:
        return None
    at = first - 1
    if reader.gap(chunks[at], chunks[first]) not in _BESIDE:
        return None
    if chunks[at].lex.office and not chunks[at].name:
        return office_at(reader, chunks, at)
    if (
        at
        and (chunks[at].name or chunks[at].lex.subject)
        and chunks[at - 1].lex.office
        and (reader.connected(chunks[at - 1], chunks[at]))
    ):
        return office_at(reader, chunks, at - 1)
    return None


def _office_after(reader: Reader, chunks: list[Chunk], last: int) -> tuple[str, str] | None:
    """The office that follows in apposition: "X, the governor of", "X, Armenian defence minister"."""
    end = chunks[last].end
    if reader.text[end : end + 1] != ",":
        return None
    for at in range(last + 1, min(last + 5, len(chunks))):
        between = reader.text[end + 1 : chunks[at].start]
        if len(between) > 50 or "," in between or "." in between or " and " in between:
            return None
        if chunks[at].lex.office:
            return office_at(reader, chunks, at)
    return None


def office_at(reader: Reader, chunks: list[Chunk], at: int) -> tuple[str, str]:
    """An office with its nation, "" where none is said: ("Ukraine", "president")."""
    office = chunks[at]
    back = at - 1
    while back > 0 and (chunks[back].lex.modifier or chunks[back].lex.passing) and not chunks[back].name:
        back -= 1
    before = chunks[back] if back >= 0 else None
    if before is not None and before.name and before.name.kind == "nation" and reader.joined(before, chunks[back + 1]):
        return before.name.canonical, office.key
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is not None and after.name and after.name.kind == "nation" and reader.connected(office, after):
        return after.name.canonical, office.key
    return "", office.key


def office_mentions(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """Offices without a name beside them, which stand for their holder: "the Armenian president", "the mayor"."""
    for at, chunk in enumerate(chunks):
        if not chunk.lex.office or chunk.name or chunk.lex.rank:
            continue
        after = chunks[at + 1] if at + 1 < len(chunks) else None
        if after is not None and after.plain and reader.gap(chunk, after) in _BESIDE:
            continue
        yield Found(chunk.start, chunk.end, "", "person", True, True, "office", office=office_at(reader, chunks, at))


def _acts(reader: Reader, run: list[Chunk]) -> bool:
    text = reader.text
    after = _NEXT_WORD.match(text, run[-1].end, min(len(text), run[-1].end + 60))
    if after and after[1] in words("names_speech_verbs"):
        return True
    return bool(_SPOKEN.search(text, max(0, run[0].start - 48), run[0].start))
