"""The index is opened only when it is ours, and mended from the catalogue whatever happened to it."""

import os
import pickle
import shutil
from collections import deque

import pytest

from reader.errors import UnusableError
from reader.library import index_keeper, locations
from reader.library.index_feed import IndexFeed
from reader.library.library import Library
from reader.model import SearchRequest


class Bomb:
    """A pickle that runs code when it is loaded."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


def plant(folder, mark):
    """Puts a poisoned pickle in place of every file of an index that may hold one."""
    for path in folder.iterdir():
        if path.name != "library.key":
            path.write_bytes(pickle.dumps(Bomb(mark)))
    for name in ("MAIN_1.toc", "_MAIN_1.toc", "_MAIN_99.toc"):
        (folder / name).write_bytes(pickle.dumps(Bomb(mark)))


@pytest.fixture
def filled(archive, library, run):
    archive.site(8)
    run(library, archive.folder)
    return library


def hits(library, query="bản tin"):
    return library.search(SearchRequest(query, limit=50)).total


def test_the_index_of_another_user_is_deleted_unread(filled, tmp_path, agrees):
    folder = filled.folder
    filled.close()
    locations.trust_index(folder, "the key of some other library")
    mark = tmp_path / "code ran"
    plant(folder / "index", mark)
    with Library(folder) as library:
        assert library.needs_repair
        deque(library.repair())
        assert hits(library) == 8
        agrees(library)
        assert not library.needs_repair
    assert not mark.exists()


def test_an_index_without_the_librarys_key_is_deleted_unread(filled, tmp_path, agrees):
    folder = filled.folder
    filled.close()
    mark = tmp_path / "code ran"
    plant(folder / "index", mark)
    (folder / "index" / "library.key").write_text("another", encoding="ascii")
    with Library(folder) as library:
        assert hits(library) == 8
        agrees(library)
    assert not mark.exists()


def test_a_library_that_may_only_be_read_gets_an_index_in_the_users_cache(filled, tmp_path):
    folder = tmp_path / "given by somebody"
    filled.close()
    shutil.copytree(filled.folder, folder)
    mark = tmp_path / "code ran"
    plant(folder / "index", mark)
    before = sorted(path.name for path in folder.rglob("*"))
    with Library(folder, read_only=True) as library:
        assert library.needs_repair
        assert hits(library) == 8
        assert not library.needs_repair
    with Library(folder, read_only=True) as library:
        assert not library.needs_repair
        assert hits(library) == 8
    assert not mark.exists()
    assert [name for name in sorted(path.name for path in folder.rglob("*")) if "catalogue" not in name] == [
        name for name in before if "catalogue" not in name
    ]


@pytest.mark.parametrize("key", ["../../../precious", "/precious", "", "\0", "é", "x" * 5000])
def test_the_key_of_a_strange_library_names_no_path(filled, tmp_path, private_home, key):
    folder = tmp_path / "given by somebody"
    filled._catalogue.meta.set("key", key)
    filled.close()
    shutil.copytree(filled.folder, folder)
    with Library(folder, read_only=True) as library:
        assert library._keeper.folder.resolve().parent.parent.is_relative_to(private_home)
        assert hits(library) == 8


def test_a_missing_index_is_made_again(filled, agrees):
    folder = filled.folder
    filled.close()
    shutil.rmtree(folder / "index")
    with Library(folder) as library:
        assert library.needs_repair
        assert hits(library) == 8
        agrees(library)


def test_reading_alone_mends_it_too(filled):
    folder = filled.folder
    filled.close()
    shutil.rmtree(folder / "index")
    with Library(folder, read_only=True) as library:
        assert hits(library) == 8


# Whoosh leaves a table of contents open when it cannot read it; it is closed with the exception.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_damaged_file_is_answered_by_a_rebuild(filled, agrees):
    folder = filled.folder
    filled.close()
    names = [
        path.name
        for path in (folder / "index").iterdir()
        if path.name not in ("library.key", "MAIN_WRITELOCK")
    ]
    assert names
    for name in names:
        for damage in (b"", b"\0" * 64, None):
            path = folder / "index" / name
            if not path.exists():
                continue
            body = path.read_bytes()
            path.write_bytes(damage if damage is not None else body[: len(body) // 2])
            with Library(folder) as library:
                assert hits(library) == 8, (name, damage)
                agrees(library)


def test_rebuild_makes_it_anew_in_bounded_batches(archive, library, run, agrees, monkeypatch):
    monkeypatch.setattr(index_keeper, "_BATCH", 3)
    for number in range(4):  # too few of each site for a template, which would change articles
        archive.site(3, f"xa-{number}.example")
        run(library, archive.folder)
    sizes = []
    real = IndexFeed.put
    monkeypatch.setattr(
        IndexFeed,
        "put",
        lambda self, number, batch, deleted=(): (
            sizes.append(len(batch)) or real(self, number, batch, deleted)
        ),
    )
    steps = list(library.rebuild())
    assert sizes == [3, 3, 3, 3]
    assert [(step.stage, step.done, step.total) for step in steps] == [
        ("index", 3, 12),
        ("index", 6, 12),
        ("index", 9, 12),
        ("index", 12, 12),
    ]
    agrees(library)


def test_a_rebuild_that_was_stopped_goes_on(archive, library, run, agrees, monkeypatch):
    monkeypatch.setattr(index_keeper, "_BATCH", 3)
    for number in range(4):  # too few of each site for a template, which would change articles
        archive.site(3, f"xa-{number}.example")
        run(library, archive.folder)
    steps = library.rebuild()
    next(steps)
    steps.close()
    assert library._keeper.lag == 9
    done = [step.done for step in library.repair()]
    assert done == [3, 6, 9]
    agrees(library)


def test_a_catalogue_from_before_the_index_gets_a_new_one(archive, filled, run, tmp_path, agrees):
    folder = filled.folder
    filled._catalogue.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "catalogue.db", tmp_path / "old.db")
    archive.site(12)
    run(filled, archive.folder)
    filled.close()
    shutil.copy(tmp_path / "old.db", folder / "catalogue.db")
    with Library(folder) as library:
        assert hits(library) == 8
        agrees(library)


def test_a_symbolic_link_in_its_place_is_not_followed(filled, tmp_path, agrees):
    folder = filled.folder
    filled.close()
    shutil.move(folder / "index", tmp_path / "elsewhere")
    (folder / "index").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    kept = sorted(path.name for path in (tmp_path / "elsewhere").iterdir())
    with Library(folder) as library:
        assert hits(library) == 8
        agrees(library)
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == kept


def test_damage_during_an_import_is_mended_at_its_end(archive, filled, run, agrees, monkeypatch):
    archive.site(12)
    real = IndexFeed.put

    def broken(self, revision, articles, deleted=()):
        monkeypatch.setattr(IndexFeed, "put", real)
        raise UnusableError("index-damaged")

    monkeypatch.setattr(IndexFeed, "put", broken)
    report = run(filled, archive.folder)
    assert (report.added, report.stopped) == (4, None)
    agrees(filled)
    assert hits(filled) == 12


def test_a_reader_sees_new_articles_without_reopening(archive, filled, run):
    with Library(filled.folder, read_only=True) as reading:
        assert hits(reading) == 8
        archive.site(10)
        run(filled, archive.folder)
        assert hits(reading) == 10
        deque(filled.rebuild())
        assert hits(reading) == 10


def test_an_import_waits_for_a_repair_of_its_own_process(archive, filled, run, agrees, monkeypatch):
    """The window's first search mends the index on one thread while an import is begun on another."""
    with Library(filled.folder) as reading:
        steps = reading.rebuild()
        next(steps)
        slept = "reader.library.facade.writing.time.sleep"
        monkeypatch.setattr(slept, lambda seconds: deque(steps, maxlen=0))
        archive.site(10)
        assert run(filled, archive.folder).added == 2
        assert filled.forget(str(archive.folder)) == 10
    agrees(filled)
