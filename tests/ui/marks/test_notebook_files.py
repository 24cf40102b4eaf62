"""Where the lists of the notebook and backups may be written from the window."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reader.errors import UnusableError
from reader.model import ArchiveRoot, MarkedArticle, MarkedNote, Note, NotebookEntry
from reader.ui.marks import backup_control, notebook_control

ARTICLE = MarkedArticle("a" * 16, "Lũ", None, "town.example", "2021-06-02", held=True)


@pytest.fixture
def library(tmp_path):
    note = MarkedNote(
        ARTICLE, Note("Xem lại số liệu.", "2021-06-02T00:00:00Z", "2021-06-02T00:00:00Z", ARTICLE.id)
    )
    (tmp_path / "archive").mkdir()
    return SimpleNamespace(
        archives=lambda: (ArchiveRoot(str(tmp_path / "archive"), "present", 1, 1),),
        marks=SimpleNamespace(highlights=lambda: (), notes=lambda: (note,)),
        backup=lambda target, *, force: target.write_text("backup") and int(force),
    )


def test_a_list_is_written_whole_with_the_mark_that_spreadsheets_look_for(library, tmp_path):
    for ending, begins in ((".csv", b"\xef\xbb\xbf"), (".md", b"#"), (".jsonl", b"{")):
        file = tmp_path / f"list{ending}"
        notebook_control._write(file, [NotebookEntry(ARTICLE, "Xem lại số liệu.")], library)
        data = file.read_bytes()
        assert data.startswith(begins)
        assert "Xem lại số liệu." in data.decode("utf-8-sig")
    assert {each.name for each in tmp_path.iterdir()} == {"archive", "list.csv", "list.md", "list.jsonl"}


def test_nothing_is_written_into_an_archive(library, tmp_path):
    inside = tmp_path / "archive" / "list.md"
    with pytest.raises(UnusableError) as refused:
        notebook_control._write(inside, [], library)
    assert refused.value.code == "target-in-archive"
    with pytest.raises(UnusableError):
        backup_control._backed_up(inside, library)
    assert not inside.exists()
