"""Writing a site: what the ledger holds, made into pages, in a folder that then needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tallystick.publish.sheet import DEFAULT_RULE
from tallystick.publish.site import assets, images
from tallystick.publish.site.content import Content, gathered
from tallystick.publish.site.folder import drafted
from tallystick.publish.site.pages import (
    agreements,
    allegations,
    claimants,
    documents,
    download,
    findings,
    front,
    map,
    parties,
    reading,
    relations,
    search,
    timeline,
)
from tallystick.publish.site.templating import Page

if TYPE_CHECKING:
    from tallystick.conflict import Conflict
    from tallystick.ledger import Ledger

#: Told how many files are written, and the path of the last.
Progress = Callable[[int, str], None]
_MAKERS = (
    front.pages, findings.pages, parties.pages, timeline.pages, map.pages, documents.pages, claimants.pages,
    agreements.pages, allegations.pages, relations.pages, search.pages, reading.pages, images.pages,
    download.pages, assets.pages,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What was written: the folder, the page to open, and how much of what."""

    output: Path
    documents: int
    records: int
    files: int
    size: int

    @property
    def front(self) -> Path:
        """The page to open."""
        return self.output / "index.html"

    def __str__(self) -> str:
        made = f"{self.documents:,} documents and {self.records:,} records in {self.files:,} files, {_size(self.size)}"
        return f"{self.output}: {made}\nopen {self.front.absolute().as_uri()}"


def write_site(
    ledger: Ledger | str | Path,
    output: str | Path,
    *,
    conflict: Conflict | None = None,
    rule: str = DEFAULT_RULE,
    progress: Progress | None = None,
) -> SiteResult:
    """Write what a ledger, open or named by its path, holds as a site in a folder; the same ledger, the same bytes.

    The folder must be new, empty, or a site written before, whose files are replaced; files that are not the site's
    are never touched. Low, best and high are those of the rule; sides and places follow the conflict file. Raises
    RuleError where there is no such rule, LedgerError where the ledger cannot be opened or read, and TallystickError
    where the output is something else or cannot be written.
    """
    from tallystick.ledger import open_ledger

    if isinstance(ledger, str | Path):
        with open_ledger(ledger) as opened:
            return write_site(opened, output, conflict=conflict, rule=rule, progress=progress)
    output = Path(output)
    with drafted(output) as draft:
        content = gathered(ledger, conflict, rule)
        for page in _pages(content):
            draft.write(page.path, page.body)
            if progress is not None:
                progress(len(draft.hashes), page.path)
        files, size = len(draft.hashes), draft.size
    return SiteResult(output, len(content.documents), sum(1 for _ in content.everything()), files, size)


def _pages(content: Content) -> Iterator[Page]:
    makers: Iterable[Callable[[Content], Iterator[Page]]] = _MAKERS
    for make in makers:
        yield from make(content)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.0f} kB"
