from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import urls

PAGE = "http://www.so-xaydung.example/tin-tuc/chi-tiet.html?id=5#noi-dung"

RESOLVED = [
    ("khac.html", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("./khac.html", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("../van-ban/", "http://www.so-xaydung.example/van-ban/"),
    ("../../../van-ban", "http://www.so-xaydung.example/van-ban"),
    ("/", "http://www.so-xaydung.example/"),
    ("?id=6", "http://www.so-xaydung.example/tin-tuc/chi-tiet.html?id=6"),
    ("#cuoi", "http://www.so-xaydung.example/tin-tuc/chi-tiet.html?id=5"),
    ("", "http://www.so-xaydung.example/tin-tuc/chi-tiet.html?id=5"),
    ("//cdn.example/x.js", "http://cdn.example/x.js"),
    ("https://khac.example", "https://khac.example/"),
    (" \n khac.html\t", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("kh\nac\t.html", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("..\\van-ban\\so 5.html", "http://www.so-xaydung.example/van-ban/so%205.html"),
    ("http:\\\\khac.example\\a", "http://khac.example/a"),
    ("http:khac.html", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("https:/khac.example/a", "https://khac.example/a"),
    ("http://http://khac.example/a", "http://khac.example/a"),
    ("http://https://khac.example/a", "https://khac.example/a"),
    ("HTTP://KHAC.example:80/A", "http://khac.example/A"),
    ("http://ai@khac.example:8080/", "http://khac.example:8080/"),
    ("bầu-cử.html", "http://www.so-xaydung.example/tin-tuc/b%E1%BA%A7u-c%E1%BB%AD.html"),
    ("\u00a0khac.html\u200b", "http://www.so-xaydung.example/tin-tuc/khac.html"),
    ("a:b/c", None),
    ("javascript:void(0)", None),
    ("java\nscript:alert(1)", None),
    ("MAILTO:vanthu@xaydung.example", None),
    ("tel:+84123", None),
    ("data:text/html,x", None),
    ("file:///C:/x.html", None),
    ("C:\\x\\y.html", None),
    ("about:blank", None),
    ("http://", None),
    ("http://a b/c", None),
    ("//[", None),
]


@pytest.mark.parametrize(("reference", "expected"), RESOLVED)
def test_references_of_a_page(reference, expected):
    assert urls.resolve(PAGE, reference) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("khac.html", None),
        ("/khac.html", None),
        ("http://a.example/x/../y", "http://a.example/y"),
        ("//a.example/x", "http://a.example/x"),
        ("www.a.example/x", "http://www.a.example/x"),
        ("#x", None),
        ("", None),
    ],
)
def test_references_of_a_page_without_an_address(reference, expected):
    assert urls.resolve(None, reference) == expected
    assert urls.resolve("file:///home/x/page.html", reference) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.A.EXAMPLE", "http://www.a.example/"),
        ("https://a.example:443/x#y", "https://a.example/x"),
        ("https://a.example:80/x", "https://a.example:80/x"),
        ("http://a.example:/x", "http://a.example/x"),
        ("http://a.example./x", "http://a.example/x"),
        ("http://a.example/%7euser/%41%2f%e1%ba%a7", "http://a.example/~user/A%2F%E1%BA%A7"),
        ("http://a.example/a b?c=d e", "http://a.example/a%20b?c=d%20e"),
        ("http://a.example/100%", "http://a.example/100%25"),
        ("http://a.example/x?", "http://a.example/x"),
        ("http://a.example/%u1EA7", "http://a.example/%E1%BA%A7"),
        ("http://thủđô.example/", "http://xn--th-9ja9i637n.example/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("khong phai", "khong phai"),
        ("  mailto:a@b.example ", "mailto:a@b.example"),
    ],
)
def test_normalise(url, expected):
    assert urls.normalise(url) == expected


def test_the_two_compositions_of_a_vietnamese_path_are_one():
    composed = "http://a.example/Thông báo/bầu cử.html"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert urls.normalise(composed) == urls.normalise(decomposed)
    assert urls.key("http://a.example/Thông%20báo/ba%CC%82%CC%80u+cử.html".replace("+", "%20")) == urls.key(
        composed
    )


def test_bytes_of_a_legacy_encoding_stay():
    assert urls.normalise("http://a.example/th%f4ng b%E1o") == "http://a.example/th%F4ng%20b%E1o"
    assert urls.normalise("http://a.example/th\udcf4ng") == "http://a.example/th%F4ng"


SAME = [
    ("http://a.example/x", "https://www.a.example:443/x/"),
    ("http://a.example/x", "http://A.EXAMPLE:80/x#y"),
    ("http://a.example", "http://www2.a.example/index.html"),
    ("http://a.example/", "http://a.example/Default.aspx"),
    ("http://a.example/tin/", "http://a.example/tin/index.php"),
    ("http://a.example/?id=5", "http://a.example/index.php?id=5"),
    ("http://a.example/x?b=2&a=1", "http://a.example/x?a=1&b=2"),
    ("http://a.example/x?a=1&amp;b=2", "http://a.example/x?a=1&b=2"),
    ("http://a.example/x?a=1", "http://a.example/x?a=1&utm_source=zalo&fbclid=Iw0&zarsrc=30"),
    ("http://a.example/x.php?id=1", "http://a.example/x.php?id=1&PHPSESSID=0123abcd"),
    ("http://a.example/x.jsp?id=1", "http://a.example/x.jsp;jsessionid=0A1B2C?id=1"),
    ("http://a.example/tin.aspx?id=1", "http://a.example/(S(abcdefgh12345678))/Tin.ASPX?ID=1"),
    ("http://a.example/x.html", "http://a.example/x.html?print=1"),
    ("http://a.example/x.html", "http://a.example/x.html?tmpl=component&print=1&page="),
    ("http://a.example/vi/news/Tin/Bai-12.html", "http://a.example/vi/news/print/Tin/Bai-12.html"),
    ("http://a.example/vi/news/Tin/Bai-12.html", "http://a.example/vi/news/savefile/Tin/Bai-12.html"),
    ("http://a.example/bai", "http://a.example/bai/amp/"),
    (
        "http://a.example/Default.aspx?tabid=7",
        "http://a.example/Default.aspx?tabid=7&mid=9&dnnprintmode=true&SkinSrc=%5bG%5dSkins%2f_default%2fNo+Skin",
    ),
    (
        "http://a.example/web/guest/tin?p_p_id=x_WAR_y&_x_id=3",
        "http://a.example/web/guest/tin?p_p_id=x_WAR_y&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_x_id=3",
    ),
    ("http://a.example/x(1),y", "http://a.example/x%281%29%2Cy"),
    ("http://a.example/x?u=/a:b", "http://a.example/x?u=%2Fa%3Ab"),
    ("http://a.example/a+b?x=1 2", "http://a.example/a+b?x=1+2"),
    ("http://a.example//a//b", "http://a.example/a/b"),
    ("http://a.example/a/./b/../c", "http://a.example/a/c"),
    ("http://a.example/x", "http://web.archive.org/web/20190307014753/http://a.example/x"),
    ("http://a.example/x", "https://web.archive.org/web/20190307im_/https:/www.a.example/x"),
    ("http://a.example/x", "http://a.example/web/20190307014753im_/http_/a.example/x"),
    ("http://a.example/_layouts/X.css", "http://a.example/_LAYOUTS/x.css"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_page_under_two_addresses(one, other):
    assert urls.key(one) == urls.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/x", "http://b.example/x"),
        ("http://a.example/x", "http://tin.a.example/x"),
        ("http://a.example/x", "http://a.example:8080/x"),
        ("http://a.example/x", "http://a.example/X"),
        ("http://a.example/x.php?id=1", "http://a.example/x.php?id=2"),
        ("http://a.example/x?p=1", "http://a.example/x?p=1&trang=2"),
        ("http://a.example/x?a=1&a=2", "http://a.example/x?a=1"),
        ("http://a.example/a%2Fb", "http://a.example/a/b"),
        ("http://a.example/x?a=1%262", "http://a.example/x?a=1&2"),
        ("http://a.example/x", "mailto:a@a.example"),
        ("http://a.example/print", "http://a.example/"),
        ("http://www.example/", "http://com.example/"),
    ],
)
def test_two_pages(one, other):
    assert urls.key(one) != urls.key(other)


def test_the_key_is_readable():
    assert urls.key("https://www.tin.a.example:8443/B/?y=2&x=1") == "example,a,tin:8443)/B?x=1&y=2"
    assert urls.key("http://10.0.0.1/x") == "10.0.0.1)/x"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/bai-5.html", "http://a.example/bai-5.html?cachxem=1"),
        ("http://a.example/tin.php?id=5", "http://a.example/tin.php?id=5&lang=vi&highlight=cu+tri"),
        ("http://a.example/tin/chi-tiet?id=5", "http://a.example/tin/chi-tiet?id=5&x=1"),
    ],
)
def test_the_same_page_under_other_parameters(one, other):
    assert urls.key(one) != urls.key(other)
    assert urls.page_key(one) == urls.page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/tin.php?id=5", "http://a.example/tin.php?id=6"),
        ("http://a.example/?page=tin&code=5", "http://a.example/?page=tin&code=6"),
        ("http://a.example/tin/chi-tiet?id=5", "http://a.example/tin/chi-tiet?id=6"),
    ],
)
def test_parameters_that_name_the_page_stay(one, other):
    assert urls.page_key(one) != urls.page_key(other)


@pytest.mark.parametrize(
    ("url", "host", "site"),
    [
        ("https://WWW.A.example/x", "www.a.example", "a.example"),
        ("http://a.example:8080/x", "a.example", "a.example:8080"),
        ("http://[::1]:81/", "[::1]", "[::1]:81"),
        ("/x", None, ""),
        ("ftp://a.example/", None, ""),
        ("http:///x", None, ""),
    ],
)
def test_host_and_site(url, host, site):
    assert urls.host(url) == host
    assert urls.site(url) == site
    assert urls.is_web(url) == (host is not None)


TEXT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="htps:/\\?#[]@%.&;=+ aAầ\u0302\u0300\udcf4\n0F8(S)web", max_size=60).map(
        "http://a.b".__add__
    ),
    st.text(alphabet=":/\\?#[]@%.-ahtps\n ", max_size=30),
)


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_normalising_twice_changes_nothing_and_keeps_the_key(text):
    once = urls.normalise(text)
    assert urls.normalise(once) == once
    assert urls.key(once) == urls.key(text)
    assert urls.page_key(once) == urls.page_key(text)
    assert urls.host(once) == urls.host(text)


@settings(max_examples=400, deadline=None)
@given(TEXT, TEXT)
def test_nothing_raises_and_what_resolves_is_an_address(base, reference):
    found = urls.resolve(base, reference)
    urls.site(reference)
    urls.unwrap(reference)
    if found is not None:
        assert urls.is_web(found)
        assert urls.normalise(found) == found
        assert urls.resolve(None, found) == found
        found.encode("ascii")


@pytest.mark.parametrize(
    ("plain", "dressed"),
    [
        ("?id=1", "?id=1&s=0123456789abcdef0123456789abcdef"),
        ("?id=1", "?id=1&t=1622700000000"),
        ("?id=1", "?r=0.4711081500&id=1"),
        ("", "?page=0"),
        ("?option=com_content", "?option=com_content&limitstart=0"),
        ("?id=1", "?id=1&mobile=1"),
    ],
)
def test_parameters_that_choose_nothing(plain, dressed):
    assert urls.key(f"http://a.example/x.php{plain}") == urls.key(f"http://a.example/x.php{dressed}")


@pytest.mark.parametrize("parameter", ["s=bau+cu", "t=5", "page=1", "page=10", "v=2", "sid=12", "start=20"])
def test_parameters_that_may_choose_stay(parameter):
    assert urls.key("http://a.example/x.php?id=1") != urls.key(f"http://a.example/x.php?id=1&{parameter}")
