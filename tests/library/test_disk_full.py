"""A full disk stops an import cleanly at the last batch, and the next import goes on."""

import errno
from collections import deque
from pathlib import Path

import pytest

from reader.errors import UnusableError
from reader.library import committing, drives, importing
from reader.search.writer import IndexWriter

COUNT = 30


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(committing, "_MOST_PAGES", 5)


@pytest.fixture
def goes_on(archive, library, run, agrees):
    """Asserts that the import ended early with this much, and that the next one brings the rest."""

    def check(report, at_least):
        assert report.stopped == "disk-full"
        assert at_least <= report.added < COUNT
        assert library.stats().articles == report.added
        deque(library.repair(), maxlen=0)
        agrees(library)
        again = run(library, archive.folder)
        assert (again.stopped, again.articles, again.added) == (None, COUNT, COUNT - report.added)
        agrees(library)

    return check


def test_it_stops_before_the_disk_is_full(archive, library, run, goes_on, monkeypatch):
    archive.site(COUNT)
    left = iter([10**9] * 12)
    monkeypatch.setattr(importing.Import.__init__, "__defaults__", (lambda folder: next(left, 1000),))
    report = run(library, archive.folder)
    monkeypatch.setattr(importing.Import.__init__, "__defaults__", (drives.free_bytes,))
    goes_on(report, 12)


def test_the_catalogue_cannot_grow(archive, library, run, goes_on):
    archive.site(COUNT)
    database = library._catalogue.database
    database.run(f"PRAGMA max_page_count = {database.value('PRAGMA page_count') + 4}")
    report = run(library, archive.folder)
    database.run("PRAGMA max_page_count = 1000000")
    goes_on(report, 5)


def test_the_index_cannot_be_written(archive, library, run, goes_on, monkeypatch):
    archive.site(COUNT)
    real = IndexWriter.add
    added = []

    def full(self, article):
        added.append(article.id)
        if len(added) > 12:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(self, article)

    monkeypatch.setattr(IndexWriter, "add", full)
    report = run(library, archive.folder)
    monkeypatch.setattr(IndexWriter, "add", real)
    goes_on(report, 10)


def test_a_folder_that_is_not_there_yet_has_a_disk(tmp_path):
    assert drives.free_bytes(tmp_path / "a" / "b") == drives.free_bytes(tmp_path)
    assert drives.free_bytes(Path("/")) > 0


def test_an_index_that_cannot_be_written_is_told_when_the_pages_are_kept(archive, library, monkeypatch):
    archive.site(3)

    def refused(self, article):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(IndexWriter, "add", refused)
    with pytest.raises(UnusableError) as unwritable:
        deque(library.import_paths([str(archive.folder)]))
    assert unwritable.value.code == "index-unwritable"
    assert library.last_report.added == library.stats().articles == 3
