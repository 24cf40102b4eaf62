"""Rules that change: what was read by older ones is read again with the next import."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.errors import NotFoundError
from reader.library import reading
from reader.library.library import Library
from reader.model import Rejected, SearchRequest
from reader.text import urls

SITE = "https://xa-a.example"


@pytest.fixture
def new_rules(tmp_path, monkeypatch, library):
    """The library, opened by a program of other rules; ``change`` says what they make of an article."""

    def opened(change=lambda found: found):
        real = reading.attempt
        monkeypatch.setattr(reading, "RULES", "new")
        monkeypatch.setattr("reader.library.catalogue.catalogue.RULES", "new")
        monkeypatch.setattr(reading, "attempt", lambda *given: change(real(*given)))
        library.close()
        return Library(tmp_path / "library")

    return opened


def retitled(found):
    return replace(found, article=replace(found.article, title=f"Tựa mới {found.article.title}"))


def rejected(kind, of="tin-001.html"):
    def change(found):
        if not found.article.path.endswith(of):
            return found
        return Rejected(found.article.path, None, kind, "no-text")

    return change


def titles(library, query):
    return [hit.title for hit in library.search(SearchRequest(query, limit=50)).hits]


def test_articles_that_come_out_otherwise_are_replaced(library, archive, run, agrees, new_rules):
    archive.site(8)
    run(library, archive.folder)
    with new_rules(retitled) as library:
        report = run(library, archive.folder)
        assert (report.reextracted, report.unchanged, report.added, report.updated) == (8, 8, 0, 0)
        agrees(library)
        assert len(titles(library, '"tựa mới"')) == 8
        assert run(library, archive.folder).reextracted == 0


def test_articles_that_come_out_the_same_are_left_alone(library, archive, run, agrees, new_rules):
    archive.site(8)
    run(library, archive.folder)
    revision = library._catalogue.meta.revision
    with new_rules() as library:
        report = run(library, archive.folder)
        assert (report.reextracted, report.unchanged) == (0, 8)
        assert library._catalogue.meta.revision == revision
        assert not library._catalogue.articles.number("x")
        agrees(library)
        stored = library._catalogue.database.all("SELECT DISTINCT extractor FROM articles")
        assert stored == [("new",)]


def test_a_time_of_capture_stays(library, archive, run, new_rules, ids):
    path = archive.page("a.html", "Bài thứ nhất của xã", time=86_400)
    run(library, archive.folder)
    before = library.article(next(iter(ids(library).values())))
    archive.page("a.html", "Bài thứ nhất của xã", time=172_800)
    with new_rules() as library:
        assert run(library, archive.folder).reextracted == 0
        assert library.article(before.id) == before
        assert before.path == str(path)


@pytest.mark.parametrize("kind", ["skipped", "failed"])
def test_what_is_no_article_any_more(library, archive, run, agrees, new_rules, ids, kind):
    archive.site(3)
    run(library, archive.folder)
    lost = ids(library)["Bản tin ngày thứ 1 của xã"]
    with new_rules(rejected(kind)) as library:
        report = run(library, archive.folder)
        agrees(library)
        if kind == "failed":  # what was read once is better than nothing
            assert library.article(lost)
            assert [each.code for each in report.failed] == ["no-text"]
        else:
            assert [each.code for each in report.skipped] == ["no-text"]
            assert report.articles == 2
            with pytest.raises(NotFoundError):
                library.article(lost)
            assert len(titles(library, "bản tin")) == 2
            assert {place.state for place in library.archives()} == {"present"}


def test_what_is_an_article_after_all(library, archive, run, agrees, new_rules, monkeypatch):
    archive.site(3)
    real = reading.attempt
    monkeypatch.setattr(reading, "attempt", lambda *given: rejected("skipped")(real(*given)))
    assert run(library, archive.folder).articles == 2
    monkeypatch.setattr(reading, "attempt", real)
    assert run(library, archive.folder).articles == 2
    with new_rules() as library:
        report = run(library, archive.folder)
        assert (report.added, report.unchanged, report.articles, report.skipped) == (1, 2, 3, ())
        agrees(library)


def test_keys_of_addresses_are_made_anew(library, archive, run, new_rules, ids, monkeypatch):
    archive.page("a.html", "Bài thứ nhất của xã", url=f"{SITE}/a.html", links=[(f"{SITE}/b.html", "Xem")])
    archive.page("b.html", "Bài thứ hai của xã", url=f"{SITE}/b.html")
    old = urls.both_keys
    monkeypatch.setattr(urls, "both_keys", lambda url: (old(url)[0] + "old", old(url)[1]))
    reading.keys.address_keys.cache_clear()
    run(library, archive.folder)
    monkeypatch.setattr(urls, "both_keys", old)
    reading.keys.address_keys.cache_clear()
    first, second = ids(library).values()
    assert library.follow(first, f"{SITE}/b.html").status == "other-capture"  # by its page
    with new_rules() as library:
        run(library, archive.folder)
        followed = library.follow(first, f"{SITE}/b.html")
        assert (followed.status, followed.id) == ("archived", second)
        assert [link.id for link in library.related(second).linked_from] == [first]
        rows = library._catalogue.database.all("SELECT count(*) FROM addresses GROUP BY article")
        assert rows == [(2,), (2,)]  # of the page, and of its file


def test_corrections_and_chosen_encodings_stay(library, archive, run, new_rules, ids):
    archive.site(2)
    run(library, archive.folder)
    corrected = ids(library)["Bản tin ngày thứ 1 của xã"]
    library.correct(corrected, {"title": "Tựa đúng của bài"})
    with new_rules(retitled) as library:
        run(library, archive.folder)
        assert library.article(corrected).title == "Tựa đúng của bài"
        assert titles(library, '"tựa đúng"') == ["Tựa đúng của bài"]
