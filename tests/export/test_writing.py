"""Files are whole or not there, and none is replaced or put into an archive unasked."""

from __future__ import annotations

import os
import stat

import pytest

from reader.errors import UnusableError, UsageError
from reader.export import registry
from reader.export.format import Item
from reader.export.registry import export
from reader.export.writing import refuse_inside, write


def test_a_folder_gets_a_file_of_a_telling_name(item, tmp_path):
    path = export(item, "txt", tmp_path)
    assert path.parent == tmp_path
    assert path.name.startswith("2021-06-02-xa-a.example-Họp báo")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_an_existing_file_stays_unless_forced(item, tmp_path):
    path = tmp_path / "bài.md"
    path.write_text("mine")
    with pytest.raises(UnusableError, match="file-exists"):
        export(item, "md", path)
    assert path.read_text() == "mine"
    export(item, "md", path, force=True)
    assert path.read_text("utf-8").startswith("---\ntitle: ")


def test_a_file_that_appears_meanwhile_stays(article, picture, tmp_path):
    path = tmp_path / "bài.txt"

    def late(source):
        path.write_text("mine")
        return picture(source)

    with pytest.raises(UnusableError, match="file-exists"):
        export(Item(article, late), "html", path)
    assert path.read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_without_links_on_the_drive_it_is_written_all_the_same(tmp_path, monkeypatch):
    def no_links(*_paths):
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", no_links)
    write(tmp_path / "a", b"data")
    assert (tmp_path / "a").read_bytes() == b"data"
    with pytest.raises(UnusableError, match="file-exists"):
        write(tmp_path / "a", b"other")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnusableError, match="file-unwritable") as caught:
        write(tmp_path / "a", b"data")
    assert caught.value.values["reason"] == "No space left on device"
    assert not list(tmp_path.iterdir())


def test_a_failing_picture_leaves_nothing_behind(article, tmp_path):
    def broken(_source):
        raise UnusableError("file-unreadable", path="x", detail="")

    with pytest.raises(UnusableError, match="file-unreadable"):
        export(Item(article, broken), "html", tmp_path / "a.html")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_said(item, tmp_path):
    with pytest.raises(UnusableError, match="file-unwritable"):
        export(item, "txt", tmp_path / "no" / "a.txt")


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_a_file_has_the_rights_of_any_new_file(tmp_path):
    (tmp_path / "plain").touch()
    write(tmp_path / "a", b"data")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_an_unknown_format_is_wrong_usage(item, tmp_path):
    with pytest.raises(UsageError, match="format-unknown"):
        export(item, "odt", tmp_path)


def test_nothing_is_written_into_an_archive(tmp_path):
    archive = tmp_path / "kho"
    (archive / "sub").mkdir(parents=True)
    page = tmp_path / "page.html"
    page.touch()
    link = tmp_path / "link"
    link.symlink_to(archive, target_is_directory=True)
    for target in (archive, archive / "a.md", archive / "sub" / "a.md", link / "a.md", page):
        with pytest.raises(UnusableError, match="target-in-archive"):
            refuse_inside(target, [str(archive), str(page)])
    refuse_inside(tmp_path / "kho-2" / "a.md", [str(archive), str(page)])
    refuse_inside(tmp_path / "a.md", [str(archive), str(page)])


def test_formats_have_names_and_endings_of_their_own():
    assert len({each.name for each in registry.FORMATS}) == len(registry.FORMATS)
    assert len({each.ending for each in registry.FORMATS}) == len(registry.FORMATS)
