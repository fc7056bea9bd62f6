"""The seal of a ledger: a small manifest that stands for all of it, to be kept, signed or timestamped elsewhere.

Its root is the hash of the last entry. Every entry carries the hash of the one before, so that one hash stands for all
of them in their order. A Merkle tree over the entries would let one be shown to belong without the others; nobody needs
that yet, and the chain is there already.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from tallystick.errors import LedgerError
from tallystick.ledger import sqlite
from tallystick.ledger.checking import Progress, Verified
from tallystick.ledger.hashing import now
from tallystick.ledger.schema import HEAD, NOTHING_BEFORE
from tallystick.ledger.store import Ledger
from tallystick.records import Record, digest


class SealedFile(Record):
    """A file that a document was read from: its path, and the SHA-256 of its bytes."""

    path: str
    sha256: str


class SealedDocument(Record):
    """A document: its id, the SHA-256 of its text in UTF-8, and the files it was read from."""

    id: str
    text_sha256: str
    files: tuple[SealedFile, ...]


class Manifest(Record):
    """What a ledger was when it was sealed. `root` is the hash of its last entry, number `entries`."""

    format: Literal["tallystick-manifest/1"] = "tallystick-manifest/1"
    root: str
    entries: int
    last_recorded_at: str | None
    sealed_at: str
    program: str
    revision: str
    documents: tuple[SealedDocument, ...]


def seal(ledger: Ledger, output: str | Path, *, progress: Progress | None = None) -> Manifest:
    """Verify a ledger and write its manifest to a file, which must not be there yet; return it.

    Raises LedgerError where the ledger does not verify, or the file is there or cannot be written.
    """
    from importlib.metadata import version

    path = Path(output)
    if path.exists():
        raise LedgerError(f"{path}: is there already, and a seal is not replaced; name another file")
    verified = ledger.verify(progress=progress)
    last = ledger.head()
    if verified.head != (last.hash if last else NOTHING_BEFORE):
        raise LedgerError(f"{ledger.name}: grew while it was being sealed; run again when nothing writes to it")
    documents = [_sealed(ledger, id) for id in sorted({id for id, _ in ledger.held()})]
    manifest = Manifest(
        root=verified.head, entries=verified.entries, last_recorded_at=last.recorded_at if last else None,
        sealed_at=now(), program=f"tallystick {version('tallystick')}", revision=HEAD, documents=tuple(documents),
    )  # fmt: skip
    _write(path, manifest.model_dump_json(indent=2) + "\n")
    return manifest


def _sealed(ledger: Ledger, id: str) -> SealedDocument:
    files = tuple(SealedFile(path=path, sha256=sha256) for path, sha256 in ledger.files_of(id))
    return SealedDocument(id=id, text_sha256=digest(ledger.text_of(id)), files=files)


def _write(path: Path, text: str) -> None:
    """Write a new file, whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise LedgerError(f"{path}: cannot be written ({error.strerror}); name another file") from error
    sqlite.sync_folder(path.parent)


def read_manifest(path: str | Path) -> Manifest:
    """The manifest in a file. Raises LedgerError where it is none."""
    try:
        return Manifest.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}); name the manifest that `seal` wrote") from error
    except (ValidationError, ValueError) as error:
        raise LedgerError(f"{path}: is not a manifest; name the file that `tallystick seal` wrote") from error


def verify_against(ledger: Ledger, manifest: Manifest, *, progress: Progress | None = None) -> Verified:
    """Verify a ledger, and that it holds all that was sealed. It may have grown since: see `Verified.since`.

    A manifest of a ledger that was merged into this one fits too. Raises LedgerError where something is missing.
    """
    verified = ledger.verify(expect=manifest.root, progress=progress)
    for sealed in manifest.documents:
        text = ledger.text_of(sealed.id)
        if text is None or digest(text) != sealed.text_sha256:
            raise LedgerError(f"{ledger.name}: the text of document {sealed.id} is not the one that was sealed")
        files = set(ledger.files_of(sealed.id))
        missing = next((file for file in sealed.files if (file.path, file.sha256) not in files), None)
        if missing is not None:
            raise LedgerError(f"{ledger.name}: document {sealed.id} was not read from {missing.path} as it was sealed")
    return verified
