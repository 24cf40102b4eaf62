"""ARC files."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import registry
from reader.model import SavedPage


def page(number):
    return f"<!DOCTYPE html><html><body><p>Bài {number}</p></body></html>".encode()


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_arc_file(web, tmp_path, packed):
    records = [web.arc_record(web.answer(page(n)), url=f"http://xa.example/{n}") for n in range(3)]
    whole = web.arc(*records)
    head = len(whole) - sum(map(len, records))
    data = web.packed(whole[:head], *records) if packed else whole
    found = web.read(tmp_path, "x.arc.gz" if packed else "x.arc", data)
    assert found.bodies == [page(n) for n in range(3)]
    assert found.others == [("archive-record", "warcinfo")]
    assert not found.rejected
    first = found.pages[0]
    assert (first.recorded_url, first.recorded_time, first.recorded_from) == (
        "http://xa.example/0",
        web.TIME,
        "record",
    )
    assert (first.format, first.status, first.charset) == ("arc", 200, "utf-8")
    for each in found.pages:
        assert registry.read(each.path, each.member).body == each.body


@pytest.mark.parametrize(
    ("line", "url", "time"),
    [
        (
            "http://xa.example/a b?c=d e 1.2.3.4 20210603060000 text/html {}",
            "http://xa.example/a b?c=d e",
            True,
        ),
        ("http://xa.example/ 1.2.3.4 202106030600 text/html {}", "http://xa.example/", True),
        ("http://xa.example/ ::1 2021060306000000 - {}", "http://xa.example/", True),
        ("http://xa.example/ 1.2.3.4 20219999999999 text/html {}", "http://xa.example/", False),
        (
            "http://xa.example/ 1.2.3.4 20210603060000 text/html 200 ABC - 99 x.arc {}",
            "http://xa.example/",
            True,
        ),
        ("http://xa.example/ 1.2.3.4 20210603060000  {}", "http://xa.example/", True),
    ],
)
def test_headers_of_both_versions(web, tmp_path, line, url, time):
    block = web.answer()
    record = f"{line}\n".format(len(block)).encode() + block + b"\n"
    found = web.read(tmp_path, "x.arc", web.arc(record, web.arc_record(web.answer(page(1)))))
    assert found.bodies == [web.PAGE, page(1)]
    assert not found.rejected
    assert found.pages[0].recorded_url == url
    assert found.pages[0].recorded_time == (web.TIME if time else None)


def test_bodies_without_an_answer_and_other_records(web, tmp_path):
    found = web.read(
        tmp_path,
        "x.arc",
        web.arc(
            web.arc_record(web.PAGE),
            web.arc_record(b"1.2.3.4", "dns:xa.example", media_type="text/dns"),
            web.arc_record(b"GIF89a..", "http://xa.example/a.gif", media_type="image/gif"),
            web.arc_record(web.answer(b"", "302 Found", None, "Location: /b")),
        ),
    )
    assert found.bodies == [web.PAGE]
    assert found.others == [("archive-record", "warcinfo"), ("archive-record", "dns")]
    assert [entry.media_type for entry in found.resources] == ["image/gif"]
    assert [(each.code, each.detail) for each in found.rejected] == [("redirect", "http://xa.example/b")]


@pytest.mark.parametrize("length", [-1, "abc", 3, 9999, 4294967296, -99])
@pytest.mark.parametrize("whole", [False, True])
def test_wrong_lengths(web, tmp_path, length, whole):
    data = web.arc(
        web.arc_record(web.answer(page(0))),
        web.arc_record(web.answer(page(1)), length=length),
        web.arc_record(web.answer(page(2))),
    )
    found = web.read(tmp_path, "x.arc", gzip.compress(data) if whole else data)
    assert found.bodies == [page(0), page(1), page(2)]
    assert [code for _, code in found.codes] == ["record-length-wrong"]


def test_rubbish_between_records(web, tmp_path):
    data = (
        web.arc(web.arc_record(web.answer(page(0)))) + b"rubbish here\n" + web.arc_record(web.answer(page(1)))
    )
    found = web.read(tmp_path, "x.arc", data)
    assert len(found.pages) == 2
    assert len(found.rejected) == 1


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2000), st.binary(max_size=30), st.booleans())
def test_mutated_files_end_with_reasons(web, tmp_path_factory, at, noise, packed):
    records = [web.arc_record(web.answer(page(n)), url=f"http://xa.example/{n}") for n in range(4)]
    data = web.packed(*records) if packed else web.arc(*records)
    at %= len(data)
    file = web.put(
        tmp_path_factory.getbasetemp(), "mutated.arc", data[:at] + noise + data[at + len(noise) // 2 :]
    )
    found = list(registry.pages(file))
    assert found
    for each in found:
        if isinstance(each, SavedPage):
            assert registry.read(each.path, each.member).body == each.body
