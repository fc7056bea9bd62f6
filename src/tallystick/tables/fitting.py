"""Whether a mapping fits its table: every column that it names must be there."""

from __future__ import annotations

from tallystick.tables.mapping import Column, Mapping, MappingError, not_among


def check_columns(mapping: Mapping, columns: tuple[str, ...]) -> None:
    """Raises MappingError where the mapping names a column that the table does not have."""
    for key, column in named_columns(mapping):
        if column not in columns:
            raise MappingError(f"{key}: {not_among(column, columns, 'column')}")


def named_columns(mapping: Mapping) -> list[tuple[str, str]]:
    """Every column that the mapping names, with the key that does so."""
    table, source = mapping.table, mapping.source
    named = [("table.columns", column) for column in table.columns]
    named += [(f"table.{key}", column) for key in ("where", "unless") for column in getattr(table, key)]
    for key in ("publisher", "published", "url"):
        slot = getattr(source, key)
        if isinstance(slot, Column):
            named.append((f"source.{key}", slot.column))
    for at, figure in enumerate(mapping.merged()):
        here = f"figures.{at}"
        numbers = (("number", figure.number), ("low", figure.low), ("high", figure.high))
        named += [(f"{here}.{key}", column) for key, column in numbers if column is not None]
        named += [(f"{here}.quote", column) for column in figure.quote]
        named += [(f"{here}.{key}", column) for key in ("where", "unless") for column in getattr(figure, key)]
        named += [(f"{here}.{key}", slot.column) for key, slot in figure.slots().items() if isinstance(slot, Column)]
        if figure.period and figure.period.column:
            named.append((f"{here}.period", figure.period.column))
    return named
