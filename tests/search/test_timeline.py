"""Articles by month and year."""

from reader.model import PeriodCount, SearchRequest


def counts(shelf, query, by, **filters):
    found = shelf.index.timeline([SearchRequest(query, **filters)], by)
    return [(each.period, each.count) for each in found.series[0].counts], found


def test_months_and_years(shelf, article):
    days = ["2020-01-05", "2020-01-09", "2020-03", "2021", None]
    shelf.fill(
        *(article(f"a{n}", "làng", date=day) for n, day in enumerate(days)),
        article("b", "x", date="1999-12-01"),
    )
    months, found = counts(shelf, "làng", "month")
    assert months == [("2020-01", 2), ("2020-03", 1)]
    assert (found.series[0].total, found.series[0].undated) == (3, 2)
    assert found.all == (PeriodCount("1999-12", 1), PeriodCount("2020-01", 2), PeriodCount("2020-03", 1))
    years, found = counts(shelf, "làng", "year")
    assert years == [("2020", 3), ("2021", 1)]
    assert found.series[0].undated == 1
    assert counts(shelf, "làng", "year", date_from="2021")[0] == [("2021", 1)]


def test_what_was_done_to_a_query_is_told(shelf):
    shelf.fill("làng nghề gốm")
    found = shelf.index.timeline([SearchRequest('"làng'), SearchRequest("lành")], "year")
    assert found.series[0].problems[0].code == "quote-not-closed"
    assert found.series[1].suggestion == "làng"
