"""A page of text: how wide it is, its console, and the marks of citations."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console

WIDTH = 100
#: Narrower than this a table of five columns is unreadable, and its cells go below one another.
NARROW = 76


def new_console(width: int, colour: bool) -> tuple[Console, StringIO]:
    """A console that writes into memory, in lines of at most `width` columns."""
    out = StringIO()
    console = Console(
        file=out, width=max(width, 20), force_terminal=colour, color_system="standard" if colour else None,
        highlight=False, legacy_windows=False, emoji=False, markup=False, no_color=not colour,
    )  # fmt: skip
    return console, out


def written(out: StringIO) -> str:
    """The lines without spaces at their ends, and with never more than one empty line between them."""
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def marks(numbers: tuple[int, ...]) -> str:
    """ "[1][2]"."""
    return "".join(f"[{number}]" for number in numbers)
