"""The table of link resolution: exact address, same page, same title, missing; the nearest capture in time."""

import pytest

from reader.library.library import Library

FROM = "https://xa-a.example/tin/goc.html"
TITLE = "Hội nghị tổng kết công tác bầu cử năm nay"


@pytest.fixture
def follow(archive, library, run, ids):
    """Writes a page that links to an address with a text, imports all, and follows that link."""

    def from_a_page(to, said="xem tại đây", time=1_600_000_000):
        archive.page("goc.html", "Trang gốc dẫn đến các trang khác", url=FROM, links=[(to, said)], time=time)
        run(library, archive.folder)
        found = library.follow(ids(library)["Trang gốc dẫn đến các trang khác"], to)
        titles = {article_id: title for title, article_id in ids(library).items()}
        return found.status, titles.get(found.id)

    return from_a_page


@pytest.mark.parametrize(
    ("saved", "linked", "status"),
    [
        ("https://xa-a.example/tin/1.html", "https://xa-a.example/tin/1.html", "archived"),
        ("https://xa-a.example/tin/1.html", "http://www.xa-a.example:80/tin/1.html#dau", "archived"),
        ("https://xa-a.example/tin/1.html", "1.html", "archived"),
        ("https://xa-a.example/tin/1.html", "../tin/./1.html", "archived"),
        ("https://xa-a.example/tin/", "https://xa-a.example/tin", "archived"),
        ("https://xa-a.example/tin/index.html", "https://xa-a.example/tin/", "archived"),
        ("https://xa-a.example/tin?id=1", "https://xa-a.example/tin?id=1&utm_source=x", "archived"),
        ("https://xa-a.example/tin?id=1", "https://xa-a.example/tin?id=1&print=1", "archived"),
        ("https://xa-a.example/b%E1%BA%A7u", "https://xa-a.example/bầu", "archived"),
        ("https://xa-a.example/tin?id=1", "https://xa-a.example/tin?id=2", "missing"),
        ("https://xa-a.example/tin/1.html", "https://xa-b.example/tin/1.html", "missing"),
        ("https://xa-a.example/tin/1.html", "https://xa-a.example/tin/2.html", "missing"),
    ],
)
def test_by_address(archive, follow, saved, linked, status):
    archive.page("1.html", TITLE, url=saved)
    assert follow(linked) == (status, TITLE if status != "missing" else None)


def test_the_same_page_under_other_parameters_is_another_capture(archive, follow):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin.aspx?id=1&ReturnUrl=a")
    assert follow("https://xa-a.example/tin.aspx?id=1&ReturnUrl=b") == ("other-capture", TITLE)


@pytest.mark.parametrize(
    ("said", "address", "status"),
    [
        (TITLE, "https://xa-a.example/moi/9.html", "other-capture"),
        (TITLE.upper(), "https://xa-a.example/moi/9.html", "other-capture"),
        (TITLE, "https://xa-b.example/moi/9.html", "missing"),
        ("Hội nghị", "https://xa-a.example/moi/9.html", "missing"),
        ("Xem tất cả các tin khác", "https://xa-a.example/moi/9.html", "missing"),
    ],
)
def test_by_title_on_the_same_site(archive, follow, said, address, status):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin/1.html")
    assert follow(address, said) == (status, TITLE if status != "missing" else None)


def test_a_title_of_two_different_pages_decides_nothing(archive, follow):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin/1.html", text="Năm trước")
    archive.page("2.html", TITLE, url="https://xa-a.example/tin/2.html", text="Năm nay")
    assert follow("https://xa-a.example/moi/9.html", TITLE) == ("missing", None)


@pytest.mark.parametrize(
    ("seen_from", "expected"), [(1_500_000_000, "cũ"), (1_599_000_000, "mới"), (1_700_000_000, "mới")]
)
def test_of_several_captures_the_nearest_in_time(archive, follow, seen_from, expected):
    address = "https://xa-a.example/tin/1.html"
    archive.page("1.html", f"{TITLE} bản cũ", url=address, time=1_500_000_500)
    archive.page("2.html", f"{TITLE} bản mới", url=address, time=1_600_000_000)
    assert follow(address, time=seen_from) == ("archived", f"{TITLE} bản {expected}")


def test_pages_without_an_address_are_found_by_their_place(archive, library, run, ids):
    archive.page(
        "a/1.html",
        "Trang thứ nhất của thư mục",
        links=[("../b/2.html?x#y", "trang kia"), ("3.html", "không có")],
    )
    archive.page("b/2.html", TITLE)
    run(library, archive.folder)
    known = ids(library)
    first = known["Trang thứ nhất của thư mục"]
    assert library.follow(first, "../b/2.html").id == known[TITLE]
    assert library.follow(first, "3.html").status == "missing"
    assert library.follow(first, "../../../etc/passwd").status == "missing"
    assert [each.id for each in library.related(known[TITLE]).linked_from] == [first]


def test_links_stay_true_as_the_archive_grows(archive, library, run, ids, follow):
    address = "https://xa-a.example/tin/moi.html"
    assert follow(address) == ("missing", None)
    archive.page("moi.html", TITLE, url=address)
    assert follow(address) == ("archived", TITLE)
    library.forget(str(archive.folder / "moi.html"))
    home = ids(library)["Trang gốc dẫn đến các trang khác"]
    assert library.follow(home, address).status == "missing"


def test_a_mirror_is_followed_by_its_names(archive, library, run, ids):
    archive.page("xa-a.gov.vn/index.html", "Trang chủ của cổng thông tin", links=[("tin/1.html", "tin một")])
    archive.page("xa-a.gov.vn/tin/1.html", TITLE)
    run(library, archive.folder)
    home = ids(library)["Trang chủ của cổng thông tin"]
    assert library.article(home).url in ("http://xa-a.gov.vn/", "http://xa-a.gov.vn/index.html")
    assert library.follow(home, "tin/1.html").status == "archived"
    assert library.follow(home, "https://www.xa-a.gov.vn/tin/1.html").status == "archived"


def test_an_archive_may_lie_anywhere(archive, library, run, ids, tmp_path):
    """Local links are known by root and path, so a relocated archive keeps them."""
    archive.page("1.html", "Trang thứ nhất của thư mục", links=[("2.html", "trang kia")])
    archive.page("2.html", TITLE)
    run(library, archive.folder)
    archive.folder.rename(tmp_path / "moved")
    library.relocate(str(archive.folder), str(tmp_path / "moved"))
    known = ids(library)
    assert library.follow(known["Trang thứ nhất của thư mục"], "2.html").id == known[TITLE]


def test_a_library_reads_what_another_instance_resolves(archive, library, run, ids):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin/1.html")
    run(library, archive.folder)
    with Library(library.folder, read_only=True) as reading:
        assert reading.captures("http://www.xa-a.example/tin/1.html")[1][0].id == ids(library)[TITLE]
