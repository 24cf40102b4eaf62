"""The library in numbers."""

from __future__ import annotations

from reader.library.catalogue.database import Database

_COLUMNS = ("site", "language", "format")


class Summary:
    """Counts over all tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self) -> int:
        """How many articles there are."""
        return int(self._database.value("SELECT count(*) FROM articles"))

    def pages(self) -> int:
        """How many pages lie in the archives: an article that was copied counts once a place."""
        return int(self._database.value("SELECT count(*) FROM places WHERE state = 'present'"))

    def page_bytes(self) -> int:
        """The size of all articles as they were saved."""
        return int(self._database.value("SELECT total(size) FROM articles"))

    def captured_pages(self) -> int:
        """How many captures there are of pages whose address is known."""
        return int(self._database.value("SELECT count(*) FROM articles WHERE url IS NOT NULL"))

    def days(self) -> tuple[str | None, str | None]:
        """The earliest and the latest day of an article."""
        row = self._database.first("SELECT min(date), max(date) FROM articles")
        return (row[0], row[1]) if row else (None, None)

    def by(self, column: str) -> list[tuple[str, int]]:
        """The values of site, language or format with their counts, most frequent first."""
        assert column in _COLUMNS
        return self._database.all(
            f"""SELECT {column}, count(*) FROM articles WHERE {column} IS NOT NULL
            GROUP BY {column} ORDER BY count(*) DESC, {column}"""
        )
