"""All captures of a page: a calendar, a table, and what can be done with them; a page in a tab."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QScrollArea, QTreeView, QVBoxLayout, QWidget

from reader.translation import _, format_number, ngettext
from reader.ui.dialogs.table_view import show_as_table
from reader.ui.flow_layout import FlowLayout
from reader.ui.pages.capture_calendar import CaptureCalendar
from reader.ui.pages.captures_model import FILE, FORMAT, TEXT, WHEN, CaptureRow, CapturesFound, CapturesModel
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.painting import scaled
from reader.ui.wording import breakable, display_title

_MOST_YEARS = 7  # lines of the calendar that are shown without scrolling


class CapturesPage(TabPage):
    """``place.target`` is the id of the article whose page it is; ``state`` the capture that is chosen."""

    article_chosen = Signal(str, bool)  # id, whether in a new tab
    compare_wanted = Signal(str, str)  # ids, the older one first
    day_wanted = Signal(str)  # links are to keep to this day
    folder_wanted = Signal(str)  # path of a file whose folder is to be shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: CapturesFound | None = None
        self._heading, self._address, self._count = QLabel(self), QLabel(self), QLabel(self)
        self.calendar = CaptureCalendar(self)
        self._model = CapturesModel(self)
        self.table = QTreeView(self)
        names = ("open", "compare", "keep", "folder", "copy")
        self.buttons = {name: QPushButton(self) for name in names}
        self._lay_out()
        self.calendar.chosen.connect(self._choose)
        self.calendar.opened.connect(self._open_one)
        self.table.activated.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        for name, act in (
            ("open", self._open),
            ("compare", self._compare),
            ("keep", self._keep),
            ("folder", self._show_folder),
            ("copy", self._copy),
        ):
            self.buttons[name].clicked.connect(act)
        self.retranslate()

    # ---- the page of a tab ---------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the tab is called."""
        if self._found is None:
            return ""
        return _("Captures: {title}").format(title=display_title(self._found.title))

    @property
    def state(self) -> str:
        """The capture that is chosen."""
        chosen = self.chosen
        return chosen[0].capture.id if chosen else ""

    def show_place(self, place: Place, answer: object) -> None:
        """Shows a CapturesFound."""
        assert isinstance(answer, CapturesFound)
        self._found = answer
        self._model.show_found(answer)
        self._choose([place.state or answer.article])
        self.retranslate()

    def focus_first(self) -> None:
        """The table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what is chosen and done ---------------------------------------------------------------

    @property
    def chosen(self) -> list[CaptureRow]:
        """The chosen captures, newest first."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._model.rows[row] for row in rows]

    def _choose(self, captures: list[str]) -> None:
        selection = self.table.selectionModel()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number, capture in enumerate(captures):
            if (row := self._model.row_of(capture)) >= 0:
                index = self._model.index(row, WHEN)
                if not number:
                    selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                    self.table.scrollTo(index)
                selection.select(index, flags)
        self._enable()

    def _open_one(self, capture: str) -> None:
        self.article_chosen.emit(capture, False)

    def _open(self) -> None:
        control = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        if chosen := self.chosen:
            self.article_chosen.emit(chosen[0].capture.id, control)

    @property
    def _pair(self) -> tuple[str, str] | None:
        """What would be compared: the two that are chosen, else the chosen one and the one that was shown."""
        chosen = [row.capture.id for row in self.chosen]
        if len(chosen) == 1 and self._found is not None and chosen[0] != self._found.article:
            chosen.append(self._found.article)
        if len(chosen) != 2:
            return None
        newer, older = sorted(chosen, key=self._model.row_of)
        return older, newer

    def _compare(self) -> None:
        if (pair := self._pair) is not None:
            self.compare_wanted.emit(*pair)

    def _keep(self) -> None:
        if (chosen := self.chosen) and chosen[0].capture.captured:
            self.day_wanted.emit(chosen[0].capture.captured[:10])

    def _show_folder(self) -> None:
        if chosen := self.chosen:
            self.folder_wanted.emit(chosen[0].capture.path)

    def _copy(self) -> None:
        paths = [row.capture.path for row in self.chosen]
        QGuiApplication.clipboard().setText("\n".join(paths))

    def _enable(self) -> None:
        chosen = self.chosen
        for name in ("open", "folder", "keep"):
            self.buttons[name].setEnabled(len(chosen) == 1)
        self.buttons["copy"].setEnabled(bool(chosen))
        self.buttons["compare"].setEnabled(self._pair is not None)
        if chosen and not chosen[0].capture.captured:
            self.buttons["keep"].setEnabled(False)

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        found = self._found
        self._heading.setText(display_title(found.title) if found is not None else "")
        self._address.setText(breakable(found.url) if found is not None else "")
        count = len(found.rows) if found is not None else 0
        told = ngettext("{count} capture of this page", "{count} captures of this page", count)
        self._count.setText(told.format(count=format_number(count)))
        self.table.setAccessibleName(_("Captures"))
        for name, text, hint in (
            ("open", _("Open"), ""),
            ("compare", _("Compare"), _("Two captures, or the chosen one with the one from which you came")),
            ("keep", _("Keep to this day"), _("Links then lead to the captures nearest to this day")),
            ("folder", _("Show in its folder"), ""),
            ("copy", _("Copy the path"), ""),
        ):
            self.buttons[name].setText(text)
            self.buttons[name].setToolTip(hint)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._model.columnCount() - 1)
        self.table.viewport().update()
        if found is not None:
            captures = [(row.capture.id, row.capture.captured) for row in found.rows]
            self.calendar.show_captures(captures, found.article)
        self._calendar_area.setVisible(bool(self.calendar.months))
        self._fit_calendar()
        self.changed.emit()

    def _fit_calendar(self) -> None:
        hint = self.calendar.minimumSizeHint().height()
        line = self.calendar.fontMetrics().height() + 4
        self._calendar_area.setFixedHeight(min(hint, line * (_MOST_YEARS + 1)) + 4)

    def _lay_out(self) -> None:
        for label in (self._heading, self._address, self._count):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setFont(scaled(self.font(), 1.3, bold=True))
        self._address.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        show_as_table(self.table, self._model)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        for section in (WHEN, TEXT, FORMAT):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        self._calendar_area = QScrollArea(self)
        self._calendar_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._calendar_area.setWidgetResizable(True)
        self._calendar_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar_area.setWidget(self.calendar)
        row = FlowLayout(spacing=6)
        for button in self.buttons.values():
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        for widget in (self._heading, self._address, self._count, self._calendar_area):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addLayout(row)
