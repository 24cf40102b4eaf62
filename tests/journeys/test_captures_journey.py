"""Following what was saved: captures, sources, what differs, a document, a page that is missing."""

from __future__ import annotations

from collections import deque
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QLabel

from reader.library.library import Library
from reader.ui.dialogs.as_of_dialog import AsOfDialog
from reader.ui.dialogs.missing_dialog import MissingDialog

LONG = 60_000  # milliseconds
TOWN, PAPER = "http://www.ben-do.example/tin", "http://bao.example/bai"
DAYS = (
    "Thu Jun 03 2021 07:12:00 GMT+0000",
    "Mon Aug 09 2021 10:00:00 GMT+0000",
    "Sun Mar 05 2023 21:00:00 GMT+0000",
)
WORDS = (
    "Bến đò cũ đã được sửa lại sau mùa lũ, người dân hai bên sông qua lại dễ hơn trước nhiều.",
    "Con đường từ bến lên chợ dài hơn một cây số, nay đã trải đá và có rãnh thoát nước.",
    "Trường học ở đầu thôn mở cửa lại trong tuần, thầy cô và học trò cùng dọn lớp.",
    "Trạm xá nhận thêm thuốc và một chiếc thuyền máy để chở người bệnh trong mùa nước lớn.",
    "Hội đồng xã sẽ họp vào cuối tháng để bàn việc đắp đê và chia lại ruộng ven sông.",
)


def page(address, day, title, paragraphs, more=""):
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='vi'><!--\n Page saved with SingleFile \n url: {address} \n"
        f" saved date: {day}\n--><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1><p class='date'>02/06/2021</p>{text}{more}</article></body></html>"
    )


def pdf():
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(300, 900, "Plan of the dyke")
    painter.end()
    return bytes(buffer.data().data())


def link(address, text):
    return f"<a href='{address}'>{text}</a>"


@pytest.fixture
def archive(tmp_path, qapp):
    """Three captures of a report, each with a little more; its source; a page with a document."""
    folder = tmp_path / "archive"
    folder.mkdir()
    credit = f"<p class='source'>Nguồn: {link(PAPER + '/1', 'Báo Ví Dụ')}</p>"
    ways = (
        f"<p>Xem thêm {link(TOWN + '/cho.html', 'chuyện chợ')} và {link(TOWN + '/mat.html', 'bài mất')}.</p>"
    )
    for number, day in enumerate(DAYS):
        told = [WORDS[0], *WORDS[1:]] if number == 0 else [WORDS[3], *WORDS[:3], WORDS[4]]
        told = [each.replace("chợ", "chợ mới") if number else each for each in told]
        html = page(f"{TOWN}/ben.html", day, "Bến đò mùa lũ", told, ways + credit)
        (folder / f"ben-{number}.html").write_text(html, "utf-8")
    (folder / "bao.html").write_text(
        page(f"{PAPER}/1", DAYS[0], "Sau mùa lũ ở bến đò", [*WORDS, "Bài của Trần Văn Thử."]), "utf-8"
    )
    for number in (0, 2):
        text = [f"Chợ họp lần thứ {number} trong năm, hàng hóa đủ loại từ vải vóc đến rau quả."] * 2
        html = page(f"{TOWN}/cho.html", DAYS[number], f"Chợ ven sông {number}", text)
        (folder / f"cho-{number}.html").write_text(html, "utf-8")
    mirror = folder / "mirror" / "giay.example"
    mirror.mkdir(parents=True)
    (mirror / "de.pdf").write_bytes(pdf())
    (mirror / "giay.html").write_text(
        "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Kế hoạch đê</title></head><body>"
        f"<article><h1>Kế hoạch đắp đê</h1><p>{WORDS[4]}</p><p>{WORDS[1]}</p>"
        f"<p>{link('de.pdf', 'Bản vẽ (PDF)')}</p></article></body></html>",
        "utf-8",
    )
    return folder


@pytest.fixture
def open_window(tmp_path, archive, real_window):
    """Opens the real window on a library of that archive; the second time as on the next day."""
    with Library(tmp_path / "library") as library:
        deque(library.import_paths([str(archive)], jobs=1), maxlen=0)
    return partial(real_window, size=(1024, 700))


def captured(window):
    article = window.reading.article
    return article.captured[:10] if article is not None else None


def follow(qtbot, window, address):
    window.reading.follow(address)
    qtbot.waitUntil(lambda: window.reading.article is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.reading.article.url == address, timeout=LONG)


def other_page(qtbot, window, kind):
    tab = window.tabs.current
    qtbot.waitUntil(
        lambda: tab.place.kind == kind and tab.page is not None and not tab.is_awaited, timeout=LONG
    )
    return tab.page


def head(window):
    return window.tabs.current.view.toPlainText()


def test_from_capture_to_capture_and_back_to_the_source(qtbot, open_window, tmp_path):
    window = open_window()
    follow(qtbot, window, f"{TOWN}/ben.html")
    assert captured(window) == "2023-03-05"
    assert "Capture 3 of 3" in head(window)
    assert "Where the text comes from: this page › ● Sau mùa lũ" in head(window).replace("\u2068", "")

    # Back in time by key; the links of a page lead to what was saved near it.
    for day in ("2021-08-09", "2021-06-03"):
        qtbot.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda day=day: captured(window) == day, timeout=LONG)
    window.reading.follow(f"{TOWN}/cho.html")
    qtbot.waitUntil(lambda: window.reading.article.title == "Chợ ven sông 0", timeout=LONG)
    window.commands["back"].trigger()
    qtbot.waitUntil(lambda: captured(window) == "2021-06-03", timeout=LONG)

    # With a day to keep to they lead elsewhere, and the window says so.
    window.commands["as-of"].trigger()
    dialog = window.findChild(AsOfDialog)
    dialog._day.setText("2023")
    dialog._keep.click()
    qtbot.waitUntil(window.toolbar._chip.isVisible)
    window.reading.follow(f"{TOWN}/cho.html")
    qtbot.waitUntil(lambda: window.reading.article.title == "Chợ ven sông 2", timeout=LONG)
    window.commands["clear-as-of"].trigger()
    window.commands["back"].trigger()
    qtbot.waitUntil(lambda: captured(window) == "2021-06-03", timeout=LONG)

    # What differs from the next capture, and from the source; saved as a page.
    window.commands["compare-capture"].trigger()
    compared = other_page(qtbot, window, "comparison")
    assert "1 moved" in compared._summary.text()
    assert "1 paragraph changed" in compared._summary.text()
    window.commands["back"].trigger()
    qtbot.waitUntil(lambda: captured(window) == "2021-06-03", timeout=LONG)
    window.commands["compare-source"].trigger()
    compared = other_page(qtbot, window, "comparison")
    assert "Trần Văn Thử" in compared.view.toPlainText()
    window.commands["export"].trigger()
    asked = window.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "source.html"))
    asked.reject()
    qtbot.waitUntil(lambda: (tmp_path / "source.html").exists(), timeout=LONG)

    # The next day the comparison is still there.
    with qtbot.waitSignal(window.closed, timeout=LONG):
        window.close()
    window = open_window()
    compared = other_page(qtbot, window, "comparison")
    qtbot.waitUntil(lambda: "Trần Văn Thử" in compared.view.toPlainText(), timeout=LONG)
    window.commands["back"].trigger()


def test_a_document_and_a_page_that_is_missing(qtbot, open_window, tmp_path):
    window = open_window()
    follow(qtbot, window, "http://giay.example/giay.html")
    address = next(each.url for each in window.reading.article.attachments)
    window.reading.follow(address)
    document = other_page(qtbot, window, "document")
    assert document.pdf is not None
    assert "dyke" in document.pdf.text_of_page()

    follow(qtbot, window, f"{TOWN}/ben.html")
    window.reading.follow(f"{TOWN}/mat.html")
    missing = other_page(qtbot, window, "missing")
    assert any("Bến đò mùa lũ" in each.text() for each in missing.findChildren(QLabel))
    missing._want.click()
    qtbot.waitUntil(lambda: missing._is_wanted, timeout=LONG)

    window.commands["missing-pages"].trigger()
    listed = window.findChild(MissingDialog)
    qtbot.waitUntil(lambda: listed.shown != [], timeout=LONG)
    assert listed.shown[0].url == f"{TOWN}/mat.html"
    assert listed._view.model().index(0, 0).data().startswith("★")
    listed._ask_to_save()
    asked = window.findChild(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "wanted.txt"))
    asked.reject()
    qtbot.waitUntil(lambda: (tmp_path / "wanted.txt").exists(), timeout=LONG)
    assert (tmp_path / "wanted.txt").read_text("utf-8").startswith(f"{TOWN}/mat.html\n")
    listed.close()
