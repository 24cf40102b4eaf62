"""What differs between two texts: paragraphs and words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.differences import PARAGRAPHS, compare, paragraphs, word_runs

VOTE = "Cuộc bầu cử đại biểu Hội đồng nhân dân đã diễn ra dân chủ, đúng luật."
COUNT = "Tổ bầu cử số 3 kiểm phiếu xong lúc 21 giờ và niêm yết kết quả tại nhà văn hóa."
THANKS = "Ủy ban bầu cử cảm ơn cử tri toàn xã đã đi bầu đầy đủ."
SOME = st.lists(
    st.one_of(
        st.sampled_from([VOTE, COUNT, THANKS, "Ảnh", ""]),
        st.text("ab \n.,ạ\u0301\u200b", max_size=12),
        st.lists(st.sampled_from(COUNT.split()), max_size=12).map(" ".join),
    ),
    max_size=7,
).map(PARAGRAPHS.join)


def ops(a, b):
    return [each.op for each in compare(PARAGRAPHS.join(a), PARAGRAPHS.join(b))]


def side(found, name):
    place = f"{name}_index"
    own = [each for each in found if getattr(each, place) is not None]
    return PARAGRAPHS.join(getattr(each, name) for each in sorted(own, key=lambda e: getattr(e, place)))


@given(SOME, SOME)
def test_both_texts_come_out_of_it_again(a, b):
    found = compare(a, b)
    assert side(found, "a") == a
    assert side(found, "b") == b
    for each in found:
        assert (each.a is None) == (each.a_index is None)
        if each.words:
            assert "".join(run.text for run in each.words if run.op != "add") == each.a
            assert "".join(run.text for run in each.words if run.op != "remove") == each.b
    new = [each.b_index for each in found if each.b_index is not None]
    assert new == sorted(new)


@given(SOME)
def test_a_text_does_not_differ_from_itself(text):
    assert {each.op for each in compare(text, text)} <= {"same"}


@given(st.text("abc .,\n\u0301ạ", max_size=40), st.text("abc .,\n\u0301ạ", max_size=40))
def test_word_runs_rebuild_both_sides(a, b):
    runs = word_runs(a, b)
    assert "".join(run.text for run in runs if run.op != "add") == a
    assert "".join(run.text for run in runs if run.op != "remove") == b
    assert all(run.text for run in runs)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([VOTE, COUNT, THANKS], [VOTE, THANKS], ["same", "remove", "same"]),
        ([VOTE, THANKS], [VOTE, COUNT, THANKS], ["same", "add", "same"]),
        ([VOTE, COUNT], [VOTE, COUNT.replace("21", "22")], ["same", "change"]),
        ([VOTE, COUNT, THANKS], [COUNT, THANKS, VOTE], ["same", "same", "move"]),
        (["Ảnh", COUNT, VOTE], [COUNT, VOTE, "Ảnh"], ["remove", "same", "same", "add"]),
        ([VOTE, COUNT, THANKS], [THANKS.replace("xã", "phường"), VOTE, COUNT], ["move", "same", "same"]),
        ([VOTE], [COUNT], ["remove", "add"]),
        ([], [VOTE], ["add"]),
        ([], [], []),
    ],
)
def test_paragraphs(a, b, expected):
    assert ops(a, b) == expected


def test_what_nobody_sees_is_no_difference():
    decomposed = unicodedata.normalize("NFD", VOTE).replace(" ", "\u00a0") + "\u200b"
    (only,) = compare(VOTE, decomposed)
    assert (only.op, only.a, only.b) == ("same", VOTE, decomposed)


def test_words_that_differ_are_told():
    (only,) = compare("Ngày 23 tháng 5, xã có 12 tổ bầu cử.", "Ngày 23 tháng 5, xã có 14 tổ bầu cử.")
    assert [(run.op, run.text) for run in only.words] == [
        ("same", "Ngày 23 tháng 5, xã có "),
        ("remove", "12"),
        ("add", "14"),
        ("same", " tổ bầu cử."),
    ]


def test_crumbs_between_two_replaced_stretches_are_no_finds():
    runs = word_runs("Chủ tịch xã, ông Nguyễn Văn A phát biểu.", "Chủ tịch phường, bà Trần Thị B phát biểu.")
    assert [run.op for run in runs] == ["same", "remove", "add", "same"]
    assert runs[1].text == "xã, ông Nguyễn Văn A"


def test_a_changed_paragraph_that_moved_has_its_words():
    found = compare(
        PARAGRAPHS.join([VOTE, COUNT, THANKS]), PARAGRAPHS.join([COUNT.replace("3", "4"), VOTE, THANKS])
    )
    moved = next(each for each in found if each.op == "move")
    assert ("remove", "3") in [(run.op, run.text) for run in moved.words]


def test_long_tables_of_few_values_are_compared():
    """No value is unique, and all of them are on both sides."""
    a, b = "\n\n".join(["0", "1"] * 800), "\n\n".join(["1", "0", "0"] * 500)
    found = compare(a, b)
    assert side(found, "a") == a
    assert sum(each.op == "same" for each in found) >= 1000


def test_paragraphs_of_nothing():
    assert paragraphs("") == []
    assert PARAGRAPHS.join(paragraphs("\n\n\n")) == "\n\n\n"
