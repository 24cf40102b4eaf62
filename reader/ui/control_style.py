"""Edges of controls that can be seen in every theme, laid over what Qt's own Fusion style draws.

Fusion makes its outlines from the colour of the window, a little darker; so they have less than 3:1 on a
light window, and on a dark one they vanish. Styles of a platform draw their own edges and are left alone.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionTab,
    QWidget,
)

from reader.ui.contrast import STARK_TEXT, ratio
from reader.ui.painting import focus_color

_FUSION = "fusion"
_ROUND = 2.0  # pixels: the corners of Fusion's controls
_Element, _Control, _Complex, _State = (
    QStyle.PrimitiveElement,
    QStyle.ControlElement,
    QStyle.ComplexControl,
    QStyle.StateFlag,
)
# Needed only on a ground that gives no shade: what tells these apart elsewhere is not to be seen there.
_STARK_SHAPES = (_Control.CE_TabBarTabShape, _Control.CE_ProgressBarGroove, _Control.CE_HeaderSection)
_MENUS = (_Element.PE_FrameMenu, _Element.PE_PanelTipLabel)


def install(application: QApplication) -> None:
    """Puts the edges over Fusion; does nothing where the platform has a style of its own."""
    style = application.style()
    if not isinstance(style, ControlStyle) and style.name() == _FUSION:
        application.setStyle(ControlStyle())


class ControlStyle(QProxyStyle):
    """Fusion with edges in the palette's ``Mid`` and frames in its focus colour."""

    def __init__(self) -> None:
        super().__init__(_FUSION)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Fields, buttons, boxes to tick, frames of lists and texts, menus, and the frame of the focus."""
        if element == _Element.PE_FrameFocusRect:
            if _has(option, _State.State_KeyboardFocusChange):
                _frame(painter, option.rect, focus_color(option.palette), 2)
            return
        super().drawPrimitive(element, option, painter, widget)
        if element == _Element.PE_PanelButtonCommand:
            self._edge_button(painter, option)
        elif element in (_Element.PE_FrameLineEdit, _Element.PE_IndicatorCheckBox):
            self._edge(painter, option, focus=element == _Element.PE_FrameLineEdit)
        elif element == _Element.PE_IndicatorRadioButton:
            _ring(painter, option.rect, _edge_color(option))
        elif element == _Element.PE_Frame and isinstance(widget, QAbstractScrollArea):
            self._edge(painter, option, focus=True, rounded=False)
        elif element in _MENUS or (element == _Element.PE_FrameTabWidget and _is_stark(option)):
            _frame(painter, option.rect, _edge_color(option), 1, rounded=False)
        elif element == _Element.PE_PanelButtonTool and _has(option, _State.State_On) and _is_stark(option):
            _frame(painter, option.rect, _edge_color(option), 2)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Tabs, headers, handles between parts and bars of progress, where nothing else shows them."""
        super().drawControl(element, option, painter, widget)
        if element in _STARK_SHAPES and _is_stark(option):
            chosen = isinstance(option, QStyleOptionTab) and _has(option, _State.State_Selected)
            _frame(painter, option.rect, _edge_color(option), 3 if chosen else 1, rounded=False)
        elif element == _Control.CE_Splitter and _is_stark(option):
            line, middle = option.rect, option.rect.center()
            if _has(option, _State.State_Horizontal):
                line = QRect(middle.x(), line.y(), 1, line.height())
            else:
                line = QRect(line.x(), middle.y(), line.width(), 1)
            painter.fillRect(line, _edge_color(option))

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Boxes with a list, boxes for numbers, and the handle of a scroll bar."""
        super().drawComplexControl(control, option, painter, widget)  # type: ignore[arg-type]
        if control in (_Complex.CC_ComboBox, _Complex.CC_SpinBox):
            self._edge(painter, option, focus=True)
        elif control == _Complex.CC_ScrollBar and _is_stark(option):
            part = QStyle.SubControl.SC_ScrollBarSlider
            handle = self.subControlRect(control, option, part, widget)  # type: ignore[arg-type]
            _frame(painter, handle, _edge_color(option), 1, rounded=False)

    def _edge_button(self, painter: QPainter, option: QStyleOption) -> None:
        if _has(option, _State.State_HasFocus) and _has(option, _State.State_KeyboardFocusChange):
            _frame(painter, option.rect, focus_color(option.palette), 2)
        else:
            can_press = _has(option, _State.State_Enabled)
            is_default = can_press and isinstance(option, QStyleOptionButton) and _is_default(option)
            _frame(painter, option.rect, _edge_color(option), 2 if is_default else 1)

    def _edge(self, painter: QPainter, option: QStyleOption, *, focus: bool, rounded: bool = True) -> None:
        if focus and _has(option, _State.State_HasFocus):
            _frame(painter, option.rect, focus_color(option.palette), 2, rounded=rounded)
        else:
            _frame(painter, option.rect, _edge_color(option), 1, rounded=rounded)


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _is_default(option: QStyleOptionButton) -> bool:
    return bool(option.features & QStyleOptionButton.ButtonFeature.DefaultButton)


def _edge_color(option: QStyleOption) -> QColor:
    if _has(option, _State.State_Enabled):
        return option.palette.color(QPalette.ColorRole.Mid)
    return option.palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)


def _is_stark(option: QStyleOption) -> bool:
    palette = option.palette
    return _stand_out(
        palette.color(QPalette.ColorRole.Mid).rgb(), palette.color(QPalette.ColorRole.Window).rgb()
    )


@lru_cache(maxsize=64)
def _stand_out(edge: int, ground: int) -> bool:
    return ratio(QColor.fromRgb(edge), QColor.fromRgb(ground)) >= STARK_TEXT


def _frame(painter: QPainter, rect: QRect, color: QColor, width: int, *, rounded: bool = True) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, rounded)
    painter.setPen(QPen(color, width))
    painter.setBrush(QColor(0, 0, 0, 0))
    room = QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    if rounded:
        painter.drawRoundedRect(room, _ROUND, _ROUND)
    else:
        painter.drawRect(room)
    painter.restore()


def _ring(painter: QPainter, rect: QRect, color: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.4))  # smoothed, a thinner one is paler than its colour
    painter.setBrush(QColor(0, 0, 0, 0))
    side = min(rect.width(), rect.height()) - 1
    painter.drawEllipse(QRectF(rect.x() + 0.5, rect.y() + 0.5, side, side))
    painter.restore()
