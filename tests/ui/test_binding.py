"""The Qt binding itself, where a release of it was found to be unfit."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint


def test_calls_without_a_result_keep_the_references_of_none():
    """PySide6 6.12.0 takes one away with every call, until Python 3.11 aborts."""
    point = QPoint()
    point.setX(1)
    before = sys.getrefcount(None)
    for number in range(500):
        point.setX(number)
    assert abs(sys.getrefcount(None) - before) < 100
