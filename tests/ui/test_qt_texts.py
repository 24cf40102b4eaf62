"""Qt's own texts in our languages."""

from __future__ import annotations

import pytest

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
