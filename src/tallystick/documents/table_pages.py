"""The paths of documents that are pages of a table: "casualties.csv#rows-2-2001", "losses.xlsx#Sheet 1/rows-2-2001"."""

from __future__ import annotations

import re
from typing import Literal

#: Rows in the order of the file, or sorted so that those that are alike stand together.
PageForm = Literal["rows", "sorted"]
#: A path of such a page; its first group names the table and the form. A plain path never matches.
PAGE_PATTERN = r"^(.*#(?:.*/)?(?:rows|sorted))-[0-9]+(?:-[0-9]+)?$"
_PAGE = re.compile(PAGE_PATTERN, re.DOTALL)


def page_path(file: str, sheet: str | None, form: PageForm, *numbers: int) -> str:
    """The path of a page: from which row to which it reaches, or which page it is."""
    return "-".join((table_name(file, sheet, form), *map(str, numbers)))


def table_name(file: str, sheet: str | None, form: PageForm) -> str:
    """The table in that form, as the paths of its pages begin."""
    return f"{file}#{f'{sheet}/' if sheet else ''}{form}"


def table_of(path: str) -> str | None:
    """The table, as `table_name` has it, that the document at this path is a page of; None where it is no page."""
    found = _PAGE.match(path)
    return found[1] if found else None
