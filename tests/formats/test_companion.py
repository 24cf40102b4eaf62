"""The folder that belongs to a saved page."""

from __future__ import annotations

import os

import pytest

from reader.formats import companion
from reader.model import FoundFile


def put(folder, name, text="<html>"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("ending", companion.ENDINGS)
def test_folder_and_page_find_each_other(tmp_path, ending):
    page = put(tmp_path, "Tin tức.htm")
    put(tmp_path, f"Tin tức{ending}/sub/frame.html")
    inside = FoundFile(str(tmp_path), os.path.join(f"Tin tức{ending}", "sub", "frame.html"), 6, 0)
    assert companion.of_page(str(page)) == f"Tin tức{ending}"
    assert companion.owner(inside) == str(page)


def test_a_folder_without_its_page_is_an_ordinary_one(tmp_path):
    put(tmp_path, "static_files/page.html")
    put(tmp_path, "_files/page.html")
    for name in ("static_files", "_files"):
        assert companion.owner(FoundFile(str(tmp_path), os.path.join(name, "page.html"), 6, 0)) is None
    assert companion.of_page(str(tmp_path / "other.html")) is None


def test_what_lies_above_the_root_does_not_count(tmp_path):
    put(tmp_path, "tin.html")
    put(tmp_path, "tin_files/frame.html")
    root = str(tmp_path / "tin_files")
    assert companion.owner(FoundFile(root, "frame.html", 6, 0)) is None
    assert companion.owner(FoundFile(os.path.join(root, "frame.html"), "", 6, 0)) is None
