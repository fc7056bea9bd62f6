"""What belongs together around a word of control: its places, who holds them then, and who held them before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.extraction.control.lists import PlaceList, list_at
from tallystick.extraction.control.parties import Party
from tallystick.extraction.control.sentences import DATE, Masked
from tallystick.records import ControlForm

#: So far before a passive verb its places may begin.
_BACK = 400
#: What may stand between the places and a passive verb.
TO_PASSIVE = re.compile(
    rf"(?:'s)?(?: \([^()]{{0,80}}\))?(?:,? (?:which|that|who))?(?:, [^,;]{{0,80}},)?"
    rf"(?:,? (?:had|has|have|was|were|is|are|been|being|be|to|due|set|will|would|must|also|both|all|each|then"
    rf"|again|later|once|eventually|reportedly|still|now|soon|first"
    rf"|\w{{2,}}ly|on {DATE},?|in {DATE},?|by {DATE},?))* $"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb or noun of control with what belongs to it, as characters of a masked sentence.

    `holder` and `former` are pronouns where they are strings. `claims` is true where the holder itself says so.
    """

    start: int
    end: int
    places: PlaceList
    form: ControlForm
    holder: Party | str | None = None
    former: Party | str | None = None
    claims: bool = False
    noun: bool = False
    left: bool = False
    freed: bool = False
    verb: tuple[int, int] = (0, 0)


def places_before(sentence: Masked, verb: int, gap: re.Pattern[str]) -> PlaceList | None:
    """The longest list of places that ends right before a verb, but for what `gap` allows between."""
    text = sentence.text
    reach = max(verb - _BACK, 0)
    for match in _WORD_STARTS.finditer(text, reach, verb):
        preposition = re.search(
            r"\b(?:of|in|near|at|from|around|to|outside|on|by|for|towards?|into|with|over|between|through"
            r"|against) (?:the )?(?:[a-z]+ )?$",
            text[max(match.start() - 24, 0) : match.start()],
        )
        places = list_at(sentence, match.start())
        if places is None or places.end > verb:
            continue
        between = gap.fullmatch(text, places.end, verb)
        # "advanced on the town, which fell": what comes after a preposition is a subject only of a relative clause.
        if between and (not preposition or re.match(r",? (?:which|that)\b", between[0])):
            return places
    return None


_WORD_STARTS = re.compile(r"(?<![\w'’-])(?=[\w\ue010-\ue012])")
