from __future__ import annotations

import unicodedata

import pytest

from reader.text import legacy_tables
from reader.text.syllables import VOWELS

# Bytes as they stand in files of the time, by hand from the published charts.
KNOWN = [
    ("viscii", b"l\xb8ch \xf0\xfc\xfe\xae \xd0\x9f \x02\x19", "lịch đủợệ ĐỲ ẲỸ"),
    (
        "tcvn3",
        b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca, \xae\xad\xeang",
        "Cộng hòa xã hội chủ nghĩa, đường",
    ),
    (
        "tcvn5712-1",
        b"C\xe9ng h\xdfa \xa7\xde\x91 \x01\x17 \x80\x9f",
        "Cộng hòa ĐịỊ ÚỴ ÀŨ",
    ),
    ("vps", b"\xc7\xdc\xd6\xa9ng \xf1 ti\x89ng \x02\x1d", "đươờng Đ tiếng ẠỮ"),
    ("windows-1258", b"ti\xea\xecng Vi\xea\xf2t \xd0\xf5\xcc", "tiếng Việt Đờ"),
    (
        "vni",
        "Coäng hoøa xaõ hoäi chuû nghóa, ñöôøng, kyõ sö, íÒ".encode("cp1252"),
        "Cộng hòa xã hội chủ nghĩa, đường, kỹ sư, íỊ",
    ),
]


@pytest.mark.parametrize(("name", "body", "expected"), KNOWN, ids=[name for name, _, _ in KNOWN])
def test_known_bytes(name, body, expected, misread):
    assert legacy_tables.decode(body, name) == expected
    assert legacy_tables.from_misread(misread(body), name) == expected


def letters():
    """Every Vietnamese letter with every tone, small and capital."""
    for vowel in VOWELS:
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            letter = unicodedata.normalize("NFC", vowel + tone)
            yield from (letter, letter.upper())
    yield from "đĐ"


@pytest.mark.parametrize("name", legacy_tables.NAMES)
def test_every_letter_has_its_bytes(name, written):
    for letter in letters():
        if name == "tcvn3" and letter.isupper() and letter not in "AEIOUYĂÂÊÔƠƯĐ":
            continue  # shares the byte of the small letter
        text = f"b{letter}c" if name == "vni" else letter
        assert legacy_tables.decode(written(text, name), name) == text


@pytest.mark.parametrize("name", [name for name in legacy_tables.NAMES if name != "vni"])
def test_ascii_stays(name):
    text = "".join(map(chr, range(0x20, 0x7F))) + "\r\n\t"
    assert legacy_tables.decode(text.encode(), name) == text


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("QUYếT ĐịNH Về VIệC THàNH LậP Tổ", "QUYẾT ĐỊNH VỀ VIỆC THÀNH LẬP TỔ"),
        ("Về việc bầu cử", "Về việc bầu cử"),
        ("BáO CáO. Về việc", "BÁO CÁO. Về việc"),
        ("ý KIếN CủA CÔNG DÂN", "Ý KIẾN CỦA CÔNG DÂN"),
        ("Bà Trần và Ông Tư", "Bà Trần và Ông Tư"),
        ("<b>HọP</b> Tổ dân phố", "<b>HỌP</b> Tổ dân phố"),
        ("Và", "Và"),
        ("Ông Trần Văn H. ở lại. ở đó", "Ông Trần Văn H. ở lại. Ở đó"),
        ("UBND họp", "UBND họp"),
        ("Họp xong. ấy là xong, ấy là “hết”.", "Họp xong. Ấy là xong, ấy là “hết”."),
    ],
)
def test_capitals_that_share_a_byte_with_small_letters(shown, meant):
    assert legacy_tables.with_capitals(shown) == meant
