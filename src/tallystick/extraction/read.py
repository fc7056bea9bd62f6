"""What a reader gives of one document."""

from __future__ import annotations

from typing import NamedTuple

from tallystick.records import Denial, Figure


class Read(NamedTuple):
    """All that was read in a document, each kind in the order of the text."""

    figures: list[Figure]
    denials: list[Denial]
