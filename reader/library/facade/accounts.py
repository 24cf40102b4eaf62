"""A library's accounts: what it holds, what could not be read, whether all is as it was."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence

from reader.library.facade.opened import Opened
from reader.library.paths import absolute
from reader.library.scanning import is_away
from reader.model import ArchiveRoot, FacetValue, Failure, Progress, Stats


class Accounts(Opened):
    """A library that can be looked over."""

    def archives(self) -> tuple[ArchiveRoot, ...]:
        """What was imported, and whether it can be reached now."""
        roots = {root.number: root for root in self._catalogue.files.roots()}
        return tuple(
            ArchiveRoot(
                os.fsdecode(roots[number].path), "away" if is_away(roots[number]) else "present", pages, size
            )
            for number, pages, size in self._catalogue.files.sizes()
        )

    def articles_in(self, path: str, most: int = 100) -> tuple[str, ...]:
        """The ids of articles read from a file that has not changed since; see ``held.articles_in``."""
        from reader.library.held import articles_in

        return articles_in(self._catalogue, path, most)

    def failures(self) -> tuple[Failure, ...]:
        """What became no article, with its reason."""
        return tuple(
            Failure(absolute(root, path), member, code, detail, when, kind)
            for root, path, member, kind, code, detail, when in self._catalogue.failures.all()
        )

    def verify(self, paths: Sequence[str] = ()) -> Generator[Progress, None, None]:
        """Compares all archives, or what lies at or below ``paths``, with what was read from them.

        The last step carries the ``verification``. Raises NotFoundError("archive-unknown").
        """
        from reader.library.verifying import Verifying

        yield from Verifying(self._catalogue, paths).run()

    def stats(self) -> Stats:
        """The library in numbers."""
        summary, failures = self._catalogue.summary, self._catalogue.failures
        first, last = summary.days()

        def counts(column: str) -> tuple[FacetValue, ...]:
            return tuple(FacetValue(value, count) for value, count in summary.by(column))

        return Stats(
            pages=summary.pages(),
            articles=summary.articles(),
            captures=summary.captured_pages(),
            sites=counts("site"),
            languages=counts("language"),
            formats=counts("format"),
            failed=failures.count("failed"),
            skipped=failures.count("skipped"),
            index_bytes=self._keeper.bytes,
            catalogue_bytes=self._catalogue.bytes,
            first=first,
            last=last,
        )
