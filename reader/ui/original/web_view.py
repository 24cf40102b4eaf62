"""Chromium's widget: the window keeps the wheel with Ctrl, drops and the context menu for itself."""

from __future__ import annotations

import time

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from reader.translation import _
from reader.ui.original.addresses import from_engine, is_ours, is_web

_CONTROL = Qt.KeyboardModifier.ControlModifier
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress)
_MOMENT = 1.0  # seconds


class WebView(QWebEngineView):
    """Shows an OriginalWebPage."""

    link_followed = Signal(str, bool)  # from the context menu: the address, whether in a new tab
    zoom_wanted = Signal(int)  # 1 larger, -1 smaller
    picture_wanted = Signal()  # the page is to be saved as a picture

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed = 0.0
        self.setAcceptDrops(False)

    @property
    def is_used(self) -> bool:
        """Whether a key or a button was pressed a moment ago: a script can click on links too."""
        return time.monotonic() - self._pressed < _MOMENT

    def childEvent(self, event: QChildEvent) -> None:
        """Watches the inner widget, which Chromium makes when it begins to draw."""
        child = event.child()
        if event.type() == QEvent.Type.ChildAdded and isinstance(child, QWidget):
            child.setAcceptDrops(False)
            child.installEventFilter(self)
        super().childEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With Ctrl the wheel changes the size of all pages; Chromium would only blow up this one."""
        if event.type() in _PRESSES:
            self._pressed = time.monotonic()
        if isinstance(event, QWheelEvent) and event.modifiers() & _CONTROL:
            if event.angleDelta().y():
                self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the link, and with the text that is selected. (Qt's own would go online.)"""
        request = self.lastContextMenuRequest()
        link = request.linkUrl()
        shown = from_engine(link) if link.isValid() and (is_ours(link) or is_web(link)) else ""
        self.menu_for(shown, request.selectedText()).popup(event.globalPos())

    def menu_for(self, link: str, selected: str) -> QMenu:
        """The context menu at a link ("" for elsewhere)."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if link:
            menu.addAction(_("Open"), lambda: self.link_followed.emit(link, False))
            menu.addAction(_("Open in new tab"), lambda: self.link_followed.emit(link, True))
            menu.addAction(_("Copy address"), lambda: QGuiApplication.clipboard().setText(link))
            menu.addSeparator()
        if selected:
            menu.addAction(_("&Copy"), lambda: self.triggerPageAction(QWebEnginePage.WebAction.Copy))
        menu.addAction(_("Select all"), lambda: self.triggerPageAction(QWebEnginePage.WebAction.SelectAll))
        menu.addSeparator()
        menu.addAction(_("Save a picture of the page…"), self.picture_wanted.emit)
        return menu
