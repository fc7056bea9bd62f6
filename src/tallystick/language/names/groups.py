"""Groups by their nouns: "Armenian forces" are Armenia, "Syrian rebel fighters" are Syrian rebels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.language.names.canonical import tidy
from tallystick.language.names.chunks import Chunk, Reader
from tallystick.language.names.found import Found, Need
from tallystick.language.names.lexicon import Group

#: Classes of groups that keep a name of their own beside their nation's, the most telling first.
#: Groups that are filed under the nation in whose capital they sit: "officials in" a capital are no visitors there.
_GOVERNING = frozenset(("government", "authorities", "officials"))
#: What else may stand before them.
_GOVERNING_WORDS = frozenset(("government", "military", "official", "security", "state"))
_COMPOUND = re.compile(r"\w-\w+ $")
_NAMED = ("rebel", "own", "observer", "bare", "qualified")


def group_mentions(reader: Reader, chunks: list[Chunk]) -> Iterator[Found]:
    """The mentions made of modifiers, nations and group nouns that stand side by side."""
    at, count = 0, len(chunks)
    while at < count:
        if not _belongs(chunks[at]):
            at += 1
            continue
        last = at
        while last + 1 < count and _follows(reader, chunks[last], chunks[last + 1]):
            last += 1
        title = last + 1 < count and chunks[last + 1].plain and reader.joined(chunks[last], chunks[last + 1])
        run = chunks[at : last + 1]
        seat = chunks[last + 1] if last + 1 < count else None
        if seat is not None and _seated(reader, run, seat) and seat.name:
            # "Armed Forces of Peru" in capitals has a name of its own, which `organisations` reads.
            if not (run[-1].capital and run[-1].lex.head):
                yield Found(run[0].start, seat.end, seat.name.canonical, "nation", True, True, type=seat.name.type)
        else:
            yield from _run(reader, run, title)
        at = last + 1


def _seated(reader: Reader, run: list[Chunk], seat: Chunk) -> bool:
    """True for "the army of Peru", "the government in Lima", "officials in Peru", where nothing else says whose."""
    if seat.name is None or seat.name.kind != "nation" or seat.name.type == "people" or seat.possessive:
        return False
    group = run[-1].lex.group
    if group is None or group.of not in ("organ", "state") or any(c.name for c in run):
        return False
    gap = reader.gap(run[-1], seat)
    if gap in (" of ", " of the "):
        return seat.name.role in ("name", "party")
    if gap != " in " or seat.name.role not in ("seat", "name") or group.canonical not in _GOVERNING:
        return False
    if group.canonical != "government" and not run[-1].key.endswith("s"):
        return False
    plain = all(chunk.lex.passing or chunk.key in _GOVERNING_WORDS for chunk in run[:-1])
    return plain and not _COMPOUND.search(reader.text, max(0, run[0].start - 24), run[0].start)


def _belongs(chunk: Chunk) -> bool:
    lex = chunk.lex
    return bool(lex.group or lex.modifier or lex.passing or lex.subject or chunk.name)


def _follows(reader: Reader, left: Chunk, right: Chunk) -> bool:
    if right.lex.backer and reader.gap(left, right) == "-":
        return True
    return _belongs(right) and reader.joined(left, right)


def _run(reader: Reader, run: list[Chunk], title: bool) -> Iterator[Found]:
    while run and (run[-1].lex.group is None or (run[-1].name and run[-1].name.kind != "organisation")):
        run = run[:-1]
        title = False
    if not run:
        return
    backed = {k for k in range(len(run) - 1) if run[k + 1].lex.backer and reader.gap(run[k], run[k + 1]) == "-"}
    nation = company = None
    for k, chunk in enumerate(run):
        if chunk.name and k not in backed:
            if chunk.name.kind == "nation":
                nation = chunk if k < len(run) - 1 else nation
            else:
                company = chunk
    groups = [(c, c.lex.group) for c in run if c.lex.group]
    if company is not None:
        yield from _of_company(reader, run, company, groups[-1][1])
    else:
        yield from _of_nation(reader, run, groups, nation, bool(backed), title)


def _of_company(reader: Reader, run: list[Chunk], company: Chunk, head: Group) -> Iterator[Found]:
    named = company.name
    if named is None:
        return
    start = run[0].start if company is run[0] else company.start
    yield Found(start, run[-1].end, named.canonical, named.kind, named.speaks, named.fights, type=named.type)
    if head.of == "leader" and company is not run[-1]:
        yield _literal(reader, company.start, run[-1].end)


def _of_nation(
    reader: Reader, run: list[Chunk], groups: list[tuple[Chunk, Group]], nation: Chunk | None, backed: bool, title: bool
) -> Iterator[Found]:
    start, end, head = run[0].start, run[-1].end, groups[-1][1]
    of = _kind(groups)
    if of in _NAMED:
        found = _named(reader, run, groups, nation, of, title)
        if found is not None:
            yield found
            if head.of == "leader":
                yield _literal(reader, start, end)
    elif nation is not None and nation.name is not None:
        name = nation.name
        if name.type == "people":
            yield _literal(reader, nation.start, end)
            return
        yield Found(start, end, name.canonical, "nation", True, True, type=name.type)
        if head.of == "leader" and not title:
            yield _literal(reader, nation.start, end)
    elif backed and not run[-1].lex.event:
        yield _literal(reader, start, end)
    elif of in ("organ", "state"):
        yield Found(start, end, "", "nation", True, True, "main" if of == "organ" else "nation")
    elif of == "generic" and any(c.lex.modifier and not c.lex.passing and not c.lex.group for c in run):
        first = next(c for c in run if not c.lex.passing)
        yield _literal(reader, first.start, end)


def _literal(reader: Reader, start: int, end: int) -> Found:
    return Found(start, end, tidy(reader.text[start:end]), "group", True, True)


def _kind(groups: list[tuple[Chunk, Group]]) -> str:
    kinds = {g.of for _, g in groups}
    return next((of for of in (*_NAMED, "organ", "state") if of in kinds), groups[-1][1].of)


def _named(
    reader: Reader, run: list[Chunk], groups: list[tuple[Chunk, Group]], nation: Chunk | None, of: str, title: bool
) -> Found | None:
    chunk, group = next((c, g) for c, g in reversed(groups) if g.of in _NAMED)
    if (of == "qualified" or (chunk.capital and chunk.lex.office)) and len(run) == 1:
        return None
    if chunk.capital and (chunk.lex.head or (title and chunk.lex.office)) and len(run) > 1 and nation is None:
        return None
    surface = reader.text[chunk.start : chunk.end]
    noun = surface.lower() if surface.endswith("s") and surface.islower() else group.canonical
    parts = []
    for part in run:
        if part is chunk:
            break
        if part is nation:
            parts.append(_adjective(reader, part))
        elif part.lex.backer and parts:
            parts[-1] += reader.text[part.start - 1 : part.end]
        elif not part.lex.passing and not (part.lex.group and part.lex.group.of == "attribute"):
            parts.append(reader.text[part.start : part.end])
    need: Need = ""
    if of == "observer":
        need = "observer"
    elif of == "rebel" and nation is None and not any(part.lex.backer for part in run):
        need = "adjective"
    speaks, fights = any(g.speaks for _, g in groups), any(g.fights for _, g in groups)
    where = nation.name.canonical if of == "rebel" and nation and nation.name else ""
    return Found(run[0].start, run[-1].end, tidy(" ".join([*parts, noun])), "group", speaks, fights, need, type=where)


def _adjective(reader: Reader, nation: Chunk) -> str:
    if nation.name is not None and (nation.name.role != "demonym" or nation.possessive):
        return reader.lexicon.adjectives.get(nation.name.canonical, nation.name.canonical)
    return reader.text[nation.start : nation.end]
