"""Contrast as WCAG 2 measures it, of every theme: in its data, in the palette, and as it is painted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.ui import control_style, palettes
from reader.ui.contrast import SHAPE, STARK_TEXT, TEXT, blend, ratio, standing_out
from reader.ui.marks.colours import COLOURS, text_format
from reader.ui.pages.timeline_plot import PlotLook
from reader.ui.painting import focus_color, hairline, muted
from reader.ui.theme import CHOICES, page_palette, reader_font, reader_theme, reader_themes

ROLE, GROUP = QPalette.ColorRole, QPalette.ColorGroup
THEMES = [name for name, _text in CHOICES]


@pytest.fixture(autouse=True)
def usual_colours(qapp):
    yield
    palettes.apply_to_window(QApplication.instance(), "system")


def least(name):
    return STARK_TEXT if name.startswith("contrast") else TEXT


def palette_of(name):
    application = QApplication.instance()
    palettes.apply_to_window(application, name)
    return application.palette()


def test_the_ratio_is_that_of_the_definition(qapp):
    assert ratio(QColor("white"), QColor("black")) == pytest.approx(21)
    assert ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.478, abs=0.001)
    assert ratio(QColor("#123456"), QColor("#123456")) == pytest.approx(1)


def test_a_colour_moves_no_further_than_it_must(qapp):
    white, black = QColor("white"), QColor("black")
    assert standing_out(QColor("#404040"), black, (white,), TEXT) == QColor("#404040")
    moved = standing_out(QColor("#c0c0c0"), black, (white,), TEXT)
    assert TEXT <= ratio(moved, white) < TEXT + 0.5
    assert standing_out(white, QColor("#eeeeee"), (white,), TEXT) == QColor("#eeeeee")
    assert blend(white, black, 0.5).red() in (127, 128)


@pytest.mark.parametrize("name", reader_themes())
def test_words_of_a_page_can_be_read(qapp, name):
    theme = reader_themes()[name]
    colors = {slot: QColor(getattr(theme, slot)) for slot in theme.__slots__}
    ink, page = colors["ink"], colors["page"]
    pairs = {
        "ink": (ink, page),
        "muted": (colors["muted"], page),
        "link": (colors["link"], page),
        "on shade": (ink, colors["shade"]),
        "muted on shade": (colors["muted"], colors["shade"]),
        "link on shade": (colors["link"], colors["shade"]),
        "hit": (colors["hit_ink"], colors["hit"]),
        "current hit": (colors["current_ink"], colors["current"]),
        "added": (ink, colors["added"]),
        "removed": (ink, colors["removed"]),
    }
    for colour, _text in COLOURS:
        ground = text_format(colour, page, ink).background().color()
        pairs[colour] = (ink, ground)
        pairs[f"link on {colour}"] = (colors["link"], ground)
    told = {pair: round(ratio(*both), 2) for pair, both in pairs.items()}
    assert {pair: value for pair, value in told.items() if value < least(name)} == {}


@pytest.mark.parametrize("name", reader_themes())
def test_hits_and_lines_are_told_from_the_page(qapp, name):
    theme = reader_themes()[name]
    page = QColor(theme.page)
    assert ratio(QColor(theme.current), QColor(theme.hit)) >= 1.5
    for line in PlotLook.of(theme, reader_font(True, 17)).lines:
        assert ratio(line, page) >= TEXT


@pytest.mark.parametrize("name", THEMES)
def test_words_of_the_window_can_be_read(qapp, name):
    palette = palette_of(name)
    pairs = {}
    for group in (GROUP.Active, GROUP.Inactive):

        def color(role, group=group):
            return palette.color(group, role)

        for ground in (ROLE.Window, ROLE.Base):
            for role in (ROLE.WindowText, ROLE.Text, ROLE.PlaceholderText, ROLE.Link):
                pairs[group.name, role.name, ground.name] = (color(role), color(ground))
        pairs[group.name, "selected"] = (color(ROLE.HighlightedText), color(ROLE.Highlight))
        pairs[group.name, "button"] = (color(ROLE.ButtonText), color(ROLE.Button))
        pairs[group.name, "tip"] = (color(ROLE.ToolTipText), color(ROLE.ToolTipBase))
        pairs[group.name, "muted"] = (muted(palette), color(ROLE.Base))
    told = {pair: round(ratio(*both), 2) for pair, both in pairs.items()}
    assert {pair: value for pair, value in told.items() if value < least(name)} == {}


@pytest.mark.parametrize(("ground", "theme"), [("#ffffff", "contrast-light"), ("#101010", "contrast")])
def test_a_system_that_wants_contrast_gets_it(qapp, monkeypatch, ground, theme):
    application = QApplication.instance()
    monkeypatch.setattr(palettes, "prefers_contrast", lambda _program: True)
    assert palettes.is_stark(palette_of("system"))
    assert not palettes.is_stark(palette_of("light"))
    stark = palettes.legible(QPalette(QColor(ground)), stark=True)
    assert reader_theme("system", stark) == reader_themes()[theme]
    for role in (ROLE.PlaceholderText, ROLE.Link, ROLE.Mid):
        assert ratio(stark.color(role), stark.color(ROLE.Base)) >= STARK_TEXT
    assert not palettes.is_stark(application.palette())


@pytest.mark.parametrize("name", THEMES)
def test_edges_focus_and_what_is_disabled_can_be_seen(qapp, name):
    palette = palette_of(name)
    for ground in (ROLE.Window, ROLE.Base):
        behind = palette.color(ground)
        assert ratio(palette.color(ROLE.Mid), behind) >= SHAPE
        assert ratio(focus_color(palette), behind) >= SHAPE
        for role in (ROLE.WindowText, ROLE.Text, ROLE.ButtonText):
            assert ratio(palette.color(GROUP.Disabled, role), behind) >= SHAPE
    assert ratio(hairline(palette), palette.color(ROLE.Base)) >= (2 if name == "contrast" else 1.2)


@pytest.mark.parametrize("name", THEMES)
def test_pages_of_controls_keep_the_contrast(qapp, name):
    palette = palette_of(name)
    page = page_palette(reader_theme(name, palette))
    for role in (ROLE.WindowText, ROLE.PlaceholderText, ROLE.Link):
        assert ratio(page.color(role), page.color(ROLE.Window)) >= least(name)
    for ground in (ROLE.Window, ROLE.Base):
        assert ratio(page.color(ROLE.Mid), page.color(ground)) >= SHAPE
    assert ratio(page.color(ROLE.Text), page.color(ROLE.Base)) >= least(name)
    assert ratio(page.color(ROLE.PlaceholderText), page.color(ROLE.Base)) >= least(name)


@pytest.mark.parametrize(
    ("window", "base", "ink", "accent"),
    [
        ("#eee8d5", "#fdf6e3", "#657b83", "#b58900"),
        ("#2b2b2b", "#232323", "#dddddd", "#444444"),
        ("#efefef", "#ffffff", "#000000", "#ffd7a8"),
    ],
)
def test_a_palette_of_a_platform_is_mended(qapp, window, base, ink, accent):
    palette = QPalette(QColor(window))
    for role, color in (
        (ROLE.Base, base),
        (ROLE.Text, ink),
        (ROLE.WindowText, ink),
        (ROLE.Highlight, accent),
    ):
        palette.setColor(role, QColor(color))
    palette.setColor(ROLE.HighlightedText, QColor("white"))
    mended = palettes.legible(palette)
    assert ratio(mended.color(ROLE.HighlightedText), mended.color(ROLE.Highlight)) >= TEXT
    assert ratio(mended.color(ROLE.Mid), QColor(window)) >= SHAPE
    assert ratio(focus_color(mended), QColor(base)) >= SHAPE
    for role in (ROLE.Window, ROLE.Base, ROLE.Text, ROLE.Button):
        assert mended.color(role) == palette.color(role)


def test_only_mended_roles_of_the_platform_are_set(qapp):
    palette = palette_of("system")
    assert palettes.legible(QPalette()).isBrushSet(GROUP.Active, ROLE.Mid)
    assert not palettes.legible(QPalette()).isBrushSet(GROUP.Active, ROLE.Window)
    assert palette.color(ROLE.Mid) == palettes.legible(palette).color(ROLE.Mid)


def controls(parent):
    box, number, lists = QComboBox(parent), QSpinBox(parent), QListWidget(parent)
    text = QPlainTextEdit("Words", parent)
    text.setTabChangesFocus(True)
    box.addItem("One")
    made = (
        *(QLineEdit("Words", parent), text, box, number, lists),
        *(QPushButton("Button", parent), QCheckBox("Check", parent), QRadioButton("Choice", parent)),
    )
    for control in made:
        parent.layout().addWidget(control)
    for one, other in pairwise(made):
        QWidget.setTabOrder(one, other)
    return made


@pytest.fixture
def board(qtbot):
    control_style.install(QApplication.instance())
    board = QWidget()
    QVBoxLayout(board)
    qtbot.addWidget(board)
    board.made = controls(board)
    return board


def most(picture, ground, columns):
    """The best contrast to the ground in the first columns, half-way down."""
    row = picture.height() // 2
    return max(ratio(picture.pixelColor(x, row), ground) for x in range(columns))


@pytest.mark.parametrize("name", THEMES)
def test_controls_are_painted_with_edges_that_can_be_seen(board, name):
    ground = palette_of(name).color(ROLE.Window)
    board.show()
    QApplication.processEvents()
    for control in board.made:
        control.clearFocus()
        picture = control.grab().toImage()
        assert most(picture, ground, 3) >= SHAPE - 0.1, control


@pytest.mark.parametrize("name", THEMES)
def test_the_focus_is_painted_so_that_it_can_be_seen(qtbot, board, name):
    wanted = focus_color(palette_of(name)).rgb()
    board.show()
    board.activateWindow()
    board.made[-1].setFocus()
    for control in board.made:
        assert wanted not in pixels(control)
        qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert control.hasFocus()
        assert wanted in pixels(control), control


def pixels(control):
    picture = control.grab().toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
