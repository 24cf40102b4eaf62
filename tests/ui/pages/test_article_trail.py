"""The lines in the head of an article about its sources and its captures."""

from __future__ import annotations

import re

from reader.model import Attachment, Capture, ChainStep, Followed, Neighbours
from reader.ui.pages.article_page import article_page
from reader.ui.pages.article_trail import Links, captures_line, trail_line
from reader.ui.pages.page import Surroundings


def step(number, **changes):
    known = {
        "id": f"{number:016x}",
        "url": f"http://paper{number}.example/",
        "title": f"Title <{number}>",
        "site": f"paper{number}.example",
        "date": "2021-06-02",
        "captured": "2021-06-03T00:00:00Z",
        "status": "archived",
    }
    return ChainStep(**(known | changes))


def gone(number, **changes):
    nothing = dict.fromkeys(("id", "title", "site", "date", "captured"))
    return step(number, **nothing, **({"status": "missing", "said": "Agency"} | changes))


def line(make, value):
    links = []
    html = make(value, Links(links))
    plain = re.sub("[\u2068\u2069]", "", re.sub(r"<[^>]+>", "", html)).replace("&nbsp;", " ")
    return plain, [(link.kind, link.target) for link in links]


def test_sources_are_told_back_to_the_first_with_their_state():
    told, links = line(trail_line, (step(0), step(1), step(2, status="other-capture"), gone(3)))
    assert told.startswith("Where the text comes from: this page › ● Title &lt;1&gt; (paper1.example")
    assert "› ◐ Title &lt;2&gt;" in told
    assert "› ○ Agency" in told
    assert links == [
        ("open", f"{1:016x}"),
        ("open", f"{2:016x}"),
        ("follow", "http://paper3.example/"),
        ("compare", f"{1:016x} {0:016x}"),
    ]


def test_a_name_alone_is_no_trail():
    assert line(trail_line, (step(0),)) == ("", [])
    assert line(trail_line, (step(0), gone(1))) == ("", [])


def test_doubt_is_told_and_not_decided():
    told, links = line(trail_line, (step(0), gone(1, candidates=("a", "b"))))
    assert "? 2 pages may be meant" in told
    assert links == [("follow", "http://paper1.example/")]
    told, links = line(trail_line, (step(0), gone(1, url=None, via="reprint", candidates=("a", "b"))))
    assert "≈ ? 2 pages may be meant" in told
    assert links == []


def test_a_copy_without_a_link_is_told_as_such():
    told, _links = line(trail_line, (step(0), step(1, via="reprint")))
    assert "› ≈ ● Title &lt;1&gt;" in told


def capture(number, captured):
    return Capture(f"{number:016x}", captured, "record", "/a", None, "")


def test_one_of_several_captures_says_which_it_is():
    before, behind = capture(1, "2021-01-02T00:00:00Z"), capture(3, None)
    told, links = line(captures_line, Neighbours(before, behind, 2, 5))
    assert told.startswith("Capture 2 of 5 · there are newer ones · ◀ 2 January 2021 · newer ▶ · Compare")
    assert [target for _kind, target in links] == [
        "previous-capture",
        "next-capture",
        "compare-capture",
        "captures",
    ]
    told, _links = line(captures_line, Neighbours(before, None, 5, 5))
    assert "newer" not in told


def test_the_only_capture_says_nothing():
    assert line(captures_line, Neighbours(None, None, 1, 1)) == ("", [])
    assert line(captures_line, None) == ("", [])


def test_both_lines_stand_in_the_head_of_the_page(samples):
    around = Surroundings(Neighbours(capture(1, None), None, 2, 2), (step(0), step(1)))
    page = article_page(samples.article(), {}, around)
    head = page.html[: page.html.index("First paragraph.")]
    assert "Capture 2 of 2" in head
    assert "Where the text comes from" in head
    numbers = [int(number) for number in re.findall(r"link:(\d+)", page.html)]
    assert sorted(numbers) == list(range(len(page.links)))


def test_attachments_tell_whether_they_are_there(samples):
    base = "http://town.example/files/"
    names = ("plan.pdf", "lost.pdf")
    article = samples.article(attachments=tuple(Attachment(name, base + name) for name in names))
    statuses = {base + name: Followed("missing", None, base + name, None) for name in names}
    page = article_page(article, statuses, Surroundings(attachments=frozenset({base + "plan.pdf"})))
    plain = re.sub(r"<[^>]+>", "", page.html).replace("&nbsp;", " ")
    assert "plan.pdf  ● archived" in plain
    assert "lost.pdf  ○ not in the archive" in plain
