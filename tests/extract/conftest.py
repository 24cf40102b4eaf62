"""Pages made of a few lines, and how to read them."""

from __future__ import annotations

import hashlib

import pytest

from reader.extract import head, tree, weights
from reader.extract.article import extract
from reader.extract.walking import walk
from reader.model import SavedPage

PROSE = (
    "Sáng nay, hội đồng nhân dân xã họp bàn việc mở rộng đường vào chợ, với sự có mặt của đại diện các hộ dân.",
    "Tuyến đường dài một ki-lô-mét rưỡi, mặt bê tông, do xã và các hộ cùng góp tiền, dự kiến xong trước mùa mưa.",
    "Ông Tòng Văn Lả, trưởng thôn, cho biết tám hộ đã tự dỡ hàng rào, còn hai hộ xin thêm thời gian để dời cây.",
)


@pytest.fixture
def prose():
    """Three paragraphs of a story."""
    return PROSE


@pytest.fixture
def story():
    """The three paragraphs as HTML."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)


@pytest.fixture
def save():
    """Makes a saved page of HTML."""

    def make(html, **known):
        body = html.encode("utf-8") if isinstance(html, str) else html
        values = {
            "path": "/archive/page.html",
            "member": None,
            "format": "html",
            "body": body,
            "sha256": hashlib.sha256(body).hexdigest(),
            "size": len(body),
            "file_time": "2024-11-24T08:00:00Z",
        }
        return SavedPage(**{**values, **known})

    return make


@pytest.fixture
def read(save):
    """Reads HTML as an article."""

    def make(html, template=None, **known):
        return extract(save(html, **known), template).article

    return make


@pytest.fixture
def walked():
    """The lines of HTML."""

    def make(html):
        root = tree.parse(html)
        tree.prune(root)
        return walk(root)

    return make


@pytest.fixture
def told():
    """What HTML tells machines."""
    return lambda html: head.read(tree.parse(html))


@pytest.fixture
def weigh(walked):
    """The lines of HTML and their weights."""

    def make(html, **known):
        page = walked(html)
        return page, weights.weigh(page, **known)

    return make
