"""PDF: pages with header and footer, bookmarks, and no need of a display."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from reader.errors import UnusableError
from reader.export import pdf_paper
from reader.export.registry import PDF

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = "<h2>Phần một</h2>" + "<p>Đoạn văn dài để sang trang sau.</p>" * 80 + "<h2>Phần hai</h2><p>Hết.</p>"


def read(data):
    return pypdf.PdfReader(io.BytesIO(data))


def test_every_page_has_title_origin_and_number(going):
    item = going(html=LONG, text="", title="Nghị quyết")
    article, document = item.article, read(PDF.render(item))
    count = len(document.pages)
    assert count > 2
    for number, page in enumerate(document.pages, 1):
        told = page.extract_text()
        assert f"{number} / {count}" in told
        assert article.url in told
        assert "Nghị quyết" in told


def test_spaces_are_spaces(item):
    told = "".join(page.extract_text() for page in read(PDF.render(item)).pages)
    assert "\t" not in told
    assert "Hội nghị đã nghe báo cáo" in told


def test_ligatures_are_letters(going):
    html = "<p>Office staff offer five official flags: ffi, ffl.</p>"
    told = read(PDF.render(going(html=html, text="", sha256="ff" * 32))).pages[0].extract_text()
    assert "Office staff offer five official flags: ffi, ffl." in told
    assert "ff" * 32 in told


def test_headings_are_bookmarks_on_their_page(going):
    document = read(PDF.render(going(html=LONG, text="", title="Nghị quyết")))
    title, below = document.outline[0], document.outline[1]
    assert title["/Title"] == "Nghị quyết"
    assert [each["/Title"] for each in below][:2] == ["Phần một", "Phần hai"]
    places = [document.get_destination_page_number(each) for each in (title, *below)]
    assert places[:2] == [0, 0]
    assert "Phần hai" in document.pages[places[2]].extract_text()


def test_says_its_title_and_language(item, article):
    document = read(PDF.render(item))
    assert document.metadata.title == article.title
    assert document.root_object["/Lang"] == "vi"


TABLE = (
    "<table><tr><th rowspan=2>TT</th><th colspan=2>Kết quả</th></tr><tr><th>Đơn vị</th><th>Số phiếu</th></tr>"
    + "".join(
        f"<tr><td>{number}</td><td>Xã số {number}, nơi có nhiều việc phải làm trong năm nay và năm sau, và "
        f"trong những năm sau nữa, cuối {number}.</td><td>{number * 37}</td></tr>"
        for number in range(60)
    )
    + "</table><p>Sau bảng.</p>"
)


def test_tables_break_between_rows_and_repeat_their_head(going):
    told = [page.extract_text() for page in read(PDF.render(going(html=TABLE, text=""))).pages]
    assert len(told) > 2
    for page in told[: 1 + next(number for number, page in enumerate(told) if "cuối 59." in page)]:
        assert "Số phiếu" in page
    for number in range(60):
        (page,) = [page for page in told if f"Xã số {number}," in page]
        assert f"cuối {number}." in " ".join(page.split())
    assert "Sau bảng." in told[-1] + told[-2]


def test_no_page_is_empty(going):
    for count in range(28, 40):  # somewhere the origin ends with the page
        html = "<p>Đoạn văn.</p>" * count
        last = read(PDF.render(going(html=html, text="", lead=None, attachments=()))).pages[-1].extract_text()
        assert "SHA-256" in last or "Đoạn văn." in last or "gov-reader" in last


def test_wide_pictures_stay_on_the_page(going):
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QImage

    from reader.model import Resource

    image = QImage(3000, 4000, QImage.Format.Format_RGB32)
    image.fill(0x1A4F8B)
    buffer = QBuffer()
    image.save(buffer, "PNG")
    big = Resource(bytes(buffer.data().data()), "image/png")
    document = read(PDF.render(going(lambda source: big, html="<p>Ảnh</p><img src='big.png'>", text="")))
    assert len(document.pages) == 2  # the picture leaves the first page to the text before it


def test_paper_is_white_in_a_dark_window(qapp, item):
    from PySide6.QtGui import QColor, QPalette

    def drawn():
        return [page.get_contents().get_data() for page in read(PDF.render(item)).pages]

    before, light = qapp.palette(), drawn()
    try:
        qapp.setPalette(QPalette(QColor("#202020")))
        assert drawn() == light
    finally:
        qapp.setPalette(before)


def test_bytes_that_are_no_picture_are_named(going):
    from reader.model import Resource

    broken = Resource(b"not a picture", "image/png")
    document = read(PDF.render(going(lambda source: broken, html="<img src='a.png' alt='Bản đồ'>", text="")))
    assert "[picture: Bản đồ]" in document.pages[0].extract_text()


def test_says_when_no_face_has_the_letters(item, monkeypatch):
    monkeypatch.setattr(pdf_paper.QFontDatabase, "families", lambda _system: [])
    with pytest.raises(UnusableError, match="font-missing"):
        PDF.render(item)


def test_needs_no_display(tmp_path):
    """In a process of its own, since this one has an application."""
    code = (
        "import sys; sys.path.insert(0, 'tests/export')\n"
        "from conftest import ARTICLE\n"
        "from reader.export.format import Item\n"
        "from reader.export.registry import export\n"
        "from pathlib import Path\n"
        f"print(export(Item(ARTICLE, lambda s: None), 'pdf', Path({str(tmp_path / 'a.pdf')!r})))\n"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Hội nghị" in read((tmp_path / "a.pdf").read_bytes()).pages[0].extract_text()
