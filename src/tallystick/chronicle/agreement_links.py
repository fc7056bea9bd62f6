"""Agreements of several documents that are one agreement: links beside the records, each with its reason.

A link changes no record; whoever does not believe it leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tallystick.records import Agreement

_WORDS = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    {"of", "the", "and", "agreement", "ceasefire", "treaty", "protocol", "accord", "accords", "deal", "truce"}
)


@dataclass(frozen=True, slots=True)
class AgreementLink:
    """Two records that are taken to be one agreement, by their ids, and why."""

    one: str
    other: str
    reason: str


def link_agreements(agreements: Sequence[Agreement]) -> list[AgreementLink]:
    """Links between agreements of different documents: the same name and year, or form, date and parties."""
    by_key: dict[tuple[str, ...], list[Agreement]] = {}
    for agreement in agreements:
        for key in _keys(agreement):
            by_key.setdefault(key, []).append(agreement)
    found: dict[tuple[str, str], AgreementLink] = {}
    for listed in by_key.values():
        for one, other in combinations(sorted(listed, key=lambda a: a.id), 2):
            reason = _reason(one, other)
            if one.document != other.document and reason:
                found.setdefault((one.id, other.id), AgreementLink(one.id, other.id, reason))
    return [found[key] for key in sorted(found)]


def _keys(agreement: Agreement) -> set[tuple[str, ...]]:
    """What records of one agreement have in common, so that not all are compared with all."""
    days = {day for day in (agreement.signed, agreement.in_force) if day}
    keys: set[tuple[str, ...]] = {("day", day) for day in days if len(day) == len("2020-01-01")}
    if name := _proper(agreement):
        keys |= {("name", name, day[:4]) for day in days}
    return keys


def _proper(agreement: Agreement) -> str | None:
    """The words of a proper name: "Bishkek" of "the 1994 Bishkek Protocol"; None where the name is a common noun."""
    named = [word for word in _WORDS.findall(agreement.name) if word[0].isupper() and word.lower() not in _PARTICLES]
    return " ".join(sorted(word.lower() for word in named)) or None


def _reason(one: Agreement, other: Agreement) -> str | None:
    """Why two records are one agreement; None where they are not, or where only the day speaks for it."""
    names = _proper(one), _proper(other)
    years = [{day[:4] for day in (a.signed, a.in_force) if day} for a in (one, other)]
    if names[0] and names[0] == names[1] and years[0] & years[1]:
        return f"both are named {one.name} and dated {min(years[0] & years[1])}"
    if one.form != other.form and "other" not in (one.form, other.form):
        return None
    shared = sorted(set(one.parties) & set(other.parties))
    if len(shared) < 2:  # one party makes many agreements
        return None
    for role, ours, theirs in (("signed", one.signed, other.signed), ("in force", one.in_force, other.in_force)):
        if ours and ours == theirs:
            form = one.form if one.form == other.form else f"{one.form} and {other.form}"
            return f"the same form ({form}), {role} {ours}, and parties ({', '.join(shared)})"
    return None
