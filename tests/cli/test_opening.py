"""Which library a command opens, and how."""

from __future__ import annotations

import pytest

from reader.cli import opening
from reader.errors import UnusableError


class FakeLibrary:
    """One of an older version until it is opened to be written; ``closed``: it may not be written."""

    opened = ()
    closed = False

    def __init__(self, _folder, *, read_only=False):
        type(self).opened = (*self.opened, read_only)
        if not read_only and self.closed:
            raise UnusableError("library-unreadable", path="/x", detail="no")
        if read_only and (self.closed or False not in self.opened):
            raise UnusableError("library-older", path="/x", version=1, known=2)

    def close(self):
        pass


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(FakeLibrary, "opened", ())
    monkeypatch.setattr(opening, "Library", FakeLibrary)
    return FakeLibrary


def test_a_library_of_an_older_version_is_brought_up_to_date(fake, tmp_path):
    opening._opened(tmp_path, write=False)
    assert fake.opened == (True, False, True)


def test_where_it_cannot_be_written_that_is_told(fake, tmp_path, monkeypatch):
    monkeypatch.setattr(fake, "closed", True)
    with pytest.raises(UnusableError) as refused:
        opening._opened(tmp_path, write=False)
    assert refused.value.code == "library-older"
