"""PDF: real text on A4 pages, the title above and the origin below each. The only Qt outside the window.

Works without a display. Inside the running window its application is used, else one without a screen is made.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from html import escape

from bs4 import BeautifulSoup, Tag
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)

from reader.errors import UnusableError
from reader.export.citation import PROGRAM, captured_line, provenance, remark_lines, remarks_title
from reader.export.document import body, is_right_to_left, replace_picture
from reader.export.format import Item
from reader.export.grid import grid, own_rows
from reader.export.heading import facts, shown_title
from reader.export.pdf_finish import Bookmark, finished
from reader.model import Resource
from reader.text.vietnamese import squash
from reader.translation import _

# Everything is laid out in units of 1/96 inch, the "px" of Qt's style sheets, and scaled once.
_UNITS_PER_INCH = 96
_MARGIN_MM = 20.0
_HEAD, _FOOT = 34.0, 40.0  # units above and below the text on each page
_BODY_POINTS = 11.0
_SMALL = 10  # units: the height of header and footer letters
_RESOLUTION = 1200
_MARGIN_COLOUR = "#333333"
_CELL_PADDING = 3  # units
_MOST_PAGES = 60  # of a document whose rows are kept whole: every break is laid out anew
_SLACK = 12  # units that stay free below a row that reaches down: less than a line, more than its border
_MOST_ROW = 0.5  # of a page: higher rows are cut where it ends
_PICTURE_SIGN = "\ufffc"  # stands for a picture in the text of a block
# Faces with full Vietnamese that print well, the ones that systems bring along; else any that has it.
_FACES = (
    "Noto Serif",
    "Times New Roman",
    "Liberation Serif",
    "DejaVu Serif",
    "Noto Sans",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
)
_STYLE = """
h1 { font-size: 20pt; margin: 0 0 6px 0; }
h2 { font-size: 14pt; margin: 16px 0 4px 0; }
h3 { font-size: 12pt; margin: 14px 0 4px 0; }
h4, h5, h6 { font-size: 11pt; margin: 12px 0 4px 0; }
p { margin: 0 0 9px 0; }
.crumbs, .facts { color: #555555; font-size: 9pt; }
.caption { font-style: italic; font-size: 9.5pt; }
.missing { color: #555555; font-size: 9pt; }
a { color: #1a4f8b; text-decoration: none; }
td, th { padding: 3px; }
table { margin: 6px 0 12px 0; }
.about td { font-size: 8pt; padding: 1px 8px 1px 0; }
"""


def render(item: Item) -> bytes:
    """The article as a PDF. Raises UnusableError("font-missing") when no face has the letters it needs."""
    _ensure_application()
    article = item.article
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setTitle(shown_title(article))
    writer.setAuthor(article.byline or article.site or "")
    writer.setCreator(PROGRAM)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    sheets = _Sheets(item, writer)
    sheets.draw()
    target.close()
    return finished(bytes(target.data().data()), sheets.bookmarks(), article.language)


def paint(item: Item, device: QPagedPaintDevice) -> None:
    """Draws the same pages on another device, such as a printer, within its margins. Raises as ``render``."""
    _ensure_application()
    _Sheets(item, device).draw()


class _Sheets:
    """The pages of one article on a device."""

    def __init__(self, item: Item, device: QPagedPaintDevice) -> None:
        face = _face(item.article.language)
        self._item, self._article = item, item.article
        self._device = device
        self._scale = device.logicalDpiX() / _UNITS_PER_INCH
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self._width = area.width() / self._scale
        self._height = area.height() / self._scale
        self._small = QFont(face)
        self._small.setPixelSize(_SMALL)
        self._pictures: list[QImage] = []
        self._measure = QImage(1, 1, QImage.Format.Format_RGB32)
        dots_per_metre = round(_UNITS_PER_INCH / 0.0254)
        self._measure.setDotsPerMeterX(dots_per_metre)
        self._measure.setDotsPerMeterY(dots_per_metre)
        self._document = self._laid_out(face)

    def draw(self) -> None:
        """Paints all pages."""
        painter = QPainter(self._device)
        painter.scale(self._scale, self._scale)
        pages = _page_count(self._document)
        for number in range(pages):
            if number:
                self._device.newPage()
            self._draw_margins(painter, number + 1, pages)
            painter.save()
            text_height = self._document.pageSize().height()
            painter.translate(0, _HEAD - number * text_height)
            # A picture of the next page begins a fraction of a unit above it.
            painter.setClipRect(QRectF(0, number * text_height, self._width, text_height - 1))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette = _black_on_white()
            context.clip = QRectF(0, number * text_height, self._width, text_height)
            self._document.documentLayout().draw(painter, context)
            painter.restore()
        painter.end()

    def bookmarks(self) -> list[Bookmark]:
        """The headings with their places; the title is the first."""
        found = []
        text_height = self._document.pageSize().height()
        layout = self._document.documentLayout()
        block = self._document.begin()
        while block.isValid():
            level, title = block.blockFormat().headingLevel(), squash(block.text())
            if level and title:
                page, below = divmod(layout.blockBoundingRect(block).top(), text_height)
                points = 72 / _UNITS_PER_INCH
                from_foot = (self._height - _HEAD - below) * points + _MARGIN_MM / 25.4 * 72
                found.append(Bookmark(title, level, int(page), from_foot))
            block = block.next()
        return found

    def _laid_out(self, face: str) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._measure)
        document.setUseDesignMetrics(True)
        font = QFont(face)
        font.setPointSizeF(_BODY_POINTS)
        document.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(self._article):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        document.setDefaultTextOption(option)
        document.setDocumentMargin(0)
        document.setDefaultStyleSheet(_STYLE)
        html = self._html()
        for number, image in enumerate(self._pictures):
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(_name(number)), image)
        document.setHtml(html)
        _size_headings(document)
        _shrink_end(document)
        document.setPageSize(QSizeF(self._width, self._height - _HEAD - _FOOT))
        _keep_rows(document)
        _keep_together(document)
        return document

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
            _mark_head(table)
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
        return _name(len(self._pictures) - 1)

    def _fit(self, image: Tag) -> None:
        """Sets the size of a picture: its own, at most the width and most of the height of a page."""
        source = str(image.get("src") or "")
        picture = self._pictures[int(source.rpartition(":")[2])]
        if picture.isNull():  # bytes that Qt cannot read as a picture
            replace_picture(image, _("[picture: {name}]").format(name=image.get("alt") or ""))
            return
        most_high = (self._height - _HEAD - _FOOT) * 0.8
        share = min(1.0, self._width / picture.width(), most_high / picture.height())
        image["width"] = str(int(picture.width() * share))
        image["height"] = str(int(picture.height() * share))

    def _draw_margins(self, painter: QPainter, number: int, pages: int) -> None:
        article = self._article
        painter.setFont(self._small)
        painter.setPen(QColor(_MARGIN_COLOUR))
        metrics = QFontMetricsF(self._small, self._measure)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        title = metrics.elidedText(shown_title(article), Qt.TextElideMode.ElideRight, self._width)
        line = metrics.height()
        if number > 1:
            painter.drawText(QRectF(0, 0, self._width, line), left, title)
        foot = self._height - 2 * line
        count = f"{number} / {pages}"
        room = self._width - metrics.horizontalAdvance(count) - 16
        for row, text in enumerate((article.url or article.path, captured_line(article) or "")):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRectF(0, foot + row * line, room, line), left, shown)
        painter.drawText(QRectF(0, foot, self._width, line), right, count)


def _size_headings(document: QTextDocument) -> None:
    """Gives headings the sizes of the style sheet: Qt multiplies them by a factor of its own."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        fragments, at = [], block.begin()
        while block.blockFormat().headingLevel() and not at.atEnd():
            fragments.append(at.fragment())
            at += 1
        for fragment in fragments:
            shape = fragment.charFormat()
            shape.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(shape)
        block = block.next()


def _black_on_white() -> QPalette:
    """Paper is white, whatever the colours of the window."""
    palette = QPalette(Qt.GlobalColor.white)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return palette


def _mark_head(table: Tag) -> None:
    """Rows of headings at the top go into a ``thead``, which is repeated on every page of the table."""
    count, rows = grid(table).head_rows, own_rows(table)
    if count and rows[0].parent is not None and rows[0].parent.name != "thead":
        head = BeautifulSoup("", "lxml").new_tag("thead")
        rows[0].insert_before(head)
        head.extend([row.extract() for row in rows[:count]])
        if head.parent is not None and head.parent.name == "tbody":
            head.parent.insert_before(head.extract())


def _shrink_end(document: QTextDocument) -> None:
    """The empty line that Qt puts behind a table takes no page of its own."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if not cursor.block().text():
        shape = cursor.blockFormat()
        shape.setLineHeight(0.1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(0)
        shape.setBottomMargin(0)
        cursor.setBlockFormat(shape)


def _page_count(document: QTextDocument) -> int:
    """The pages that have something on them: the empty line at the end may have slipped to one more."""
    block, layout = document.lastBlock(), document.documentLayout()
    while block.previous().isValid() and not block.text():
        block = block.previous()
    last = layout.blockBoundingRect(block).bottom() - 0.5
    return min(document.pageCount(), int(last // document.pageSize().height()) + 1)


def _keep_rows(document: QTextDocument) -> None:
    """Rows of tables go to the next page whole: the row before them is made to reach down to its end."""
    layout, height = document.documentLayout(), document.pageSize().height()
    if document.pageCount() > _MOST_PAGES:
        return
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    for table in tables:
        for row in range(max(1, table.format().toTableFormat().headerRowCount() + 1), table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            if any(cell.row() != row or cell.rowSpan() > 1 for cell in cells):
                continue
            top = min(layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in cells)
            end = max(layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom() for cell in cells)
            left = height - top % height
            if top // height != (end - 0.5) // height and end - top < height * _MOST_ROW:
                _reach_down(table, row - 1, left - _SLACK)
                document.markContentsDirty(0, document.characterCount())  # else what follows is misplaced


def _reach_down(table: QTextTable, row: int, by: float) -> None:
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        shape = cell.format().toTableCellFormat()
        shape.setBottomPadding(max(shape.bottomPadding(), _CELL_PADDING) + by)
        cell.setFormat(shape)


def _keep_together(document: QTextDocument) -> None:
    """A heading goes to the page of what it heads, a picture to that of its caption."""
    layout, height = document.documentLayout(), document.pageSize().height()

    def page(block: QTextBlock) -> int:
        return int((layout.blockBoundingRect(block).top() + 0.5) // height)

    block = document.begin()
    while (below := block.next()).isValid():
        heads = bool(block.blockFormat().headingLevel()) and bool(block.text())
        shows = _PICTURE_SIGN in block.text() and below.charFormat().fontItalic()  # its caption
        if (heads or shows) and block.blockNumber() and page(below) > page(block):
            shape = block.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(shape)
            document.markContentsDirty(0, document.characterCount())
        block = below


def _name(number: int) -> str:
    return f"picture:{number}"


@lru_cache(maxsize=1)
def _own_application() -> QGuiApplication:
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication([PROGRAM])


def _ensure_application() -> None:
    if QGuiApplication.instance() is None:
        _own_application()


def _face(language: str | None) -> str:
    """A family that covers Vietnamese. Raises UnusableError("font-missing") if a Vietnamese text has none."""
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)
    for face in (*_FACES, *families):
        if face in families:
            return face
    if language == "vi":
        raise UnusableError("font-missing")
    return QGuiApplication.font().family()
