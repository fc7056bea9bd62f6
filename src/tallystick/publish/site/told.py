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
from tallystick.reconcile.naming import names_in
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

    kind: str
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
    for finding in sorted((f for f in content.findings if not f.quiet), key=lambda f: (-_weight(f, content), f.id)):
        if of_kind.get(finding.kind, 0) < _MOST_OF_A_KIND and len(chosen) < most:
            of_kind[finding.kind] = of_kind.get(finding.kind, 0) + 1
            chosen.append(finding)
    return chosen


def _weight(finding: Finding, content: Content) -> float:
    figures = (content.figures[id] for id in finding.figures if id in content.figures)
    sizes = [size for figure in figures if (size := figure.high or figure.low)]
    size = math.log10(max(sizes)) / 6 if sizes and max(sizes) > 1 else 0
    lives = _OUTCOME_WEIGHT.get(finding.outcome or "", 0.3)
    known = 0.5 if finding.party in content.sides.parties else 0.0
    return _WEIGHT[finding.kind] * (0.4 + 0.6 * finding.certainty) + lives + size * finding.certainty + known


def linked_summary(finding: Finding, content: Content, root: str) -> Markup:
    """The sentence, each number or quote in it a link to its words; what cannot be found in it is cited at its end."""
    text = finding.summary
    spans: list[tuple[int, int, str]] = []
    left = []
    for id in finding.figures:
        one = content.by_id[id]
        span = next((s for s in _mentions(text, one) if not _overlaps(s, spans)), None)
        if span is None:
            left.append(one)
        else:
            spans.append((*span, addresses.statement(one)))
    parts, at = [], 0
    for start, end, address in sorted(spans):
        parts.append(escape(printable(text[at:start])))
        parts.append(Markup('<a href="{}{}">{}</a>').format(root, address, printable(text[start:end])))
        at = end
    parts.append(escape(printable(text[at:])))
    for number, one in enumerate(left, 1):
        parts.append(
            Markup(' <a class="again" href="{}{}" aria-label="words {}">[{}]</a>').format(
                root, addresses.statement(one), number, number
            )
        )
    return Markup("").join(parts)


def _mentions(text: str, one: Statement) -> Iterator[tuple[int, int]]:
    """Where the sentence may speak of it: its quote; of a figure, its number as published, its bare number."""
    numbers: list[str] = []
    if isinstance(one, Figure):
        bare = (plain_number(bound) for bound in (one.low, one.high) if bound is not None)
        numbers = [published_number(one), *bare]
    for words in (f"“{one.quote}”", *numbers):
        for match in re.finditer(rf"(?<![\w,.]){re.escape(words)}(?![\w]|[,.]\d)", text):
            yield match.span()


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int, str]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in others)


def _quotes(finding: Finding, content: Content) -> Iterator[Quote]:
    for id in finding.figures:
        yield quote(content.by_id[id], content)
    if finding.kind == "denial":
        for denial in content.material.denials:
            if not set(denial.of).isdisjoint(finding.figures):
                yield quote(denial, content)


def quote(one: Statement, content: Content, said: str | None = None) -> Quote:
    """The words of a statement with who says them; `said` tells it in other words."""
    document = content.documents[one.document]
    if said is not None:
        who, when = said, ""
    elif isinstance(one, Denial):
        who, when = f"{one.denier or 'Nobody named'} rejects this", ""
    elif not isinstance(one, Figure):
        who = spoken_by(one, content)
        when = dated_words(one)
    else:
        stands = content.material.standings.get(one.id)
        who = content.voice_name(stands.voice) if stands else document.publisher or title_of(document)
        when = f"as of {date_phrase(one.as_of)}" if one.as_of else ""
    return Quote(
        type(one).__name__.casefold(), content.sentence(one), addresses.statement(one), who, when,
        document.publisher or "", title_of(document), document.publisher, document.published, one.line,
    )  # fmt: skip


def spoken_by(one: Statement, content: Content) -> str:
    """By whose word it is told: its claimant, else the publisher of its document, else the document."""
    document = content.documents[one.document]
    claimant = getattr(one, "claimant", None)
    return " and ".join(names_in(claimant)) or document.publisher or title_of(document)


def dated_words(one: Statement) -> str:
    """ "dated 3 May 2021 to 5 May 2021"; empty where it has no day of its own."""
    start, end = getattr(one, "start_date", None), getattr(one, "end_date", None)
    if not start:
        return ""
    return f"dated {date_phrase(start)}" + (f" to {date_phrase(end)}" if end not in (None, start) else "")


def marked(words: str) -> Markup:
    """Words with their numbers marked for the reader's way of writing."""
    return numerals.number(words)
