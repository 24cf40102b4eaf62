import pytest

from reader.library import keys


@pytest.mark.parametrize(
    ("page", "href", "target"),
    [
        (b"a/b.html", "c.html", b"a/c.html"),
        (b"a/b.html", "../c.html#x", b"c.html"),
        (b"a/b.html", "c.html?p=1", b"a/c.html"),
        (b"b.html", "b_files/%E1%BB%81.png", b"b_files/\xe1\xbb\x81.png"),
        (b"b.html", "x%ff.png", b"x\xff.png"),
        (b"a/b.html", "..\\c.html", b"c.html"),
        (b"a/b.html", "../../c.html", None),
        (b"a/b.html", "%2e%2e/%2e%2e/etc/passwd", None),
        (b"b.html", "/etc/passwd", None),
        (b"b.html", "\\\\host\\share", None),
        (b"b.html", "file:///etc/passwd", None),
        (b"b.html", "C:/x.png", None),
        (b"b.html", "a%00.png", None),
        (b"b.html", "#top", None),
        (b"b.html", "", None),
        (b"b.html", "..", None),
        (b"b.html", "http://[bad", None),
    ],
)
def test_relative_references_stay_below_the_root(page, href, target):
    assert keys.local_target(page, href) == target


def test_keys_fit_a_signed_column():
    for number in range(2000):
        assert -(2**63) <= keys.hash64(b"%d" % number) < 2**63


def test_a_title_names_a_page_only_when_it_says_enough():
    assert keys.title_key("a.example", "Xem tiếp") is None
    assert keys.title_key(None, "Họp dân bàn chuyện làm đường") is None
    assert keys.title_key("a.example", None) is None
    written = keys.title_key("a.example", "Họp dân bàn chuyện làm đường")
    assert written is not None
    assert written == keys.title_key("a.example", "HỌP DÂN  bàn chuyện làm đường")
    assert written != keys.title_key("b.example", "Họp dân bàn chuyện làm đường")


def test_one_address_written_twice_has_one_key():
    assert (
        keys.address_keys("http://www.a.example/x.html#y")[0]
        == keys.address_keys("https://a.example/x.html")[0]
    )
    assert keys.address_keys("https://a.example/x")[0] != keys.address_keys("https://a.example/x?foo=2")[0]
    assert (
        keys.address_keys("https://a.example/x?id=1")[1] != keys.address_keys("https://a.example/x?id=2")[1]
    )
