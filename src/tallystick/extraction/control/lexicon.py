"""Word lists of control as patterns."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge import words


@cache
def listed(name: str) -> str:
    """A pattern for the entries of a word list, the longest first, as one group that captures nothing."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words(name), key=lambda w: (-len(w), w))) + ")"
