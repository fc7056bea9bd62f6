"""Names of records as URIs, and addresses that are safe to pass on."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SCHEMES = ("http", "https")


def identifier(kind: str, name: str) -> str:
    """A record's URI: "urn:tallystick:figure:f0123456789ab"."""
    return f"urn:tallystick:{kind}:{quote(name, safe='')}"


def web_address(url: str | None) -> str | None:
    """The address of a page on the web, None for any other (a script, a file): documents are hostile."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not parts.netloc:
        return None
    return quote(parts.geturl(), safe=":/?#[]@!$&'()*+,;=%~-._")
