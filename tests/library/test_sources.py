"""The way back from a copy to where its text comes from, and the same text on other sites."""

from reader.library.library import Library

PARTS = [
    f"Đoạn thứ {number} kể rằng tổ bầu cử số {number * 7} ở thôn {name} đã kiểm phiếu xong lúc {number} giờ, "
    f"lập biên bản có {number * 13} chữ ký và niêm yết tại {place} để nhân dân theo dõi, góp ý."
    for number, (name, place) in enumerate(
        zip(
            ("Đông", "Đoài", "Trung", "Nam", "Bắc", "Thượng", "Hạ", "Chùa"),
            ("đình làng", "trường học", "chợ phiên", "trạm y tế", "bưu điện", "bến đò", "kho lúa", "sân kho"),
            strict=True,
        ),
        3,
    )
]
TEXT = " ".join(PARTS)
FIRST, HALL, VILLAGE = "Tin gốc của tờ báo tỉnh nhà", "Tin đăng lại ở cổng huyện", "Tin đăng lại ở trang xã"
SHORT = "Tin rút gọn ở cổng huyện"
PAPER, PORTAL, TOWN = (
    "https://bao.example/tin/1.html",
    "https://xa-a.example/1.html",
    "https://xa-b.example/1.html",
)


def page(archive, name, title, url, *, text=TEXT, date="", source=""):
    """A page with a day and a credit line of its own."""
    path = archive.page(name, title, url=url, text=text)
    credit = f'<p style="text-align:right">Nguồn: {source}</p>' if source else ""
    html = path.read_text("utf-8").replace("</h1>", f'</h1><p class="date">Ngày đăng: {date}</p>', 1)
    path.write_text(html.replace("</div>", f"{credit}</div>", 1), "utf-8")
    return path


def link(url, said):
    return f'<a href="{url}">{said}</a>'


def steps(library: Library, start):
    return [(each.title, each.status, each.via) for each in library.source_chain(start)]


def test_a_chain_goes_from_source_to_source(archive, library, run, ids):
    page(archive, "c.html", FIRST, PAPER, date="01/06/2021")
    page(
        archive,
        "b.html",
        HALL,
        PORTAL,
        date="02/06/2021",
        source=link(PAPER, "Báo Tỉnh"),
    )
    page(
        archive,
        "a.html",
        VILLAGE,
        TOWN,
        date="03/06/2021",
        source=link(PORTAL, "Cổng huyện"),
    )
    run(library, archive.folder)
    known = ids(library)
    chain = library.source_chain(known[VILLAGE])
    assert [each.id for each in chain] == [
        known[VILLAGE],
        known[HALL],
        known[FIRST],
    ]
    assert [each.said for each in chain] == [None, "Cổng huyện", "Báo Tỉnh"]
    assert {each.via for each in chain} == {"source"}
    assert [each.date for each in chain] == ["2021-06-03", "2021-06-02", "2021-06-01"]


def test_a_chain_ends_where_the_source_is_missing(archive, library, run, ids):
    page(archive, "b.html", HALL, PORTAL, source=link(PAPER, "Báo Tỉnh"))
    run(library, archive.folder)
    last = library.source_chain(ids(library)[HALL])[-1]
    assert (last.id, last.url, last.status, last.said) == (None, PAPER, "missing", "Báo Tỉnh")


def test_sources_that_name_each_other_end_the_chain(archive, library, run, ids):
    page(archive, "b.html", "Tin thứ nhất của cổng huyện", PORTAL, source=link(TOWN, "Trang xã"))
    page(archive, "a.html", "Tin thứ hai của trang xã", TOWN, source=link(PORTAL, "Cổng huyện"))
    run(library, archive.folder)
    known = ids(library)
    assert len(library.source_chain(known["Tin thứ nhất của cổng huyện"])) == 2


def test_an_older_reprint_stands_in_for_a_source_without_link(archive, library, run, ids):
    page(archive, "c.html", FIRST, PAPER, date="01/06/2021")
    page(archive, "b.html", HALL, PORTAL, date="02/06/2021", source="Báo Tỉnh")
    run(library, archive.folder)
    known = ids(library)
    assert steps(library, known[HALL]) == [
        (HALL, "archived", "source"),
        (FIRST, "archived", "reprint"),
    ]
    assert steps(library, known[FIRST]) == [(FIRST, "archived", "source")]


def test_several_that_may_be_the_source_are_told(archive, library, run, ids):
    page(archive, "c.html", "Tin của tờ báo tỉnh nhà", PAPER, date="01/06/2021")
    page(archive, "b.html", "Tin của cổng thông tin huyện", PORTAL, date="01/06/2021")
    page(archive, "a.html", VILLAGE, TOWN, date="03/06/2021")
    run(library, archive.folder)
    known = ids(library)
    last = library.source_chain(known[VILLAGE])[-1]
    assert (last.id, last.status, last.via) == (None, "missing", "reprint")
    assert set(last.candidates) == {known["Tin của tờ báo tỉnh nhà"], known["Tin của cổng thông tin huyện"]}


def test_the_same_text_elsewhere_oldest_first(archive, library, run, ids):
    page(archive, "c.html", FIRST, PAPER, date="01/06/2021")
    half = " ".join(PARTS[:4])
    page(archive, "b.html", SHORT, PORTAL, date="02/06/2021", text=half)
    page(archive, "b2.html", "Tin khác hẳn ở cổng huyện", f"{PORTAL}?id=2", text="Giá lúa tăng. " * 30)
    page(archive, "a.html", VILLAGE, TOWN, date="03/06/2021")
    page(archive, "a2.html", "Tin đăng hai lần ở trang xã", f"{TOWN}?id=2", date="03/06/2021")
    run(library, archive.folder)
    known = ids(library)
    found = library.related(known[VILLAGE])
    assert [each.title for each in found.reprints] == [
        FIRST,
        SHORT,
    ]
    assert [each.first for each in found.reprints] == [True, False]
    assert all(0.5 <= each.shared <= 1 for each in found.reprints)
    assert [(each.site, each.date) for each in found.reprints] == [
        ("bao.example", "2021-06-01"),
        ("xa-a.example", "2021-06-02"),
    ]
    short = library.related(known[SHORT]).reprints
    assert {each.title for each in short} >= {FIRST, VILLAGE}
    assert library.related(known["Tin khác hẳn ở cổng huyện"]).reprints == ()
