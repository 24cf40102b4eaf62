"""The rows of the notebook: every mark of the library as a line of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import HighlightColour, MarkedArticle, Notebook
from reader.text.vietnamese import fold_text
from reader.translation import _, format_date
from reader.ui.wording import display_title

TITLE, SAID, SITE, DATE = range(4)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """An article with what was said of it; ``key`` names a highlight."""

    article: MarkedArticle
    said: str = ""
    made: str = ""
    key: str = ""
    colour: HighlightColour | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the notebook: what kind it is, its own name (a tag, a collection), its rows."""

    kind: str
    name: str
    rows: tuple[Row, ...]


def parts(notebook: Notebook) -> list[Part]:
    """The lists of a notebook, in the order in which they stand there."""
    highlights = tuple(
        Row(
            each.article,
            _quoted(each.highlight.quote, each.highlight.comment),
            each.highlight.made,
            each.highlight.key,
            each.highlight.colour,
        )
        for each in notebook.highlights
    )
    notes = tuple(Row(each.article, each.note.text, each.note.changed) for each in notebook.notes)
    fixed = [
        Part("star", "", _plain(notebook.starred)),
        Part("to-read", "", _plain(notebook.to_read)),
        Part("highlights", "", highlights),
        Part("notes", "", notes),
        Part("opened", "", _plain(notebook.opened)),
    ]
    fixed += [Part("collection", name, _plain(articles)) for name, articles in notebook.collections]
    fixed += [Part("tag", name, _plain(articles)) for name, articles in notebook.tags]
    return fixed


def _plain(articles: Sequence[MarkedArticle]) -> tuple[Row, ...]:
    return tuple(Row(each) for each in articles)


def _quoted(quote: str, comment: str) -> str:
    told = f"“{' '.join(quote.split())}”"
    return f"{told} — {comment}" if comment else told


class NotebookModel(QAbstractTableModel):
    """The rows of one list that have some words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._part: Part | None = None
        self._rows: list[Row] = []
        self._words = ""

    @property
    def rows(self) -> list[Row]:
        """What is on show."""
        return self._rows

    def show_part(self, part: Part | None) -> None:
        """Shows a list."""
        self._part = part
        self.narrow(self._words)

    def narrow(self, words: str) -> None:
        """Only rows with these words, whatever their marks."""
        self.beginResetModel()
        self._words = words
        wanted = fold_text(words).split()
        rows = self._part.rows if self._part is not None else ()
        self._rows = [row for row in rows if not wanted or _has(row, wanted)]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Title, what was said, site, day."""
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            article = row.article
            if index.column() == TITLE:
                title = display_title(article.title)
                return title if article.held else _("{title} (not in the library now)").format(title=title)
            if index.column() == SAID:
                return " ".join(row.said.split())
            if index.column() == SITE:
                return article.site or ""
            return format_date(article.date) if article.date else ""
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == SAID:
            return row.said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Title"), _("Words"), _("Site"), _("Date"))[section]
        return None


def _has(row: Row, wanted: Sequence[str]) -> bool:
    text = fold_text(f"{row.article.title or ''} {row.said} {row.article.site or ''}")
    return all(word in text for word in wanted)
