"""What is remembered between two starts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QSettings

from reader.ui.settings import Settings, packed, unpacked


@pytest.fixture
def store(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_values_come_back_with_their_type(store, tmp_path):
    settings = Settings(store)
    settings.serif, settings.font_px, settings.search = False, 20, {"site": ["a.example"]}
    settings.library = "/archives/Bầu cử \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert (again.serif, again.font_px, again.search) == (False, 20, {"site": ["a.example"]})
    assert again.library == settings.library


@pytest.mark.parametrize("written", ["", "no json", '"text"', "[]", "null", "1.5", "true"])
def test_a_value_of_another_kind_counts_as_the_default(store, written):
    store.setValue("view/font", written)
    assert Settings(store).font_px == Settings(QSettings(store.fileName() + "x", store.format())).font_px


def test_the_history_has_no_doubles_and_an_end(store):
    settings = Settings(store)
    for query in ("a", "b", " a ", "", "c"):
        settings.remember_query(query)
    assert settings.queries == ["c", "a", "b"]
    settings.remember_query("d", limit=2)
    assert settings.queries == ["d", "c"]


def test_states_of_the_window_are_text(store):
    state = QByteArray(b"\x00\xff\x10state")
    assert unpacked(packed(state)) == state
    assert unpacked("ä no base64 …").size() >= 0
