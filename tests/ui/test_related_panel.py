"""The related panel: its sections, what they tell, folding, and where entries lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem

from reader.model import Backlink, Capture, LinkedFrom, Reason, Related, RelatedEntry, Reprint, Similar
from reader.translation import set_language
from reader.ui.related_delegate import compare_rect
from reader.ui.related_model import ITEM_ROLE, Entry, Section
from reader.ui.related_panel import RelatedPanel

ENTRIES = (
    RelatedEntry("Second first", "2021-06-02", "http://town.example/2", "archived", "2" * 16),
    RelatedEntry("First second", None, "http://town.example/1", "missing", None),
    RelatedEntry("Other parameters", None, "http://town.example/3?a=1", "other-capture", "3" * 16),
    RelatedEntry("Only words", None, None, "missing", None),
)
RELATED = Related(
    listed=ENTRIES,
    notices=(RelatedEntry("Notice", None, "http://town.example/n", "archived", "4" * 16),),
    similar=(
        Similar("5" * 16, "Alike", 3.0, (Reason("docno", ("12/QĐ-UBND",)), Reason("words", ("vote",)))),
    ),
    linked_from=(Backlink("6" * 16, None, "http://town.example/", "menu", None),),
    captures=(
        Capture("a" * 16, "2021-06-03T04:05:06Z", "comment", "/a", None, "", True),
        Capture("7" * 16, "2022-01-02T03:04:05Z", "comment", "/b", None, "", False),
    ),
)


@pytest.fixture
def panel(qtbot, samples):
    panel = RelatedPanel()
    qtbot.addWidget(panel)
    panel.resize(280, 900)
    panel.show()
    panel.show_related(samples.article(id="a" * 16), RELATED)
    panel.followed, panel.opened = [], []
    panel.link_followed.connect(lambda url, new_tab: panel.followed.append((url, new_tab)))
    panel.article_chosen.connect(lambda article, new_tab: panel.opened.append((article, new_tab)))
    return panel


def sections(panel):
    model = panel.tree.model()
    return [model.index(row, 0).data(ITEM_ROLE) for row in range(model.rowCount())]


def entry(panel, section, row):
    model = panel.tree.model()
    return model.index(row, 0, model.index(section, 0))


def click(panel, qtbot, index, button=Qt.MouseButton.LeftButton, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(panel.tree.viewport(), button, modifier, panel.tree.visualRect(index).center())


def note(panel):
    return next((label.text() for label in panel.findChildren(QLabel) if label.isVisible()), None)


# ---- what it shows


def test_the_pages_own_list_comes_first_and_in_its_order(panel):
    assert [(section.name, section.count) for section in sections(panel)] == [
        ("listed", 4),
        ("similar", 1),
        ("linked_from", 1),
        ("captures", 1),
        ("notices", 1),
    ]
    assert [entry(panel, 0, row).data() for row in range(4)] == [item.title for item in ENTRIES]


def test_states_are_told_by_sign_and_by_word(panel):
    shown = [entry(panel, 0, row).data(ITEM_ROLE) for row in range(4)]
    assert [item.sign for item in shown] == ["●", "○", "◐", ""]
    assert [item.detail for item in shown] == [
        "archived · 2 June 2021",
        "not in the archive",
        "another capture",
        "no link",
    ]


def test_computed_entries_say_why_they_are_there(panel):
    assert entry(panel, 1, 0).data(ITEM_ROLE).detail == "same document: 12/QĐ-UBND; same words: vote"
    assert entry(panel, 2, 0).data(ITEM_ROLE).title == "(no title)"
    assert entry(panel, 2, 0).data(ITEM_ROLE).detail == "in its menu"


def test_the_capture_on_show_is_none_of_the_others(panel):
    captures = entry(panel, 3, 0).data(ITEM_ROLE)
    pair = ("a" * 16, "7" * 16)
    assert captures == Entry("2 January 2022 03:04 UTC", "◐", "another text", "7" * 16, pair=pair)


def test_a_screen_reader_is_told_title_and_state(panel):
    role = Qt.ItemDataRole.AccessibleTextRole
    assert panel.tree.model().index(0, 0).data(role) == "On this page (4)"
    assert entry(panel, 0, 1).data(role) == "First second. not in the archive"


def test_empty_sections_are_left_out_and_an_empty_panel_says_so(panel, samples):
    panel.show_related(samples.article(), Related((), (), RELATED.similar, (), ()))
    assert [section.name for section in sections(panel)] == ["similar"]
    assert note(panel) is None
    panel.show_related(samples.article(), Related((), (), (), (), ()))
    assert "Nothing in the archive" in note(panel)
    panel.clear()
    assert "Open an article" in note(panel)


def test_waiting_is_told_only_when_it_lasts(panel, qtbot, samples):
    panel.show_busy()
    assert note(panel) is None
    qtbot.waitUntil(lambda: note(panel) is not None)
    panel.show_related(samples.article(), RELATED)
    assert note(panel) is None


def test_a_very_long_section_shows_its_first_part_until_asked(panel, samples, qtbot):
    links = tuple(Backlink(f"{n:016x}", f"Page {n}", None, "menu", None) for n in range(700))
    panel.show_related(samples.article(), Related((), (), (), links, ()))
    model = panel.tree.model()
    shown = model.rowCount(model.index(0, 0))
    assert shown < 60
    assert sections(panel) == [Section("linked_from", "Links here", 700)]
    last = entry(panel, 0, shown - 1)
    assert last.data() == "Show all 700"
    panel.tree.scrollTo(last)
    click(panel, qtbot, last)
    assert model.rowCount(model.index(0, 0)) == 700
    assert entry(panel, 0, 699).data() == "Page 699"


def test_what_was_not_sent_along_is_asked_for(panel, samples, qtbot):
    def links(*numbers):
        return tuple(Backlink(f"{n:016x}", f"Page {n}", None, "menu", None) for n in range(*numbers))

    related = Related((), (), (), links(60), (), linked_total=130)
    panel.show_related(samples.article(), related)
    model = panel.tree.model()
    assert sections(panel) == [Section("linked_from", "Links here", 130)]

    def last():
        return entry(panel, 0, model.rowCount(model.index(0, 0)) - 1)

    assert last().data() == "Show more (90 left)"
    panel._choose(last(), False)
    assert last().data() == "Show more (70 left)"
    with qtbot.waitSignal(panel.links_wanted) as asked:
        panel._choose(last(), False)
    assert asked.args == ["a" * 16, 60]
    panel.add_links("b" * 16, LinkedFrom(links(60, 100), 130))
    assert last().data() == "Show more (70 left)"
    panel.add_links("a" * 16, LinkedFrom(links(60, 100), 130))
    assert last().data() == "Show more (30 left)"
    panel.add_links("a" * 16, LinkedFrom(links(100, 130), 130))
    assert last().data() == "Page 129"


def test_captures_and_reprints_are_compared_with_the_older_one_first(panel, samples, qtbot):
    reprints = (
        Reprint("8" * 16, "Copy", "paper.example", "2021-06-01", None, 0.97, True),
        Reprint("9" * 16, None, "other.example", "2021-07-01", None, 0.5, False),
    )
    article = samples.article(id="a" * 16)
    panel.show_related(article, replace(RELATED, reprints=reprints))
    assert [each.name for each in sections(panel)][:3] == ["listed", "similar", "reprints"]
    panel.show_related(article, replace(RELATED, reprints=(*reprints, replace(reprints[0], id="5" * 16))))
    assert "similar" not in [each.name for each in sections(panel)]
    panel.show_related(article, replace(RELATED, reprints=reprints))
    first, second = (entry(panel, 2, row).data(ITEM_ROLE) for row in range(2))
    assert first.detail == "paper.example · 97% of the text · the earliest · 1 June 2021"
    assert first.pair == ("8" * 16, "a" * 16)
    assert second.pair == ("a" * 16, "9" * 16)
    panel.tree.setCurrentIndex(entry(panel, 2, 1))
    with qtbot.waitSignal(panel.compare_wanted) as asked:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["a" * 16, "9" * 16]
    option = QStyleOptionViewItem()
    panel.tree.initViewItemOption(option)
    option.rect = panel.tree.visualRect(entry(panel, 2, 0))
    where = compare_rect(option).center().toPoint()
    with qtbot.waitSignal(panel.compare_wanted) as asked:
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args == ["8" * 16, "a" * 16]
    assert panel.opened == []


def test_rows_grow_where_the_panel_is_narrow(panel, samples, qtbot):
    long = RelatedEntry(
        "A title that takes more than one line in a narrow panel", None, "http://a.example", "missing", None
    )
    panel.show_related(samples.article(), Related((long,), (), (), (), ()))
    wide = panel.tree.visualRect(entry(panel, 0, 0)).height()
    panel.resize(160, 900)
    qtbot.waitUntil(lambda: panel.tree.visualRect(entry(panel, 0, 0)).height() > wide)


# ---- where entries lead


def test_own_entries_are_followed_by_their_address(panel, qtbot):
    click(panel, qtbot, entry(panel, 0, 0))
    click(panel, qtbot, entry(panel, 0, 1), modifier=Qt.KeyboardModifier.ControlModifier)
    click(panel, qtbot, entry(panel, 4, 0), button=Qt.MouseButton.MiddleButton)
    assert panel.followed == [
        ("http://town.example/2", False),
        ("http://town.example/1", True),
        ("http://town.example/n", True),
    ]
    assert panel.opened == []


def test_computed_entries_are_opened_by_their_id(panel, qtbot):
    click(panel, qtbot, entry(panel, 1, 0))
    click(panel, qtbot, entry(panel, 2, 0), button=Qt.MouseButton.MiddleButton)
    click(panel, qtbot, entry(panel, 3, 0))
    assert panel.opened == [("5" * 16, False), ("6" * 16, True), ("7" * 16, False)]
    assert panel.followed == []


def test_an_entry_without_a_link_leads_nowhere(panel, qtbot):
    click(panel, qtbot, entry(panel, 0, 3))
    assert panel.followed == panel.opened == []


def test_the_keyboard_alone_folds_and_follows(panel, qtbot):
    panel.focus_list()
    tree = panel.tree
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert panel.folded == ["listed"]
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert panel.folded == []
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.followed == [("http://town.example/2", False), ("http://town.example/2", True)]
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert isinstance(tree.currentIndex().data(ITEM_ROLE), Section)


def test_the_menu_of_an_entry(panel, qtbot, qapp):
    index = entry(panel, 0, 0)
    menu = panel.tree.menu_for(index, index.data(ITEM_ROLE))
    actions = {action.text(): action for action in menu.actions() if action.text()}
    actions["Open in new tab"].trigger()
    assert panel.followed == [("http://town.example/2", True)]
    actions["Copy address"].trigger()
    assert qapp.clipboard().text() == "http://town.example/2"


# ---- folding


def test_folded_sections_stay_folded_for_the_next_article(panel, qtbot, samples):
    with qtbot.waitSignal(panel.folded_changed) as changed:
        click(panel, qtbot, panel.tree.model().index(1, 0))
    assert changed.args == [["similar"]]
    panel.show_related(samples.article(), Related((), (), (), RELATED.linked_from, ()))
    assert panel.folded == ["similar"]
    panel.show_related(samples.article(), RELATED)
    open_now = [panel.tree.isExpanded(panel.tree.model().index(row, 0)) for row in range(5)]
    assert open_now == [True, False, True, True, True]


def test_folds_of_an_earlier_session(panel, qtbot):
    with qtbot.assertNotEmitted(panel.folded_changed):
        panel.set_folded(["notices", "unknown"])
    assert not panel.tree.isExpanded(panel.tree.model().index(4, 0))
    assert panel.tree.isExpanded(panel.tree.model().index(0, 0))
    assert "notices" in panel.folded


def test_another_language(panel):
    before = [section.title for section in sections(panel)]
    set_language("vi")
    panel.retranslate()
    assert all(one != other for one, other in zip(before, [s.title for s in sections(panel)], strict=True))
