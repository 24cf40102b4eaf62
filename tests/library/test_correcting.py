"""Values set right by hand: laid over what is read, found by searches, inherited, taken back."""

import os
from collections import deque

import pytest

from reader.errors import NotFoundError, UsageError
from reader.library.corrections import checked, lay_over, value_of
from reader.library.library import Library
from reader.model import Correction, SearchRequest, Source

URL = "https://xa-a.example/tin.html"
PAPER = "https://bao.example/bai-goc.html"


def found(library, query, **filters):
    return [hit.id for hit in library.search(SearchRequest(query, **filters)).hits]


@pytest.fixture
def page(archive, library, run, ids):
    """A page in the library; gives its id."""
    archive.page("a.html", "Trang nhất của báo điện tử", url=URL, text="Việc riêng của bài")
    run(library, archive.folder)
    return ids(library)["Trang nhất của báo điện tử"]


def test_a_correction_is_shown_listed_and_found(library, page, agrees):
    article = library.correct(page, {"title": "Lễ khánh thành cây cầu mới", "date": "2/6/2021"})
    assert (article.title, article.date, article.date_from) == (
        "Lễ khánh thành cây cầu mới",
        "2021-06-02",
        "hand",
    )
    (date, title) = article.corrections
    assert (title.field, title.value, title.extracted, title.made_on) == (
        "title",
        "Lễ khánh thành cây cầu mới",
        "Trang nhất của báo điện tử",
        page,
    )
    assert date.extracted is None
    assert library.article(page) == article
    (hit,) = library.search(SearchRequest("khánh thành cây cầu")).hits
    assert (hit.id, hit.title, hit.date) == (page, "Lễ khánh thành cây cầu mới", "2021-06-02")
    assert found(library, "", date_from="2021-06-02", date_to="2021-06-02") == [page]
    assert found(library, "trang nhất báo điện tử") == []
    agrees(library)


def test_what_nobody_corrected_has_no_corrections(library, page):
    assert library.article(page).corrections == ()
    assert "corrections" not in library.article(page).as_json()


def test_a_correction_survives_reading_again_forgetting_and_rebuilding(
    library, page, archive, run, tmp_path, agrees
):
    library.correct(page, {"title": "Lễ khánh thành cây cầu mới", "byline": "Hoàng Biên"})
    deque(library.rebuild(), maxlen=0)
    assert found(library, "khánh thành cây cầu") == [page]
    library.forget(str(archive.folder))
    with pytest.raises(NotFoundError):
        library.article(page)
    run(library, archive.folder)
    assert library.article(page).title == "Lễ khánh thành cây cầu mới"
    assert library.article(page).byline == "Hoàng Biên"
    assert found(library, "khánh thành cây cầu") == [page]
    agrees(library)


def test_a_new_template_of_the_site_changes_nothing_of_it(archive, library, run, agrees):
    first = archive.site(8)[0]
    run(library, first)
    (article_id,) = found(library, "")
    library.correct(article_id, {"title": "Tên đúng của bản tin này"})
    report = run(library, archive.folder)
    assert report.added == 7
    assert library.article(article_id).title == "Tên đúng của bản tin này"
    assert found(library, "tên đúng của bản tin") == [article_id]
    agrees(library)


def test_undo_gives_back_what_the_page_says(library, page, agrees):
    before = library.article(page)
    library.correct(page, {"title": "Một tên khác hẳn", "byline": "Hoàng Biên"})
    half = library.undo_corrections(page, "title")
    assert (half.title, half.byline) == (before.title, "Hoàng Biên")
    assert library.undo_corrections(page) == before
    assert found(library, "trang nhất báo điện tử") == [page]
    for field in (None, "title"):
        with pytest.raises(NotFoundError, match="correction-unknown"):
            library.undo_corrections(page, field)
    agrees(library)


def test_the_value_of_the_page_takes_a_correction_back(library, page):
    library.correct(page, {"title": "Một tên khác hẳn"})
    assert library.correct(page, {"title": "Trang nhất của báo điện tử"}).corrections == ()


def test_a_field_may_have_no_value(library, page):
    article = library.correct(page, {"title": ""})
    assert article.title is None
    assert article.corrections[0].value is None


def test_wrong_values_change_nothing(library, page):
    before = library.article(page)
    for values, code in (
        ({"title": "Đúng", "url": "x"}, "field-unknown"),
        ({"title": "Đúng", "date": "31/02/2021"}, "day-unreadable"),
        ({"lead": "Câu này không có trong bài."}, "lead-elsewhere"),
    ):
        with pytest.raises(UsageError, match=code):
            library.correct(page, values)
    with pytest.raises(NotFoundError, match="article-unknown"):
        library.correct("0" * 16, {"title": "x"})
    assert library.article(page) == before


def test_a_corrected_source_is_followed_and_linked_from(archive, library, run, ids):
    archive.page("a.html", "Bài viết đăng lại trên trang của xã", url=URL)
    archive.page("b.html", "Bài gốc trên báo của tỉnh nhà", url=PAPER)
    run(library, archive.folder)
    by_title = ids(library)
    copy, original = (
        by_title["Bài viết đăng lại trên trang của xã"],
        by_title["Bài gốc trên báo của tỉnh nhà"],
    )
    article = library.correct(copy, {"source": f"Báo tỉnh <{PAPER}>"})
    assert article.source == Source("Báo tỉnh", PAPER)
    assert library.follow_source(copy).id == original
    assert [(each.id, each.kind) for each in library.related(original).linked_from] == [(copy, "source")]
    library.undo_corrections(copy, "source")
    assert library.related(original).linked_from == ()


def captures(archive, *texts):
    """Captures of one page in files of their own, one a year."""
    comment = "<!-- saved from url=({:04d}){} -->\n"
    for number, (title, text) in enumerate(texts):
        name = f"{number}.html"
        archive.page(
            name, title, text=text, comment=comment.format(len(URL), URL), time=1_600_000_000 + number
        )


def test_captures_that_say_the_same_are_corrected_too(archive, library, run):
    menu = "Cổng thông tin điện tử của xã"
    captures(
        archive, (menu, "Bản thứ nhất"), (menu, "Bản thứ hai"), ("Tên riêng của bản thứ ba", "Bản thứ ba")
    )
    run(library, archive.folder)
    first, second, third = sorted(found(library, ""), key=lambda each: library.article(each).path)
    library.correct(first, {"title": "Tên đúng của bài viết"})
    assert library.article(second).title == "Tên đúng của bài viết"
    assert library.article(second).corrections[0].made_on == first
    assert library.article(third).title == "Tên riêng của bản thứ ba"
    library.undo_corrections(first)
    assert library.article(second).corrections == ()
    assert sorted(found(library, "cổng thông tin")) == sorted([first, second])


def test_a_later_capture_takes_over_what_it_reads_the_same(archive, library, run, agrees):
    menu = "Cổng thông tin điện tử của xã"
    captures(archive, (menu, "Bản thứ nhất"))
    run(library, archive.folder)
    (first,) = found(library, "")
    library.correct(first, {"title": "Tên đúng của bài viết", "byline": "Hoàng Biên"})
    captures(archive, (menu, "Bản đã sửa nội dung"))
    report = run(library, archive.folder)
    assert report.updated == 1
    (new,) = set(found(library, "")) - {first}
    article = library.article(new)
    assert (article.title, article.byline) == ("Tên đúng của bài viết", "Hoàng Biên")
    assert {each.made_on for each in article.corrections} == {first}
    assert new in found(library, "tên đúng của bài viết")
    agrees(library)


def test_a_library_of_the_version_before_is_upgraded(tmp_path, archive, run):
    from reader.library.catalogue.database import Database
    from reader.library.catalogue.migrations import migrate
    from reader.library.catalogue.schema import MIGRATIONS

    folder = tmp_path / "old"
    folder.mkdir()
    old = Database(folder / "catalogue.db")
    migrate(old, MIGRATIONS[:1])
    old.close()
    archive.page("a.html", "Trang nhất của báo điện tử", url=URL)
    with Library(folder) as library:
        run(library, archive.folder)
        (article_id,) = found(library, "")
        assert library.correct(article_id, {"title": "Tên đúng"}).title == "Tên đúng"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Báo tỉnh", Source("Báo tỉnh", None)),
        ("Báo tỉnh <https://bao.example/1>", Source("Báo tỉnh", "https://bao.example/1")),
        ("https://bao.example/1", Source("https://bao.example/1", "https://bao.example/1")),
        ("<https://bao.example/1>", Source("https://bao.example/1", "https://bao.example/1")),
        ("Báo <b>", Source("Báo <b>", None)),
    ],
)
def test_sources_are_written_in_one_line(library, page, text, source):
    article = library.article(page)
    value = checked(article, "source", f"  {text}\n")
    laid = lay_over(article, [Correction("source", value, None, "2026-01-01T00:00:00Z", page)])
    assert laid.source == source
    assert checked(laid, "source", value_of(laid, "source")) == value


def test_a_lead_is_a_part_of_the_text(library, page):
    words = os.linesep.join(library.article(page).text.split(" ")[:12])
    article = library.correct(page, {"lead": words})
    assert article.lead
    assert article.lead in article.text


def test_a_text_set_by_hand_is_shown_found_and_taken_back(library, page, agrees):
    before = library.article(page)
    article = library.correct(
        page, {"text": "Đoạn thứ nhất,\r\ngõ lại.\n\n\n Theo công văn 12/CV-UBND <b>\x07"}
    )
    assert article.text == "Đoạn thứ nhất,\ngõ lại.\n\nTheo công văn 12/CV-UBND <b>"
    assert article.html == "<p>Đoạn thứ nhất,<br>gõ lại.</p><p>Theo công văn 12/CV-UBND &lt;b&gt;</p>"
    assert article.documents == ("12/CV-UBND",)
    assert article.corrections[0].extracted == before.text
    assert found(library, '"đoạn thứ nhất"') == [page]
    assert found(library, '"việc riêng của bài"') == []
    assert library.as_read(page) == before
    assert library.undo_corrections(page, "text") == before
    assert found(library, '"việc riêng của bài"') == [page]
    agrees(library)


def test_a_text_set_by_hand_survives_a_new_reading(archive, library, page, run):
    library.correct(page, {"text": "Chỉ một câu này là của bài."})
    deque(library.rebuild(), maxlen=0)
    library.forget(str(archive.folder))
    run(library, archive.folder)
    assert library.article(page).text == "Chỉ một câu này là của bài."
    assert found(library, '"chỉ một câu này"') == [page]


def test_a_lead_may_be_a_part_of_the_text_as_it_is_set(library, page):
    article = library.correct(page, {"text": "Câu mở đầu.\n\nPhần sau.", "lead": "Câu mở đầu."})
    assert article.lead == "Câu mở đầu."
    assert library.correct(page, {"lead": "Phần sau."}).lead == "Phần sau."
    assert library.undo_corrections(page, "text").lead != "Phần sau."


@pytest.mark.parametrize("typed", ["Tin tức › Kinh tế", "Tin tức > Kinh tế", " Tin tức »Kinh tế "])
def test_a_section_is_typed_with_any_arrow(library, page, typed):
    article = library.correct(page, {"section": typed})
    assert article.section == ("Tin tức", "Kinh tế")
    assert library.correct(page, {"section": ""}).section == ()
