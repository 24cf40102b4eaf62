"""Names of places in texts."""

import pytest

from reader.text.places import place_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tại phường Thái Thịnh, thị xã Kinh Môn", ["phường Thái Thịnh", "thị xã Kinh Môn"]),
        ("Xã Hoành Sơn tổ chức họp", ["xã Hoành Sơn"]),
        ("thành phố Hồ Chí Minh", ["thành phố Hồ Chí Minh"]),
        ("các xã Bạch Đằng và Thất Hùng", ["xã Bạch Đằng"]),
        ("thôn Đông xã An Sinh", ["xã An Sinh"]),
        ("Ủy ban nhân dân xã phát biểu", []),
        ("UBND XÃ AN SINH", []),
        ("nhà xã Bình", []),
        ("x\u0061\u0303 Ho\u0300a Bi\u0300nh", ["xã Hòa Bình"]),
    ],
)
def test_places(text, expected):
    assert [f"{kind} {name}" for kind, name in place_names(text)] == expected
