"""The kept runs of an article as clean HTML and as text, in one walk over their part of the tree.

The writer opens an element only when something stands in it, so emptied wrappers vanish by themselves. It
knows no attribute but ``href``, ``src``, ``alt``, ``title`` (of abbreviations), ``dir``, ``lang``,
``colspan``, ``rowspan``, ``start`` and the alignment of a paragraph; scripts, handlers, styles and
trackers cannot come through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from reader.extract.page import Page
from reader.extract.pictures import Pictures
from reader.extract.tables import is_data_table
from reader.extract.walking import INLINE
from reader.model import Image

KEPT_INLINE = {
    **{
        name: name
        for name in ("b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "code")
    },
    **{
        name: name
        for name in ("kbd", "samp", "var", "q", "cite", "abbr", "mark", "dfn", "bdi", "bdo", "ruby")
    },
    "rt": "rt",
    "rp": "rp",
    "big": "big",
    "strike": "s",
    "tt": "code",
    "acronym": "abbr",
}
KEPT_BLOCKS = frozenset({"ul", "ol", "dl", "blockquote"})
PARAGRAPHS = {
    "h1": "h2",
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "h5": "h5",
    "h6": "h6",
    "pre": "pre",
    **{name: name for name in ("li", "dt", "dd", "td", "th", "caption")},
}
"""Blocks that keep their name. The title of the article is the only h1 of a view."""
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """``links``: the numbers of the anchors that were written."""

    html: str
    text: str
    images: tuple[Image, ...]
    tables: int
    links: tuple[int, ...]


def render(
    page: Page,
    kept: list[bool],
    pictures: Pictures,
    link: Callable[[str], str | None],
    picture: Callable[[str], str | None],
) -> Rendered:
    """The kept runs. ``link`` and ``picture`` turn an address as written into a reference, or None to
    leave it out."""
    writer = _Writer(page, kept, pictures, link, picture)
    root = _common(page, kept)
    if root is not None:
        writer.block(root)
        writer.end_paragraph()
    return Rendered(
        "".join(writer.out),
        "\n\n".join(writer.paragraphs),
        tuple(writer.images),
        writer.tables,
        tuple(writer.links),
    )


def _common(page: Page, kept: list[bool]) -> int | None:
    """The innermost element that holds all kept runs."""
    numbers = [number for number, keep in enumerate(kept) if keep]
    if not numbers:
        return None
    first, last = numbers[0], numbers[-1]
    for up in page.ancestors(page.runs[first].owner):
        if page.first[up] <= first and page.last[up] > last:
            return up
    return 0


class _Writer:
    def __init__(
        self,
        page: Page,
        kept: list[bool],
        pictures: Pictures,
        link: Callable[[str], str | None],
        picture: Callable[[str], str | None],
    ) -> None:
        self.page = page
        self.kept = kept
        self.pictures = pictures
        self.link = link
        self.picture = picture
        self.out: list[str] = []
        self.paragraphs: list[str] = []
        self.images: list[Image] = []
        self.links: list[int] = []
        self.tables = 0
        self._wrappers: list[list[str]] = []  # [opening, closing, "" or "open"]
        self._inline: list[tuple[str, str]] = []
        self._line: list[str] = []  # HTML of the paragraph under way
        self._words: list[str] = []  # its text
        self._run = -1
        self._row: list[str] | None = None
        self._shape: tuple[str, str] = ("p", "")
        self._seen: set[str] = set()
        self._before = [0, *accumulate(kept)]  # kept runs before each

    # ---- structure -----------------------------------------------------------------------------

    def block(self, number: int) -> None:
        """Writes an element and what stands in it."""
        page = self.page
        tag = page.tags[number]
        if not self._any(number):
            return
        self.end_paragraph()
        if tag == "table" and is_data_table(page, number):
            self._table(number)
            return
        outer = self._shape
        wrapper = self._wrapper(number, tag)
        if wrapper:
            self._wrappers.append([*wrapper, ""])
        elif tag in PARAGRAPHS and tag not in _TABLE_PARTS:
            self._shape = (PARAGRAPHS[tag], self._attributes(number))
        elif tag not in _TABLE_PARTS or outer[0] not in ("li", "dd", "dt"):
            self._shape = ("p", self._attributes(number)) if outer[0] not in ("li", "dt", "dd") else outer
        if tag in ("li", "dd", "dt"):
            self._wrappers.append([f"<{tag}{self._attributes(number)}>", f"</{tag}>", ""])
            self._shape = ("", "")
        self._children(number)
        self.end_paragraph()
        if tag in ("li", "dd", "dt") or wrapper:
            self._close_wrapper()
        self._shape = outer

    def _wrapper(self, number: int, tag: str) -> tuple[str, str] | None:
        if tag in KEPT_BLOCKS:
            start = self.page.elements[number].get("start") if tag == "ol" else None
            extra = f' start="{start}"' if start and start.strip().isdigit() else ""
            return f"<{tag}{extra}{self._attributes(number, align=False)}>", f"</{tag}>"
        return None

    def _children(self, number: int) -> None:
        page = self.page
        self._text(page.elements[number].text, page.text_run[number])
        child = number + 1
        end = page.ends[number]
        while child < end:
            tag = page.tags[child]
            if tag == "br":
                pass
            elif tag == "img":
                self._image(child)
            elif tag in INLINE or ":" in tag:
                self._inline_element(child, tag)
            elif tag == "hr":
                pass
            elif tag:
                self.block(child)
            self._text(page.elements[child].tail, page.tail_run[child])
            child = page.ends[child]

    def _inline_element(self, number: int, tag: str) -> None:
        opened = None
        if tag == "a":
            href = self.page.elements[number].get("href")
            reference = self.link(href) if href and self._any(number) else None
            if reference:
                opened = (f'<a href="{escape(reference)}">', "</a>")
                self.links.append(number)
        elif tag in KEPT_INLINE:
            name = KEPT_INLINE[tag]
            opened = (f"<{name}{self._attributes(number, align=False, title=name == 'abbr')}>", f"</{name}>")
        elif tag in ("span", "font"):
            attributes = self._attributes(number, align=False)
            if attributes:
                opened = (f"<span{attributes}>", "</span>")
        if opened is None:
            self._children(number)
            return
        self._inline.append(opened)
        if self._line:
            self._line.append(opened[0])
        self._children(number)
        self._inline.pop()
        if self._line and self._line[-1] == opened[0]:
            self._line.pop()  # nothing was written in it
        elif self._line:
            self._line.append(opened[1])

    # ---- paragraphs ----------------------------------------------------------------------------

    def _text(self, text: str | None, run: int) -> None:
        if not text:
            return
        if run < 0:
            if self._line:
                self._line.append(" ")
                self._words.append(" ")
            return
        if not self.kept[run] or run in self.pictures.caption_runs:
            return
        self._begin(run)
        self._line.append(escape(text, quote=False))
        self._words.append(text)

    def _begin(self, run: int) -> None:
        """Makes a run the one that is written: in the paragraph under way, on a new line of it, or in a
        new one."""
        if run == self._run and self._line:
            return
        if self._line:
            if self.page.runs[run].soft and self._run == run - 1:
                self._line_break()
            else:
                self.end_paragraph()
        self._run = run
        if not self._line:
            self._line.extend(opening for opening, _ in self._inline)
            self._line.append("")

    def _line_break(self) -> None:
        """A break, in front of the inline elements that were opened for what follows it."""
        waiting: list[str] = []
        while self._line and self._inline and self._line[-1] in self._openings():
            waiting.append(self._line.pop())
        self._line.append("<br>")
        self._line.extend(reversed(waiting))
        self._words.append("\n")

    def _openings(self) -> frozenset[str]:
        return frozenset(opening for opening, _ in self._inline)

    def end_paragraph(self) -> None:
        """Writes the paragraph under way."""
        if not self._line:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._words).split("\n")).strip()
        html = "".join(self._line) + "".join(closing for _, closing in reversed(self._inline))
        self._line, self._words = [], []
        if not text.strip("\u200b\ufeff\u200e\u200f "):
            return
        name, attributes = self._shape
        self._open_wrappers()
        html = " ".join(html.split())
        self.out.append(f"<{name}{attributes}>{html}</{name}>" if name else html)
        self._say(text)

    def _say(self, text: str) -> None:
        text = text.replace("\u00ad", "")
        if self._row is not None:
            self._row.append(text.replace("\n", " "))
        else:
            self.paragraphs.append(text)

    # ---- pictures ------------------------------------------------------------------------------

    def _image(self, number: int) -> None:
        src = self.pictures.sources.get(number)
        if src is None or not self.kept[self.page.own_run[number]]:
            return
        reference = self.picture(src)
        if reference is None:
            return
        lines = self.pictures.captions.get(number, [])
        caption = " ".join(self.page.runs[line].text for line in lines)
        alt = " ".join((self.page.elements[number].get("alt") or "").split())
        html = f'<img src="{escape(reference)}" alt="{escape(alt)}">'
        self.images.append(Image(reference, caption or None))
        if not caption and self.page.runs[self.page.own_run[number]].text:
            self._begin(self.page.own_run[number])
            self._line.append(html)
            return
        self.end_paragraph()
        self._open_wrappers()
        if not caption:
            self.out.append(f"<p>{html}</p>")
        elif caption in self._seen:
            self.out.append(f"<figure>{html}</figure>")
        else:
            self._seen.add(caption)
            self.out.append(f"<figure>{html}<figcaption>{escape(caption, quote=False)}</figcaption></figure>")
            self._say(caption)

    # ---- tables --------------------------------------------------------------------------------

    def _table(self, number: int) -> None:
        page = self.page
        self._open_wrappers()
        self.tables += 1
        outer_shape, outer_wrappers = self._shape, self._wrappers
        self._wrappers = []
        self.out.append(f"<table{self._attributes(number, align=False)}>")
        for part in range(number + 1, page.ends[number]):
            if page.tags[part] == "caption" and self._any(part) and _owner(page, part) == number:
                self.out.append("<caption>")
                self._shape = ("", "")
                self._children(part)
                self.end_paragraph()
                self.out.append("</caption>")
            elif page.tags[part] == "tr" and _owner(page, part) == number and self._any(part):
                self._table_row(part)
        self.out.append("</table>")
        self._shape, self._wrappers = outer_shape, outer_wrappers

    def _table_row(self, number: int) -> None:
        page = self.page
        outer, self._row = self._row, []
        self.out.append("<tr>")
        cell = number + 1
        while cell < page.ends[number]:
            tag = page.tags[cell]
            if tag in ("td", "th"):
                self._cell(cell, tag)
                cell = page.ends[cell]
            else:
                cell += 1
        self.out.append("</tr>")
        text = "\t".join(self._row)
        self._row = outer
        if text.strip():
            self._say(text)

    def _cell(self, number: int, tag: str) -> None:
        element = self.page.elements[number]
        spans = "".join(
            f' {name}="{value}"' for name in ("colspan", "rowspan")
            if (value := (element.get(name) or "").strip()).isdigit() and value != "1"
        )  # fmt: skip
        self.out.append(f"<{tag}{spans}{self._attributes(number)}>")
        mark = len(self._row or ())
        at = len(self.out)
        self._shape = ("", "")
        self._children(number)
        self.end_paragraph()
        if len(self.out) - at > 1:
            self.out[at:] = ["<br>".join(self.out[at:])]
        self.out.append(f"</{tag}>")
        if self._row is not None:
            self._row[mark:] = [" ".join(self._row[mark:])] if len(self._row) > mark else [""]

    # ---- helpers -------------------------------------------------------------------------------

    def _any(self, number: int) -> bool:
        return self._before[self.page.last[number]] > self._before[self.page.first[number]]

    def _open_wrappers(self) -> None:
        for wrapper in self._wrappers:
            if not wrapper[2]:
                wrapper[2] = "open"
                self.out.append(wrapper[0])

    def _close_wrapper(self) -> None:
        _, closing, opened = self._wrappers.pop()
        if opened:
            self.out.append(closing)

    def _attributes(self, number: int, *, align: bool = True, title: bool = False) -> str:
        element = self.page.elements[number]
        found = ""
        direction = (element.get("dir") or "").lower()
        if direction in ("rtl", "ltr", "auto"):
            found += f' dir="{direction}"'
        language = element.get("lang")
        if language and len(language) < 36 and language.replace("-", "").isalnum():
            found += f' lang="{escape(language)}"'
        if title and (text := element.get("title")):
            found += f' title="{escape(text)}"'
        if align:
            style = (element.get("style") or "").replace(" ", "").lower()
            wanted = (element.get("align") or "").lower()
            for side in ("right", "center"):
                if wanted == side or f"text-align:{side}" in style:
                    found += f' style="text-align: {side}"'
                    break
        return found


def _owner(page: Page, part: int) -> int:
    """The table that a row or caption belongs to."""
    table = page.innermost(page.parents[part], ("table",))
    return -1 if table is None else table
