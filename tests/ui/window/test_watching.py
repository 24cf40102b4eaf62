"""Watched archives in the window, and the libraries that were open before."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox

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
    """What was asked to be read; every folder is there."""
    asked = []
    monkeypatch.setattr(watch_control, "exists", lambda _path: True)
    monkeypatch.setattr(watch_control, "_QUIET_MS", 0)

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


def test_a_file_is_read_once_nothing_changes_any_more(qtbot, window, watchers, imports, monkeypatch):
    window.watching._toggle("/archive", True)
    qtbot.waitUntil(lambda: imports == [["/archive"]] and not window.work.is_running)
    monkeypatch.setattr(watch_control, "_QUIET_MS", 60_000)
    watchers[0].changed.emit(["/archive"])
    watchers[0].changed.emit(["/archive"])
    window.work.changed.emit(False)  # something else has ended
    assert imports == [["/archive"]]
    window.watching._quiet.start(0)
    qtbot.waitUntil(lambda: imports == [["/archive"], ["/archive"]])


def test_a_folder_that_is_away_disturbs_nobody(qtbot, window, watchers, imports, monkeypatch):
    monkeypatch.setattr(watch_control, "exists", lambda _path: False)
    with qtbot.waitSignal(window.work.changed, check_params_cb=lambda runs: not runs):
        window.watching._toggle("/archive", True)
    assert imports == []
    assert not window.findChildren(QMessageBox)


def test_a_forgotten_archive_is_watched_no_more_a_moved_one_elsewhere(qtbot, window, watchers, imports):
    window.watching._toggle("/archive", True)
    qtbot.waitUntil(lambda: not window.work.is_running)
    window.library._relocate("/archive", "/disk/archive")
    qtbot.waitUntil(lambda: window.watching.watched == ["/disk/archive"])
    assert (watchers[-1].folders, watchers[-1].runs) == (["/disk/archive"], True)
    window.library._forget("/disk/archive")
    qtbot.waitUntil(lambda: window.watching.watched == [])
    assert not watchers[-1].runs


def test_a_watch_that_cannot_be_is_told(qtbot, window, watchers, imports):
    window.watching._toggle("/archive", True)
    qtbot.waitUntil(lambda: imports == [["/archive"]])
    with qtbot.waitSignal(window.watching.said, check_params_cb=lambda text: "cannot" in text) as said:
        watchers[0].failed.emit("no room")
    assert said.args == ["The folders cannot be watched: no room"]


def test_a_library_that_is_gone_can_be_taken_off_the_list(qtbot, window, tmp_path):
    settings = window._settings
    settings.libraries = [str(window.library.folder), str(tmp_path / "none")]
    window.commands.show_libraries(settings.libraries)
    (action,) = window.commands.menu("recent-libraries").actions()
    action.trigger()
    (box,) = window.findChildren(QMessageBox)
    assert str(tmp_path / "none") in box.text()
    assert str(tmp_path / "none") in settings.libraries
    next(each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.AcceptRole).click()
    assert settings.libraries == [str(window.library.folder)]
    assert not window.commands.menu("recent-libraries").isEnabled()
