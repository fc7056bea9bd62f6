"""Data for other programs: what a ledger holds, in the formats of the field. One module a format, under `formats`."""

from tallystick.publish.exchange.exporting import Exported, export
from tallystick.publish.exchange.registry import Format, format_named, format_names

__all__ = ["Exported", "Format", "export", "format_named", "format_names"]
