"""What a screen reader is told of the panels: every control that takes the keyboard has a name and a role."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from reader.library.comparing import compare
from reader.model import (
    Candidate,
    Capture,
    FacetValue,
    Followed,
    KwicLine,
    KwicResult,
    Missing,
    PeriodCount,
    Progress,
    Related,
    RelatedEntry,
    Resource,
    SearchRequest,
    Timeline,
    TimelineSeries,
)
from reader.translation import set_language
from reader.ui.pages.arriving import Document
from reader.ui.pages.captures_model import CaptureRow, CapturesFound
from reader.ui.pages.captures_page import CapturesPage
from reader.ui.pages.choices_page import ChoicesPage
from reader.ui.pages.comparison_page import ComparisonPage
from reader.ui.pages.comparison_words import Compared
from reader.ui.pages.document_page import DocumentPage
from reader.ui.pages.history import Place
from reader.ui.pages.kwic_page import KwicPage
from reader.ui.pages.missing_page import MissingPage
from reader.ui.pages.search_page import place_of
from reader.ui.pages.timeline_page import TimelinePage
from reader.ui.reading.find_bar import FindBar
from reader.ui.related_panel import RelatedPanel
from reader.ui.results.filters import Filters
from reader.ui.results.result_list import ResultList
from reader.ui.results.search_box import SearchBox
from reader.ui.theme import reader_themes

ENTRY = RelatedEntry("Title", "2021-06-02", "http://town.example/2", "archived", "2" * 16)


def search_box(samples):
    box = SearchBox()
    box.set_history(["earlier"])
    return box


def result_list(samples):
    panel = ResultList()
    panel.show_result(samples.result(range(3), suggestion="other"), SearchRequest("word"))
    return panel


def empty_list(samples):
    panel = ResultList()
    panel.show_result(samples.result([], query="one two"), SearchRequest("one two", site="town.example"))
    return panel


def filters(samples):
    panel = Filters()
    years = tuple(FacetValue(str(year), 1) for year in (2019, 2021))
    facets = {"site": (FacetValue("town.example", 2), FacetValue("city.example", 1)), "year": years}
    panel.show_facets(facets, SearchRequest("word", site="town.example", date_from="2021-01-01"))
    return panel


def related(samples):
    panel = RelatedPanel()
    panel.show_related(samples.article(), Related((ENTRY,), (), (), (), ()))
    return panel


def find_bar(samples):
    bar = FindBar()
    bar.open_bar("word")
    return bar


def comparison(samples):
    page = ComparisonPage()
    a, b = samples.article(id="a" * 16), samples.article(id="b" * 16, text="Other words.", title="Other")
    page.set_look(reader_themes()["light"], 17)
    page.show_place(Place("comparison"), Compared(a, b, compare(a, b)))
    return page


def captures(samples):
    page = CapturesPage()
    times = ("2021-06-03T04:05:06Z", "2022-06-03T04:05:06Z")
    rows = (
        CaptureRow(Capture(f"{n:016x}", time, "record", "/a", None, ""), "warc", "Title")
        for n, time in enumerate(times)
    )
    page.show_place(Place("captures"), CapturesFound(f"{0:016x}", "http://town.example/", tuple(rows)))
    return page


def _document(name, body):
    page = DocumentPage()
    page.set_look(reader_themes()["light"], 17)
    page.show_place(Place("document"), Document("", f"http://a.example/{name}", Resource(body, "")))
    return page


def other_document(samples):
    return _document("form.doc", b"words")


def locked_document(samples):
    page = PdfWriter()
    page.add_blank_page(200, 200)
    page.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    page.write(made)
    return _document("plan.pdf", made.getvalue())


def choices(samples):
    page = ChoicesPage()
    page.set_look(reader_themes()["light"], 17)
    told = (Candidate("1" * 16, "One", None, None, None), Candidate("2" * 16, "Two", None, None, None))
    page.show_place(Place("choices"), Followed("missing", None, "http://a.example/", None, told))
    return page


def missing(samples):
    page = MissingPage()
    page.set_look(reader_themes()["light"], 17)
    page.show_missing(Missing("http://a.example/", (samples.hit(1),), ()), is_wanted=True)
    return page


PAGES = [comparison, captures, other_document, locked_document, choices, missing]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("make", PAGES)
def test_pages_have_room_for_their_texts(qtbot, samples, make, language, cut_off):
    set_language(language)
    page = make(samples)
    qtbot.addWidget(page)
    page.resize(380, 560)
    page.show()
    QApplication.processEvents()
    assert cut_off(page) == []


def concordance(samples):
    page = KwicPage()
    page.show_place(place_of("kwic", SearchRequest("word")), None)
    lines = (KwicLine("1" * 16, "Title", "2021-06-02", "before ", "word", " after", 7, 11),)
    page.show_read(Progress("done", 1, 1, found=KwicResult("word", 1, lines, 1)))
    page.show_arranged(KwicResult("word", 1, lines, 1, suggestion="words"))
    return page


def timeline(samples):
    page = TimelinePage()
    page.show_place(place_of("timeline", SearchRequest("word")), None)
    counts = tuple(PeriodCount(str(year), 1) for year in range(2010, 2020))
    page.show_timeline(Timeline("year", (TimelineSeries("word", counts, 10, suggestion="words"),), counts))
    return page


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(
    "make", [concordance, timeline, search_box, result_list, empty_list, filters, related, find_bar, *PAGES]
)
def test_every_control_has_a_name_and_a_role(qtbot, samples, unnamed, make, language):
    set_language(language)
    panel = make(samples)
    qtbot.addWidget(panel)
    panel.show()
    QApplication.processEvents()
    assert unnamed(panel) == []


# Words of the articles and documents above, which are no texts of the program.
DATA = (
    "Title First paragraph Other words One Two The election went well before hit after word Article other "
    "doc warc"
)


@pytest.mark.parametrize(
    "make", [concordance, timeline, search_box, result_list, empty_list, filters, related, find_bar, *PAGES]
)
def test_every_text_on_show_follows_the_language(qtbot, samples, make, brackets, foreign):
    panel = make(samples)
    qtbot.addWidget(panel)
    panel.resize(600, 560)
    panel.show()
    brackets()
    assert foreign(panel, DATA) == []


def test_a_page_of_links_alone_takes_the_keyboard(qtbot, samples):
    page = choices(samples)
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    page.focus_first()
    assert "One" in page.focusWidget().text()


def test_the_rows_of_the_lists_are_told(qtbot, samples):
    for panel, view in ((result_list(samples), "view"), (related(samples), "tree")):
        qtbot.addWidget(panel)
        panel.show()
        told = QAccessible.queryAccessibleInterface(getattr(panel, view))
        names = [told.child(row).text(QAccessible.Text.Name) for row in range(told.childCount())]
        assert any(name.startswith(("Article 0. town.example", "Title. archived")) for name in names)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("make", [concordance, timeline])
def test_views_of_a_search_have_room_for_their_texts(qtbot, samples, make, language, cut_off):
    test_pages_have_room_for_their_texts(qtbot, samples, make, language, cut_off)
