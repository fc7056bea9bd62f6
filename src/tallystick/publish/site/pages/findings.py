"""The findings: what does not fit, by kind, each with its quotes side by side; and quietly what does fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.publish.site import addresses
from tallystick.publish.site.content import NOT_STATED, Content
from tallystick.publish.site.templating import Page, render
from tallystick.publish.site.told import Told, told
from tallystick.publish.telling import KIND_WORDS
from tallystick.records import FINDING_KINDS


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of a kind."""

    name: str
    words: str
    found: tuple[Told, ...]


def pages(content: Content) -> Iterator[Page]:
    """One page with all findings."""
    loud: list[Kind] = []
    quiet: list[Kind] = []
    for kind in FINDING_KINDS:
        of_kind = [told(one, content, "") for one in content.findings if one.kind == kind]
        for into, is_quiet in ((loud, False), (quiet, True)):
            some = tuple(one for one in of_kind if one.finding.quiet == is_quiet)
            if some:
                into.append(Kind(kind, KIND_WORDS[kind][is_quiet], some))
    parties = sorted({one.finding.party or NOT_STATED for kind in loud for one in kind.found})
    yield render("findings.html", addresses.FINDINGS, content, loud=loud, quiet=quiet, parties=parties, none=NOT_STATED)
