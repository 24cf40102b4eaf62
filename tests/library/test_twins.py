"""Copies are known again by their bytes and by all that their place tells."""

import os
import shutil

import pytest

from reader.library import reading
from reader.library.library import Library


@pytest.fixture
def read(monkeypatch):
    """The paths of the pages that are really read, besides those read again for what their site shares."""
    paths, usual = [], reading.read_page

    def noted(page, task):
        if not task.templates:
            paths.append(page.path)
        return usual(page, task)

    monkeypatch.setattr(reading, "read_page", noted)
    return paths


@pytest.fixture
def with_copies(archive):
    archive.site(5)
    archive.page("muc/tin.html")
    (archive.folder / "muc" / "trong.html").write_text("<html><body></body></html>", "utf-8")
    shutil.copytree(archive.folder, archive.folder / "ban-sao")
    return archive.folder


def places(library):
    rows = "SELECT id, path, member, places.state FROM places JOIN articles ON articles.number = article"
    return sorted(library._catalogue.database.all(f"{rows} JOIN files ON files.number = file"))


def addresses(library):
    return sorted(library._catalogue.database.all("SELECT key, page_key, article FROM addresses"))


def test_a_copied_folder_is_read_once(with_copies, library, run, read):
    report = run(library, with_copies)
    assert len(read) == 7
    assert (report.added, report.unchanged, report.articles) == (6, 6, 6)
    folders = {os.path.relpath(os.path.dirname(each.path), with_copies) for each in report.skipped}
    assert folders == {"muc", os.path.join("ban-sao", "muc")}
    again = run(library, with_copies)
    assert (again.added, again.updated, again.unchanged, len(again.skipped)) == (0, 0, 12, 2)


def test_all_is_as_if_every_copy_had_been_read(with_copies, library, run, monkeypatch, tmp_path, agrees):
    run(library, with_copies)
    agrees(library)
    monkeypatch.setattr(reading.twins, "copy", lambda page, twins: None)
    with Library(tmp_path / "other") as other:
        run(other, with_copies)
        assert places(other) == places(library)
        assert addresses(other) == addresses(library)
        assert len(places(library)) == 12


def test_a_copy_under_another_address_is_read(archive, library, run, read):
    archive.page("xa-a.gov.vn/tin/1.html")
    (archive.folder / "xa-b.gov.vn/tin").mkdir(parents=True)
    shutil.copy2(archive.folder / "xa-a.gov.vn/tin/1.html", archive.folder / "xa-b.gov.vn/tin/1.html")
    assert run(library, archive.folder).articles == 1
    assert len(read) == 2


def test_a_file_that_is_named_otherwise_is_read(archive, library, run, read):
    first = archive.page("muc/1.html")
    shutil.copy2(first, archive.folder / "muc" / "2.html")
    assert run(library, archive.folder).articles == 1
    assert len(read) == 2


def test_a_file_that_became_a_copy_is_updated(archive, library, run, agrees):
    archive.page("tin/1.html", "Bản tin thứ nhất của xã", time=1_600_000_000)
    second = archive.page("b/tin/1.html", "Bản tin thứ hai của xã, dài hơn", time=1_600_000_000)
    run(library, archive.folder)
    shutil.copy(archive.folder / "tin/1.html", second)
    report = run(library, archive.folder)
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    agrees(library)
