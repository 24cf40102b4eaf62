"""A table as a grid of places: which cell of the markup covers which of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

CELLS = ("td", "th")
_LEAST, _MOST, _PADDING = 4, 60, 4  # letters that a column is made for
_MOST_SPAN = 100  # columns or rows of one cell; more is a slip of the page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its first place; ``width`` and ``height`` in columns and rows."""

    tag: Tag
    row: int
    column: int
    width: int
    height: int

    @property
    def is_head(self) -> bool:
        """Whether it is a heading."""
        return self.tag.name == "th"


@dataclass(frozen=True, slots=True)
class Grid:
    """``places[row][column]`` is the cell that covers a place; None where the table has none."""

    places: tuple[tuple[Cell | None, ...], ...]

    @property
    def width(self) -> int:
        """Its columns."""
        return len(self.places[0]) if self.places else 0

    @property
    def head_rows(self) -> int:
        """How many rows at the top are headings only: what a table repeats on its next page."""
        count = 0
        for row in self.places[:-1]:
            if not all(cell is not None and cell.is_head for cell in row):
                break
            count += 1
        tallest = max(
            (cell.row + cell.height for row in self.places[:count] for cell in row if cell), default=0
        )
        return count if tallest <= count else 0


def shares(table: Grid, room: float) -> list[float]:
    """The part of the width that suits each column, in a room of so many letters.

    Each holds its longest word, if the room does; what is left goes to those with long texts.
    """
    words, texts = [_LEAST] * table.width, [_LEAST] * table.width
    for row in table.places:
        for column, cell in enumerate(row):
            if cell is not None and cell.width == 1:
                text = cell.tag.get_text(" ").split()
                words[column] = max(words[column], max(map(len, text), default=0) + _PADDING)
                texts[column] = max(texts[column], min(len(" ".join(text)) + _PADDING, _MOST))
    over = [long - short if long > short else 0 for long, short in zip(texts, words, strict=True)]
    left = max(0.0, min(room - sum(words), sum(over))) / (sum(over) or 1)
    wanted = [word + left * more for word, more in zip(words, over, strict=True)]
    return [each / sum(wanted) for each in wanted]


def own_rows(table: Tag) -> list[Tag]:
    """The rows of a table, without those of tables in its cells."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def grid(table: Tag) -> Grid:
    """The places of a table."""
    rows = own_rows(table)
    places: list[list[Cell | None]] = [[] for _row in rows]
    for number, row in enumerate(rows):
        column = 0
        for tag in row.find_all(CELLS, recursive=False):
            while column < len(places[number]) and places[number][column] is not None:
                column += 1
            height = min(span(tag, "rowspan"), len(rows) - number)
            cell = Cell(tag, number, column, span(tag, "colspan"), height)
            _put(places, cell)
            column += cell.width
    width = max((len(row) for row in places), default=0)
    return Grid(tuple(tuple(row + [None] * (width - len(row))) for row in places))


def firsts(row: tuple[Cell | None, ...]) -> Iterator[tuple[int, int, Cell | None]]:
    """(column, width, cell) of the places of a row, those of one cell taken together."""
    column = 0
    while column < len(row):
        cell, width = row[column], 1
        while cell is not None and column + width < len(row) and row[column + width] is cell:
            width += 1
        yield column, width, cell
        column += width


def span(tag: Tag, name: str) -> int:
    """How many rows or columns a cell says it covers; at least one."""
    value = str(tag.get(name) or "1").strip()
    return max(1, min(_MOST_SPAN, int(value))) if value.isascii() and value.isdigit() else 1


def _put(places: list[list[Cell | None]], cell: Cell) -> None:
    """Marks the places of a cell; where another one already is, that one stays."""
    for row in places[cell.row : cell.row + cell.height]:
        row += [None] * (cell.column + cell.width - len(row))
        for column in range(cell.column, cell.column + cell.width):
            row[column] = row[column] or cell
