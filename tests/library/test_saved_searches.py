"""Searches under a name: kept in the library, with filters and order, and in its backup."""

from __future__ import annotations

import pytest

from reader.errors import UnusableError, UsageError
from reader.library.library import Library
from reader.model import SearchRequest

REQUEST = SearchRequest("bầu cử", site=("a.example", "b.example"), date_from="2021-01-01", sort="newest")


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as opened:
        yield opened


def test_they_come_back_by_name_with_all_that_was_asked(library, tmp_path):
    library.searches.save("  Bầu  cử ", REQUEST)
    library.searches.save("An", SearchRequest("lũ"))
    with Library(tmp_path / "library", read_only=True) as again:
        assert [saved.name for saved in again.searches.all()] == ["An", "Bầu cử"]
        assert again.searches.all()[1].request.as_json() == REQUEST.as_json()
        with pytest.raises(UnusableError, match="library-read-only"):
            again.searches.delete("An")


def test_renaming_deleting_and_putting_back(library):
    first = library.searches.save("One", REQUEST)
    library.searches.save("Two", SearchRequest("lũ"))
    assert library.searches.rename("One", " Three ") == "Three"
    with pytest.raises(UsageError, match="search-exists"):
        library.searches.rename("Three", "Two")
    library.searches.delete("Three")
    library.searches.put_back(first)
    assert [saved.name for saved in library.searches.all()] == ["One", "Two"]
    assert library.searches.all()[0].made == first.made
    library.searches.save("Two", REQUEST)
    assert library.searches.all()[1].request.query == "bầu cử"
    with pytest.raises(UsageError, match="name-empty"):
        library.searches.save("  ", REQUEST)


def test_a_backup_has_them(library, tmp_path):
    library.searches.save("One", REQUEST)
    library.backup(tmp_path / "backup.jsonl")
    with Library(tmp_path / "other") as other:
        other.restore(tmp_path / "backup.jsonl")
        assert other.searches.all() == library.searches.all()
