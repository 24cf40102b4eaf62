"""A file each or one file of all; failures are listed, names never clash, nothing is overwritten."""

from __future__ import annotations

import csv
import errno
import io
import json
from dataclasses import replace

import pytest

from reader.errors import NotFoundError, UnusableError
from reader.export.batch import Batch, Order
from reader.export.format import Item
from reader.export.registry import find


@pytest.fixture
def give(article):
    """Items by id; "gone" is unknown. Titles are the ids without the mark behind them."""

    def item(ident):
        if ident == "gone":
            raise NotFoundError("article-unknown", id=ident)
        return Item(replace(article, id=ident, title=ident.rstrip("-"), attachments=()), lambda source: None)

    return item


@pytest.fixture
def batch(give, tmp_path):
    def made(*ids, name="txt", place=tmp_path / "ra", **more):
        return Batch(Order(ids, find(name), give, place, **more))

    return made


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_article_gets_a_file_and_the_manifest_lists_all(batch, tmp_path):
    *steps, last = batch("một", "gone", "hai").run()
    assert [(step.stage, step.done, step.total) for step in steps] == [("export", n, 3) for n in (1, 2, 3)]
    report = last.exported
    assert [entry.result for entry in report.entries] == ["written", "failed", "written"]
    assert report.failed[0].code == "article-unknown"
    listed = lines(tmp_path / "ra" / "manifest.jsonl")
    assert [each["id"] for each in listed] == ["một", "gone", "hai"]
    assert (tmp_path / "ra" / listed[0]["file"]).read_text("utf-8").startswith("Trang chủ")
    assert listed[0]["sha256"] == "0123456789abcdef" * 4
    assert report.manifest == str(tmp_path / "ra" / "manifest.jsonl")


def test_names_that_differ_by_case_or_form_only_are_kept_apart(batch, tmp_path):
    *_steps, last = batch("HỌP", "họp", "ho\u0323p", "họp-").run()
    names = [entry.file for entry in last.exported.entries]
    assert len({name.casefold() for name in names}) == 4
    assert names[1] == "2021-06-02-xa-a.example-họp-họp.txt"
    assert len(list((tmp_path / "ra").glob("*.txt"))) == 4


def test_files_that_exist_are_told_and_stay(batch, tmp_path):
    (tmp_path / "ra").mkdir()
    there = tmp_path / "ra" / "2021-06-02-xa-a.example-một.txt"
    there.write_text("mine")
    *_steps, last = batch("một", "hai").run()
    assert [entry.code for entry in last.exported.entries] == ["file-exists", None]
    assert there.read_text() == "mine"
    *_steps, last = batch("một", force=True).run()
    assert not last.exported.failed
    assert there.read_text("utf-8") != "mine"


def test_a_second_export_into_a_folder_has_a_manifest_of_its_own(batch, tmp_path):
    for ident in ("một", "hai"):
        list(batch(ident).run())
    assert [each["id"] for each in lines(tmp_path / "ra" / "manifest-2.jsonl")] == ["hai"]


def test_closed_early_the_files_so_far_stay_and_are_listed(batch, tmp_path):
    steps = batch("một", "hai", "ba").run()
    next(steps)
    steps.close()
    assert len(list((tmp_path / "ra").glob("*.txt"))) == 1
    assert len(lines(tmp_path / "ra" / "manifest.jsonl")) == 1


def test_a_full_disk_ends_it_with_one_message(batch, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("reader.export.writing.os.fsync", full)
    steps = batch("một", "hai").run()
    with pytest.raises(UnusableError, match="file-unwritable"):
        next(steps)
    assert not list((tmp_path / "ra").iterdir())


def test_one_file_is_whole_or_not_there(batch, tmp_path):
    target = tmp_path / "all.ris"
    steps = batch("một", "hai", name="ris", place=target, combined=True).run()
    next(steps)
    steps.close()
    assert not list(tmp_path.iterdir())
    *_steps, last = batch("một", "gone", "hai", name="ris", place=target, combined=True).run()
    assert target.read_bytes().count(b"TY  - ELEC") == 2
    assert (len(last.exported.failed), last.exported.manifest) == (1, None)
    with pytest.raises(UnusableError, match="file-exists"):
        list(batch("một", name="ris", place=target, combined=True).run())


def test_no_file_is_made_of_no_article(batch, tmp_path):
    *_steps, last = batch("gone", name="epub", place=tmp_path / "all.epub", combined=True).run()
    assert len(last.exported.failed) == 1
    assert not list(tmp_path.iterdir())


def test_a_manifest_may_be_a_table_elsewhere(batch, tmp_path):
    list(batch("một", "gone", manifest=tmp_path / "list.csv").run())
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig"))))
    assert [(row["id"], row["result"], row["code"]) for row in rows] == [
        ("một", "written", ""),
        ("gone", "failed", "article-unknown"),
    ]
    assert not list((tmp_path / "ra").glob("manifest*"))
    with pytest.raises(UnusableError, match="file-exists"):
        list(batch("một", manifest=tmp_path / "list.csv").run())
