"""Answers the requests of an original page from the archive. Nothing is read here: the archive is asked.

Parts arrive later, from the reading thread; a request that Chromium has given up by then is forgotten.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from reader.model import OriginalPage, Resource
from reader.translation import _
from reader.ui.original.addresses import CONTENT_ID, from_engine, same_page, to_engine
from reader.ui.original.policy import headers
from reader.ui.original.refusals import Refusals

_Error = QWebEngineUrlRequestJob.Error
_NOT_FOUND, _DENIED = _Error.UrlNotFound, _Error.RequestDenied
_Kind = QWebEngineUrlRequestInfo.ResourceType
# Parts that come empty when they are missing. Qt 6.11: one that was redirected and then fails keeps the page
# loading for ever (fonts) or takes the renderer with it (scripts).
_EMPTY = {
    _Kind.ResourceTypeStylesheet: "text/css",
    _Kind.ResourceTypeScript: "text/javascript",
    _Kind.ResourceTypeImage: "image/png",
    _Kind.ResourceTypeFontResource: "font/woff2",
}
_FRAME = (
    '<body style="margin:0;display:grid;place-items:center;height:100vh;font:13px sans-serif;color:#777;'
    'background:repeating-linear-gradient(45deg,#eee 0 6px,#fff 6px 12px)">{text}</body>'
)
_PAGES = ("text/html", "application/xhtml+xml")


class PartRequest(QObject):
    """One part that the page waits for; ``answer`` or nothing ends it."""

    def __init__(self, job: QWebEngineUrlRequestJob, address: str, handler: PartHandler) -> None:
        super().__init__(handler)
        self.address = address
        self._job, self._handler = job, handler

    def answer(self, part: Resource | None) -> None:
        """The part, or None when the archive has none."""
        if isValid(self._job) and isValid(self._handler):
            self._handler.finish(self._job, self.address, part)
        self.deleteLater()


class PartHandler(QWebEngineUrlSchemeHandler):
    """Serves one page with its parts. ``wanted`` asks for what it has not at hand."""

    wanted = Signal(object)  # PartRequest

    def __init__(self, refusals: Refusals, parent: QObject) -> None:
        super().__init__(parent)
        self._refusals = refusals
        self._page: OriginalPage | None = None
        self._expected: dict[str, QWebEngineUrlRequestInfo.ResourceType] = {}
        self.scripts = False  # whether the page's own scripts may run

    def begin(self, page: OriginalPage) -> None:
        """From now on this page is served."""
        self._page = page
        self._expected.clear()

    def expect(self, url: QUrl, kind: QWebEngineUrlRequestInfo.ResourceType) -> None:
        """A part of this kind is about to be asked for."""
        self._expected[url.toString()] = kind

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt's call for each request."""
        page, url = self._page, job.requestUrl()
        if page is None or job.requestMethod().data() not in (b"GET", b"HEAD"):
            job.fail(_DENIED)
        elif url.scheme() != CONTENT_ID and same_page(url, to_engine(page.address)):
            self._reply(job, f"{page.media_type}; charset={page.charset}", page.body)
        else:
            self.wanted.emit(PartRequest(job, from_engine(url), self))

    def finish(self, job: QWebEngineUrlRequestJob, address: str, part: Resource | None) -> None:
        """The answer to a part that was asked for."""
        accepts = _header(job, b"Accept")
        # A server's "not found" page in the place of a picture shows nothing.
        if part is None or (accepts.startswith("image/") and part.media_type in _PAGES):
            self._refusals.add("missing", address)
            self._reply_nothing(job)
            return
        media_type = part.media_type
        if accepts.startswith("text/css") and media_type not in _PAGES:
            media_type = "text/css"  # Chromium takes no style sheet under another name
        charset = f"; charset={part.charset}" if part.charset else ""
        self._reply(job, media_type + charset, part.body)

    def _reply_nothing(self, job: QWebEngineUrlRequestJob) -> None:
        """What stands for a missing part."""
        kind = self._expected.get(job.requestUrl().toString())
        if kind == _Kind.ResourceTypeSubFrame:
            page = _FRAME.format(text=escape(_("Not in the archive")))
            self._reply(job, "text/html; charset=utf-8", page.encode())
        elif kind in _EMPTY:
            self._reply(job, _EMPTY[kind], b"")
        else:
            job.fail(_NOT_FOUND)

    def _reply(self, job: QWebEngineUrlRequestJob, media_type: str, body: bytes) -> None:
        told = {
            QByteArray(name.encode()): [QByteArray(value.encode())]
            for name, value in headers(scripts=self.scripts).items()
        }
        job.setAdditionalResponseHeaders(told)  # type: ignore[arg-type] # a map of lists, whatever the stub says
        stream = QBuffer(job)
        stream.setData(body)
        stream.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(media_type.encode("ascii", "replace")), stream)


def _header(job: QWebEngineUrlRequestJob, name: bytes) -> str:
    value = job.requestHeaders().get(QByteArray(name))
    return bytes(value.data()).decode("latin-1") if value is not None else ""
