"""The places a text names: found, and told apart from their namesakes, by an offline gazetteer."""

from tallystick.language.places.find import find_places
from tallystick.language.places.importing import Imported, import_places, imported_fingerprint

__all__ = ["Imported", "find_places", "import_places", "imported_fingerprint"]
