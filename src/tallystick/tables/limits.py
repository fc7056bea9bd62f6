"""How large a table, and what is in it, may be: enough for real ones, and a bound on what a hostile one can cost."""

from __future__ import annotations

#: Columns, or distinct fields of JSON records.
MAX_COLUMNS = 1_000
#: Characters in one cell, and in one row: what is longer is running text and no cell of a table of counts.
MAX_CELL, MAX_ROW = 10_000, 100_000
#: Bytes of one line of a text file, and of one JSON record.
MAX_LINE = 1_000_000
#: Bytes of a workbook, unpacked: its strings are held in memory.
MAX_UNPACKED = 200_000_000
#: Rows and characters of one document. They depend on nothing but the table, so that the same table is cut the same
#: way whatever the mapping makes of it, and a table that has grown at its end keeps all its documents but the last.
ROWS_A_DOCUMENT, CHARACTERS_A_DOCUMENT = 2_000, 1_000_000
