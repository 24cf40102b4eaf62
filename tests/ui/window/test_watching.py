"""Watched archives in the window, and the libraries that were open before."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from reader.model import ImportReport, Progress
from reader.ui.controls import watch_control
from reader.ui.dialogs.archives_dialog import ArchivesDialog


class FakeWatcher(QObject):
    changed = Signal(object)
    failed = Signal(str)
    made: ClassVar = []

    def __init__(self, folders, parent):
        super().__init__(parent)
        self.folders, self.runs = list(folders), False
        FakeWatcher.made.append(self)

    def start(self):
        self.runs = True

    def end(self):
        self.runs = False


@pytest.fixture(autouse=True)
def watchers(monkeypatch):
    FakeWatcher.made = []
    monkeypatch.setattr(watch_control, "Watcher", FakeWatcher)
    return FakeWatcher.made


@pytest.fixture
def imports(fake, monkeypatch):
    asked = []

    def import_paths(paths, **_others):
        asked.append(list(paths))
        report = ImportReport(files=1, seen=2, added=2, articles=2)
        yield Progress("done", 1, 1, report=report)

    monkeypatch.setattr(fake, "import_paths", import_paths)
    return asked


def test_a_ticked_archive_is_watched_and_read(qtbot, window, watchers, imports):
    window.library.show_archives()
    dialog = window.findChild(ArchivesDialog)
    qtbot.waitUntil(lambda: dialog._list.topLevelItemCount() == 1)
    dialog._list.topLevelItem(0).setCheckState(4, Qt.CheckState.Checked)
    said = []
    window.watching.said.connect(said.append)
    qtbot.waitUntil(lambda: imports == [["/archive"]])
    assert [(each.folders, each.runs) for each in watchers] == [(["/archive"], True)]
    watchers[0].changed.emit(["/archive"])
    qtbot.waitUntil(lambda: imports == [["/archive"], ["/archive"]])
    qtbot.waitUntil(lambda: len(said) >= 1)
    assert set(said) == {"2 pages came from watched folders."}
    assert window.watching.watched == ["/archive"]
    dialog._list.topLevelItem(0).setCheckState(4, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: not watchers[0].runs)
    assert window.watching.watched == []
    dialog.close()


def test_a_watch_that_cannot_be_is_told(qtbot, window, watchers, imports):
    window.watching._toggle("/archive", True)
    qtbot.waitUntil(lambda: imports == [["/archive"]])
    with qtbot.waitSignal(window.watching.said, check_params_cb=lambda text: "cannot" in text) as said:
        watchers[0].failed.emit("no room")
    assert said.args == ["The folders cannot be watched: no room"]


def test_a_library_that_is_gone_is_taken_off_the_list(qtbot, window, tmp_path):
    settings = window._settings
    settings.libraries = [str(window.library.folder), str(tmp_path / "none")]
    window.commands.show_libraries(settings.libraries)
    (action,) = window.commands.menu("recent-libraries").actions()
    with qtbot.waitSignal(window.library.failed):
        action.trigger()
    assert settings.libraries == [str(window.library.folder)]
    assert not window.commands.menu("recent-libraries").isEnabled()
