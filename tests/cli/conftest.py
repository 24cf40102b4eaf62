"""A small archive, a library made of it, and the command line run in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.translation import set_language

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "https://xa-a.example/tin"
PAGE = """<!DOCTYPE html>
<!-- saved from url=({length:04d}){url} -->
<html lang="vi"><head><meta charset="utf-8"><title>{title} - Xã A</title></head><body>
<div class="menu"><a href="/">Trang chủ</a> <a href="/lich">Lịch công tác</a>
<a href="/lien-he">Liên hệ</a></div>
<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/tin">Tin tức</a></div>
<div class="article">
<h1 class="title">{title}</h1>
<p class="date">{date}</p>
<div class="content">
{body}
</div>
{source}
</div>
<div class="other"><h3>Các tin khác</h3><ul>{others}</ul></div>
<div class="footer">Bản quyền thuộc Ủy ban nhân dân xã A. Đang online: 12</div>
</body></html>
"""
TITLES = {
    "bau-cu": "Cuộc bầu cử tại xã A đã thành công tốt đẹp",
    "ket-qua": "Công bố kết quả bầu cử đại biểu Hội đồng nhân dân xã",
    "giao-thong": "Sửa chữa tuyến đường liên thôn trước mùa mưa",
    "y-te": "Trạm y tế tổ chức tiêm chủng cho trẻ em",
    "giao-duc": "Khai giảng năm học mới tại trường tiểu học",
    "van-hoa": "Lễ hội truyền thống của làng được khôi phục",
    "le-phi": "Niêm yết công khai mức thu lệ phí năm nay",
}


def write_page(folder, name, *, date="02/06/2021", source=""):
    """A saved page of the portal; it lists the two pages that follow it, of which one may not exist."""
    names = list(TITLES)
    at = names.index(name)
    listed = [names[(at + 1) % len(names)], "da-mat"]
    titles = {**TITLES, "da-mat": "Trang này không được lưu lại"}
    others = "".join(
        f'<li><a href="{HOST}/{each}.html">{titles[each]}</a> (01/06/2021)</li>' for each in listed
    )
    title, url = TITLES[name], f"{HOST}/{name}.html"
    body = "\n".join(
        f"<p>{title}: đoạn thứ {number} nói về công việc riêng của bài này, theo báo cáo số {at}{number}, "
        f"với ý kiến của người dân ở thôn {number}.</p>"
        for number in range(1, 4)
    )
    text = PAGE.format(
        length=len(url), url=url, title=title, date=date, body=body, others=others, source=source
    )
    path = folder / f"{name}.html"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def archive(tmp_path):
    """Seven pages of one site, one of which names a page of another as its source, and an empty file."""
    folder = tmp_path / "kho"
    folder.mkdir()
    for number, name in enumerate(TITLES, 1):
        source = ""
        if name == "bau-cu":
            source = f'<p>Nguồn: <a href="{HOST}/ket-qua.html">Báo Tỉnh</a></p>'
        write_page(folder, name, date=f"{number:02d}/06/2021", source=source)
    (folder / "rong.html").touch()
    return folder


@dataclass(frozen=True)
class Run:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys, tmp_path):
    """Runs the command line in this process, on a library of this test."""
    set_language("en")

    def run_here(*words, library=True):
        capsys.readouterr()
        before = ["--library", str(tmp_path / "library")] if library else []
        code = main([*before, *map(str, words)])
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run_here


@pytest.fixture
def library(run, archive):
    """Imports the archive; gives the ids by the names of the pages."""
    report = run("import", archive, "--json")
    assert report.code == 1, report.err  # one file is empty
    hits = run("search", "", "--json").json["hits"]
    return {hit["url"].rpartition("/")[2].removesuffix(".html"): hit["id"] for hit in hits}


@pytest.fixture
def process(tmp_path):
    """Runs the program as a process, on a library of this test."""

    def run_there(*words, library=True, env=None, stdin="", start=("-m", "reader")):
        before = ["--library", str(tmp_path / "library")] if library else []
        ran = subprocess.run(
            [sys.executable, "-W", "error", *start, *before, *map(str, words)],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            input=stdin.encode(),
            capture_output=True,
            check=False,
        )
        return Run(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))

    return run_there
