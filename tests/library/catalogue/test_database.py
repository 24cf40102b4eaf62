import sqlite3

import pytest

from reader.errors import UnusableError
from reader.library.catalogue.database import Database


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "catalogue.db")
    opened.run("CREATE TABLE some (a INTEGER PRIMARY KEY, b BLOB)")
    yield opened
    opened.close()


def code_of(call):
    with pytest.raises(UnusableError) as raised:
        call()
    return raised.value.code


def test_a_transaction_is_kept_whole_or_not_at_all(database):
    def half():
        with database.transaction():
            database.run("INSERT INTO some VALUES (1, NULL)")
            raise UnusableError("stop")

    assert code_of(half) == "stop"
    assert database.value("SELECT count(*) FROM some") == 0


def test_a_full_disk_has_its_own_code_and_loses_only_the_batch(database):
    with database.transaction():
        database.run("INSERT INTO some VALUES (1, zeroblob(1000))")
    pages = database.value("PRAGMA page_count")
    database.run(f"PRAGMA max_page_count = {pages + 2}")

    def fill():
        with database.transaction():
            for _ in range(100):
                database.run("INSERT INTO some (b) VALUES (zeroblob(4000))")

    assert code_of(fill) == "disk-full"
    assert database.value("SELECT count(*) FROM some") == 1


def test_what_is_no_database_is_damaged(tmp_path):
    path = tmp_path / "catalogue.db"
    path.write_bytes(b"not a database at all" * 100)
    assert code_of(lambda: Database(path)) == "library-damaged"
    assert code_of(lambda: Database(path, read_only=True)) == "library-damaged"


def test_a_second_writer_waits_and_then_hears_busy(database, monkeypatch):
    monkeypatch.setattr("reader.library.catalogue.database._BUSY_SECONDS", 0.01)
    other = Database(database.path)

    def both():
        with database.transaction(), other.transaction():
            raise AssertionError("two writers")

    assert code_of(both) == "library-busy"
    other.close()


def test_a_reader_sees_commits_of_others(database):
    reading = Database(database.path, read_only=True)
    assert reading.value("SELECT count(*) FROM some") == 0
    database.run("INSERT INTO some VALUES (1, NULL)")
    assert reading.value("SELECT count(*) FROM some") == 1
    assert code_of(lambda: reading.run("INSERT INTO some VALUES (2, NULL)")) == "library-read-only"
    reading.close()


def test_without_shared_memory_it_says_so(tmp_path):
    database = Database(tmp_path / "catalogue.db", shared_memory=False)
    assert database.remark == "library-no-wal"
    database.close()


def test_a_medium_that_cannot_be_written_is_read_as_it_stands(database, monkeypatch):
    """SQLite cannot open a WAL file where it may not make its shared memory."""
    database.run("INSERT INTO some VALUES (5, NULL)")
    database.close()
    connect = Database._connect

    class NoSharedMemory:
        def execute(self, sql):
            raise sqlite3.OperationalError("unable to open database file")

        def close(self):
            pass

    monkeypatch.setattr(
        Database, "_connect", lambda self, mode: NoSharedMemory() if mode == "ro" else connect(self, mode)
    )
    reading = Database(database.path, read_only=True)
    assert (reading.remark, reading.value("SELECT a FROM some")) == ("library-frozen", 5)
    reading.close()


def test_a_table_that_is_not_there_is_damage(database):
    assert code_of(lambda: database.all("SELECT * FROM nothing")) == "library-damaged"
    database.run("INSERT INTO some VALUES (1, CAST(x'ff' AS TEXT))")
    assert code_of(lambda: database.all("SELECT b FROM some")) == "library-damaged"
