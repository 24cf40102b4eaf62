"""What every test shares: logged warnings fail the test, and nobody touches the user's own folders."""

from __future__ import annotations

import logging
import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every machine and in every run; `make fuzz` is where chance has its say.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp):
    """Qt has one application in a process: that of windows, made before an export makes a lesser one."""
    return qapp


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory, monkeypatch):
    """Points every user folder at an empty place, so that no test reads or writes the user's own."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANGUAGE", "en")
    return home


class _Unexpected(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_logged_warnings():
    """A warning in the log is a failure."""
    handler = _Unexpected()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert not handler.seen, handler.seen


def _tree(node):
    """Everything below a node of the accessibility tree that is on show; parts of a control belong to it."""
    from PySide6.QtGui import QAccessible

    yield node
    if node.role() in (QAccessible.Role.ComboBox, QAccessible.Role.SpinBox):
        return
    for number in range(min(node.childCount(), 400)):
        child = node.child(number)
        if child is not None and not child.state().invisible:
            yield from _tree(child)


def _unnamed(widget):
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QWidget

    role = QAccessible.Role
    named = {
        *(role.Button, role.ButtonMenu, role.ButtonDropDown, role.CheckBox, role.RadioButton, role.ComboBox),
        *(role.EditableText, role.SpinBox, role.Slider, role.ProgressBar, role.Graphic, role.Link),
        *(role.List, role.ListItem, role.Tree, role.TreeItem, role.Table, role.Cell, role.ColumnHeader),
        *(role.PageTab, role.MenuItem, role.Dialog, role.Window),
    }
    found = []
    for node in _tree(QAccessible.queryAccessibleInterface(widget)):
        part = node.object()
        told = node.text(QAccessible.Text.Name).strip()
        takes_keys = isinstance(part, QWidget) and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        takes_keys = takes_keys and part.focusProxy() is None
        if not told and (node.role() in named or takes_keys):
            found.append(
                f"{node.role().name} {type(part).__name__} in {type(part and part.parent()).__name__}"
            )
        elif node.role() == role.NoRole:
            found.append(f"no role: {told}")
    return found


@pytest.fixture
def unnamed():
    """Gives what a screen reader could not name below a widget, as Qt's accessibility tree tells it."""
    from PySide6.QtGui import QAccessible

    QAccessible.setActive(True)  # as with a screen reader: only then do views tell of their changes
    yield _unnamed
    QAccessible.setActive(False)
