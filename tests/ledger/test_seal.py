"""A manifest, or a hash noted elsewhere, tells that the end of a ledger was cut off or written anew."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fake_reader import document_of
from reviewed import DOCUMENT, figure, made, read

from tallystick.errors import LedgerError
from tallystick.ledger import Manifest, merge, open_ledger, read_manifest, seal, verify_against
from tallystick.proving import prove


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "a.db")


def sealed(path: Path, name: str = "m.json") -> Manifest:
    with open_ledger(path) as ledger:
        return seal(ledger, path.with_name(name))


def judge(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.accept(figure(ledger, "12").id, by="Ann", why="right")


def cut(path: Path, last: int) -> None:
    """Take the entries after the last from the ledger, as someone with a SQLite shell can."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TRIGGER entries_refuse_delete")
        raw.execute("DELETE FROM entries WHERE seq > ?", (last,))


def test_the_manifest_says_what_was_sealed(path: Path) -> None:
    manifest = sealed(path)
    with open_ledger(path) as ledger:
        head = ledger.head()
    assert head is not None
    assert (manifest.root, manifest.entries, manifest.last_recorded_at) == (head.hash, 7, head.recorded_at)
    written = json.loads((path.with_name("m.json")).read_text())
    assert written["format"] == "tallystick-manifest/1" and written["program"].startswith("tallystick ")
    assert written["documents"] == [
        {"id": DOCUMENT.id, "text_sha256": written["documents"][0]["text_sha256"],
         "files": [{"path": "a.txt", "sha256": DOCUMENT.sha256}]}
    ]  # fmt: skip
    assert written["documents"][0]["text_sha256"].startswith(DOCUMENT.id[1:])
    assert read_manifest(path.with_name("m.json")) == manifest


def test_sealing_again_gives_the_same_manifest_at_the_same_moment(path: Path) -> None:
    assert sealed(path, "m.json") == sealed(path, "n.json")
    assert path.with_name("m.json").read_bytes() == path.with_name("n.json").read_bytes()


def test_a_seal_is_not_replaced_and_a_place_that_cannot_be_written_is_named(path: Path) -> None:
    sealed(path)
    with pytest.raises(LedgerError, match="is there already, and a seal is not replaced"):
        sealed(path)
    with open_ledger(path) as ledger, pytest.raises(LedgerError, match=r"none/m\.json: cannot be written"):
        seal(ledger, path.with_name("none") / "m.json")


def test_a_ledger_that_grew_fits_its_seal(path: Path) -> None:
    manifest = sealed(path)
    judge(path)
    with open_ledger(path) as ledger:
        read(ledger, "first", document_of("another 5", "a.txt"))
        assert verify_against(ledger, manifest).since == 5
        assert ledger.verify(expect=manifest.root).since == 5
        assert ledger.verify().since is None


def test_an_end_that_was_cut_off_is_seen(path: Path) -> None:
    judge(path)
    manifest = sealed(path)
    cut(path, 7)
    with open_ledger(path) as ledger:
        ledger.verify()
        for check in lambda: verify_against(ledger, manifest), lambda: ledger.verify(expect=manifest.root):
            with pytest.raises(LedgerError, match=r"no entry has the hash .*some were cut off or written anew"):
                check()


def test_an_end_that_was_written_anew_is_seen(path: Path) -> None:
    judge(path)
    manifest = sealed(path)
    cut(path, 7)
    with open_ledger(path) as ledger:
        ledger.reject(figure(ledger, "12").id, by="Ann", why="never accepted")
        with pytest.raises(LedgerError, match="some were cut off or written anew"):
            verify_against(ledger, manifest)


def test_the_seal_of_a_ledger_that_was_merged_into_another_fits_that_too(path: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "b.db")
    judge(path)
    with open_ledger(other) as ledger:
        ledger.reject(figure(ledger, "12").id, by="Bo", why="no")
    manifests = [sealed(path, "a.json"), sealed(other, "b.json")]
    merge(path, other)
    with open_ledger(path) as ledger:
        assert [verify_against(ledger, manifest).since for manifest in manifests] == [2, 0]
    with open_ledger(other) as ledger, pytest.raises(LedgerError, match="cut off"):
        verify_against(ledger, manifests[0])


def test_a_manifest_that_names_another_text_or_file_does_not_fit(path: Path) -> None:
    manifest = sealed(path)
    (document,) = manifest.documents
    (file,) = document.files
    wrong = [
        (document.model_copy(update={"text_sha256": "0" * 64}), "is not the one that was sealed"),
        (document.model_copy(update={"id": "d000000000000"}), "is not the one that was sealed"),
        (document.model_copy(update={"files": (file.model_copy(update={"sha256": "1" * 64}),)}), "not read from a.txt"),
    ]
    for changed, reason in wrong:
        with open_ledger(path) as ledger, pytest.raises(LedgerError, match=reason):
            verify_against(ledger, manifest.model_copy(update={"documents": (changed,)}))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format":"tallystick-manifest/2"}', "\xff"])
def test_what_is_no_manifest_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "m.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(LedgerError, match=r"m\.json: is not a manifest"):
        read_manifest(tmp_path / "m.json")
    with pytest.raises(LedgerError, match=r"none\.json: cannot be read"):
        read_manifest(tmp_path / "none.json")


def test_a_proof_counts_what_it_checked(path: Path) -> None:
    manifest = sealed(path)
    judge(path)
    calls: list[tuple[int, int]] = []
    proof = prove(path, manifest=path.with_name("m.json"), progress=lambda done, total: calls.append((done, total)))
    assert (proof.verified.entries, proof.sealed, proof.figures, proof.verified.quotes) == (8, 7, 3, 4)
    assert proof.tallies > 0 and calls == [(8, 8)]
    lines = list(proof.lines())
    assert lines[0].endswith(
        "8 entries fit together (acceptance 1, denial 1, document 1, figure 3, origin 1, reading 1)"
    )
    assert lines[-1] == f"last hash {proof.verified.head}"
    assert json.loads(json.dumps(proof.as_dict()))["last_hash"] == proof.verified.head
    with pytest.raises(LedgerError, match="cut off"):
        prove(path, expect="f" * 64)
    assert prove(path, expect=manifest.root.upper()).sealed == 7
