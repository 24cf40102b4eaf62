"""The user guide speaks of the window as it is, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from PySide6.QtCore import QPoint, Qt

from reader.assets import resource
from reader.translation import LANGUAGES, _, set_language
from reader.ui import dialogs
from reader.ui.actions import _CHOICE_MENUS, _LIST_MENUS, COMMANDS, MENUS
from reader.ui.dialogs.guide_dialog import GuideDialog
from reader.ui.dialogs.presenting import present
from reader.ui.dialogs.searches_dialog import SearchesDialog
from reader.ui.pages.guide_page import PARTS, GuidePage
from reader.ui.pages.history import Place
from reader.ui.theme import reader_themes
from reader.ui.translated import Dialog


def plain(text):
    return text.replace("&", "").rstrip("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_that_is_named_is_there(language):
    set_language(language)
    titles = {plain(_(title)): names.split() for title, names in MENUS}
    texts = {command.name: plain(_(command.text)) for command in COMMANDS}
    texts |= {name: plain(_(text)) for name, text in (*_LIST_MENUS.items(), *_CHOICE_MENUS.items())}
    told = [resource("guide", f"{language}.md").read_text("utf-8")]
    if (readme := resource("guide").parent.parent / "README.md").is_file():
        english, _sign, vietnamese = readme.read_text("utf-8").partition("<details>")
        vietnamese, _sign, rest = vietnamese.partition("</details>")
        told.append(vietnamese.replace("*View ▸ Language*", "") if language == "vi" else english + rest)
    named = [each for text in told for each in re.findall(r"\*([^*\n]+ ▸ [^*]+?)\*", text)]
    assert len(named) >= 10
    for path in named:
        menu, entry = (plain(" ".join(part.split())) for part in path.split("▸"))
        assert menu.strip() in titles, path
        assert entry.strip() in {texts[name] for name in titles[menu.strip()] if name in texts}, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_are_named_are_those_of_the_window(language):
    keys = {key for command in COMMANDS for key in command.keys}
    for key in re.findall(r"Ctrl\+(?:Shift\+)?\w\b", resource("guide", f"{language}.md").read_text("utf-8")):
        assert key in keys, key


def test_both_languages_have_the_same_parts():
    parts = [
        [
            line.count("#")
            for line in resource("guide", f"{code}.md").read_text("utf-8").splitlines()
            if line.startswith("#")
        ]
        for code in LANGUAGES
    ]
    assert parts[0] == parts[1]


def test_it_follows_language_and_colours(qtbot):
    page = GuidePage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.set_look(reader_themes()["dark"], 19)
    assert "The first ten minutes" in page.view.toPlainText()
    set_language("vi")
    page.retranslate()
    assert "Mười phút đầu tiên" in page.view.toPlainText()
    assert page.title == "Hướng dẫn sử dụng"
    assert page.view.refused == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pictures_are_there(qtbot, language):
    set_language(language)
    page = GuidePage()
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    assert len(page._pictures) == 3
    assert not any(picture.isNull() for picture in page._pictures)
    assert page.view.refused == ()


@pytest.fixture
def guide(qtbot):
    page = GuidePage()
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.set_look(reader_themes()["light"], 17)
    page.show()
    return page


def top_line(page):
    return page.view.cursorForPosition(QPoint(page.view.width() // 2, 40)).block().text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_gone_to(guide, language):
    set_language(language)
    guide.retranslate()
    headings = [block.text() for block in guide._headings()]
    assert len(headings) == len(PARTS)
    for part, heading in list(zip(PARTS, headings, strict=True))[:-2]:  # the last ones end with the text
        guide.show_part(part)
        assert top_line(guide) == heading
    guide.show_place(Place("guide", "marks"), None)
    assert top_line(guide) == headings[PARTS.index("marks")]


def test_the_part_on_show_stays_in_another_language(guide):
    guide.show_part("libraries")
    set_language("vi")
    guide.retranslate()
    assert top_line(guide).startswith("Thư viện và kho")


def test_words_are_found_in_it_with_and_without_marks(guide, qtbot):
    set_language("vi")
    guide.retranslate()
    guide.do("find")
    guide.find_bar.open_bar("chi muc tim kiem")
    assert len(guide._places) == guide.view.toPlainText().lower().count("chỉ mục tìm kiếm") >= 2
    assert guide.view.extraSelections()
    first = guide.position
    guide.do("next-hit")
    assert guide._places.current == 1
    assert guide.position >= first
    guide.find_bar.close_bar()
    assert guide.view.extraSelections() == []


def test_every_dialog_names_its_part():
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    kinds = [each for each in Dialog.__subclasses__() if each.__module__.startswith("reader.")]
    assert len(kinds) > 15
    assert [kind for kind in kinds if kind is not GuideDialog and kind.guide_part not in PARTS] == []


def test_f1_opens_the_guide_over_a_dialog(qtbot):
    dialog = SearchesDialog([])
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        present(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    over = dialog.findChild(GuideDialog)
    assert over.isVisible()
    assert top_line(over.page).startswith("Searching")
    over.reject()
    assert dialog.isVisible()
