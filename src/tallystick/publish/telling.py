"""What is told around tallies and findings: the rule, as of when, the kinds of findings, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.publish.compared import ClaimShown, FindingShown, Source, Terms
from tallystick.records import Finding, FindingKind
from tallystick.wording.phrase import date_phrase

#: What the findings of a kind are called together: loud ones, and quiet ones.
KIND_WORDS: dict[FindingKind, tuple[str, str]] = {
    "disagreement": ("Rival counts", "Claims confirmed in part"),
    "revision": ("Revisions", "Revisions"),
    "arithmetic": ("Parts that do not add up", "Parts that add up"),
    "containment": ("Parts larger than their whole", "Parts within their whole"),
    "denial": ("Denials", "Denials"),
    "dates": ("Dates that do not fit", "Dates that fit"),
    "repeat": ("The same people, perhaps counted twice", "Repeats, counted once"),
    "implausible": ("Numbers that no war has seen", "Numbers that no war has seen"),
}


def by_kind(found: Sequence[FindingShown]) -> list[tuple[str, list[FindingShown]]]:
    """Findings under the headings of their kinds, in the order they come in."""
    groups: dict[str, list[FindingShown]] = {}
    for one in found:
        groups.setdefault(KIND_WORDS[one.finding.kind][one.finding.quiet], []).append(one)
    return list(groups.items())


def sureness_words(one: FindingShown) -> str:
    """ "certainty 0.84; not every count is dated"."""
    return "; ".join((f"certainty {one.finding.certainty:.2f}", *one.finding.notes))


def quiet_words(found: Iterable[Finding]) -> str:
    """What is in order, in a line: "In order: parts that add up (3), repeats, counted once (2)"; empty for none."""
    quiet = [one for one in found if one.quiet]
    counts: dict[str, int] = {}
    for one in quiet:
        counts[KIND_WORDS[one.kind][1]] = counts.get(KIND_WORDS[one.kind][1], 0) + 1
    told = ", ".join(f"{words[:1].lower()}{words[1:]} ({many})" for words, many in counts.items())
    return f"In order: {told}" if told else ""


def left_out_words(many: int, way: str) -> str:
    """That some tallies are not shown, and how to see them."""
    what = f"{many} {'tally' if many == 1 else 'tallies'}"
    return f"Not shown: {what} of a single voice, on one incident, a period, a place, or lesser things. {way} has all."


def listed(names: Sequence[str]) -> str:
    """ "low, best and high"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def sets_words(sets: Sequence[str]) -> str:
    """ "sets low and best"; "sets all three"."""
    return "sets all three" if len(sets) == len(("low", "best", "high")) else f"sets {listed(sets)}"


def quoted(claim: ClaimShown) -> str:
    """The words of a claim in marks; empty for a count that nobody published."""
    return f"“{claim.quote}”" if claim.quote else ""


def counted_words(claim: ClaimShown) -> str:
    """ "beside it, counted by Tallystick: at least 3,671 rows listed by X, as of 7 Nov 2021"."""
    told = f"beside it, counted by Tallystick: {claim.number} row{'s' * (claim.rows != 1)} listed by {claim.who}"
    return ", ".join(part for part in (told, claim.when) if part)


def document_words(source: Source) -> str:
    """ "Title, Publisher, 16 Nov 2020 (path)"; the path alone where there is no title."""
    date = date_phrase(source.published) if source.published else "publication date not stated"
    told = ", ".join(part for part in (source.title or source.path, source.publisher, date) if part)
    return f"{told} ({source.path})" if source.title else told


def times_words(times: float | None) -> str:
    """ "1.3 times"; empty where there is nothing to tell."""
    if times is None:
        return ""
    return f"{times:.1f} times" if times < 100 else f"{times:,.0f} times"


def rule_name(terms: Terms) -> str:
    """The rule and its version."""
    return f"Rule for low, best and high: {terms.rule}, version {terms.rule_version}."


def bounds_title(terms: Terms) -> str:
    """What stands over low, best and high."""
    return f"Bounds under {terms.rule}, version {terms.rule_version}"


def rule_words(terms: Terms) -> str:
    """The rule, its version, and what it does."""
    return f"{rule_name(terms)} {terms.rule_description}"


def terms_words(terms: Terms) -> str:
    """As of when, and what that left out; empty where everything was used."""
    found = []
    if terms.known_on:
        many = terms.left_out
        left = (
            f"{many} figure{'s' * (many != 1)} left out, claimed later or on a day that is not known" if many
            else "no figure left out"
        )  # fmt: skip
        found.append(f"As known on {date_phrase(terms.known_on)}: {left}.")
    if terms.recorded_before:
        found.append(f"Only what the ledger held before {date_phrase(terms.recorded_before)}.")
    return " ".join(found)
