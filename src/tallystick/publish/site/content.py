"""What the pages are made of: the records of a ledger, side by side, and where each of them stands on the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from tallystick.language.outline import Outline, outline
from tallystick.publish.cite import sentence_around
from tallystick.publish.compared import Terms
from tallystick.publish.comparing import is_worth_a_look, order_of, terms_of
from tallystick.publish.exchange.material import Material, gather
from tallystick.publish.site import addresses
from tallystick.reconcile.naming import is_observer, names_in
from tallystick.records import (
    Agreement,
    Allegation,
    Claim,
    Control,
    Document,
    Event,
    Figure,
    Finding,
    Obligation,
    Relation,
    Stance,
    Statement,
    StatementKind,
    Tally,
)

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger
    from tallystick.reconcile.sides import Sides

#: A claimant's stance, with those who count for themselves set apart from others who stand on no side.
Voice = Literal["own", "adversary", "documented", "third", "unattributed"]
VOICES: tuple[Voice, ...] = ("own", "adversary", "documented", "third", "unattributed")
VOICE_WORDS: dict[Voice, str] = {
    "own": "the party itself", "adversary": "the other side", "documented": "documented count",
    "third": "third party", "unattributed": "nobody named",
}  # fmt: skip
#: What a party is called that no figure names.
NOT_STATED = "Party not stated"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quote in its sentence: what stands before it, the quote, what stands after."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Content:
    """All records of a ledger at one moment, and what leads from one to another."""

    material: Material
    statements: dict[StatementKind, Sequence[Statement]]

    @property
    def conflict(self) -> Conflict | None:
        """The conflict file."""
        return self.material.conflict

    @property
    def title(self) -> str:
        """The conflict's title, else what the site is about."""
        return self.material.title or "Who says what"

    @property
    def sides(self) -> Sides:
        """The sides, stated or proposed."""
        return self.material.reconciled.laid.sides

    @property
    def documents(self) -> dict[str, Document]:
        """The documents by id, in the order of their paths."""
        return self.material.documents

    @property
    def figures(self) -> dict[str, Figure]:
        """The figures by id, in the order of the documents."""
        return self.material.figures

    @cached_property
    def terms(self) -> Terms:
        """The rule, and what was used."""
        return terms_of(self.material.reconciled)

    @cached_property
    def events(self) -> list[Event]:
        """The events."""
        return [one for one in self.statements.get("event", ()) if isinstance(one, Event)]

    @cached_property
    def control(self) -> list[Control]:
        """What is said of who holds which place."""
        return [one for one in self.statements.get("control", ()) if isinstance(one, Control)]

    @cached_property
    def agreements(self) -> list[Agreement]:
        """The agreements, by the day of their signature."""
        found = [one for one in self.statements.get("agreement", ()) if isinstance(one, Agreement)]
        return sorted(found, key=lambda one: (one.signed or one.in_force or "9999", one.document, one.start))

    @cached_property
    def obligations(self) -> dict[str, list[Obligation]]:
        """The obligations of each agreement, by its id."""
        found: dict[str, list[Obligation]] = defaultdict(list)
        for one in self.statements.get("obligation", ()):
            if isinstance(one, Obligation):
                found[one.agreement].append(one)
        return dict(found)

    @cached_property
    def allegations(self) -> list[Allegation]:
        """The allegations of crimes."""
        return [one for one in self.statements.get("allegation", ()) if isinstance(one, Allegation)]

    @cached_property
    def relations(self) -> list[Relation]:
        """What parties do for and against each other."""
        return [one for one in self.statements.get("relation", ()) if isinstance(one, Relation)]

    @cached_property
    def in_document(self) -> dict[str, list[Statement]]:
        """All statements of each document, in the order of the text."""
        found: dict[str, list[Statement]] = {id: [] for id in self.documents}
        for one in self.everything():
            found[one.document].append(one)
        for statements in found.values():
            statements.sort(key=lambda one: (one.start, one.end, one.id))
        return found

    def everything(self) -> Iterator[Statement]:
        """All statements, figures first."""
        yield from self.figures.values()
        for kind, statements in self.statements.items():
            if kind != "figure":
                yield from statements

    @cached_property
    def parties(self) -> list[str | None]:
        """Whom figures count: those on a side first, then by how many count them; None for no party comes last."""
        counts: dict[str | None, int] = defaultdict(int)
        for stands in self.material.standings.values():
            counts[stands.party] += 1
        known = [party for side in self.sides.sides for party in side.parties if party in counts]
        others = sorted((p for p in counts if p is not None and p not in known), key=lambda p: (-counts[p], p or ""))
        return [*known, *others, *([None] if None in counts else [])]

    @cached_property
    def tallies_of(self) -> dict[str | None, list[Tally]]:
        """The tallies of each party, in the order of a report's rows."""
        found: dict[str | None, list[Tally]] = defaultdict(list)
        for tally in self.material.tallies:
            found[tally.party].append(tally)
        return {party: sorted(tallies, key=order_of) for party, tallies in found.items()}

    @cached_property
    def tally_with(self) -> dict[str, Tally]:
        """The tally in which a figure stands, by the figure's id."""
        return {id: tally for tally in self.material.tallies for claim in tally.claims for id in claim.figures}

    @cached_property
    def findings(self) -> list[Finding]:
        """What does not fit, and quietly what does: of the figures, then of the days."""
        return [*self.material.findings, *self.material.date_findings]

    @cached_property
    def findings_with(self) -> dict[str, list[Finding]]:
        """The findings that rest on a figure or other statement, by its id."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for id in finding.figures:
                found[id].append(finding)
        return found

    @cached_property
    def figures_by_voice(self) -> dict[str, list[Figure]]:
        """What each voice says, in the order of the documents; most talkative first."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            found[self.material.standings[figure.id].voice].append(figure)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    def headline(self, party: str | None) -> list[Tally]:
        """The tallies of whole-war counts of people and materiel that a front page shows of a party."""
        return [tally for tally in self.tallies_of.get(party, ()) if is_headline(tally) and is_worth_a_look(tally)]

    def voice_of(self, claim: Claim) -> Voice:
        """How the one who claims stands to the party counted."""
        return voice_kind(claim.stance, claim.modality, claim.voice)

    def voice_name(self, voice: str) -> str:
        """Who speaks, in words."""
        if voice.startswith("document "):
            source = self.documents.get(voice.removeprefix("document "))
            return f"“{title_of(source)}” in its own voice" if source else voice
        return " and ".join(names_in(voice)) or voice

    def sentence(self, one: Statement) -> Sentence:
        """The words of a statement in their sentence."""
        text = self.documents[one.document].text
        first, last = sentence_around(text, one.start, one.end, self.outline_of(one.document))
        return Sentence(text[first : one.start], text[one.start : one.end], text[one.end : last])

    def outline_of(self, document: str) -> Outline:
        """The shape of a document's text; made once."""
        if document not in self._outlines:
            self._outlines[document] = outline(self.documents[document].text)
        return self._outlines[document]

    @cached_property
    def _outlines(self) -> dict[str, Outline]:
        return {}

    def where(self, id: str) -> str | None:
        """The address of a statement by its id, None where there is none of that id."""
        one = self.by_id.get(id)
        return addresses.statement(one) if one else None

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """All statements by id."""
        return {one.id: one for one in self.everything()}


def is_headline(tally: Tally) -> bool:
    """True for a count over the whole war, of people or equipment, not limited to a place or shared with others."""
    whole = tally.cover == "sum" and tally.place is None and tally.window == "war" and tally.unit == "count"
    harmed = tally.outcome not in ("deployed", "released", "violations", "seized", "cost")
    return whole and harmed and tally.thing.startswith(("person.", "equipment."))


def voice_kind(stance: Stance, modality: str, voice: str) -> Voice:
    """The stance, with third parties that confirm, or are known to count for themselves, as "documented"."""
    if stance == "third" and (modality == "confirmed" or any(map(is_observer, names_in(voice)))):
        return "documented"
    return stance


def title_of(document: Document) -> str:
    """A document's title, else the name of its file."""
    return document.title or addresses.file_name(document)


def gathered(ledger: Ledger, conflict: Conflict | None, rule: str) -> Content:
    """All that an open ledger holds. Raises RuleError for a rule that is none, LedgerError where it is unreadable."""
    from tallystick.records import STATEMENT_KINDS

    others = {kind: ledger.statements(kind) for kind in STATEMENT_KINDS if kind != "figure"}
    material = gather(ledger, conflict, rule)
    # What was appended between the two questions may bring statements of documents that came later; none is lost.
    kept: dict[StatementKind, Sequence[Statement]] = {}
    for kind, found in others.items():
        kept[kind] = _within(found, material.documents)
    return Content(material, kept)


def _within(found: Iterable[Statement], documents: dict[str, Document]) -> list[Statement]:
    return [one for one in found if one.document in documents]
