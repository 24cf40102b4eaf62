"""Every request of an original page passes here first: to the archive, or refused."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

from reader.ui.original.addresses import from_engine, is_ours, is_web, redirected, redirected_within
from reader.ui.original.refusals import Refusals
from reader.ui.original.serving import PartHandler

_Type = QWebEngineUrlRequestInfo.ResourceType
# What belongs to the look of a page. Everything else (pings, beacons, workers, prefetching, reports, sockets)
# tells or fetches something behind the reader's back.
_PARTS = frozenset(
    {
        _Type.ResourceTypeSubFrame,
        _Type.ResourceTypeStylesheet,
        _Type.ResourceTypeScript,
        _Type.ResourceTypeImage,
        _Type.ResourceTypeFontResource,
        _Type.ResourceTypeSubResource,
        _Type.ResourceTypeObject,
        _Type.ResourceTypeMedia,
        _Type.ResourceTypeXhr,
    }
)
_WITHIN = ("data", "blob")  # bytes that the page brings with it


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets the requests of our schemes pass and sends those of the web there; all others are refused."""

    def __init__(self, refusals: Refusals, handler: PartHandler, parent: QObject) -> None:
        super().__init__(parent)
        self._refusals, self._handler = refusals, handler

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt's call for each request and each redirect of one."""
        url, kind = info.requestUrl(), info.resourceType()
        reads = info.requestMethod().data() in (b"GET", b"HEAD")
        if kind == _Type.ResourceTypeMainFrame:
            allowed = is_ours(url) and reads
        elif is_web(url) and kind in _PARTS and reads:
            asks = QByteArray(b"Origin") in info.httpHeaders()  # a request with CORS
            info.redirect(redirected_within(url, info.initiator()) if asks else redirected(url))
            return
        else:
            allowed = url.scheme() in _WITHIN or (is_ours(url) and kind in _PARTS and reads)
        if allowed:
            self._handler.expect(url, kind)
        else:
            info.block(True)
            self._refusals.add("connection", from_engine(url))
