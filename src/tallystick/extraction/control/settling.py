"""What "it", "the town", "they" and "its forces" mean: the place or party that was named just before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.extraction.control.parties import Party, party_name
from tallystick.extraction.control.places import PlaceItem, is_plural, kind_of, kind_of_noun
from tallystick.extraction.control.sentences import Masked, masked
from tallystick.knowledge import table
from tallystick.language.annotate import Annotated
from tallystick.records import PlaceKind

#: How far back, in sentences of one paragraph, what "the town" means may have been named.
_BACK = 2
_SETTLED: dict[str, frozenset[str]] = {
    "city": frozenset(("settlement",)),
    "town": frozenset(("settlement", "region")),
    "village": frozenset(("settlement", "unresolved")),
    "settlement": frozenset(("settlement", "unresolved")),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A place as a statement has it: its words, whether it is named, its kind, and whether it was only referred to."""

    place: str
    named: bool
    kind: PlaceKind
    implied: bool = False


def settle_place(annotated: Annotated, sentence: Masked, item: PlaceItem) -> list[Settled]:
    """The places that a phrase means; empty for an "it" of which the text does not say what it is."""
    if item.words is not None and not item.points_back:
        return [_told(annotated, sentence, item)]
    if item.name is not None and not item.points_back:
        return [Settled(_singular(sentence.words(item.name, item.name + 1)), True, item.kind)]
    assert item.words is not None
    phrase = sentence.words(*item.words)
    found = _meant(annotated, sentence, item, phrase)
    if found:
        return [Settled(words, True, item.kind if item.kind != "unknown" else kind, True) for words, kind in found]
    return [] if item.kind == "unknown" else [Settled(phrase[0].lower() + phrase[1:], False, item.kind)]


def _singular(name: str) -> str:
    """A name without the plural that it shares with others: "the Karst and Delta districts"."""
    first, _, last = name.rpartition(" ")
    return first if first and last.islower() and is_plural(last) else name


def _told(annotated: Annotated, sentence: Masked, item: PlaceItem) -> Settled:
    """A place told by words. Of "half of the city" the city is named where the text makes it plain which one it is."""
    assert item.words is not None
    words = re.sub(r"^[Tt]he (?=[A-ZÀ-ÞĀ-ŽƏ])", "", sentence.words(*item.words))
    part = _PART_OF.fullmatch(words)
    if part is not None:
        meant = _meant(annotated, sentence, item, f"the {part['noun']}")
        if meant:
            return Settled(part["part"] + " " + meant[0][0], False, item.kind, True)
    return Settled(words, _is_name(words), item.kind)


_PART_OF = re.compile(
    r"(?P<part>.{1,60}\bof) the (?:entire )?(?P<noun>city|town|village|settlement|airport|airbase|base|dam|island)"
)


def _is_name(words: str) -> bool:
    """True where the words are a name: they begin with a capital, and no lower-case noun is counted by them."""
    return (
        re.match(r"[A-ZÀ-ÞĀ-ŽƏ]", words) is not None
        and not re.search(r"-(?:held|controlled|occupied|administered)\b", words)
        and re.search(r"\b(?:of|and)\b", words) is None
        and not _PART.match(words)
    )


_PART = re.compile(
    r"(?:Most|Some|Half|Part|Parts|Several|Many|All|Dozens|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Other|More)\b"
)


def _meant(annotated: Annotated, sentence: Masked, item: PlaceItem, phrase: str) -> list[tuple[str, PlaceKind]]:
    pronoun = phrase.lower() in ("it", "them")
    found = _candidates(sentence, 0, item.start, item.kind, phrase)
    if pronoun:
        return _last_list(sentence, found, phrase.lower() == "them")
    # What else the sentence names may be meant as well: then it is not plain which.
    everywhere = _candidates(sentence, 0, len(sentence.text), item.kind, phrase)
    if len({words for words, _ in everywhere} - {words for words, _ in found}):
        return []
    number = sentence.number
    for back in range(_BACK + 1):
        if back:
            if number - back < 0 or annotated.outline.sentences[number - back].paragraph != sentence.sentence.paragraph:
                break
            earlier = masked(annotated, number - back)
            found = _candidates(earlier, 0, len(earlier.text), item.kind, phrase)
        names = list(dict.fromkeys(words for words, _ in found))
        if len(names) == 1:
            return [(names[0], item.kind)]
        if names:
            return []
    return []


def _candidates(sentence: Masked, start: int, end: int, kind: PlaceKind, phrase: str) -> list[tuple[str, int]]:
    """The named places there that such a phrase can mean, with where they stand."""
    noun = phrase.split()[-1].lower()
    found = []
    for at, mention in sorted(sentence.places.items()):
        if not start <= at < end or mention.precision == "country":
            continue
        words = sentence.words(at, at + 1)
        last = words.split()[-1].lower()
        if phrase.lower() in ("it", "them"):
            fits = not sentence.text[at + 1 :].startswith("'s")
        elif kind in _SETTLED:
            fits = (
                mention.precision in _SETTLED[kind]
                and not sentence.text[:at].endswith("from ")
                and last not in _work_nouns()
                and at not in sentence.names
            )
        else:
            fits = last == noun or (noun in _same_work(last))
        if fits:
            found.append((words, at))
    return found


@cache
def _work_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("control_place_nouns") if row["kind"] not in _SETTLED)


def _same_work(last: str) -> tuple[str, ...]:
    return {
        "airport": ("airbase", "airfield"),
        "airbase": ("airport", "base", "airfield"),
        "base": ("airbase",),
        "bridges": ("bridge",),
    }.get(last, ())


def _last_list(sentence: Masked, found: list[tuple[str, int]], several: bool) -> list[tuple[str, PlaceKind]]:
    """The place named last, or, for "them", the list of them."""
    if not found:
        return []
    kept = [found[-1]]
    for words, at in reversed(found[:-1]):
        gap = sentence.text[at + 1 : kept[0][1]]
        if not re.fullmatch(r",|,? (?:and|as well as) (?:the )?|, (?:and )?", gap):
            break
        kept.insert(0, (words, at))
    if several and len(kept) < 2:
        return []
    noun = re.match(r" (\w+)", sentence.text[kept[-1][1] + 1 :])
    kind = kind_of_noun(noun[1].lower()) if noun else None
    return [(words, kind or kind_of(sentence, at)) for words, at in kept] if several or len(kept) <= 2 else []


def settle_party(
    annotated: Annotated,
    sentence: Masked,
    who: Party | str | None,
    said: tuple[int, int] | None,
    nations: frozenset[str],
) -> Party | None:
    """The party that a subject means: as named, or for a pronoun the speaker of its clause or the subject before."""
    if who is None or isinstance(who, Party):
        return who
    head = who.split()[0]
    if head in ("he", "she", "we", "our"):
        return None
    if head in ("the", "these", "those"):
        return None
    if said is not None:
        speakers = [at for at in sorted(sentence.names) if said[0] <= at < max(said[1], said[0] + 1)]
        if speakers:
            return _of_speaker(nations, sentence, speakers[0])
    own = {sentence.names[at].canonical for at in sentence.names if at < _position(sentence.text, who)}
    if (
        len(own) == 1
        and head in ("they", "their", "it", "its")
        and all(sentence.names[at].fights for at in sentence.names)
    ):
        return Party(own.pop(), None, True)
    if own:
        return None  # several were named before: it is not told who
    if not sentence.number or annotated.outline.sentences[sentence.number - 1].paragraph != sentence.sentence.paragraph:
        return None
    earlier = masked(annotated, sentence.number - 1)
    for at in sorted(earlier.names):
        before = earlier.text[:at]
        if re.search(r"(?:^|, |\bthe |^The |that |\band )$", before[-8:]) or not before:
            name = party_name(earlier, at)
            fights = earlier.names[at].fights
            return Party(name, None, True) if name and fights and earlier.names[at].kind != "person" else None
        break
    return None


def _position(text: str, word: str) -> int:
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found.start() if found else 0


def _of_speaker(nations: frozenset[str], sentence: Masked, at: int) -> Party | None:
    """The party for whom a ministry or army speaks; None for a person, whose side the text may not tell."""
    name = sentence.names[at]
    if name.kind == "nation" or (name.fights and name.kind in ("group", "organisation")):
        return Party(party_of_office(nations, name.canonical), None, True)
    office = party_of_office(nations, name.canonical)
    return Party(office, None, True) if office != name.canonical else None


def nations_in(annotated: Annotated) -> frozenset[str]:
    """The nations that a document names."""
    return frozenset(n.canonical for n in annotated.names if n.kind == "nation" and ";" not in n.canonical)


def party_of_office(nations: frozenset[str], canonical: str) -> str:
    """The nation that the name of an office or army begins with: "Ruritania Ministry of Defence"; else the name."""
    if ";" in canonical:
        return canonical
    words = canonical.split(" ")
    begins = (" ".join(words[:length]) for length in range(len(words) - 1, 0, -1))
    return next((name for name in begins if name in nations), canonical)
