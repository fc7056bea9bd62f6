"""What a first reading of a sentence yields: mentions, some of which the rest of the document must settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tallystick.language.mentions import NameKind

#: What a mention still lacks: the nation last spoken of, the nation the document is about (as a state, or as an
#: adjective), a longer form of a person's name, the organisation last named with this head word, the last observer,
#: or who holds this office.
Need = Literal["", "nation", "main", "adjective", "person", "head", "observer", "office"]

#: Types of organisations that the data files know (data/organisations.tsv), and of all names that they know.
FILED_TYPES = frozenset(("armed", "alliance", "party", "body", "observer", "media"))
KNOWN_TYPES = FILED_TYPES | {"state", "historic", "unrecognised", "region", "people"}


@dataclass(slots=True)
class Found:
    """A mention before the document has been read whole. `need` says what its canonical name waits for.

    `weak` marks a name with no sign that it acts or speaks; `type` an organisation's type or head word;
    `office` what a person holds, or who is asked for, as the nation (or nothing) and the folded office.
    """

    start: int
    end: int
    canonical: str
    kind: NameKind
    speaks: bool
    fights: bool
    need: Need = ""
    weak: bool = False
    type: str = ""
    office: tuple[str, str] | None = None
