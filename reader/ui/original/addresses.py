"""How the addresses of a page are told to Chromium, and back.

Chromium lets nobody answer for http and https, so a page is shown under a scheme of ours: ``archive`` in the
place of ``http`` and ``https``, all else as it was (``archive://town.example/news/1.html``). It is registered
as a scheme with hosts, so relative references, ``<base>``, frames and origins work as they did on the web.
What the page names by its whole address (``http://…``) is redirected by the interceptor to the same address
under our scheme. Measured with Qt 6.11: such redirects work for pictures, styles with ``@import``, fonts,
scripts, frames and SVG, and cost no request; so what is served are the bytes as they were saved, and nothing
is rewritten, neither on disk nor in flight. ``cid:`` (the parts of MHTML) is a second scheme of ours.

A request with CORS (fonts, modules, fetch, ``crossorigin``) to another host would fail at the redirect, as
QtWebEngine allows it to the origin of its target only. So it is redirected to a path of the asking page's own
host, which names the other one: ``archive://town.example/.archived/fonts.example/a.woff2``.

Places in an archive that have no address of the web are http addresses too, under hosts that cannot be
(``library.replay_addresses``).
"""

from __future__ import annotations

from PySide6.QtCore import QUrl

ARCHIVE, CONTENT_ID = "archive", "cid"
SCHEMES = (ARCHIVE, CONTENT_ID)
_WEB = ("http", "https")
_WITHIN = "/.archived/"
_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


def is_web(url: QUrl) -> bool:
    """Whether it is an address of the web, which the interceptor redirects."""
    return url.scheme() in _WEB


def is_ours(url: QUrl) -> bool:
    """Whether our own handler answers."""
    return url.scheme() in SCHEMES


def to_engine(address: str) -> QUrl:
    """A web address under our scheme."""
    url = QUrl(address)
    return redirected(url) if is_web(url) else url


def redirected(url: QUrl) -> QUrl:
    """The same address under our scheme."""
    ours = QUrl(url)
    if url.port() == (443 if url.scheme() == "https" else 80):
        ours.setPort(-1)
    ours.setScheme(ARCHIVE)
    return ours


def redirected_within(url: QUrl, origin: QUrl) -> QUrl:
    """The same address as a path of the origin that asks for it."""
    ours = redirected(url)
    if not origin.host() or origin.scheme() != ARCHIVE or _place(ours) == _place(origin):
        return ours
    within = QUrl(ours)
    within.setHost(origin.host())
    within.setPort(origin.port())
    within.setPath(f"{_WITHIN}{_place(ours)}{ours.path(_ENCODED)}", QUrl.ParsingMode.StrictMode)
    return within


def _place(url: QUrl) -> str:
    return url.host(_ENCODED) + (f":{url.port()}" if url.port() != -1 else "")


def from_engine(url: QUrl) -> str:
    """The address as the page has it, with its fragment; https is not told from http."""
    plain = QUrl(url)
    path = url.path(_ENCODED)
    if url.scheme() == ARCHIVE and path.startswith(_WITHIN):
        query = f"?{url.query(_ENCODED)}" if url.hasQuery() else ""
        plain = QUrl(f"{ARCHIVE}://{path.removeprefix(_WITHIN)}{query}")
    if url.scheme() == ARCHIVE:
        plain.setScheme("http")
    return plain.toString(_ENCODED)


def same_page(one: QUrl, other: QUrl) -> bool:
    """Whether both name one page, whatever place in it."""
    plain = [redirected(url) for url in (one, other)]
    for url in plain:
        url.setFragment("")
    return plain[0] == plain[1]
