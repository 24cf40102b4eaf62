"""Places on a line: found again in whichever way they are looked up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reader.search import line as lines
from reader.search.line import APART, Line, contained, looked_up

_places = st.sets(st.integers(0, 3000)).map(lambda held: np.array(sorted(held), np.uint32))


@given(_places.filter(len), _places, st.integers(1, 700))
def test_contained_says_what_a_set_says(wanted, places, block):
    expected = [place in set(places.tolist()) for place in wanted.tolist()]
    assert contained(wanted, places).tolist() == expected
    assert lines._contained_in_blocks(wanted, places, block).tolist() == expected
    backwards = wanted[::-1].copy()
    assert looked_up(backwards, places).tolist() == expected[::-1]


@given(st.lists(st.lists(st.integers(0, 50), max_size=6).map(sorted), min_size=1, max_size=8))
def test_a_place_leads_back_to_its_document(documents):
    line = Line.through(np.array([max(held, default=-1) + 1 for held in documents], np.uint32))
    counts = [len(held) for held in documents]
    positions = np.array([place for held in documents for place in held], np.uint16)
    places = line.places(np.arange(len(documents)), np.array(counts), positions)
    assert (np.diff(places.astype(np.int64)) >= 0).all()
    assert line.documents(places).tolist() == np.repeat(np.arange(len(documents)), counts).tolist()
    assert line.counts(places).tolist() == counts
    between = np.diff(line.starts.astype(np.int64)) - [max(held, default=-1) + 1 for held in documents]
    assert set(between.tolist()) == {APART}
    assert int(line.starts[0]) == APART


def test_very_many_documents_take_wider_numbers():
    spans = np.full(5_000_000, 200, np.uint32)
    line = Line.through(spans)
    assert line.starts.dtype == np.int64
    assert int(line.starts[-1]) == 5_000_000 * (200 + APART) + APART
