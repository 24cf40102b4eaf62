"""What is said of links and articles in one line."""

from __future__ import annotations

import pytest

from reader.translation import set_language
from reader.ui.wording import state


@pytest.fixture(autouse=True)
def english():
    set_language("en")


def test_a_state_tells_the_day_of_the_capture():
    assert state("archived", "2021-06-03T07:12:00Z", "record") == "● archived 3 June 2021"
    assert state("archived") == "● archived"


def test_the_day_of_a_file_is_not_told_as_that_of_the_capture():
    assert state("archived", "2026-11-24T01:02:03Z", "file") == "● archived (file of 24 November 2026)"
