from __future__ import annotations

from reader.extract.roles import Role, named, role_of


def lines(page):
    return [run.text for run in page.runs]


def test_blocks_and_breaks_part_lines(walked):
    page = walked("<div>một<p>hai <b>ba</b></p>bốn<br>năm<br><br>sáu</div>")
    assert lines(page) == ["một", "hai ba", "bốn", "năm", "sáu"]
    assert [run.soft for run in page.runs] == [False, False, False, True, False]


def test_links_bold_and_pictures_are_counted(walked):
    page = walked("<p><b>đậm</b> <a href=x>liên kết</a> <a name=y>mốc</a></p><p><img src=a.png></p>")
    run = page.runs[0]
    assert (run.bold, run.links) == (3, 8)
    assert (page.runs[1].text, page.runs[1].pictures) == ("", 1)


def test_every_element_knows_its_lines(walked):
    page = walked("<div><h1>a</h1><p>b</p></div><p>c</p>")
    inside = {tag: (page.first[n], page.last[n]) for n, tag in enumerate(page.tags)}
    assert inside["div"] == (0, 2)
    assert inside["h1"] == (0, 1)
    assert inside["body"] == (0, 3)
    assert page.text(page.tags.index("div")) == "a b"


def test_soft_hyphens_and_lone_blank_signs_vanish(walked):
    assert lines(walked("<p>quy\u00adết định</p><p>\u200b&nbsp;</p>")) == ["quyết định", ""]


def test_comments_do_not_part_a_line(walked):
    assert lines(walked("<p>một <!-- chú thích -->hai</p>")) == ["một hai"]


def test_office_elements_are_inline(walked):
    assert lines(walked("<p>xã<o:p> Đồng</o:p> Quan</p>")) == ["xã Đồng Quan"]


def test_names_are_read_in_every_spelling():
    for name in ("TinLienQuan", "tin-lien-quan", "tinlienquan", "TT_TinLienQuanTieuDe", "box_related-news2"):
        assert named(name) & Role.RELATED, name
    assert named("dnn_dnnCURRENTDATE_lblDate") & Role.TOOLS
    assert named("tandan-p-article-news-title") & Role.TITLE
    assert not named("ms-news-header") & Role.FRAME
    assert named("header") & Role.FRAME
    assert not named("elementor-widget") & Role.ASIDE
    assert not named("")
    assert not named("123")


def test_what_only_small_screens_hide_is_shown():
    assert role_of("div", "hidden", "") & Role.HIDDEN
    assert not role_of("div", "hidden md:block", "") & Role.HIDDEN
    assert not role_of("div", "d-none d-md-block", "") & Role.HIDDEN


def test_generated_ids_say_nothing():
    assert role_of("div", "", "comment-48213377") == 0
    assert role_of("div", "", "comments") & Role.COMMENTS


def test_tags_and_aria_roles_speak_too():
    assert role_of("nav", "", "") & Role.NAV
    assert role_of("div", "", "", "contentinfo") & Role.FRAME
    assert role_of("div", "", "", "", "articleBody") & Role.BODY
