"""What single words say for or against a place, from the data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallystick.knowledge import table, words
from tallystick.language.mentions import Precision


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun that says what kind of place a name is: "village", "oblast", "river"."""

    before: bool
    after: bool
    precision: Precision
    keep: bool
    sited: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of the place finder. `kind_openers` are the first words of the kinds."""

    common: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    demonyms: frozenset[str]
    never: frozenset[str]
    media: frozenset[str]
    people: frozenset[str]
    speech: frozenset[str]
    openers: frozenset[str]
    kinds: dict[str, Kind]
    kind_openers: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    deeds: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    kinds = {
        row["noun"]: Kind(
            row["side"] != "after", row["side"] != "before", row["precision"],  # type: ignore[arg-type]
            row["keep"] == "yes", row["sited"] == "yes",
        )
        for row in table("places_kinds")
    }  # fmt: skip
    cues = table("places_cues")
    return Lexicon(
        common=words("places_common_words"),
        given=words("places_given_names"),
        titles=words("places_titles"),
        bodies=words("places_organisation_words"),
        demonyms=words("places_demonyms"),
        never=words("places_not_places"),
        media=words("places_media_words"),
        people=words("places_people_words"),
        speech=words("places_speech"),
        openers=words("places_openers"),
        kinds=kinds,
        kind_openers=frozenset(noun.split(" ", 1)[0] for noun in kinds),
        strong=frozenset(row["word"] for row in cues if row["strength"] == "strong"),
        weak=frozenset(row["word"] for row in cues if row["strength"] == "weak"),
        deeds=frozenset(row["word"] for row in cues if row["strength"] == "of"),
    )
