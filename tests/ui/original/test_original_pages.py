"""Original pages in the window, driven in a process of their own by ``walk.py``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections import deque
from pathlib import Path
from struct import pack

import pytest

from reader.library.library import Library

pytest.importorskip("PySide6.QtWebEngineCore")
pytestmark = pytest.mark.xdist_group("original_pages")  # one process has the fixture for all of them

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
LONG = 120  # seconds
HOST = "http://www.xa-a.example"
TITLE, SECOND = "Kỳ họp về cuộc bầu cử của xã", "Danh sách những người trúng cử của xã"
TEXT = "Hội đồng nhân dân xã đã họp phiên họp thường kỳ và thông qua nghị quyết về ngân sách năm tới. "
FIRST = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>
<link rel="stylesheet" href="{HOST}/css/site.css?v=3"></head><body><h1>{TITLE}</h1>
<p>Cử tri đi bầu cử. {TEXT}</p><p><img src="../hinh/hop.png"><img src="http://khac.example/khong-co.png"></p>
<p><a id="next" href="bai-hai.html">{SECOND}</a></p>
<p><a id="gone" target="_blank" href="/tin/khong-luu.html">Bài không lưu của xã nhà</a></p>
<p><a id="list" href="/tin/muc-luc.html#x">Mục lục</a></p>
<iframe src="khung.html" height="60"></iframe><p id="said">{TEXT * 30}</p>
<script>document.getElementById("said").append("written by a script")</script></body></html>"""
LIST = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Mục lục</title>
<link rel="stylesheet" href="../css/site.css"></head><body><h1>Mục lục</h1>
<a id="back" href="bai-hai.html">Tin hai</a></body></html>"""
OTHER = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{SECOND}</title></head>
<body><h1>{SECOND}</h1><p>Kết quả. {TEXT * 9}</p></body></html>"""


def picture(side):
    """A green PNG."""

    def chunk(kind, body):
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\0\xa0\0" * side for _row in range(side))
    head = pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What the walk saw."""
    folder = tmp_path_factory.mktemp("original")
    site = folder / "archive" / "www.xa-a.example"
    for name, body in {
        "tin/bai.html": FIRST.encode(),
        "tin/bai-hai.html": OTHER.encode(),
        "tin/khung.html": "<meta charset=utf-8><p>bầu cử trong khung</p>".encode(),
        "tin/muc-luc.html": LIST.encode(),
        "css/site.css": b"@import 'mau.css'; p { width: 600px }",
        "css/mau.css": b"h1 { color: rgb(1, 2, 3) }",
        "hinh/hop.png": picture(40),
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(body)
    with Library(folder / "library") as library:
        deque(library.import_paths([str(folder / "archive")], jobs=1), maxlen=0)
    values = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT), LANGUAGE="en")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        values["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"  # root has no other way to run Chromium
    done = subprocess.run(
        [sys.executable, str(HERE / "walk.py"), str(folder / "library"), str(folder)],
        env=values,
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    print(done.stderr)
    lines = done.stdout.strip().splitlines()
    assert lines, f"{done.returncode}: {done.stderr[-3000:]}"
    return json.loads(lines[-1])


def test_the_page_is_shown_with_its_parts(seen):
    assert seen["shown"]
    assert seen["checked"] == [False, True]
    assert TITLE in seen["text"]
    assert seen["styled"] == "rgb(1, 2, 3)"
    assert seen["frame"] == "bầu cử trong khung"
    assert seen["pictures"] == [[40, False], [0, True]]


def test_what_is_missing_is_counted_and_listed(seen):
    assert seen["refused"] == [["missing", "http://khac.example/khong-co.png"]]
    assert seen["list"] == "Not in the archive (1)\nhttp://khac.example/khong-co.png"
    assert seen["bar"] == "Original page, offline, 1 request refused"
    assert "offline: 1 request refused on this page" in seen["status bar"]


def test_hits_are_marked_by_our_matcher(seen):
    assert seen["marked"] == ["Cử", "bầu cử", "bầu cử", "cử"]  # and some in the frame
    assert seen["hits"] == 5
    assert seen["walked"] == 0
    assert seen["unmarked"]


def test_find_in_page_folds_as_the_search_does(seen):
    found = seen["found"]
    assert found["phiên họp"] == found["phien hop"] == "1 of 31"
    assert found["trong khung"] == "1 of 1"
    assert found["không có đâu"] == "Not found on this page"


def test_the_context_menu_offers_nothing_that_goes_online(seen):
    assert seen["menu"] == [
        *("Open", "Open in new tab", "Copy address", "Copy", "Select all"),
        "Save a picture of the page…",
    ]


def test_scripts_of_the_page_run_only_when_asked_for(seen):
    assert not seen["scripts off"]
    assert seen["scripts on"]
    assert seen["scripts checked"]


def test_links_are_followed_inside_the_archive(seen):
    assert seen["followed"] == [SECOND, True, False]
    assert seen["back"] == [True, 100]
    assert seen["new tabs"] == [3, True]
    assert seen["missing"] == [f"{HOST}/tin/khong-luu.html", False]
    assert seen["after missing"]


def test_lists_are_shown_though_they_are_no_articles(seen):
    text, styled, address, refused = seen["list page"]
    assert text.split() == ["Mục", "lục", "Tin", "hai"]
    assert (styled, address, refused) == ("rgb(1, 2, 3)", "tin/muc-luc.html", 0)
    assert seen["from the list"] == SECOND
    assert seen["back to the list"] == "Mục lục"
    assert seen["back to the article"] == [TITLE, ""]


def test_another_language_leaves_the_page_alone(seen):
    assert seen["vietnamese"] == "Trang gốc, ngoại tuyến, 1 yêu cầu bị chặn"
    assert seen["kept"]


def test_the_page_is_taken_away_whole(seen):
    width, height, shown = seen["picture"]
    assert height > shown
    assert width > 400
    assert seen["paper"] == "%PDF-"
    assert seen["preview"] >= 1  # sheets of the original, in the dialog that articles have
    assert seen["session"].startswith("original ")


def test_when_the_renderer_dies_the_reader_view_goes_on(seen):
    (message,), is_open, reads = seen["crash"]
    assert "crashed on this page" in message
    assert (is_open, reads) == (False, True)
    assert seen["again"]
    assert seen["message gone"] == []
    assert seen["reader"] == [False, True]


def test_without_chromium_the_reader_view_says_why(seen):
    (message,), is_open, reads = seen["no engine"]
    assert "libnss3.so" in message
    assert "Install PySide6-Addons" in message
    assert (is_open, reads) == (False, True)
    assert seen["no engine checked"]
