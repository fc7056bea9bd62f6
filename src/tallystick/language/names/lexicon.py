"""The phrases of the data files in one table, keyed by their folded words, so that a text is looked up in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from tallystick.knowledge import table, words
from tallystick.language.mentions import NameKind

if TYPE_CHECKING:
    from tallystick.conflict import Conflict

#: A word: a dotted abbreviation, or letters and digits with apostrophes inside. Hyphens part words.
WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’‘`´ʻʼʿʾ][^\W\d_]+)*")
_MARKS = re.compile(r"['’‘`´ʻʼʿʾ.]")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_LETTERS = str.maketrans({"ı": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
#: Organisations by type: whether they can make statements, whether they can fight.
_TYPES = {
    "armed": (True, True),
    "alliance": (True, True),
    "party": (True, True),
    "body": (True, False),
    "observer": (True, False),
    "media": (True, False),
}

#: Ends of demonyms that take no plural s.
_NO_PLURAL = ("s", "ese", "sh", "ch", "men", ".")

#: Word lists, and what being in one says of a phrase.
_FLAGS = {
    "offices": "office",
    "names_ranks": "rank",
    "names_modifiers": "modifier",
    "names_passing_modifiers": "passing",
    "names_given": "given",
    "names_place_words": "place",
    "names_events": "event",
    "names_stop": "stop",
    "names_backers": "backer",
}

Role = Literal["name", "demonym", "seat", "organisation", "party"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A name the data files or the conflict file know. `exact` is the spelling it must have, None where any will do."""

    canonical: str
    kind: NameKind
    role: Role
    type: str
    speaks: bool
    fights: bool
    exact: str | None
    capital: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A noun for people or forces. `of` says what it takes from the nation before it (see data/groups.tsv)."""

    canonical: str
    of: str
    speaks: bool
    fights: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A word by which a capitalised run is known as an organisation. `alone`: "the agency" is the one named before."""

    name: str
    type: str
    speaks: bool
    fights: bool
    alone: bool


@dataclass(slots=True)
class Lex:
    """Everything one folded phrase can be."""

    names: list[Entry] = field(default_factory=list)
    group: Group | None = None
    head: Head | None = None
    office: bool = False
    rank: bool = False
    modifier: bool = False
    passing: bool = False
    subject: str | None = None
    given: bool = False
    place: bool = False
    event: bool = False
    stop: bool = False
    backer: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their folded words, and for each first word the phrase lengths to try, longest first."""

    phrases: dict[str, Lex]
    lengths: dict[str, tuple[int, ...]]
    adjectives: dict[str, str]


def fold(word: str) -> str:
    """A word for lookup: lower case, no accents, no apostrophes, no possessive."""
    if word.isascii() and word.isalpha():
        return word.lower()
    word = _MARKS.sub("", _POSSESSIVE.sub("", word))
    word = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in word if not unicodedata.combining(c))


def fold_phrase(phrase: str) -> list[str]:
    """The folded words of a phrase."""
    return [fold(m[0]) for m in WORD.finditer(phrase)]


@cache
def base_lexicon() -> Lexicon:
    """The lexicon of the data files. Raises KnowledgeError where one cannot be read."""
    phrases: dict[str, Lex] = {}
    adjectives: dict[str, str] = {}
    _add_nations(phrases, adjectives)
    _add_organisations(phrases)
    _add_nouns(phrases)
    _add_words(phrases)
    return Lexicon(phrases, _lengths(phrases), adjectives)


def lexicon_for(conflict: Conflict | None) -> Lexicon:
    """The lexicon with the parties of a conflict file on top: they come before what the data files say."""
    base = base_lexicon()
    parties = [p for side in conflict.sides for p in side.parties] if conflict else []
    if not parties:
        return base
    phrases, added = dict(base.phrases), {}
    nations = {row["name"] for row in table("nations")}
    for party in parties:
        kind: NameKind = "nation" if party.name in nations else "organisation"
        for form in (party.name, *party.also):
            entry = Entry(party.name, kind, "party", "party", True, True, _exact(form), form != form.lower())
            for key in _keys(form):
                known = phrases.get(key, Lex())
                nation = next((e for e in known.names if e.kind == "nation" and e.canonical == party.name), None)
                phrases[key] = added[key] = _with_name(known, nation or entry)
    lengths = dict(base.lengths)
    for first, found in _lengths(added).items():
        lengths[first] = tuple(sorted({*found, *lengths.get(first, ())}, reverse=True))
    return Lexicon(phrases, lengths, base.adjectives)


def _keys(form: str) -> list[str]:
    """The phrases under which a user's name is found: as it is, and without its article where two words stay."""
    words = fold_phrase(form)
    forms = [words, words[1:]] if words[:1] == ["the"] and (len(words) > 2 or form != form.lower()) else [words]
    return [" ".join(words) for words in forms if words]


def _with_name(lex: Lex, entry: Entry) -> Lex:
    rest = [e for e in lex.names if e is not entry]
    return replace(lex, names=[entry, *rest])


def _lengths(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for key in phrases:
        first = key.partition(" ")[0]
        found.setdefault(first, set()).add(key.count(" ") + 1)
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _lex(phrases: dict[str, Lex], phrase: str) -> Lex:
    return phrases.setdefault(" ".join(fold_phrase(phrase)), Lex())


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _add_nations(phrases: dict[str, Lex], adjectives: dict[str, str]) -> None:
    for row in table("nations"):
        name, status = row["name"], row["status"]
        demonyms = _split(row["demonyms"])
        if demonyms:
            adjectives[name] = demonyms[0]
        forms: list[tuple[str, Role]] = [(form, "name") for form in (name, *_split(row["also"]))]
        forms += [(form, "demonym") for form in demonyms]
        forms += [(form + "s", "demonym") for form in demonyms if not form.endswith(_NO_PLURAL)]
        forms += [(form, "seat") for form in _split(row["seats"])]
        for form, role in forms:
            _name(phrases, form, Entry(name, "nation", role, status, True, True, _exact(form), True))


def _add_organisations(phrases: dict[str, Lex]) -> None:
    nations = {row["name"] for row in table("nations")}
    for row in table("organisations"):
        speaks, fights = _TYPES[row["type"]]
        name = row["name"].partition(" (")[0]
        kind: NameKind = "organisation"
        if row["family"] in nations:
            name, kind = row["family"], "nation"
        for form in (row["name"], *_split(row["also"])):
            if "(" in form:
                continue
            capital = form != form.lower()
            entry = Entry(name, kind, "organisation", row["type"], speaks, fights, _exact(form), capital)
            _name(phrases, form, entry)


def _name(phrases: dict[str, Lex], form: str, entry: Entry) -> None:
    bare = form[4:] if form[:4].lower() == "the " and form.count(" ") > 1 else form
    names = _lex(phrases, bare).names
    if all((e.canonical, e.exact, e.capital) != (entry.canonical, entry.exact, entry.capital) for e in names):
        names.append(entry)


def _exact(form: str) -> str | None:
    """Abbreviations must be spelled as they are: "US" is a state, "us" is not."""
    letters = form.replace(".", "")
    return form if len(letters) <= 5 and letters.upper() == letters else None


def _add_nouns(phrases: dict[str, Lex]) -> None:
    for row in table("groups"):
        group = Group(row["canonical"], row["class"], row["speaks"] == "1", row["fights"] == "1")
        for form in (row["word"], *_split(row["also"])):
            lex = _lex(phrases, form)
            lex.group = lex.group or group
    for row in table("names_heads"):
        name = row["head"]
        _lex(phrases, name).head = Head(
            name, row["class"], row["speaks"] == "1", row["fights"] == "1", row["alone"] == "1"
        )
    for row in table("names_ministries"):
        for form in (row["subject"], *_split(row["also"])):
            _lex(phrases, form).subject = row["canonical"]


def _add_words(phrases: dict[str, Lex]) -> None:
    for name, flag in _FLAGS.items():
        for word in words(name):
            setattr(_lex(phrases, word), flag, True)


@cache
def leaders() -> dict[str, str]:
    """Full names of leaders whom documents name by surname alone, by their folded surnames, and by other spellings."""
    full: dict[str, str] = {}
    for row in table("names_people"):
        given = fold_phrase(row["name"])[0]
        for form in _split(row["also"]):
            words = fold_phrase(form)
            full.setdefault(" ".join(words), row["name"])
            full.setdefault(" ".join((given, *words)), row["name"])
    return full


@cache
def bare_abbreviations() -> frozenset[str]:
    """Organisations that the data files know by their abbreviation alone: whatever it is spelled out as is theirs."""
    rows = (row for row in table("organisations") if not row["also"])
    return frozenset(row["name"] for row in rows if row["name"].upper() == row["name"])
