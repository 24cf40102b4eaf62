"""The page of a comparison: what it tells, the walk from difference to difference, its shapes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from reader.library.comparing import compare
from reader.translation import set_language
from reader.ui.pages.comparison_page import ComparisonPage
from reader.ui.pages.comparison_words import Compared, Gap, remark, rows, summary
from reader.ui.pages.history import Place
from reader.ui.theme import reader_themes

LINES = [f"Paragraph number {n} tells of matter {n * 7} and of nothing else." for n in range(30)]


def texts(*lines):
    return "\n\n".join(lines)


def compared(samples, old, new, **changes):
    a = samples.article(id="a" * 16, text=texts(*old))
    b = samples.article(id="b" * 16, text=texts(*new), captured="2022-01-02T03:04:05Z", **changes)
    return Compared(a, b, compare(a, b))


def changed_lines():
    """One changed, one moved from the end to the head, one removed, one added."""
    changed = LINES[4].replace("nothing", "little")
    return [LINES[29], *LINES[:4], changed, *LINES[5:9], *LINES[10:29], "At last."]


@pytest.fixture
def page(qtbot, samples):
    page = ComparisonPage()
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.set_look(reader_themes()["light"], 17)
    page.show()
    page.show_place(Place("comparison", "a b"), compared(samples, LINES, changed_lines(), title="Other"))
    yield page
    set_language("en")


def shown(page):
    return page.view.toPlainText()


def told(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisibleTo(page)]


# ---- in words


def test_the_summary_counts_what_happened(samples):
    assert summary(compared(samples, LINES, changed_lines(), title="Other").comparison) == (
        "1 paragraph changed, 1 moved, 1 added, 1 removed · 1 other value differs"
    )
    assert summary(compared(samples, LINES, LINES).comparison) == "The texts are the same"
    assert summary(compared(samples, LINES, LINES[:-1]).comparison) == "Paragraphs: 1 removed"


def test_what_is_the_same_is_left_out_but_for_its_neighbours(samples):
    paragraphs = compared(samples, LINES, changed_lines()).comparison.paragraphs
    shown = list(rows(paragraphs, 1))
    assert sum(row.count for row in shown if isinstance(row, Gap)) > 15
    assert sum(row.count if isinstance(row, Gap) else 1 for row in shown) == len(paragraphs)
    assert [row[0] for row in rows(paragraphs, None)] == list(range(len(paragraphs)))


def test_a_moved_paragraph_tells_both_its_places(samples):
    paragraphs = compared(samples, LINES, changed_lines()).comparison.paragraphs
    moved = next(each for each in paragraphs if each.op == "move")
    assert remark(moved) == "moved: paragraph 30 of the first text, 1 of the second"


# ---- on the screen


def test_signs_and_strokes_tell_what_colour_tells(page):
    assert told(page)[0].startswith("1 paragraph changed")
    for sign in ("≠", "⇅", "+", "−"):
        assert sign in shown(page)
    html = page.view.toHtml()
    assert "line-through" in html
    assert "underline" in html
    assert "paragraphs the same" in shown(page)


def test_the_walk_goes_round_and_is_told(page):
    assert "differences: 4" in told(page)
    seen = []
    for _number in range(4):
        page.do("next-change")
        seen.append(next(text for text in told(page) if " of 4" in text))
    assert seen == ["1 of 4: moved", "2 of 4: changed", "3 of 4: removed", "4 of 4: added"]
    page.do("next-hit")
    assert page.view.current == 0
    page.do("previous-change")
    assert page.view.current == 3
    assert len(page.view.extraSelections()) == 1


def test_letters_walk_as_in_other_programs(qtbot, page):
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    qtbot.keyClick(page.view, Qt.Key.Key_P)
    assert page.view.current == 0


def test_one_column_and_all_paragraphs(page):
    page._beside.setChecked(False)
    assert "nothinglittle" in shown(page)
    page._whole.setChecked(True)
    assert LINES[15] in shown(page)
    assert "paragraphs the same" not in shown(page)


def test_a_gap_opens_where_it_is_clicked(page):
    gap = next(row for row in rows(page._compared.comparison.paragraphs, 1) if isinstance(row, Gap))
    hidden = page._compared.comparison.paragraphs[gap.first].b
    assert hidden not in shown(page)
    page.view.anchorClicked.emit(QUrl(f"gap:{gap.first}"))
    assert hidden in shown(page)


def test_its_shape_comes_back(qtbot, page, samples):
    page._beside.setChecked(False)
    page._whole.setChecked(True)
    page.do("next-change")
    state = page.state
    other = ComparisonPage()
    qtbot.addWidget(other)
    other.set_look(reader_themes()["dark"], 17)
    other.show_place(Place("comparison", "a b", state=state), page._compared)
    assert other.state == state
    other.show_place(Place("comparison", "a b", state="no JSON"), page._compared)
    assert other.view.current == -1


def test_sides_open_and_swap(qtbot, page):
    with qtbot.waitSignal(page.article_chosen) as opened:
        page.view.anchorClicked.emit(QUrl("open:a"))
    assert opened.args == ["a" * 16, False]
    with qtbot.waitSignal(page.swap_wanted) as swapped:
        page._swap.click()
    assert swapped.args == ["b" * 16, "a" * 16]


def test_it_is_copied_as_text_and_as_a_page(qtbot, page):
    next(each for each in page.findChildren(QPushButton) if each.text() == "Copy all").click()
    data = QGuiApplication.clipboard().mimeData()
    assert "+ {+At last.+}" in data.text()
    assert "<ins>" in data.html()


def test_words_are_found_and_walked_until_the_bar_closes(qtbot, page):
    asked = []
    page.words_wanted.connect(lambda _page, text, words: asked.append((text, words)))
    page.do("find")
    page.find_bar._box.setText("matter")
    qtbot.waitUntil(lambda: asked != [])
    text, words = asked[-1]
    assert words == "matter"
    starts = [at for at in range(len(text)) if text.startswith("matter", at)]
    page.show_spans("other text", [(0, 1)])
    assert page.view.hits == 0
    page.show_spans(text, [(at, at + 6) for at in starts])
    assert (page.view.hits, page.view.current_hit) == (len(starts), 0)
    page.do("previous-hit")
    assert page.view.current_hit == len(starts) - 1
    page.do("next-change")
    assert page.view.current == 0
    page.find_bar.close_bar()
    assert page.view.hits == 0
    page.do("next-hit")
    assert page.view.current == 1


def test_very_long_and_wholly_different_texts_come_in_parts(page, samples):
    old = [f"Old line {n} of one matter." for n in range(2000)]
    new = [f"New words {n} on something else." for n in range(2000)]
    page.show_place(Place("comparison", "a b"), compared(samples, old, new))
    assert page.view.document().blockCount() < 3000
    assert "Show more" in shown(page)
    page.view.go_to(page.view.count - 1)
    assert "New words 1999" in shown(page)
    assert "Old line 0 " not in shown(page)
    assert page.view.document().blockCount() < 3000
    while "Show what comes before" in shown(page):
        before = page.view.document().blockCount()
        page.view.anchorClicked.emit(QUrl("earlier:"))
        assert page.view.document().blockCount() > before
        if before > 1500:
            break
    page.view.go_to(0)
    page.view.anchorClicked.emit(QUrl("more:"))
    assert "Old line 0 " in shown(page)


def test_it_says_that_it_is_at_work_and_speaks_vietnamese(page):
    page.begin(Place("comparison", "a b"))
    assert told(page)[0] == "Comparing…"
    assert not page.deeds
    set_language("vi")
    page.retranslate()
    assert told(page)[0] == "Đang so sánh…"
