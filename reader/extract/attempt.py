"""Extraction that never raises: a page that cannot be read is a value too."""

from __future__ import annotations

from reader.errors import PageError, ReaderError
from reader.extract.article import Extracted, extract
from reader.extract.guesses import Guesses
from reader.model import Rejected, RejectedKind, SavedPage, SiteTemplate

_KINDS: dict[str, RejectedKind] = {"failed": "failed", "skipped": "skipped", "other": "other"}
_LONGEST_DETAIL = 300


def attempt(
    page: SavedPage, template: SiteTemplate | None = None, guesses: Guesses | None = None
) -> Extracted | Rejected:
    """The article of a page, or why it has none. A fault of ours costs one page, never the whole run."""
    try:
        return extract(page, template, guesses)
    except PageError as error:
        return _rejected(page, _KINDS.get(error.kind, "failed"), error.code, error.values.get("detail", ""))
    except ReaderError as error:
        return _rejected(page, "failed", error.code, error.values.get("detail", ""))
    except MemoryError:
        return _rejected(page, "failed", "page-out-of-memory", "")
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:_LONGEST_DETAIL]
        return _rejected(page, "failed", "page-crashed-reader", detail)


def _rejected(page: SavedPage, kind: RejectedKind, code: str, detail: object) -> Rejected:
    return Rejected(page.path, page.member, kind, code, str(detail), page.sha256)
