"""The table of link resolution: address, same page, same title, missing; the nearest capture in time."""

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
    archive.page(
        "xa-a.gov.vn/index.html", "Bài thứ nhất dẫn sang bài khác", links=[("tin/1.html", "tin một")]
    )
    archive.page("xa-a.gov.vn/tin/1.html", TITLE)
    run(library, archive.folder)
    home = ids(library)["Bài thứ nhất dẫn sang bài khác"]
    assert library.article(home).url in ("http://xa-a.gov.vn/", "http://xa-a.gov.vn/index.html")
    assert library.follow(home, "tin/1.html").status == "archived"
    assert library.follow(home, "https://www.xa-a.gov.vn/tin/1.html").status == "archived"


def httrack(address):
    tool = "HTTrack Website Copier/3.x [XR&CO'2014], Tue, 01 Jun 2021 03:00:00 GMT"
    return f"<!-- Mirrored from {address} by {tool} -->"


@pytest.fixture
def mirror(archive, library, run, ids):
    """A mirror of two sites, whose names say nothing of the addresses."""
    archive.page(
        "xa-a.gov.vn/Default1b3f.html",
        "Trang thứ nhất của cổng thông tin",
        comment=httrack("xa-a.gov.vn/Default.aspx?tabid=57&ItemID=112"),
        links=[
            ("Default2c4d.html", "trang hai"),
            ("../bao.vn/tin/9e1f.html", "báo"),
            ("Defaultffff.html", "không có"),
        ],
    )
    archive.page(
        "xa-a.gov.vn/Default2c4d.html",
        "Trang thứ hai của cổng thông tin",
        comment=httrack("xa-a.gov.vn/Default.aspx?tabid=57&ItemID=113"),
    )
    archive.page("bao.vn/tin/9e1f.html", TITLE, comment=httrack("bao.vn/tin/doc.php?id=9"))
    run(library, archive.folder)
    return ids(library)


def test_rewritten_links_of_a_mirror_lead_to_its_files(mirror, library):
    first, second = mirror["Trang thứ nhất của cổng thông tin"], mirror["Trang thứ hai của cổng thông tin"]
    assert library.article(second).url.endswith("ItemID=113")
    assert library.follow(first, "Default2c4d.html").id == second
    assert library.follow(first, "../bao.vn/tin/9e1f.html").id == mirror[TITLE]
    assert library.follow(first, "Defaultffff.html").status == "missing"
    statuses = {found.id for found in library.statuses(first).values()}
    assert statuses == {second, mirror[TITLE], None}
    assert [each.id for each in library.related(second).linked_from] == [first]
    assert [each.id for each in library.related(mirror[TITLE]).linked_from] == [first]


def test_pages_that_lie_side_by_side_by_chance_are_not_taken_for_each_other(archive, library, run, ids):
    """A page saved without its links rewritten still has the relative ones of its site."""
    archive.page(
        "1.html",
        "Trang lưu riêng của xã một",
        url="https://xa-a.example/1.html",
        links=[("index.html", "trang chủ")],
    )
    archive.page("index.html", "Một bài của nơi khác hẳn xã này", url="https://xa-b.example/index.html")
    run(library, archive.folder)
    known = ids(library)
    assert library.follow(known["Trang lưu riêng của xã một"], "index.html").status == "missing"
    assert library.related(known["Một bài của nơi khác hẳn xã này"]).linked_from == ()


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


def test_an_address_that_every_page_names_belongs_to_none(archive, library, run, ids):
    """A template that gives the home page as the canonical address of all pages."""
    home = "https://xa-a.example/"
    for number in (1, 2):
        path = archive.page(f"{number}.html", f"Bài số {number} của xã nhà", url=f"{home}tin/{number}.html")
        path.write_text(
            path.read_text("utf-8").replace("<title>", f'<link rel="canonical" href="{home}"><title>')
        )
    archive.page("goc.html", "Trang gốc dẫn đến các trang khác", url=FROM, links=[(home, "về đầu")])
    run(library, archive.folder)
    known = ids(library)
    assert library.follow(known["Trang gốc dẫn đến các trang khác"], home).status == "missing"
    assert len(library.captures(known["Bài số 1 của xã nhà"])[1]) == 1


def test_pages_that_name_one_address_are_told_and_not_guessed(archive, library, run, ids):
    wrong = "https://xa-a.example/tin/mau.html"
    for number in (1, 2):
        url = f"https://xa-a.example/tin/{number}.html"
        path = archive.page(f"{number}.html", f"Bài số {number} của xã nhà", url=url)
        path.write_text(
            path.read_text("utf-8").replace("<title>", f'<link rel="canonical" href="{wrong}"><title>')
        )
    archive.page("goc.html", "Trang gốc dẫn đến các trang khác", url=FROM, links=[(wrong, "mẫu")])
    run(library, archive.folder)
    known = ids(library)
    found = library.follow(known["Trang gốc dẫn đến các trang khác"], wrong)
    assert (found.status, len(found.candidates)) == ("missing", 2)
    archive.page("mau.html", TITLE, url=wrong)
    run(library, archive.folder)
    assert library.follow(known["Trang gốc dẫn đến các trang khác"], wrong).id == ids(library)[TITLE]


def test_of_several_parameters_the_nearest_page_is_meant(archive, follow):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin.aspx?id=1&view=a", text="Một")
    archive.page(
        "2.html", f"{TITLE} khác", url="https://xa-a.example/tin.aspx?id=1&view=b&font=2", text="Hai"
    )
    assert follow("https://xa-a.example/tin.aspx?id=1&view=b") == ("other-capture", f"{TITLE} khác")


def test_parameters_that_are_equally_near_are_in_doubt(archive, library, run, ids, follow):
    archive.page("1.html", TITLE, url="https://xa-a.example/tin.aspx?id=1&view=a", text="Một")
    archive.page("2.html", f"{TITLE} khác", url="https://xa-a.example/tin.aspx?id=1&view=b", text="Hai")
    wanted = "https://xa-a.example/tin.aspx?id=1&view=c"
    assert follow(wanted) == ("missing", None)
    found = library.follow(ids(library)["Trang gốc dẫn đến các trang khác"], wanted)
    assert {each.title for each in found.candidates} == {TITLE, f"{TITLE} khác"}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, "giữa"),
        ("2016-01-01", "cũ"),
        ("2014-09-01T02:40:00Z", "cũ"),
        ("2030-01-01", "mới"),
        ("no day", "giữa"),
    ],
)
def test_as_of_a_day_the_capture_nearest_to_it(archive, library, run, ids, as_of, expected):
    address = "https://xa-a.example/tin/1.html"
    for name, time in (("cũ", 1_400_000_000), ("giữa", 1_530_000_000), ("mới", 1_700_000_000)):
        archive.page(f"{name}.html", f"{TITLE} bản {name}", url=address, time=time)
    archive.page(
        "goc.html",
        "Trang gốc dẫn đến các trang khác",
        url=FROM,
        related=[(address, TITLE)],
        time=1_531_000_000,
    )
    run(library, archive.folder)
    known = ids(library)
    home, wanted = known["Trang gốc dẫn đến các trang khác"], known[f"{TITLE} bản {expected}"]
    assert library.follow(home, address, as_of).id == wanted
    assert library.statuses(home, as_of)[address].id == wanted
    assert [each.id for each in library.related(home, as_of).listed] == [wanted]


def test_neighbours_of_a_capture(archive, library, run, ids):
    address = "https://xa-a.example/tin/1.html"
    for name, time in (("cũ", 1_400_000_000), ("giữa", 1_530_000_000), ("mới", 1_700_000_000)):
        archive.page(f"{name}.html", f"{TITLE} bản {name}", url=address, time=time)
    run(library, archive.folder)
    known = ids(library)
    found = library.neighbours(known[f"{TITLE} bản giữa"])
    assert (found.previous.id, found.next.id) == (known[f"{TITLE} bản cũ"], known[f"{TITLE} bản mới"])
    assert (found.position, found.total) == (2, 3)
    assert library.neighbours(known[f"{TITLE} bản cũ"]).previous is None
    assert (found.next.title, found.next.format) == (f"{TITLE} bản mới", "html")


def test_links_here_come_in_pages(archive, library, run, ids):
    address = "https://xa-a.example/tin/1.html"
    archive.page("dich.html", TITLE, url=address)
    for number in range(5):
        kind = {"related": [(address, TITLE)]} if number % 2 else {"links": [(address, "xem")]}
        archive.page(f"{number}.html", f"Bài số {number} dẫn đến hội nghị", url=f"{FROM}{number}", **kind)
    run(library, archive.folder)
    target = ids(library)[TITLE]
    every = library.backlinks(target)
    assert (every.total, [each.kind for each in every.links]) == (5, ["body"] * 3 + ["related"] * 2)
    parts = [library.backlinks(target, offset, 2) for offset in (0, 2, 4, 6)]
    assert [each for part in parts for each in part.links] == list(every.links)
    assert {part.total for part in parts} == {5}
    assert library.related(target).linked_total == 5
