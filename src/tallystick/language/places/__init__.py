"""The places a text names: found, and told apart from their namesakes, by an offline gazetteer."""

from tallystick.language.places.find import find_places

__all__ = ["find_places"]
