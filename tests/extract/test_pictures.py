from __future__ import annotations

import pytest

from reader.formats import embedded

CAPTION = "Dân bản dỡ hàng rào lấy đất làm đường"


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
        "<div align=center><img src=a.jpg><br><i>{}</i></div>",
        "<p style='text-align:center'><img src=a.jpg></p><p style='text-align:center'>{}</p>",
        "<p><img src=a.jpg></p><p><em>{}</em></p>",
        "<table align=center><tr><td><img src=a.jpg></td></tr><tr><td>{}</td></tr></table>",
        "<div><img src=a.jpg><div class=PhotoCMS_Caption><p>{}</p></div></div>",
        "<p><img src=a.jpg><em>{}</em></p>",
    ],
)
def test_captions(read, prose, figure):
    page = f"<h1>Mở đường vào chợ</h1><div><p>{prose[0]}</p>{figure.format(CAPTION)}<p>{prose[1]}</p><p>{prose[2]}</p></div>"
    article = read(page)
    assert [(image.src, image.caption) for image in article.images] == [("a.jpg", CAPTION)]
    assert article.text.split("\n\n") == [prose[0], CAPTION, prose[1], prose[2]]
    assert f'<figure><img src="a.jpg" alt=""><figcaption>{CAPTION}</figcaption></figure>' in article.html


def test_the_paragraph_below_a_picture_is_no_caption(read, prose):
    page = (
        f"<div><p>{prose[0]}</p><p align=center><img src=a.jpg></p><p>{prose[1]}</p><p>{prose[2]}</p></div>"
    )
    assert read(page).images[0].caption is None


@pytest.mark.parametrize(
    "tag",
    [
        "<img src=blank.gif>",
        "<img src=/images/spacer.gif width=400>",
        "<img src=dot.png width=6 height=6>",
        "<img src=icons/print.gif>",
        "<img src=page.html>",
        "<img>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    ],
)
def test_what_shows_nothing_is_left_out(read, story, tag):
    article = read(f"<div>{tag}{story}</div>")
    assert article.images == ()
    assert "<img" not in article.html


def test_lazy_pictures(read, story):
    page = f"<div><p><img src=placeholder.png data-src=/b.jpg></p>{story}<p><img srcset='c-1.jpg 1x, c-2.jpg 2x'></p></div>"
    assert [image.src for image in read(page).images] == ["/b.jpg", "c-1.jpg"]


def test_references_lead_into_the_archive(read, story):
    data = "data:image/png;base64,iVBORw0KGgo="
    page = f"<div><p><img src=anh/a.jpg></p><p><img src=/b.jpg></p><p><img src=//cdn.vn/c.jpg></p><p><img src='{data}'></p>{story}</div>"
    assert [image.src for image in read(page, recorded_url="https://ma.gov.vn/tin/1.html").images] == [
        "anh/a.jpg",
        "archive:https://ma.gov.vn/b.jpg",
        "archive:https://cdn.vn/c.jpg",
        embedded.name(data),
    ]


def test_one_caption_said_twice_is_read_once(read, story):
    slide = f"<figure><img src={{}}.jpg><figcaption>{CAPTION}</figcaption></figure>"
    article = read(f"<div>{slide.format('a')}{slide.format('b')}{story}</div>")
    assert [image.caption for image in article.images] == [CAPTION, CAPTION]
    assert article.text.count(CAPTION) == 1
