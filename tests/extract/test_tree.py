from __future__ import annotations

import pytest

from reader.errors import PageError
from reader.extract import deep, tree


@pytest.mark.parametrize("text", ["", "  \r\n", "\ufeff", "\0\0", "<!-- nothing -->", "<!doctype html>"])
def test_nothing_is_an_empty_page(text):
    with pytest.raises(PageError) as caught:
        tree.parse(text)
    assert (caught.value.code, caught.value.kind) == ("empty-page", "skipped")


def test_text_behind_the_end_of_the_page_is_kept():
    root = tree.parse("<html><body><p>trước</p></body></html>\n<div>sau</div><p>cuối</p>")
    assert list(map(str.strip, root.find("body").itertext())) == ["trước", "sau", "cuối"]


def test_lone_surrogates_and_nul_do_no_harm():
    assert "a" in tree.text_of(tree.parse("<p>a\ud800\0b</p>"))


def test_scripts_and_form_fields_are_taken_out_but_not_the_text_behind_them():
    root = tree.parse(
        "<body>một<script>x()</script> hai<select><option>ba</select> bốn<style>p{}</style> năm</body>"
    )
    tree.prune(root)
    assert tree.text_of(root).split() == ["một", "hai", "bốn", "năm"]


def test_hidden_elements_are_taken_out_and_returned():
    root = tree.parse(
        "<div><p style='DISPLAY : none'>ẩn</p> hiện <b hidden>mất</b>còn</div>" + "<p> x</p>" * 40
    )
    assert [tree.text_of(element) for element in tree.prune(root)] == ["ẩn", "mất"]
    assert tree.text_of(root).split()[:2] == ["hiện", "còn"]


def test_a_page_that_waits_for_its_script_is_not_hidden():
    root = tree.parse("<body style='visibility:hidden'><p>Toàn bộ trang</p></body>")
    assert tree.prune(root) == []
    assert tree.text_of(root) == "Toàn bộ trang"


def test_a_hidden_register_deep_inside_stays_hidden():
    inner = "<table style='display:none'><tr><td>" + "mục lục " * 50 + "</td></tr></table>"
    root = tree.parse(f"<div><div><div><div><div>bài{inner}</div></div></div></div></div>")
    tree.prune(root)
    assert tree.text_of(root).strip() == "bài"


def test_a_button_that_swallows_the_page_is_opened():
    root = tree.parse("<button class=menu><p>" + "chữ của bài viết " * 60 + "</p>")
    tree.prune(root)
    assert "bài viết" in tree.text_of(root)


def _depth(root):
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


@pytest.mark.parametrize("depth", [300, 2100, 10_000])
def test_deep_nesting_loses_no_text(depth):
    html = "<p>đầu</p>" + "<div>a" * depth + "<b>đáy</b>" + "</div>k" * depth + "<p>cuối</p>"
    root = tree.parse(html) if depth > 2048 else tree.shallow(html)
    text = tree.text_of(root)
    assert _depth(root) <= tree.MAX_DEPTH + 1
    assert text.count("a") == text.count("k") == depth
    assert text.index("đầu") < text.index("đáy") < text.index("cuối")


def test_folded_elements_keep_their_own_lines():
    root = deep.parse("<div>" * 5 + "<p>một</p><p>hai</p>" + "</div>" * 5 + "ba", 4)
    texts = [piece.strip() for piece in root.itertext() if piece.strip()]
    assert texts == ["một", "hai", "ba"]


def test_the_slow_reader_closes_what_authors_leave_open():
    root = deep.parse("<ul><li>a<li>b</ul><p>c<p>d<br>e<table><tr><td>f<td>g<tr><td>h</table></b>", 50)
    assert [element.tag for element in root.iter("li", "p", "td")] == ["li", "li", "p", "p", "td", "td", "td"]
    assert len(root.find(".//ul")) == 2


@pytest.mark.parametrize(
    "html",
    ["<a b<c=d e>x", "<p:q 1='2' xmlns='u'>x", "<1>x", "<div \x01='\x02'>x\x03", "</div>x<!", "&#x0;x"],
)
def test_the_slow_reader_never_raises(html):
    assert "x" in tree.text_of(deep.parse(html, 20))


def test_what_a_question_unfolds_is_part_of_the_text(read, story):
    page = f"""<main><h1>Hỏi đáp về cấp nước</h1>{story}
    <h3><button aria-expanded=false aria-controls=tl1>Bao giờ có nước?</button></h3>
    <div id=tl1 class=accordion-content style="display:none">Nước về mỗi ngày từ năm giờ đến bảy giờ sáng, trừ những hôm
    thau bể; lịch thau bể được dán ở nhà văn hóa thôn trước ba ngày.</div>
    <button data-target="#dk">Đăng ký</button><div id=dk class="modal-content" style="display:none">Quý vị điền tên,
    địa chỉ và số điện thoại vào mẫu dưới đây, cán bộ sẽ gọi lại trong giờ hành chính để hẹn ngày lắp đồng hồ.</div>
    <a href="#" aria-controls=mn>Danh mục</a><div id=mn class=content hidden><a href=a>Tin tức trong tuần của huyện nhà</a>
    <a href=b>Văn bản chỉ đạo của huyện trong tháng</a></div></main>"""
    text = read(page).text
    assert "Bao giờ có nước?\n\nNước về mỗi ngày" in text
    assert "Quý vị điền tên" not in text
    assert "Văn bản chỉ đạo" not in text


def test_streamed_parts_stand_where_their_templates_wait(read, prose):
    page = f"""<main><h1>Mở đường vào chợ</h1><p>{prose[0]}</p><div><template id="B:0"></template></div></main>
    <div hidden id="S:0"><p>{prose[1]}</p><template id="P:1"></template></div>đuôi<div hidden id="S:1"><p>{prose[2]}</p></div>"""
    assert read(page).text.split("\n\n")[:3] == list(prose)


def test_a_hidden_part_that_nothing_opens_is_not_seen(read, story):
    page = f"<h1>Mở đường vào chợ</h1>{story}<div id=a class=content hidden>{'Chưa đăng, còn chờ duyệt. ' * 9}</div>"
    assert "chờ duyệt" not in read(page).text


def test_a_place_glued_to_the_first_word(read, story):
    page = f"<h1>Mở đường vào chợ</h1><p><span class=location-stamp>Mường Thôn</span>Sáu giờ sáng, xã đã có mặt đủ cả, ai cũng mang cuốc.</p>{story}"
    assert read(page).text.startswith("Mường Thôn – Sáu giờ sáng")


def test_many_styled_elements_take_no_time_of_their_own():
    """Node sets of XPath that are joined grow with the square of their size: this page would take minutes."""
    root = tree.parse("<body>" + '<div style="color:red"><p hidden>x</p></div>' * 60_000 + "</body>")
    assert len(tree.prune(root)) == 60_000


def test_hidden_parts_in_each_other_are_returned_apart():
    root = tree.parse("<div><p hidden>ẩn <b hidden>mất</b>sau</p>hiện</div>" + "<p> x</p>" * 40)
    assert [tree.text_of(element) for element in tree.prune(root)] == ["ẩn sau", "mất"]
    assert tree.text_of(root).split()[0] == "hiện"


def test_many_buttons_that_somebody_forgot_to_close_keep_their_text():
    line = "<p>Một dòng chữ của trang.</p>" * 30
    root = tree.parse("<body>" + f"<object>{line}" * 12)
    tree.prune(root)
    assert tree.text_of(root).count("Một dòng chữ") == 12 * 30


def test_text_that_comes_in_pieces_stays_whole_below_many_levels():
    root = deep.parse("<div>" * 300 + "a < b </x> < c <!-- d --> e<p>f", 100)
    assert "".join(root.itertext()) == "a < b  < c  ef"
