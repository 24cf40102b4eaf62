"""The article on the screen: pictures, hits, links by mouse and keyboard, size and place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest

from reader.ui.pages.page import ArticlePage, PageLink
from reader.ui.reading.focus_frame import FocusFrame
from reader.ui.reading.reader_view import ReaderView
from reader.ui.theme import ReaderType, column_width, reader_themes

LINKS = (
    PageLink("follow", "http://town.example/2", "http://town.example/2 — archived"),
    PageLink("search", 'docno:"5/QĐ"', "Search for 5/QĐ"),
)
WORDS = "words that fill a line of the page so that it must be broken "


def page(html, pictures=(), words=(), right_to_left=False):
    return ArticlePage("Title", f"<html><body>{html}</body></html>", LINKS, pictures, right_to_left, words)


@pytest.fixture
def view(qtbot):
    view = ReaderView()
    qtbot.addWidget(view)
    view.set_look(reader_themes()["light"], ReaderType(serif=False))
    view.resize(700, 500)
    view.show()
    view.activateWindow()
    qtbot.waitExposed(view)
    view.followed = []
    view.link_followed.connect(lambda link, new_tab: view.followed.append((link, new_tab)))
    return view


def find(view, text, start=0):
    """The offsets of a text on the page, as the search would give them."""
    at = view.toPlainText().index(text, start)
    return at, at + len(text)


def point_of(view, text):
    cursor = view.textCursor()
    cursor.setPosition(find(view, text)[0] + 1)
    return view.cursorRect(cursor).center()


# ---- pictures


def image(width, height):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    return picture


def shown(view, number):
    return view.loadResource(2, f"picture:{number}")


def test_pictures_are_asked_for_in_their_order(view, qtbot):
    asked = []
    view.picture_wanted.connect(lambda number, source: asked.append((number, source)))
    view.show_page(page('<img src="picture:0"><img src="picture:1">', ("a.png", "b.png")))
    assert asked == [(0, "a.png"), (1, "b.png")]


def test_a_picture_is_never_wider_than_the_column_nor_enlarged(view, qtbot):
    view.show_page(page('<img src="picture:0"><br><img src="picture:1">', ("a", "b")))
    view.set_picture(0, image(4000, 1000))
    view.set_picture(1, image(50, 40))
    ratio = view.devicePixelRatioF()
    assert shown(view, 0).width() <= view.viewport().width() * ratio
    assert shown(view, 1).width() == 50
    view.resize(400, 500)
    assert shown(view, 0).width() <= 400 * ratio


def test_a_picture_that_is_not_there_says_so_and_is_counted(view, qtbot):
    view.show_page(page('<img src="picture:0">', ("gone.png",), ("The hall",)))
    with qtbot.waitSignal(view.refused_changed) as refused:
        view.set_picture(0, None)
    assert refused.args == [1]
    assert view.refused == ("gone.png",)
    assert shown(view, 0).width() > 100


def test_a_picture_that_takes_long_has_a_frame_meanwhile(view, qtbot):
    view.show_page(page('<img src="picture:0">', ("slow.png",)))
    assert shown(view, 0).width() == 1
    qtbot.waitUntil(lambda: shown(view, 0).width() > 100)
    assert view.refused == ()
    view.set_picture(0, image(10, 10))
    assert shown(view, 0).width() == 10


def test_pictures_above_do_not_move_the_text_that_is_read(view, qtbot):
    html = '<p><img src="picture:0"></p>' + f"<p>{WORDS * 5}</p>" * 30
    view.show_page(page(html, ("a.png",)))
    view.go_to_place(3000)
    before = view.place()
    view.set_picture(0, image(400, 400))
    high = view.verticalScrollBar().maximum()
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > high)
    assert abs(view.place() - before) < 120


def test_a_picture_of_an_earlier_page_is_dropped(view):
    view.show_page(page('<img src="picture:0">', ("a.png",)))
    view.show_page(page("no pictures"))
    view.set_picture(0, image(10, 10))
    assert view.refused == ()


# ---- hits


def test_hits_are_marked_and_walked_round_the_end(view):
    view.show_page(page("<p>vote one</p><p>vote two</p><p>vote three</p>"))
    spans = [find(view, "vote"), find(view, "vote", 5), find(view, "vote", 15)]
    view.mark_hits(spans)
    assert (view.hits, view.current_hit) == (3, -1)
    assert [selection.cursor.selectedText() for selection in view.extraSelections()] == ["vote"] * 3
    seen = []
    for step in (1, 1, 1, 1, -1):
        view.walk(step)
        seen.append(view.current_hit)
    assert seen == [0, 1, 2, 0, 2]


def test_the_current_hit_differs_by_more_than_colour(view):
    view.show_page(page("<p>vote vote</p>"))
    view.mark_hits([(0, 4), (5, 9)])
    view.walk(1)
    assert [selection.format.fontUnderline() for selection in view.extraSelections()] == [True, False]


def test_walking_brings_the_hit_into_view(view):
    view.show_page(page(f"<p>{WORDS * 4}</p>" * 40 + "<p>needle</p>" + f"<p>{WORDS}</p>" * 40))
    view.mark_hits([find(view, "needle")])
    assert view.walk(1)
    assert view.viewport().rect().contains(point_of(view, "needle"))


def test_walking_begins_with_what_is_in_view(view):
    view.show_page(page(f"<p>needle</p><p>{WORDS * 300}</p><p>needle</p>"))
    view.mark_hits([find(view, "needle"), find(view, "needle", 10)])
    view.go_to_place(2000)
    view.walk(1)
    assert view.current_hit == 1
    view.mark_hits([find(view, "needle"), find(view, "needle", 10)])
    view.go_to_place(2000)
    view.walk(-1)
    assert view.current_hit == 0


def test_hits_behind_letters_beyond_the_basic_plane(view):
    view.show_page(page("<p>𝒜𝒷 vote</p>"))
    view.mark_hits([find(view, "vote")])
    assert view.extraSelections()[0].cursor.selectedText() == "vote"


def test_marks_stand_right_in_tables_and_lists(view):
    view.show_page(page("<table><tr><td>a</td><td>vote</td></tr></table><ul><li>vote</li></ul>"))
    view.mark_hits([find(view, "vote"), find(view, "vote", 8)])
    assert [selection.cursor.selectedText() for selection in view.extraSelections()] == ["vote", "vote"]


def test_what_is_said_about_the_capture_is_no_place_for_hits(view):
    view.show_page(
        page("<p>𝒜 vote</p><hr><p>more</p><hr><div><p>About</p><table><tr><td>vote</td></tr></table></div>")
    )
    assert view.article_text.split() == ["𝒜", "vote", "more"]
    assert view.toPlainText().startswith(view.article_text)
    view.show_page(page("<p>vote</p>"))
    assert view.article_text == "vote"


def test_without_hits_there_is_nothing_to_walk(view):
    view.show_page(page("text"))
    assert not view.walk(1)
    view.mark_hits([(0, 4)])
    view.show_page(page("other"))
    assert (view.hits, view.extraSelections()) == (0, [])


def test_hits_stay_marked_in_another_look(view):
    view.show_page(page("vote"))
    view.mark_hits([(0, 4)])
    view.set_look(reader_themes()["dark"], ReaderType(px=24))
    (selection,) = view.extraSelections()
    assert selection.cursor.selectedText() == "vote"
    assert selection.format.background().color().name() == reader_themes()["dark"].hit


# ---- links

LINKED = '<p>before <a href="link:0">archived page</a> and <a href="link:1">document</a></p>'


def test_a_click_follows_ctrl_and_the_middle_button_open_a_tab(view, qtbot):
    view.show_page(page(LINKED))
    at = point_of(view, "archived")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, pos=at)
    assert view.followed == [(LINKS[0], False), (LINKS[0], True)]


def test_ctrl_click_opens_a_tab(view, qtbot, monkeypatch):
    view.show_page(page(LINKED))
    monkeypatch.setattr(
        "reader.ui.reading.reader_view.QGuiApplication.keyboardModifiers",
        lambda: Qt.KeyboardModifier.ControlModifier,
    )
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        point_of(view, "archived"),
    )
    assert view.followed == [(LINKS[0], True)]


def test_the_keyboard_reaches_links_and_follows_them(view, qtbot):
    view.show_page(page(LINKED))
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    hovered = []
    view.link_hovered.connect(hovered.append)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.followed == [(LINKS[0], False), (LINKS[1], True)]
    assert hovered == [LINKS[0].hint, LINKS[1].hint]


def test_the_pointer_over_a_link_tells_where_it_leads(view, qtbot):
    view.show_page(page(LINKED))
    with qtbot.waitSignal(view.link_hovered) as hovered:
        QTest.mouseMove(view.viewport(), point_of(view, "archived"))
    assert hovered.args == [LINKS[0].hint]


@pytest.mark.parametrize(
    "target", ["link:9", "link:x", "http://a.example", "javascript:x()", "file:///etc", "link:"]
)
def test_any_other_target_leads_nowhere(view, qtbot, target):
    view.show_page(page(f'<p><a href="{target}">elsewhere</a></p>'))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "elsewhere"))
    assert view.link_at(point_of(view, "elsewhere")) is None
    assert view.followed == []
    assert "elsewhere" in view.toPlainText()


def test_a_link_within_the_page_scrolls(view, qtbot):
    view.show_page(page(f'<p><a href="#end">jump</a></p><p>{WORDS * 400}</p><p><a name="end">here</a></p>'))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "jump"))
    assert view.verticalScrollBar().value() > 0
    assert view.followed == []


def actions(view, link):
    return {action.text(): action for action in view.menu_for(link).actions() if action.text()}


def test_the_menu_of_a_link(view, qapp):
    view.show_page(page(LINKED))
    menu = actions(view, LINKS[0])
    menu["Open in new tab"].trigger()
    assert view.followed == [(LINKS[0], True)]
    menu["Copy address"].trigger()
    assert qapp.clipboard().text() == "http://town.example/2"
    assert "Copy address" not in actions(view, LINKS[1])
    assert "Open" not in actions(view, None)


def test_the_menu_searches_for_what_is_selected(view, qtbot):
    view.show_page(page("<p>two words</p>"))
    assert not actions(view, None)["&Copy"].isEnabled()
    view.selectAll()
    menu = actions(view, None)
    with qtbot.waitSignal(view.search_wanted) as wanted:
        menu["Search for “two words”"].trigger()
    assert wanted.args == ['"two words"']


def test_what_is_copied_is_plain_text(view, qapp):
    view.show_page(page(LINKED + '<p>next <img src="picture:0"></p>', ("a",)))
    view.selectAll()
    view.copy()
    data = qapp.clipboard().mimeData()
    assert data.text().split("\n") == ["before archived page and document", "next "]
    assert not data.hasHtml()


def test_the_keyboards_place_is_framed_a_click_is_not(view, qtbot):
    view.show_page(page(LINKED))
    frame = view.findChild(FocusFrame)
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(frame.isVisible)
    assert frame.geometry() == view.rect()
    view.clearFocus()
    assert not frame.isVisible()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not frame.isVisible()


# ---- size and place


def test_the_column_has_the_measure_of_a_book_and_stands_in_the_middle(view):
    view.show_page(page(f"<p>{WORDS * 20}</p>"))
    view.resize(1600, 500)
    frame = view.document().rootFrame().frameFormat()
    column = view.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert column == pytest.approx(column_width(view.document().defaultFont()), abs=2)
    assert frame.leftMargin() == frame.rightMargin()


@pytest.mark.parametrize("change", ["larger type", "narrower window"])
def test_the_place_in_the_text_survives(view, change):
    view.show_page(page("".join(f"<p>{number} {WORDS * 3}</p>" for number in range(200))))
    view.go_to_place(9000)
    before = view.place()
    if change == "larger type":
        view.set_look(reader_themes()["light"], ReaderType(serif=False, px=26))
    else:
        view.resize(420, 500)
    assert abs(view.place() - before) < 150


def test_a_long_page_at_its_top_is_never_laid_out_as_a_whole_to_find_the_place(view, monkeypatch):
    asked = []
    monkeypatch.setattr(view, "cursorForPosition", lambda point: asked.append(point))
    view.show_page(page(f"<p>{WORDS * 300}</p>"))
    view.set_look(reader_themes()["dark"], ReaderType(serif=False, px=20))
    view.resize(420, 500)
    assert view.place() == 0
    assert not asked


def test_a_new_page_begins_at_its_top(view):
    view.show_page(page(f"<p>{WORDS * 300}</p>"))
    view.go_to_place(5000)
    view.show_page(page(f"<p>other {WORDS * 300}</p>"))
    assert view.verticalScrollBar().value() == 0


def test_the_wheel_with_ctrl_wants_another_size(view, qtbot, qapp):
    view.show_page(page(f"<p>{WORDS * 300}</p>"))
    steps = []
    view.zoom_wanted.connect(steps.append)
    for turn in (120, -120):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        qapp.sendEvent(view.viewport(), event)
    assert steps == [1, -1]
    assert view.verticalScrollBar().value() == 0


def test_arrows_and_space_scroll(view, qtbot):
    view.show_page(page(f"<p>{WORDS * 300}</p>"))
    bar = view.verticalScrollBar()
    seen = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        qtbot.keyClick(view, key)
        seen.append(bar.value())
    assert seen == sorted(set(seen))
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_text_is_selected_by_keyboard_from_what_is_in_view(view, qtbot):
    view.show_page(page("".join(f"<p>line {number}</p>" for number in range(300))))
    view.go_to_place(1500)
    place = view.place()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().hasSelection()
    assert abs(view.textCursor().selectionStart() - place) < 30


def test_right_to_left_text_stands_on_the_right(view):
    view.show_page(page('<p dir="rtl">انتخابات</p>', right_to_left=True))
    cursor = QTextCursor(view.document())
    assert view.cursorRect(cursor).left() > view.viewport().width() / 2
