import pytest

from reader.model import Attachment, FacetValue, Image, SearchRequest, Source
from reader.search.outside import Marked, Nothing, complete_marks


@pytest.fixture
def town(shelf, article):
    """Five articles on two sites."""
    return shelf.fill(
        article(
            "a",
            "làng nghề gốm",
            title="Gốm cổ",
            site="xa.huyen.tinh.vn",
            url="https://xa.huyen.tinh.vn/tin/gom-co-12.html",
            date="2020-03-05",
            captured="2021-01-01T08:00:00Z",
            section=("Trang chủ", "Tin tức"),
            source=Source("Báo Đồng Quê", None),
            byline="Đỗ Thị Mơ",
            documents=("12/QĐ-UBND",),
        ),
        article("b", "làng nghề lụa", title="Áo lụa", site="huyen.tinh.vn", date="2021-07-01", language="en"),
        article("c", "làng nghề nón", title="bánh", site="huyen.tinh.vn", date="2021-12-31", format="mhtml"),
        article("d", "làng chài", title=None, site="tinh.vn", section=("Tin tức",)),
        article("e", "phố cổ", title="Đèn", site="khac.vn", date="2019-01-01", documents=("7/2019/NĐ-CP",)),
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("site:huyen.tinh.vn", "abc"),
        ("site:tinh.vn làng", "abcd"),
        ("site:xa", "a"),
        ("site:www.huyen.tinh.vn", "abc"),
        ("site:https://khac.vn/", "e"),
        ("-site:huyen.tinh.vn", "de"),
        ('section:"tin tuc"', "ad"),
        ("section:tức", "ad"),
        ("source:đồng", "a"),
        ("source:dong*", "a"),
        ("source:đống", ""),
        ('author:"Thị Mơ"', "a"),
        ("author:tho", ""),
        ("lang:EN", "b"),
        ("format:mhtml", "c"),
        ("docno:12/qd-ubnd", "a"),
        ("docno:7/2019", "e"),
        ("docno:07/2019/NĐ-CP", "e"),
        ("docno:1*", "a"),
        ("docno:2019", ""),
        ("url:gom-co", "a"),
        ("url:https://www.xa.huyen.tinh.vn/tin/gom-co-12.html", "a"),
        ("https://xa.huyen.tinh.vn/tin/gom-co-12.html", "a"),
        ("url:xa.huyen.ti*", "a"),
        ("title:cổ", "a"),
        ('title:"áo lụa"', "b"),
        ("title:nghề", ""),
        ("date:2021", "bc"),
        ("date:2021-07", "b"),
        ("date:5/3/2020", "a"),
        ("date:2020-03..2021-07", "ab"),
        ("date:..2020", "ae"),
        ("-date:2021", "ade"),
        ("captured:2021", "a"),
        ("làng -lụa", "acd"),
        ("gốm OR nón", "ac"),
        ("(gốm OR nón) làng -site:xa", "c"),
        ("nghề*", "abc"),
        ("ngh*", "abc"),
        ("lụ*", "b"),
        ('"làng n*"', "abc"),
        ("-covid làng", "abcd"),
        ("NOT làng", "e"),
    ],
)
def test_conditions(town, query, ids):
    found = town.ask(query)
    assert "".join(sorted(article_id for article_id, _ in found.hits)) == ids
    assert found.total == len(ids)
    assert found.relaxed is None


def test_the_empty_query_lists_all_newest_first(town):
    assert town.ids("") == list("cbaed")
    assert town.ids("  ") == list("cbaed")
    assert town.ids("()") == list("cbaed")


def test_sorts(town):
    assert town.ids("", sort="newest") == list("cbaed")
    assert town.ids("", sort="oldest") == list("eabcd")
    assert town.ids("", sort="title") == list("bcead")
    assert town.ids("làng", sort="oldest") == list("abcd")


def test_pages(town):
    every = town.ids("làng")
    assert [town.ids("làng", limit=2, offset=start) for start in (0, 2, 4)] == [every[:2], every[2:], []]
    assert town.ask("làng", limit=1).total == 4
    assert town.ids("làng", limit=0) == []


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"site": "huyen.tinh.vn"}, "abc"),
        ({"section": "Trang chủ › Tin tức"}, "a"),
        ({"section": "Tin tức"}, "ad"),
        ({"source": "Báo Đồng Quê"}, "a"),
        ({"date_from": "2020-03-05"}, "abc"),
        ({"date_from": "2020-03-06"}, "bc"),
        ({"date_to": "2021-07-01"}, "abe"),
        ({"date_from": "2020", "date_to": "2021-07"}, "ab"),
        ({"date_from": "2020", "site": "tinh.vn"}, "abc"),
        ({"site": "nowhere"}, ""),
    ],
)
def test_filters(town, filters, ids):
    assert "".join(sorted(town.ids("", **filters))) == ids


def test_undated_articles_are_counted_where_dates_left_them_out(town):
    assert town.ask("làng", date_from="2019").undated == 1
    assert town.ask("date:2021 làng").undated == 1
    assert town.ask("date:2021 gốm").undated == 0
    assert town.ask("làng").undated == 0
    assert town.ask("làng", date_from="2019", site="huyen.tinh.vn").undated == 0


def test_a_date_known_in_part_belongs_to_its_year(shelf, article):
    shelf.fill(article("a", date="2021"), article("b", date="2021-05"), article("c", date="2021-05-09"))
    assert sorted(shelf.ids("date:2021")) == ["a", "b", "c"]
    assert sorted(shelf.ids("date:2021-05")) == ["b", "c"]
    assert shelf.ids("date:2021-06..") == []
    assert shelf.ids("date:..2020") == []


def test_facets(town):
    facets = town.ask("làng", facets=True).facets
    assert facets["site"] == (
        FacetValue("huyen.tinh.vn", 2),
        FacetValue("tinh.vn", 1),
        FacetValue("xa.huyen.tinh.vn", 1),
    )
    assert facets["year"] == (FacetValue("2021", 2), FacetValue("2020", 1))
    assert facets["section"] == (FacetValue("Tin tức", 1), FacetValue("Trang chủ › Tin tức", 1))
    assert facets["source"] == (FacetValue("Báo Đồng Quê", 1),)
    assert facets["language"] == (FacetValue("vi", 3), FacetValue("en", 1))
    assert facets["format"] == (FacetValue("html", 3), FacetValue("mhtml", 1))
    assert town.ask("làng").facets is None


def test_facets_to_choose_from_count_as_if_they_were_not_filtered_by_themselves(town):
    def ask(**filters):
        found = town.ask("làng", facets=True, choosing=True, **filters)
        return found.total, found.facets

    total, everything = ask()
    assert everything["month"][0].value.startswith("2021-")
    assert sum(each.count for each in everything["month"]) == sum(each.count for each in everything["year"])
    total, filtered = ask(site="huyen.tinh.vn", date_from="2021", date_to="2021")
    assert filtered["year"] == ask(site="huyen.tinh.vn")[1]["year"]
    assert filtered["site"] == ask(date_from="2021", date_to="2021")[1]["site"]
    assert total == next(each.count for each in filtered["site"] if each.value == "huyen.tinh.vn")
    assert "month" not in town.ask("làng", facets=True).facets


def test_filters_of_several_values_and_of_language_format_and_tag(shelf, article):
    shelf.fill(
        article("a", "làng gốm", language="vi", format="html", site="x.vn"),
        article("b", "làng gốm", language="en", format="mhtml", site="a.x.vn"),
        article("c", "làng gốm", language="fr", format="warc", site="y.vn"),
    )
    assert sorted(shelf.ids("gốm", language=("vi", "fr"))) == ["a", "c"]
    assert sorted(shelf.ids("gốm", language=("vi", "fr"), format="warc")) == ["c"]
    assert sorted(shelf.ids("gốm", site="x.vn")) == ["a", "b"]
    assert sorted(shelf.ids("gốm", site="x.vn", choosing=True)) == ["a"]
    assert sorted(shelf.ids("gốm", site=("x.vn", "y.vn"), choosing=True)) == ["a", "c"]
    assert shelf.ids("gốm", tag="không") == []


def test_facets_are_of_all_segments_and_of_what_was_filtered(town, article):
    town.fill(article("f", "làng hoa", site="huyen.tinh.vn", date="2022-01-01"), gone=["b"])
    facets = town.ask("làng", facets=True, site="huyen.tinh.vn").facets
    assert facets["site"] == (FacetValue("huyen.tinh.vn", 2), FacetValue("xa.huyen.tinh.vn", 1))
    assert [value.value for value in facets["year"]] == ["2022", "2021", "2020"]


# ---- many words, and none -----------------------------------------------------------------------


def test_from_seven_words_on_the_best_come_first(shelf):
    words = "một hai ba bốn năm sáu bảy"
    shelf.fill(words, "một hai ba bốn năm sáu", "một hai ba", "một", "chín")
    found = shelf.ask(words)
    assert [article_id for article_id, _ in found.hits] == ["d0", "d1", "d2"]
    assert found.relaxed == "ranked"
    assert shelf.ask("một hai ba bốn năm sáu").relaxed is None
    assert shelf.ids(words + " +chín") == []
    assert shelf.ids("một AND hai ba bốn năm sáu bảy tám chín") == ["d0", "d1"]


def test_nothing_has_all_the_words(shelf):
    shelf.fill("gốm lụa nón", "gốm lụa", "khác")
    found = shelf.ask("gốm lụa nón tre")
    assert [article_id for article_id, _ in found.hits] == ["d0"]
    assert (found.relaxed, found.dropped) == ("any-word", ("tre",))
    assert shelf.ask("gốm tre mây").total == 1 - 1
    assert shelf.ask("+gốm lụa nón +tre").total == 0


def test_one_or_two_words_are_not_relaxed_but_something_is_suggested(shelf):
    shelf.fill("gốm lụa", "làng nghề", "lang thang")
    found = shelf.ask("gốm nghề")
    assert (found.total, found.relaxed) == (0, None)
    assert shelf.ask("lãng nghệ").suggestion == "làng nghề"


def test_marks_are_let_go_before_words(shelf):
    shelf.fill("làng nghề gốm cổ", "lãng nghệ cỗ")
    found = shelf.ask("lãng nghề gốm cỗ")
    assert found.relaxed == "unmarked"
    assert [article_id for article_id, _ in found.hits] == ["d0"]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("langg", "làng"),
        ("lagn", "làng"),
        ("lnag nghề", "làng nghề"),
        ("làngnghề", "làng nghề"),
        ("langnghe", "làng nghề"),
        ("làngnghề phí", "làng nghề phí"),
        ('"làgn nghề"', '"làng nghề"'),
        ("site:x làgn", None),
        ("zzzzzz", None),
    ],
)
def test_did_you_mean(shelf, query, meant):
    shelf.fill("làng nghề", "làng nghề phí", "lãng phí")
    assert shelf.ask(query).suggestion == meant


def test_of_several_readings_the_one_that_finds_most_is_suggested(shelf):
    shelf.fill("thông báo mời họp", "thông bảo", "bảo tàng, bảo vệ", "chữ o", "thông tin")
    assert shelf.ask("thông báoo").suggestion == "thông báo"
    assert shelf.ask("thong baoo").suggestion in ("thong bảo", "thong báo")


def test_of_nothing_it_is_said_which_words_no_article_has(shelf):
    shelf.fill("làng nghề", "UBND xã")
    assert shelf.ask("zzzzzz làng qqqqqq zzzzzz").unknown == ("zzzzzz", "qqqqqq")
    assert shelf.ask("làng xã").unknown == ()
    assert shelf.ask("site:khac.vn làng").unknown == ()
    assert shelf.ask('"ủy ban nhân dân" "làng xã"').unknown == ('"làng xã"',)
    assert shelf.ask("ủy ban nhân dân qqqqqq").unknown == ()  # widened, and so something is found


def test_raw_key_strokes_are_answered_and_written_out(shelf):
    shelf.fill("làng nghề", "tax free")
    found = shelf.ask("lafng ngheef")
    assert (found.total, found.suggestion) == (1, "làng nghề")
    assert shelf.ask("tax").suggestion is None


def test_a_suggestion_finds_something_under_the_filters(town):
    assert town.ask("gốmm").suggestion == "gốm"
    assert town.ask("gốmm", site="khac.vn").suggestion is None


def test_problems_are_passed_on(town):
    found = town.ask('"làng')
    assert [problem.code for problem in found.problems] == ["quote-not-closed"]
    assert found.total == 4


# ---- similar ------------------------------------------------------------------------------------


def test_similar_articles_and_why(shelf, article):
    pottery = "Làng nghề gốm Phù Lãng mở hội thi nặn gốm cho thợ trẻ"
    one = article(
        "a", pottery + ", theo 12/QĐ-UBND.", title="Hội thi nặn gốm", documents=("12/QĐ-UBND",),
        section=("Tin",), source=Source("Báo Đồng Quê", None), url="https://x.vn/a.html", date="2020-01-01",
    )  # fmt: skip
    others = [
        article("b", pottery + " năm nay.", title="Thợ gốm", section=("Tin",), date="2020-02-01"),
        article("c", "Họp tổng kết vụ lúa.", title="Vụ lúa", documents=("12/QĐ-UBND",)),
        article("d", "Giá vàng tăng.", source=Source("Báo Đồng Quê", None)),
        article("e", pottery, title="Bản khác", url="http://www.x.vn/a.html?utm_source=y"),
        *(article(f"f{number}", f"Chuyện {number} ở chợ phiên, người bán kẻ mua.") for number in range(20)),
    ]
    shelf.fill(one, *others)
    found = shelf.index.similar(one)
    assert [entry.id for entry in found] == ["b", "c"]
    assert found[0].title == "Thợ gốm"
    reasons = {reason.code: reason.values for reason in found[0].reasons}
    assert set(reasons) == {"words", "section"}
    assert "Phù Lãng" in " ".join(reasons["words"]) or len(reasons["words"]) == 4
    assert [(reason.code, reason.values) for reason in found[1].reasons] == [("docno", ("12/QĐ-UBND",))]
    assert shelf.index.similar(one, limit=1) == found[:1]


def test_similar_articles_of_one_place_and_one_week(shelf, article):
    told = "Phường Thái Thịnh ra quân dọn kênh mương, phường Thái Thịnh mời người dân cùng làm"
    one = article("a", told + ".", title="Dọn kênh", section=("Tin",), date="2020-01-01")
    others = [
        article("b", told + " ngay.", title="Kênh sạch", section=("Tin",), date="2020-01-05"),
        article("c", told + " mai.", title="Kênh đẹp", section=("Tin",), date="2020-02-05"),
        *(article(f"f{number}", f"Chuyện {number} ở chợ phiên, người bán kẻ mua.") for number in range(20)),
    ]
    shelf.fill(one, *others)
    reasons = {
        entry.id: {reason.code: reason.values for reason in entry.reasons}
        for entry in shelf.index.similar(one)
    }
    assert reasons["b"]["place"] == ("phường Thái Thịnh",)
    assert reasons["b"]["week"] == ("Tin",)
    assert "section" not in reasons["b"]
    assert reasons["c"]["section"] == ("Tin",)
    assert "Thái Thịnh" not in reasons["b"]["words"]


def test_a_reprint_of_a_similar_article_is_not_listed_beside_it(shelf, article):
    told = " ".join(f"Lò gốm số {number} của làng Phù Lãng đỏ lửa từ mờ sáng." for number in range(12))
    one = article("a", "Lò gốm của làng Phù Lãng đỏ lửa.", title="Lò gốm Phù Lãng")
    others = [
        article("b", told, title="Làng gốm vào vụ", url="https://x.vn/b", site="x.vn"),
        article("c", told, title="Làng gốm vào vụ Tết", url="https://y.vn/c", site="y.vn"),
        *(article(f"f{number}", f"Chuyện {number} ở chợ phiên, người bán kẻ mua.") for number in range(20)),
    ]
    shelf.fill(one, *others)
    assert len(shelf.index.similar(one)) == 1


def test_nothing_is_similar_to_nothing(shelf, article):
    assert shelf.index.similar(article("a", "làng nghề")) == ()
    shelf.fill(article("a", "làng nghề"))
    assert shelf.index.similar(article("a", "làng nghề")) == ()
    assert shelf.index.similar(article("z", "")) == ()


def test_what_an_article_has(shelf, article):
    shelf.fill(
        article("a", "làng", source=Source("Báo Làng", None), images=(Image("x.png", None),)),
        article("b", "làng", tables=2, attachments=(Attachment("kèm", "http://a.vn/b.pdf"),)),
    )
    found = {
        name: shelf.ids(f"has:{name}") for name in ("source", "images", "tables", "attachments", "notes")
    }
    assert found == {"source": ["a"], "images": ["a"], "tables": ["b"], "attachments": ["b"], "notes": []}
    assert shelf.ids("làng -has:tables") == ["a"]


class Outside(Nothing):
    """What a library knows besides the index."""

    def __init__(self, marked=Marked(), linking=(), noting=()):  # noqa: B008 - frozen
        self.marks, self.links, self.notes = marked, linking, noting

    def linking(self, url):
        return self.links

    def marked(self):
        return self.marks

    def noting(self, words, *, prefix):
        return self.notes


def test_marks_are_asked_for_with_every_search(shelf, article):
    shelf.fill(article("a", "làng"), article("b", "làng"), article("c", "nghề"))
    outside = Outside(
        Marked(
            {"Việc làng": frozenset({"a", "gone"}), "gốm": frozenset({"a", "c"})},
            {"read": frozenset({"a"}), "starred": frozenset({"b"}), "notes": frozenset({"c"})},
        ),
        noting=["b"],
    )

    def ids(query, **filters):
        found = shelf.index.search(SearchRequest(query, **filters), outside)
        return sorted(article_id for article_id, _ in found.hits)

    assert [ids(f"tag:{name}") for name in ('"việc làng"', '"viec lang"', "việc", "vi*", "gốm")] == [
        *(["a"], ["a"], [], ["a"], ["a", "c"])
    ]
    assert [ids(f"is:{name}") for name in ("read", "unread", "starred", "listed")] == [
        *(["a"], ["b", "c"], ["b"], [])
    ]
    assert ids("has:notes") == ["c"]
    assert ids("has:tags") == ["a", "c"]
    assert ids("làng -is:read note:gì") == ["b"]
    assert ids("", tag=("gốm",), mark="unread") == ["c"]
    facets = shelf.index.search(SearchRequest("làng", facets=True), outside).facets
    assert [(each.value, each.count) for each in facets["tag"]] == [("Việc làng", 1), ("gốm", 1)]
    assert {each.value: each.count for each in facets["mark"]} == {"starred": 1, "read": 1, "unread": 1}
    chosen = SearchRequest("làng", facets=True, choosing=True, mark=("read",))
    marks = {each.value: each.count for each in shelf.index.search(chosen, outside).facets["mark"]}
    assert marks == {"starred": 1, "read": 1, "unread": 1}  # other values can still be chosen
    outside.marks = Marked({"gốm": frozenset({"b"})})
    assert ids("tag:gốm") == ["b"]
    assert "mark" not in shelf.index.search(SearchRequest("", facets=True), outside).facets
    assert shelf.ask("is:gì").problems[0].code == "value-unknown"


def test_marks_are_completed_most_used_first():
    marked = Marked({"luận văn": frozenset({"a"}), "luật": frozenset({"a", "b"}), "gốm": frozenset()})
    assert complete_marks("làng tag:lu", marked, 8) == ("làng tag:luật", 'làng tag:"luận văn"')
    assert complete_marks('-tag:"luan v', marked, 8) == ('-tag:"luận văn"',)
    assert complete_marks("is:", marked, 2) == ("is:starred", "is:to-read")
    assert complete_marks("has:no", marked, 8) == ("has:notes",)
    assert complete_marks("tag:gốm", marked, 8) == ()
    assert complete_marks("làng", marked, 8) == ()


def test_articles_that_link_to_an_address_come_from_outside(shelf):
    shelf.fill("làng", "nghề")
    request = SearchRequest("linksto:a.vn/x")
    assert shelf.index.search(request, Outside(linking=["d1", "gone"])).hits[0][0] == "d1"
    assert shelf.index.search(request).total == 0
    many = [f"x{number}" for number in range(1000)]
    assert shelf.index.search(request, Outside(linking=[*many, "d0"])).hits[0][0] == "d0"


def test_wild_words_with_marks_find_only_those(shelf):
    shelf.fill("mừng", "mang", "muông")
    assert shelf.ids("m*ng") == ["d0", "d1", "d2"]
    assert shelf.ids("mừ?g") == ["d0"]
    assert shelf.ids('"m*ng"') == ["d0", "d1", "d2"]
    assert shelf.ids("hoà*") == []


def test_the_exact_word_comes_before_its_likenesses(shelf):
    shelf.fill("mung", "mang mong", "mang mang")
    assert shelf.ids("mang~")[0] == "d2"
    assert set(shelf.ids("mang~")) == {"d0", "d1", "d2"}
