"""Organisations: the known ones, and the capitalised runs that a head word gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tallystick.language.names.canonical import tidy
from tallystick.language.names.chunks import Chunk, Reader
from tallystick.language.names.found import Found
from tallystick.language.names.lexicon import Head

#: Longer runs of capitals are titles or lists, not names.
LONGEST_RUN = 10
_THE = re.compile(r"(?:\b[Tt]he|\b[Ii]ts|\b[Tt]his|\bTHE)(?: [\w-]+)? $")
_LOCAL = re.compile(
    r"\b(?:in|near|at|from|to|into|outside|around|towards?|through|over|leaving|reached|across|of|on|for)"
    r"(?: (?:the|central|nearby))? $"
)
_SAID_BY = re.compile(r"\b[Aa]ccording to $")
_MINISTRIES = frozenset(("ministry", "ministries"))
_COMPASS = frozenset(("north", "south", "east", "west"))


def known_names(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """The nations and organisations that the data files or the conflict file know."""
    for at, chunk in enumerate(chunks):
        name = chunk.name
        if name is None:
            continue
        if (name.role == "seat" and not _governs(reader, chunks, at)) or _part_of_place(reader, chunks, at):
            continue
        yield Found(chunk.start, chunk.end, name.canonical, name.kind, name.speaks, name.fights, type=name.type)


def _part_of_place(reader: Reader, chunks: list[Chunk], at: int) -> bool:
    """True where a country's name begins a place's: "Niger Delta"."""
    chunk, after = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
    if after is None or chunk.name is None or chunk.name.role != "name" or chunk.possessive:
        return False
    return after.lex.place and after.capital and not after.lex.head and reader.gap(chunk, after) == " "


def _governs(reader: Reader, chunks: list[Chunk], at: int) -> bool:
    """A capital city stands for a government unless something says that the place is meant."""
    chunk = chunks[at]
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is not None and reader.joined(chunk, after) and (after.lex.place or after.lex.event or after.capital):
        return False
    before = max(0, chunk.start - 24)
    if _SAID_BY.search(reader.text, before, chunk.start):
        return True
    return not _LOCAL.search(reader.text, before, chunk.start)


def ministries(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """Ministries under "NATION Ministry of X", whichever way round they are written."""
    for at, chunk in enumerate(chunks):
        if chunk.key in ("mod", "mfa", "mvd") and chunk.lex.subject:
            yield from _ministry(reader, chunks, at, at, chunk.lex.subject)
        if chunk.lex.head is None or chunk.lex.head.name != "ministry":
            continue
        after = chunks[at + 1] if at + 1 < len(chunks) else None
        before = chunks[at - 1] if at else None
        led = before.lex.subject if before is not None and reader.joined(before, chunk) else None
        if after is not None and reader.connected(chunk, after) and (after.lex.subject or after.capital):
            if _owns(after):
                # "Defence Ministry of X"; a bare "Ministry of X" says no more than X.
                if led:
                    yield from _ministry(reader, chunks, at - 1, at, led)
                continue
            beyond = chunks[at + 2] if at + 2 < len(chunks) else None
            if not after.lex.subject and beyond and beyond.lex.subject and reader.joined(after, beyond):
                # "Ministry of National Defence"
                yield from _ministry(reader, chunks, at, at + 2, beyond.lex.subject)
                continue
            title = after.lex.subject or "Ministry of " + tidy(reader.text[after.start : after.end])
            yield from _ministry(reader, chunks, at, at + 1, title)
        elif led:
            yield from _ministry(reader, chunks, at - 1, at, led)


def _ministry(reader: Reader, chunks: list[Chunk], first: int, last: int, title: str) -> Iterator[Found]:
    before = chunks[first - 1] if first else None
    after = chunks[last + 1] if last + 1 < len(chunks) else None
    start, end = chunks[first].start, chunks[last].end
    nation = ""
    if before is not None and before.name and _owns(before) and reader.joined(before, chunks[first]):
        nation, start = before.name.canonical, before.start
    elif (
        after is not None
        and after.name
        and _owns(after)
        and (reader.connected(chunks[last], after) or reader.joined(chunks[last], after))
    ):
        nation, end = after.name.canonical, after.end
    name = f"{nation} {title}" if nation else title
    yield Found(start, end, name, "organisation", True, True, "" if nation else "nation", type="ministry")


def _owns(chunk: Chunk) -> bool:
    """True for what can have a ministry: a nation, or a party of the conflict file."""
    return chunk.name is not None and (chunk.name.kind == "nation" or chunk.name.role == "party")


def headed_runs(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """Capitalised runs with a head word, and the bare head word after "the"."""
    at, count = 0, len(chunks)
    while at < count:
        chunk = chunks[at]
        if not (chunk.capital or chunk.ordinal):
            if chunk.lex.head and chunk.lex.head.alone:
                yield from _alone(reader, chunk, chunk.lex.head)
            at += 1
            continue
        last = _extent(reader, chunks, at)
        yield from _headed(reader, chunks[at : last + 1])
        at = last + 1


def _extent(reader: Reader, chunks: list[Chunk], at: int) -> int:
    last, headed = at, chunks[at].lex.head is not None
    while last + 1 < len(chunks) and last - at < LONGEST_RUN:
        here, after = chunks[last], chunks[last + 1]
        if not after.capital and not (chunks[at].ordinal and (after.lex.head or after.lex.modifier)):
            break
        if after.lex.office and not after.lex.head and not reader.connected(here, after):
            break
        beside = reader.joined(here, after) or reader.particle(here, after)
        if not beside and not (headed and reader.connected(here, after) and _belongs_after(reader, here, after)):
            break
        last += 1
        headed = headed or after.lex.head is not None
    return last


def _belongs_after(reader: Reader, here: Chunk, after: Chunk) -> bool:
    """After "of" and "for" anything goes on a name; after "and" or "in" another name begins where one is known."""
    if reader.gap(here, after).strip().startswith(("of", "for", "de")):
        return True
    return after.name is None and after.lex.head is None


def _headed(reader: Reader, run: list[Chunk]) -> Iterator[Found]:
    heads = [k for k, c in enumerate(run) if c.lex.head]
    if not heads:
        return
    if len(run) == 1:
        head = run[0].lex.head
        if head is None or run[0].name is not None or run[0].lex.group:
            return
        if head.alone:
            yield from _alone(reader, run[0], head)
        elif " " in run[0].key:
            yield _organisation(reader, run, head)
        return
    last = heads[-1]
    connected = any(not reader.joined(a, b) for a, b in pairwise(run[heads[0] :]))
    head = run[last].lex.head
    tail = run[-1]
    named_place = tail.lex.place and not tail.lex.head and not connected and tail.key not in _COMPASS
    if head is None or tail.lex.event or named_place or _is_ministry(run):
        return
    whole = connected or heads[0] == 0 or len(run) - last <= 2
    if whole:
        yield _organisation(reader, run, head)
    if last + 1 < len(run) and last > 0 and not connected:
        yield _organisation(reader, run[: last + 1], head)


def _is_ministry(run: list[Chunk]) -> bool:
    """True for "Defence Ministry", which `ministries` reads, and for "Defence Ministries", which are no one body."""
    heads = [chunk for chunk in run if chunk.lex.head]
    return len(heads) == 1 and heads[0].key in _MINISTRIES and any(chunk.lex.subject for chunk in run)


def _organisation(reader: Reader, run: list[Chunk], head: Head) -> Found:
    first, final = run[0], run[-1]
    surface = tidy(reader.text[first.start : final.end])
    nation = first.name.canonical if first.name and first.name.kind == "nation" and first.name.type != "people" else ""
    if head.type == "state" and len(run) > 1:
        if nation:
            surface = f"{nation} {tidy(reader.text[run[1].start : final.end])}"
        elif final.name and final.name.kind == "nation" and not reader.joined(run[-2], final):
            nation = final.name.canonical
            surface = f"{nation} {tidy(reader.text[first.start : run[-2].end])}"
        elif inside := _nation_inside(reader, run):
            # "General Staff of the Chadian Armed Forces" is of Chad.
            nation, at = inside
            around = reader.text[first.start : run[at].start] + reader.text[run[at + 1].start : final.end]
            surface = f"{nation} {tidy(around)}"
    need = head.type == "state" and not nation and len(run) <= 2
    return Found(
        first.start,
        final.end,
        surface,
        "organisation",
        head.speaks,
        head.fights,
        "nation" if need else "",
        type=head.name,
    )


def _nation_inside(reader: Reader, run: list[Chunk]) -> tuple[str, int] | None:
    """The nation whose adjective stands between the parts of one name, after "of the", and where."""
    for at in range(1, len(run) - 1):
        name = run[at].name
        if name and name.role == "demonym" and name.type != "people" and reader.connected(run[at - 1], run[at]):
            return name.canonical, at
    return None


def _alone(reader: Reader, chunk: Chunk, head: Head) -> Iterator[Found]:
    if _THE.search(reader.text, max(0, chunk.start - 24), chunk.start):
        yield Found(chunk.start, chunk.end, "", "organisation", head.speaks, head.fights, "head", type=head.name)
