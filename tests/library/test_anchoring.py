"""Marked passages are found again in texts that were read anew."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.anchoring import Anchoring, anchored_in, beginning, surroundings
from reader.model import Highlight


def mark(text, start, end):
    before, quote, after = surroundings(text, start, end)
    return Highlight("k", quote, before, after, start, "yellow", "", "", "", "id")


def anchored(text, highlight):
    place = Anchoring(text).anchor(highlight)
    return None if place.start is None else text[place.start : place.end]


WORDS = st.lists(
    st.sampled_from(["bầu", "cử", "xã", "An", "năm", "2021", "và", "ở"]), min_size=3, max_size=40
)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.data())
def test_in_the_same_text_the_same_place_is_found(words, data):
    text = " ".join(f"{word}" for word in words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    place = Anchoring(text).anchor(mark(text, start, end))
    assert text[place.start : place.end] == text[start:end].strip()
    if text[start:end].strip() == text[start:end] and text.count(text[start:end]) == 1:
        assert place.start == start


def test_white_space_form_and_invisible_signs_may_differ():
    old = "Đại hội đã bầu ra ban chấp hành mới. Kết thúc."
    highlight = mark(old, old.index("bầu"), old.index("mới") + 3)
    new = "Tin thêm.\n\nĐại hội đã\n  bầu ra\u200b ban\u00a0chấp hành  mới. Kết thúc."
    assert anchored(new, highlight) == "bầu ra\u200b ban\u00a0chấp hành  mới"
    apart = unicodedata.normalize("NFD", new)
    assert unicodedata.normalize("NFC", anchored(apart, highlight)) == "bầu ra\u200b ban\u00a0chấp hành  mới"


def test_among_equal_words_the_surroundings_decide():
    old = "Ở xã A họp dân. Ở xã B họp dân. Ở xã C họp dân."
    at = old.index("họp dân", old.index("xã B"))
    highlight = mark(old, at, at + 7)
    new = "Ở xã C họp dân. Ở xã A họp dân. Ở xã B họp dân. Hết."
    place = Anchoring(new).anchor(highlight)
    assert place.start == new.index("họp dân", new.index("xã B"))


def test_what_is_no_longer_there_is_lost():
    assert anchored("Một bài khác hẳn.", mark("Đại hội đã bầu ra ban.", 4, 12)) is None
    assert anchored("", mark("Đại hội", 0, 3)) is None


def test_capital_letters_may_differ():
    assert anchored("ĐẠI HỘI ĐÃ HỌP", mark("Đại hội đã họp", 0, 7)) == "ĐẠI HỘI"


def test_of_places_that_are_all_alike_the_nearest_is_taken_below_the_head_of_a_page():
    text = "chương trình · " * 30
    highlight = mark(text, 15 * 14, 15 * 14 + 12)
    page = "Đầu đề của bài, người viết và những gì đứng trước đó trên trang\n" + text
    begin = beginning(page, text)
    assert begin == page.index("chương")
    (place,) = anchored_in(page, [highlight], begin=begin)
    assert place.start == begin + 15 * 14
    assert anchored_in(page, [highlight])[0].start != place.start
