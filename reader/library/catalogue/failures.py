"""What became no article, with its reason: by place, so that it goes away when the file is read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.library.catalogue.database import Database
from reader.library.catalogue.files import region
from reader.model import RejectedKind

FailureRow = tuple[bytes, bytes, str | None, RejectedKind, str, str, str]


class Failures:
    """The tables of failures and of records of other kinds. ``reader``: the rules that are in force."""

    def __init__(self, database: Database, reader: str) -> None:
        self._database = database
        self._reader = reader

    def put(
        self,
        root: int,
        path: bytes,
        member: str | None,
        kind: RejectedKind,
        code: str,
        detail: str,
        noticed: str,
    ) -> None:
        """Keeps what is wrong with a file or one of its members; ``other`` is only counted."""
        if kind == "other":
            self.count_other(root, path, code)
        else:
            self._database.run(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (root, path, member or "", kind, code, detail, noticed, self._reader),
            )

    def count_other(self, root: int, path: bytes, code: str) -> None:
        """Counts a record that is no page by its kind."""
        self._database.run(
            """INSERT INTO others VALUES (?, ?, ?, 1)
            ON CONFLICT (root, path, code) DO UPDATE SET count = count + 1""",
            (root, path, code),
        )

    def drop(self, root: int, path: bytes, member: str, code: str) -> None:
        """Drops one row."""
        self._database.run(
            "DELETE FROM failures WHERE root = ? AND path = ? AND member = ? AND code = ?",
            (root, path, member, code),
        )

    def with_code(
        self, code: str, after: tuple[int, bytes, str], limit: int
    ) -> list[tuple[int, bytes, str, str]]:
        """(root, path, member, detail) of the failures of a code in files that are there, behind a place."""
        return self._database.all(
            """SELECT failures.root, failures.path, member, detail FROM failures
            JOIN files ON files.root = failures.root AND files.path = failures.path
            WHERE code = ? AND state = 'present' AND (failures.root, failures.path, member) > (?, ?, ?)
            ORDER BY failures.root, failures.path, member LIMIT ?""",
            (code, *after, limit),
        )

    def clear(self, root: int, paths: Iterable[bytes]) -> None:
        """Drops what was said of files."""
        places = [(root, path) for path in paths]
        self._database.run_each("DELETE FROM failures WHERE root = ? AND path = ?", places)
        self._database.run_each("DELETE FROM others WHERE root = ? AND path = ?", places)

    def clear_below(self, root: int, prefix: bytes) -> None:
        """Drops what was said of files at or below a path."""
        where, values = region(root, prefix)
        self._database.run(f"DELETE FROM failures WHERE {where}", values)
        self._database.run(f"DELETE FROM others WHERE {where}", values)

    def all(self) -> list[FailureRow]:
        """(root, path, member, kind, code, detail, when) of all failures, by place."""
        return [
            (root, path, member or None, kind, code, detail, noticed)
            for root, path, member, kind, code, detail, noticed in self._database.all(
                """SELECT roots.path, failures.path, member, kind, code, detail, noticed
                FROM failures JOIN roots ON roots.number = failures.root
                ORDER BY roots.number, failures.path, member"""
            )
        ]

    def of_file(self, root: int, path: bytes) -> list[tuple[str | None, RejectedKind, str, str]]:
        """(member, kind, code, detail) of one file; records of other kinds as often as they occur."""
        found: list[tuple[str | None, RejectedKind, str, str]] = [
            (member or None, kind, code, detail)
            for member, kind, code, detail in self._database.all(
                "SELECT member, kind, code, detail FROM failures WHERE root = ? AND path = ? ORDER BY member",
                (root, path),
            )
        ]
        for code, count in self._database.all(
            "SELECT code, count FROM others WHERE root = ? AND path = ? ORDER BY code", (root, path)
        ):
            found += [(None, "other", code, "")] * count
        return found

    def of_root(self, root: int) -> list[tuple[bytes, str | None, RejectedKind, str, str]]:
        """(path, member, kind, code, detail) of one archive, by place."""
        return [
            (path, member or None, kind, code, detail)
            for path, member, kind, code, detail in self._database.all(
                "SELECT path, member, kind, code, detail FROM failures WHERE root = ? ORDER BY path, member",
                (root,),
            )
        ]

    def others_of_root(self, root: int) -> dict[bytes, Counter[str]]:
        """For each path of one archive the records of other kinds, counted."""
        found: dict[bytes, Counter[str]] = {}
        for path, code, count in self._database.all(
            "SELECT path, code, count FROM others WHERE root = ?", (root,)
        ):
            found.setdefault(path, Counter())[code] += count
        return found

    def count(self, kind: RejectedKind) -> int:
        """How many there are of a kind."""
        return int(self._database.value("SELECT count(*) FROM failures WHERE kind = ?", (kind,)))
