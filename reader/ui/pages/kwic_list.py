"""The lines of a concordance, set so that the hits stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.model import KwicLine
from reader.translation import _, format_number, format_short_date, ngettext
from reader.ui.painting import begin_row, muted, scaled
from reader.ui.reading.spans import is_right_to_left
from reader.ui.results.uniform_list import UniformList
from reader.ui.wording import display_title, facts

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1  # a KwicLine
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROOT = QModelIndex()
_PAD, _GAP = 5, 14  # pixels above and below a line; beside its parts
_AXIS = 0.45  # where the hits begin, as a share of the room for the text
_SMALL = 0.9
_NARROW = 620  # pixels; below, a line tells its date only
_FACTS = 0.27  # share of the width for title and date, where there is room
_DATE = "28 Sept 2022"  # as wide as a short date gets


class KwicModel(QAbstractListModel):
    """Lines as they were found, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[KwicLine] = ()

    def set_lines(self, lines: Sequence[KwicLine]) -> None:
        """Other lines, or the same in another order."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> KwicLine:
        """The line in a row."""
        return self._lines[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A KwicLine, its text, its article for the tooltip, or what a screen reader says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return quoted(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _told(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{quoted(line)}. {_told(line)}"
        return None


def quoted(line: KwicLine) -> str:
    """A line as its article reads."""
    return f"{line.left}{line.match}{line.right}"


def _told(line: KwicLine) -> str:
    """Where a line stands, and in how many other articles."""
    others = ngettext("{count} other article has it", "{count} other articles have it", line.copies)
    more = others.format(count=format_number(line.copies)) if line.copies else None
    return facts(display_title(line.title), more, date=line.date)


class KwicDelegate(QStyledItemDelegate):
    """Draws a line: what stands before, the hit in bold at the axis, what follows; then date and title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line of text."""
        return QSize(0, round(QFontMetricsF(option.font).height()) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, KwicLine):
            return
        begin_row(painter, option)
        room = QRectF(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        small = scaled(option.font, _SMALL)
        date = QFontMetricsF(small).horizontalAdvance(_DATE)
        told = room.width() * _FACTS if room.width() >= _NARROW else date
        _draw_line(painter, room.adjusted(0, 0, -told - _GAP, 0), line, option)
        _draw_facts(
            painter,
            QRectF(room.right() - told, room.top(), told, room.height()),
            line,
            small,
            option.palette,
        )
        painter.restore()


def _draw_line(painter: QPainter, room: QRectF, line: KwicLine, option: QStyleOptionViewItem) -> None:
    plain, bold = option.font, scaled(option.font, 1, bold=True)
    metrics, wide = QFontMetricsF(plain), QFontMetricsF(bold)
    before, after = line.left, line.right
    if is_right_to_left(line.match):
        before, after = after, before
    axis = room.left() + room.width() * _AXIS
    hit = wide.elidedText(line.match, Qt.TextElideMode.ElideMiddle, room.right() - axis)
    painter.setPen(option.palette.color(QPalette.ColorRole.Text))
    painter.setFont(plain)
    blank = metrics.horizontalAdvance(" ") if before.endswith(" ") else 0.0
    left = QRectF(room.left(), room.top(), axis - room.left() - blank, room.height())
    shown = metrics.elidedText(before.strip(), Qt.TextElideMode.ElideLeft, left.width())
    painter.drawText(left, _line(Qt.AlignmentFlag.AlignRight), shown)
    end = axis + wide.horizontalAdvance(hit)
    right = QRectF(end, room.top(), max(room.right() - end, 0), room.height())
    painter.drawText(
        right,
        _line(Qt.AlignmentFlag.AlignLeft),
        metrics.elidedText(after, Qt.TextElideMode.ElideRight, right.width()),
    )
    painter.setFont(bold)
    painter.drawText(
        QRectF(axis, room.top(), room.right() - axis, room.height()), _line(Qt.AlignmentFlag.AlignLeft), hit
    )


def _draw_facts(painter: QPainter, room: QRectF, line: KwicLine, font: QFont, palette: QPalette) -> None:
    metrics = QFontMetricsF(font)
    date = metrics.horizontalAdvance(_DATE)
    painter.setFont(font)
    painter.setPen(muted(palette))
    painter.drawText(room, _line(Qt.AlignmentFlag.AlignLeft), format_short_date(line.date or ""))
    rest = room.adjusted(date + _GAP, 0, 0, 0)
    if rest.width() > date:
        more = f"  +{format_number(line.copies)}" if line.copies else ""
        room_for_title = rest.width() - metrics.horizontalAdvance(more)
        title = metrics.elidedText(display_title(line.title), Qt.TextElideMode.ElideRight, room_for_title)
        painter.drawText(rest, _line(Qt.AlignmentFlag.AlignLeft), title + more)


def _line(alignment: Qt.AlignmentFlag) -> int:
    flags = alignment | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    return int(flags.value) | int(Qt.TextFlag.TextSingleLine.value)


class KwicView(UniformList):
    """Opens a line with a click or Enter, in a new tab too."""

    line_chosen = Signal(object, bool)  # KwicLine, whether in a new tab
    head_wanted = Signal()  # the keyboard is to go above the list

    def __init__(self, model: KwicModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(KwicDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def choose(self, index: QModelIndex, *, new_tab: bool = False) -> None:
        """Opens the article of a line."""
        if index.isValid():
            self.line_chosen.emit(self._model.line(index.row()), new_tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens (with Ctrl in a new tab), Ctrl+C copies, Up from the first line leaves the list."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER:
            self.choose(self.currentIndex(), new_tab=control)
        elif control and event.key() == Qt.Key.Key_C:
            self.copy()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.head_wanted.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Puts the current line on the clipboard."""
        if self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(quoted(self._model.line(self.currentIndex().row())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; with Ctrl, or with the middle button, in a new tab."""
        index = self.indexAt(event.position().toPoint())
        pressed_here = index.isValid() and index == self.currentIndex()
        super().mouseReleaseEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if pressed_here and event.button() == Qt.MouseButton.LeftButton:
            self.choose(index, new_tab=control)
        elif pressed_here and event.button() == Qt.MouseButton.MiddleButton:
            self.choose(index, new_tab=True)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The context menu of a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.choose(index))
        menu.addAction(_("Open in new tab"), lambda: self.choose(index, new_tab=True))
        menu.addSeparator()
        text = quoted(self._model.line(index.row()))
        menu.addAction(_("Copy the line"), lambda: QGuiApplication.clipboard().setText(text))
        return menu
