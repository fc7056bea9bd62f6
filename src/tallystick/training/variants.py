"""The same document told of other nations and groups, so that the network learns who by the sentence, not by name.

Names that the data files know are dealt anew among themselves, each consistently through the document and its
annotations: nations with their demonyms and seats of government, armed groups by their names of one word. Everything
else stays (entity swapping; compare Dai & Adel 2020, "An analysis of simple data augmentation for named entity
recognition").
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tallystick.knowledge import table

_SLOTS = ("party", "actor", "claimant", "place", "target")


def swapped(text: str, records: list[dict[str, Any]], seed: int) -> tuple[str, list[dict[str, Any]]]:
    """The text with names dealt anew, and its records with spans moved and names replaced."""
    deal = _Deal(seed)
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []
    at = length = 0
    for match in _known().finditer(text):
        new = deal.replace(match[0])
        pieces += [text[at : match.start()], new]
        length += match.start() - at + len(new)
        at = match.end()
        moves.append((match.end(), length - at))
    pieces.append(text[at:])

    def moved(offset: int) -> int:
        shift = 0
        for end, by in moves:
            if end > offset:
                break
            shift = by
        return offset + shift

    new_text = "".join(pieces)
    return new_text, [_record(r, moved, deal) for r in records]


def _record(record: dict[str, Any], moved: Callable[[int], int], deal: _Deal) -> dict[str, Any]:
    names = {s: _known().sub(lambda m: deal.replace(m[0]), record[s]) for s in _SLOTS if record.get(s)}
    return {**record, **names, "start": moved(record["start"]), "end": moved(record["end"])}


class _Deal:
    """Which name stands for which, decided when a name is first met."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self._dealt: dict[int, int] = {}

    def replace(self, form: str) -> str:
        row, role = _forms()[form]
        kind = _rows()[row][0]
        if row not in self._dealt:
            taken = set(self._dealt.values())
            free = [i for i, (k, _) in enumerate(_rows()) if k == kind and i not in taken]
            self._dealt[row] = self._random.choice(free) if free else row
        return _rows()[self._dealt[row]][1].get(role, form)


@cache
def _rows() -> list[tuple[str, dict[str, str]]]:
    """(kind, forms by role) of everything that can be dealt."""
    rows = []
    for r in table("nations"):
        demonym = r["demonyms"].split("|")[0]
        # Only demonyms with a plain plural, so that no variant reads "the Danishs".
        if re.fullmatch(r"[A-Z][a-z]+[ni]", demonym) and " " not in r["name"]:
            forms = {"name": r["name"], "demonym": demonym, "demonyms": f"{demonym}s"}
            rows.append(("nation", forms | ({"seat": r["seats"].split("|")[0]} if r["seats"] else {})))
    for r in table("organisations"):
        if r["type"] == "armed" and re.fullmatch(r"[A-Z][A-Za-z]{2,}", r["name"]):
            rows.append(("group", {"name": r["name"]}))
    return rows


@cache
def _forms() -> dict[str, tuple[int, str]]:
    known = {form: (i, role) for i, (_, forms) in enumerate(_rows()) for role, form in forms.items()}
    row_of = {forms["name"]: i for i, (_, forms) in enumerate(_rows())}
    for r in table("nations"):
        for other in r["demonyms"].split("|")[1:]:
            if r["name"] in row_of and other:
                known |= {other: (row_of[r["name"]], "demonym"), f"{other}s": (row_of[r["name"]], "demonyms")}
    return known


@cache
def _known() -> re.Pattern[str]:
    forms = sorted(_forms(), key=len, reverse=True)
    # A hyphen before or after binds a name into another ("Nagorno-…", "Anglo-…").
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])")
