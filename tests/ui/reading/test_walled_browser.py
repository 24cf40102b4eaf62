"""The wall round the reader view: nothing is loaded but pictures that were handed in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from reader.ui.reading.walled_browser import WalledBrowser

IMAGE = QTextDocument.ResourceType.ImageResource.value
STYLE = QTextDocument.ResourceType.StyleSheetResource.value


@pytest.fixture
def browser(qtbot):
    browser = WalledBrowser()
    qtbot.addWidget(browser)
    browser.resize(400, 300)
    browser.show()
    return browser


def picture(width=20, height=10):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    return image


def test_a_picture_handed_in_is_shown_and_nothing_refused(browser):
    browser.hand_in(0, picture())
    browser.setHtml('<img src="picture:0">')
    browser.grab()
    assert browser.loadResource(IMAGE, QUrl("picture:0")).width() == 20
    assert browser.refused == ()


def test_an_awaited_picture_is_blank_and_not_refused(browser):
    browser.setHtml('<img src="picture:7">')
    browser.grab()
    assert browser.loadResource(IMAGE, QUrl("picture:7")).width() == 1
    assert browser.refused == ()


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.png"
    picture(33, 44).save(str(path))
    return path


@pytest.mark.parametrize(
    "reference",
    [
        "file://{path}",
        "{path}",
        "http://127.0.0.1:9/x.png",
        "https://town.example/x.png",
        "//server/share/x.png",
        "\\\\server\\share\\x.png",
        "file://server/share/x.png",
        "qrc:/qt-project.org/styles/commonstyle/images/computer-16.png",
        ":/qt-project.org/styles/commonstyle/images/computer-16.png",
        "data:image/png;base64," + "A" * 100_000,
        "picture:",
        "picture:-1",
        "picture:1/../../etc/passwd",
        "x-unknown:1",
        "secret.png",
    ],
)
def test_any_other_picture_is_refused_and_counted(browser, secret, reference, qtbot):
    reference = reference.format(path=secret)
    with qtbot.waitSignal(browser.refused_changed):
        browser.setHtml(f'<img src="{reference}">')
        browser.grab()
    assert len(browser.refused) == 1
    assert browser.loadResource(IMAGE, QUrl(reference)).width() == 1


def test_nothing_is_found_beside_the_working_folder(browser, secret, monkeypatch):
    monkeypatch.chdir(secret.parent)
    browser.setHtml('<img src="secret.png">')
    browser.grab()
    assert browser.document().resource(IMAGE, QUrl("secret.png")).width() == 1
    assert browser.refused == ("secret.png",)


def test_styles_and_grounds_are_refused(browser, secret):
    browser.setHtml(
        f'<link rel="stylesheet" href="file://{secret}"><style>@import url("http://127.0.0.1:9/a.css");</style>'
        f'<body background="file://{secret}?body"><table background="file://{secret}?table"><tr>'
        f'<td style="background-image: url(file://{secret}?cell)">x</td></tr></table>'
    )
    browser.grab()
    refused = " ".join(browser.refused)
    assert "http://127.0.0.1:9/a.css" in refused
    assert f"{secret}?body" in refused
    assert browser.loadResource(STYLE, QUrl(f"file://{secret}")) == b" "


def test_the_same_request_counts_once_and_a_new_page_begins_at_nothing(browser, qtbot):
    browser.setHtml(
        '<img src="http://a.example/1"><img src="http://a.example/1"><img src="http://a.example/2">'
    )
    browser.grab()
    assert browser.refused == ("http://a.example/1", "http://a.example/2")
    with qtbot.waitSignal(browser.refused_changed) as changed:
        browser.forget()
    assert changed.args == [0]
    assert browser.refused == ()


def test_it_never_goes_to_another_document(browser, secret):
    browser.setHtml("here")
    browser.setSource(QUrl.fromLocalFile(str(secret)))
    assert browser.toPlainText() == "here"
    assert len(browser.refused) == 1


def test_a_dropped_file_is_not_opened(browser):
    assert not browser.acceptDrops()
