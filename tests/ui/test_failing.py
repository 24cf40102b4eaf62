"""What nobody caught is shown and logged, and the window stays."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from reader.ui.dialogs.crash_dialog import CrashDialog
from reader.ui.failing import Failures, keep_log, log_file


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def failures(window):
    made = Failures(window)
    put_back = made.install()
    yield made
    put_back()


@pytest.fixture
def log_is_expected():
    """These tests log errors on purpose."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def details(window):
    dialogs = [each for each in window.findChildren(CrashDialog) if each.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0].findChild(QPlainTextEdit).toPlainText()


def fail(text):
    try:
        raise ValueError(text)
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_two_failures_share_a_dialog(window, failures, log_is_expected):
    fail("first mishap")
    fail("second mishap")
    told = details(window)
    assert "gov-reader" in told
    assert "ValueError: first mishap" in told
    assert "ValueError: second mishap" in told
    assert window.isVisible()


def test_a_failure_of_another_thread_is_shown_too(qtbot, window, failures, log_is_expected):
    with qtbot.waitSignal(failures.happened):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    assert "ZeroDivisionError" in details(window)


def test_ctrl_c_closes_the_window(window, failures):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not window.isVisible()


def test_the_hooks_are_put_back(window):
    before = sys.excepthook, threading.excepthook
    Failures(window).install()()
    assert (sys.excepthook, threading.excepthook) == before


def test_the_log_file_is_the_users_own(private_home):
    assert log_file().is_relative_to(private_home)
    keep_log()
    handler = logging.getLogger().handlers[-1]
    try:
        assert handler.baseFilename == str(log_file())
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
