"""Archives and their files: where they are, and what state they were in when last seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.library.catalogue.database import Database


@dataclass(frozen=True, slots=True)
class Root:
    """An archive as the catalogue knows it; ``path`` is absolute, as bytes."""

    number: int
    path: bytes


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when last read, and by which rules; ``sha256`` is None if not read to its end."""

    number: int
    path: bytes
    size: int
    mtime_ns: int
    sha256: bytes | None
    present: bool
    rules: str | None = None


class Files:
    """The tables of roots and files. ``rules``: those that are in force."""

    def __init__(self, database: Database, rules: str) -> None:
        self._database = database
        self._rules = rules

    # ---- roots

    def roots(self) -> list[Root]:
        """All archives, in the order in which they were first imported."""
        return [Root(*row) for row in self._database.all("SELECT number, path FROM roots ORDER BY number")]

    def add_root(self, path: bytes, added: str) -> Root:
        """A new archive."""
        number = self._database.insert("INSERT INTO roots (path, added) VALUES (?, ?)", (path, added))
        return Root(number, path)

    def move_root(self, root: int, path: bytes) -> None:
        """The archive is somewhere else now."""
        self._database.run("UPDATE roots SET path = ? WHERE number = ?", (path, root))

    def remove_root(self, root: int) -> None:
        """Forgets an archive with its files, places and failures; articles stay."""
        self._database.run("DELETE FROM roots WHERE number = ?", (root,))

    # ---- files

    def below(self, root: int, prefix: bytes = b"") -> Iterator[KnownFile]:
        """The files of an archive at or below a path, in no order."""
        where, values = region(root, prefix)
        yield from (
            KnownFile(number, path, size, mtime_ns, sha256, state == "present", rules)
            for number, path, size, mtime_ns, sha256, state, rules in self._database.stream(
                f"SELECT number, path, size, mtime_ns, sha256, state, rules FROM files WHERE {where}", values
            )
        )

    def find(self, root: int, path: bytes) -> KnownFile | None:
        """One file of an archive."""
        return next((file for file in self.below(root, path) if file.path == path), None)

    def articles_in(self, file: int, most: int) -> tuple[str, ...]:
        """The ids of articles that lie in a file, in the order in which they came into the library."""
        return tuple(
            found
            for (found,) in self._database.all(
                """SELECT articles.id FROM places JOIN articles ON articles.number = places.article
                WHERE places.file = ? AND places.state = 'present' ORDER BY articles.number LIMIT ?""",
                (file, most),
            )
        )

    def put(self, root: int, path: bytes, size: int, mtime_ns: int, sha256: bytes | None) -> int:
        """Keeps a file as it is now, present, read by the rules in force; gives its number."""
        row = self._database.first(
            """INSERT INTO files (root, path, size, mtime_ns, sha256, state, rules)
            VALUES (?, ?, ?, ?, ?, 'present', ?)
            ON CONFLICT (root, path) DO UPDATE SET
                size = excluded.size, mtime_ns = excluded.mtime_ns, sha256 = excluded.sha256,
                state = 'present', rules = excluded.rules
            RETURNING number""",
            (root, path, size, mtime_ns, sha256, self._rules),
        )
        assert row is not None
        return int(row[0])

    def put_part(self, file: int, member: str, start: int) -> None:
        """A part of the file has been read; the rest has not."""
        self._database.run("INSERT OR IGNORE INTO parts VALUES (?, ?, ?)", (file, member, start))

    def parts_of(self, file: int) -> frozenset[tuple[str, int]]:
        """(member, start) of the parts that were read of a file that was not read to its end."""
        return frozenset(self._database.all("SELECT member, start FROM parts WHERE file = ?", (file,)))

    def clear_parts(self, file: int) -> None:
        """The file is read from its beginning, or was read to its end."""
        self._database.run("DELETE FROM parts WHERE file = ?", (file,))

    def set_url_key(self, file: int, url_key: int | None) -> None:
        """The address for which the place of a file that is no page stands."""
        self._database.run("UPDATE files SET url_key = ? WHERE number = ?", (url_key, file))

    def by_url_key(self, key: int) -> list[tuple[bytes, bytes]]:
        """Root and path of the files that stand for an address."""
        return [
            (root, path)
            for root, path in self._database.all(
                """SELECT roots.path, files.path FROM files JOIN roots ON roots.number = files.root
                WHERE files.url_key = ? ORDER BY files.state DESC, files.number""",
                (key,),
            )
        ]

    def is_current(self, file: KnownFile) -> bool:
        """Whether a file was read by the rules in force."""
        return file.rules == self._rules

    def mark_gone(self, files: Iterable[int]) -> None:
        """The files are no longer where they were; what was read from them stays."""
        numbers = [(number,) for number in files]
        self._database.run_each("UPDATE files SET state = 'gone' WHERE number = ?", numbers)
        self._database.run_each("UPDATE places SET state = 'gone' WHERE file = ?", numbers)

    def remove(self, files: Iterable[int]) -> None:
        """Forgets files with their places; articles stay."""
        self._database.run_each("DELETE FROM files WHERE number = ?", [(number,) for number in files])

    def move(self, file: int, root: int) -> None:
        """The file belongs to another archive, under the same path below it."""
        self._database.run("UPDATE files SET root = ? WHERE number = ?", (root, file))

    def sizes(self) -> list[tuple[int, int, int]]:
        """For each archive: its number, pages (present places) and bytes of present files."""
        pages: dict[int, int] = dict(
            self._database.all(
                """SELECT files.root, count(*) FROM places JOIN files ON files.number = places.file
                WHERE places.state = 'present' GROUP BY files.root"""
            )
        )
        return [
            (root, pages.get(root, 0), size or 0)
            for root, size in self._database.all(
                """SELECT roots.number, sum(files.size) FROM roots
                LEFT JOIN files ON files.root = roots.number AND files.state = 'present'
                GROUP BY roots.number ORDER BY roots.number"""
            )
        ]


def region(root: int, prefix: bytes) -> tuple[str, tuple[object, ...]]:
    """The condition that a file is at or below a path. ``0`` is the sign after the slash."""
    if not prefix:
        return "root = ?", (root,)
    return "root = ? AND (path = ? OR (path > ? AND path < ?))", (root, prefix, prefix + b"/", prefix + b"0")
