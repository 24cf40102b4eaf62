"""The program with files, folders and libraries that come and go, over real libraries."""

from __future__ import annotations

from reader.assets import sample_archive
from reader.ui.controls import watch_control
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary

LONG = 60_000  # milliseconds; reading pages waits for processes that have to start
PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>
<article><h1>{title}</h1>
<p>Sáng nay đoàn công tác đã đến kiểm tra tuyến đê và nghe báo cáo của địa phương.</p>
<p>Việc gia cố phải xong trước mùa mưa; kinh phí lấy từ nguồn dự phòng của huyện.</p>
</article></body></html>"""


def write(path, title):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title), "utf-8")
    return str(path)


def titles(window):
    return [tab.article.title if tab.article else tab.place.kind for tab in window.tabs.pages]


def visible(window, kind):
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


def a_page(library):
    """A file of the sample archive that is one page, and the id of its article."""
    held = ((str(path), library.articles_in(str(path))) for path in sorted(sample_archive().rglob("*.html")))
    return next((path, ids[0]) for path, ids in held if len(ids) == 1)


def test_files_are_opened_a_folder_is_watched_and_libraries_keep_their_pages(
    qtbot, filled_window, tmp_path, monkeypatch
):
    monkeypatch.setattr(watch_control, "_QUIET_MS", 50)
    window = filled_window()

    # A page that the library has is shown at once, one from elsewhere once it has been read.
    found = []
    window.jobs.read(a_page).done.connect(found.extend)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    known, article = found
    window.importing.offer([known, write(tmp_path / "kho" / "trang 1.html", "Đoàn kiểm tra tuyến đê")])
    qtbot.waitUntil(lambda: visible(window, ImportDialog) is not None, timeout=LONG)
    dialog = visible(window, ImportDialog)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=LONG)
    dialog._go.click()
    qtbot.waitUntil(lambda: len(titles(window)) == 2 and "article" not in titles(window), timeout=LONG)
    assert window.tabs.pages[0].article.id == article
    assert titles(window)[1] == "Đoàn kiểm tra tuyến đê"
    assert visible(window, ImportSummary) is None

    # What comes into a watched folder comes into the library, and nothing is asked.
    window.importing.import_paths([str(tmp_path / "kho")])
    qtbot.waitUntil(lambda: visible(window, ImportSummary) is not None, timeout=LONG)
    visible(window, ImportSummary).close()
    window.library.watch_toggled.emit(str(tmp_path / "kho"), True)
    qtbot.waitUntil(lambda: not window.work.is_running, timeout=LONG)
    before = window.library.stats.articles
    write(tmp_path / "kho" / "sâu" / "trang 2.html", "Gia cố đê trước mùa mưa")
    qtbot.waitUntil(lambda: window.library.stats.articles == before + 1, timeout=LONG)
    assert visible(window, ImportSummary) is None

    # A library of its own in another folder; back in the first one everything is as it was left.
    first, shown = window.library.folder, titles(window)
    (tmp_path / "another").mkdir()
    window.library.open_chosen(tmp_path / "another")
    qtbot.waitUntil(lambda: window.library.stats is not None, timeout=LONG)
    assert (window.library.stats.articles, titles(window)) == (0, ["welcome"])
    window.library.open_recent(str(first))
    qtbot.waitUntil(lambda: titles(window)[1:] == shown[1:], timeout=LONG)
    assert window.watching.watched == [str(tmp_path / "kho")]
