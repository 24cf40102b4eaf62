"""Pictures inside a page: their names, finding them again, broken ones."""

from __future__ import annotations

import base64
import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import embedded
from reader.model import Resource

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
GIF = "data:image/gif;base64," + base64.b64encode(PIXEL).decode()
SVG = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><text>Bầu cử</text></svg>"


@pytest.mark.parametrize(
    "text",
    [
        f'<img src="{GIF}">',
        f"<img src='{GIF}'>",
        f"<img src={GIF} alt=x>",
        f"<style>.a{{background:url({GIF})}}</style>",
        f"<style>:root{{--sf-img-1: url('{GIF}')}}</style>",
        f'<p style="background:url(&quot;{GIF}&quot;)">',
        f'<img alt="data:" src="  {GIF[:30]}\n   {GIF[30:]} ">',
        "<p>it's</p>" + f'<img src="{GIF}">',
    ],
)
def test_found_where_pages_put_them(text):
    assert embedded.find(text, embedded.name(GIF)) == Resource(PIXEL, "image/gif")


def test_svg_written_out_with_the_other_quote_inside():
    found = embedded.find(f'<img src="{html.escape(SVG, quote=False)}">', embedded.name(SVG))
    assert found is not None
    assert (found.media_type, "Bầu cử" in found.body.decode()) == ("image/svg+xml", True)


def test_the_right_one_among_several():
    other = GIF.replace("RAA7", "RAA8")
    text = f'<img src="{other}"><img src="{GIF}">'
    assert embedded.name(other) != embedded.name(GIF)
    assert embedded.find(text, embedded.name(GIF)) == Resource(PIXEL, "image/gif")
    assert embedded.find(text, embedded.PREFIX + "0" * 16) is None
    assert embedded.find(text, "#top") is None


def test_index_names_all_of_them_and_where_they_stand():
    text = f'<img src="{GIF}"><img src="{html.escape(SVG)}"><i style="background:url(&quot;{GIF}&quot;)">'
    index = embedded.index(text)
    assert {embedded.name(GIF), embedded.name(SVG)} < set(index)
    assert text[slice(*index[embedded.name(GIF)])] == GIF
    for name in (embedded.name(GIF), embedded.name(SVG)):
        assert embedded.at(text, name, *index[name]) == embedded.find(text, name)
    assert embedded.at(text, embedded.name(GIF), 0, 10) is None


def test_a_name_has_the_promised_form_and_ignores_blanks_and_composition():
    assert embedded.is_name(embedded.name(GIF))
    assert not embedded.is_name(embedded.name(GIF) + "0")
    assert embedded.name(GIF[:40] + "\n\t " + GIF[40:]) == embedded.name(GIF)
    assert embedded.name("data:,e\u0301") == embedded.name("data:,\u00e9")


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("data:,A%20b", Resource(b"A b", "text/plain")),
        ("data:text/html;charset=utf-8,%3Cp%3E", Resource(b"<p>", "text/html")),
        ("DATA:Image/PNG;BASE64,AAAA", Resource(b"\0\0\0", "image/png")),
        ("data:image/png;base64,AAA%3D", Resource(b"\0\0", "image/png")),
        ("data:image/png;base64,AAA", Resource(b"\0\0", "image/png")),
        ("data:image/png;base64,-_8=", Resource(b"\xfb\xff", "image/png")),
        ("data:image/png;base64,A", None),
        ("data:image/png", None),
        ("http://thitran.example/a.png", None),
    ],
)
def test_decoding(uri, expected):
    assert embedded.decode(uri) == expected


def test_too_large_is_nothing(monkeypatch):
    monkeypatch.setattr(embedded, "MAX_EMBEDDED", 10)
    assert embedded.decode("data:," + "x" * 10) is not None
    assert embedded.decode("data:," + "x" * 11) is None
    assert embedded.decode("data:," + "x" * 30) is None


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(['"', "'"]), st.text(max_size=40))
def test_round_trip_and_nothing_raised(body, quote, noise):
    uri = "data:image/png;base64," + base64.b64encode(body).decode()
    assert embedded.decode(uri) == Resource(body, "image/png")
    assert embedded.find(f"<p><img src={quote}{uri}{quote}>{noise}", embedded.name(uri)) == Resource(
        body, "image/png"
    )
    embedded.decode("data:" + noise)
    embedded.find("data:" + noise, embedded.name(noise))
