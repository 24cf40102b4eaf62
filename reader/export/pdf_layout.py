"""Mends what Qt's layout of a document makes ugly in print: headings, tables, pictures."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

from reader.export.grid import grid, own_rows

_CELL_PADDING = 3  # units
_MOST_PAGES = 60  # of a document whose rows are kept whole: every break is laid out anew
_SLACK = 12  # units that stay free below a row that reaches down: less than a line, more than its border
_MOST_ROW = 0.5  # of a page: higher rows are cut where it ends
_RULE = QTextFormat.Property.BlockTrailingHorizontalRulerWidth.value
_PICTURE_SIGN = "\ufffc"  # stands for a picture in the text of a block


def mark_head(table: Tag) -> None:
    """Rows of headings at the top go into a ``thead``, which is repeated on every page of the table."""
    count, rows = grid(table).head_rows, own_rows(table)
    if count and rows[0].parent is not None and rows[0].parent.name != "thead":
        head = BeautifulSoup("", "lxml").new_tag("thead")
        rows[0].insert_before(head)
        head.extend([row.extract() for row in rows[:count]])
        if head.parent is not None and head.parent.name == "tbody":
            head.parent.insert_before(head.extract())


def shrink_end(document: QTextDocument) -> None:
    """The empty line that Qt puts behind a table takes no page of its own."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if not cursor.block().text():
        shape = cursor.blockFormat()
        shape.setLineHeight(0.1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin(0)
        shape.setBottomMargin(0)
        cursor.setBlockFormat(shape)


def page_count(document: QTextDocument) -> int:
    """The pages that have something on them: the empty line at the end may have slipped to one more."""
    block, layout = document.lastBlock(), document.documentLayout()
    while block.previous().isValid() and not block.text():
        block = block.previous()
    last = layout.blockBoundingRect(block).bottom() - 0.5
    return min(document.pageCount(), int(last // document.pageSize().height()) + 1)


def keep_rows(document: QTextDocument) -> None:
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


def keep_together(document: QTextDocument) -> None:
    """A heading, a picture with a caption and a line go to the page of what stands below them."""
    layout, height = document.documentLayout(), document.pageSize().height()

    def page(block: QTextBlock) -> int:
        return int((layout.blockBoundingRect(block).top() + 0.5) // height)

    block = document.begin()
    while (below := block.next()).isValid():
        heads = bool(block.blockFormat().headingLevel()) and bool(block.text())
        shows = _PICTURE_SIGN in block.text() and below.charFormat().fontItalic()  # its caption
        parts = block.blockFormat().hasProperty(_RULE)
        if (heads or shows or parts) and block.blockNumber() and page(below) > page(block):
            shape = block.blockFormat()
            shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(shape)
            document.markContentsDirty(0, document.characterCount())
        block = below
