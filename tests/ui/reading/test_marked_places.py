"""Places that are marked on a page and walked through."""

from __future__ import annotations

from reader.ui.reading.marked_places import MarkedPlaces


def test_walking_begins_in_view_and_goes_round():
    places = MarkedPlaces([(5, 8), (20, 22), (40, 44)])
    assert [places.step(1, top=10) for _step in range(4)] == [20, 40, 5, 20]
    assert [places.step(-1) for _step in range(2)] == [5, 40]
    assert MarkedPlaces([(5, 8), (20, 22)]).step(-1, top=10) == 5
    assert MarkedPlaces([(5, 8), (20, 22)]).step(1, top=99) == 5


def test_there_is_nothing_to_walk_to():
    assert MarkedPlaces().step(1) is None
    assert len(MarkedPlaces()) == 0
