"""Documents to statements: finders, windows, the reader, and what deterministic rules read besides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tallystick.conflict import Conflict
from tallystick.extraction.agreements import find_agreements
from tallystick.extraction.allegations import find_allegations
from tallystick.extraction.captures import with_control
from tallystick.extraction.control import find_control
from tallystick.extraction.denials import find_denials
from tallystick.extraction.events import events_of
from tallystick.extraction.figures import figures_of
from tallystick.extraction.listed_places import with_listed
from tallystick.extraction.network.decoding import Asked
from tallystick.extraction.network.number_traits import number_traits
from tallystick.extraction.network.reader import Run, decide, shipped_model, tokenizer
from tallystick.extraction.network.sieve import Sieve, shipped_sieve
from tallystick.extraction.network.surroundings import surroundings
from tallystick.extraction.network.triggers import find_triggers, trigger_traits, wanted_triggers
from tallystick.extraction.network.windows import Wanted, WindowMaker, wanted_numbers
from tallystick.extraction.plain_words import plain_words
from tallystick.extraction.relations import find_relations
from tallystick.language.annotate import Annotated, annotate
from tallystick.language.places import imported_fingerprint
from tallystick.records import Control, Document, Event, Figure, Read, digest

#: Raised whenever the finders or checks change what is read from the same text with the same weights.
_READING = 8


@dataclass(frozen=True, slots=True)
class Sieves:
    """What decides which numbers and which words are worth the encoder."""

    numbers: Sieve
    triggers: Sieve


class DocumentReader:
    """Reads documents. Cheap to make; the model is loaded at the first document."""

    def __init__(self, conflict: Conflict | None = None, *, threads: int = 0) -> None:
        self._conflict = conflict
        self._threads = threads

    @cached_property
    def fingerprint(self) -> str:
        """What decides how a text is read: rules, sieves, weights, conflict file and imported places."""
        conflict = self._conflict.model_dump_json() if self._conflict else ""
        weights = shipped_model(self._threads)[1]
        sieves = (shipped_sieve("numbers").fingerprint, shipped_sieve("triggers").fingerprint)
        return digest(_READING, *sieves, weights, conflict, imported_fingerprint())[:16]

    def read(self, document: Document) -> Read:
        """All that is read in a document. Raises ModelError where no model is installed."""
        annotated = annotate(document, self._conflict)
        sieves = Sieves(shipped_sieve("numbers"), shipped_sieve("triggers"))
        figures, events, control = read_counted_and_dated(
            annotated, WindowMaker(tokenizer()), sieves, shipped_model(self._threads)[0]
        )
        denials = find_denials(annotated, figures)
        agreements, obligations = find_agreements(annotated, events)
        return Read(
            figures=figures,
            denials=denials,
            events=events,
            control=control,
            agreements=agreements,
            obligations=obligations,
            allegations=find_allegations(annotated, denials),
            relations=find_relations(annotated, denials),
        )


def read_counted_and_dated(
    annotated: Annotated, maker: WindowMaker, sieves: Sieves, run: Run
) -> tuple[list[Figure], list[Event], list[Control]]:
    """The figures and events of an annotated document, as these sieves and one network decide, and who holds what."""
    around = surroundings(annotated)
    kept = sieves.numbers.passing(number_traits(annotated, around))
    triggers = find_triggers(annotated)
    traits = trigger_traits(annotated, triggers)
    passed = sieves.triggers.passing(traits)
    numbers = wanted_numbers(annotated, around, kept)
    words = wanted_triggers(annotated, [triggers[i] for i in passed], [traits[i] for i in passed])
    wanted = sorted([*numbers, *words], key=_order)
    number_of = {_order(w): annotated.numbers[i] for i, w in zip(kept, numbers, strict=True)}
    asked = {
        i: Asked(number_of[_order(w)].unit, plain_words(annotated, number_of[_order(w)], w.phrase))
        for i, w in enumerate(wanted)
        if not w.is_trigger
    }
    decided, happened = decide(maker.windows(annotated, wanted), asked, run)
    found = sorted(decided)
    figures = figures_of(
        annotated,
        [number_of[_order(wanted[i])] for i in found],
        [wanted[i].phrase for i in found],
        [decided[i] for i in found],
    )
    events = events_of(annotated, {i: (w.start, w.end) for i, w in enumerate(wanted)}, happened)
    control = find_control(annotated, events, figures)
    return with_listed(annotated, figures), with_control(with_listed(annotated, events), control), control


def _order(wanted: Wanted) -> tuple[int, bool]:
    return wanted.start, wanted.is_trigger
