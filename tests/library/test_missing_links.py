"""Addresses that are linked to and not archived; they agree with what following a link says."""

from __future__ import annotations

from reader.library.library import Library

SITE = "https://xa-a.example"


def by_url(library):
    return {each.url: each for each in library.missing_links()}


def test_most_linked_first_with_who_links_and_when(library, archive, run, ids):
    both = (f"{SITE}/mat.html", "Bài đã mất của xã ta rồi")
    archive.page("a.html", "Bài thứ nhất của xã", url=f"{SITE}/a.html", links=[both], time=86_400)
    archive.page(
        "b.html",
        "Bài thứ hai của xã",
        url=f"{SITE}/b.html",
        links=[(f"{SITE}/khac.html", "Xem thêm"), (f"{SITE}/a.html", "Bài thứ nhất")],
        related=[both, (f"{SITE}/le.html", "Lễ hội của xã năm nay đã mở"), (f"{SITE}/a.html", "Bài kia")],
        time=2 * 86_400,
    )
    run(library, archive.folder)
    found = library.missing_links()
    assert found[0].url == f"{SITE}/mat.html"
    assert {each.url for each in found} == {f"{SITE}/{name}.html" for name in ("mat", "khac", "le")}
    known = ids(library)
    lost = found[0].as_json()
    assert lost["count"] == 2
    assert set(lost["kinds"]) == {"body", "related"}
    assert (lost["first"], lost["last"]) == ("1970-01-02T00:00:00Z", "1970-01-03T00:00:00Z")
    assert lost["linked_from"] == [known["Bài thứ nhất của xã"], known["Bài thứ hai của xã"]]
    assert library.missing_links(1) == found[:1]


def test_they_agree_with_following(library, archive, run, ids):
    addresses = [
        (f"{SITE}/a.html", "Chính bài này"),
        (f"{SITE}/a.html?utm_source=x", "Cũng bài này"),
        ("b.html", "Bài trong cùng thư mục"),
        (f"{SITE}/doi-ten.html", "Bài thứ hai của xã ta"),
        (f"{SITE}/khong-co.html", "Một bài không có ở đâu"),
        ("khong-co-tep.html", "Một tệp không có ở đâu"),
        ("mailto:a@xa-a.example", "Thư"),
    ]
    archive.page("a.html", "Bài thứ nhất của xã ta", url=f"{SITE}/a.html", links=addresses)
    archive.page("b.html", "Bài thứ hai của xã ta", url=f"{SITE}/x/b.html")
    run(library, archive.folder)
    start = ids(library)["Bài thứ nhất của xã ta"]
    article = library.article(start)
    followed = library.statuses(start)
    expected = {
        link.url
        for link in article.links
        if link.url.startswith("http") and followed[link.url].status == "missing"
    }
    assert set(by_url(library)) == expected == {f"{SITE}/khong-co.html", f"{SITE}/khong-co-tep.html"}


def test_what_lies_there_without_being_an_article(library, archive, run):
    archive.page(
        "a.html",
        "Bài có tệp đính kèm của xã",
        url=f"{SITE}/a.html",
        links=[("tep/quyet-dinh.pdf", "Quyết định"), ("tep/mat.pdf", "Tệp đã mất")],
        text='x <img src="anh.png">',
    )
    (archive.folder / "tep").mkdir()
    (archive.folder / "tep" / "quyet-dinh.pdf").write_bytes(b"%PDF-1.4\n")
    run(library, archive.folder)
    assert set(by_url(library)) == {f"{SITE}/tep/mat.pdf"}


def test_a_title_that_leaves_a_doubt_leads_nowhere(library, archive, run):
    title = "Thông báo về việc họp dân"
    link = (f"{SITE}/mat.html", title)
    archive.page("a.html", "Bài thứ nhất của xã ta", url=f"{SITE}/a.html", links=[link])
    archive.page("b.html", title, url=f"{SITE}/b.html", text="Một")
    run(library, archive.folder)
    assert by_url(library) == {}
    archive.page("c.html", title, url=f"{SITE}/c.html", text="Hai")
    run(library, archive.folder)
    assert set(by_url(library)) == {f"{SITE}/mat.html"}


def test_archived_later(library, archive, run):
    archive.page("a.html", url=f"{SITE}/a.html", links=[(f"{SITE}/b.html", "Xem")])
    run(library, archive.folder)
    assert set(by_url(library)) == {f"{SITE}/b.html"}
    archive.page("b.html", "Bài khác", url=f"{SITE}/b.html")
    run(library, archive.folder)
    assert by_url(library) == {}


def test_a_library_that_may_only_be_read_tells_them_too(library, archive, run):
    link = (f"{SITE}/mat.html", "Bài đã mất của xã ta rồi")
    archive.page("a.html", "Bài thứ nhất của xã", url=f"{SITE}/a.html", links=[link])
    run(library, archive.folder)
    expected = library.missing_links()
    with Library(library.folder, read_only=True) as reader:
        assert reader.missing_links() == reader.missing_links() == expected
