"""The settings of Chromium for original pages: nothing kept, nothing granted. One profile a view, so that a
request is known to belong to the page on show."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile, QWebEngineSettings

from reader.ui.original.addresses import SCHEMES, from_engine
from reader.ui.original.interceptor import Interceptor
from reader.ui.original.refusals import Refusals
from reader.ui.original.serving import PartHandler

_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.NavigateOnDropEnabled,
)
_ON = (
    _Attribute.JavascriptCanOpenWindows,  # they are refused by the page, which counts them
    _Attribute.WebRTCPublicInterfacesOnly,
    _Attribute.PlaybackRequiresUserGesture,
    _Attribute.LinksIncludedInFocusChain,
)


class Profile(QWebEngineProfile):
    """Off the record, with our handler and our wall."""

    def __init__(self, refusals: Refusals, parent: QObject | None) -> None:
        super().__init__(parent)
        self._refusals = refusals
        self.handler = PartHandler(refusals, self)
        for scheme in SCHEMES:
            self.installUrlSchemeHandler(QByteArray(scheme.encode()), self.handler)
        self._interceptor = Interceptor(refusals, self.handler, self)
        self.setUrlRequestInterceptor(self._interceptor)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setSpellCheckEnabled(False)
        self.setPushServiceEnabled(False)
        self.downloadRequested.connect(self._refuse_download)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        for attribute in _ON:
            settings.setAttribute(attribute, True)
        settings.setUnknownUrlSchemePolicy(
            QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
        )

    def _refuse_download(self, request: QWebEngineDownloadRequest) -> None:
        self._refusals.add("download", from_engine(request.url()))
        request.cancel()
