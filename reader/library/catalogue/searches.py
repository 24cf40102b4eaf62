"""The searches that were saved under a name."""

from __future__ import annotations

from collections.abc import Sequence

from reader.library.catalogue.database import Database, Row
from reader.text.collation import collation_key


class Searches:
    """Rows are (name, request as JSON, when it was saved)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Row]:
        """All of them, in the order of their names."""
        rows = self._database.all("SELECT name, request, made FROM searches")
        return sorted(rows, key=lambda row: collation_key(row[0]))

    def put(self, name: str, request: str, made: str) -> None:
        """Keeps one; another one of that name goes."""
        self._database.run("INSERT OR REPLACE INTO searches VALUES (?, ?, ?)", (name, request, made))

    def rename(self, old: str, new: str) -> int:
        """Gives one another name; gives how many there were."""
        return self._database.run("UPDATE searches SET name = ? WHERE name = ?", (new, old))

    def delete(self, name: str) -> None:
        """Takes one away."""
        self._database.run("DELETE FROM searches WHERE name = ?", (name,))
