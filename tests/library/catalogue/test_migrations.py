import sqlite3

import pytest

from reader.errors import UnusableError
from reader.library.catalogue.database import Database
from reader.library.catalogue.migrations import migrate, version
from reader.library.catalogue.schema import MIGRATIONS, Migration

FIRST = Migration("one", ("CREATE TABLE one (a)",))
SECOND = Migration("two", ("CREATE TABLE two (a)", "INSERT INTO two VALUES (7)"))


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "catalogue.db")
    yield opened
    opened.close()


def test_steps_are_carried_out_in_order_and_remembered(database):
    migrate(database, (FIRST, SECOND))
    assert version(database) == 2
    assert [row[0] for row in database.all("SELECT name FROM migrations ORDER BY rowid")] == ["one", "two"]
    assert database.value("SELECT a FROM two") == 7


def test_only_what_is_missing_is_done(database):
    migrate(database, (FIRST,))
    migrate(database, (FIRST, SECOND))
    migrate(database, (FIRST, SECOND))
    assert database.value("SELECT count(*) FROM two") == 1


def test_a_step_that_fails_leaves_nothing_behind(database):
    broken = Migration("broken", ("CREATE TABLE half (a)", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(UnusableError):
        migrate(database, (FIRST, broken))
    assert version(database) == 1
    assert database.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0


def test_a_newer_catalogue_is_refused(database, tmp_path):
    migrate(database, (FIRST, SECOND))
    with pytest.raises(UnusableError) as refused:
        migrate(database, (FIRST,))
    assert (refused.value.code, refused.value.values["version"], refused.value.values["known"]) == (
        "library-newer",
        2,
        1,
    )


def test_an_older_one_cannot_be_upgraded_when_it_may_only_be_read(database):
    migrate(database, (FIRST,))
    reading = Database(database.path, read_only=True)
    with pytest.raises(UnusableError) as refused:
        migrate(reading, (FIRST, SECOND))
    reading.close()
    assert refused.value.code == "library-older"


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "catalogue.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (a)")
    other.commit()
    other.close()
    database = Database(path)
    with pytest.raises(UnusableError) as refused:
        migrate(database)
    database.close()
    assert refused.value.code == "library-foreign"


def test_names_of_steps_are_unique():
    names = [step.name for step in MIGRATIONS]
    assert len(set(names)) == len(names)
