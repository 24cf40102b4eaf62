from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "shown",
    [
        "<div class=path>Trang chủ &raquo; Tin tức - Sự kiện &raquo; Kinh tế</div>",
        "<div>Trang chủ » Tin tức - Sự kiện » Kinh tế</div>",
        "<ul class=breadcrumb><li>Bạn đang ở đây:</li><li><a href=/>Trang chủ</a></li><li><a href=/t>Tin tức - Sự kiện</a></li><li>Kinh tế</li></ul>",
        "<nav class=crumbs><a href=/>Trang chủ</a> / <a href=/t>Tin tức - Sự kiện</a> / <a href=/k>Kinh tế</a></nav>",
        "<ol class=breadcrumb><li>Trang chủ</li><li>Tin tức - Sự kiện</li><li>Kinh tế</li><li>Mở đường vào chợ</li></ol>",
    ],
)
def test_breadcrumbs_as_shown_without_the_page_itself(read, story, shown):
    assert read(f"{shown}<h1>Mở đường vào chợ</h1><div>{story}</div>").section == (
        "Trang chủ",
        "Tin tức - Sự kiện",
        "Kinh tế",
    )


def test_a_menu_is_no_breadcrumb(read, story):
    menu = "<p><a href=/>Trang đầu</a> | <a href=/c>Chức năng</a> | <a href=/s>Số liệu</a></p>"
    assert read(f"{menu}<h1>Mở đường vào chợ</h1><div>{story}</div>").section == ()


def test_the_name_of_a_folder_or_what_machines_are_told(read, story):
    assert read(
        f"<div class=FolderTitle>Kinh tế</div><h1>Mở đường vào chợ</h1><div>{story}</div>"
    ).section == ("Kinh tế",)
    assert read(
        f"<meta property='article:section' content='Xã hội'><h1>Mở đường</h1><div>{story}</div>"
    ).section == ("Xã hội",)


def test_the_heading_of_the_module_around_the_headline(read, story):
    page = f"""<div><span id="dnn_ctr432_dnnTITLE_titleLabel" class="Head">Tin trong huyện</span>
    <div><h1>Mở đường vào chợ phiên</h1>{story}</div></div>"""
    article = read(page)
    assert (article.title, article.section) == ("Mở đường vào chợ phiên", ("Tin trong huyện",))
