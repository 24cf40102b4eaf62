"""Find in page: pieces of words beside the search's own hits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ui.reading.find_in_page import find_in_page, joined, pieces


def found(text, words):
    return [text[start:end] for start, end in pieces(text, words)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("bau", ["Bầu", "bàu", "bau"]),
        ("bầu", ["Bầu"]),
        ("bầ", ["Bầ"]),
        ("đi", ["đi"]),
        ("di", ["đi", "di"]),
        ("bau  cu", ["Bầu\ncử"]),
        ("ử", ["ử"]),
        ("none", []),
        (" ", []),
    ],
)
def test_pieces_of_words(words, hits):
    assert found("Bầu\ncử, bàu bau. đi di", words) == hits


def test_decomposed_letters_are_found_with_their_marks():
    assert found("ba\u0302\u0300u cu", "bầu") == ["ba\u0302\u0300u"]
    assert found("bầu", "ba\u0302\u0300u") == ["bầu"]


def test_letters_that_grow_when_folded_keep_their_place():
    assert found("Straße İstanbul x", "SSE") == ["ße"]
    assert found("Straße İstanbul x", "x") == ["x"]


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=30), st.data())
def test_what_stands_in_a_text_is_found_there(text, data):
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    spans = pieces(text, words)
    assert spans == sorted(spans)
    assert all(0 <= one < other <= len(text) for one, other in spans)


class Words:
    """A library that knows one word in two spellings."""

    def spans(self, text, query, *, together):
        assert together
        return [(0, 3)]


def test_both_kinds_of_hits_are_joined():
    assert find_in_page(Words(), "hòa hoàn", "hoà") == [(0, 3), (4, 7)]
    assert joined([(4, 9), (0, 3), (8, 12), (2, 3)]) == [(0, 3), (4, 12)]
