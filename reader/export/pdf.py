"""PDF: real text on A4 pages, the title above and the origin below each. The only Qt outside the window.

Works without a display. Inside the running window its application is used, else one without a screen is made.
A file of several begins with a list of them, whose pages have numbers of their own.
"""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from bs4 import Tag
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextTable,
)

from reader.export.citation import PROGRAM, captured_line, provenance, remark_lines, remarks_title
from reader.export.collecting import Chapter, volume_facts, volume_title
from reader.export.document import body, is_right_to_left, replace_picture
from reader.export.format import Item, Volume
from reader.export.heading import facts, shown_title
from reader.export.pdf_finish import About, Bookmark, Contents, Entry, finished
from reader.export.pdf_layout import mark_head, page_count
from reader.export.pdf_paper import HEAD, UNITS_PER_INCH, Paper, ensure_application, face
from reader.model import Resource
from reader.text.vietnamese import squash
from reader.translation import _

_MARGIN_MM = 20.0
_RESOLUTION = 1200
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_POINTS = 72 / UNITS_PER_INCH  # to the unit
_MARGIN_POINTS = _MARGIN_MM / 25.4 * 72


def paint(item: Item, device: QPagedPaintDevice) -> None:
    """Draws the pages of an article on another device, such as a printer, within its margins.

    Raises UnusableError("font-missing") when no face has the letters it needs.
    """
    ensure_application()
    sheets = _Sheets(item, Paper(device, face(item.article.language)))
    painter = sheets.paper.painter()
    sheets.draw(painter)
    painter.end()


class Pages:
    """A PDF while it is being drawn: articles first, their list last, which is then moved to the front."""

    def __init__(self, stream: BinaryIO, volume: Volume) -> None:
        ensure_application()
        self._stream, self._volume = stream, volume
        self._target = QBuffer()
        self._target.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._target)
        self._writer.setCreator(PROGRAM)
        self._writer.setResolution(_RESOLUTION)
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        self._writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        self._painter: QPainter | None = None
        self._bookmarks: list[Bookmark] = []
        self._chapters: list[tuple[Chapter, int]] = []  # with their first pages from 0
        self._pages = 0
        self._author = ""

    def add(self, item: Item) -> None:
        """Draws an article. Raises UnusableError("font-missing") when no face has the letters it needs."""
        sheets = _Sheets(item, Paper(self._writer, face(item.article.language)))
        painter = self._begun(sheets.paper)
        sheets.draw(painter, None if self._volume.of_one else self._pages)
        self._bookmarks += sheets.bookmarks(self._pages)
        self._chapters.append((Chapter.of(item.article, len(self._chapters) + 1), self._pages))
        self._pages += sheets.count
        self._author = item.article.byline or item.article.site or ""

    def finish(self) -> None:
        """Writes the file."""
        contents = None if self._volume.of_one else self._contents()
        self.close()
        chapters = [chapter for chapter, _page in self._chapters]
        codes = [chapter.language or "" for chapter in chapters]
        about = About(
            chapters[0].title if self._volume.of_one else volume_title(self._volume, len(chapters)),
            self._author if self._volume.of_one else "",
            max(codes, key=codes.count),
        )
        self._stream.write(finished(bytes(self._target.data().data()), about, self._bookmarks, contents))

    def close(self) -> None:
        """Ends the drawing."""
        if self._painter is not None:
            self._painter.end()
            self._painter = None

    def _begun(self, paper: Paper) -> QPainter:
        """The one painter of the file, on a page that is still empty."""
        if self._painter is None:
            self._painter = paper.painter()
        else:
            self._writer.newPage()
        return self._painter

    def _contents(self) -> Contents:
        """Draws the list of articles; gives where its entries stand."""
        count = len(self._chapters)
        title = volume_title(self._volume, count)
        rows = "".join(
            f'<tr><td>{_entry_html(chapter)}</td><td align="right" width="40">{page + 1}</td></tr>'
            for chapter, page in self._chapters
        )
        paper = Paper(self._writer, face(None))
        document = paper.lay_out(
            f'<h1>{escape(title)}</h1><p class="facts">{escape(volume_facts(self._volume, count))}</p>'
            f'<table class="contents" border="0" cellspacing="0" width="100%">{rows}</table>'
        )
        painter = self._begun(paper)

        def frame(number: int) -> None:
            paper.frame(painter, title if number else "", (), _roman(number + 1))

        paper.draw(painter, document, frame)
        return Contents(page_count(document), self._entries(paper, document))

    def _entries(self, paper: Paper, document: QTextDocument) -> list[Entry]:
        """The places of the rows of the list."""
        layout, found = document.documentLayout(), list[Entry]()
        table = next(each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable))
        for row, (_chapter, target) in enumerate(self._chapters):
            cell = table.cellAt(row, 0)
            top = layout.blockBoundingRect(cell.firstCursorPosition().block()).top()
            end = layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom()
            page, below = divmod(top, paper.text_height)
            upper, right = _from_foot(paper, below), _MARGIN_POINTS + paper.width * _POINTS
            lower = max(_from_foot(paper, below + end - top), _MARGIN_POINTS)
            found.append(Entry(int(page), (_MARGIN_POINTS, lower, right, upper), target))
        return found


class _Sheets:
    """The pages of one article."""

    def __init__(self, item: Item, paper: Paper) -> None:
        self._item, self._article, self.paper = item, item.article, paper
        self._pictures: list[QImage] = []
        html = self._html()
        self._document = paper.lay_out(html, self._pictures, is_right_to_left=is_right_to_left(self._article))
        self.count = page_count(self._document)

    def draw(self, painter: QPainter, before: int | None = None) -> None:
        """Paints all pages; ``before`` counts those of a file that stand before them."""
        article = self._article
        foot = (article.url or article.path, captured_line(article) or "")

        def frame(number: int) -> None:
            count = f"{number + 1} / {self.count}" if before is None else str(before + number + 1)
            self.paper.frame(painter, shown_title(article) if number else "", foot, count)

        self.paper.draw(painter, self._document, frame)

    def bookmarks(self, before: int) -> list[Bookmark]:
        """The headings with their places behind so many pages; the title is the first."""
        found = []
        layout = self._document.documentLayout()
        block = self._document.begin()
        while block.isValid():
            level, title = block.blockFormat().headingLevel(), squash(block.text())
            if level and title:
                page, below = divmod(layout.blockBoundingRect(block).top(), self.paper.text_height)
                found.append(Bookmark(title, level, before + int(page), _from_foot(self.paper, below)))
            block = block.next()
        return found

    def _html(self) -> str:
        article = self._article
        content = body(article, self._item.picture, self._embed)
        for figure in content.find_all("figure"):
            figure.name, figure["class"] = "div", "figure"
        for caption in content.find_all("figcaption"):
            caption.name, caption["class"] = "p", "caption"
        for image in content.find_all("img"):
            self._fit(image)
        for table in content.find_all("table"):
            table.attrs.update({"border": "1", "cellspacing": "0", "cellpadding": "3"})
            mark_head(table)
        parts = []
        if article.section:
            parts.append(f'<p class="crumbs">{escape(" › ".join(article.section))}</p>')
        parts.append(f"<h1>{escape(shown_title(article))}</h1>")
        if told := facts(article):
            parts.append(f'<p class="facts">{escape(" · ".join(told))}</p>')
        parts.append(content.decode())
        if article.attachments:
            items = (f"<li>{escape(each.text)} {escape(each.url)}</li>" for each in article.attachments)
            heading = escape(_("Attachments"))
            parts.append(f"<h2>{heading}</h2><ul>{''.join(items)}</ul>")
        if self._item.remarks:
            items = (f"<li>{escape(told)}</li>" for told in remark_lines(self._item.remarks))
            parts.append(f"<h3>{escape(remarks_title())}</h3><ul>{''.join(items)}</ul>")
        rows = (
            f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>"
            for label, value in provenance(article, self._item.tool)
        )
        parts.append(f'<hr><table class="about" border="0">{"".join(rows)}</table>')
        return "".join(parts)

    def _embed(self, resource: Resource) -> str:
        self._pictures.append(QImage.fromData(QByteArray(resource.body)))
        return f"picture:{len(self._pictures) - 1}"

    def _fit(self, image: Tag) -> None:
        """Sets the size of a picture: its own, at most the width and most of the height of a page."""
        source = str(image.get("src") or "")
        picture = self._pictures[int(source.rpartition(":")[2])]
        if picture.isNull():  # bytes that Qt cannot read as a picture
            replace_picture(image, _("[picture: {name}]").format(name=image.get("alt") or ""))
            return
        most_high = self.paper.text_height * 0.8
        share = min(1.0, self.paper.width / picture.width(), most_high / picture.height())
        image["width"] = str(int(picture.width() * share))
        image["height"] = str(int(picture.height() * share))


def _entry_html(chapter: Chapter) -> str:
    """Numbers and days stand in their order whatever the letters of the title."""
    told = f'<div dir="ltr">{chapter.number}. {escape(chapter.title)}</div>'
    if chapter.facts:
        told += f'<div class="facts" dir="ltr">{escape(" · ".join(chapter.facts))}</div>'
    return told


def _from_foot(paper: Paper, below: float) -> float:
    """The height above the foot of a page, in points, of what stands so far below the top of its text."""
    return (paper.height - HEAD - below) * _POINTS + _MARGIN_POINTS


def _roman(number: int) -> str:
    """Small roman numerals, which the pages of a list have."""
    told = ""
    for value, sign in _ROMAN:
        while number >= value:
            told, number = told + sign, number - value
    return told
