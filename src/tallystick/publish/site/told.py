"""Findings as readers see them: the sentence with links to the words, and the quotes side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from tallystick.printable import printable
from tallystick.publish.compared import FindingShown
from tallystick.publish.site import addresses, numerals
from tallystick.publish.site.content import Content, Sentence, title_of
from tallystick.publish.telling import KIND_WORDS, sureness_words
from tallystick.records import Denial, Figure, Finding, FindingKind, Statement
from tallystick.wording.phrase import date_phrase, plain_number, published_number

#: How much each kind matters to somebody who reads only the first few.
_WEIGHT: dict[FindingKind, float] = {
    "disagreement": 3.0, "denial": 2.4, "revision": 2.2, "arithmetic": 2.0, "containment": 2.0, "implausible": 1.8,
    "dates": 1.2, "repeat": 0.2,
}  # fmt: skip
_MOST_OF_A_KIND = 3
#: What a number is worth is a matter of lives first.
_OUTCOME_WEIGHT = {"killed": 1.0, "missing": 0.8, "captured": 0.7, "displaced": 0.8, "wounded": 0.7, "casualties": 0.8}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one statement in their sentence, with who says them and where."""

    sentence: Sentence
    address: str
    who: str
    when: str
    source: str
    title: str
    publisher: str | None
    published: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: its sentence with links, and the quotes it rests on."""

    finding: Finding
    kind: str
    summary: Markup
    sureness: str
    quotes: tuple[Quote, ...]
    address: str


def told(finding: Finding, content: Content, root: str, with_quotes: bool = True) -> Told:
    """A finding made ready to be shown on a page whose links begin with `root`."""
    quotes = tuple(_quotes(finding, content)) if with_quotes else ()
    return Told(
        finding, KIND_WORDS[finding.kind][finding.quiet], linked_summary(finding, content, root),
        sureness_words(FindingShown(finding, ())), quotes, addresses.finding(finding.id),
    )  # fmt: skip


def that_matter(content: Content, most: int) -> list[Finding]:
    """The loud findings that a front page leads with: lives first, then size and sureness, a few of each kind."""
    chosen: list[Finding] = []
    of_kind: dict[str, int] = {}
    for finding in sorted(
        (f for f in content.material.findings if not f.quiet), key=lambda f: (-_weight(f, content), f.id)
    ):
        if of_kind.get(finding.kind, 0) < _MOST_OF_A_KIND and len(chosen) < most:
            of_kind[finding.kind] = of_kind.get(finding.kind, 0) + 1
            chosen.append(finding)
    return chosen


def _weight(finding: Finding, content: Content) -> float:
    sizes = [size for id in finding.figures if (size := content.figures[id].high or content.figures[id].low)]
    size = math.log10(max(sizes)) / 6 if sizes and max(sizes) > 1 else 0
    lives = _OUTCOME_WEIGHT.get(finding.outcome or "", 0.3)
    known = 0.5 if finding.party in content.sides.parties else 0.0
    return _WEIGHT[finding.kind] * (0.4 + 0.6 * finding.certainty) + lives + size + known


def linked_summary(finding: Finding, content: Content, root: str) -> Markup:
    """The sentence, each number or quote in it a link to its words; what cannot be found in it is cited at its end."""
    text = finding.summary
    spans: list[tuple[int, int, str]] = []
    left = []
    for id in finding.figures:
        figure = content.figures[id]
        span = next((s for s in _mentions(text, figure) if not _overlaps(s, spans)), None)
        if span is None:
            left.append(figure)
        else:
            spans.append((*span, addresses.statement(figure)))
    parts, at = [], 0
    for start, end, address in sorted(spans):
        parts.append(escape(printable(text[at:start])))
        parts.append(Markup('<a href="{}{}">{}</a>').format(root, address, printable(text[start:end])))
        at = end
    parts.append(escape(printable(text[at:])))
    for number, figure in enumerate(left, 1):
        parts.append(
            Markup(' <a class="again" href="{}{}" aria-label="words {}">[{}]</a>').format(
                root, addresses.statement(figure), number, number
            )
        )
    return Markup("").join(parts)


def _mentions(text: str, figure: Figure) -> Iterator[tuple[int, int]]:
    """Where the sentence may speak of the figure: its quote, its number as published, its bare number."""
    numbers = [plain_number(bound) for bound in (figure.low, figure.high) if bound is not None]
    for words in (f"“{figure.quote}”", published_number(figure), *numbers):
        for match in re.finditer(rf"(?<![\w,.]){re.escape(words)}(?![\w]|[,.]\d)", text):
            yield match.span()


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int, str]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in others)


def _quotes(finding: Finding, content: Content) -> Iterator[Quote]:
    for id in finding.figures:
        yield quote(content.figures[id], content)
    if finding.kind == "denial":
        for denial in content.material.denials:
            if not set(denial.of).isdisjoint(finding.figures):
                yield quote(denial, content)


def quote(one: Statement, content: Content) -> Quote:
    """The words of a statement with who says them."""
    document = content.documents[one.document]
    if isinstance(one, Denial):
        who, when = f"{one.denier or 'Nobody named'} rejects this", ""
    else:
        stands = content.material.standings.get(one.id)
        who = content.voice_name(stands.voice) if stands else document.publisher or title_of(document)
        as_of = getattr(one, "as_of", None)
        when = f"as of {date_phrase(as_of)}" if as_of else ""
    return Quote(
        content.sentence(one), addresses.statement(one), who, when, document.publisher or "", title_of(document),
        document.publisher, document.published, one.line,
    )  # fmt: skip


def marked(words: str) -> Markup:
    """Words with their numbers marked for the reader's way of writing."""
    return numerals.number(words)
