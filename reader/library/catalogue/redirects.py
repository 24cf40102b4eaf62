"""Addresses that servers sent elsewhere, as web archives recorded it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reader.library.catalogue.database import Database


class Redirects:
    """The table of redirects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def targets(self, keys: Iterable[int]) -> dict[int, list[int]]:
        """For each address key that was sent elsewhere the keys of the addresses it was sent to."""
        found: dict[int, list[int]] = {}
        for key, target in self._database.all(
            """SELECT DISTINCT key, target FROM redirects WHERE key IN (SELECT value FROM json_each(?))
            ORDER BY key, target""",
            (json.dumps(list(keys)),),
        ):
            found.setdefault(key, []).append(target)
        return found

    def leading_to(self, keys: Iterable[int]) -> list[int]:
        """The keys that were sent to one of these addresses, and that no article has."""
        rows = self._database.all(
            """SELECT DISTINCT key FROM redirects WHERE target IN (SELECT value FROM json_each(?))
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = redirects.key)""",
            (json.dumps(list(keys)),),
        )
        return [row[0] for row in rows]

    def put(self, file: int, key: int, target: int) -> None:
        """A record of a file says that an address was sent to another one."""
        self._database.run("INSERT OR IGNORE INTO redirects VALUES (?, ?, ?)", (key, target, file))

    def clear(self, file: int) -> None:
        """Drops what a file said, before it is read again."""
        self._database.run("DELETE FROM redirects WHERE file = ?", (file,))
