"""Folders are watched: what comes is told, and only of the folder where it came."""

from __future__ import annotations

import pytest

from reader.ui.controls import watching
from reader.ui.controls.watching import Watcher


@pytest.fixture
def watch(qtbot):
    running = []

    def begin(*folders):
        watcher = Watcher([str(folder) for folder in folders])
        running.append(watcher)
        watcher.start()
        return watcher

    yield begin
    for watcher in running:
        watcher.end()


def test_a_new_file_is_told_with_its_folder(qtbot, tmp_path, watch):
    one, two = tmp_path / "một", tmp_path / "hai"
    for folder in (one, two):
        (folder / "sâu").mkdir(parents=True)
    watcher = watch(one, two)
    told = []
    watcher.changed.connect(told.append)

    def written():
        # The watch begins a moment after the thread: another file is written until one is seen.
        (one / "sâu" / f"{len(list((one / 'sâu').iterdir()))}.html").write_text("x", "utf-8")
        return bool(told)

    qtbot.waitUntil(written, timeout=20_000)
    assert {folder for folders in told for folder in folders} == {str(one)}


def test_a_folder_that_comes_back_is_told(qtbot, tmp_path, watch, monkeypatch):
    monkeypatch.setattr(watching, "_LOOK_MS", 20)
    folder = tmp_path / "đĩa"
    watcher = watch(folder)
    told = []
    watcher.changed.connect(told.append)

    def came_and_went():
        # The watch begins a moment after the thread: the folder comes and goes until it is seen.
        folder.rmdir() if folder.exists() else folder.mkdir()
        return [str(folder)] in told

    qtbot.waitUntil(came_and_went, timeout=20_000)
