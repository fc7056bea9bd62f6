"""What a document says elsewhere, to settle mentions that lean on it: surnames, "the ministry", "government forces"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from tallystick.language.mentions import Name
from tallystick.language.names.found import Found
from tallystick.language.names.lexicon import fold_phrase, leaders

_ABBREVIATION = re.compile(r" \((?:the |or )?[\"'“]?([A-Z][A-Za-z0-9./-]{1,9})[\"'”]?[,;)]")
#: A nation must hold this share of all mentions of nations for the document to be about it.
MAIN_SHARE = 0.25
#: So many mentions of a nation's rebels make it the one the document is about.
THEATRE_MENTIONS = 2


class Memory:
    """Settles mentions in the order of the text. One for each document."""

    def __init__(self, text: str, found: list[Found], adjectives: dict[str, str]) -> None:
        self._text = text
        self._adjectives = adjectives
        self._main = _theatre(text, found) or _main_nation(found)
        self._nation = ""
        self._heads: dict[str, str] = {}
        self._organs: dict[str, str] = {}
        self._observer = next((f.canonical for f in found if f.type in ("observer", "observatory") and f.canonical), "")
        self._longer = _longer_forms(found)
        self._short = _abbreviations(text, found)
        self._holders = self._first_holders(found)

    def settle(self, found: Found) -> Name | None:
        """The mention with its canonical name, None where the document does not say who is meant."""
        if found.need == "person" and (known := self._short.get(" ".join(fold_phrase(found.canonical)))):
            found = replace(known, start=found.start, end=found.end)
        if found.need == "observer" and self._observer:
            found = replace(found, kind="organisation")
        name = self._canonical(found)
        if not name:
            return None
        if found.kind == "nation" and found.type != "people":
            self._nation = name
        elif found.kind == "organisation":
            self._remember(found, name)
        elif found.office and found.need == "person":
            self._holders["", found.office[1]] = name
        end = found.end - 2 if self._text[found.end - 2 : found.end] in ("'s", "’s") else found.end
        return Name(found.start, end, name, found.kind, found.speaks, found.fights)

    def _remember(self, found: Found, name: str) -> None:
        if found.type in ("observer", "observatory"):
            self._observer = name
        for word in fold_phrase(name):
            self._heads[word] = name
        if found.need == "" and found.canonical:
            organ = name.partition(" ")[2]
            if organ:
                self._organs[organ] = name
                # "the General Staff" after "the General Staff of the Armed Forces"
                head, of, _ = organ.partition(" of the ")
                if of:
                    self._organs[head] = name

    def _canonical(self, found: Found) -> str:
        match found.need:
            case "main":
                return self._main or self._nation
            case "nation":
                return self._of_nation(found.canonical)
            case "adjective":
                adjective = self._adjectives.get(self._main, "")
                return f"{adjective} {found.canonical}".strip()
            case "head":
                return self._heads.get(found.type, "")
            case "observer":
                return self._observer or found.canonical
            case "office":
                return self._holders.get(found.office, "") if found.office else ""
            case "person":
                return self._person(found)
        return found.canonical

    def _of_nation(self, organ: str) -> str:
        nation = self._nation or self._main
        if not organ:
            return nation
        return self._organs.get(organ) or f"{nation} {organ}".strip()

    def _person(self, found: Found) -> str:
        key = " ".join(fold_phrase(found.canonical))
        if settled := self._longer.get(key) or leaders().get(key):
            return settled
        if found.weak and " " not in found.canonical and "-" not in found.canonical:
            return ""
        return found.canonical

    def _first_holders(self, found: list[Found]) -> dict[tuple[str, str], str]:
        holders: dict[tuple[str, str], str] = {}
        for f in found:
            if f.need == "person" and f.office and f.office[0]:
                holders.setdefault(f.office, self._person(f))
        return holders


def _theatre(text: str, found: list[Found]) -> str:
    """The nation whose rebels or civil war the document names most: its government is meant by "government forces"."""
    counts = Counter(f.type for f in found if f.kind == "group" and f.type)
    counts.update(
        f.canonical
        for f in found
        if f.kind == "nation" and f.type != "people" and text.startswith((" Civil War", " civil war"), f.end)
    )
    return next((name for name, most in counts.most_common(1) if most >= THEATRE_MENTIONS), "")


def _main_nation(found: list[Found]) -> str:
    counts = Counter(f.canonical for f in found if f.kind == "nation" and f.canonical and f.type != "people")
    if not counts:
        return ""
    (name, most), *_ = counts.most_common(1)
    return name if most >= MAIN_SHARE * counts.total() else ""


def _longer_forms(found: list[Found]) -> dict[str, str]:
    """For the last words of each person's name, the full name: the first in the document that ends so."""
    longer: dict[str, str] = {}
    for f in found:
        if f.need != "person" or f.kind != "person" or f.weak:
            continue
        words = fold_phrase(f.canonical)
        for at in range(1, len(words)):
            longer.setdefault(" ".join(words[at:]), f.canonical)
    return longer


def _abbreviations(text: str, found: list[Found]) -> dict[str, Found]:
    """Abbreviations that the text puts in brackets behind a name: "Institute of X (IX)"."""
    short: dict[str, Found] = {}
    for f in found:
        if f.kind in ("organisation", "unknown") and f.canonical and not f.weak and f.need in ("", "person"):
            match = _ABBREVIATION.match(text, f.end, min(len(text), f.end + 24))
            if match:
                short.setdefault(" ".join(fold_phrase(match[1])), replace(f, need=""))
    return short
