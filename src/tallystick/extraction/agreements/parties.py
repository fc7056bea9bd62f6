"""Who makes an agreement, who brings it about, and who says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallystick.extraction.agreements.cues import Cue, clause_start
from tallystick.extraction.agreements.phrases import Phrase
from tallystick.knowledge import words
from tallystick.language.annotate import Annotated
from tallystick.language.mentions import Name

#: Code points between two names of one list of signatories, at most: an office or an apposition may stand between.
_IN_LIST = 60
#: "an American company" is no state.
_BUSINESS = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:company|companies|firm|firms|corporation|manufacturer|bank|contractor)\b"
)
_JOINS = re.compile(
    r"[\s)(]*(?:,|and|,\s*and|as well as|along with|alongside|[–/-])?\s*(?:both\s+)?(?:the\s+|its\s+)?", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:,?\s*(?:and\s+|as well as\s+)?(?:both\s+)?(?:the\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:president|prime minister|minister|foreign minister|leader|king|chancellor|chief|commander|general|secretary"
    r"|ambassador|envoy|army|military|government|forces|authorities|rebels|fighters|group|militia|delegation|officials"
    r"|side|representatives)s?(?:\s+of(?:\s+the)?)?,?\s*(?:and\s+|,\s*)?(?:the\s+)?)|(?:,\s*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:both\s+)?(?:the\s+)?", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:both\s+)?(?:the\s+)?", re.IGNORECASE)
_WITH = re.compile(r"\bwith\s+(?:the\s+)?(?!in\b)", re.IGNORECASE)
_BROUGHT_BY = re.compile(
    r"\b(?:brokered|mediated|sponsored|arranged|facilitated|negotiated|guaranteed|organi[sz]ed|overseen|supervised)"
    r"(?:\s+and\s+\w+)?\s+by\s+(?:both\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_MEDIATION = re.compile(
    r"\b(?:mediation|auspices|sponsorship|brokerage|supervision|initiative)\s+(?:of|by|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_MEDIATION_AFTER = re.compile(
    r"(?:['’]s?)?\s+(?:-\s*)?(?:mediation|auspices|sponsorship|brokering|brokerage)\b", re.IGNORECASE
)
_BROKERED_NAME = re.compile(
    r"[\s–-]+(?:brokered|mediated|sponsored|negotiated|facilitated|backed|led|imposed)\b", re.IGNORECASE
)
_CLAIMS = re.compile(
    r"\)?(?:\s+\w+){0,3}?\s+(?:reported(?:ly)?|said|says|stated|claimed|claims|confirmed|announced"
    r"|told \w+|tweeted|alleged)"
    r"(?:\s+(?:on|in)\s+[\w\s]{1,24}?)?,?\s+(?:that\b|a\b|an\b|the\b|it\b)"
)
_ACCORDING = re.compile(r"\b(?:according to|citing)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_TRAILING_CLAIM = re.compile(
    r"\)?\s+(?:has\s+|have\s+|also\s+)?(?:reported|said|says|stated|claimed|announced|confirmed)\b"
)
_ALLEGED = re.compile(
    r"(?i)\b(?:reportedly|allegedly|alleged|it was reported|reports (?:of|that)|unconfirmed|rumou?red|claimed)\b"
)
#: The subject of a verb ends here where something else than a name stands before it.
_ADVERBIAL = re.compile(
    r",?\s*(?:(?:\w+ly|also|both|then|later|soon|again|finally|had|have|has|both sides|all|each|were|was"
    r"|together|jointly"
    r"|announced that they|said that they|said they|agreed and|met and|in \w+|on \d+ \w+)\b[\s,]*)*"
)
_NOT_SUBJECT = re.compile(
    r"\b(?:by|of|against|between|with|from|in|on|at|near|for|to|after|following|under|into|over|amid|than"
    r"|about|around|inside|outside)\s+"
    r"(?:the\s+|an?\s+|both\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Makers:
    """Those who make an agreement and those who bring it about, by canonical names, and the spans that say so."""

    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def names_between(annotated: Annotated, start: int, end: int) -> list[Name]:
    """The names in a stretch that can bind themselves or speak: outermost ones, lists taken apart."""
    names = annotated.names
    text = annotated.document.text
    first, last = (bisect_left(names, at, key=lambda n: n.start) for at in (start, end))
    found = [n for n in names[first:last] if n.end <= end and ";" not in n.canonical and n.kind != "place"]
    found = [n for n in found if _binds(n, text[n.start : n.end]) and not _BUSINESS.match(text, n.end)]
    return [
        n
        for n in found
        if not any(
            o.start <= n.start and n.end <= o.end and o is not n and (o.start, o.end) != (n.start, n.end) for o in found
        )
    ]


def _binds(name: Name, mention: str) -> bool:
    if name.kind == "person":
        return True
    if not (name.fights or name.speaks):
        return False
    plain = mention.lower()
    # A common noun stands for whoever was named last; only a few stand for a party of a war by themselves.
    return mention != plain or not set(plain.split()) <= words("agreements_common_nouns")


def listed_from(annotated: Annotated, start: int, end: int) -> tuple[list[Name], int]:
    """The names of a list that begins at `start`, and where the list ends."""
    text = annotated.document.text
    found: list[Name] = []
    at = start
    for name in names_between(annotated, start, end):
        gap = text[at : name.start]
        if not found and not (gap.strip() == "" or (len(gap) < 45 and _plain_lead(gap))):
            break
        if found and not _joined(gap):
            break
        found.append(name)
        at = name.end
    # "with Karst, Borduria attacked": a comma joins only where the list ends with "and".
    gaps = [text[left.end : right.start] for left, right in pairwise(found)]
    while gaps and not re.search(r"\b(?:and|as well as|alongside|along with|of)\b|[–/-]", gaps[-1]):
        gaps.pop()
        found.pop()
    return found, found[-1].end if found else start


def _plain_lead(gap: str) -> bool:
    return re.fullmatch(r"(?:[\w-]+\s+){0,5}(?:of\s+)?(?:the\s+)?", gap) is not None and not re.search(
        r"\b(?:which|that|who|to|for|after|before|in|on|was|were|is)\b", gap
    )


def _joined(gap: str) -> bool:
    if re.fullmatch(r"\s+of\s+(?:the\s+)?", gap):
        return True  # "the President of Azerbaijan": an office, then its state
    return len(gap) <= _IN_LIST and (_JOINS.fullmatch(gap) is not None or _OFFICE.fullmatch(gap) is not None)


def parties_of(names: Iterable[Name]) -> tuple[str, ...]:
    """The canonical names of a list; where states are named, not the people who sign for them."""
    listed = list(names)
    if any(name.kind in ("nation", "organisation", "group") for name in listed):
        listed = [name for name in listed if name.kind != "person"]
    return tuple(dict.fromkeys(name.canonical for name in listed))


def subject_of(annotated: Annotated, start: int, verb: int) -> list[Name]:
    """The names that are the subject of a verb at offset `verb` whose clause begins at or after `start`."""
    text = annotated.document.text
    start = max(clause_start(text, start, verb), start, verb - 400)
    names = names_between(annotated, start, verb)
    if not names:
        return []
    together = [names[-1]]
    gap = text[names[-1].end : verb]
    if not (_ADVERBIAL.fullmatch(gap) or _titled(gap)):
        return []
    for name in reversed(names[:-1]):
        gap = text[name.end : together[0].start]
        if not _joined(gap) or (gap.strip() == "," and _NOT_SUBJECT.search(text[start : name.start])):
            break
        together.insert(0, name)
    return [] if _NOT_SUBJECT.search(text[start : together[0].start]) else together


def _titled(gap: str) -> bool:
    """A word or two of what the name is, then the verb: "rebels in the town have"."""
    return re.fullmatch(
        r"(?:['’]s)?(?:\s+[\w-]+){0,3}\s+(?:(?:had|have|has|also|both|later)\s+)*", gap
    ) is not None and not re.search(r"\b(?:that|which|who|and|were|was|but|,)\b", gap)


def makers_of(annotated: Annotated, sentence: tuple[int, int], phrase: Phrase, cue: Cue) -> Makers:
    """Parties and mediators, as far as the sentence names them."""
    text = annotated.document.text
    parties: list[Name] = []
    mediators: list[Name] = []
    anchor = max(phrase.end, cue.end)
    after_end = min(sentence[1], anchor + 260)
    semicolon = text.find(";", anchor, after_end)
    after_end = semicolon if semicolon >= 0 else after_end
    between = _first(_BETWEEN, text, phrase.end, min(after_end, phrase.end + 120))
    if between:
        parties, _ = listed_from(annotated, between.end(), after_end)
    inside = names_between(annotated, phrase.start, phrase.end)
    brokers = [n for n in inside if _BROKERED_NAME.match(text, n.end)]
    if brokers:
        mediators += _joined_before(text, inside, brokers[-1])
    elif not parties and len(inside) > 1 and not phrase.proper:
        parties = inside
    if brought := _first(_BROUGHT_BY, text, phrase.start, after_end) or _first(
        _MEDIATION, text, sentence[0], sentence[1]
    ):
        mediators += listed_from(
            annotated, brought.end(), after_end if brought.start() >= phrase.start else sentence[1]
        )[0]
    mediators += [n for n in names_between(annotated, *sentence) if _MEDIATION_AFTER.match(text, n.end)]
    if cue.telling == "made" and not cue.active and (by := _BY.search(text, cue.end, min(after_end, cue.end + 8))):
        parties = parties or listed_from(annotated, by.end(), after_end)[0]
    if cue.active:
        subject = subject_of(annotated, sentence[0], cue.start)
        if cue.telling == "brokered" and not between and _with(annotated, phrase, cue, after_end):
            parties = parties or subject  # "brokered an agreement with Karst": for itself
        elif cue.telling == "brokered":
            mediators += subject
        elif between and text[cue.start : cue.end] in ("negotiated", "secured", "negotiating"):
            mediators += [name for name in subject if name.canonical not in parties_of(parties)]
        elif cue.telling == "made" or (cue.telling == "announced" and not between):
            parties = parties or subject
    if with_ := _with(annotated, phrase, cue, after_end):
        subject = parties if not between else []
        parties = [*subject, *with_] if subject or not between else parties
    brought_by = [n for n in mediators if n not in parties]
    made_by = parties_of(parties)
    mediated_by = tuple(name for name in parties_of(brought_by) if name not in made_by)
    spans = tuple((n.start, n.end) for n in (*parties, *brought_by))
    return Makers(made_by, mediated_by, spans)


def _joined_before(text: str, names: Sequence[Name], last: Name) -> list[Name]:
    """The mediator and those joined to it: "Russian and Turkish-brokered"."""
    together = [last]
    for name in reversed([n for n in names if n.end <= last.start]):
        if not re.fullmatch(r"\s*(?:and|[–/-]|,)\s*", text[name.end : together[0].start]):
            break
        together.insert(0, name)
    return together


def _with(annotated: Annotated, phrase: Phrase, cue: Cue, end: int) -> list[Name]:
    """Those an agreement is made with, where "with" follows the phrase or the verb closely."""
    text = annotated.document.text
    for at in (phrase.end, cue.end):
        found = _WITH.search(text, at, min(end, at + 30))
        if found and not re.search(r"[,;.]|\b(?:which|that|after|before|and)\b", text[at : found.start()]):
            return listed_from(annotated, found.end(), end)[0]
    return []


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return pattern.search(text, start, end)


def claimant_of(annotated: Annotated, sentence: tuple[int, int], phrase: Phrase, cue: Cue) -> tuple[str | None, bool]:
    """Who the sentence says asserts it, and whether it is told as a claim rather than plainly."""
    text = annotated.document.text
    before = min(phrase.start, cue.start)
    for name in reversed(names_between(annotated, sentence[0], before)):
        if not name.speaks:
            continue
        if _ACCORDING.search(text[max(sentence[0], name.start - 40) : name.start]):
            return name.canonical, False
        said = _CLAIMS.match(text, name.end, before + 4)
        if said and (text[said.start() : said.end()].rstrip().endswith("that") or said.end() <= cue.start - 8):
            return name.canonical, re.search(r"\b(?:claim|alleg)", said[0]) is not None
    tail = text[max(phrase.end, cue.end) : sentence[1]]
    if according := re.search(r"\baccording to\s+(?:the\s+)?", tail):
        names, _ = listed_from(annotated, max(phrase.end, cue.end) + according.end(), sentence[1])
        return (names[0].canonical if names else None), not names
    for name in names_between(annotated, max(phrase.end, cue.end), sentence[1]):
        trailing = _TRAILING_CLAIM.match(text, name.end)
        if not name.speaks or not trailing or text[trailing.end() : sentence[1]].strip(" .\n"):
            continue
        if re.search(r",\s+(?:the\s+)?$", text[max(0, name.start - 8) : name.start]):
            return name.canonical, trailing[0].endswith("claimed")
    around = text[max(sentence[0], before - 80) : max(phrase.end, cue.end)]
    return None, _ALLEGED.search(around) is not None
