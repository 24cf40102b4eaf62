"""An article as the page of the reader view."""

from __future__ import annotations

import re

import pytest

from reader.model import Attachment, Correction, Encoding, Followed, Source
from reader.translation import set_language
from reader.ui.pages import long_tables
from reader.ui.pages.article_page import article_page
from reader.ui.pages.page import Surroundings

BASE = "http://town.example/news/1"


def followed(url, status="archived", captured="2021-06-03T04:05:06Z"):
    missing = status == "missing"
    return Followed(status, None if missing else "b" * 16, url, None if missing else captured)


def text_of(page):
    plain = re.sub("[\u2068\u2069]", "", re.sub(r"<[^>]+>", " ", page.html))
    return re.sub(r"\s+", " ", plain.replace("&nbsp;", " "))


def leading(page):
    """The links that lead somewhere."""
    return [(link.kind, link.target) for link in page.links if link.kind != "do"]


def deeds(page):
    """The actions that the page offers."""
    return [link.target for link in page.links if link.kind == "do"]


# ---- head


def test_the_head_holds_what_is_known_of_an_article(samples):
    article = samples.article(
        title="Votes & voters",
        section=("Home", "News"),
        byline="A. Writer",
        source=Source("Paper", "http://paper.example/x"),
    )
    statuses = {"http://paper.example/x": followed("http://paper.example/x")}
    page = article_page(article, statuses)
    assert page.title == "Votes & voters"
    told = text_of(page)
    assert "Home › News" in told
    assert "Votes &amp; voters" in told
    assert "A. Writer · 2 June 2021 · town.example" in told
    assert re.search(r"Source: +Paper +● archived 3 June 2021", told)


@pytest.mark.parametrize(
    ("status", "told"),
    [("archived", "● archived"), ("other-capture", "◐ another"), ("missing", "○ not in the archive")],
)
def test_the_source_tells_its_state_by_sign_and_word(samples, status, told):
    article = samples.article(source=Source("Paper", "http://paper.example/x"))
    page = article_page(article, {"http://paper.example/x": followed("http://paper.example/x", status)})
    assert told in text_of(page)


def test_a_source_without_a_link_is_only_words(samples):
    page = article_page(samples.article(source=Source("Theo <báo>", None)), {})
    assert "Theo &lt;báo&gt;" in page.html
    assert leading(page) == []


def test_an_article_that_says_next_to_nothing_has_a_page(samples):
    bare = samples.article(
        title=None, date=None, site=None, url=None, captured=None, captured_from=None, html="", text=""
    )
    page = article_page(bare, {})
    assert page.title == "(no title)"
    assert 'class="facts"' not in page.html


# ---- body


def test_links_stand_as_numbers_and_say_where_they_lead(samples):
    html = (
        '<p><a href="/a?x=1">one</a> and <a href="http://gone.example/">two</a>, <a href="#part">part</a></p>'
    )
    statuses = {
        "http://town.example/a?x=1": followed("http://town.example/a?x=1"),
        "http://gone.example/": followed("http://gone.example/", "missing"),
    }
    page = article_page(samples.article(html=html), statuses)
    assert leading(page) == [
        ("follow", "http://town.example/a?x=1"),
        ("follow", "http://gone.example/"),
    ]
    assert page.links[0].hint == "http://town.example/a?x=1 — ● archived 3 June 2021"
    assert page.links[1].hint.endswith("○ not in the archive")
    assert 'href="link:0"' in page.html
    assert 'href="#part"' in page.html
    assert "gone.example" not in page.html.split("About this capture")[0]
    assert re.search(r"two</a><span[^>]*>[^<]*○</span>, <a", page.html)


def test_a_link_that_only_stands_in_the_archive_is_resolved(samples):
    html = '<p><a href="archive:http://town.example/b">b</a></p>'
    page = article_page(
        samples.article(html=html), {"http://town.example/b": followed("http://town.example/b")}
    )
    assert page.links[0].target == "http://town.example/b"


def test_pictures_stand_as_numbers_and_keep_only_their_words(samples):
    html = (
        '<p><img src="a_files/x.png" alt=" The  hall " width="900" onerror="x()" style="width:5000px">'
        '<img src="archive:http://town.example/y.png"></p>'
    )
    page = article_page(samples.article(html=html), {})
    assert page.pictures == ("a_files/x.png", "archive:http://town.example/y.png")
    assert page.words == ("The hall", "")
    tags = re.findall(r"<img[^>]*>", page.html)
    assert tags == ['<img src="picture:0" alt="The hall">', '<img src="picture:1">']


def test_figures_become_what_the_view_can_show(samples):
    page = article_page(
        samples.article(html="<figure><img src='x'><figcaption>Hall</figcaption></figure>"), {}
    )
    assert "<figure" not in page.html
    assert '<p class="caption">Hall</p>' in page.html


def test_the_lead_is_marked_where_it_stands_or_put_in_front(samples):
    inside = article_page(samples.article(lead="The lead.", html="<p>The  lead.</p><p>Body.</p>"), {})
    assert inside.html.count("lead.") == 1
    assert '<p class="lead">The  lead.</p>' in inside.html
    outside = article_page(samples.article(lead="A <lead>.", html="words<p>Body.</p>"), {})
    assert re.search(r'<p class="lead">A &lt;lead&gt;.</p>words<p>Body', outside.html)


def test_text_that_looks_like_markup_stays_text(samples):
    page = article_page(
        samples.article(title="<script>x</script>", byline='"><b>', html="<p>&lt;b&gt;</p>"), {}
    )
    assert "<script" not in page.html
    assert "<p>&lt;b&gt;</p>" in page.html


def test_deep_nesting_does_not_break_it(samples):
    page = article_page(samples.article(html="<div>" * 900 + "deep" + "</div>" * 900), {})
    assert "deep" in page.html


# ---- below


def test_attachments_and_document_numbers_can_be_used(samples):
    article = samples.article(
        attachments=(Attachment("Plan (PDF)", "http://town.example/p.pdf"),),
        documents=("12/2021/NĐ-CP", "5/QĐ-UBND"),
    )
    page = article_page(article, {})
    assert leading(page) == [
        ("follow", "http://town.example/p.pdf"),
        ("search", 'docno:"12/2021/NĐ-CP"'),
        ("search", 'docno:"5/QĐ-UBND"'),
    ]


def test_the_page_says_which_capture_it_shows(samples):
    article = samples.article(path="/archive/a b.html", sha256="12ab" * 16)
    page = article_page(article, {}, Surroundings(tool="HTTrack 3.49"))
    told = text_of(page)
    for part in ("About this capture", "/archive/a b.html", "12ab" * 16, BASE, "HTTrack 3.49"):
        assert part in told


def test_the_page_says_where_date_and_letters_come_from(samples):
    article = samples.article(
        date_from="label", date_text="02/06/2021", encoding=Encoding("utf-8", "windows-1258", "tcvn3")
    )
    told = text_of(article_page(article, {}))
    assert "Date taken from a date line of the page: “02/06/2021”" in told
    assert "Letters read as windows-1258 (the page says utf-8) · repaired: tcvn3" in told
    plain = samples.article(date=None, encoding=Encoding("utf-8", "utf-8"))
    told = text_of(article_page(plain, {}))
    assert "Date taken" not in told
    assert "Letters read as" not in told
    by_hand = samples.article(date_from="hand", date_text=None)
    assert "Date taken from your correction" in text_of(article_page(by_hand, {}))


def test_a_doubtful_page_says_so_and_offers_a_cure(samples):
    page = article_page(samples.article(encoding=Encoding(None, "windows-1252", doubtful=True)), {})
    assert "The encoding of this page is a guess." in text_of(page)
    assert deeds(page) == ["letters", "why", "letters"]
    sure = article_page(samples.article(encoding=Encoding(None, "utf-8", chosen=True)), {})
    assert "a guess" not in text_of(sure)
    assert "chosen by hand" in text_of(sure)
    assert deeds(sure) == ["why", "letters"]


def test_values_set_by_hand_are_marked(samples):
    made = "2026-01-02T03:04:05Z"
    corrections = (
        Correction("byline", "An", None, made, "b" * 16),
        Correction("title", "Right", "Wrong", made, "a" * 16),
    )
    page = article_page(samples.article(title="Right", byline="An", corrections=corrections), {})
    told = text_of(page)
    assert "Right ✎" in told
    assert "An ✎" in told
    assert "Corrected by hand author (the page says none); title (the page says: Wrong)" in told
    hints = [link.hint for link in page.links if link.target == "why"]
    assert "corrected by hand, 2 January 2026; the page says: Wrong" in hints
    assert "corrected by hand on another capture of the page, 2 January 2026; the page says none" in hints
    assert text_of(article_page(samples.article(), {})).count("✎") == 0


def test_the_direction_of_a_language(samples):
    assert article_page(samples.article(language="ar"), {}).right_to_left
    assert 'dir="rtl"' in article_page(samples.article(language="ar-EG"), {}).html
    assert not article_page(samples.article(language="vi"), {}).right_to_left
    assert not article_page(samples.article(language=None), {}).right_to_left


def test_the_page_speaks_the_language_in_force(samples):
    english = article_page(samples.article(), {}).html
    set_language("vi")
    assert article_page(samples.article(), {}).html != english


# ---- long tables


def rows(count):
    return "".join(
        f'<tr><th>{number}</th><td>Ông <b>A{number}</b> <a href="x{number}.html">xem</a></td></tr>'
        for number in range(count)
    )


def test_tables_that_the_view_could_not_lay_out_are_shown_line_by_line(samples, monkeypatch):
    monkeypatch.setattr(long_tables, "MOST_CELLS", 10)
    long = f"<table><caption>Danh sách</caption>{rows(4)}</table>"
    html = f"<table>{rows(3)}</table><p>giữa</p>{long}<p>cuối</p>"
    page = article_page(samples.article(html=html, lead=None), {})
    assert page.html.count("<tr><th") == 3
    told = text_of(page)
    assert "Long tables of this page are shown line by line." in told
    assert "giữa Danh sách 0 · Ông A0 xem 1 · Ông A1 xem 2 · Ông A2 xem 3 · Ông A3 xem cuối" in told
    assert len([link for link in page.links if link.kind == "follow"]) >= 7


def test_short_tables_stay_tables_and_nothing_is_said(samples):
    page = article_page(samples.article(html=f"<table>{rows(3)}</table>", lead=None), {})
    assert "<table cellspacing" in page.html
    assert "line by line" not in page.html
