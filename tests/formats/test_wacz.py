"""WACZ files: archives of records in a zip file, with lists that may be wrong."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError
from reader.formats import registry, wacz, webarchive
from reader.formats.format import Fault, Part
from reader.model import SavedPage


def page(number):
    return f"<!DOCTYPE html><html><body><p>Bài {number}</p></body></html>".encode()


def url(number):
    return f"http://xa.example/{number}.html"


def records(web, *numbers):
    return [
        web.record(web.answer(page(n)), url=url(n), WARC_Payload_Digest=web.sha1(page(n))) for n in numbers
    ]


def index(web, name, *offsets, **more):
    """Lines of an index: (number of the page, offset)."""
    return [
        f"example,xa)/{number}.html 20210603060000 "
        + json.dumps(
            {"url": url(number), "digest": web.sha1(page(number)), "filename": name, "offset": str(offset)}
            | more
        )
        for number, offset in offsets
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_pages_of_all_archives_in_it(web, tmp_path, method, name):
    first, second = web.packed(*records(web, 0, 1)), b"".join(records(web, 2, 3))
    arc = web.arc(web.arc_record(web.answer(page(4)), url=url(4)))
    data = web.wacz({"1.warc.gz": first, "2.warc": second, "3.arc": arc}, method=method)
    found = web.read(tmp_path, name, data)
    assert found.bodies == [page(n) for n in range(5)]
    assert {each.format for each in found.pages} == {"wacz"}
    assert [each.member.rpartition(":")[0] for each in found.pages] == [
        "archive/1.warc.gz",
        "archive/1.warc.gz",
        "archive/2.warc",
        "archive/2.warc",
        "archive/3.arc",
    ]
    assert found.pages[0].member == "archive/1.warc.gz:0"
    assert not found.rejected
    for each in found.pages:
        assert registry.read(each.path, each.member).body == each.body
    assert [code for code, _ in found.others] == ["archive-index"] * 3 + ["archive-record"]


@pytest.mark.parametrize(
    "locator", ["", "archive/1.warc", "archive/1.warc:99", "archive/2.warc:0", ":0", "1.warc:0"]
)
def test_locators_that_lead_nowhere(web, tmp_path, locator):
    file = web.put(tmp_path, "a.wacz", web.wacz({"1.warc": records(web, 0)[0]}))
    with pytest.raises(NotFoundError, match="resource-missing"):
        registry.read(file.absolute, locator)


def test_several_in_one(web, tmp_path):
    inner = [web.wacz({"x.warc": b"".join(records(web, n))}) for n in (0, 1)]
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        found = web.read(tmp_path, "a.wacz", web.zipped({"1.wacz": inner[0], "2.wacz": inner[1]}, method))
        assert found.bodies == [page(0), page(1)]
        assert [each.member for each in found.pages] == [
            "1.wacz!/archive/x.warc:0",
            "2.wacz!/archive/x.warc:0",
        ]
        for each in found.pages:
            assert registry.read(each.path, each.member).body == each.body


def test_boxes_in_boxes_end(web, tmp_path):
    data = web.wacz({"x.warc": records(web, 0)[0]})
    for _ in range(6):
        data = web.zipped({"a.wacz": data})
    assert [code for _, code in web.read(tmp_path, "a.wacz", data).codes] == ["archive-bomb"]


def test_revisits_whose_original_lies_in_another_archive_of_the_file(web, tmp_path):
    original = records(web, 0)[0]
    revisit = web.record(
        b"", "revisit", url(9), "2022-01-01T00:00:00Z", WARC_Payload_Digest=web.sha1(page(0)),
        WARC_Refers_To_Target_URI=url(0), WARC_Refers_To_Date=web.TIME,
    )  # fmt: skip
    for digest in (web.sha1(page(0)), web.sha1(page(0)).removeprefix("sha1:"), ""):
        lines = index(web, "1.warc.gz", (0, 0), digest=digest)
        data = web.wacz({"0.warc": revisit, "1.warc.gz": web.packed(original)}, lines)
        found = web.read(tmp_path, f"{len(digest)}.wacz", data)
        assert found.bodies == [page(0)] * 2
        assert (found.pages[0].recorded_url, found.pages[0].recorded_time) == (url(9), "2022-01-01T00:00:00Z")
        assert registry.read(found.pages[0].path, found.pages[0].member).body == page(0)
    wrong = index(web, "1.warc.gz", (0, 7)) + index(web, "none.warc", (0, 0))
    data = web.wacz({"0.warc": revisit, "1.warc.gz": web.packed(original)}, wrong)
    assert [code for _, code in web.read(tmp_path, "w.wacz", data).codes] == ["revisit-unresolved"]


def test_damage_inside_leaves_the_rest(web, tmp_path):
    damaged = bytearray(web.packed(*records(web, 0, 1, 2)))
    damaged[len(web.packed(*records(web, 0))) + 40] ^= 0xFF
    data = web.wacz({"1.warc.gz": bytes(damaged), "2.warc.gz": b"", "3.warc": records(web, 3)[0]})
    found = web.read(tmp_path, "a.wacz", data)
    assert [body for body in found.bodies if body != page(1)] == [page(0), page(2), page(3)]
    assert ("archive/2.warc.gz", "archive-empty") in found.codes
    assert len(found.codes) == 2


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ({}, [(None, "archive-empty")]),
        ({"datapackage.json": b"{}", "notes.txt": b"x"}, [(None, "archive-empty")]),
        ({"datapackage.json": b'{"resources": [{"path": "archive/a.warc"}, 7, {"path": 3}]}'},
         [("archive/a.warc", "member-missing"), (None, "archive-empty")]),
        ({"datapackage.json": b"[" * 100_000}, [(None, "archive-empty")]),
        ({"../archive/a.warc": b"WARC/1.0\r\n"},
         [("../archive/a.warc", "member-unsafe-name"), (None, "archive-empty")]),
        ({"a.wacz": b"no zip file"}, [("a.wacz", "zip-damaged")]),
    ],
)  # fmt: skip
def test_files_without_pages_say_why(web, tmp_path, members, codes):
    assert web.read(tmp_path, "a.wacz", web.zipped(members)).codes == codes


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"PK\x05\x06"])
def test_what_is_no_zip_file(web, tmp_path, data):
    assert web.read(tmp_path, "a.wacz", data).codes == [(None, "zip-damaged")]


def test_parts_are_the_file(web, tmp_path, monkeypatch):
    monkeypatch.setattr(webarchive, "PART_SIZE", 1500)
    monkeypatch.setattr(wacz, "PART_SIZE", 1500)
    data = web.wacz(
        {"1.warc": b"".join(records(web, *range(12))), "2.warc.gz": web.packed(*records(web, *range(30)))}
    )
    file = web.put(tmp_path, "a.wacz", data)
    parts = list(registry.parts(file))
    assert parts[0] == Part(0, 0)
    assert len(parts) > 5
    together = [found for part in parts for found in registry.pages(file, part)]
    assert together == list(registry.pages(file))
    assert len([each for each in together if isinstance(each, SavedPage)]) == 42
    assert list(registry.pages(file, Part())) == together


class TestFaults:
    """Lists that do not agree with what is there."""

    def faults(self, web, folder, data):
        return list(registry.faults(web.put(folder, "a.wacz", data)))

    def whole(self, web, **more):
        return web.wacz({"1.warc": b"".join(records(web, 0))}, index(web, "1.warc", (0, 0)), [url(0)], **more)

    def test_none(self, web, tmp_path):
        assert self.faults(web, tmp_path, self.whole(web)) == []

    def test_one_flipped_byte(self, web, tmp_path):
        data = bytearray(self.whole(web))
        data[data.index(page(0)) + 30] ^= 1
        assert self.faults(web, tmp_path, bytes(data)) == [
            Fault("archive/1.warc", "digest-wrong", "sha256"),
            Fault("archive/1.warc:0", "digest-wrong", "payload sha1"),
        ]

    def test_lists_that_name_what_is_not_there(self, web, tmp_path):
        lines = [*index(web, "1.warc", (0, 0), (1, 5)), *index(web, "2.warc", (2, 0)), "no line", "a 2021 {}"]
        data = web.wacz({"1.warc": b"".join(records(web, 0))}, lines, [url(0), url(7), "about:blank"])
        assert self.faults(web, tmp_path, data) == [
            Fault("1.warc:5", "index-wrong", url(1)),
            Fault("2.warc:0", "index-wrong", url(2)),
            Fault("pages/pages.jsonl:3", "page-not-recorded", url(7)),
        ]

    def test_hashes_of_other_members_and_of_the_list_itself(self, web, tmp_path):
        package = json.dumps(
            {"resources": [{"path": "x.txt", "bytes": 3}, {"path": "y", "hash": "md5:0"}]}
        ).encode()
        digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(package + b" ").hexdigest()}
        members = {
            "datapackage.json": package,
            "datapackage-digest.json": json.dumps(digest).encode(),
            "x.txt": b"text",
            "a.warc": records(web, 0)[0],
        }
        assert self.faults(web, tmp_path, web.zipped(members)) == [
            Fault("y", "member-missing"),
            Fault("datapackage.json", "digest-wrong", "sha256"),
            Fault("x.txt", "size-wrong", "3"),
        ]
        assert self.faults(web, tmp_path, b"PK\x05\x06")[0].code == "zip-damaged"


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_mutated_files_end_with_reasons(web, tmp_path_factory, data):
    lines = index(web, "1.warc.gz", (0, 0))
    whole = bytearray(
        web.wacz({"1.warc.gz": web.packed(*records(web, 0, 1)), "2.warc": records(web, 2)[0]}, lines)
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    del whole[len(whole) - data.draw(st.sampled_from([0, 0, 0, 5, 60, 400])) :]
    file = web.put(tmp_path_factory.getbasetemp(), "mutated.wacz", bytes(whole))
    found = list(registry.pages(file))
    assert found
    for each in found:
        if isinstance(each, SavedPage) and each.member:
            assert registry.read(each.path, each.member).body == each.body
    assert all(fault.code for fault in registry.faults(file))


def test_indexes_are_read_packed_or_not(web, tmp_path):
    lines = "".join(f"{line}\n" for line in index(web, "1.warc", (0, 77))).encode()
    for name, body in (
        ("indexes/index.cdx", lines),
        ("indexes/a.cdxj", lines),
        ("indexes/b.cdx.gz", gzip.compress(lines)),
    ):
        data = web.zipped({"archive/1.warc": records(web, 0)[0], name: body})
        (fault,) = registry.faults(web.put(tmp_path, "a.wacz", data))
        assert (fault.code, fault.locator) == ("index-wrong", "1.warc:77")
