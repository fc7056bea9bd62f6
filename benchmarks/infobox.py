"""Claims against what editors distilled from the same article: `python benchmarks/infobox.py DIR [--show]`.

DIR holds articles, `NAME.txt`, with `NAME.infobox.json`: {"infobox": [{field: text}]}. Compared are the fields of
casualties, which an encyclopedia's editors wrote from the article, often with "per X"; how they are read is at the
head of `distilled.py`.

A figure of an infobox is *contained* where the claims of the article's tallies have its number (for a range both ends,
together or apart; for "300+" the 300) with a compatible outcome: "killed" is killed, "captured" also detained,
"destroyed" also lost, damaged or abandoned. Its *claimant is right* where one of these claims is by whom the infobox
names (the same name, its abbreviation, adjective or other name by our lists, or a body that belongs to it;
"government", "opposition", "rebel" by words for these), or is the article's own voice where it names nobody. Parties
are not compared.

Limits: editors add numbers up, take them from sources that the article does not quote, and update the one and not the
other. So the share of their numbers that stand in the text at all is given too: more cannot be found, and small numbers
stand in most texts by chance. The infobox leaves out claimants that the text names, and then our claim, with its
claimant, counts as wrong: `claimant_where_named` looks only at those it names, `not_contradicted` lets others pass.
People who speak for a party are not known to be of it, for no conflict file is given. `--show` lists what is not right.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from distilled import Distilled, distilled
from shipped import document, notice, ready_reader, share, trained_on

from tallystick.errors import ModelError
from tallystick.knowledge import table

if TYPE_CHECKING:
    from tallystick.records import Claim, Document

#: Which of our outcomes are compatible with what happened.
_COMPATIBLE = {
    "casualties": {"casualties"}, "captured or missing": {"captured", "missing", "detained"}, "killed": {"killed"},
    "wounded": {"wounded"}, "captured": {"captured", "detained", "seized"}, "missing": {"missing"},
    "displaced": {"displaced"}, "deserted": {"deserted"}, "damaged": {"damaged", "lost"},
    "destroyed": {"destroyed", "lost", "damaged", "abandoned"},
}  # fmt: skip
#: What an infobox calls a side, by what its speakers are called.
_CAMPS = {
    "government": r"government|state|army|ministry|official|sana\b|syrian arab|military",
    "opposition": r"opposition|rebel|activist|free syrian|fsa\b|coalition|insurgent|coordination",
    "kurdish": r"kurd|ypg|sdf|asayish|syrian democratic forces|people's protection",
}
_CAMP_OF = {
    "pro-government": "government", "gov": "government", "syrian": "government", "government": "government",
    "rebels": "opposition", "rebel": "opposition", "opposition": "opposition", "kurdish": "kurdish",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A number of an infobox, the claims that contain it, and whether it stands in the text, or in any claim."""

    name: str
    number: Distilled
    claims: list[Claim]
    stands: bool
    is_claimed: bool

    @property
    def verdict(self) -> str:
        """What became of it, in words."""
        if self.claims:
            if any(says(claim, self.number.claimant) for claim in self.claims):
                return "right"
            return "another claimant" if self.number.claimant else "article names a claimant"
        if self.is_claimed:
            return "another outcome"
        return "in the text, not read" if self.stands else "not in the text"


def containing(one: Distilled, claims: Iterable[Claim], outcomes: dict[str, str]) -> list[Claim]:
    """The claims with this number and a compatible outcome. `outcomes` has the outcome of each figure."""
    fitting = [
        claim for claim in claims
        if one.happened is None or outcomes[claim.figures[0]] in _COMPATIBLE[one.happened]
    ]  # fmt: skip
    if one.high in (one.low, float("inf")):
        return [claim for claim in fitting if one.low in (claim.low, claim.high)]
    ends = [[claim for claim in fitting if end in (claim.low, claim.high)] for end in (one.low, one.high)]
    return [*ends[0], *ends[1]] if all(ends) else []


def says(claim: Claim, claimant: str | None) -> bool:
    """True where the claim is by whom an infobox names; where it names nobody, in the article's own voice."""
    if claimant is None or claim.claimant is None:
        return claimant is claim.claimant
    wanted = [part.strip() for part in re.split(r" and |&|/|, ", claimant)]
    speakers = [name.strip() for name in (*claim.claimant.split(";"), *claim.voice.split(";"))]
    return any(_same(one, speaker) for one in wanted for speaker in speakers)


def _same(wanted: str, speaker: str) -> bool:
    camp = _CAMP_OF.get(wanted.casefold().rstrip("."))
    if camp:
        is_state = camp == "government" and speaker in {row["name"] for row in table("nations")}
        return is_state or bool(re.search(_CAMPS[camp], speaker, re.IGNORECASE))
    one, other = _names(wanted), _names(speaker)
    if one & other or _initials(speaker) == wanted.replace(".", ""):
        return True
    return _holds(speaker, one) or _holds(wanted, other)


def _holds(longer: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", longer, re.IGNORECASE) for name in names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


@cache
def _names(name: str) -> frozenset[str]:
    """All names of whom this names, folded: of an adjective those of its nation."""
    folded = re.sub(r"\b(?:sources|forces|the|officials)\b", "", name.casefold()).strip()
    columns = ("name", "also", "demonyms", "seats")
    rows = [
        {part.casefold() for column in columns for part in row.get(column, "").split("|") if part}
        for row in (*table("nations"), *table("organisations"))
    ]
    return frozenset({folded}.union(*(names for names in rows if folded in names)))


def compared(found: list[Found]) -> dict[str, Any]:
    """Shares over the numbers of infoboxes."""
    verdicts = Counter(one.verdict for one in found)
    standing = [one for one in found if one.stands]
    named = [one for one in found if one.number.claimant]
    return {
        "documents": len({one.name for one in found}), "numbers": len(found),
        "in_text": share(len(standing), len(found)),
        "contained": share(sum(bool(one.claims) for one in found), len(found)),
        "claimant_too": share(verdicts["right"], len(found)),
        "contained_of_those_in_text": share(sum(bool(one.claims) for one in standing), len(standing)),
        "claimant_too_of_those_in_text": share(sum(one.verdict == "right" for one in standing), len(standing)),
        "not_contradicted_of_those_in_text": share(
            sum(bool(one.claims) and one.verdict != "another claimant" for one in standing), len(standing)
        ),
        "named": len(named), "claimant_where_named": share(sum(one.verdict == "right" for one in named), len(named)),
        "verdicts": dict(verdicts.most_common()),
    }  # fmt: skip


def in_text(one: Distilled, numbers: set[float | None]) -> bool:
    """True where the number, or both ends of a range, stand in the article."""
    return one.low in numbers and (one.high in (one.low, float("inf")) or one.high in numbers)


def read(source: Document, reader: Any) -> tuple[list[Claim], dict[str, str]]:
    """The claims in an article's tallies, and the outcome of each of their figures."""
    from tallystick.reconcile.reconciling import reconcile

    figures = list(reader.read(source).figures)
    claims = [claim for tally in reconcile(figures, [source]).tallies.records() for claim in tally.claims]
    return claims, {one.id: one.outcome for one in figures}


def articles(folder: Path) -> Iterator[tuple[str, str, list[Distilled]]]:
    """Articles whose infobox has numbers of casualties: name, text, numbers."""
    for path in sorted(folder.glob("*.infobox.json")):
        text = path.with_name(path.name.removesuffix(".infobox.json") + ".txt")
        boxes = json.loads(path.read_text(encoding="utf-8"))["infobox"]
        told = [one for box in boxes for one in distilled(box)]
        if told and text.is_file():
            yield text.stem, text.read_text(encoding="utf-8"), told


def main() -> int:
    """Score a folder of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--show", action="store_true", help="list the numbers that no claim contains, or not as theirs")
    args = parser.parse_args()
    told = list(articles(args.folder))
    if not told:
        print(f"{args.folder}: no NAME.txt with NAME.infobox.json here; see --help", file=sys.stderr)
        return 2
    try:
        reader = ready_reader()
    except ModelError as error:
        print(f"the articles are not read: {error}", file=sys.stderr)
        return 1
    from tallystick.language.numbers import find_numbers

    found: list[Found] = []
    for name, text, numbers in told:
        claims, outcomes = read(document(name, text), reader)
        standing = {bound for number in find_numbers(text) for bound in (number.low, number.high)}
        claimed = {bound for claim in claims for bound in (claim.low, claim.high)}
        for one in numbers:
            fitting = containing(one, claims, outcomes)
            found.append(Found(name, one, fitting, in_text(one, standing), in_text(one, claimed)))
    for row in found if args.show else ():
        if row.verdict != "right":
            by = "; ".join(sorted({claim.claimant or "own voice" for claim in row.claims}))
            who = " / ".join(filter(None, (row.number.claimant or "-", by)))
            print(f"{row.verdict:26}{row.name[:38]:40}{row.number.words[:38]:40}{who}")
    print(notice(name for name, _, _ in told))
    result = {**compared(found), "not_trained_on": compared([one for one in found if not trained_on(one.name)])}
    for key, value in result.items():
        print(f"{key:36}{value}")
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
