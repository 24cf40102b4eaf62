"""ZIM files, with libzim and without it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, UnusableError
from reader.formats import registry, zim
from reader.model import Rejected, ResourceEntry, SavedPage

PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 10
PAGES = {
    "xa.example/bai.html": "<!DOCTYPE html><html><body><p>Bầu cử ở xã</p></body></html>",
    "xa.example/hai bai.html": "<html><body><p>Bài hai</p></body></html>",
    "xa.example/rong.html": "",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return write(tmp_path_factory.mktemp("zim") / "a.zim", {"Date": "2021-06-03", "Scraper": "warc2zim 2.0"})


def write(path, metadata):
    """A ZIM file of the pages above, a picture, a document and a redirect."""
    writer = pytest.importorskip("libzim.writer")

    class Entry(writer.Item):
        def __init__(self, path, media_type, body):
            super().__init__()
            self.path, self.media_type, self.body = path, media_type, body

        def get_path(self):
            return self.path

        def get_title(self):
            return self.path

        def get_mimetype(self):
            return self.media_type

        def get_contentprovider(self):
            return writer.StringProvider(self.body)

        def get_hints(self):
            return {writer.Hint.FRONT_ARTICLE: self.media_type == "text/html"}

    with writer.Creator(Path(path)) as creator:
        for name, body in PAGES.items():
            creator.add_item(Entry(name, "text/html", body))
        creator.add_item(Entry("xa.example/a.png", "image/png", PNG))
        creator.add_item(Entry("xa.example/a.pdf", "application/pdf", b"%PDF-1.4"))
        creator.add_redirection("xa.example/cu.html", "cu", "xa.example/bai.html", {})
        for name, value in metadata.items():
            creator.add_metadata(name, value)
    return path


def found(web, path, name="a.zim"):
    return list(registry.pages(web.put(path.parent, name, path.read_bytes())))


def test_articles_pictures_and_redirects(web, made):
    everything = found(web, made)
    pages = [each for each in everything if isinstance(each, SavedPage)]
    assert {each.member: each.body.decode() for each in pages} == {
        name: body for name, body in PAGES.items() if body
    }
    first = next(each for each in pages if each.member == "xa.example/bai.html")
    assert (first.format, first.recorded_url, first.path_url) == ("zim", None, "http://xa.example/bai.html")
    assert (first.recorded_time, first.recorded_from) == ("2021-06-03T00:00:00Z", "record")
    entries = {each.locator: each for each in everything if isinstance(each, ResourceEntry)}
    assert {name: (each.media_type, each.kind, each.size) for name, each in entries.items()} == {
        "xa.example/a.png": ("image/png", "resource", len(PNG)),
        "xa.example/a.pdf": ("application/pdf", "attachment", 8),
    }
    assert entries["xa.example/a.png"].url == "http://xa.example/a.png"
    rejected = {
        (each.member, each.kind, each.code, each.detail) for each in everything if isinstance(each, Rejected)
    }
    assert rejected == {
        ("xa.example/rong.html", "skipped", "empty-page", ""),
        ("xa.example/cu.html", "other", "redirect", "http://xa.example/bai.html"),
    }


def test_some_entries(web, made):
    file = web.put(made.parent, "a.zim", made.read_bytes())
    wanted = ["xa.example/hai bai.html", "xa.example/a.png", "none", ""]
    assert [type(each) for each in registry.some(file, wanted)] == [ResourceEntry, SavedPage]


def test_entries_are_read_by_their_paths(made):
    resource = registry.read(str(made), "xa.example/a.png")
    assert (resource.body, resource.media_type) == (PNG, "image/png")
    assert registry.read(str(made), "xa.example/cu.html").body.decode() == PAGES["xa.example/bai.html"]
    for locator in ("", "none", "a.png"):
        with pytest.raises(NotFoundError, match="resource-missing"):
            registry.read(str(made), locator)


@pytest.mark.parametrize(
    ("metadata", "url"),
    [
        ({}, None),
        ({"Source": "www.xa.example"}, "https://www.xa.example/xa.example/hai%20bai.html"),
        ({"Source": "http://goc.example/a/"}, "http://goc.example/a/xa.example/hai%20bai.html"),
        (
            {"Source": "https://vi.wikipedia.example", "Scraper": "mwoffliner 1.13"},
            "https://vi.wikipedia.example/wiki/xa.example/hai%20bai.html",
        ),
    ],
)
def test_addresses_as_far_as_the_file_tells(web, tmp_path, metadata, url):
    everything = found(web, write(tmp_path / "made.zim", {"Date": "?", **metadata}))
    page = next(each for each in everything if getattr(each, "member", "") == "xa.example/hai bai.html")
    assert (page.path_url, page.recorded_time, page.file_time) == (url, None, "2021-06-03T06:00:00Z")


def test_large_pages_and_entries_are_listed(web, made, monkeypatch):
    monkeypatch.setattr(zim, "MAX_PART", 50)
    codes = [each.code for each in found(web, made) if isinstance(each, Rejected)]
    assert "page-too-large" in codes
    with pytest.raises(UnusableError, match="file-too-large"):
        registry.read(str(made), "xa.example/a.png")


def test_the_checksum_of_the_file(web, made):
    assert list(registry.faults(web.put(made.parent, "b.zim", made.read_bytes()))) == []
    changed = bytearray(made.read_bytes())
    changed[-1] ^= 1
    assert [fault.code for fault in registry.faults(web.put(made.parent, "b.zim", bytes(changed)))] == [
        "digest-wrong"
    ]


def test_without_the_extra(web, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "libzim.reader", None)
    file = web.put(tmp_path, "a.zim", b"ZIM\x04" + bytes(100))
    (rejected,) = registry.pages(file)
    assert (rejected.member, rejected.kind, rejected.code) == (None, "failed", "zim-needs-extra")
    with pytest.raises(UnusableError, match="zim-needs-extra"):
        registry.read(file.absolute, "x")
    assert [fault.code for fault in registry.faults(file)] == ["zim-needs-extra"]


@pytest.mark.parametrize("body", [b"ZIM\x04", b"ZIM\x04" + bytes(200), b"ZIM\x04" + b"\xff" * 500])
def test_damaged_files(web, tmp_path, body):
    pytest.importorskip("libzim")
    (rejected,) = registry.pages(web.put(tmp_path, "a.zim", body))
    assert (rejected.kind, rejected.code) == ("failed", "archive-unreadable")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_mutated_files_end_with_reasons(web, made, data):
    changed = bytearray(made.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.one_of(st.integers(4, 300), st.integers(4, len(changed) - 1)))
        changed[at] = data.draw(st.integers(0, 255))
    del changed[len(changed) - data.draw(st.sampled_from([0, 0, 1, 500])) :]
    for each in registry.pages(web.put(made.parent, "mutated.zim", bytes(changed))):
        assert isinstance(each, SavedPage | ResourceEntry) or each.code
