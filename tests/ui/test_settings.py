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
    settings.serif, settings.font_px, settings.sessions = False, 20, {"/library": {"current": 1}}
    settings.import_folder = "/archives/Bầu cử \U0001f600"
    store.sync()
    again = Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))
    assert (again.serif, again.font_px, again.sessions) == (False, 20, {"/library": {"current": 1}})
    assert again.import_folder == settings.import_folder


@pytest.mark.parametrize("written", ["", "no json", '"text"', "[]", "null", "1.5", "true"])
def test_a_value_of_another_kind_counts_as_the_default(store, written):
    store.setValue("view/font", written)
    assert Settings(store).font_px == Settings(QSettings(store.fileName() + "x", store.format())).font_px


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("session/queries", '["a", 3]'),
        ("session/libraries", '{"/library": ["no mapping"]}'),
        ("window/keys", '{"export": "Ctrl+E"}'),
        ("window/keys", '{"export": [7]}'),
        ("watched", '{"/library": null}'),
        ("libraries", "[" * 100_000),
    ],
)
def test_an_entry_of_another_kind_spoils_the_whole(store, key, written):
    store.setValue(key, written)
    settings = Settings(store)
    assert not any((settings.queries, settings.sessions, settings.keys, settings.watched, settings.libraries))


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
