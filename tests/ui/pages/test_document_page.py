"""Documents of the archive: PDFs on the screen, locked and damaged ones, and kinds for other programs."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter
from PySide6.QtWidgets import QLabel

from reader.model import Resource
from reader.translation import set_language
from reader.ui.pages.arriving import Document
from reader.ui.pages.document_kinds import file_name, kind_of
from reader.ui.pages.document_page import DocumentPage
from reader.ui.pages.history import Place
from reader.ui.theme import reader_themes

ADDRESS = "http://town.example/files/plan%20of%20works.pdf"


@pytest.fixture(scope="module")
def pdf(qapp):
    """Three pages, each with its number and a word."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for number in range(3):
        if number:
            writer.newPage()
        painter.drawText(300, 900, f"Page {number + 1}: the bridge")
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture(scope="module")
def locked(pdf):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf)))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def document(body, address=ADDRESS, media_type="application/pdf"):
    return Document("1" * 16, address, Resource(body, media_type))


@pytest.fixture
def page(qtbot):
    page = DocumentPage()
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.set_look(reader_themes()["light"], 17)
    page.show()
    yield page
    page.leave()
    set_language("en")


def show(page, body, state="", position=0, **how):
    page.show_place(Place("document", "x", state=state, position=position), document(body, **how))


def told(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page) and each.text()]


# ---- names and kinds


@pytest.mark.parametrize(
    ("address", "body", "media_type", "name"),
    [
        (ADDRESS, b"%PDF-1.4", "application/pdf", "plan of works.pdf"),
        ("http://a.example/get.aspx?id=1", b"%PDF-1.4", "text/html", "get.pdf"),
        ("http://a.example/a/../form.DOC", b"x", "", "form.doc"),
        ("http://a.example/get", b"x", "application/msword", "get.doc"),
        ("http://a.example/run.exe", b"MZ", "", "run.exe"),
        ("http://a.example/", b"x", "", "document.bin"),
        ("http://a.example/..%2f..%2fetc%2fpasswd.txt", b"x", "", "passwd.txt"),
    ],
)
def test_files_get_names_that_say_what_they_are(address, body, media_type, name):
    assert file_name(address, Resource(body, media_type)) == name


def test_only_known_kinds_are_handed_on():
    assert kind_of("a.doc") == "Text document"
    for name in ("run.exe", "page.html", "a.desktop", "a.svg", "a.js", "bare"):
        assert kind_of(name) is None


# ---- a PDF


def test_a_pdf_is_shown_turned_and_comes_back_where_it_was(page, pdf, qtbot):
    show(page, pdf)
    assert page.title == "plan of works.pdf"
    assert "of 3" in told(page)
    page.pdf.turn(1)
    page.pdf.turn(1)
    page.pdf.turn(1)
    assert page.position == 2
    assert not page.pdf.buttons["next"].isEnabled()
    page.pdf._page.setValue(2)
    assert page.position == 1
    assert "Page 2" in page.pdf.text_of_page()
    show(page, pdf, position=2)
    assert page.position == 2


def test_zoom_is_remembered(page, pdf):
    show(page, pdf)
    assert page.state == "null"
    page.do("larger")
    assert float(page.state) > 0
    state = page.state
    page.do("usual-size")
    assert page.state == "null"
    show(page, pdf, state=state)
    assert page.state == state
    show(page, pdf, state="[1]")
    assert page.state == "null"


def test_words_are_found_and_walked(page, pdf, qtbot):
    show(page, pdf)
    page.do("find")
    page.pdf.find_bar._box.setText("bridge")
    qtbot.waitUntil(lambda: "3 found" in told(page), timeout=5000)
    page.do("next-hit")
    page.do("next-hit")
    assert page.position == 1
    page.do("previous-hit")
    assert page.position == 0
    page.do("copy")
    assert "Page 1: the bridge" in QGuiApplication.clipboard().text()


def test_a_locked_pdf_asks_for_its_password(page, locked, qtbot):
    show(page, locked)
    assert page.pdf.is_locked
    assert "This document is locked. Its password:" in told(page)
    page.pdf._password.setText("wrong")
    qtbot.keyClick(page.pdf._password, Qt.Key.Key_Return)
    assert "That password does not open it. Its password:" in told(page)
    page.pdf._password.setText("secret")
    page.pdf._unlock.click()
    assert page.pdf.is_ready
    assert "of 3" in told(page)


def test_a_damaged_pdf_says_so_and_the_next_one_is_shown(page, pdf):
    show(page, b"%PDF-1.4 and nothing")
    assert page.pdf is None
    assert any("damaged" in text for text in told(page))
    show(page, pdf)
    assert page.pdf is not None


# ---- other kinds


def test_other_kinds_are_told_of_and_asked_for(page, qtbot):
    show(page, b"x" * 2000, address="http://a.example/form.doc", media_type="application/msword")
    assert told(page)[:2] == ["form.doc", "Text document · 2 kB"]
    with qtbot.waitSignal(page.open_wanted):
        page.other._open.click()
    with qtbot.waitSignal(page.save_wanted):
        page.do("export")
    page.other._copy.click()
    assert QGuiApplication.clipboard().text() == "http://a.example/form.doc"


def test_what_may_be_a_program_cannot_be_opened(page):
    show(page, b"MZ", address="http://a.example/run.exe", media_type="")
    assert not page.other._open.isVisible()
    assert any("may be a program" in text for text in told(page))
    set_language("vi")
    page.other.retranslate()
    assert not any("may be a program" in text for text in told(page))
