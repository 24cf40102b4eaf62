"""A page is found again by its locator, in every container, as the whole reading gave it."""

from __future__ import annotations

import gzip

import pytest

from reader.errors import NotFoundError
from reader.formats import registry, single
from reader.model import SavedPage


def records(web):
    return [
        web.record(
            web.answer(f"<html><body><p>Bài {n}</p></body></html>".encode()), url=f"http://xa.example/{n}"
        )
        for n in range(4)
    ]


def containers(web):
    plain = b"".join(records(web))
    return {
        "plain.warc": plain,
        "packed.warc.gz": web.packed(*records(web)),
        "whole.warc.gz": gzip.compress(plain, mtime=0),
        "old.arc": web.arc(web.arc_record(), web.arc_record(url="http://xa.example/2")),
        "box.wacz": web.wacz({"data.warc.gz": web.packed(*records(web))}),
        "page.html": web.PAGE,
    }


@pytest.mark.parametrize(
    "name", ["plain.warc", "packed.warc.gz", "whole.warc.gz", "old.arc", "box.wacz", "page.html"]
)
def test_every_page_is_found_alone(tmp_path, web, name):
    file = web.put(tmp_path, name, containers(web)[name])
    pages = [found for found in registry.pages(file) if isinstance(found, SavedPage)]
    assert pages
    for page in pages:
        assert single.page(file, page.member) == page
        assert single.page(file, page.member, page.id) == page
        with pytest.raises(NotFoundError, match="resource-missing"):
            single.page(file, page.member, "0" * 16)


def test_only_the_record_is_read(tmp_path, web, monkeypatch):
    file = web.put(tmp_path, "packed.warc.gz", web.packed(*records(web)))
    pages = list(registry.pages(file))

    def never(*_given):
        raise AssertionError("the whole file is read")

    monkeypatch.setattr(registry, "pages", never)
    assert single.page(file, pages[2].member) == pages[2]
