"""Lines of a concordance: how their context is cut, and how they are put in order."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import KwicLine
from reader.search.concordance import Concordance, arranged, folded

TEXT = "Hôm qua, dân làng tôi họp ở đình làng.\n\nTrưởng làng nói về nghề gốm của làng nghề."


def cut(text, query, width=12, expression=True):
    return [
        (each.left, each.match, each.right)
        for each in Concordance(query, width, expression=expression).pieces(text)
    ]


def test_whole_words_within_the_width():
    assert cut(TEXT, "dân làng") == [("Hôm qua, ", "dân làng", " tôi họp ở")]
    assert cut(TEXT, "nghề") == [("làng nói về ", "nghề", " gốm của"), ("của làng ", "nghề", ".")]
    assert cut(TEXT, "nghề", width=0) == [("", "nghề", ""), ("", "nghề", "")]


def test_paragraphs_run_on():
    assert cut(TEXT, "trưởng", width=20)[0][0] == "họp ở đình làng. "


def test_words_apart_when_they_are_no_expression():
    assert [match for _, match, _ in cut(TEXT, "nghề làng")] == []
    assert len(cut(TEXT, "nghề làng", expression=False)) == 6


def line(number, left="", right="", date=None):
    return KwicLine(f"a{number}", None, date, left, "x", right, number, number + 1)


def order(lines, sort, containing=""):
    return [each.id for each in arranged(lines, sort, containing)]


def test_orders():
    lines = [
        line(0, "có ánh ", " đầu", "2021-01-02"),
        line(1, "có an ", " đâu", None),
        line(2, "bà ấn, ", " dầu", "2021-01-01"),
    ]
    assert order(lines, "left") == ["a1", "a2", "a0"]
    assert order(lines, "right") == ["a2", "a1", "a0"]
    assert order(lines, "date") == ["a2", "a0", "a1"]
    assert order(lines, "date", "co x") == []
    assert order(lines, "date", "ánh x") == ["a0"]
    assert order(lines, "date", "anh x dau") == ["a0"]


def test_lines_that_read_alike_are_told_once_and_counted():
    first, again, other = (
        line(0, "của ", " đầu", "2021-01-02"),
        line(1, "của ", " đầu", "2021-01-01"),
        line(2, "Của ", " đầu", None),
    )
    twice_in_one = replace(again, start=40, end=41)
    assert folded([first, again, twice_in_one, other]) == [replace(again, copies=1), other]
    assert folded([]) == []


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from(["làng", "a", "bcd", "\n", ",", "nghề", "\u200b"]), max_size=30),
    st.integers(0, 30),
)
def test_a_line_reads_as_the_text_does(words, width):
    text = " ".join(words)
    flat = " ".join(text.split())
    for left, match, right in cut(text, "làng OR nghề", width, expression=False):
        assert left + match + right in flat
        assert len(left) <= width
        assert len(right) <= width


@pytest.mark.parametrize("query", ["làng", "làng nghề", "làng OR nghề", '"làng" nghề', "lang*"])
def test_no_place_has_two_lines(query):
    found = list(Concordance(query, 9, expression=True).pieces(TEXT))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_very_many_lines_are_in_one_order():
    words = ["".join(chr(97 + number * 31 // 26**power % 26) for power in range(4)) for number in range(5003)]
    lines = [KwicLine(f"{number:05}", None, None, "", "x", word) for number, word in enumerate(words)]
    assert [line.right for line in arranged(lines, "right")] == sorted(words)
    assert [line.right for line in arranged(lines, "left")] == sorted(words)
    assert list(arranged(lines, "date")) == lines
