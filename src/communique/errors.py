"""Every exception communique raises on purpose.

CommuniqueError
├── UsageError            the caller asked for something that cannot be (wrong option, unknown format)
├── InputRefused          one input could not be read or coded; carries a reason code; never stops the others
├── DataError             a table, lexicon or configuration file of the program or the user is wrong
├── ModelError
│   ├── ModelMissing      the language model's files are not where they should be
│   └── ModelDamaged      they are, but their hash is not the one that was shipped
└── StoreError            the project file cannot be used as asked
    ├── StoreMissing      no project file of that name
    ├── StoreForeign      the file is something else: no SQLite, or another program's
    ├── StoreTooNew       a newer communique wrote it
    ├── StoreReadOnly     it may be read and not written
    ├── StoreBusy         another process holds it
    ├── StoreFull         the disk or quota is full; what was committed stays
    ├── StoreDamaged      bytes in it are not what was written
    └── Conflict          somebody else has decided on the same answer in the meantime
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Root of the tree. The message names the value, what was expected and the next step."""


class UsageError(CommuniqueError):
    """Wrong use of a command or function; the command line exits with 2."""


class InputRefused(CommuniqueError):
    """One input is refused.

    reason: code like `sources.empty`, listed in docs/refusals.md; detail: what was seen, in words.
    """

    def __init__(self, reason: str, detail: str, source: str | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.source = source


class DataError(CommuniqueError):
    """A data file is wrong; the message gives file and line."""


class ModelError(CommuniqueError):
    """The language model cannot be used."""


class ModelMissing(ModelError):
    """Model files are missing."""


class ModelDamaged(ModelError):
    """A model file's SHA-256 differs from the shipped one."""


class StoreError(CommuniqueError):
    """The project file cannot be used as asked."""


class StoreMissing(StoreError):
    """No project file of that name."""


class StoreForeign(StoreError):
    """The file is no project of this program."""


class StoreTooNew(StoreError):
    """The file's schema is newer than this program."""


class StoreReadOnly(StoreError):
    """The file or its folder may not be written."""


class StoreBusy(StoreError):
    """Another process is writing, and did not finish within the time allowed."""


class StoreFull(StoreError):
    """No room on the disk; the last transaction was undone, the ones before it stay."""


class StoreDamaged(StoreError):
    """The file's bytes are not what was written."""


class Conflict(StoreError):
    """A decision on a version that is no longer the current one.

    subject: id of the record; current: its version now; by: who decided before.
    """

    def __init__(self, message: str, subject: str, current: int, by: str) -> None:
        super().__init__(message)
        self.subject = subject
        self.current = current
        self.by = by
