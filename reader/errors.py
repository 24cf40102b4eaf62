"""The errors of the core: a code and values, no prose. The front ends make sentences of them."""

from __future__ import annotations


class ReaderError(Exception):
    """Anything that a user can meet and act on.

    ``code`` names the case, ``values`` fill the sentence, ``exit_code`` is what the command line ends with:
    1 nothing found or unknown, 2 wrong usage, 3 something that cannot be used.
    """

    exit_code = 3

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.code}({shown})"


class NotFoundError(ReaderError):
    """An article, link or archive that the library does not know."""

    exit_code = 1


class UsageError(ReaderError):
    """A request that makes no sense as it stands."""

    exit_code = 2


class UnusableError(ReaderError):
    """A library, path or file that cannot be used."""

    exit_code = 3


class PageError(ReaderError):
    """A page that cannot be read; ``kind`` says how it is counted (failed, skipped, other)."""

    def __init__(self, code: str, kind: str = "failed", **values: object) -> None:
        super().__init__(code, **values)
        self.kind = kind
