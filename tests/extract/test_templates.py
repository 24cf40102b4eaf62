from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.extract import templates
from reader.extract.article import extract
from reader.model import Fingerprint, SiteTemplate

SUBJECTS = ("cầu", "đường", "chợ", "trường", "trạm xá", "đập", "kênh", "nhà văn hóa", "sân bóng", "bến xe")
MARKS = st.lists(st.integers(0, 60), min_size=1, max_size=12, unique=True).map(
    lambda found: tuple(sorted(found))
)
PRINTS = st.lists(MARKS.map(lambda found: Fingerprint("ma.gov.vn", found)), max_size=40)


@pytest.fixture
def pages(save):
    """Ten pages of a site, whose imprint and box only repetition tells from the text."""

    def page(number, subject):
        body = f"""<title>Cổng thông tin xã Mường Hoa</title><div class=khung>
            <div class=o1>Mường Hoa nằm bên bờ suối, cách thị trấn 12 km, có chín bản và hơn hai nghìn dân.</div>
            <div class=o2><h2>Khởi công {subject} ở bản số {number}</h2>
            <p class=p1>Sáng nay, xã khởi công {subject} tại bản số {number}, kinh phí do nhân dân góp một phần.</p>
            <p class=p1>Ông Lò Văn {subject.title()} cho biết công trình {subject} dự kiến xong sau {number + 3} tháng thi công.</p></div>
            <div class=o3>Mọi ý kiến góp ý xin gửi về bộ phận một cửa của xã, trong giờ làm việc các ngày trong tuần.</div>
            <span>Hôm nay: 18/11/2024</span></div>"""
        return save(
            body, path=f"/archive/{number}.html", recorded_url=f"http://muonghoa.gov.vn/tin/{number}.html"
        )

    return [page(number, subject) for number, subject in enumerate(SUBJECTS)]


def test_what_repeats_is_no_text(pages):
    template = templates.learn(extract(page).fingerprint for page in pages)
    for page in pages:
        text = extract(page, template).article.text
        assert "khởi công" in text
        assert "Mọi ý kiến góp ý" not in text
        assert "nằm bên bờ suối" not in text


def test_a_title_that_repeats_is_the_sites_name(pages):
    template = templates.learn(extract(page).fingerprint for page in pages)
    assert [extract(page, template).article.title for page in pages] == [
        f"Khởi công {subject} ở bản số {number}" for number, subject in enumerate(SUBJECTS)
    ]


def test_a_day_that_all_pages_bear_is_a_stamp(pages):
    template = templates.learn(extract(page).fingerprint for page in pages)
    assert {extract(page, template).article.date for page in pages} == {None}


def test_the_fingerprint_does_not_depend_on_the_template(pages):
    template = templates.learn(extract(page).fingerprint for page in pages)
    assert all(extract(page, template).fingerprint == extract(page).fingerprint for page in pages)


def test_the_same_set_gives_the_same_template_in_any_order_and_number(pages):
    prints = [extract(page).fingerprint for page in pages]
    first = templates.learn(prints)
    for seed in range(5):
        again = prints * 2
        random.Random(seed).shuffle(again)
        assert templates.learn(again) == first


@given(PRINTS, st.randoms(use_true_random=False))
def test_learning_is_a_function_of_the_set(prints, chance):
    again = [*prints, *prints[:3]]
    chance.shuffle(again)
    assert templates.learn(again) == templates.learn(prints)


def test_a_large_site_is_judged_by_the_same_sample_in_any_order():
    prints = [Fingerprint("ma.gov.vn", (4, 8 + 4 * number)) for number in range(templates.SAMPLE + 50)]
    template = templates.learn(prints)
    assert template == templates.learn(reversed(prints))
    assert (template.pages, template.repeated) == (templates.SAMPLE, {4})


def test_few_pages_teach_nothing():
    prints = [Fingerprint("ma.gov.vn", (4, 8 + 4 * number)) for number in range(templates.LEAST_PAGES)]
    assert templates.learn(prints) is not None
    assert templates.learn(prints[1:]) is None
    assert templates.learn([prints[0]] * 20) is None
    assert templates.learn([]) is None
    assert templates.learn([Fingerprint(None, (number,)) for number in range(20)]) is None


def test_captures_of_a_page_count_once(pages):
    """What stands in all captures of one page is still that page's own."""
    captures = [
        replace(
            pages[0],
            path=f"/archive/again/{number}.html",
            body=pages[0].body + f"<p>Lời bàn mới: {word} ý kiến.</p>".encode(),
        )
        for number, word in enumerate(SUBJECTS)
    ]
    template = templates.learn(extract(page).fingerprint for page in [*captures, *pages])
    again = templates.learn(extract(page).fingerprint for page in [*pages, *reversed(captures)])
    assert template == again
    assert template.pages == len(pages)
    for page in captures:
        article = extract(page, template).article
        assert "khởi công cầu" in article.text
        assert article.title == "Khởi công cầu ở bản số 0"
    assert templates.learn(extract(page).fingerprint for page in captures) is None


@pytest.mark.parametrize(("told_from", "same"), [("record", True), ("canonical", False)])
def test_an_address_that_a_page_tells_of_itself_counts_with_its_title(told_from, same):
    address = "http://a.gov.vn/"
    marks = {templates.page_mark(address, told_from, title) for title in ("Home", "News")}
    assert (len(marks) == 1) == same


def test_several_sites_are_a_mistake():
    with pytest.raises(ValueError, match="several sites"):
        templates.learn([Fingerprint("a.vn", (1,)), Fingerprint("b.vn", (1,))])


@given(MARKS, st.frozensets(st.integers(0, 60)), st.frozensets(st.integers(0, 60)))
def test_a_page_is_affected_when_the_template_knows_other_marks_of_it(marks, before, after):
    old, new = SiteTemplate("ma.gov.vn", 9, before), SiteTemplate("ma.gov.vn", 9, after)
    affected = templates.affects(Fingerprint("ma.gov.vn", marks), old, new)
    assert affected == (before & set(marks) != after & set(marks))
    assert not templates.affects(Fingerprint("ma.gov.vn", marks), old, old)


def test_a_page_that_is_not_affected_gives_the_same_article(pages):
    prints = [extract(page).fingerprint for page in pages]
    steps = [None, *(templates.learn(prints[:count]) for count in range(5, len(pages) + 1))]
    for old, new in pairwise(steps):
        for page, found in zip(pages, prints, strict=True):
            if not templates.affects(found, old, new):
                assert extract(page, old).article == extract(page, new).article


@given(st.none() | st.text(min_size=1, max_size=30), st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_fingerprints_as_bytes(site, marks):
    fingerprint = Fingerprint(site, tuple(marks))
    assert templates.unpack_fingerprint(templates.pack_fingerprint(fingerprint)) == fingerprint


@given(
    st.text(min_size=1, max_size=30),
    st.integers(0, 400),
    st.frozensets(st.integers(0, 2**32 - 1), max_size=50),
)
def test_templates_as_bytes(site, pages, repeated):
    template = SiteTemplate(site, pages, repeated)
    assert templates.unpack_template(templates.pack_template(template)) == template


@given(st.binary(max_size=40))
def test_other_bytes_are_refused(data):
    try:
        templates.unpack_fingerprint(data)
    except ValueError:
        return


def test_a_place_that_all_announcements_of_a_site_have_is_still_said(save):
    def page(n, what):
        return save(
            f"<h1>{what}</h1><section class=event><p>{what} this week; everybody who lives by the river may speak for two "
            f"minutes about point {n} of the plan, and may hand in letters.</p><p class=room>Great Hall</p>"
            "<div class=addr>12 River Street, Millport, MI 48226</div></section><div class=foot>Sign up for our letters about the river.</div>",
            recorded_url=f"https://millport.example/e/{n}",
        )

    pages = [
        page(n, what) for n, what in enumerate(("Dredging talk", "Bridge talk", "Ferry talk", "Quay talk"))
    ]
    template = templates.learn([extract(page).fingerprint for page in pages])
    text = extract(pages[0], template).article.text
    assert text.endswith("Great Hall\n\n12 River Street, Millport, MI 48226")
