"""Tables that hold data, told from tables that only lay out a page."""

from __future__ import annotations

from reader.extract.page import Page

MOST_CELL = 400
"""Signs of the average cell; more is a column of a page."""
LEAST_COLUMNS = 2
LEAST_ROWS = 2


def is_data_table(page: Page, number: int) -> bool:
    """Whether the rows and columns of a table mean something."""
    rows = 0
    columns = 0
    cells = 0
    heads = False
    cell = number + 1
    end = page.ends[number]
    width = 0
    while cell < end:
        tag = page.tags[cell]
        if tag == "table":
            # Word wraps the content of a cell into a table of one cell; more is a layout.
            if sum(inner in ("td", "th") for inner in page.tags[cell : page.ends[cell]]) > 1:
                return False
            cell = page.ends[cell]
            continue
        if tag == "tr":
            rows += page.last[cell] > page.first[cell]
            columns = max(columns, width)
            width = 0
        elif tag in ("td", "th"):
            cells += 1
            width += 1
            heads = heads or tag == "th"
        cell += 1
    columns = max(columns, width)
    if rows < LEAST_ROWS or columns < LEAST_COLUMNS:
        return heads and rows >= 1 and columns >= LEAST_COLUMNS
    runs = page.runs[page.first[number] : page.last[number]]
    size = sum(len(run.text) for run in runs)
    pictures = sum(run.pictures for run in runs)
    return size <= MOST_CELL * max(cells, 1) and pictures * 2 <= cells
