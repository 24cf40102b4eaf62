"""One SQLite file: opened, queried and committed, its errors turned into ours. Knows no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.errors import UnusableError

Row = tuple[Any, ...]

_BUSY_SECONDS = 10.0
_CACHE_KIB = 32 * 1024

_CODES: dict[int, str] = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_BUSY: "library-busy",
    sqlite3.SQLITE_LOCKED: "library-busy",
    sqlite3.SQLITE_CORRUPT: "library-damaged",
    sqlite3.SQLITE_NOTADB: "library-damaged",
    sqlite3.SQLITE_READONLY: "library-read-only",
    sqlite3.SQLITE_PERM: "library-unreadable",
    sqlite3.SQLITE_CANTOPEN: "library-unreadable",
    sqlite3.SQLITE_IOERR: "library-unreadable",
}


class Database:
    """A connection, to be used on the thread that opened it.

    ``remark`` is None or a code that the user should be told once: "library-read-only", "library-frozen"
    (read as it stood when opened, changes are not seen) or "library-no-wal" (readers wait while a batch is
    committed). Every method raises UnusableError: "disk-full", "library-busy", "library-damaged",
    "library-unreadable". ``transactions`` counts those that were begun.
    """

    def __init__(self, path: Path, *, read_only: bool = False, shared_memory: bool = True) -> None:
        self.path = path
        self.read_only = read_only
        self.remark: str | None = None
        self.transactions = 0
        if read_only:
            self._connection = self._open_to_read()
        else:
            self._connection = self._connect("rwc")
            with self._translated():
                self._prepare_to_write(shared_memory)
        with self._translated():
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._connection.execute("PRAGMA foreign_keys = ON")

    def rest(self) -> None:
        """Gives the memory back that only saves reading the file again."""
        with self._translated():
            self._connection.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are kept together, or none of them when an exception leaves the block."""
        self.run("BEGIN IMMEDIATE")
        self.transactions += 1
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        try:
            self.run("COMMIT")
        except UnusableError:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see one state of the library, whatever is committed meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Carries out a statement; gives the number of rows it changed."""
        with self._translated():
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Carries out an INSERT; gives the number of the new row."""
        with self._translated():
            return self._connection.execute(sql, values).lastrowid or 0

    def run_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carries out a statement for each row of values."""
        with self._translated():
            self._connection.executemany(sql, rows)

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query."""
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    def first(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._translated():
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:  # noqa: ANN401 - whatever the column holds
        """The first value of the first row of a query, or None."""
        row = self.first(sql, values)
        return row[0] if row else None

    def stream(self, sql: str, values: Sequence[Any] = (), size: int = 256) -> Iterator[Row]:
        """The rows of a query, a few in memory at a time; to be read to the end before the next write."""
        with self._translated():
            cursor = self._connection.execute(sql, values)
        while True:
            with self._translated():
                rows = cursor.fetchmany(size)
            if not rows:
                return
            yield from rows

    def _connect(self, mode: str) -> sqlite3.Connection:
        try:
            return sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
            )
        except sqlite3.Error as error:
            raise UnusableError("library-unreadable", path=str(self.path), detail=str(error)) from error

    def _open_to_read(self) -> sqlite3.Connection:
        """On a medium that cannot be written SQLite has no place for the shared memory that WAL wants."""
        connection = self._connect("ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            connection = self._connect("ro&immutable=1")
            self.remark = "library-frozen"
        except sqlite3.DatabaseError as error:
            connection.close()
            raise UnusableError("library-damaged", path=str(self.path), detail=str(error)) from error
        return connection

    def _prepare_to_write(self, shared_memory: bool) -> None:
        wanted = "WAL" if shared_memory else "DELETE"
        if self._connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0].upper() != "WAL":
            self.remark = "library-no-wal"
        # FULL: a batch is on the disk before the index hears of it, so that the catalogue is never the older
        # one.
        self._connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            # Tables that are not as this program makes them, text that is no text: no file of ours any more.
            code = _CODES.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF, "library-damaged")
            raise UnusableError(code, path=str(self.path), detail=str(error)) from error
