"""What the window tells of a restore."""

import pytest

from reader.ui.marks.backup_control import stretches


@pytest.mark.parametrize(
    ("numbers", "told"), [([3], "3"), ([3, 4, 5, 9], "3–5, 9"), ([1, 3], "1, 3"), ([2, 3], "2–3"), ([], "")]
)
def test_lines_are_told_in_stretches(numbers, told):
    assert stretches(numbers) == told


def test_very_many_lines_are_not_all_named():
    assert stretches(range(0, 200, 2)).endswith("78, …")
