from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import urls

HOST = "xaydung.example"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # wget
        ("m/xaydung.example/index.html", "http://xaydung.example/"),
        ("m/xaydung.example/tin/bai.html", "http://xaydung.example/tin/bai.html"),
        ("m/xaydung.example/tin/index.html?p=1", "http://xaydung.example/tin/?p=1"),
        ("m/xaydung.example/tin/index.html@p=1", "http://xaydung.example/tin/?p=1"),
        ("m/xaydung.example/tin/index.html@p=1&q=2.html", "http://xaydung.example/tin/?p=1&q=2"),
        ("m/xaydung.example/xem.php?id=1", "http://xaydung.example/xem.php?id=1"),
        ("m/xaydung.example/xem.php@id=1.html", "http://xaydung.example/xem.php?id=1"),
        ("m/xaydung.example/xem.aspx%3Fid=1.htm", "http://xaydung.example/xem.aspx?id=1"),
        ("m/xaydung.example/xem%3fid=1", "http://xaydung.example/xem?id=1"),
        ("m/xaydung.example/Trang.aspx.html", "http://xaydung.example/Trang.aspx"),
        ("m/xaydung.example/bai.htm.html", "http://xaydung.example/bai.htm"),
        ("m/xaydung.example:8080/a.html", "http://xaydung.example:8080/a.html"),
        ("m/xaydung.example+8080/a.html", "http://xaydung.example:8080/a.html"),
        ("m/xaydung.example+80/a.html", "http://xaydung.example/a.html"),
        ("m/127.0.0.1+8080/a.html", "http://127.0.0.1:8080/a.html"),
        ("localhost:8080/a.html", "http://localhost:8080/a.html"),
        ("m/xaydung.example/ban@tin/a.html", "http://xaydung.example/ban@tin/a.html"),
        ("m/xaydung.example/@tin.html", "http://xaydung.example/@tin.html"),
        (
            "m/xaydung.example/tin tức/bầu cử.html",
            "http://xaydung.example/tin%20t%E1%BB%A9c/b%E1%BA%A7u%20c%E1%BB%AD.html",
        ),
        ("m/xaydung.example/a#b.html", "http://xaydung.example/a%23b.html"),
        ("m/XayDung.Example/a.html", "http://xaydung.example/a.html"),
        # HTTrack
        ("du-an/xaydung.example/tin84a0.html", "http://xaydung.example/tin.html"),
        ("du-an/xaydung.example_8080/tin.html", "http://xaydung.example:8080/tin.html"),
        ("du-an/xaydung.example/bao-cao-2019.html", "http://xaydung.example/bao-cao-2019.html"),
        ("du-an/xaydung.example/bao-cao2019.html", "http://xaydung.example/bao-cao2019.html"),
        ("du-an/xaydung.example/facade.html", "http://xaydung.example/facade.html"),
        ("du-an/xaydung.example/a-84a0.html", "http://xaydung.example/a-84a0.html"),
        # trees with folders for the scheme
        ("https/xaydung.example/a.html", "https://xaydung.example/a.html"),
        ("web/20190307014753im_/http_/xaydung.example/anh/a.html", "http://xaydung.example/anh/a.html"),
        ("cong.example/web/20190307014753/https_/www.xaydung.example/a", "https://www.xaydung.example/a"),
        ("a.example/luu/b.example/c.html", "http://b.example/c.html"),
        # no host
        ("trang/index.html", None),
        ("so-xay.dung/tin/index.html", None),
        ("xaydung.example", None),
        ("jquery.min.js/a.html", None),
        ("1.2.3/a.html", None),
        ("", None),
    ],
)
def test_the_address_behind_a_mirrored_file(path, expected):
    assert urls.from_mirror_path(path.split("/")) == expected


def test_no_names_at_all():
    assert urls.from_mirror_path([]) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/20190307014753/http://a.example/x?y=1", "http://a.example/x?y=1"),
        ("https://web.archive.org/web/20190307014753im_/https://a.example/x.png", "https://a.example/x.png"),
        ("https://web.archive.org/web/2019/http:/a.example/", "http://a.example/"),
        ("https://web.archive.org/web/2019*/http://a.example/", "http://a.example/"),
        ("http://archive.example/wayback/20130101120000/http://a.example/", "http://a.example/"),
        ("http://localhost:8080/coll/20190101id_/http%3A%2F%2Fa.example/x", "http://a.example/x"),
        ("http://a.example/web/20190307014753js_/http_/b.example/x.js", "http://b.example/x.js"),
        (
            "https://web.archive.org/web/2020/https://web.archive.org/web/2019/http://a.example/x",
            "http://a.example/x",
        ),
        ("http://a.example/2019/x", None),
        ("http://a.example/2019/http/x", None),
        ("http://a.example/?u=http://b.example/", None),
        ("", None),
    ],
)
def test_the_original_inside_a_web_archive_address(url, expected):
    assert urls.unwrap(url) == expected


NAME = st.text(alphabet=st.characters(exclude_characters="/\0"), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.lists(NAME, min_size=1, max_size=4))
def test_any_file_names_below_a_host_give_an_address_of_that_host(names):
    found = urls.from_mirror_path(["mirror", HOST, *names])
    assert found is not None
    assert urls.is_web(found)
    assert urls.normalise(found) == found


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet="abcxyz-09", min_size=1, max_size=8), max_size=3),
    st.text(alphabet="abc=&12", max_size=8),
)
def test_what_wget_writes_is_read_back(folders, query):
    written = [HOST, *folders, "xem.php" + (f"?{query}" if query else "")]
    address = f"http://{HOST}/" + "/".join(written[1:])
    found = urls.from_mirror_path(written)
    assert urls.key(found or "") == urls.key(address)
