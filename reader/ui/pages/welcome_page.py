"""The page that stands where no article is open yet: what this is, how to begin, a few searches to click."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from reader.translation import _, format_number, ngettext
from reader.ui.flow_layout import FlowLayout
from reader.ui.pages.reading_page import ReadingPage

# Searches that show on the sample archive what the search can do: unmarked, a phrase, a field, a year.
SAMPLE_QUERIES = ("bau cu", '"Hội đồng nhân dân"', "title:kế hoạch", "date:2021")


class WelcomePage(ReadingPage):
    """``open_wanted``: the user wants to add an archive of their own."""

    open_wanted = Signal()
    query_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_sample = False
        self._articles: int | None = None
        self._queries: Sequence[str] = ()
        self._heading = self.add_heading()
        self._sentences = [self.add_text() for _number in range(3)]
        self._open = QPushButton(self)
        self._open.setDefault(True)
        self._open.clicked.connect(self.open_wanted)
        buttons = FlowLayout(spacing=8)
        buttons.addWidget(self._open)
        self.column.addSpacing(8)
        self.column.addLayout(buttons)
        self._searches_head = self.add_subheading()
        self._searches = FlowLayout(spacing=8)
        self.column.addLayout(self._searches)
        self._keys = self.add_note()
        self.column.addStretch(1)
        self.retranslate()

    def show_state(self, *, is_sample: bool, articles: int | None, queries: Sequence[str]) -> None:
        """Says which library is open, its size (None: not known yet), and the searches to offer."""
        self._is_sample, self._articles = is_sample, articles
        self._queries = SAMPLE_QUERIES if is_sample else queries
        self._fill_searches()
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        if self._is_sample:
            heading, sentences = _("Welcome"), _sample_sentences()
        elif self._articles is None:
            heading, sentences = _("Your library"), ("", "", "")
        elif self._articles:
            heading, sentences = _("Your library"), _library_sentences(self._articles)
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
        self._keys.setText(
            _(
                "Ctrl+L goes to the search box, F6 to the next part of the window, "
                "F1 opens the guide, ? lists all keys."
            )
        )

    def _fill_searches(self) -> None:
        while (item := self._searches.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for query in self._queries:
            button = QPushButton(query.replace("&", "&&"), self)
            button.clicked.connect(partial(self.query_chosen.emit, query))
            self._searches.addWidget(button)


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
