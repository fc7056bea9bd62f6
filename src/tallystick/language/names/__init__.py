"""Whom a text speaks of: states, ministries, groups, organisations, people, by the names they are filed under."""

from tallystick.language.names.canonical import filed_under
from tallystick.language.names.find import find_names

__all__ = ["filed_under", "find_names"]
