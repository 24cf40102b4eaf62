"""What the tests of the window share: no screen, English, one style, and articles to show."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from types import SimpleNamespace

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent

from reader.model import Article, Encoding, Hit, SearchResult
from reader.translation import set_language
from reader.ui.clipboard import settle


@pytest.fixture(scope="session", autouse=True)
def settled_clipboard(qapp):
    """As at the end of the program: nothing made in Python stays on the clipboard."""
    yield
    settle()


@pytest.fixture(autouse=True)
def garbage_of_this_thread():
    """Frees Qt objects here: Python's collector may run on a worker's thread, where that ends the process."""
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English."""
    set_language("en")
    yield
    set_language("en")


def _article(**changes):
    plain = Article(
        id="a" * 16,
        path="/archive/a.html",
        member=None,
        url="http://town.example/news/1",
        site="town.example",
        title="The election went well",
        lead=None,
        byline=None,
        date="2021-06-02",
        date_text="02/06/2021",
        date_from="meta",
        captured="2021-06-03T04:05:06Z",
        captured_from="comment",
        source=None,
        section=(),
        language="en",
        encoding=Encoding(None, "utf-8"),
        text="First paragraph.",
        html="<p>First paragraph.</p>",
        images=(),
        tables=0,
        related=(),
        notices=(),
        links=(),
        documents=(),
        attachments=(),
        sha256="0" * 64,
        size=10,
        format="html",
    )
    return replace(plain, **changes)


def _hit(number, **changes):
    plain = Hit(
        id=f"{number:016x}",
        title=f"Article {number}",
        url=f"http://town.example/news/{number}",
        site="town.example",
        date="2021-06-02",
        captured="2021-06-03T04:05:06Z",
        source=None,
        snippet="before <mark>hit</mark> after",
        score=1.0,
    )
    return replace(plain, **changes)


def _result(numbers, total=None, **changes):
    hits = tuple(_hit(number) for number in numbers)
    more = total is not None and total > max(numbers, default=-1) + 1 and bool(hits)
    plain = SearchResult("word", len(hits) if total is None else total, 6.2, hits, more=more)
    return replace(plain, **changes)


@pytest.fixture
def samples():
    """Builders of the core's values; keywords change single fields."""
    return SimpleNamespace(article=_article, hit=_hit, result=_result)


def _told(widget):
    return widget.text() if hasattr(widget, "text") and callable(widget.text) else ""


def _cut_off(window):
    """Visible labels and buttons below ``window`` that have less room than their text needs."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QToolButton

    found = []
    QCoreApplication.processEvents()  # layouts settle
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        only_sign = isinstance(widget, QToolButton) and not widget.icon().isNull()
        if not widget.isVisibleTo(window) or not _told(widget) or only_sign or _told(widget)[0] == "<":
            continue
        needs, has = widget.sizeHint(), widget.size()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        if wraps and widget.heightForWidth(has.width()) > has.height() + 1:
            found.append((_told(widget), "height", widget.heightForWidth(has.width()), has.height()))
        if not wraps and needs.width() > has.width() + 1:
            found.append((_told(widget), "width", needs.width(), has.width()))
        if not wraps and widget.minimumSizeHint().height() > has.height() + 1:
            found.append((_told(widget), "height", widget.minimumSizeHint().height(), has.height()))
    for box in window.findChildren(QComboBox):
        if box.isVisibleTo(window) and box.minimumSizeHint().width() > box.width():
            found.append((box.currentText(), "box", box.minimumSizeHint().width(), box.width()))
    return found


@pytest.fixture
def cut_off():
    """A function that lists the texts of a window for which there is too little room."""
    return _cut_off
