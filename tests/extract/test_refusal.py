from __future__ import annotations

import pytest

from reader.errors import PageError
from reader.extract.attempt import attempt
from reader.model import Rejected


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (
            "<html><head><meta http-equiv=refresh content='0;url=/moi'></head><body>Đang chuyển…</body></html>",
            "redirect",
        ),
        ("<html><body><script>window.location.href='/moi';</script></body></html>", "redirect"),
        ('<script>top.location.replace("http://x.vn/")</script>', "redirect"),
        ("<html><frameset cols='20%,80%'><frame src=a.html><frame src=b.html></frameset></html>", "frameset"),
        (
            "<title>404 - File or directory not found.</title><h1>Server Error</h1><p>The resource may have been removed.</p>",
            "error-page",
        ),
        ("<title>EasyWeb</title><p>Default 404 Not Found Page</p>", "error-page"),
        (
            "<title>Không tìm thấy trang</title><p>Trang bạn yêu cầu không tồn tại hoặc đã bị gỡ.</p>",
            "error-page",
        ),
        (
            "<title>Wayback Machine</title><p>Hrm. The machine has not archived that address.</p>",
            "error-page",
        ),
        ("<body><img src=logo.gif width=20></body>", "no-text"),
        ("<body><ul><li><a href=/>Trang chủ</a><li><a href=/b>Văn bản</a></ul></body>", "listing"),
    ],
)
def test_pages_that_are_no_article(read, html, code):
    with pytest.raises(PageError) as caught:
        read(html)
    assert (caught.value.code, caught.value.kind) == (code, "skipped")


def test_a_page_that_reloads_itself_now_and_then_is_one(read, story):
    assert read(f"<meta http-equiv=refresh content='600'><div>{story}</div>").text
    assert read(f"<meta http-equiv=refresh content='5;url=/x'><div>{story * 3}</div>").text


def test_an_article_about_an_error_is_one(read, story):
    assert read(f"<h1>Vì sao máy chủ báo lỗi 404 suốt tuần qua</h1><div>{story}</div>").title.startswith(
        "Vì sao"
    )


def test_an_attempt_never_raises(save, story, monkeypatch):
    rejected = attempt(save("<title>404 Not Found</title><p>x</p>"))
    assert isinstance(rejected, Rejected)
    assert (rejected.code, rejected.kind, rejected.detail) == ("error-page", "skipped", "404 Not Found")
    monkeypatch.setattr("reader.extract.attempt.extract", lambda *_: 1 / 0)
    rejected = attempt(save(f"<p>{story}</p>"))
    assert (rejected.code, rejected.kind) == ("page-crashed-reader", "failed")
