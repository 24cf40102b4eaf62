"""What a screen reader is told of the panels: every control that takes the keyboard has a name and a role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from reader.model import FacetValue, Related, RelatedEntry, SearchRequest
from reader.translation import set_language
from reader.ui.filters import Filters
from reader.ui.find_bar import FindBar
from reader.ui.related_panel import RelatedPanel
from reader.ui.result_list import ResultList
from reader.ui.search_box import SearchBox

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


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("make", [search_box, result_list, empty_list, filters, related, find_bar])
def test_every_control_has_a_name_and_a_role(qtbot, samples, make, language):
    set_language(language)
    panel = make(samples)
    qtbot.addWidget(panel)
    panel.show()
    controls = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
    ]
    assert controls
    for control in controls:
        told = QAccessible.queryAccessibleInterface(control)
        assert told.text(QAccessible.Text.Name).strip(), control
        assert told.role() != QAccessible.Role.NoRole


def test_the_rows_of_the_lists_are_told(qtbot, samples):
    for panel, view in ((result_list(samples), "view"), (related(samples), "tree")):
        qtbot.addWidget(panel)
        panel.show()
        told = QAccessible.queryAccessibleInterface(getattr(panel, view))
        names = [told.child(row).text(QAccessible.Text.Name) for row in range(told.childCount())]
        assert any(name.startswith(("Article 0. town.example", "Title. archived")) for name in names)
