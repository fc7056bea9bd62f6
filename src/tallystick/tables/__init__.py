"""Tables of figures: rows of CSV, TSV, XLSX, Parquet or JSON, each a cited claim, by a mapping file.

`read_mapping` reads the mapping, `read_table` yields the documents that the table is cut into, with their figures.
"""

from tallystick.tables.account import Account, Refused
from tallystick.tables.mapping import Mapping, MappingError, read_mapping
from tallystick.tables.reading import TableReading, read_table

__all__ = ["Account", "Mapping", "MappingError", "Refused", "TableReading", "read_mapping", "read_table"]
