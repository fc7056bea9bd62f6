"""Dates as people write them in a header, as ISO 8601. Dates in running text are the business of `language`."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAY = r"(?:(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]{0,6}\.?,? )?"
_TIME = r"(?:[T ,]+\d{1,2}:\d\d.*)?"
_MONTH_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_FORMS = tuple(
    re.compile(_WEEKDAY + form + _TIME, re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?:(?P<sep>[-/.])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -])?{_MONTH_NAME}[ ,-]+(?P<year>\d{{4}})",
        rf"{_MONTH_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<day>(?:1[3-9]|2\d|3[01]))/(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<month>\d{1,2})/(?P<day>(?:1[3-9]|2\d|3[01]))/(?P<year>\d{4})",
    )
)
_LONGEST = 60


def iso_date(text: str) -> str:
    """The date as YYYY-MM-DD, YYYY-MM or YYYY, whatever is given of it; a time of day after it is dropped.

    Understood: ISO 8601, "7 October 2020", "Wed, 7 Oct 2020", "October 7, 2020", "October 2020", "07.10.2020", and
    slashes where only one order makes a date ("10/13/2020"). Raises ValueError, with the reason, on anything else.
    """
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text):
        first, second, year = map(int, text.split("/"))
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"{shown!r} can be {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}")
    match = next((m for form in _FORMS if len(text) <= _LONGEST and (m := form.fullmatch(text))), None)
    date = _from_groups(match.groupdict()) if match else None
    if date is None:
        raise ValueError(f"{shown!r} is no date")
    return date


def _from_groups(groups: dict[str, str | None]) -> str | None:
    year, day = groups["year"] or "", groups.get("day")
    month = _month_named(groups["name"]) if groups.get("name") else int(groups.get("month") or 0)
    if month is None or (not month and groups.get("month")):
        return None
    try:
        full = datetime.date(int(year), month or 1, int(day or 1))
    except ValueError:
        return None
    return full.isoformat()[: 10 if day else 7 if month else 4]


def _month_named(name: str | None) -> int | None:
    """The number of the month by its English name or the first letters of it, at least three."""
    matches = [i for i, month in enumerate(_MONTHS, 1) if name and month.startswith(name.lower())]
    return matches[0] if len(matches) == 1 else None
