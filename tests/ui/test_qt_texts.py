"""Qt's own texts in our languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from reader.translation import set_language
from reader.ui.qt_texts import _STANDARD, QtTexts


@pytest.fixture
def texts(qapp):
    return QtTexts()


def test_standard_texts_are_vietnamese(texts):
    set_language("vi")
    same = {"OK", "&OK"}
    missing = [text for text in _STANDARD - same if texts.translate("QPlatformTheme", text) == text]
    assert missing == []


def test_placeholders_and_ellipses_are_kept(texts):
    set_language("vi")
    for text in _STANDARD:
        told = texts.translate("QFileDialog", text)
        assert told.count("%1") == text.count("%1")
        assert told.endswith("...") == text.endswith("...") or told.endswith("…")


def test_other_texts_are_left_to_qt(texts):
    set_language("vi")
    assert texts.translate("X", "Something that Qt never says") is None
    assert not texts.isEmpty()


# What Qt looks up and what is no text: names of keys and of sizes of paper, and what a dialog shows anyway.
_NO_TEXTS = {"QShortcut", "QPageSize", "QGuiApplication"}
_NOT_SHOWN = {"Form", "...", "Alt+Left", "Alt+Right", "Alt+Up"}
# Asked for on a machine without a printing system; the first is for Qt's log alone.
_NOT_SHOWN |= {"Cannot load library %1: %2", ""}


class _Listener(QTranslator):
    """Notes every text that Qt looks up."""

    def __init__(self, parent):
        super().__init__(parent)
        self.asked = set()

    def isEmpty(self):
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        if context not in _NO_TEXTS:
            self.asked.add(text)


def test_every_standard_text_of_the_dialogs_we_use_is_known(qtbot, qapp):
    window = QWidget()
    qtbot.addWidget(window)
    listener = _Listener(window)
    qapp.installTranslator(listener)
    try:
        printer = QPrinter()
        printing = QPrintDialog(printer, window)
        printing.show()
        for button in printing.findChildren(QPushButton):
            if "Options" in button.text():
                button.click()
        for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
            files = QFileDialog(window)
            files.setAcceptMode(mode)
            files.setFileMode(QFileDialog.FileMode.Directory)
            files.show()
        for text in (QTextBrowser(window), QLineEdit("a", window), QPlainTextEdit(window)):
            text.createStandardContextMenu().setParent(window)
        used = QDialogButtonBox.StandardButton
        QDialogButtonBox(used.Ok | used.Cancel | used.Close | used.Save | used.Yes | used.No, window).show()
        QMessageBox(QMessageBox.Icon.Warning, "", "", QMessageBox.StandardButton.Close, window).show()
        QTabWidget(window).show()
        qapp.processEvents()
    finally:
        qapp.removeTranslator(listener)
    assert "Cancel" in listener.asked or "&Cancel" in listener.asked
    assert listener.asked - _STANDARD - _NOT_SHOWN == set()
