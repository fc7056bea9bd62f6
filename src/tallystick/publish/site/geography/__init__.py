"""The ground under the map: coasts, borders, lakes and rivers of Natural Earth, and towns of the gazetteer."""
