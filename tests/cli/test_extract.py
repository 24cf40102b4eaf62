"""``extract`` needs no library and gives what an import gives."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from reader.cli import extracting, pages


def lines(ran):
    return {line["path"].rpartition("/")[2]: line for line in ran.lines}


def test_one_line_for_every_page_in_the_order_of_the_files(run, archive):
    ran = run("extract", archive, "--json", library=False)
    assert ran.code == 1  # one file is empty
    names = [line["path"].rpartition("/")[2] for line in ran.lines]
    assert names == sorted(names)
    assert len(names) == 8
    error = lines(ran)["rong.html"]
    assert error == {
        "path": str(archive / "rong.html"),
        "member": None,
        "error": {"code": "file-empty", "detail": ""},
    }


def test_the_articles_are_those_of_the_library(run, archive, library):
    extracted = lines(run("extract", archive, "--json", library=False))
    for name, ident in library.items():
        assert extracted[f"{name}.html"] == run("show", ident, "--json").json


def test_what_repeats_across_a_site_is_learnt(run, archive):
    """With its neighbours a page loses its furniture, whatever the order of reading."""
    alone = lines(run("extract", archive / "y-te.html", "--json", library=False))["y-te.html"]
    together = lines(run("extract", archive, "--json", library=False))["y-te.html"]
    assert alone["id"] == together["id"]
    again = lines(run("extract", *sorted(archive.iterdir(), reverse=True), "--json", library=False))
    assert again["y-te.html"] == together
    assert "Đang online" not in together["text"]


def test_more_processes_give_the_same_lines(run, archive):
    one = run("extract", archive, "--json", "--jobs", 1, library=False)
    two = run("extract", archive, "--json", "--jobs", 2, library=False)
    assert one.out == two.out


def test_a_copy_is_read_once_and_told_as_if_it_were_read(run, archive, monkeypatch):
    alone = run("extract", archive, "--json", library=False).lines
    shutil.copytree(archive, archive / "b" / archive.name)
    time = (archive / "y-te.html").stat().st_mtime - 5 * 86400
    os.utime(archive / "b" / archive.name / "y-te.html", (time, time))  # another day of capture
    seen = []
    real = pages.attempt
    monkeypatch.setattr(
        pages, "attempt", lambda page, *more, **named: seen.append(page.path) or real(page, *more, **named)
    )
    ran = run("extract", archive, "--json", library=False)
    copies = {Path(line["path"]).name: line for line in ran.lines if Path(line["path"]).parent != archive}
    assert len(copies) == len(alone)
    for line in alone:
        name = Path(line["path"]).name
        same = copies[name] | {"path": line["path"]}
        if name == "y-te.html":
            assert same.pop("captured") != line["captured"]
        assert same == {key: line[key] for key in same}
    assert [Path(path).name for path in seen if "/b/" in path] == ["y-te.html"]


def test_many_files_are_worth_two_processes(run, archive, monkeypatch):
    seen = []
    real = extracting.Crew

    def spy(function, jobs):
        seen.append(jobs)
        return real(function, 1)

    monkeypatch.setattr(extracting, "Crew", spy)
    run("extract", archive, library=False)
    assert seen == [1]
    for number in range(70):
        (archive / f"{number}.txt").touch()
    run("extract", archive, library=False)
    assert seen[1] >= 2


def test_a_dead_worker_costs_one_file(run, archive, monkeypatch):
    real = extracting.Crew.run

    def deadly(crew, items):
        for number, value in real(crew, items):
            yield number, extracting.WorkerDied("crash", "exit -9") if number == 2 else value

    monkeypatch.setattr(extracting.Crew, "run", deadly)
    ran = run("extract", archive, "--json", library=False)
    assert ran.code == 1
    errors = [line["error"]["code"] for line in ran.lines if "error" in line]
    assert sorted(errors) == ["file-empty", "page-crashed-reader"]


def test_a_page_that_is_no_article_is_told_but_no_failure(run, archive):
    (archive / "rong.html").unlink()
    (archive / "chuyen.html").write_text(
        '<html><head><meta http-equiv="refresh" content="0;url=bau-cu.html"></head><body></body></html>',
        "utf-8",
    )
    ran = run("extract", archive, "--json", library=False)
    assert ran.code == 0
    assert lines(ran)["chuyen.html"]["error"]["code"] in {"redirect", "no-text"}


def test_to_read_it_is_a_short_list(run, archive):
    out = run("extract", archive, library=False).out
    assert "Cuộc bầu cử tại xã A đã thành công tốt đẹp\n  1 June 2021 · xa-a.example · " in out
    assert "rong.html: The file is empty." in out


def test_a_folder_without_pages_is_code_1(run, tmp_path):
    (tmp_path / "leer").mkdir()
    ran = run("extract", tmp_path / "leer", "--json", library=False)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Nothing here could be read as an article.\n"
