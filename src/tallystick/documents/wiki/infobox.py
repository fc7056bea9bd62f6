"""An infobox of wikitext: a field a row, the sides of a field beside each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tallystick.documents.plain_text import PlainText, flat, write_field
from tallystick.documents.wiki.scrubbing import BREAK, LIST_MARKS
from tallystick.documents.wiki.templates import name_of

#: What is about the looks of the box.
_LOOKS = re.compile(
    r"(?:image|img|map|photo|logo|flag|alt|upright|width|style|size|mark|relief|label_|pushpin|coord|website|module|embed"
    r"|color|colour|bg|qid|fetch|campaignbox|name_|nocat|child|footnotes|lat|lon|zoom|frame).{0,40}",
    re.IGNORECASE,
)
_STYLE = re.compile(r".{0,40}(?:_?style|_size|_width|_alt|_color|_colour|width|class)", re.IGNORECASE)
_NUMBERED = re.compile(r"(.{1,40}?)_?([1-9])([a-z]?)")
_SIDES = "combatant"


def is_infobox(template: Any) -> bool:
    """Whether a template is an infobox."""
    name = name_of(template)
    return name.startswith("infobox") or name.endswith(" infobox")


def write_wiki_infobox(plain: PlainText, template: Any, render: Callable[[Any], str]) -> None:
    """Write the fields of an infobox in their order; those of a number are the sides of one field."""
    fields: dict[str, dict[int, list[str]]] = {}
    for parameter in template.params:
        name = flat(str(parameter.name)) if parameter.showkey else ""
        if not name or _LOOKS.fullmatch(name) or _STYLE.fullmatch(name):
            continue
        lines = lines_of(render(parameter.value))
        if lines:
            numbered = _NUMBERED.fullmatch(name)
            base, side = (numbered[1] + numbered[3], int(numbered[2])) if numbered else (name, 0)
            fields.setdefault(base, {}).setdefault(side, []).extend(lines)
    sides = max(fields.get(_SIDES, {}), default=0)
    with plain.part("infobox"):
        for base, values in fields.items():
            label = flat(base.replace("_", " "))
            label = label[:1].upper() + label[1:]
            # The third field of a box with two sides stands below both: it is about neither.
            common = [side for side in sorted(values) if side == 0 or (sides and side > sides)]
            beside = [values.get(side, []) for side in range(1, max(values) + 1) if side not in common]
            if beside:
                write_field(plain, label, beside)
            for side in common:
                write_field(plain, label, [values[side]])


def lines_of(text: str) -> list[str]:
    """The lines of a value, without their list marks."""
    lines = (line.strip().lstrip(LIST_MARKS).strip() for line in text.replace(BREAK, "\n").split("\n"))
    return [flat(line) for line in lines if flat(line)]
