"""Addresses of a page under the scheme that Chromium is told, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from reader.ui.original import addresses
from reader.ui.original.addresses import from_engine, redirected_within, same_page, to_engine


@pytest.mark.parametrize(
    ("address", "engine"),
    [
        ("http://town.example/a/b.html?c=d%20e", "archive://town.example/a/b.html?c=d%20e"),
        ("https://town.example:8443/", "archive://town.example:8443/"),
        ("http://root-3.invalid/t%C3%AAn%20d%E1%BA%A5u%3Fx.html", "archive://root-3.invalid/t%C3%AAn%20d%E1%BA%A5u%3Fx.html"),
        ("http://[::1]:81/x", "archive://[::1]:81/x"),
    ],
)  # fmt: skip
def test_there_and_back(address, engine):
    url = to_engine(address)
    assert url.toString(QUrl.ComponentFormattingOption.FullyEncoded) == engine
    assert from_engine(url) == address.replace("https:", "http:")


def test_own_ports_are_left_out():
    assert to_engine("https://a.example:443/x") == to_engine("http://a.example:80/x")


def test_other_schemes_stay():
    assert from_engine(QUrl("cid:a@b")) == "cid:a@b"
    assert from_engine(QUrl("mailto:a@b.example")) == "mailto:a@b.example"
    assert not addresses.is_ours(QUrl("file:///etc/passwd"))


@pytest.mark.parametrize(
    "address",
    [
        "http://fonts.example/a.woff2?x=1&y=%20",
        "http://fonts.example:8080/a%2Fb/",
        "http://fonts.example/",
    ],
)
def test_a_request_with_cors_stays_on_the_host_that_asks(address):
    asked = redirected_within(QUrl(address), QUrl("archive://town.example/"))
    assert (asked.scheme(), asked.host()) == ("archive", "town.example")
    assert from_engine(asked) == address


def test_a_request_of_the_own_host_or_of_none_is_redirected_plainly():
    url = QUrl("http://town.example/a.woff2")
    assert redirected_within(url, QUrl("archive://town.example/")) == to_engine(url.toString())
    assert redirected_within(url, QUrl("cid:")) == to_engine(url.toString())


def test_places_of_a_page_are_the_page():
    assert same_page(QUrl("archive://a.example/x#y"), QUrl("http://a.example/x"))
    assert not same_page(QUrl("archive://a.example/x?y"), QUrl("archive://a.example/x"))
