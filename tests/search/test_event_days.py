"""Days that a text tells of are found however they are written there."""

from __future__ import annotations

import pytest

TEXTS = (
    "Sáng ngày 02 tháng 6 năm 2021 mở hội ở sân đình.",
    "Sáng 2/6/2021 mở hội ở sân đình.",
    "Sáng 02-06-2021 mở hội ở sân đình.",
)
OTHERS = ("Năm 2021 có 2 hội và 6 đội về dự.", "Ngày 6/2/2021 đội về dự hội.")


@pytest.mark.parametrize("query", ["2/6/2021", "02/06/2021", "2-6-2021", "2.6.2021", "2021-06-02", "02/6"])
def test_a_day_finds_every_way_of_writing_it(shelf, query):
    shelf.fill(*TEXTS, *OTHERS)
    assert sorted(shelf.ids(query)) == ["d0", "d1", "d2"]
