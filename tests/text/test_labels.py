from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import legacy_tables
from reader.text.labels import name_of, public_name


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("iso-8859-1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("Windows-1258", "windows-1258"),
        ("viscii1.1-1", "viscii"),
        ("x-viet-tcvn5712", "tcvn5712-1"),
        ("TCVN3", "tcvn3"),
        ("x-viet-vps", "vps"),
        ("GB2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-2", "iso8859-2"),
        ("KOI8-R", "koi8-u"),
        ("utf-16", "utf-16-le"),
        ("macintosh", "mac-roman"),
        (None, None),
        ("", None),
        ("no-such-thing", None),
        ("rot13", None),
        ("zip", None),
        ("idna", None),
        ("unicode_escape", None),
        ("utf-7", None),
    ],
)
def test_labels(label, expected):
    assert name_of(label) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_any_label_gives_an_encoding_of_text_or_none(label):
    name = name_of(label)
    if name is not None and name not in (*legacy_tables.NAMES, "viqr"):
        assert codecs.lookup(name)._is_text_encoding


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-16-le", "utf-16le"),
        ("cp1251", "windows-1251"),
        ("iso8859-2", "iso-8859-2"),
        ("cp932", "shift_jis"),
        ("tcvn3", "tcvn3"),
        ("mac-roman", "macintosh"),
    ],
)
def test_public_names_lead_back(name, expected):
    assert public_name(name) == expected
    assert name_of(expected) == name


@pytest.mark.parametrize(
    "name", ["cp949", "cp874", "big5hkscs", "euc_jp", "iso2022_jp", "iso2022_kr", "hz", "utf-16-be"]
)
def test_every_public_name_leads_back(name):
    assert name_of(public_name(name)) == name
