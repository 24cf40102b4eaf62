"""What the tests of the window share: no screen, English, one style, and articles to show."""

from __future__ import annotations

import gc
import gettext
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from reader import translation
from reader.model import Article, Encoding, Hit, SearchResult
from reader.translation import set_language
from reader.ui.clipboard import settle
from reader.ui.qt_texts import QtTexts


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


_WORD = re.compile(r"[^\W\d_]{2,}")
_TRANSLATED = re.compile(r"⟦[^⟦⟧]*⟧")
_MARKUP = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
# Keys, addresses, paths, names of encodings: words with a sign between them.
_NAME = re.compile(r"[^\s⟦⟧]*[^\s⟦⟧][/.:+@_-][^\s⟦⟧]+|https?://|\b(F\d+|Esc|Del|Space)\b")
_NAMES = "HTML kB MB GB UTC Qt Python English Tiếng Việt"  # the same in every language


class _Brackets(gettext.NullTranslations):
    """Puts every text that is translated into brackets."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, msgid1, msgid2, n):
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture
def brackets(qapp):
    """A function that switches the program to the language of brackets."""
    texts = QtTexts()
    qapp.installTranslator(texts)

    def switch():
        translation._State.catalogue = _Brackets()
        translation._State.code = "vi"
        QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.LanguageChange))
        qapp.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    yield switch
    qapp.removeTranslator(texts)
    translation.set_language("en")


def _texts_of(root):
    """(what it is, text) of everything below a widget that a person can see or hear."""
    yield "title", root.windowTitle()
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) and widget is not root:
            continue
        kind = type(widget).__name__
        yield f"{kind} tooltip", widget.toolTip()
        yield f"{kind} name", widget.accessibleName()
        yield f"{kind} description", widget.accessibleDescription()
        yield f"{kind} status", widget.statusTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield kind, widget.text()
        if isinstance(widget, QLineEdit):
            yield kind, widget.placeholderText()
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            yield kind, widget.placeholderText()
            yield kind, widget.toPlainText()
        if isinstance(widget, QGroupBox | QMenu):
            yield kind, widget.title()
        if isinstance(widget, QComboBox):
            yield from ((kind, widget.itemText(row)) for row in range(widget.count()))
        if isinstance(widget, QAbstractSpinBox):
            yield kind, widget.text()
            yield kind, widget.specialValueText()
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                yield kind, widget.tabText(tab)
                yield f"{kind} tooltip", widget.tabToolTip(tab)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _texts_of_model(kind, widget)
        for action in widget.actions():
            yield f"{kind} action", action.text()
            yield f"{kind} action", action.toolTip()


def _texts_of_model(kind, view):
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield f"{kind} header", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 40)):
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                yield f"{kind} row", str(model.index(row, column).data(role) or "")


def _foreign(root, data=""):
    """The texts with words that are neither translated nor in ``data``."""
    known = {word.casefold() for word in _WORD.findall(f"{_NAMES} {data}")}
    found = []
    for what, text in _texts_of(root):
        rest = _MARKUP.sub(" ", text.replace("&", ""))
        while (shorter := _TRANSLATED.sub(" ", rest)) != rest:
            rest = shorter
        rest = _NAME.sub(" ", rest.replace("\u200b", ""))
        if words := {word for word in _WORD.findall(rest) if word.casefold() not in known}:
            found.append((what, " ".join(sorted(words)), text[:120]))
    return found


@pytest.fixture
def foreign():
    """A function that lists what a widget shows in words that did not go through the catalogue."""
    return _foreign
