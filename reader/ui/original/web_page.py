"""The page inside Chromium: where it may go, and what it may ask of the user (nothing)."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineSettings,
)

from reader.ui.original.addresses import from_engine, is_ours, is_web, same_page
from reader.ui.original.profile import Profile
from reader.ui.original.refusals import RefusalKind, Refusals

_Navigation = QWebEnginePage.NavigationType
_Destination = QWebEngineNewWindowRequest.DestinationType
_IN_FRAMES = ("data", "blob", "about")
# What Chromium says on its console of a request that its own rules ended, before the interceptor was asked.
_POLICY = re.compile(r"Content Security Policy|Not allowed to load local resource", re.I)
_FORM = re.compile(r"form-action")
_ADDRESS = re.compile(r"'([^'\s]{1,2000})'|resource: (\S{1,2000})")
_NO_ADDRESS = re.compile(r"'|inline\b|eval\b|[a-z-]+-src\b|self\b|none\b", re.I)


class OriginalWebPage(QWebEnginePage):
    """Shows one address; every way on is told with a signal or refused."""

    link_followed = Signal(str, bool)  # the address, whether in a new tab

    def __init__(self, profile: Profile, refusals: Refusals, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._refusals = refusals
        self._address = QUrl()
        self._scripts = False
        self._is_used: Callable[[], bool] = lambda: True
        self.newWindowRequested.connect(self._open_window)
        self.permissionRequested.connect(self._refuse_permission)
        self.fullScreenRequested.connect(self._refuse_question)
        self.registerProtocolHandlerRequested.connect(self._refuse_question)
        self.fileSystemAccessRequested.connect(self._refuse_question)
        self.certificateError.connect(self._refuse_certificate)

    def go(self, address: QUrl) -> None:
        """Loads the page."""
        self._address = address
        self.load(address)

    def set_scripts(self, on: bool) -> None:
        """Whether the page's own scripts run; what is on show must be loaded anew."""
        self._scripts = on
        self.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptEnabled, on)

    def watch(self, is_used: Callable[[], bool]) -> None:
        """``is_used`` tells a click of the user from one that a script makes."""
        self._is_used = is_used

    # ---- ways on -------------------------------------------------------------------------------

    def acceptNavigationRequest(self, url: QUrl | str, kind: _Navigation, is_main: bool) -> bool:
        """Qt's question whether a frame may go somewhere."""
        url = QUrl(url)
        if kind == _Navigation.NavigationTypeFormSubmitted:
            self._refusals.add("form", from_engine(url))
            return False
        if not is_main:
            if is_ours(url) or is_web(url) or url.scheme() in _IN_FRAMES:
                return True
            self._refusals.add("connection", from_engine(url))
            return False
        if same_page(url, self._address) and is_ours(url):
            return True
        clicked = kind == _Navigation.NavigationTypeLinkClicked and (self._is_used() or not self._scripts)
        if clicked and (is_ours(url) or is_web(url)):
            self.link_followed.emit(from_engine(url), False)
        else:
            self._refusals.add("page", from_engine(url))
        return False

    def _open_window(self, request: QWebEngineNewWindowRequest) -> None:
        """A link with a target of its own, the middle button, or a script that opens windows."""
        url = request.requestedUrl()
        if request.isUserInitiated() and (is_ours(url) or is_web(url)):
            behind = request.destination() in (_Destination.InNewBackgroundTab, _Destination.InNewWindow)
            self.link_followed.emit(from_engine(url), behind)
        else:
            self._refusals.add("window", from_engine(url))

    # ---- questions to the user -----------------------------------------------------------------

    def javaScriptAlert(self, origin: QUrl | str, text: str) -> None:
        """Says nothing."""
        self._refusals.add("dialog", text[:200])

    def javaScriptConfirm(self, origin: QUrl | str, text: str) -> bool:
        """Answers no."""
        self._refusals.add("dialog", text[:200])
        return False

    def javaScriptPrompt(self, origin: QUrl | str, text: str, default: str) -> tuple[bool, str]:
        """Answers with nothing."""
        self._refusals.add("dialog", text[:200])
        return False, ""

    def chooseFiles(self, mode: QWebEnginePage.FileSelectionMode, old: object, types: object) -> list[str]:
        """Gives no file away."""
        self._refusals.add("dialog", "file")
        return []

    def _refuse_permission(self, request: object) -> None:
        kind = getattr(request, "permissionType", lambda: None)()
        self._refusals.add("permission", str(getattr(kind, "name", kind)))
        request.deny()  # type: ignore[attr-defined]

    def _refuse_question(self, request: object) -> None:
        self._refusals.add("permission", type(request).__name__.removeprefix("QWebEngine"))
        request.reject()  # type: ignore[attr-defined]

    def _refuse_certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()

    # ---- what Chromium refused by itself -------------------------------------------------------

    def javaScriptConsoleMessage(self, level: object, message: str, line: int, source: str) -> None:
        """Notes what the policy ended; the page's own chatter goes nowhere."""
        if not _POLICY.search(message):
            return
        found = _ADDRESS.search(message)
        what = (found[1] or found[2]) if found else ""
        if ":" in what and not _NO_ADDRESS.match(what):
            kind: RefusalKind = "form" if _FORM.search(message) else "connection"
            self._refusals.add(kind, from_engine(QUrl(what)))
