"""The chronicle as text, JSON and data frames."""
