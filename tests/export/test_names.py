"""File names: safe on every system, whatever a title holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.names import file_name, safe, same_file


def test_a_name_tells_day_site_and_title(article):
    name = file_name(article, "md")
    assert name == "2021-06-02-xa-a.example-Họp báo kết quả {bầu cử} & 50% “phiếu”.md"


def test_without_a_day_the_capture_tells(variant):
    assert file_name(variant(date=None), "pdf").startswith("2021-06-03-xa-a.example-")
    assert file_name(variant(date=None, captured=None), "pdf").startswith("undated-")
    assert file_name(variant(date=None, captured_from="file"), "pdf").startswith("undated-")


def test_long_vietnamese_titles_end_with_a_whole_word():
    name = safe("Ủy ban nhân dân thị xã " * 20)
    assert len(name.encode()) <= 180
    assert name.split(" ")[-1] in {"Ủy", "ban", "nhân", "dân", "thị", "xã"}


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=300)
def test_any_text_becomes_a_safe_name(text):
    name = safe(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name)
    assert name == name.strip(" .")
    assert len(name.encode()) <= 180
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize("name", ["con", "NUL", "lpt1.2021", "Com9 là gì", "aux"])
def test_names_of_devices_are_not_used(name):
    assert safe(name) == f"_{name}"


@pytest.mark.parametrize("name", ["console", "com", "com10", "nulla", "lpt"])
def test_names_that_only_begin_like_devices_stay(name):
    assert safe(name) == name


@given(st.text(max_size=40))
def test_names_of_one_file_are_the_same(text):
    assert same_file(text.upper()) == same_file(text.upper().casefold())
    assert same_file(unicodedata.normalize("NFD", text)) == same_file(unicodedata.normalize("NFC", text))
