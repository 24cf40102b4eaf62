"""The work for a page grows with its size, not with the square of it: counted in steps of the interpreter.

Each shape repeats one part. The third of three equal portions may take little more work than the second.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager

import pytest

from reader.extract.article import extract

PORTION = 32  # parts
MORE = 1.06
PROSE = "<p>Ủy ban nhân dân xã thông báo kế hoạch, lịch họp và danh sách đại biểu của năm nay.</p>" * 3
SHAPES = {
    "attachments in one block": ("<div>Tài liệu đính kèm:<br>{}</div>", "<a href='{}.pdf'>Tải về</a><br>"),
    "links in one block": ("<div>{}</div>", "<a href='{}.html'>tin số {} của xã</a><br>"),
    "slanted lines in one block": ("<div>{}</div>", "<img src='{}.jpg'><br><i>Ảnh {} của xã</i><br>"),
    "pictures in one figure": ("<figure>{}</figure>", "<img src='{}.jpg'><p>Ảnh {} của xã</p>"),
    "named captions": ("{}", "<div><img src='{}.jpg'></div><div class=caption>Ảnh {} của xã</div>"),
    "lists of other pages": ("{}", "<h3>Tin liên quan</h3><a href='/{}'>Tin tức số {} của xã nhà</a>"),
    "headings without a list": ("<div>{}</div><a href='/x'>Tin tức của xã nhà</a>", "<h3>Thông báo</h3>"),
}


@contextmanager
def counted_work():
    """Counts the steps of the interpreter in ``reader.extract``."""
    count = Counter()

    def trace(frame, event, argument):
        if "/extract/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            count["steps"] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield count
    finally:
        sys.settrace(before)


def work(save, shape, parts):
    around, part = SHAPES[shape]
    inside = "".join(part.replace("{}", str(number)) for number in range(parts))
    page = save(
        f"<title>Kế hoạch của xã</title><h1>Kế hoạch của xã</h1>{PROSE}{around.format(inside)}{PROSE}"
    )
    with counted_work() as count:
        extract(page)
    return count["steps"]


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_size_alone(save, shape):
    work(save, shape, 3 * PORTION)  # tables that are made once, and lines that are remembered
    one, two, three = (work(save, shape, portions * PORTION) for portions in (1, 2, 3))
    assert three - two <= MORE * (two - one)
