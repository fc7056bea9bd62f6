"""What a document says elsewhere, to settle mentions that lean on it: surnames, "the ministry", "government forces"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tallystick.language.mentions import Name
from tallystick.language.names.aliases import Aliases
from tallystick.language.names.found import KNOWN_TYPES, Found
from tallystick.language.names.lexicon import WORD, Lexicon, fold, fold_phrase, leaders
from tallystick.language.names.spelling import known_organisations, known_people, one_spelling

_OBSERVERS = frozenset(("observer", "observatory"))
#: A nation must hold this share of all mentions of nations for the document to be about it.
MAIN_SHARE = 0.25
#: So many mentions of a nation's rebels make it the one the document is about.
THEATRE_MENTIONS = 2


class Memory:
    """Settles mentions in the order of the text. One for each document."""

    def __init__(self, text: str, found: list[Found], lexicon: Lexicon) -> None:
        self._text = text
        self._adjectives = lexicon.adjectives
        self._main = _theatre(text, found) or _main_nation(found)
        self._nation = ""
        self._heads: dict[str, str] = {}
        self._organs: dict[str, str] = {}
        self._observer = next((f.canonical for f in found if f.type in _OBSERVERS and f.canonical), "")
        self._longer = _longer_forms(found) | _stand_ins(text, found, lexicon)
        self._aliases = Aliases(text, found)
        self._spelling = _spelling(found)
        self._holders = self._first_holders(found)

    def settle(self, found: Found) -> Name | None:
        """The mention with its canonical name, None where the document does not say who is meant."""
        if known := self._aliases.of(found):
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
        elif found.need == "person":
            if found.office:
                self._holders["", found.office[1]] = name
            self._named_in_full(found, name)
        end = found.end - 2 if self._text[found.end - 2 : found.end] in ("'s", "’s") else found.end
        return Name(found.start, end, name, found.kind, found.speaks, found.fights)

    def _named_in_full(self, found: Found, name: str) -> None:
        """From here on a surname is that of whom the text named in full last; a leader's stays the leader's."""
        if found.kind == "person" and not found.weak and name == found.canonical:
            words = fold_phrase(name)
            for at in range(1, len(words)):
                surname = " ".join(words[at:])
                if surname not in leaders():
                    self._longer[surname] = name

    def _remember(self, found: Found, name: str) -> None:
        if found.type in _OBSERVERS:
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
                return self._heads.get(found.type) or (self._observer if found.type in _OBSERVERS else "")
            case "observer":
                return self._observer or found.canonical
            case "office":
                return self._holders.get(found.office, "") if found.office else ""
            case "person":
                return self._person(found)
        return self._spelling.get(found.canonical, found.canonical)

    def _of_nation(self, organ: str) -> str:
        nation = self._nation or self._main
        if not organ:
            return nation
        return self._organs.get(organ) or f"{nation} {organ}".strip()

    def _person(self, found: Found) -> str:
        key = " ".join(fold_phrase(found.canonical))
        if settled := self._longer.get(key) or leaders().get(key) or self._spelling.get(found.canonical):
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


def _stand_ins(text: str, found: list[Found], lexicon: Lexicon) -> dict[str, str]:
    """The parties of the conflict file for whom its people speak, by the surnames of those that the text names so."""
    surnames: dict[str, str] = {}
    for f in found:
        words = WORD.findall(text, f.start, f.end) if f.type == "party" else []
        if len(words) < 2 or not all(word[0].isupper() for word in words):
            continue
        before = WORD.findall(text, max(0, f.start - 24), f.start)[-1:]
        phrases = [lexicon.phrases.get(fold(word)) for word in (words[0], *before)]
        if (phrases[0] and phrases[0].given) or (len(phrases) > 1 and phrases[1] and phrases[1].office):
            surnames.setdefault(fold(words[-1]), f.canonical)
    return surnames


def _spelling(found: list[Found]) -> dict[str, str]:
    """For names that are spelled in several ways the one to go by: that of the data files, or the most frequent."""
    counts: Counter[str] = Counter()
    better: dict[str, str] = {}
    for f in found:
        if f.kind not in ("organisation", "unknown", "person") or f.need not in ("", "person") or not f.canonical:
            continue
        if f.canonical in counts or f.canonical in better:
            counts[f.canonical] += f.canonical in counts
            continue
        known = known_people() if f.kind == "person" else known_organisations()
        spelled = known.of(f.canonical) if f.type not in KNOWN_TYPES else None
        if spelled is not None and spelled != f.canonical:
            better[f.canonical] = spelled
        elif not f.weak:
            counts[f.canonical] = 1
    people = {name: many for name, many in counts.items() if " " in name or "-" in name}
    return better | one_spelling(people)
