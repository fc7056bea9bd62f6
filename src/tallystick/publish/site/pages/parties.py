"""A page for each party: every tally of what is counted of it, each under its own permanent address."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.publish.site import addresses
from tallystick.publish.site.charts import marks
from tallystick.publish.site.content import NOT_STATED, VOICE_WORDS, VOICES, Content
from tallystick.publish.site.counts import grouped
from tallystick.publish.site.templating import Page, render


def pages(content: Content) -> Iterator[Page]:
    """The parties' pages."""
    key = [(marks.legend(kind), VOICE_WORDS[kind]) for kind in VOICES]
    for party in content.parties:
        path = addresses.party(party)
        groups = grouped(content.tallies_of.get(party, ()), content, addresses.root_of(path))
        side = content.sides.side_of(party) if party else None
        findings = [f for f in content.material.findings if f.party == party and not f.quiet]
        yield render(
            "party.html", path, content, here=addresses.FRONT, name=party or NOT_STATED, side=side, groups=groups,
            key=key, findings=findings,
        )  # fmt: skip
