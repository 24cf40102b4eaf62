"""Parts of containers that are no pages (pictures, styles, frames), found again by address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.rows import PartRow


@dataclass(frozen=True, slots=True)
class StoredPart:
    """Where a part lies: root and path below it as bytes, member, and its time of capture if known."""

    root: bytes
    path: bytes
    member: str
    captured: str | None


class Resources:
    """The table of resources."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: int) -> list[StoredPart]:
        """The parts that have an address; those of files that are still there first."""
        return [
            StoredPart(*row)
            for row in self._database.all(
                """SELECT roots.path, files.path, member, captured FROM resources
                JOIN files ON files.number = resources.file JOIN roots ON roots.number = files.root
                WHERE key = ? ORDER BY files.state DESC, files.number, member""",
                (key,),
            )
        ]

    def put(self, file: int, parts: Iterable[PartRow]) -> None:
        """Keeps parts of a file."""
        self._database.run_each(
            "INSERT OR REPLACE INTO resources VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (part.key, file, part.member, part.captured, part.media_type, part.size, part.sha256)
                for part in parts
                if part.key is not None
            ],
        )

    def clear(self, file: int) -> None:
        """Drops what was said of a file, before it is read again."""
        self._database.run("DELETE FROM resources WHERE file = ?", (file,))
