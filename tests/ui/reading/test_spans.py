"""Marked places: from snippets to offsets, and into Qt's counting."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ui.reading.spans import is_right_to_left, marked_text, passage, utf16_spans


def test_marked_places_of_a_snippet():
    text, spans = marked_text("… cuộc <mark>bầu cử</mark> &amp; <mark>họp</mark>.")
    assert text == "… cuộc bầu cử & họp."
    assert [text[start:end] for start, end in spans] == ["bầu cử", "họp"]


def test_white_space_and_strange_markup_in_a_snippet():
    assert marked_text("\n a\n\n b<br><b>c</b>") == ("a bc", [])
    assert marked_text("<mark>a") == ("a", [])
    assert marked_text("a</mark>b<mark></mark>") == ("ab", [])
    assert marked_text("") == ("", [])


def test_a_space_before_a_mark_is_kept_once():
    text, spans = marked_text("a <mark> b</mark>")
    assert text == "a b"
    assert [text[start:end] for start, end in spans] == ["b"]


@settings(deadline=None, max_examples=60)
@given(st.text(), st.data())
def test_utf16_offsets_name_the_same_characters(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ((first, last),) = utf16_spans(text, [(start, end)])
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass") == text[start:end]


def test_direction_of_a_text():
    assert is_right_to_left("2021: انتخابات")
    assert not is_right_to_left("Bầu cử انتخابات")
    assert not is_right_to_left("2021 …")


def test_a_passage_is_found_by_what_is_around_it():
    text = "The flood came.\n\nAfter the\u00a0 flood\ncame the bridge; the flood went."
    assert passage(text, "came. After the ", "flood", " came the bridge") == (28, 33)
    assert passage(text, "", "flood", " went.") == (55, 60)
    assert text[slice(*passage(text, "other words ", "flood", " and others"))] == "flood"
    assert passage(text, "", "drought", "") is None
    assert passage(text, "", " ", "") is None
