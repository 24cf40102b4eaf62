"""Brings a catalogue to the version that this program knows, step by step; refuses a newer one."""

from __future__ import annotations

from collections.abc import Sequence

from reader.errors import UnusableError
from reader.library.catalogue.database import Database
from reader.library.catalogue.schema import APPLICATION_ID, MIGRATIONS, Migration


def version(database: Database) -> int:
    """How many steps the file has gone through; 0 for a new one.

    Raises UnusableError("library-foreign") when the file is an SQLite file of somebody else.
    """
    number = int(database.value("PRAGMA user_version"))
    if int(database.value("PRAGMA application_id")) != APPLICATION_ID and (
        number or database.value("SELECT count(*) FROM sqlite_master")
    ):
        raise UnusableError("library-foreign", path=str(database.path))
    return number


def migrate(database: Database, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Carries out the steps that are missing, each in a transaction of its own.

    Raises UnusableError: "library-newer" when the file knows steps that this program does not,
    "library-older" when a step is missing and the file may only be read, "library-foreign" as ``version``
    does.
    """
    done = version(database)
    if done > len(steps):
        raise UnusableError("library-newer", path=str(database.path), version=done, known=len(steps))
    if done < len(steps) and database.read_only:
        raise UnusableError("library-older", path=str(database.path), version=done, known=len(steps))
    for number, step in enumerate(steps[done:], done + 1):
        with database.transaction():
            if version(database) >= number:  # another process was faster
                continue
            for statement in step.statements:
                database.run(statement)
            database.run(
                "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)"
            )
            database.run("INSERT INTO migrations VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ'))", (step.name,))
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            database.run(f"PRAGMA user_version = {number}")
