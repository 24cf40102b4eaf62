"""Tables that hold data, told from tables that only lay out a page."""

from __future__ import annotations

from reader.extract.page import Page

MOST_CELL = 250
"""Signs of the average cell; more is a column of a page."""
LARGEST_CELL = 1500
"""Signs of one cell; more is an article in a frame."""
LEAST_COLUMNS = 2
LEAST_ROWS = 2
EVEN_ROWS = 0.6
"""Share of the rows that must have several cells."""
LETTERHEAD_LINES = 1.4
"""Lines of the average cell; more in a table of two rows is the head or foot of a letter."""


def is_data_table(page: Page, number: int) -> bool:
    """Whether the rows and columns of a table mean something."""
    rows: list[int] = []  # cells of each row
    cells = heads = 0
    cell, end = number + 1, page.ends[number]
    while cell < end:
        tag = page.tags[cell]
        if tag == "table":
            # Word wraps the content of a cell into a table of one cell; more is a layout.
            if sum(inner in ("td", "th") for inner in page.tags[cell : page.ends[cell]]) > 1:
                return False
            cell = page.ends[cell]
            continue
        if tag == "tr":
            rows.append(0)
        elif tag in ("td", "th"):
            cells += 1
            heads += tag == "th"
            if rows:
                rows[-1] += 1
            if _signs(page, cell) > LARGEST_CELL:
                return False
        cell += 1
    several = [count for count in rows if count >= LEAST_COLUMNS]
    if len(several) < LEAST_ROWS and not (heads and several):
        return False
    if len(several) < EVEN_ROWS * len(rows) and not (heads and len(rows) == LEAST_ROWS):
        return False
    lines = sum(bool(run.text) for run in page.runs[page.first[number] : page.last[number]])
    if not heads and len(rows) <= LEAST_ROWS and lines > LETTERHEAD_LINES * cells:
        return False
    pictures = sum(run.pictures for run in page.runs[page.first[number] : page.last[number]])
    return _signs(page, number) <= MOST_CELL * max(cells, 1) and pictures * 2 <= cells


def _signs(page: Page, number: int) -> int:
    return sum(len(run.text) for run in page.runs[page.first[number] : page.last[number]])
