"""A library that one window changes may be read by another one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.errors import UnusableError
from reader.library.library import Library
from reader.ui import opening
from reader.ui.claim import Claim

# A process that takes the lock, and dies without a word.
DYING = """
import os, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
os._exit(0 if lock.tryLock(0) else 2)
"""


@pytest.fixture
def folder(tmp_path):
    Library(tmp_path / "library").close()
    return tmp_path / "library"


def test_one_window_has_it_until_it_lets_go(folder):
    one, two = Claim(), Claim()
    assert one.take(folder)
    assert one.take(folder)
    assert not two.take(folder)
    assert two.is_elsewhere
    one.release()
    assert two.take(folder)
    assert not two.is_elsewhere
    two.release()
    assert not (folder / "window.lock").exists()


def test_another_library_is_claimed_in_its_place(folder, tmp_path):
    Library(tmp_path / "other").close()
    one, two = Claim(), Claim()
    one.take(folder)
    assert one.take(tmp_path / "other")
    assert two.take(folder)
    for claim in (one, two):
        claim.release()


def test_a_folder_that_is_no_library_is_left_alone(tmp_path):
    assert Claim().take(tmp_path / "later")
    assert not (tmp_path / "later").exists()


def test_the_lock_of_a_process_that_died_keeps_nobody_out(folder):
    lock = folder / "window.lock"
    subprocess.run([sys.executable, "-c", DYING, str(lock)], check=True)
    assert lock.exists()
    claim = Claim()
    assert claim.take(folder)
    claim.release()


def test_what_another_window_has_is_opened_to_be_read(folder):
    with opening.opener(folder, only_to_read=True)() as opened:
        assert opened.read_only
        with pytest.raises(UnusableError) as refused:
            opened.marks.want("http://town.example/")
    assert refused.value.code == "library-read-only"
