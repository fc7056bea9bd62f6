"""From wikitext to plain text, offline: marks scrubbed, templates replaced, tables and lists laid out a row a line."""

from tallystick.documents.wiki.layout import plain_text_of

__all__ = ["plain_text_of"]
