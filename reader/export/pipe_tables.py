"""Prepares tables for Markdown: it knows no captions, no cells over several rows, no tables in tables."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

_CELLS = ("td", "th")
_PARTS = ("table", "thead", "tbody", "tfoot", "colgroup", "col", "tr", "caption", *_CELLS)


def simplify(tree: Tag) -> None:
    """Changes the tables of the tree: captions stand before them, and every row has all its cells."""
    for table in tree.find_all("table"):
        if table.parent is None or table.find_parent("table") is not None:
            continue
        for inner in table.find_all("table"):
            _unfold(inner)
        for caption in table.find_all("caption"):
            caption.name = "p"
            table.insert_before(caption.extract())
        rows = [row.extract() for row in table.find_all("tr")]
        table.clear()
        table.extend(rows)
        _fill_spans(rows)
        for number, row in enumerate(rows):
            is_head = number == 0 and row.find("th") is not None
            for cell in row.find_all(_CELLS, recursive=False):
                cell.name = "th" if is_head else "td"


def _unfold(inner: Tag) -> None:
    """A table inside a cell becomes words."""
    for part in [inner, *inner.find_all(_PARTS)]:
        part.name = "span"
        part.insert_after(" ")


def _fill_spans(rows: list[Tag]) -> None:
    """Puts an empty cell wherever a cell of a row above reaches down to."""
    maker = BeautifulSoup("", "lxml")
    reaching: dict[int, int] = {}  # column -> rows that are still covered
    for row in rows:
        cells = row.find_all(_CELLS, recursive=False)
        column, filled = 0, []
        waiting = iter(cells)
        cell = next(waiting, None)
        while cell is not None or reaching.get(column, 0):
            if reaching.get(column, 0):
                reaching[column] -= 1
                filled.append(maker.new_tag("td"))
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
        row.clear()
        row.extend(filled)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return max(1, min(100, int(value))) if value.isascii() and value.isdigit() else 1
