"""Names of saved pages made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.local_names import page_name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("tin/index.html",), ("tin",)),
        (("tin/",), ("tin/default.aspx",)),
        (("Tin/Bai.HTML",), ("tin/bai.html",)),
        (("bai.html",), ("bai.html", "x=1")),
        (("doc.php?id=5",), ("doc.php", "id=5")),
        (("doc.php@id=5.html",), ("doc.php", "id=5&PHPSESSID=0123")),
        (("doc.aspx.html",), ("doc.aspx",)),
        (("tin?trang=2",), ("tin", "trang=2")),
        (("e\u0302\u0300.html",), ("ề.html",)),
    ],
)
def test_one_page(one, two):
    assert page_name(*one) == page_name(*two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("default1b3f.html",), ("default2c4d.html",)),
        (("doc.php", "id=5"), ("doc.php", "id=6")),
        (("doc.php", "id=5"), ("doc.php",)),
        (("a/tin",), ("tin",)),
        (("bai.html",), ("bai.htm",)),
    ],
)
def test_two_pages(one, two):
    assert page_name(*one) != page_name(*two)


@given(st.text(max_size=20), st.none() | st.text(max_size=10))
def test_any_name_has_a_form(path, query):
    assert isinstance(page_name(path, query), str)
