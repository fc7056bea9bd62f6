"""The download: the data package with every table as CSV and Parquet, and the charts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tallystick.publish.exchange.formats import datapackage
from tallystick.publish.site import addresses, images
from tallystick.publish.site.content import Content
from tallystick.publish.site.templating import Page, render

FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the data package."""

    name: str
    csv: str
    parquet: str
    rows: int
    size: str


def pages(content: Content) -> Iterator[Page]:
    """The page, and the files of the data package, in a folder and as one ZIP."""
    with tempfile.TemporaryDirectory() as folder:
        package, archive = Path(folder) / "package", Path(folder) / "package.zip"
        datapackage.write(content.material, package)
        datapackage.write(content.material, archive)
        files = {file.name: file.read_bytes() for file in sorted(package.iterdir())}
        files["tallystick.zip"] = archive.read_bytes()
    for name, data in files.items():
        yield Page(f"{FOLDER}/{name}", data)
    tables = [
        Table(name.removesuffix(".csv"), f"{FOLDER}/{name}", f"{FOLDER}/{name.removesuffix('.csv')}.parquet",
              data.count(b"\n") - 1, size_words(len(data)))
        for name, data in files.items() if name.endswith(".csv")
    ]  # fmt: skip
    yield render(
        "download.html", addresses.DOWNLOAD, content, tables=tables, archive=f"{FOLDER}/tallystick.zip",
        archive_size=size_words(len(files["tallystick.zip"])), charts=list(images.listed(content)),
    )  # fmt: skip


def size_words(size: int) -> str:
    """ "12 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
