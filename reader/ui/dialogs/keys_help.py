"""The help card: all keys, and the query language with examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from reader.query_card import CARD, NOTES
from reader.translation import _
from reader.ui.actions import key_list
from reader.ui.translated import Dialog

_EXAMPLES = tuple(example for _title, rows in CARD for example, _meaning in rows)


class KeysHelp(Dialog):
    """Two cards side by side as tabs. ``example_chosen`` carries a query that was clicked."""

    guide_part = "search"

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
        self.example_chosen.emit(_EXAMPLES[int(url.path())])


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
    parts = []
    number = 0
    for title, rows in CARD:
        lines = []
        for example, meaning in rows:
            lines.append(
                f"<tr><td width='36%'><a href='query:{number}'>{escape(example)}</a>&nbsp;&nbsp;</td>"
                f"<td>{escape(_(meaning))}</td></tr>"
            )
            number += 1
        parts.append(
            f"<h3>{escape(_(title))}</h3><table width='100%' cellpadding='3'>{''.join(lines)}</table>"
        )
    more = "".join(f"<p>{escape(_(text))}</p>" for text in NOTES)
    return f"{''.join(parts)}<br>{more}"
