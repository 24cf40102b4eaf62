"""Prepares tables for Markdown: it knows no captions, no cells over several rows, no tables in tables."""

from __future__ import annotations

from lxml.html import HtmlElement

_CELLS = ("td", "th")
_PARTS = ("table", "thead", "tbody", "tfoot", "colgroup", "col", "tr", "caption", *_CELLS)


def simplify(tree: HtmlElement) -> None:
    """Changes the tables of the tree: captions stand before them, and every row has all its cells."""
    for table in list(tree.iter("table")):
        if next(table.iterancestors("table"), None) is not None:
            continue
        for inner in list(table.iterdescendants("table")):
            _unfold(inner)
        _lift_captions(table)
        rows = list(table.iter("tr"))
        table[:] = rows
        _fill_spans(rows)
        if rows and any(cell.tag == "th" for cell in rows[0]):
            for cell in rows[0]:
                cell.tag = "th"
        for row in rows[1:]:
            for cell in row:
                cell.tag = "td"


def _unfold(inner: HtmlElement) -> None:
    """A table inside a cell becomes words."""
    for part in inner.iter(*_PARTS):
        part.tag = "span"
        part.tail = " " + (part.tail or "")


def _lift_captions(table: HtmlElement) -> None:
    for caption in list(table.iter("caption")):
        caption.drop_tree()
        caption.tag, caption.tail = "p", None
        table.addprevious(caption)


def _fill_spans(rows: list[HtmlElement]) -> None:
    """Puts an empty cell wherever a cell of a row above reaches down to."""
    reaching: dict[int, int] = {}  # column -> rows that are still covered
    for row in rows:
        cells = [cell for cell in row if cell.tag in _CELLS]
        column, filled = 0, []
        waiting = iter(cells)
        cell = next(waiting, None)
        while cell is not None or reaching.get(column, 0):
            if reaching.get(column, 0):
                reaching[column] -= 1
                filled.append(row.makeelement("td"))
                column += 1
                continue
            assert cell is not None
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for covered in range(column, column + width):
                if height > 1:
                    reaching[covered] = height - 1
            filled.append(cell)
            column += width
            cell = next(waiting, None)
        row[:] = filled


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name) or "1"
    return max(1, min(100, int(value))) if value.isascii() and value.isdigit() else 1
