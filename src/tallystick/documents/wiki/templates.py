"""What stands for a template in plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tallystick.documents.plain_text import flat
from tallystick.documents.wiki.scrubbing import BREAK, LIST_MARKS
from tallystick.knowledge import table

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DROPPED = re.compile(
    r"(?:cite|sfn|efn-|navbox|campaignbox|sidebar|pp-|use |r from|age in |#|defaultsort|displaytitle)"
)
_MARKS = {"dash": " – ", "space": " ", "line": BREAK, "bar": "|", "equals": "="}
#: Words between the two numbers of a measure: "{{convert|5|to|10|km}}".
_BETWEEN = {"to": " to ", "-": "–", "–": "–", "and": " and ", "or": " or ", "by": " by ", "x": " by ", "+": " + "}
#: A country by its code: {{ARM}}.
_CODE = re.compile(r"[A-Z]{3}")

Render = Callable[[Any], str]


@cache
def _known() -> dict[str, str]:
    return {row["template"]: row["does"] for row in table("wiki_templates")}


def name_of(template: Any) -> str:
    """The template's name in lower case, with spaces, without its namespace."""
    name = flat(str(template.name).replace("_", " "))
    return name.partition(":")[2].strip().lower() if name.lower().startswith("template:") else name.lower()


def expanded(template: Any, render: Render, notes: list[str]) -> str:
    """The text that stands for a template; a note goes to `notes`."""
    name = name_of(template)
    does = _known().get(name) or _known().get(name.partition(":")[0] + ":" if ":" in name else name)
    arguments = [render(p.value).strip() for p in template.params if not p.showkey]
    if does is None:
        return _unknown(name, str(template.name).strip(), arguments, template, render)
    if does in _MARKS:
        return _MARKS[does]
    if does == "drop":
        return ""
    if does == "note":
        notes.extend(arguments[:1])
        return ""
    if does == "mark":
        return f"({str(template.name).strip()})"
    if does in ("text", "list") and not arguments:
        arguments = _named(template, render, ("text", "quote", "content", "list", "1"))
    return _WRITERS[does]([argument for argument in arguments if argument], name)


def _unknown(name: str, written: str, arguments: list[str], template: Any, render: Render) -> str:
    if name.startswith("formatnum:"):
        return written.partition(":")[2].strip()
    if name.startswith(("lang-", "ipa-")):
        return arguments[0] if arguments else ""
    if _DROPPED.match(name):
        return ""
    if not arguments:
        return written if not template.params and _CODE.fullmatch(written) else ""
    return " ".join(argument for argument in arguments if argument)


def _named(template: Any, render: Render, names: tuple[str, ...]) -> list[str]:
    values = {str(p.name).strip().lower(): p.value for p in template.params}
    return [render(values[name]).strip() for name in names if name in values][:1]


def _list(arguments: list[str], name: str) -> str:
    written = BREAK.join(arguments).replace("\n", BREAK).split(BREAK)
    lines = (line.strip().lstrip(LIST_MARKS).strip() for line in written)
    return BREAK + BREAK.join(line for line in lines if line) + BREAK


def _date(arguments: list[str], name: str) -> str:
    numbers = [argument for argument in arguments if argument.isdigit()]
    if not arguments or len(numbers) < len(arguments[:1]):
        return " ".join(arguments[:1])
    year, month, day = [*numbers, "", ""][:3]
    named = _MONTHS[int(month) - 1] if re.fullmatch("0?[1-9]|1[0-2]", month) else ""
    return " ".join(part for part in (day if named else "", named, year) if part)


def _convert(arguments: list[str], name: str) -> str:
    written: list[str] = []
    for argument in arguments[:6]:
        if argument in _BETWEEN:
            written.append(_BETWEEN[argument])
        elif re.match(r"[\d.,+−-]", argument):
            written.append(argument)
        else:
            return "".join(written) + f" {argument}"
    return "".join(written)


def _first(arguments: list[str], name: str) -> str:
    return arguments[0] if arguments else ""


_WRITERS: dict[str, Callable[[list[str], str], str]] = {
    "text": _first,
    "last": lambda arguments, name: arguments[-1] if arguments else "",
    "list": _list,
    "date": _date,
    "as of": lambda arguments, name: f"As of {_date(arguments, name)}",
    "circa": lambda arguments, name: f"c. {_first(arguments, name)}",
    "convert": _convert,
    "name": lambda arguments, name: " ".join(arguments[:2]),
    "ship": lambda arguments, name: " ".join(arguments[:2]),
    "class": lambda arguments, name: f"{arguments[0]}-class {' '.join(arguments[1:2])}".strip() if arguments else "",
    "prefix": lambda arguments, name: f"{name.upper()} {_first(arguments, name)}".strip(),
    "fraction": lambda arguments, name: (
        f"{arguments[0]} {'/'.join(arguments[1:3])}" if len(arguments) > 2 else "/".join(arguments)
    ),
}
