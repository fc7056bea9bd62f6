"""The one family of exceptions.

    TallystickError
    ├── DocumentError        a document cannot be read: empty, binary, too large, no permission, unknown format
    ├── ConflictFileError    a conflict file is not valid
    ├── LedgerError          the ledger cannot be opened, read or written
    │   ├── NotALedgerError      the file is something else
    │   ├── NewerLedgerError     written by a later version of the program
    │   └── RecordNotFoundError  no record carries that id
    ├── KnowledgeError       a data file of the program, or of the user, is malformed
    ├── ModelError           the reader's model is missing or does not fit this version
    └── RuleError            a rule for low, best and high does not exist or does not work

Every message names the file or record, the reason, and the way out, in one sentence, ready to print.
"""


class TallystickError(Exception):
    """The root: whatever Tallystick raises on purpose is one of these."""


class DocumentError(TallystickError):
    """A document that cannot be read. `path` is the path as the user gave it, `reason` the cause without the path."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ConflictFileError(TallystickError):
    """A conflict file that cannot be read or does not follow the format."""


class LedgerError(TallystickError):
    """A ledger that cannot be opened, read or written."""


class NotALedgerError(LedgerError):
    """The file exists and is no Tallystick ledger."""


class NewerLedgerError(LedgerError):
    """The ledger's schema is newer than this program."""


class RecordNotFoundError(LedgerError):
    """No record in the ledger carries the id asked for."""


class KnowledgeError(TallystickError):
    """A knowledge data file, shipped or the user's, that is malformed."""


class ModelError(TallystickError):
    """The reader's model is missing, damaged, or made for another version."""


class RuleError(TallystickError):
    """A rule for low, best and high that does not exist or does not work."""
