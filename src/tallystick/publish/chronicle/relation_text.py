"""Relations between parties as text, for a terminal or a pipe."""

from __future__ import annotations

from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from tallystick.printable import one_line
from tallystick.publish.chronicle import relation_words as words
from tallystick.publish.chronicle.allegation_text import WIDTH
from tallystick.publish.chronicle.relations import RelationSheet
from tallystick.publish.page import new_console, written


def render_relations(sheet: RelationSheet, width: int = WIDTH, colour: bool = False) -> str:
    """The relations by kind, in lines of at most `width` columns, each with every passage that tells it."""
    console, out = new_console(width, colour)
    console.print(Text("Relations", style="bold"))
    console.print(Text(words.head_words(len(sheet), sum(len(tie.told) for tie in sheet))))
    for kind, ties in groupby(sheet, key=lambda tie: tie.kind):
        console.print()
        console.print(Text(words.KINDS[kind].upper(), style="bold underline"))
        for tie in ties:
            console.print()
            console.print(Text(one_line(words.title_words(tie)), style="bold"))
            for record in tie.told:
                style = "yellow" if record.denier else ""
                console.print(Padding(Text(one_line(words.telling_words(record)), style=style), (0, 0, 0, 2)))
                quoted = Text(f"“{one_line(record.quote)}”")
                quoted.append(f" {one_line(words.where(record, sheet.documents))}", style="dim")
                console.print(Padding(quoted, (0, 0, 0, 4)))
    return written(out)
