"""What texts call agreements: "a five-day ceasefire", "the US-brokered truce", "the 1994 Bishkek Protocol"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import table, words
from tallystick.records import AgreementForm

#: Code points before the noun in which its phrase may begin.
_REACH = 100
#: Words before the noun at most.
_MOST_WORDS = 9
_INDEFINITE = frozenset({"a", "an", "another", "one", "first", "second", "third", "fourth", "fifth", "some", "such"})
_WORD = re.compile(r"(?:[^\W_]+\.)+(?![\w])|[^\W_]+(?:['’/–-][^\W_]+|['’]s?)*")
_GAP = re.compile(r"[\s\"“”‘’]{1,3}")
_CAPITAL = r"[A-ZÀ-ÞĀ-Ž][\w'’]*"
_HEADS = r"(?:Protocol|Agreement|Accords?|Treaty|Armistice|Statement|Pact|Declaration|Memorandum|Truce|Ceasefire)"
_NAMED = re.compile(
    rf"\b(?:(?:Treaty|Armistice|Peace|Pact|Truce|Protocol|Convention)\s+of\s+{_CAPITAL}(?:[\s–-](?:and\s)?{_CAPITAL}){{0,3}}"
    rf"|(?:{_CAPITAL}(?:\s?[–-]\s?|\s)(?:of\s|and\s)?){{1,5}}{_HEADS}(?!\s+{_CAPITAL}))"
)
_YEAR_BEFORE = re.compile(r"(?:\d{4}\s+)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase for an agreement: its span from the determiner on, the noun's span, and what its words tell."""

    start: int
    end: int
    noun: tuple[int, int]
    form: AgreementForm
    name: str
    #: "Moscow Statement" is a name, "the ceasefire" is not.
    proper: bool
    determiner: str | None
    #: Made by another agreement's name or a broad word ("deal"), which may stand for an agreement of any form.
    broad: bool

    @property
    def definite(self) -> bool:
        """True where the phrase points at an agreement that the text takes as known."""
        return self.determiner is not None and self.determiner not in _INDEFINITE


@cache
def _forms() -> dict[str, str]:
    return {row["word"]: row["form"] for row in table("agreements_nouns")}


@cache
def _nouns() -> re.Pattern[str]:
    listed = sorted((word for word, form in _forms().items() if form != "named"), key=len, reverse=True)
    joint = "|".join(word for word, form in _forms().items() if form == "named")
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))}|(?:joint|trilateral|tripartite) (?:{joint}))(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _compounds() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(words("agreements_compounds"), key=len, reverse=True)))
    return re.compile(rf"[\s-]+(?:{listed})\b", re.IGNORECASE)


def phrases_in(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The noun phrases for agreements in text[start:end], in order, none overlapping another."""
    at = start
    named = [match for match in _NAMED.finditer(text, start, end) if _form_of(match[0])]
    plain = list(_nouns().finditer(text, start, end))
    for match in sorted([*named, *plain], key=lambda m: (m.start(), -m.end())):
        if match.start() < at or _compounds().match(text, match.end(), end):
            continue
        is_named = match.re is _NAMED and not _is_plain(match[0])
        if match.re is _NAMED and not is_named:
            continue
        phrase = _phrase(text, start, match, is_named)
        at = match.end()
        yield phrase


def _is_plain(name: str) -> bool:
    """True for what opens a sentence or title only: "The Agreement", "Ceasefire Agreement"."""
    found = [word.lower() for word in _WORD.findall(name)]
    inner = [
        word
        for word in found
        if word not in _INDEFINITE | words("agreements_determiners") and word not in words("agreements_stops")
    ]
    return " ".join(inner) in _forms() or len(inner) < 2


def _form_of(name: str) -> AgreementForm | None:
    found = [word.lower() for word in _WORD.findall(name)]
    for word in (*found[-1:], *found[:1], " ".join(found[-2:])):
        form = _forms().get(word) or _forms().get(word.removesuffix("s"))
        if form == "named":
            return "statement"
        if form:
            return form  # type: ignore[return-value]
    return "treaty" if found and found[0] in ("peace", "convention") else None


def _phrase(text: str, bound: int, match: re.Match[str], named: bool) -> Phrase:
    begin, determiner = _start(text, bound, match.start())
    noun = match[0]
    if named:
        form = _form_of(noun) or "other"
        inside = _WORD.match(noun)
        if inside and inside[0].lower() in _INDEFINITE | words("agreements_determiners"):
            noun = noun[inside.end() :].strip()
        name = noun
        if year := _YEAR_BEFORE.search(text[max(begin, match.start() - 6) : match.start()]):
            name = year[0] + name
    else:
        kind = _forms().get(noun.lower(), "named")
        form = "statement" if kind == "named" else kind  # type: ignore[assignment]
        name = text[begin : match.end()]
        if determiner and name.lower().startswith(determiner):
            name = name[len(determiner) :].lstrip()
        if determiner in ("second", "third", "fourth", "fifth", "first"):
            name = f"{determiner} {name}"
    broad = not named and (form in ("other", "statement") or noun.lower() in ("peace deal", "peace agreement"))
    return Phrase(begin, match.end(), match.span(), form, " ".join(name.split()).strip('"“”'), named, determiner, broad)


def _start(text: str, bound: int, noun: int) -> tuple[int, str | None]:
    """Where the phrase begins, and its determiner in lower case."""
    first = max(bound, noun - _REACH)
    found = list(_WORD.finditer(text, first, noun))[-_MOST_WORDS:]
    begin = noun
    for at, token in enumerate(reversed(found)):
        gap = text[token.end() : begin]
        lower = token[0].lower()
        if not _GAP.fullmatch(gap) or lower in words("agreements_stops") or (token.start() == first and first > bound):
            break
        if lower in _INDEFINITE | words("agreements_determiners"):
            return token.start(), lower
        before = found[-at - 2] if at + 1 < len(found) else None
        # "the UN brokered truce", but "Qatar brokered" only where a determiner shows that it is within the phrase.
        if lower in verbs("made", "announced", "brokered") and not (before and _adjacent(text, before, token)):
            break
        begin = token.start()
    return begin, None


@cache
def verbs(*meanings: str) -> frozenset[str]:
    """The words of bringing about that have one of these meanings: "made", "announced", "brokered"."""
    return frozenset(row["word"] for row in table("agreements_verbs") if row["meaning"] in meanings)


def _adjacent(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()] in (" ", "-", "–")
