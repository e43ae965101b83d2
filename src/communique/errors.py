"""Every exception communique raises on purpose.

CommuniqueError
├── UsageError            the caller asked for something that cannot be (wrong option, unknown format)
├── InputRefused          one input could not be read or coded; carries a reason code; never stops the others
├── DataError             a table, lexicon or configuration file of the program or the user is wrong
├── ModelError
│   ├── ModelMissing      the language model's files are not where they should be
│   └── ModelDamaged      they are, but their hash is not the one that was shipped
└── StoreError            the project file is foreign, too new, locked or damaged
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
