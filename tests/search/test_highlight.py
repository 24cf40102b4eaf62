import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.highlight import spans
from reader.search.snippets import snippet


def marked(text, query, **options):
    return [text[start:end] for start, end in spans(text, query, **options)]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Làng nghề ở làng tôi", "làng nghề", ["Làng nghề", "làng"]),
        ("Làng nghề ở làng tôi", '"làng nghề"', ["Làng nghề"]),
        ("Làng nghề ở làng tôi", "lang nghe", ["Làng nghề", "làng"]),
        ("Làng nghề, lãng phí", "làng", ["Làng"]),
        ("Lãng phí", "lang", ["Lãng"]),
        ("Đại hội", "đai hội", ["Đại hội"]),
        ("Đại hội, đai lưng", "đai", ["đai"]),
        ("Ban hành bản đồ", "bản", ["bản"]),
        ("van ban phap luat da ban hanh", "văn bản", ["van ban", "ban"]),
        ("ke\u0302\u0301 hoa\u0323ch", "kế hoạch", ["ke\u0302\u0301 hoa\u0323ch"]),
        ("kế\u00a0hoạch", "kế hoạch", ["kế\u00a0hoạch"]),
        ("k\u00adế ho\u200bạch", "kế hoạch", ["k\u00adế ho\u200bạch"]),
        ("Mỹ thuật", "mĩ thuật", ["Mỹ thuật"]),
        ("UBND xã, ủy ban nhân dân huyện", "UBND", ["UBND", "ủy ban nhân dân"]),
        ("UBND xã, ủy ban nhân dân huyện", "ủy ban nhân dân", ["UBND", "ủy ban nhân dân"]),
        ("ngày 3 tháng 5 năm 2020", "3/5/2020", ["3 tháng 5 năm 2020"]),
        ("số 12/QĐ-UBND", "12/qd-ubnd", ["12/QĐ-UBND"]),
        ("Đại biểu", "d9a5i bie63u", ["Đại biểu"]),
        ("làng mới, nghề", '"làng nghề"~3', ["làng mới, nghề"]),
        ("làng nghề gốm", "làng -nghề", ["làng"]),
        ("nghề nông nghiệp", "ngh*", ["nghề", "nghiệp"]),
        ("làng nghề", "title:nghề site:x date:2020", ["nghề"]),
        ("làng OR nghề", "làng OR nghề", ["làng", "nghề"]),
        ("大会开幕式", "开幕", ["开幕"]),
        ("Élection à l’école", "election ecole", ["Élection", "école"]),
        ("nghề gốm, người", "ng*", ["nghề", "người"]),
        ("nghề gốm, người", "n?ười g?m", ["gốm", "người"]),
        ("nghề gốm, nghê", "n*ề", ["nghề"]),
        ("hội nghi, hội ngị, hợi", "nghị~", ["nghi", "ngị"]),
        ("làng có nghề", "làng NEAR/3 nghề", ["làng", "nghề"]),
        ("làng", "", []),
        ("", "làng", []),
        ("làng", "()", []),
    ],
)
def test_hits(text, query, hits):
    assert marked(text, query) == hits


def test_find_in_page_wants_the_words_together():
    text = "tổ dân phố, dân tổ, tổ\ndân"
    assert marked(text, "tổ dân", together=True) == ["tổ dân", "tổ\ndân"]
    assert marked(text, "to dan", together=True) == ["tổ dân", "tổ\ndân"]
    assert marked("a OR b", "a OR b", together=True) == ["a OR b"]
    assert marked(text, "", together=True) == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60), st.text(max_size=20))
def test_spans_are_in_order_and_inside(text, query):
    for together in (False, True):
        found = spans(text, query, together=together)
        last = -1
        for start, end in found:
            assert last < start < end <= len(text)
            last = end


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(["làng", "nghề", "<b>", "&amp;", '"x"', "\n\n", "kế hoạch.", "</mark>", "a" * 30]),
        max_size=60,
    ),
    st.sampled_from(["làng", "lang nghe", "<b>", "zzz", ""]),
    st.integers(40, 240),
)
def test_a_snippet_is_short_and_safe(words, query, width):
    text = " ".join(words)
    made = snippet(text, query, width)
    plain = html.unescape(re.sub(r"</?mark>", "", made)).strip("…")
    assert len(plain) <= width + 1
    assert " ".join(plain.split()) in " ".join(text.split())
    assert re.sub(r"</?mark>", "", made).count("<") == 0
    assert made.count("<mark>") == made.count("</mark>")
    if query.startswith("l") and "làng" in words:
        assert "<mark>" in made


def test_a_snippet_shows_the_place_with_the_most_words():
    filler = "Câu này không có gì. " * 30
    text = "Làng cũ. " + filler + "Hội làng nghề năm nay có gốm. " + filler
    made = snippet(text, "làng nghề gốm")
    assert made.startswith("…Hội <mark>làng nghề</mark> năm nay có <mark>gốm</mark>.")
    assert made.endswith("…")


def test_without_a_hit_it_is_the_beginning():
    assert snippet("Một\n\nhai <ba>", "không") == "Một hai &lt;ba&gt;"


_ODDLY = st.sampled_from(
    [
        *(
            "aăâbcdđeêiyouươ ",
            "ế",
            "e\u0302\u0301",
            "à",
            "a\u0300",
            "\u00ad",
            "\u200b",
            "ß",
            "ss",
            "æ",
            "²",
            "ﬁ",
        ),
        *(
            "１",
            " ",
            " ",
            ".",
            "-",
            "/",
            "\n",
            "\u00a0",
            "7",
            "07",
            "1.000",
            "1000",
            "UBND",
            "đất",
            "大会",
            "мир",
        ),
        *("_", "’", "a", "d", "y", "i"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_ODDLY, max_size=25).map("".join), st.lists(_ODDLY, max_size=5).map("".join), st.booleans())
def test_the_quick_way_finds_what_the_slow_way_finds(text, query, together):
    from reader.search import highlight, patterns

    quick = highlight.Marker(query, highlight.marker_tree(query, together)).spans(text)
    slowly = highlight.Marker(query, highlight.marker_tree(query, together))
    slowly.__dict__["_finder"] = patterns.Finder(["大"])  # not ASCII: every text is cut up whole
    assert quick == slowly.spans(text)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("dịch Covid-19 lan", "covid19", ["Covid-19"]),
        ("dịch COVID19 lan", "covid-19", ["COVID19"]),
        ("người H’Mông ở", "hmông", ["H’Mông"]),
        ("họp tháng 9/2022 rồi", "tháng 9 năm 2022", ["tháng 9/2022"]),
        ("ngày mồng 2 tháng 9 tới", "2-9", ["2 tháng 9"]),
        ("đ/c Tám", "đồng chí Tám", ["đ/c Tám"]),
    ],
)
def test_what_is_written_another_way_is_marked(text, query, marked):
    assert [text[start:end] for start, end in spans(text, query)] == marked
