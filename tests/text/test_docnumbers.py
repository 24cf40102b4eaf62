from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import docnumbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị định số 15/2024/NĐ-CP của Chính phủ", ["15/2024/NĐ-CP"]),
        ("15/2024/NĐ–CP, 15/2024/NĐ-CP", ["15/2024/NĐ-CP"]),
        ("Quyết định số 169 /QĐ - UBND ký hôm qua", ["169/QĐ-UBND"]),
        ("Quyết định số 169/QÐ-UBND", ["169/QĐ-UBND"]),
        ("số 169/QĐ-UBND. Anh em", ["169/QĐ-UBND"]),
        ("169/QĐ-UBND - Ban hành quy chế", ["169/QĐ-UBND"]),
        ("Luật 35/2023/UBTVQH15 và 07/2024/QH15", ["35/2023/UBTVQH15", "07/2024/QH15"]),
        ("714-TB/TU; 37-NQ/TW; 100-QĐ/HU", ["714-TB/TU", "37-NQ/TW", "100-QĐ/HU"]),
        ("12/2020/TTLT-BTC-BLĐTB&XH", ["12/2020/TTLT-BTC-BLĐTB&XH"]),
        ("Chỉ thị 01/CT-TTg, Tờ trình 02/TTr-UBND", ["01/CT-TTg", "02/TTr-UBND"]),
        ("Số: 45 / 2021 / NQ - HĐND", ["45/2021/NQ-HĐND"]),
        ("Số: 45\u00a0/2021/NQ-HĐND", ["45/2021/NQ-HĐND"]),
        ("Nghị định 24/CP; công văn 12A/KH-UBND", ["24/CP", "12A/KH-UBND"]),
        ("tìm 15/2024/nd-cp và 33/qđ-ubnd", ["15/2024/nd-cp", "33/qđ-ubnd"]),
        ("ngày 29/12/2023, 24/7, 10/km, 5/A, 3/4 phiếu, 60/KG", []),
        ("xem http://a.example/15/2024/AB-CD", []),
        ("1.15/2024/NĐ-CPx", []),
        ("", []),
    ],
)
def test_found_as_written_but_uniform(text, expected):
    assert docnumbers.find(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("15/2024/NĐ-CP", "15/2024/nd-cp"),
        ("07/2024/QH15", "7/2024/QH15"),
        ("169/QĐ-UBND", "169 / QÐ – UBND"),
        ("714-TB/TU", "714 - tb/tu"),
    ],
)
def test_keys_that_agree(one, other):
    assert docnumbers.key(one) == docnumbers.key(other)


def test_keys_that_differ():
    assert docnumbers.key("115/2024/NĐ-CP") != docnumbers.key("15/2024/NĐ-CP")
    assert docnumbers.key("169/QĐ-UBND") != docnumbers.key("1169/QĐ-UBND")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789/-– .&QĐNUBCPTgrqđu\u00a0x", max_size=30))
def test_what_is_found_is_found_again(text):
    for number in docnumbers.find(text):
        assert docnumbers.find(number) == [number]
        key = docnumbers.key(number)
        assert docnumbers.key(key) == key
