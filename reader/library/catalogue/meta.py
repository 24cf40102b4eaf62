"""Single values of a library: its key, its revision, figures of earlier imports."""

from __future__ import annotations

import secrets

from reader.library.catalogue.database import Database


class Meta:
    """The table of named values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str | None:
        """A value, or None."""
        value = self._database.value("SELECT value FROM meta WHERE name = ?", (name,))
        return None if value is None else str(value)

    def set(self, name: str, value: str) -> None:
        """Keeps a value."""
        self._database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def number(self, name: str) -> float:
        """A value that is a number; 0 when there is none."""
        try:
            return float(self.get(name) or 0)
        except ValueError:
            return 0.0

    @property
    def revision(self) -> int:
        """The number of the last committed batch; 0 for an empty library."""
        return int(self.number("revision"))

    @property
    def indexed(self) -> int:
        """The revision up to which the index was seen to be complete; the index itself has the last word."""
        return int(self.number("indexed"))

    def next_revision(self) -> int:
        """A new revision, to be called inside the batch's transaction."""
        revision = self.revision + 1
        self.set("revision", str(revision))
        return revision

    def key(self) -> str:
        """The library's random key; "" in a library that has none yet and may only be read."""
        if (key := self.get("key")) is None and not self._database.read_only:
            self._database.run("INSERT OR IGNORE INTO meta VALUES ('key', ?)", (secrets.token_hex(16),))
            key = self.get("key")
        return key or ""
