"""Comparisons written to files."""

from html.parser import HTMLParser

import pytest

from reader.export.comparison import FORMATS, field_label, render
from reader.library.comparing import FIELDS, compare
from reader.translation import set_language


@pytest.fixture
def pair(variant):
    text = "Đoạn thứ nhất <b>không đổi</b>.\n\nĐoạn thứ hai có *12* tổ bầu cử.\n\nĐoạn cuối cùng bị bỏ đi."
    old = variant(id="a" * 16, title="Tin cũ", text=text)
    new = variant(id="b" * 16, title="Tin <mới>", text=text.replace("12", "14").rpartition("\n\n")[0])
    return old, new


def test_every_format_tells_what_differs(pair):
    old, new = pair
    for name in FORMATS:
        told = render(compare(old, new), old, new, name).decode()
        assert "12" in told
        assert "14" in told
        assert "Đoạn cuối cùng bị bỏ đi." in told


def test_the_page_shows_texts_as_texts(pair):
    old, new = pair
    page = render(compare(old, new), old, new, "html").decode()
    assert "&lt;b&gt;" in page
    assert "<mới>" not in page
    seen = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.append(tag)
    parser.feed(page)
    assert "script" not in seen
    assert {"ins", "del"} <= set(seen)


def test_signs_of_markdown_stay_signs(pair):
    old, new = pair
    told = render(compare(old, new), old, new, "md").decode()
    assert "~~12~~**14**" in told
    assert r"\*" in told


def test_long_same_stretches_are_told_by_their_length(variant):
    lines = [f"Đoạn văn số {number} của bài này." for number in range(30)]
    old = variant(text="\n\n".join(lines))
    new = variant(text="\n\n".join([*lines[:15], "Một câu thêm vào.", *lines[15:]]))
    told = render(compare(old, new), old, new, "txt").decode()
    assert "14 paragraphs the same" in told
    assert told.count("Đoạn văn số") == 2


def test_nothing_differs(variant):
    old = variant(text="Một đoạn.")
    for name in FORMATS:
        assert "The two are the same." in render(compare(old, old), old, old, name).decode()


def test_every_field_has_a_word():
    set_language("vi")
    assert [field for field in FIELDS if field_label(field) == field] == []
