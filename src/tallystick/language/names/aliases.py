"""Other names that a document itself gives: "Institute of X (IX)", "the Y (also known as the Z)", "X, or IX,"."""

from __future__ import annotations

import re
from dataclasses import replace

from tallystick.language.names.found import FILED_TYPES, KNOWN_TYPES, Found
from tallystick.language.names.lexicon import WORD, bare_abbreviations, fold_phrase

_SHORT = r"[A-Z][A-Za-z0-9./-]{1,9}"
_IN_BRACKETS = re.compile(rf" \((?:[^()\n]{{1,60}}[,;:] ?)?(?:the |or )?[\"'“‘]?({_SHORT})[\"'”’]?[,;)]")
_BY_OR = re.compile(rf",? or (?:the )?[\"'“‘]?({_SHORT})[\"'”’]?,")
_BEFORE_BRACKET = re.compile(rf"\b({_SHORT}) \((?:the )?$")
_ALSO = re.compile(
    r"(?:,| \()(?: ?(?:also|formerly|previously|sometimes|better|commonly|locally))*"
    r" ?(?:known|called|referred to|styled|named) (?:as )?(?:the )?[\"'“‘]?"
)
#: The name goes on before what was read of it.
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w+['’] $")
_SMALL = frozenset(("of", "for", "the", "and", "in", "on", "to", "de", "al"))
#: How far behind a name its other name begins.
REACH = 90


class Aliases:
    """The other names a document gives, and what they stand for."""

    def __init__(self, text: str, found: list[Found]) -> None:
        self._text = text
        self._other: dict[str, Found] = {}
        #: Abbreviations that the document spells out, and so means, whatever else they may stand for.
        self._own: dict[str, Found] = {}
        starts = {f.start: f for f in reversed(found)}
        for f in found:
            if f.kind in ("organisation", "unknown") and f.canonical and not f.weak and f.need in ("", "person"):
                self._abbreviations(f)
                self._names(f, starts)

    def of(self, found: Found) -> Found | None:
        """What the document says this mention stands for, None where it says nothing."""
        if found.need == "person":
            return self._other.get(_key(found.canonical))
        if found.need == "" and found.type not in KNOWN_TYPES:
            return self._other.get(_key(found.canonical))
        if found.need == "" and found.type in FILED_TYPES and self._own:
            first = WORD.match(self._text, found.start)
            own = self._own.get(first[0]) if first and self._text[first.end() : first.end() + 1] != "-" else None
            return own if own is not None and own.canonical != found.canonical else None
        return None

    def _abbreviations(self, long: Found) -> None:
        text, end = self._text, long.end
        after = _IN_BRACKETS.match(text, end, min(len(text), end + REACH)) or _BY_OR.match(text, end, end + 24)
        short = after[1] if after else ""
        if not short and text[end : end + 1] == ")":
            before = _BEFORE_BRACKET.search(text, max(0, long.start - 24), long.start)
            short = before[1] if before else ""
        if not short or not _abbreviates(short, text[long.start : end]):
            return
        if _CAPITAL_BEFORE.search(text, max(0, long.start - 24), long.start):
            return
        meant = replace(long, need="")
        self._other.setdefault(_key(short), meant)
        if _initials(text[long.start : end]) == short.replace(".", "") and short not in bare_abbreviations():
            self._own.setdefault(short, meant)

    def _names(self, long: Found, starts: dict[int, Found]) -> None:
        match = _ALSO.match(self._text, long.end, min(len(self._text), long.end + REACH))
        other = starts.get(match.end()) if match else None
        if other is None or other.kind not in ("organisation", "unknown") or other.need not in ("", "person"):
            return
        if _key(other.canonical) != _key(long.canonical):
            self._other.setdefault(_key(other.canonical), replace(long, need=""))


def _key(name: str) -> str:
    return " ".join(fold_phrase(name))


def _initials(name: str) -> str:
    return "".join(word[0] for word in WORD.findall(name.replace("-", " ")) if word.lower() not in _SMALL).upper()


def _abbreviates(short: str, name: str) -> bool:
    """True for capitals: "Council (Tasov)" says where the council is, not what it is called for short."""
    return sum(letter.isupper() for letter in short) > 1 and short not in name and " " in name
