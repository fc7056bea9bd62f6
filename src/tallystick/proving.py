"""Proof of a ledger: that it is what was written, and that all that is made of it leads back to words.

Entries, hashes and quotes are checked by the ledger itself. Tallies and findings are not kept but made anew each time,
so here they are made, and every figure that one names is looked up and read again in its document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallystick.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger, Verified


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of a ledger. `tallies` and `findings` were made of its current view; `sealed` is how many of its
    entries a manifest or an expected hash covers, None where none was given; `open_conflicts` between reviewers."""

    ledger: str
    verified: Verified
    figures: int
    tallies: int
    findings: int
    open_conflicts: int
    sealed: int | None

    def lines(self) -> Iterator[str]:
        """The proof in words, a line each, the hash of the last entry last."""
        kinds, verified = self.verified.kinds, self.verified
        counts = ", ".join(f"{kind} {count:,}" for kind, count in kinds.items())
        yield f"{self.ledger}: {verified.entries:,} entries fit together ({counts or 'none'})"
        yield f"{verified.quotes:,} quotes are what stands in the texts"
        yield (
            f"{self.tallies:,} tallies and {self.findings:,} findings lead to the {self.figures:,} figures of the"
            " current view"
        )
        if verified.merged:
            yield f"merged with {len(verified.merged):,} other ledgers, whose chains fit too"
        if self.open_conflicts:
            yield f"{self.open_conflicts:,} conflicts between reviewers are open; see `tallystick reviews`"
        if self.sealed is not None:
            yield f"{self.sealed:,} entries are those that were noted, {verified.since:,} came since"
        yield f"last hash {verified.head}"

    def as_dict(self) -> dict[str, Any]:
        """The proof for JSON."""
        verified = self.verified
        return {
            "ledger": self.ledger, "entries": verified.entries, "kinds": dict(verified.kinds),
            "quotes": verified.quotes, "figures": self.figures, "tallies": self.tallies, "findings": self.findings,
            "merged": list(verified.merged), "open_conflicts": self.open_conflicts, "noted": self.sealed,
            "since": verified.since, "last_hash": verified.head,
        }  # fmt: skip


def prove(
    path: str | Path, *, conflict: Conflict | None = None, expect: str | None = None,
    manifest: str | Path | None = None, progress: Callable[[int, int], None] | None = None,
) -> Proof:  # fmt: skip
    """Verify a ledger, and all that is made of it.

    With `expect`, the hash of an entry that was noted elsewhere, or a `manifest` that `seal` wrote, also that nothing
    was cut off or written anew since. Raises LedgerError naming the first entry that does not fit, or what is missing.
    """
    from tallystick.ledger import open_ledger, read_manifest, verify_against

    with open_ledger(path) as ledger:
        noted = expect.strip().lower() if expect else None
        if manifest is not None:
            sealed = read_manifest(manifest)
            verified = verify_against(ledger, sealed, progress=progress)
            if noted is not None:
                ledger.verify(expect=noted)
        else:
            verified = ledger.verify(expect=noted, progress=progress)
        figures, tallies, findings = _check_made(ledger, conflict)
        conflicts = len(ledger.conflicts())
    since = verified.since
    return Proof(
        str(path), verified, figures, tallies, findings, conflicts, None if since is None else verified.entries - since
    )


def _check_made(ledger: Ledger, conflict: Conflict | None) -> tuple[int, int, int]:
    """Make tallies and findings, and look up every figure that they name; return how many there are of each."""
    from tallystick.reconcile.reconciling import reconcile_ledger

    made, held = reconcile_ledger(ledger, conflict=conflict), set(ledger.figure_columns()["id"])
    tallies = 0
    for tally in made.tallies.records():
        tallies += 1
        if not tally.claims:
            raise LedgerError(f"{ledger.name}: tally {tally.id} rests on no claim; please report this")
        for claim in tally.claims:
            _look_up(ledger, f"tally {tally.id}", claim.figures, held)
    for finding in made.findings:
        _look_up(ledger, f"finding {finding.id}", finding.figures, held)
    return len(held), tallies, len(made.findings)


def _look_up(ledger: Ledger, what: str, figures: tuple[str, ...], held: set[str]) -> None:
    absent = next((id for id in figures if id not in held), None)
    if absent is not None or not figures:
        raise LedgerError(
            f"{ledger.name}: {what} names {absent or 'no figure'}, which its current view does not hold;"
            " please report this"
        )
