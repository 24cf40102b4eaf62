"""Writes a mirrored portal of any size: own words, Zipf-like as in real text, and a portal's clutter."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

_ONSETS = "b c ch d đ g h kh l m n nh ng ph r s t th tr v x"
_RIMES = (
    "a á à ả ạ an án àn ang áng ao áo ác ạc âm ấm ầm ân ấn ần ận ât ất ật âu ấu ầu e é em én eo êm ên ến ền "
    "ệnh i í ì ị im in ính ình ịch iên iến iền iện iêu iếu o ó ò ọ oa óa oàn oạn oi ói ong óng òng ô ố ồ ộ "
    "ôi ối ồi ội ông ống ồng ộng ơ ớ ờ ợ ơi ới ời ơn u ú ù ụ un ung úng ùng ui uôn uyên uyết ư ứ ừ ự ưng ứng "
    "ương ướng ường ượng"
)
_HEAD = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin huyện Mẫu</title>
<style>body {{ margin: 0 }} .menu li {{ float: left }}</style>
<script>var counter = {number};</script></head><body>
<div class="banner">Cổng thông tin điện tử huyện Mẫu</div>
<ul class="menu">{menu}</ul>
<div class="breadcrumb"><a href="index.html">Trang chủ</a> &raquo;
<a href="muc{section}.html">Chuyên mục {section}</a></div>
"""
_FOOT = """<div class="tools"><a href="javascript:print()">In trang</a>
<a href="javascript:back()">Quay lại</a></div>
<div class="other"><h3>Các tin khác</h3><ul>{others}</ul></div>
<div class="counter">Lượt truy cập: {number}</div>
<div class="footer">Bản quyền thuộc huyện Mẫu</div></body></html>
"""


class Vocabulary:
    """Words of one to three syllables whose frequencies fall as 1/rank."""

    def __init__(self, seed: int, size: int = 40_000) -> None:
        self.random = random.Random(seed)
        syllables = sorted({onset + rime for onset in _ONSETS.split() for rime in _RIMES.split()})
        lengths = self.random.choices((1, 2, 2, 3), k=size)
        self.words = [" ".join(self.random.choices(syllables, k=length)) for length in lengths]
        self._weights = list(accumulate(1 / rank for rank in range(1, size + 1)))

    def text(self, words: int) -> str:
        """So many words, as a sentence."""
        chosen = self.random.choices(self.words, cum_weights=self._weights, k=words)
        return " ".join(chosen).capitalize() + "."


def write_portal(folder: Path, pages: int, seed: int = 2024) -> list[str]:
    """Writes ``pages`` article pages below ``folder``/mau.example and returns some sentences of them."""
    vocabulary = Vocabulary(seed)
    chance = vocabulary.random
    titles = [vocabulary.text(chance.randint(6, 12)).rstrip(".") for _ in range(pages)]
    site = folder / "mau.example"
    menu = "".join(f'<li><a href="../muc{n}.html">{vocabulary.text(2)}</a></li>' for n in range(40))
    sentences = []
    for number, title in enumerate(titles):
        section = number % 12
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3600))
        body = [vocabulary.text(chance.randint(25, 70)) for _ in range(chance.randint(3, 10))]
        sentences.append(body[0])
        near = [chance.randrange(pages) for _ in range(8)]
        others = "".join(
            f'<li><a href="../muc{n % 12}/tin-{n}.html">{titles[n]}</a> ({day:%d/%m/%Y})</li>' for n in near
        )
        page = [
            _HEAD.format(number=number, menu=menu, section=section),
            f'<div class="content"><h1>{title}</h1><p class="date">Ngày đăng: {day:%d/%m/%Y}</p>',
            *(f"<p>{paragraph}</p>" for paragraph in body),
            '<p style="text-align: right"><b>NGUYỄN MẪU</b></p></div>',
            _FOOT.format(others=others, number=number),
        ]
        target = site / f"muc{section}" / f"tin-{number}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(page), "utf-8")
    return sentences[:: max(1, pages // 300)]
