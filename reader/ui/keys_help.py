"""The help card: all keys, and the query language with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from reader.translation import N_, _
from reader.ui.actions import key_list
from reader.ui.translated import Dialog

# (what to type, what it finds); the examples stay as they are in every language.
QUERY_CARD: tuple[tuple[str, str], ...] = (
    ("bầu cử hội đồng", N_("articles with all of these words, in any order")),
    ("bau cu", N_("typed without marks, words are found with every mark: bầu cử, bâu cú …")),
    ('"hội đồng nhân dân"', N_("these words side by side")),
    ("lũ OR lụt", N_("one or the other")),
    ("vaccine -covid", N_("the first word, but not the second")),
    ("(lũ OR lụt) -bão", N_("brackets bind parts of a query together")),
    ("chuy*", N_("every word that begins so")),
    ("title:kế", N_("a word of the title")),
    ('title:"kế hoạch"', N_("words side by side in the title")),
    ("site:haiduong.gov.vn", N_("pages of a site, with all that ends so")),
    ("source:baohaiduong.vn", N_("articles that name this source")),
    ("author:biên", N_("a word of the name of the author")),
    ('section:"tin tức"', N_("a part of the path that the page shows above its title")),
    ("date:2021", N_("of a year; likewise date:2021-05 and date:25/12/2021")),
    ("date:2021-05..2021-06", N_("between two months or days, both included")),
    ("docno:126/NQ-CP", N_("articles that name this official document")),
)
_MORE = (
    N_("Capital and small letters are the same. Old and new ways of placing a mark (hoà, hòa) are the same."),
    N_("From seven words on, articles with more of the words come first; an article need not have all."),
    N_("With an empty box, all articles are listed, newest first."),
)


class KeysHelp(Dialog):
    """Two cards side by side as tabs. ``example_chosen`` carries a query that was clicked."""

    example_chosen = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        queries_first: bool = False,
        keys: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._own_keys = keys or {}
        self._tabs = QTabWidget(self)
        self._keys, self._queries = QTextBrowser(self), QTextBrowser(self)
        for page in (self._keys, self._queries):
            page.setOpenLinks(False)
            page.setFrameShape(QTextBrowser.Shape.NoFrame)
            page.document().setDocumentMargin(14)
            self._tabs.addTab(page, "")
        self._tabs.setDocumentMode(True)
        self._tabs.setCurrentIndex(1 if queries_first else 0)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        self._queries.anchorClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self._tabs, 1)
        column.addWidget(self._buttons)
        self.resize(640, 600)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Help"))
        self._tabs.setTabText(0, _("Keys"))
        self._tabs.setTabText(1, _("How to search"))
        self._keys.setHtml(_keys_html(self._own_keys))
        self._keys.setAccessibleName(_("Keys"))
        self._queries.setHtml(_queries_html())
        self._queries.setAccessibleName(_("How to search"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def _choose(self, url: QUrl) -> None:
        self.example_chosen.emit(QUERY_CARD[int(url.path())][0])


def _keys_html(own: Mapping[str, Sequence[str]]) -> str:
    parts = []
    for title, rows in key_list(own):
        lines = "".join(
            f"<tr><td width='62%'>{escape(text)}</td><td><b>{escape(keys)}</b></td></tr>"
            for text, keys in rows
        )
        parts.append(f"<h3>{escape(title)}</h3><table width='100%' cellpadding='3'>{lines}</table>")
    return "".join(parts)


def _queries_html() -> str:
    lines = "".join(
        f"<tr><td width='36%'><a href='query:{number}'>{escape(example)}</a>&nbsp;&nbsp;</td>"
        f"<td>{escape(_(meaning))}</td></tr>"
        for number, (example, meaning) in enumerate(QUERY_CARD)
    )
    more = "".join(f"<p>{escape(_(text))}</p>" for text in _MORE)
    return f"<table width='100%' cellpadding='4'>{lines}</table>{more}"
