"""The façade: everything a front end asks of a library."""

import os
import threading
from collections import deque

import pytest

from reader.errors import NotFoundError, UnusableError
from reader.library import locations
from reader.library.library import Library, default_library, last_library, remember_library
from reader.model import SearchRequest

HOST = "https://xa-a.example"
VOTE = "Cuộc bầu cử hội đồng nhân dân xã thành công tốt đẹp"
NEWS = "Danh sách người trúng cử đại biểu hội đồng nhân dân"
PAPER = "Báo tỉnh đưa tin về cuộc bầu cử của xã"


@pytest.fixture
def portal(archive, library, run):
    archive.page(
        "bau-cu.html",
        VOTE,
        url=f"{HOST}/bau-cu.html",
        text="Cử tri đi bầu đông đủ từ sáng sớm",
        links=[
            ("https://bao.example/bau-cu.html", "Báo tỉnh"),
            (f"{HOST}/khong-co.html", "Bảng tổng hợp kết quả kiểm phiếu"),
        ],
        related=[(f"{HOST}/trung-cu.html", NEWS), (f"{HOST}/khac.html", "Một tin khác chưa được lưu lại")],
        time=1_622_700_000,
    )
    archive.page(
        "trung-cu.html",
        NEWS,
        url=f"{HOST}/trung-cu.html",
        related=[(f"{HOST}/bau-cu.html", VOTE), (f"{HOST}/x.html", "Tin x")],
    )
    archive.page(
        "bao.html", PAPER, url="https://bao.example/bau-cu.html", text="Phóng viên ghi lại không khí ngày hội"
    )
    archive.page("hong.html").write_bytes(b"")
    run(library, archive.folder)
    return library


def test_search_gives_rows_with_marked_snippets(portal):
    result = portal.search(SearchRequest("cử tri", facets=True))
    assert result.total >= 1
    hit = result.hits[0]
    assert (hit.title, hit.site, hit.url) == (VOTE, "xa-a.example", f"{HOST}/bau-cu.html")
    assert "<mark>" in hit.snippet
    assert result.took_ms > 0
    assert result.facets is not None


def test_a_library_at_rest_answers_as_before(portal):
    request = SearchRequest("bầu cử", facets=True)
    before = portal.search(request)
    portal.rest()
    after = portal.search(request)
    assert (after.hits, after.facets) == (before.hits, before.facets)


def test_search_on_an_empty_library(library):
    result = library.search(SearchRequest("gì đó", facets=True))
    assert (result.total, result.hits) == (0, ())


def test_related_and_follow(portal, ids):
    known = ids(portal)
    related = portal.related(known[NEWS])
    assert (related.listed[0].title, related.listed[0].status, related.listed[0].id) == (
        VOTE,
        "archived",
        known[VOTE],
    )
    assert related.listed[1].status == "missing"
    assert [(each.id, each.kind) for each in related.linked_from] == [(known[VOTE], "related")]
    assert related.captures == ()
    assert portal.follow(known[VOTE], "https://bao.example/bau-cu.html").id == known[PAPER]
    statuses = portal.statuses(known[VOTE])
    assert statuses[f"{HOST}/trung-cu.html"].id == known[NEWS]
    assert statuses[f"{HOST}/khong-co.html"].status == "missing"
    backlinks = portal.related(known[PAPER]).linked_from
    assert [each.id for each in backlinks] == [known[VOTE]]


def test_unknown_ids_are_said_to_be(portal):
    for call in (portal.article, portal.related, portal.statuses, portal.follow_source):
        with pytest.raises(NotFoundError) as unknown:
            call("0123456789abcdef")
        assert unknown.value.code == "article-unknown"
    with pytest.raises(NotFoundError) as unknown:
        portal.captures("https://nowhere.example/")
    assert unknown.value.code == "address-unknown"


def test_an_article_without_a_credit_line_has_no_source(portal, ids):
    with pytest.raises(NotFoundError) as unknown:
        portal.follow_source(ids(portal)[VOTE])
    assert unknown.value.code == "source-unknown"


def test_captures_of_a_page_are_listed_in_time(archive, portal, run, ids):
    archive.page("moi.html", f"{VOTE} (sửa)", url="http://www.xa-a.example/bau-cu.html", time=1_700_000_000)
    run(portal, archive.folder)
    known = ids(portal)
    url, captures = portal.captures(f"{HOST}/bau-cu.html")
    assert url == f"{HOST}/bau-cu.html"
    assert [capture.id for capture in captures] == [known[VOTE], known[f"{VOTE} (sửa)"]]
    assert captures[0].captured < captures[1].captured
    assert captures[0].path == str(archive.folder / "bau-cu.html")
    assert portal.captures(known[VOTE])[1][1].id == known[f"{VOTE} (sửa)"]
    assert [(each.id, each.same_text) for each in portal.related(known[VOTE]).captures] == [
        (known[f"{VOTE} (sửa)"], False)
    ]


def test_a_missing_page_says_who_links_and_what_is_near(portal, ids):
    missing = portal.missing(f"{HOST}/khong-co.html")
    assert [each.id for each in missing.linked_from] == [ids(portal)[VOTE]]
    missing = portal.missing("https://elsewhere.example/tin/trung-cu-dai-bieu-169161.html")
    assert missing.linked_from == ()
    assert [hit.id for hit in missing.nearest] == [ids(portal)[NEWS]]
    assert portal.missing("mailto:a@b").nearest == ()


def test_numbers_and_failures(archive, portal):
    stats = portal.stats()
    assert (stats.pages, stats.articles, stats.failed, stats.skipped) == (3, 3, 1, 0)
    assert [(each.value, each.count) for each in stats.sites] == [("xa-a.example", 2), ("bao.example", 1)]
    assert stats.catalogue_bytes > 0
    assert stats.index_bytes > 0
    (failure,) = portal.failures()
    assert (failure.path, failure.code, failure.kind) == (
        str(archive.folder / "hong.html"),
        "file-empty",
        "failed",
    )


def test_completions_are_titles(portal):
    assert portal.complete("danh sách") == (NEWS,)
    assert portal.complete("  ") == ()


def test_one_thread_reads_while_another_imports(archive, portal, run):
    """As the window does it: two instances in one process, each on its own thread."""
    archive.site(20)
    seen, begun, done = [], threading.Event(), threading.Event()

    def reading():
        with Library(portal.folder, read_only=True) as library:
            begun.set()
            while not done.is_set():
                seen.append((library.stats().articles, library.search(SearchRequest("bản tin")).total))
            seen.append((library.stats().articles, library.search(SearchRequest("bản tin")).total))

    thread = threading.Thread(target=reading)
    thread.start()
    begun.wait()
    report = run(portal, archive.folder)
    done.set()
    thread.join()
    assert report.added == 20
    assert seen[-1] == (23, 20)
    assert seen == sorted(seen)


def test_two_instances_may_begin_a_library_at_once(tmp_path, archive, run):
    archive.site(3)
    with Library(tmp_path / "new") as one, Library(tmp_path / "new") as two:
        assert run(one, archive.folder).added == 3
        assert run(two, archive.folder).unchanged == 3
        assert two.search(SearchRequest("bản tin")).total == 3


def test_a_damaged_catalogue_is_an_error_and_not_overwritten(portal):
    folder = portal.folder
    portal.close()
    for ending in ("-wal", "-shm"):
        (folder / f"catalogue.db{ending}").unlink(missing_ok=True)
    (folder / "catalogue.db").write_bytes(b"x" * 5000)
    with pytest.raises(UnusableError) as damaged:
        Library(folder)
    assert damaged.value.code == "library-damaged"
    assert (folder / "catalogue.db").read_bytes() == b"x" * 5000


def test_a_folder_with_an_index_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "site" / "index").mkdir(parents=True)
    (tmp_path / "site" / "index" / "precious.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UnusableError) as foreign:
        Library(tmp_path / "site")
    assert foreign.value.code == "library-foreign"
    assert [path.name for path in (tmp_path / "site").rglob("*")] == ["index", "precious.txt"]


def test_locations(private_home, tmp_path):
    assert os.fspath(default_library()).startswith(os.fspath(private_home))
    assert locations.sample_library() != default_library()
    assert last_library() is None
    Library(tmp_path / "mine").close()
    remember_library(tmp_path / "mine")
    assert last_library() == tmp_path / "mine"
    locations.trust_index(tmp_path / "a", "1")
    locations.trust_index(tmp_path / "b", "2")
    assert (locations.index_key(tmp_path / "a"), locations.index_key(tmp_path / "b")) == ("1", "2")


def test_a_damaged_configuration_only_costs_a_new_index(portal, private_home):
    folder = portal.folder
    portal.close()
    for path in private_home.rglob("index-keys.json"):
        path.write_text("{", encoding="utf-8")
    with Library(folder) as library:
        deque(library.repair())
        assert library.search(SearchRequest("cử tri")).total >= 1
