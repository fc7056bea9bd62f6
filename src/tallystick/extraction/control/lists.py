"""Lists of places that one verb takes together: "the villages of A, B and C, and D in the north"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tallystick.extraction.control.places import PlaceItem, is_plural, item_at, kind_of_noun, noun_pattern, raw_item
from tallystick.extraction.control.sentences import DATE, Masked, P

#: So many places one list may have, and so many code points: texts are hostile.
_MOST, _LONGEST = 80, 1500
_SEPARATOR = re.compile(
    rf"(?:,? (?:and|as well as|along with|together with|plus|&)|,(?: and| as well as| along with| together with"
    rf"| followed by)?)"
    rf"(?: (?:also|later|then|finally|subsequently|even|including|like))?(?: (?:on"
    rf"|in) {DATE},?)?(?: to (?:the )?\w+,)? "
)
_ORDINAL = re.compile(
    r"\b(?:\w+est|first|second|third|last|only|most|largest|key|administrative|historic|main|former)\b"
)


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Places that one verb takes together, and what ends them."""

    start: int
    end: int
    items: tuple[PlaceItem, ...] = field(default=())


def list_at(sentence: Masked, at: int) -> PlaceList | None:
    """The place phrases that begin at this character and are joined by commas and "and"."""
    first = item_at(sentence, at) or _unknown_first(sentence, at)
    if first is None:
        return None
    text = sentence.text
    items, end = [first], first.end
    shared = first.kind if _has_plural(text[at : first.end]) else None
    while len(items) < _MOST and end - at < _LONGEST:
        end, items[-1] = _after_item(sentence, items[-1], end)
        gap = _SEPARATOR.match(text, end)
        if gap is None or items[-1].points_back:
            break
        following = item_at(sentence, gap.end(), listed=True)
        if following is None or (following.points_back and following.kind == "unknown"):
            break
        if _is_where(gap[0], items[-1], following):
            end = following.end
            continue
        if _is_apposed(text, gap[0], following, sentence):
            items[-1] = replace(
                items[-1], kind=following.kind if items[-1].kind in ("unknown", "settlement") else items[-1].kind
            )
            end = following.end
            closed = re.match(r"(?: [^,;.]{0,60})?,(?= and | as well as )", text[end:])
            if closed is None:
                break
            end += closed.end() - 1
            gap = _SEPARATOR.match(text, end)
            following = item_at(sentence, gap.end(), listed=True) if gap else None
            if gap is None or following is None:
                break
        if not _goes_on(text, following) or _is_a_subject(sentence, following):
            break
        if following.kind == "settlement" or (following.kind == "unknown" and shared):
            following = replace(following, kind=shared or following.kind)
        if DATE in gap[0]:
            following = replace(following, date=gap.start() + gap[0].index(DATE), date_before=True)
        if _has_plural(text[following.start : following.end]):
            shared = following.kind
        items.append(following)
        end = following.end
    end = items[-1].end if end < items[-1].end else end
    trailing = re.match(rf" {noun_pattern()}\b", text[end:])
    if trailing and len(items) > 1:
        kind = kind_of_noun(trailing[0].strip().lower()) or "unknown"
        items = [replace(i, kind=kind) if i.name is not None else i for i in items]
    elif len(items) > 1 and items[-1].kind != "unknown" and _has_plural(text[items[-1].start : items[-1].end]):
        items = [replace(i, kind=items[-1].kind) if i.kind in ("unknown", "settlement") else i for i in items]
    return PlaceList(at, end, tuple(items))


def _unknown_first(sentence: Masked, at: int) -> PlaceItem | None:
    """A name that no finder knows, where a list of places follows, or where it is said in which place it lies."""
    found = raw_item(sentence, at)
    if found is None:
        return None
    listed = re.match(
        rf"(?:(?:,| and|, and) (?:[A-ZÀ-ÞĀ-ŽƏ][\w'’-]+ ?){{1,3}}){{0,12}}(?:(?:,| and|, and) {P}| in (?:the )?{P})",
        sentence.text[found.end : found.end + 300],
    )
    return found if listed else None


def _goes_on(text: str, item: PlaceItem) -> bool:
    """False where what follows the phrase shows it to be the subject of another clause: "..., and the town fell"."""
    return re.match(
        r"(?:,? (?:which|who|that))? (?:was|were|is|are|had|has|have|would|could|did|fell|came|remained|began"
        r"|started|"
        r"launched|attacked|continued|became)\b",
        text[item.end :],
    ) is None  # fmt: skip


def _is_where(gap: str, item: PlaceItem, following: PlaceItem) -> bool:
    """True where a comma parts a place from the district or province it lies in: "took Strelsau, Karst Province"."""
    return (
        gap.strip() == ","
        and following.kind in ("district", "area")
        and following.words is not None
        and following.name is not None
        and item.kind in ("settlement", "unknown", "village", "town", "city")
    )


def _is_a_subject(sentence: Masked, item: PlaceItem) -> bool:
    """True where a state that follows a comma begins a clause of its own: "took Strelsau, Ruritania left"."""
    return (
        item.name in sentence.names
        and re.match(
            r"(?:$|[.,;:)]|,? (?:and|as well as|in|on|from|after|by"
            r"|following)\b)",
            sentence.text[item.end :],
        )
        is None
    )


def _after_item(sentence: Masked, item: PlaceItem, end: int) -> tuple[int, PlaceItem]:
    """Past what says where an item is, or when it was taken, when a list may go on behind it."""
    text = sentence.text
    while True:
        where = re.compile(
            rf" \([^()]{{1,60}}\)| (?:in|near|of|at"
            rf"|on) (?:the )?(?:[\w-]+ (?:of )?(?:the )?){{0,4}}?{P}(?: {noun_pattern()}\b)?|,? (?:in|to) the "
            rf"(?:north|south|east|west)[\w-]*(?: of (?:the )?(?:{P}|\w+))?|,? (?:on|in|by) {DATE}"
        ).match(text, end)
        if where is None:
            return end, item
        if DATE in where[0]:
            item = replace(item, date=where.start() + where[0].index(DATE))
        end = where.end()


def _has_plural(phrase: str) -> bool:
    return any(is_plural(word.lower()) for word in re.findall(r"\w+", phrase))


def _is_apposed(text: str, gap: str, item: PlaceItem, sentence: Masked) -> bool:
    """True where the phrase only describes the place before it: "Strelsau, the second-largest city of Ruritania"."""
    if gap.strip() != ",":
        return False
    phrase = text[item.start : item.end]
    if not re.match(r"(?:the|an?|its|their) ", phrase):
        return False
    if item.name is None:
        return True
    return _ORDINAL.search(phrase) is not None or re.search(r"\b(?:capital|cent(?:er|re)|seat)\b", phrase) is not None
