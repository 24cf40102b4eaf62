"""Archives of small pages, and libraries to import them into."""

from __future__ import annotations

import os
from collections import deque
from html import escape
from pathlib import Path

import pytest

from reader.library.library import Library

WORDS = (
    "Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới "
    "với sự đồng thuận cao. "
    "Các đại biểu đề nghị công khai kết quả để người dân góp ý trong thời hạn ba mươi ngày. "
)


class Archive:
    """A folder of saved pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def page(self, name, title=None, *, url=None, text="", links=(), related=(), time=None, comment=""):
        """Writes a page; ``links`` and ``related`` are (address, text). Gives its path."""
        title = title or f"Thông báo số {name} về việc họp dân"
        head = f"<!-- saved from url=({len(url):04d}){url} -->\n" if url else comment
        body = "".join(
            f'<p>Xem thêm <a href="{escape(to)}">{escape(said)}</a> trong bài.</p>' for to, said in links
        )
        listed = "".join(f'<li><a href="{escape(to)}">{escape(said)}</a></li>' for to, said in related)
        box = f"<div><h3>Các tin khác</h3><ul>{listed}</ul></div>" if related else ""
        html = (
            f'<!DOCTYPE html>\n{head}<html lang="vi"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head>"
            f'<body><div id="main"><h1>{escape(title)}</h1>'
            f"<p>{escape(WORDS)}</p><p>{escape(text or title)}. {WORDS}</p>"
            f"{body}</div>{box}</body></html>"
        )
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        if time is not None:
            os.utime(path, (time, time))
        return path

    def site(self, count, host="xa-a.example"):
        """Writes so many pages of one site."""
        return [
            self.page(
                f"{host}/tin-{number:03d}.html",
                f"Bản tin ngày thứ {number} của xã",
                url=f"https://{host}/tin-{number:03d}.html",
            )
            for number in range(count)
        ]


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


@pytest.fixture
def make_archive(tmp_path):
    return lambda name: Archive(tmp_path / name)


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def run():
    """Imports and gives the report."""

    def import_all(library, *paths, jobs=1):
        steps = deque(library.import_paths([os.fspath(path) for path in paths], jobs=jobs), maxlen=1)
        return steps[0].report

    return import_all


@pytest.fixture
def ids():
    """Title to id of everything in a library."""

    def of(library):
        return dict(library._catalogue.database.all("SELECT title, id FROM articles ORDER BY number"))

    return of


@pytest.fixture
def agrees():
    """Asserts that index and catalogue hold the same articles."""

    def check(library):
        catalogue, index = library._catalogue, library._keeper.current()
        assert catalogue.database.value("PRAGMA integrity_check") == "ok"
        assert index.revision == catalogue.meta.revision
        assert index.count == catalogue.summary.articles()

    return check
