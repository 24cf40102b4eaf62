from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import viqr
from reader.text.encoding import decode, decode_as


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tie^'ng Vie^.t", "Tiếng Việt"),
        ("DDu+o+`ng la`ng, dda(.c bie^.t", "Đường làng, đặc biệt"),
        ("Ho.p xong. Ba` con ra ve^`.", "Họp xong. Bà con ra về."),
        ("DDi dda^u? DDi cho+..", "Đi đâu? Đi chợ."),
        ("Chu+a...", "Chưa..."),
        ("cha? lu.a va` ca?i", "chả lụa và cải"),
        ("U*?ng ho^.", "Ửng hô."),
        ("a\\. b\\?", "a. b?"),
        (
            '<a href="http://a.example/da.html?x=a">Ta.i dda^y</a>',
            '<a href="http://a.example/da.html?x=a">Tại đây</a>',
        ),
        ("&agrave; &#225;", "&agrave; &#225;"),
    ],
)
def test_marks_go_to_their_letters(written, meant):
    assert viqr.decode(written) == meant


def test_only_where_it_is_declared_or_asked_for():
    body = b"<p>Ba^`u cu+? dda.i bie^?u</p>"
    assert decode(body).text == body.decode()
    declared = decode(b'<meta charset="VIQR">' + body)
    assert declared.text.endswith("<p>Bầu cử đại biểu</p>")
    assert declared.encoding.used == "viqr"
    asked = decode_as(body, "viqr")
    assert asked is not None
    assert asked.text == "<p>Bầu cử đại biểu</p>"


def test_a_page_that_says_viqr_but_is_unicode():
    assert decode('<meta charset="viqr"><p>Bầu cử</p>'.encode()).text.endswith("<p>Bầu cử</p>")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aAoOuUdD^(+*'`?~.\\<>& x", max_size=30))
def test_nothing_raises_and_tags_stay(text):
    assert viqr.decode("<b>" + text).startswith("<b>")
