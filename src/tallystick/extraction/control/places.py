"""Phrases that mean places: "the villages of A, B and C", "dozens of villages", "most of the town", "the airport"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from tallystick.extraction.control.lexicon import listed
from tallystick.extraction.control.sentences import DATE, Masked, N, P
from tallystick.knowledge import table
from tallystick.records import PlaceKind

_FOLLOWERS = listed("control_follows")
_PARTS = listed("control_parts")
_WHOLES = listed("control_wholes")
#: Words that no place phrase runs over, besides the verbs of control themselves.
_STOP = listed("control_stops")
_VERBS = "|".join(
    sorted(
        {
            row[form]
            for row in table("control_verbs")
            for form in ("past", "gerund")
            if row["base"] not in ("hold", "control", "occupy", "win")
        }
    )
)
WORD = rf"(?:(?!(?:{_STOP}|{_VERBS})\b)[\w'’-]*\w|{N}(?:'s?|-[a-z]+)?)"
_NEXT_TO = re.compile(
    rf"(?P<locator> (?:(?:situated|located|just|lying|further|immediately|directly|some|about) )?(?:in|near"
    rf"|around|outside|surrounding|along|on(?! (?:the )?{P})|of|with|close to|next to|bordering|between"
    rf"|(?:to the )?(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west"
    rf"|south-east|south-west)(?:ern)?(?: of)?"
    rf")(?: [\w'-]+){{0,7}}?(?: (?:the )?(?:{P}(?:,? (?:and|or) {P})?"
    rf"|(?<= of )[A-ZÀ-ÞĀ-ŽƏ][\w'’-]+(?: [A-ZÀ-ÞĀ-ŽƏ][\w'’-]+){{0,2}})))(?P<after>(?: [a-z]+)?)"
)
_COMPASS = (
    r"(?:northern|southern|eastern|western|central|north|south|east|west|north-eastern|south-eastern|northwestern"
    r"|northeastern|southwestern|southeastern|north-western|south-western)"
)
_FOLLOWS = re.compile(
    r"(?:'s)?$|[.,;:)(\]\[\"”—]|-(?=\s)| [-–—(\[\"“]"
    rf"| (?:{_FOLLOWERS}|\d+|{DATE}|\w+ly\b|\w+ing\b|\w+ed\b)"
)
_NUMBER = (
    r"(?:\d[\d,.]*(?:%| percent of| per cent of|% of)?|(?:\w+ to )?\w+ percent of|(?:twenty|thirty|forty"
    r"|fifty)(?:-\w+)?)"
)


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """A place phrase in a masked sentence. `name` is the character that stands for the named place, None without one.

    `points_back` is true for "it", "them" and "the town", which mean a place named before.
    """

    start: int
    end: int
    kind: PlaceKind
    name: int | None = None
    words: tuple[int, int] | None = None
    points_back: bool = False
    date: int | None = None
    date_before: bool = False


@cache
def _nouns() -> dict[str, tuple[PlaceKind, bool, bool]]:
    """Kind of place by noun, whether it may stand alone, and whether it is a plural."""
    found: dict[str, tuple[PlaceKind, bool, bool]] = {}
    for row in table("control_place_nouns"):
        kind: PlaceKind = row["kind"]  # type: ignore[assignment]
        found[row["plural"]] = (kind, row["alone"] == "yes", True)
        found[row["noun"]] = (kind, row["alone"] == "yes", False)
    return found


@cache
def _parts_of_places() -> frozenset[str]:
    """Nouns that "of X" follows and that mean a part of X: "the outskirts of X"."""
    rows = [row for row in table("control_place_nouns") if row["part"] == "yes"]
    return frozenset(row[form] for row in rows for form in ("noun", "plural"))


@cache
def noun_pattern() -> str:
    listed = sorted(_nouns(), key=len, reverse=True)
    return "(?:" + "|".join(listed + [w.title() for w in listed]) + ")"


@cache
def _phrase() -> re.Pattern[str]:
    part = (
        rf"(?P<part>(?:(?:almost|nearly|about|around|at least|more than|over(?= \d)|some|roughly"
        rf"|approximately|up to|further|another|only) )*(?:{_PARTS}"
        rf"|{_NUMBER})(?=[\s\ue010-\ue013]) ?)?"
    )
    whole = rf"(?P<whole>(?:{_WHOLES}) )?"
    article = (
        r"(?P<article>(?:[Tt]he|[Aa]n?|its|their|[Tt]his|[Tt]hese|[Tt]hose|another|nearby|neighbouring"
        r"|neighboring|strategic|[A-Z]\w+'s) )?"
    )
    of = (
        rf"(?P<of>(?:{WORD} ){{0,5}}?(?P<noun>{noun_pattern()}),? (?:of|called|named)(?: the)? (?P<name1>{P}"
        rf"|(?P<raw1>[A-ZÀ-ÞĀ-Ž][\w'’-]+(?: [A-ZÀ-ÞĀ-Ž][\w'’-]+){{0,2}})))"
    )
    named = (
        rf"(?P<named>(?:(?:{_COMPASS}|nearby|neighbouring|neighboring|strategic|strategically|important|key"
        rf"|small|large|{N}-[a-z]+) ){{0,3}}(?P<name2>{P})(?:(?P<pair>[–-]{P}(?: {noun_pattern()}\b)?)"
        rf"|'s (?P<owned>(?:{WORD} ){{0,3}}?{noun_pattern()})\b|,? (?P<noun2>{noun_pattern()})\b(?! of)"
        rf"|(?P<quarter> (?:city cent(?:re|er)|old city|suburbs?))\b)?)"
    )
    told = rf"(?P<told>(?:{WORD} ){{0,5}}?(?P<noun3>{noun_pattern()}))\b"
    return re.compile(part + whole + r"(?P<the>[Tt]he )?" + article + rf"(?:{of}|{named}|{told}|(?P<back>it|them)\b)")


def item_at(sentence: Masked, at: int, listed: bool = False) -> PlaceItem | None:
    """The place phrase that begins at this character, None where none does. `listed`: it is a further one of a list."""
    text = sentence.text
    match = _phrase().match(text, at, min(len(text), at + 300))
    if match is None:
        return raw_item(sentence, at) if listed else None
    part = match["part"]
    nouns = _nouns()
    if match["of"]:
        kind, _, _ = nouns[match["noun"].lower()]
        if match["raw1"]:
            start, end = match.span("of" if match["noun"].lower() in _parts_of_places() else "name1")
            item = PlaceItem(match.start(), end, kind, None, (start, end))
        else:
            item = PlaceItem(match.start(), match.end(), kind, match.start("name1"))
            if match["noun"].lower() in _parts_of_places():
                item = replace(item, name=None, words=(match.start("of"), match.end()))
    elif match["named"]:
        noun = match["noun2"]
        kind = nouns[noun.lower()][0] if noun else kind_of(sentence, match.start("name2"))
        item = PlaceItem(match.start(), match.end(), kind, match.start("name2"))
        if match["owned"] or match["quarter"] or match["pair"]:
            last = (match["owned"] or match["quarter"] or match["pair"]).strip().split()[-1].lower()
            item = replace(item, kind=nouns.get(last, ("area", True, False))[0], name=None,
                           words=(match.start("name2"), match.end()))  # fmt: skip
        elif re.search(rf"{_COMPASS} $", text[match.start() : match.start("name2")]) and not part:
            compass = re.search(rf"(?:{_COMPASS} (?:and )?)+$", text[match.start() : match.start("name2")])
            assert compass is not None
            item = replace(item, kind="area", name=None, words=(match.start() + compass.start(), match.end()))
        if noun and item.words is None and (noun.istitle() or kind in ("feature", "district", "area")):
            item = replace(item, words=(match.start("name2"), match.end()))
    elif match["told"]:
        kind, alone, plural = nouns[match["noun3"].lower()]
        definite = (
            bool(match["the"] or (match["article"] or "").lower() in ("the ", "this ", "these ", "those ")) and not part
        )
        if not alone and not part and not match["whole"]:
            return None
        if not (match["the"] or match["article"] or part or match["whole"] or plural):
            return None
        if plural and not (match["the"] or match["article"] or part or match["whole"]):
            # "villages" alone are no place; "villages along the road to X" are
            located = _with_locator(sentence, PlaceItem(match.start(), match.end(), kind, None, match.span()))
            if located.end == match.end() and not re.match(rf"(?:{WORD}) ", match["told"]):
                return None
        bare = (
            re.fullmatch(
                rf"(?:(?:entire|whole"
                rf"|strategic) )?{re.escape(match['noun3'])}",
                match["told"],
            )
            is not None
        )
        item = PlaceItem(match.start(), match.end(), kind, None, match.span(), definite and bare and not plural)
    else:
        return PlaceItem(match.start(), match.end(), "unknown", None, match.span(), True)
    if part:
        item = replace(item, name=None, words=(match.start(), match.end()), points_back=False)
    elif match["whole"] and item.name is None:
        item = replace(item, words=(match.start(), match.end()) if item.words is None else item.words)
    if not _FOLLOWS.match(text, item.end) and not (match["of"] and match["raw1"]):
        return None
    if item.name is None and item.words and not item.points_back and not match["named"]:
        item = _with_locator(sentence, item)
    return item


def raw_item(sentence: Masked, at: int) -> PlaceItem | None:
    """A capitalised name that no finder knows, among places."""
    found = _RAW.match(sentence.text, at)
    if found is None or not _FOLLOWS.match(sentence.text, found.end()):
        return None
    return PlaceItem(at, found.end(), "unknown", None, found.span())


_RAW = re.compile(r"[A-ZÀ-ÞĀ-ŽƏ][\w'’-]+(?: [A-ZÀ-ÞĀ-ŽƏ][\w'’-]+){0,2}(?=,| and\b| in\b|\.|$)")


def _with_locator(sentence: Masked, item: PlaceItem) -> PlaceItem:
    """The phrase with what says where the unnamed place is: "two villages east of X"."""
    found = _NEXT_TO.match(sentence.text, item.end, min(len(sentence.text), item.end + 90))
    if found is None or item.words is None:
        return item
    end = found.end("locator")
    after = found["after"].strip()
    if after and after in _nouns():
        end = found.end("after")
    return replace(item, end=end, words=(item.words[0], end))


def kind_of_noun(noun: str) -> PlaceKind | None:
    """The kind that a noun means, lower-case; None for one that means no place."""
    return _nouns()[noun][0] if noun in _nouns() else None


def kind_of(sentence: Masked, at: int) -> PlaceKind:
    """The kind that the name itself tells, or that the list of places is sure of."""
    mention = sentence.places[at]
    last = mention.name.split()[-1].lower()
    if last in _nouns() and " " in mention.name:
        return _nouns()[last][0]
    if mention.precision == "settlement":
        return "settlement"
    return {"country": "area", "feature": "area", "point": "feature"}.get(mention.precision, "unknown")  # type: ignore[return-value]


def is_plural(noun: str) -> bool:
    """True for a plural that means places: "villages"."""
    return noun in _nouns() and _nouns()[noun][2]
