"""The page that stands where no article is open yet: what this is, how to begin, and where one left off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.model import MarkedArticle, SavedSearch
from reader.translation import _, format_number, ngettext
from reader.ui.flow_layout import FlowLayout
from reader.ui.pages.reading_page import ReadingPage
from reader.ui.wording import display_title, facts, html_link

# Searches that show on the sample archive what the search can do: unmarked, a phrase, a field, a year.
SAMPLE_QUERIES = ("bau cu", '"Hội đồng nhân dân"', "title:kế hoạch", "date:2021")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies ready in a library: articles opened last, the reading list, saved searches."""

    opened: tuple[MarkedArticle, ...] = ()
    to_read: tuple[MarkedArticle, ...] = ()
    saved: tuple[SavedSearch, ...] = ()


class WelcomePage(ReadingPage):
    """``open_wanted``: the user wants to add an archive of their own."""

    open_wanted = Signal()
    query_chosen = Signal(str)
    saved_chosen = Signal(object)  # SavedSearch

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_sample = False
        self._articles: int | None = None
        self._queries: Sequence[str] = ()
        self._shelf = Shelf()
        self._heading = self.add_heading()
        self._sentences = [self.add_text() for _number in range(3)]
        self._open = QPushButton(self)
        self._open.setDefault(True)
        self._open.clicked.connect(self.open_wanted)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._open)
        self.column.addSpacing(8)
        self.column.addLayout(buttons)
        self._opened_head, self._opened = self.add_subheading(), self.add_links()
        self._to_read_head, self._to_read = self.add_subheading(), self.add_links()
        self._saved_head, self._saved = self._add_choices()
        self._searches_head, self._searches = self._add_choices()
        self._keys = self.add_note()
        self.column.addStretch(1)
        self.retranslate()

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("Welcome") if self._is_sample else _("Your library")

    def show_state(self, *, is_sample: bool, articles: int | None, queries: Sequence[str]) -> None:
        """Says which library is open, its size (None: not known yet), and the searches to offer."""
        is_renamed = is_sample != self._is_sample
        self._is_sample, self._articles = is_sample, articles
        self._queries = SAMPLE_QUERIES if is_sample else queries
        self._offer(self._searches, self._queries, self.query_chosen.emit)
        self.retranslate()
        if is_renamed:
            self.changed.emit()

    def show_shelf(self, shelf: Shelf) -> None:
        """Shows what lies ready."""
        if shelf != self._shelf:
            self._shelf = shelf
            self._offer(self._saved, [saved.name for saved in shelf.saved], self._choose_saved)
            self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        if self._is_sample:
            heading, sentences = self.title, _sample_sentences()
        elif self._articles is None:
            heading, sentences = self.title, ("", "", "")
        elif self._articles:
            heading, sentences = self.title, _library_sentences(self._articles)
        else:
            heading, sentences = _("Your library is empty"), _empty_sentences()
        self._heading.setText(heading)
        for label, sentence in zip(self._sentences, sentences, strict=True):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        grown = self._articles and not self._is_sample
        self._open.setText(_("Add an archive…") if grown else _("Open your archive…"))
        self._searches_head.setText(_("Try a search") if self._is_sample else _("Recent searches"))
        self._searches_head.setVisible(bool(self._queries))
        for head, text, there in (
            (self._opened_head, _("Recently opened"), self._shelf.opened),
            (self._to_read_head, _("Reading list"), self._shelf.to_read),
            (self._saved_head, _("Saved searches"), self._shelf.saved),
        ):
            head.setText(text)
            head.setVisible(bool(there))
        self.fill_links(self._opened, map(_link, self._shelf.opened))
        self.fill_links(self._to_read, map(_link, self._shelf.to_read))
        self._keys.setText(
            _(
                "Ctrl+L goes to the search box, F6 to the next part of the window, "
                "F1 opens the guide, ? lists all keys."
            )
        )

    def _add_choices(self) -> tuple[QLabel, FlowLayout]:
        head, row = self.add_subheading(), FlowLayout(spacing=8)
        self.column.addLayout(row)
        return head, row

    def _offer(self, row: FlowLayout, names: Sequence[str], chosen: Callable[[str], object]) -> None:
        while (item := row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for name in names:
            button = QPushButton(name.replace("&", "&&"), self)
            button.clicked.connect(partial(chosen, name))
            row.addWidget(button)

    def _choose_saved(self, name: str) -> None:
        self.saved_chosen.emit(next(saved for saved in self._shelf.saved if saved.name == name))


def _link(article: MarkedArticle) -> str:
    return html_link(article.id, display_title(article.title), after=facts(article.site, date=article.date))


def _sample_sentences() -> tuple[str, str, str]:
    return (
        _(
            "This program reads folders of saved web pages: "
            "search them, read them without the clutter, follow their links."
        ),
        _(
            "It works without a network and never sends a request; "
            "your saved pages are only read, never changed."
        ),
        _("What you see here is a small sample archive. Look around, or open an archive of your own."),
    )


def _library_sentences(articles: int) -> tuple[str, str, str]:
    count = ngettext(
        "{count} article is ready to be searched.", "{count} articles are ready to be searched.", articles
    )
    return (count.format(count=format_number(articles)), "", "")


def _empty_sentences() -> tuple[str, str, str]:
    return (
        _("Choose a folder of saved web pages; everything in it that can be read becomes searchable."),
        _(
            "It works without a network and never sends a request; "
            "your saved pages are only read, never changed."
        ),
        "",
    )
