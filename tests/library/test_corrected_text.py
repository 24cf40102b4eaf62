"""The HTML of a text that was set by hand."""

from hypothesis import given
from hypothesis import strategies as st

from reader.library.corrected_text import html_of, paragraphs

OLD = (
    '<h2>Lịch trực</h2><p>Trạm trực <a href="a.html">cả ngày</a>.<sup>1</sup></p><img alt="" src="a.jpg"/>'
    "<table><tbody><tr><td>Thứ hai</td><td>Bác sĩ Lả</td></tr></tbody></table><p>Lượt xem: 40</p>"
)


def test_paragraphs_that_stay_keep_their_links_tables_and_pictures():
    new = ["Lịch trực", "Trạm trực cả ngày.1", "Thứ hai\tBác sĩ Lả"]
    assert html_of(OLD, new) == OLD.removesuffix("<p>Lượt xem: 40</p>")


def test_a_changed_paragraph_is_plain():
    made = html_of(OLD, ["Lịch trực", "Trạm trực <nửa> ngày.", "Thứ hai", "Bác sĩ Lả", "Hết"])
    assert "<p>Trạm trực &lt;nửa&gt; ngày.</p>" in made
    assert '<img alt="" src="a.jpg"/><table>' in made
    assert made.endswith("</table><p>Hết</p>")
    assert "<a " not in made


def test_paragraphs_are_parted_by_blank_lines():
    assert paragraphs("  một\r\nhai \n \t\n\nba\x00 \u00a0bốn\n") == ["một\nhai", "ba bốn"]
    assert paragraphs(" \n\n ") == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), max_size=6))
def test_no_typed_text_becomes_markup(parts):
    made = html_of("<p>x</p>", parts)
    opened = made.replace("<p>", "").replace("</p>", "").replace("<br>", "")
    assert "<" not in opened
