"""The entry in the applications menu: written, readable for a desktop, and taken out again."""

from __future__ import annotations

import configparser
import shlex
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader.assets import resource
from reader.errors import UnusableError
from reader.ui import desktop_entry


@pytest.fixture(autouse=True)
def data_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "dữ liệu"))
    monkeypatch.setattr(desktop_entry.shutil, "which", lambda _name: None)
    return tmp_path / "dữ liệu"


def entry(data_home):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read(data_home / "applications" / "gov-reader.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_it_is_put_into_the_menu_and_taken_out(data_home):
    assert not desktop_entry.is_installed()
    desktop_entry.install()
    assert desktop_entry.is_installed()
    written = entry(data_home)
    assert written["Exec"].endswith(" open %F")
    assert Path(shlex.split(written["Exec"])[0]).is_file()
    assert "TryExec" not in written
    files = [path for path in data_home.rglob("*") if path.is_file()]
    assert len(files) == 3
    desktop_entry.install()
    desktop_entry.remove()
    assert not desktop_entry.is_installed()
    assert [path for path in data_home.rglob("*") if path.is_file()] == []
    desktop_entry.remove()


def test_a_built_program_is_started_as_itself(data_home, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/my programs/100%/gov-reader")
    desktop_entry.install()
    assert entry(data_home)["Exec"] == '"/opt/my programs/100%%/gov-reader" open %F'


def test_a_place_that_cannot_be_written_is_told(data_home):
    data_home.write_text("a file", "utf-8")
    with pytest.raises(UnusableError, match="file-unwritable"):
        desktop_entry.install()


def test_every_kind_that_the_entry_names_is_a_known_one_or_ours():
    kinds = entry_kinds()
    ours = {
        kind.get("type") for kind in ElementTree.parse(resource("desktop", "gov-reader-mime.xml")).getroot()
    }
    known = {"text/html", "application/xhtml+xml", "multipart/related", "application/x-mimearchive"}
    assert kinds - known == ours


def entry_kinds():
    text = resource("desktop", "gov-reader.desktop").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("MimeType=")]
    return set(line.removeprefix("MimeType=").strip(";").split(";"))
