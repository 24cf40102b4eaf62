"""What the façade makes of searches: folded hits, concordances, timelines, completions, links to pages."""

from collections import deque

import pytest

from reader.library.library import Library
from reader.model import PeriodCount, SearchRequest

HOST = "https://xa-a.example"
TEXT = "Cử tri của xã đi bầu đông đủ từ sáng sớm tại các điểm bầu cử đã được trang trí từ hôm trước " * 3


@pytest.fixture
def portal(archive, library, run):
    archive.page(
        "mot.html",
        "Ngày hội bầu cử của toàn dân",
        url=f"{HOST}/mot.html",
        text=TEXT,
        links=[(f"{HOST}/hai.html", "Một bài khác đã lưu"), ("https://bao.example/x.html", "Báo")],
    )
    archive.page("hai.html", "Ngày hội bầu cử, bản in", url=f"{HOST}/hai.html", text=TEXT)
    archive.page(
        "ba.html", "Thu hoạch lúa mùa trên cánh đồng lớn", url=f"{HOST}/ba.html", text="Lúa chín. " * 40
    )
    run(library, archive.folder)
    return library


def test_a_folded_hit_can_be_opened(portal):
    request = SearchRequest("bầu cử", fold=True)
    result = portal.search(request)
    assert (result.total, len(result.hits), result.hits[0].folded, result.more) == (2, 1, 1, False)
    (copy,) = portal.copies(result.hits[0], request)
    assert copy.id == result.hits[0].copies[0]
    assert "<mark>" in copy.snippet
    assert [hit.folded for hit in portal.search(SearchRequest("bầu cử")).hits] == [0, 0]


def test_links_to_an_address(portal):
    assert [hit.url for hit in portal.search(SearchRequest("linksto:bao.example/x.html")).hits] == [
        f"{HOST}/mot.html"
    ]
    assert portal.search(SearchRequest(f"linksto:{HOST}/hai.html bầu")).total == 1
    assert portal.search(SearchRequest("linksto:bao.example/y.html")).total == 0
    assert portal.search(SearchRequest("-linksto:bao.example/x.html")).total == 2


def test_a_concordance_step_by_step(portal):
    steps = list(portal.kwic_steps(SearchRequest("bầu cử"), width=15, sort="date"))
    assert [step.stage for step in steps] == ["kwic", "done"]
    result = steps[-1].found
    assert result == portal.kwic(SearchRequest("bầu cử"), width=15, sort="date")
    assert (result.articles, result.total) == (2, len(result.lines))
    for line in result.lines:
        text = portal.article(line.id).text
        assert text[line.start : line.end] == line.match == "bầu cử"
    by_left = portal.kwic_arranged(result, sort="left")
    assert sorted(map(str, by_left.lines)) == sorted(map(str, result.lines))
    fewer = portal.kwic_arranged(result, sort="right", containing="da duoc")
    assert 0 < fewer.total <= result.total
    assert portal.kwic(SearchRequest("bầu cử", site="y.example")).total == 0
    assert portal.kwic(SearchRequest(" ")).lines == ()


def test_a_concordance_folds_when_the_search_does(portal):
    whole = portal.kwic(SearchRequest("bầu cử"), width=0)
    told = portal.kwic(SearchRequest("bầu cử", fold=True), width=0)
    assert told.total < whole.total
    assert told.articles == whole.articles
    assert max(line.copies for line in told.lines) == 1
    assert portal.kwic_arranged(told, sort="date").articles == told.articles


def test_a_title_is_quoted_where_the_text_has_no_hit(portal):
    (line,) = portal.kwic(SearchRequest("cánh đồng lớn")).lines
    assert (line.left, line.match, line.right, line.start) == (
        *("Thu hoạch lúa mùa trên ", "cánh đồng lớn", "", -1),
    )


def test_a_concordance_can_be_stopped(portal):
    steps = portal.kwic_steps(SearchRequest("bầu"))
    assert next(steps).stage == "kwic"
    steps.close()
    deque(portal.repair(), maxlen=0)


def test_a_timeline_counts_articles(portal):
    found = portal.timeline(["bầu cử", "lúa"], by="year", within=SearchRequest(site="xa-a.example"))
    totals = [(series.query, series.total + series.undated) for series in found.series]
    assert totals == [("bầu cử", 2), ("lúa", 1)]
    assert all(isinstance(each, PeriodCount) for each in found.all)


def test_nothing_is_found_in_an_empty_library(library, tmp_path):
    assert library.kwic(SearchRequest("a")).total == 0
    assert library.timeline(["a"]).series[0].counts == ()
    assert library.complete("a") == ()
    assert isinstance(library, Library)


def test_completions_are_words_sites_and_titles(portal):
    assert portal.complete("thu hoạch l")[0] == "thu hoạch lúa"
    assert "site:xa-a.example" in portal.complete("xa")
    assert portal.complete("thu hoach lua mua tren c")[-1] == "Thu hoạch lúa mùa trên cánh đồng lớn"
