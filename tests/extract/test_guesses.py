from __future__ import annotations

import pytest

from reader.extract import templates
from reader.extract.article import extract
from reader.extract.guesses import Guesses
from reader.model import Fingerprint, SiteTemplate


@pytest.fixture
def pages(save):
    """Pages of a site, every third with a box of its own section."""

    def page(number):
        box = "<div class=o4>Chuyên mục cải cách hành chính của xã, cập nhật hằng tuần.</div>" * (
            number % 3 == 0
        )
        body = f"""<title>Tin {number}</title><div class=khung>
            <div class=o1>Mường Hoa nằm bên bờ suối, cách thị trấn 12 km, có chín bản và hơn hai nghìn dân.</div>
            <div class=o2><h2>Khởi công cầu số {number}</h2>
            <p class=p1>Sáng nay, xã khởi công cầu tại bản {"ABCDEFGHIJ"[number % 10]}{number}, do dân góp một phần.</p></div>{box}
            <div class=o3>Mọi ý kiến góp ý xin gửi về bộ phận một cửa của xã, trong giờ làm việc.</div></div>"""
        return save(body, path=f"/a/{number}.html", recorded_url=f"http://muonghoa.gov.vn/tin/{number}.html")

    return [page(number) for number in range(40)]


def test_nothing_is_guessed_of_few_pages():
    guesses = Guesses()
    assert guesses.of("ma.gov.vn") is None
    for number in range(7):
        guesses.add(Fingerprint("ma.gov.vn", (4, 8 + 4 * number)))
    assert guesses.of("ma.gov.vn") is None
    guesses.add(Fingerprint("ma.gov.vn", (4, 100)))
    assert guesses.of("ma.gov.vn").repeated == {4}
    assert guesses.of("khac.gov.vn") is None
    assert guesses.of(None) is None


def test_the_sites_met_last_are_remembered():
    guesses = Guesses()
    for site in range(200):
        for number in range(8):
            guesses.add(Fingerprint(f"{site}.gov.vn", (4, 8 + 4 * number)))
    assert guesses.of("0.gov.vn") is None
    assert guesses.of("199.gov.vn") is not None


def test_a_guess_spares_work_and_changes_nothing(pages):
    guesses = Guesses()
    first = [extract(page, guesses=guesses) for page in pages]
    template = templates.learn(each.fingerprint for each in first)
    again = 0
    for page, read in zip(pages, first, strict=True):
        wanted = extract(page, template).article
        under = SiteTemplate("muonghoa.gov.vn", 0, read.repeated)
        if templates.affects(read.fingerprint, under, template):
            again += 1
        else:
            assert read.article == wanted
    without = sum(templates.affects(each.fingerprint, None, template) for each in first)
    assert without == len(pages)
    assert again < len(pages) / 2


def test_what_a_template_knows_of_other_pages_is_nothing_to_a_page(pages):
    template = templates.learn(extract(page).fingerprint for page in pages)
    more = SiteTemplate(template.site, template.pages, template.repeated | set(range(2, 4000, 4)))
    assert extract(pages[1], more).article == extract(pages[1], template).article
