"""The user guide speaks of the window as it is, in both languages."""

from __future__ import annotations

import re

import pytest

from reader.assets import resource
from reader.translation import LANGUAGES, _, set_language
from reader.ui.actions import COMMANDS, MENUS
from reader.ui.pages.guide_page import GuidePage
from reader.ui.theme import reader_themes


def plain(text):
    return text.replace("&", "").rstrip("…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_that_is_named_is_there(language):
    set_language(language)
    titles = {plain(_(title)): names.split() for title, names in MENUS}
    texts = {command.name: plain(_(command.text)) for command in COMMANDS}
    named = re.findall(r"\*([^*\n]+ ▸ [^*]+?)\*", resource("guide", f"{language}.md").read_text("utf-8"))
    assert len(named) >= 6
    for path in named:
        menu, entry = (plain(" ".join(part.split())) for part in path.split("▸"))
        assert menu.strip() in titles, path
        assert entry.strip() in {texts[name] for name in titles[menu.strip()] if name in texts}, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_that_are_named_are_those_of_the_window(language):
    keys = {key for command in COMMANDS for key in command.keys}
    for key in re.findall(r"Ctrl\+(?:Shift\+)?\w", resource("guide", f"{language}.md").read_text("utf-8")):
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
    assert len(page._pictures) == 2
    assert not any(picture.isNull() for picture in page._pictures)
    assert page.view.refused == ()
