"""The folder of a site: new, empty, or a former site; nothing that is not ours is ever touched.

The whole site is made beside its place first, so that a failure leaves the former one as it was. A marker file lists
what was written, with hashes: it tells a former site from a folder of somebody's own, and lets an archive check it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tallystick.errors import TallystickError

#: Lists every other file of the site with its SHA-256.
MARKER = "site.json"


@dataclass
class Draft:
    """A site in the making: files by their path in it."""

    root: Path
    hashes: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def write(self, path: str, content: str | bytes) -> None:
        """Add a file. Text becomes UTF-8."""
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.take(path, data)

    def take(self, path: str, data: bytes) -> None:
        """Count a file that stands in the folder already."""
        self.hashes[path] = hashlib.sha256(data).hexdigest()
        self.size += len(data)


@contextmanager
def drafted(output: Path) -> Iterator[Draft]:
    """A draft that becomes the folder at `output` when it is left without an error.

    Raises TallystickError where the output is a file, a folder with anything in it that is no former site, or cannot
    be written.
    """
    former = _former(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tallystick-", dir=output.parent) as folder:
            draft = Draft(Path(folder) / "site")
            draft.root.mkdir()
            yield draft
            marker = {"format": "tallystick site", "version": 1, "files": dict(sorted(draft.hashes.items()))}
            (draft.root / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")
            _move(draft, output, former)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TallystickError(f"{output}: cannot be written ({reason}); name another folder or make room") from error


def _former(output: Path) -> set[str]:
    """The files of the site that stands there; empty where there is none."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise TallystickError(f"{output}: is no folder; name a folder that is new or empty")
    if not output.is_dir() or not any(output.iterdir()):
        return set()
    try:
        marker = json.loads((output / MARKER).read_text(encoding="utf-8"))
        if marker["format"] != "tallystick site":
            raise ValueError
        return {path for path in marker["files"] if _is_inside(path)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TallystickError(
            f"{output}: holds other files and is no site written before; name a folder that is new or empty"
        ) from error


def _is_inside(path: object) -> bool:
    """True for a path that stays in the folder, whoever has edited the marker."""
    if not isinstance(path, str) or "\\" in path or ":" in path:
        return False
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts


def _move(draft: Draft, output: Path, former: set[str]) -> None:
    if output.is_dir() and not any(output.iterdir()):
        output.rmdir()
    if not output.exists():
        draft.root.replace(output)
        return
    for path in sorted(draft.hashes):
        target = output / path
        if path not in former and (target.exists() or target.is_symlink()):
            raise TallystickError(f"{target}: is not of the former site and would be overwritten; move it away")
    for path in sorted(draft.hashes):
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (draft.root / path).replace(output / path)
    for path in sorted(former - draft.hashes.keys()):
        _remove(output, path)
    # Last: until then the folder is still a former site that may be written again.
    (draft.root / MARKER).replace(output / MARKER)


def _remove(output: Path, path: str) -> None:
    """A file of the former site that the new one has not, and the folders that it leaves empty."""
    target = output / path
    if any(folder.is_symlink() for folder in target.parents if output in folder.parents):
        return
    with contextlib.suppress(FileNotFoundError):
        target.unlink()
    for folder in target.parents:
        if folder == output or any(folder.iterdir()):
            return
        folder.rmdir()
