"""Texts made to keep a reader busy: a step that goes over the whole text for each sign takes minutes."""

from __future__ import annotations

import pytest

from reader.text import dates, docnumbers, encoding, language, urls, vietnamese

SIZE = 100_000
FONT = '<font face=".VnTime">Th«ng b¸o c«ng t¸c'

PAGES = [
    FONT + "<" * SIZE,
    FONT + "<a " * (SIZE // 3),
    FONT + "{" * SIZE,
    FONT + "x" * SIZE,
    FONT + "<b>" * (SIZE // 3),
    FONT + "</b>" * (SIZE // 4),
    FONT + "<!--" * (SIZE // 4),
    FONT + "<style>" * (SIZE // 7),
    "<meta " + " charset" * 2000 + " " * 12_000,
    "Ã¡" * SIZE,
    "Ã" * SIZE,
    "ư" * SIZE,
    "a" + "\u0301" * SIZE,
]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_pages(number):
    page = PAGES[number]
    encoding.decode(page.encode())
    encoding.decode(page.encode("utf-16-le"))
    encoding.decode(page.encode("cp1258", "replace") + b"\xff\xfe\xfd")


TEXTS = [
    "1" * SIZE,
    "1." * SIZE,
    "1/" * SIZE,
    "1 " * SIZE,
    "1-A" * SIZE,
    "15/QĐ-" * (SIZE // 7),
    "1" + " " * SIZE + "1",
    "x" * SIZE,
    "a" + "\u0301" * SIZE,
    "中" * SIZE,
    "May " * (SIZE // 4),
    "ngày 1 tháng " * (SIZE // 13),
]


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_texts(number):
    text = TEXTS[number]
    assert max((len(token.raw) for token in vietnamese.tokens(text)), default=0) < 1000
    dates.find(text)
    docnumbers.find(text)
    language.detect(text)
    vietnamese.squash(text)


ADDRESSES = [
    "http:" * (SIZE // 5),
    "http://" * (SIZE // 7),
    "http://a.example/" + "../" * (SIZE // 3),
    "http://a.example/" + "%" * SIZE,
    "http://a.example/?" + "a=1&" * (SIZE // 4),
    "http://a.example/" + "(" * SIZE,
    "http://a.example" + ":" * SIZE,
    "http://" + "a." * (SIZE // 2),
    "http://a.example/web/2019/" * (SIZE // 1000),
    "\\" * SIZE,
    "data:image/png;base64," + "A" * SIZE,
]


@pytest.mark.parametrize("number", range(len(ADDRESSES)))
def test_addresses(number):
    address = ADDRESSES[number]
    urls.resolve("http://a.example/x", address)
    urls.resolve(None, address)
    urls.normalise(address)
    urls.key(address)
    urls.page_key(address)
    urls.unwrap(address)
    urls.from_mirror_path(["a.example", address])
