"""Whom a text speaks of: states, ministries, groups, organisations, people, by the names they are filed under."""

from tallystick.language.names.canonical import filed_under
from tallystick.language.names.find import find_names
from tallystick.language.names.spelling import Spellings, alike, one_spelling

__all__ = ["Spellings", "alike", "filed_under", "find_names", "one_spelling"]
