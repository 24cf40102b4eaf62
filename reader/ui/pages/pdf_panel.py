"""A PDF of the archive: its pages, their number, zoom, and find. Nothing in it can lead out or run."""

from __future__ import annotations

import json

from PySide6.QtCore import QBuffer, QByteArray, QModelIndex, QPointF, Qt, Signal
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.translation import _, format_number
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.reading.find_bar import FindBar
from reader.ui.translated import Panel

_STEP, _LEAST, _MOST = 1.2, 0.2, 6.0  # of the zoom


class PdfPanel(Panel):
    """``load`` gives it the bytes; ``failed`` tells that they are no PDF that can be shown."""

    failed = Signal()
    save_wanted = Signal()
    changed = Signal()  # another page, or one can be read now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer: QBuffer | None = None
        self._document = QPdfDocument(self)
        self._search = QPdfSearchModel(self)
        self._search.setDocument(self._document)
        self._hit = -1
        self._is_wrong = False  # the password that was typed
        self.view = QPdfView(self)
        self.view.setDocument(self._document)
        self.view.setSearchModel(self._search)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self._page, self._of = QSpinBox(self), QLabel(self)
        names = ("previous", "next", "smaller", "larger")
        self.buttons = {name: QToolButton(self) for name in names}
        self._fit, self._save = QToolButton(self), QPushButton(self)
        self._locked, self._locked_note = QWidget(self), QLabel(self)
        self._password, self._unlock = QLineEdit(self), QPushButton(self)
        self.find_bar = FindBar(self)
        self._lay_out()
        self._page.valueChanged.connect(self._jump)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        for name, act in (
            ("previous", lambda: self.turn(-1)),
            ("next", lambda: self.turn(1)),
            ("smaller", lambda: self.zoom(-1)),
            ("larger", lambda: self.zoom(1)),
        ):
            self.buttons[name].clicked.connect(act)
        self._fit.toggled.connect(self._set_fit)
        self._save.clicked.connect(self.save_wanted)
        self._unlock.clicked.connect(self._try_password)
        self._password.returnPressed.connect(self._try_password)
        self.find_bar.sought.connect(self._seek)
        self.find_bar.walked.connect(self.walk)
        self.find_bar.closed.connect(self._end_find)
        self._search.countChanged.connect(self._tell_hits)
        self._fit.setChecked(True)
        self.retranslate()
        self.redraw_icons()

    # ---- what is shown -------------------------------------------------------------------------

    def load(self, body: bytes) -> None:
        """Shows a document from its first page."""
        self.close_document()
        self._is_wrong = False
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(body))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._show_state()

    def close_document(self) -> None:
        """Lets go of the bytes."""
        self.find_bar.close_bar()
        self._document.close()
        self._document.setPassword("")
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None

    @property
    def is_ready(self) -> bool:
        """Whether pages are on show."""
        return self._document.status() == QPdfDocument.Status.Ready

    @property
    def is_locked(self) -> bool:
        """Whether a password is asked for."""
        return self._document.error() == QPdfDocument.Error.IncorrectPassword

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self.view.pageNavigator().currentPage()

    def go_to(self, page: int) -> None:
        """Shows a page, from 0."""
        if 0 <= page < self._document.pageCount():
            self.view.pageNavigator().jump(page, QPointF(), self.view.pageNavigator().currentZoom())

    def turn(self, by: int) -> None:
        """To the next (1) or previous (-1) page."""
        self.go_to(self.page + by)

    def zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1), or (0) as wide as the window."""
        if not by:
            self._fit.setChecked(True)
            return
        factor = self._factor() * (_STEP if by > 0 else 1 / _STEP)
        self._fit.setChecked(False)
        self.view.setZoomFactor(max(_LEAST, min(factor, _MOST)))

    def _factor(self) -> float:
        """The zoom in force, also while it follows the width."""
        if self.view.zoomMode() == QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        width = self._document.pagePointSize(self.page).width() * self.logicalDpiX() / 72
        margins = self.view.documentMargins()
        room = self.view.viewport().width() - margins.left() - margins.right()
        return room / width if width > 0 else 1.0

    @property
    def shape(self) -> str:
        """The zoom, to be remembered."""
        return json.dumps(None if self._fit.isChecked() else round(self.view.zoomFactor(), 3))

    def set_shape(self, stored: str) -> None:
        """The zoom as it was remembered."""
        try:
            factor = json.loads(stored)
        except ValueError:
            factor = None
        is_number = isinstance(factor, float | int) and not isinstance(factor, bool)
        self._fit.setChecked(not is_number)
        if is_number:
            self.view.setZoomFactor(max(_LEAST, min(float(factor), _MOST)))

    def text_of_page(self) -> str:
        """The text of the page in view, as far as the document has it."""
        return str(self._document.getAllText(self.page).text())

    def _set_fit(self, on: bool) -> None:
        factor = self._factor()
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth if on else QPdfView.ZoomMode.Custom)
        if not on:
            self.view.setZoomFactor(factor)

    def _jump(self, number: int) -> None:
        if number - 1 != self.page:
            self.go_to(number - 1)

    def _tell_page(self) -> None:
        self._page.blockSignals(True)
        self._page.setValue(self.page + 1)
        self._page.blockSignals(False)
        self._enable()
        self.changed.emit()

    def _show_state(self) -> None:
        self._locked.setVisible(self.is_locked)
        self.view.setVisible(not self.is_locked)
        if not self.is_ready and not self.is_locked:
            self.failed.emit()
            return
        self._page.setRange(1, max(1, self._document.pageCount()))
        self._tell_page()
        self.retranslate()
        if self.is_locked:
            self._password.setFocus()

    def _try_password(self) -> None:
        if self._buffer is not None and self._password.text():
            self._document.setPassword(self._password.text())
            self._buffer.seek(0)
            self._document.load(self._buffer)
            self._password.clear()
            self._is_wrong = self.is_locked
            self._show_state()

    # ---- find ----------------------------------------------------------------------------------

    def walk(self, step: int) -> None:
        """To the next (1) or previous (-1) place that was found, round the end."""
        if not (count := self._search.rowCount(QModelIndex())):
            return
        self._hit = (self._hit + step) % count if self._hit >= 0 else (0 if step > 0 else count - 1)
        self.view.setCurrentSearchResultIndex(self._hit)
        found = self._search.resultAtIndex(self._hit)
        self.view.pageNavigator().jump(found.page(), found.location(), found.zoom())
        self._tell_hits()

    def _seek(self, text: str) -> None:
        self._hit = -1
        self._search.setSearchString(text)
        self._tell_hits()

    def _end_find(self) -> None:
        self._search.setSearchString("")
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_hits(self) -> None:
        self.find_bar.show_count(self._search.rowCount(QModelIndex()), self._hit)

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.view.setAccessibleName(_("Pages of the document"))
        self._page.setAccessibleName(_("Page"))
        self._page.setPrefix(_("Page") + " ")
        self._of.setText(_("of {count}").format(count=format_number(self._document.pageCount())))
        for name, text in (
            ("previous", _("Previous page")),
            ("next", _("Next page")),
            ("smaller", _("Smaller")),
            ("larger", _("Larger")),
        ):
            self.buttons[name].setToolTip(text)
            self.buttons[name].setAccessibleName(text)
        self._fit.setText(_("Fit the width"))
        self._save.setText(_("Save a copy…"))
        self._locked_note.setText(
            _("That password does not open it. Its password:")
            if self._is_wrong
            else _("This document is locked. Its password:")
        )
        self._password.setAccessibleName(_("Password"))
        self._unlock.setText(_("Unlock"))

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        for name, drawn in (("previous", "up"), ("next", "down"), ("larger", "add"), ("smaller", "remove")):
            self.buttons[name].setIcon(icon(drawn, self.palette()))

    def _enable(self) -> None:
        ready, count = self.is_ready, self._document.pageCount()
        self.buttons["previous"].setEnabled(ready and self.page > 0)
        self.buttons["next"].setEnabled(ready and self.page + 1 < count)
        for widget in (self._page, self._fit, self.buttons["smaller"], self.buttons["larger"]):
            widget.setEnabled(ready)

    def _lay_out(self) -> None:
        for button in (*self.buttons.values(), self._fit):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit.setCheckable(True)
        self._page.setKeyboardTracking(False)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setMaximumWidth(260)
        self._of.setMinimumHeight(self._page.sizeHint().height())
        head = FlowLayout(spacing=6)
        head.setContentsMargins(14, 8, 14, 8)
        for widget in (
            self.buttons["previous"],
            self._page,
            self._of,
            self.buttons["next"],
            self.buttons["smaller"],
            self.buttons["larger"],
            self._fit,
            self._save,
        ):
            head.addWidget(widget)
        asked = QHBoxLayout(self._locked)
        asked.setContentsMargins(20, 30, 20, 20)
        asked.addWidget(self._locked_note)
        asked.addWidget(self._password)
        asked.addWidget(self._unlock)
        asked.addStretch(1)
        self._locked.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._locked, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
