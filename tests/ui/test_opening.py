"""Which library the window opens, and how."""

from __future__ import annotations

import pytest

from reader.errors import UnusableError
from reader.library.library import Library, default_library, remember_library, sample_library
from reader.ui import opening


def test_the_first_start_opens_the_sample_archive():
    assert opening.first_library(None) == sample_library()


def test_later_the_last_library_is_opened(tmp_path):
    Library(tmp_path / "mine").close()
    remember_library(tmp_path / "mine")
    assert opening.first_library(None) == tmp_path / "mine"
    assert opening.first_library(tmp_path / "named") == tmp_path / "named"


def test_the_users_own_is_opened_when_the_last_one_is_gone(tmp_path):
    Library(default_library()).close()
    remember_library(tmp_path / "gone")
    assert opening.first_library(None) == default_library()


def test_what_may_not_be_written_is_opened_to_be_read(tmp_path, monkeypatch):
    Library(tmp_path).close()
    asked = []

    def library(folder, *, read_only=False):
        asked.append(read_only)
        if not read_only:
            raise UnusableError("library-read-only", path=str(folder))
        return Library(folder, read_only=True)

    monkeypatch.setattr(opening, "Library", library)
    with opening.opener(tmp_path)() as opened:
        assert opened.read_only
    assert asked == [False, True]


def test_another_trouble_is_told(tmp_path):
    (tmp_path / "catalogue.db").write_bytes(b"no database at all, and long enough to be looked at" * 99)
    with pytest.raises(UnusableError):
        opening.opener(tmp_path)()
