"""The front page: each party's losses in numbers, as everybody gives them, and the findings that matter most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.publish.site import addresses, images
from tallystick.publish.site.charts import marks
from tallystick.publish.site.content import NOT_STATED, VOICE_WORDS, VOICES, Content
from tallystick.publish.site.counts import Group, grouped
from tallystick.publish.site.templating import Page, render
from tallystick.publish.site.told import that_matter, told

_MOST_FINDINGS = 8
#: So many parties stand on the front page in full, and so many rows in all, that it opens at once; a link leads to
#: the others.
_MOST_PARTIES, _MOST_ROWS, _FEWEST_ROWS = 12, 120, 3


@dataclass(frozen=True, slots=True)
class Portion:
    """One party on the front page."""

    name: str
    side: str | None
    people: list[Group]
    materiel: list[Group]
    address: str
    image: str
    counts: int


def pages(content: Content) -> Iterator[Page]:
    """The front page."""
    portions = list(_portions(content))
    shown = {portion.name for portion in portions}
    others = [
        (party or NOT_STATED, addresses.party(party), len(content.tallies_of.get(party, ())))
        for party in content.parties
        if (party or NOT_STATED) not in shown
    ]
    loud = [one for one in content.findings if not one.quiet]
    leading = [told(one, content, "", with_quotes=False) for one in that_matter(content, _MOST_FINDINGS)]
    key = [(marks.legend(kind), VOICE_WORDS[kind]) for kind in VOICES]
    yield render(
        "front.html", addresses.FRONT, content, portions=portions, others=others, leading=leading, loud=len(loud),
        key=key, sides=content.sides,
    )  # fmt: skip


def _portions(content: Content) -> Iterator[Portion]:
    rows = parties = 0
    for party in content.parties:
        tallies = content.headline(party)
        on_a_side = party is not None and content.sides.side_of(party) is not None
        if party is None or not tallies or (not on_a_side and len(tallies) < _FEWEST_ROWS):
            continue
        if parties >= _MOST_PARTIES or rows + len(tallies) > _MOST_ROWS:
            continue
        parties, rows = parties + 1, rows + len(tallies)
        people = [tally for tally in tallies if tally.thing.startswith("person.")]
        materiel = [tally for tally in tallies if not tally.thing.startswith("person.")]
        side = content.sides.side_of(party)
        yield Portion(
            party, side.name if side and side.name != party else None, grouped(people, content, ""),
            grouped(materiel, content, ""), addresses.party(party), images.of_party(party),
            len(content.tallies_of.get(party, ())),
        )  # fmt: skip
