"""What the reader sees at once: a run of sentences with numbers, what stands before it, and a hint of the document.

One window serves all the numbers in it. It opens with a hint (title, headings, the parties and places named most,
the last date told before), then up to `LEFT` pieces of what stands before, then the sentences themselves up to `CORE`
pieces, then the sentence after. Sentences without a number to decide on are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tallystick.extraction.network.candidates import TRAIT, Candidate, find_candidates
from tallystick.extraction.network.features import find_features
from tallystick.extraction.network.quotes import counted_phrase
from tallystick.extraction.network.surroundings import hashed
from tallystick.language.annotate import Annotated
from tallystick.language.dates import document_date

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_Spanner = Callable[[int, int], tuple[int, int]]

CORE = 176
LEFT = 64
RIGHT = 16
HINT = 40
MOST_QUERIES = 40
MOST_CANDIDATES = 96
#: Code points of a heading that are shown.
_LONGEST_HEADING = 200

#: Where a candidate stands to the number: before or after it in its sentence by distance in pieces, in another
#: sentence, inside the counted phrase ("12 Ruritanian soldiers"), or in the hint. Their order is part of the model.
_NEAR = (2, 5, 10, 20, 40, 10**9)
PLACES_OF_CANDIDATE = 2 * len(_NEAR) + 7
_HINT_BUCKET = PLACES_OF_CANDIDATE - 1
_PHRASE_BUCKET = PLACES_OF_CANDIDATE - 2


#: Where a sentence turns to another speaker or party.
_CONTRAST = re.compile(r";|\b(?:while|whereas|whilst)\b")


@dataclass(frozen=True, slots=True)
class Query:
    """Something the reader decides on: its index among the wanted spans, its pieces and those of the phrase it opens
    (last exclusive), where its clause starts (code points), and what stands around it."""

    index: int
    first: int
    last: int
    phrase: tuple[int, int]
    clause: int
    surroundings: tuple[int, ...]
    is_trigger: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate in a window, and its pieces (`last` exclusive)."""

    candidate: Candidate
    first: int
    last: int
    traits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with features, queries and options; `buckets[q][o]` is where option o stands to query q."""

    ids: list[int]
    features: list[tuple[int, int]]
    queries: list[Query]
    options: list[Option]
    buckets: list[list[int]]


@dataclass(slots=True)
class _Piece:
    """A word piece with its place in the document; -1 in the hint."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A span to decide on, the phrase it opens (code points), and the hashed traits of what stands around it.

    It is a number, or a word that may be the trigger of an event.
    """

    start: int
    end: int
    phrase: tuple[int, int]
    surroundings: tuple[int, ...]
    is_trigger: bool = False


def wanted_numbers(annotated: Annotated, around: Sequence[Sequence[str]], indexes: Iterable[int]) -> list[Wanted]:
    """These numbers of a document, to be decided on; `around` is what stands around each of all its numbers."""
    return [
        Wanted(
            *annotated.numbers[i].digits,
            counted_phrase(annotated, annotated.numbers[i]),
            tuple(sorted({hashed(trait) for trait in around[i]})),
        )
        for i in indexes
    ]


class WindowMaker:
    """Cuts windows from documents with one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        # The base model's file pads and cuts every text at 128 pieces.
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._cls: int = tokenizer.token_to_id("[CLS]") or 0
        self._sep: int = tokenizer.token_to_id("[SEP]") or 0

    def windows(self, annotated: Annotated, wanted: Sequence[Wanted]) -> list[Window]:
        """The windows that hold the wanted spans, which are in order; a query's index is into `wanted`."""
        if not wanted:
            return []
        return _DocumentCutter(self, annotated, wanted).cut()

    def encode(self, text: str, start: int, end: int) -> list[_Piece]:
        """The pieces of a stretch of text, with offsets into the whole."""
        encoding = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        return [_Piece(i, start + s, start + e) for i, (s, e) in zip(encoding.ids, encoding.offsets, strict=True)]

    @property
    def marks(self) -> tuple[int, int]:
        """The ids of the opening and the separating piece."""
        return self._cls, self._sep


class _DocumentCutter:
    def __init__(self, maker: WindowMaker, annotated: Annotated, wanted: Sequence[Wanted]) -> None:
        self.maker = maker
        self.annotated = annotated
        self.text = annotated.document.text
        self.wanted = wanted
        self.candidates = find_candidates(annotated)
        self.dates = [c for c in self.candidates if "date" in c.traits]
        self.starts = [c.start for c in self.candidates]
        self.hits = find_features(annotated)
        self.hit_starts = [h[0] for h in self.hits]
        self.written = _date_written(annotated)
        self.pieces_of: dict[int, list[_Piece]] = {}
        self.leading = [*self._leading(_is_party)[:3], *self._leading(_is_place)[:2]]

    def cut(self) -> list[Window]:
        sentences = self.annotated.outline.sentences
        by_sentence: dict[int, list[int]] = {}
        for index, wanted in enumerate(self.wanted):
            by_sentence.setdefault(self.annotated.outline.sentence_at(wanted.start), []).append(index)
        windows, run, pieces, queries = [], list[int](), 0, 0
        for sentence in sorted(by_sentence):
            size, count = len(self._pieces(sentence)), len(by_sentence[sentence])
            same = bool(run) and sentences[run[-1]].paragraph == sentences[sentence].paragraph
            gap = sum(len(self._pieces(i)) for i in range(run[-1] + 1, sentence)) if same else 0
            if run and (not same or pieces + gap + size > CORE or queries + count > MOST_QUERIES):
                windows += self._windows_of(run, by_sentence)
                run, pieces, queries, gap = [], 0, 0, 0
            run.append(sentence)
            pieces += gap + size
            queries += count
        return windows + self._windows_of(run, by_sentence)

    def _pieces(self, sentence: int) -> list[_Piece]:
        if sentence not in self.pieces_of:
            s = self.annotated.outline.sentences[sentence]
            self.pieces_of[sentence] = self.maker.encode(self.text, s.start, s.end)
        return self.pieces_of[sentence]

    def _windows_of(self, run: list[int], by_sentence: dict[int, list[int]]) -> list[Window]:
        core = [p for i in range(run[0], run[-1] + 1) for p in self._pieces(i)]
        queries = [q for i in run for q in by_sentence[i]]
        before, after = self._before(run[0]), self._after(run[-1])
        if len(core) <= CORE + 32 and len(queries) <= MOST_QUERIES:
            return [self._window(before + core + after, queries)]
        # A single sentence too long for one window: cut between its queries, each part with what stands before it.
        windows = []
        everything = before + core + after
        starts = [p.start for p in everything]
        for at in range(0, len(queries), MOST_QUERIES // 2):
            part = queries[at : at + MOST_QUERIES // 2]
            while part:
                first = max(bisect_right(starts, self.wanted[part[0]].start) - 1 - LEFT, 0)
                held = everything[first : first + LEFT + CORE + RIGHT]
                inside = [q for q in part if self.wanted[q].end <= held[-1].end] or part[:1]
                windows.append(self._window(held, inside))
                part = part[len(inside) :]
        return windows

    def _before(self, sentence: int) -> list[_Piece]:
        sentences, paragraphs = self.annotated.outline.sentences, self.annotated.outline.paragraphs
        pieces: list[_Piece] = []
        section = paragraphs[sentences[sentence].paragraph].headings
        for i in range(sentence - 1, -1, -1):
            paragraph = paragraphs[sentences[i].paragraph]
            if len(pieces) >= LEFT or paragraph.heading or paragraph.headings != section:
                break
            pieces = self._pieces(i) + pieces
        return pieces[-LEFT:]

    def _after(self, sentence: int) -> list[_Piece]:
        sentences = self.annotated.outline.sentences
        following = sentence + 1
        if following < len(sentences) and sentences[following].paragraph == sentences[sentence].paragraph:
            return self._pieces(following)[:RIGHT]
        return []

    def _leading(self, wanted: Callable[[Candidate], bool]) -> list[Candidate]:
        """The first mentions of the values named most among the wanted, most first."""
        held = [c for c in self.candidates if wanted(c)]
        counts = Counter(c.value for c in held)
        firsts: dict[str, Candidate] = {}
        for c in held:
            firsts.setdefault(c.value, c)
        return [firsts[v] for v, _ in sorted(counts.items(), key=lambda x: (-x[1], firsts[x[0]].start))]

    def _hint(self, start: int) -> tuple[list[_Piece], list[tuple[Candidate, int, int]]]:
        """The hint's pieces, and the candidates in it with their pieces."""
        pieces = self._hint_pieces(self.annotated.document.title or "")
        spans: list[tuple[Candidate, int, int]] = []
        for heading in self._headings(start):
            added, named = self._heading(*heading)
            if len(pieces) + len(added) <= HINT - 16:
                spans += [(c, len(pieces) + f, len(pieces) + e) for c, f, e in named]
                pieces = pieces + added
        pieces = pieces[: HINT - 16]
        spans = [s for s in spans if s[2] <= len(pieces)]
        shown = list(self.leading)
        last_date = self._date_before(start) or self.written
        if last_date:
            shown.append(last_date)
        for candidate in shown:
            added = self._hint_pieces(candidate.value)
            if len(pieces) + len(added) <= HINT:
                spans.append((candidate, len(pieces), len(pieces) + len(added)))
                pieces = pieces + added
        return pieces, spans

    def _headings(self, start: int) -> list[tuple[int, int]]:
        """The titles of the two innermost headings above a code point, outer first."""
        outline = self.annotated.outline
        paragraph = outline.paragraphs[outline.sentences[outline.sentence_at(start)].paragraph]
        lines = [outline.paragraphs[i].start for i in paragraph.under]
        starts = [self.text.index(title, line) for title, line in zip(paragraph.headings, lines, strict=True)]
        return [(s, s + len(t)) for s, t in zip(starts[-2:], paragraph.headings[-2:], strict=True)]

    def _heading(self, start: int, end: int) -> tuple[list[_Piece], list[tuple[Candidate, int, int]]]:
        """The pieces of a heading, and what is named in it with its pieces."""
        end = min(end, start + _LONGEST_HEADING)
        pieces = self.maker.encode(self.text, start, end)
        starts, ends = [p.start for p in pieces], [p.end for p in pieces]
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        named = [
            (replace(c, traits=c.traits | {"heading"}), bisect_right(ends, c.start), bisect_left(starts, c.end))
            for c in self.candidates[low:high]
            if c.end <= end
        ]
        return [_Piece(p.id, -1, -1) for p in pieces], [(c, f, e) for c, f, e in named if f < e]

    def _hint_pieces(self, text: str) -> list[_Piece]:
        return [_Piece(p.id, -1, -1) for p in self.maker.encode(text, 0, min(len(text), 200))]

    def _date_before(self, start: int) -> Candidate | None:
        i = bisect_left(self.dates, start, key=lambda c: c.start)
        return self.dates[i - 1] if i else None

    def _window(self, body: list[_Piece], wanted: list[int]) -> Window:
        cls, sep = self.maker.marks
        hint, hinted = self._hint(body[0].start)
        offset = len(hint) + 2
        ids = [cls, *(p.id for p in hint), sep, *(p.id for p in body), sep]
        starts, ends = [p.start for p in body], [p.end for p in body]

        def span(start: int, end: int) -> tuple[int, int]:
            first = bisect_right(ends, start)
            last = max(bisect_left(starts, end), first + 1)
            return offset + min(first, len(body) - 1), offset + min(last, len(body))

        queries = [self._query(q, span) for q in wanted]
        options = [Option(c, 1 + f, 1 + e, _traits(c, True)) for c, f, e in hinted]
        options += self._options(body, queries, span)
        return Window(ids, self._features(body, span), queries, options, self._buckets(queries, options))

    def _query(self, index: int, span: _Spanner) -> Query:
        wanted = self.wanted[index]
        return Query(
            index,
            *span(wanted.start, wanted.end),
            span(*wanted.phrase),
            self._clause(wanted.start),
            wanted.surroundings,
            wanted.is_trigger,
        )

    def _clause(self, offset: int) -> int:
        """The start of the sentence, or of its part after a semicolon or a contrast, that holds the offset."""
        start = self.annotated.outline.sentences[self.annotated.outline.sentence_at(offset)].start
        breaks = [m.end() for m in _CONTRAST.finditer(self.text, start, offset)]
        return breaks[-1] if breaks else start

    def _options(self, body: list[_Piece], queries: list[Query], span: _Spanner) -> list[Option]:
        low, high = bisect_left(self.starts, body[0].start), bisect_left(self.starts, body[-1].end)
        inside = [c for c in self.candidates[low:high] if c.end <= body[-1].end]
        if len(inside) > MOST_CANDIDATES:
            middle = self.wanted[queries[len(queries) // 2].index].start
            inside = sorted(
                sorted(inside, key=lambda c: abs(c.start - middle))[:MOST_CANDIDATES], key=lambda c: c.start
            )
        return [Option(c, *span(c.start, c.end), _traits(c, False)) for c in inside]

    def _features(self, body: list[_Piece], span: _Spanner) -> list[tuple[int, int]]:
        low, high = bisect_left(self.hit_starts, body[0].start), bisect_left(self.hit_starts, body[-1].end)
        found: set[tuple[int, int]] = set()
        for start, end, feature in self.hits[low:high]:
            first, last = span(start, end)
            found.update((piece, feature) for piece in range(first, last))
        return sorted(found)

    def _buckets(self, queries: list[Query], options: list[Option]) -> list[list[int]]:
        at = self.annotated.outline.sentence_at
        homes = [at(o.candidate.start) for o in options]
        rows = []
        for query in queries:
            home = at(self.wanted[query.index].start)
            phrase = self.wanted[query.index].phrase
            rows.append([_bucket(query, o, home - h, phrase) for o, h in zip(options, homes, strict=True)])
        return rows


def _is_party(candidate: Candidate) -> bool:
    return "fights" in candidate.traits and not candidate.traits & {"person", "coordination"}


def _is_place(candidate: Candidate) -> bool:
    return "place" in candidate.traits and "nation" not in candidate.traits


def _date_written(annotated: Annotated) -> Candidate | None:
    """The day the document was written, for what stands above any other date; it points at no words."""
    document = annotated.document
    day = document.published or document_date(document.text, annotated.outline)
    return Candidate(0, 0, day, frozenset({"date", "day"})) if day else None


def _traits(candidate: Candidate, hint: bool) -> tuple[int, ...]:
    return tuple(sorted([TRAIT[t] for t in candidate.traits] + ([TRAIT["hint"]] if hint else [])))


def _bucket(query: Query, option: Option, sentences_back: int, phrase: tuple[int, int]) -> int:
    if TRAIT["hint"] in option.traits:
        return _HINT_BUCKET
    if phrase[0] <= option.candidate.start and option.candidate.end <= phrase[1]:
        return _PHRASE_BUCKET
    if sentences_back:
        after_all = 2 * len(_NEAR)
        return after_all + (min(sentences_back, 4) if sentences_back > 0 else 0)
    if option.first >= query.first:
        distance, side = option.first - query.last, 1
    else:
        distance, side = query.first - option.last, 0
    return side * len(_NEAR) + next(i for i, most in enumerate(_NEAR) if distance <= most)
