"""What stands in place of the results when there are none: why, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.messages import nothing_sentence, sentence
from reader.model import SearchRequest, SearchResult
from reader.translation import _, ngettext
from reader.ui.painting import scaled
from reader.ui.results.elided_button import ElidedButton
from reader.ui.results.query_offers import Offer, offers
from reader.ui.translated import Panel

_LONGEST_QUERY = 60  # characters of a query that are repeated in a sentence


class EmptyResults(Panel):
    """Three faces: no hit for a query, an empty library, a search that failed."""

    query_offered = Signal(str)
    clear_filters_wanted = Signal()
    open_wanted = Signal()  # an archive is to be added
    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request = SearchRequest()
        self._result: SearchResult | None = None
        self._error: ReaderError | None = None
        sheet = QWidget(self)
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(16, 20, 16, 20)
        self._column.setSpacing(8)
        self._heading, self._reason = QLabel(sheet), QLabel(sheet)
        for label in (self._heading, self._reason):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(label)
        self._heading.setFont(scaled(self.font(), 1.1, bold=True))
        self._offers = QVBoxLayout()
        self._offers.setSpacing(6)
        self._column.addSpacing(6)
        self._column.addLayout(self._offers)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_none(self, result: SearchResult, request: SearchRequest) -> None:
        """Says why the search found nothing, and offers other ones."""
        self._result, self._request, self._error = result, request, None
        self.retranslate()

    def show_error(self, error: ReaderError) -> None:
        """Says what went wrong."""
        self._result, self._error = None, error
        self.retranslate()

    def focus_first(self) -> None:
        """Gives the keyboard to the first thing that can be done."""
        item = self._offers.itemAt(0)
        if item is not None and (button := item.widget()) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        while (item := self._offers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._error is not None:
            self._tell(_("The search failed"), sentence(self._error))
            self._add(_("Try again"), self.retry_wanted.emit)
        elif self._result is not None:
            self._explain(self._result, self._request)

    def _explain(self, result: SearchResult, request: SearchRequest) -> None:
        filtered = bool(_filters(request))
        query = request.query.strip()
        if not query and not filtered:
            self._tell(_("The library is empty"), _("Add a folder of saved pages; then search it here."))
            self._add(_("Add an archive…"), self.open_wanted.emit)
            return
        shown = query if len(query) <= _LONGEST_QUERY else query[: _LONGEST_QUERY - 1] + "…"
        heading = _("Nothing found for “{query}”").format(query=shown) if query else _("Nothing found")
        self._tell(heading, _reason(result, request))
        if filtered:
            self._add(_("Clear filters"), self.clear_filters_wanted.emit)
        for offer in offers(query, result.suggestion, result.unknown):
            self._add(_offer_text(offer), partial(self.query_offered.emit, offer.query), tip=offer.query)
        if query:
            self._add(_("All articles, the newest first"), partial(self.query_offered.emit, ""))

    def _tell(self, heading: str, reason: str) -> None:
        self._heading.setText(heading)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _add(self, text: str, answer: object, *, tip: str = "") -> None:
        button = ElidedButton(text, self)
        button.setToolTip(tip)
        button.clicked.connect(lambda _on=False: answer())  # type: ignore[operator]
        self._offers.addWidget(button)


def _filters(request: SearchRequest) -> list[str]:
    return list(request.filters)


def _reason(result: SearchResult, request: SearchRequest) -> str:
    told = []
    if _filters(request):
        told.append(_("The filters may be too narrow."))
    if result.undated:
        left_out = ngettext(
            "{count} article that matches has no date and is left out by the date filter.",
            "{count} articles that match have no date and are left out by the date filter.",
            result.undated,
        )
        told.append(left_out.format(count=result.undated))
    if result.unknown:
        told.append(nothing_sentence(result.unknown))
    elif len(request.query.split()) > 1:
        told.append(_("No article has all of these words."))
    elif request.query:
        told.append(_("No article has this word."))
    return " ".join(told)


def _offer_text(offer: Offer) -> str:
    texts = {
        "suggestion": _("Did you mean: {query}"),
        "unmarked": _("Without marks: {query}"),
        "unquoted": _("Without quotation marks: {query}"),
        "fewer": _("Fewer words: {query}"),
        "any": _("Any of the words: {query}"),
    }
    return texts[offer.kind].format(query=offer.query)
