"""What the records of a web archive are: pages, parts of pages, or neither. Common to WARC, ARC and WACZ."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

from reader.errors import UnusableError
from reader.formats import kinds, mediatypes
from reader.formats.format import Found
from reader.formats.http import (
    Answer,
    Feed,
    Headers,
    content_type,
    decode,
    decode_head,
    entity,
    header,
    read_answer,
)
from reader.formats.limits import MAX_PART, STEP, Allowance
from reader.formats.records import Head, Record
from reader.formats.sniff import HEAD, sniff
from reader.model import Rejected, RejectedKind, Resource, ResourceEntry, SavedPage
from reader.text import urls

_CONTENT = frozenset({"response", "resource", "conversion"})
_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
# Types under which servers send anything: the bytes decide.
_SAYS_LITTLE = frozenset(
    {
        "",
        "application/http",
        "application/octet-stream",
        "application/unknown",
        "application/xml",
        "binary/octet-stream",
        "content/unknown",
        "text/plain",
        "text/xml",
        "unknown/unknown",
    }
)
_PAGE_KINDS = frozenset({"html", "plain-text"})  # of what is sent as HTML
_DOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.I | re.S
)
_NOT_MODIFIED = 304
_TOOL_ADDRESS = re.compile(r"(?:metadata|warcinfo):", re.I)  # in which wget and wpull keep their own logs


@dataclass(frozen=True, slots=True)
class Container:
    """The archive that is being read: ``prefix`` stands before the locators of its records."""

    path: str
    format: str
    prefix: str = ""
    file_time: str | None = None
    allowance: Allowance | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity body: hash and size before its content encoding is taken off, first bytes after it.

    ``body``, still encoded, is None when it was not wanted or passes the limit. ``error`` says why the first
    bytes cannot be decoded.
    """

    sha256: str
    size: int
    head: bytes
    body: bytes | None
    error: UnusableError | None = None


class Content:
    """The content of a record: its HTTP head is read at once, its body by ``take``."""

    def __init__(self, record: Record) -> None:
        feed = Feed(record.pieces())
        self.answer: Answer | None = read_answer(feed) if record.head.type != "conversion" else None
        typed = (("Content-Type", record.head.content_type),)
        self.headers: Headers = self.answer.headers if self.answer else typed
        self.media_type, self.charset = content_type(header(self.headers, "content-type"))
        self.encodings = header(self.headers, "content-encoding") if self.answer else ""
        self._feed = Feed(entity(feed, self.headers)) if self.answer else feed

    @property
    def is_html(self) -> bool:
        """Whether it is declared to be a page."""
        return self.media_type in _HTML

    def take(self, wanted: Callable[[bytes], bool]) -> Entity:
        """Reads the body; keeps it when ``wanted`` says so of its first bytes, decoded."""
        head, failure = b"", None
        try:
            head = decode_head(self._feed.peek(STEP), self.encodings, HEAD)
        except UnusableError as error:
            failure = error
        kept: list[bytes] | None = [] if failure is None and wanted(head) else None
        hasher, size = sha256(), 0
        for piece in self._feed:
            hasher.update(piece)
            size += len(piece)
            if kept is not None:
                kept.append(piece)
                if size > MAX_PART:
                    kept = None
        return Entity(hasher.hexdigest(), size, head, None if kept is None else b"".join(kept), failure)

    def is_page(self, head: bytes, name: str) -> bool:
        """Whether a body that begins so is a page: by its declared type, unless the bytes know better."""
        if self.is_html:
            return sniff(head).kind in _PAGE_KINDS
        if self.media_type in _SAYS_LITTLE:
            return _DOCUMENT.match(head) is not None and sniff(head, name).kind == "html"
        return False


def found(container: Container, record: Record, head: Head, locator: str) -> Found:
    """What a record is. ``head`` is its own, or that of the revisit at ``locator`` whose original it is.

    Raises UnusableError when its transfer encoding passes a limit.
    """
    url = _web_url(head)
    if record.head.type not in _CONTENT or (head.url or "").startswith("dns:"):
        detail = record.head.type if record.head.type not in _CONTENT else "dns"
        return Rejected(container.path, locator, "other", "archive-record", detail, url=url)
    if head.url and _TOOL_ADDRESS.match(head.url):
        return Rejected(container.path, locator, "other", "tool-file", head.url)
    content = Content(record)
    if (rejected := refused(container, content, head, locator)) is not None:
        return rejected
    name = _name(head.url)
    taken = content.take(lambda first: content.is_page(first, name))
    if content.is_html and not taken.size:
        return Rejected(container.path, locator, "skipped", "empty-page", url=url)
    if not content.is_page(taken.head, name) and not (content.is_html and taken.error):
        return _no_page(container, content, taken, name, locator, url, head.time)
    body = _body(container, content, taken)
    if isinstance(body, UnusableError):
        detail = str(body.values.get("detail", ""))
        return Rejected(container.path, locator, "failed", body.code, detail, taken.sha256, url)
    return SavedPage(
        path=container.path,
        member=locator,
        format=container.format,
        body=body,
        sha256=taken.sha256,
        size=taken.size,
        recorded_url=url,
        recorded_time=head.time,
        recorded_from="record" if head.time else None,
        file_time=container.file_time,
        charset=content.charset,
        status=content.answer.status if content.answer else None,
        headers=content.answer.headers if content.answer else (),
    )


def resource(container: Container, record: Record) -> Resource:
    """A record's content as a browser would have it. Raises UnusableError when it cannot be read."""
    content = Content(record)
    taken = content.take(lambda _: True)
    body = _body(container, content, taken)
    if isinstance(body, UnusableError):
        raise body
    return Resource(body, _media_type(content, body[:HEAD], _name(record.head.url)), content.charset)


def refused(container: Container, content: Content, head: Head, locator: str) -> Rejected | None:
    """An answer that by its status is neither page nor part of one; of a redirect, where it leads."""
    status = content.answer.status if content.answer else 200
    kind, url = _kind(content), _web_url(head)
    if status >= 400:
        return Rejected(container.path, locator, kind, "error-page", str(status), url=url)
    if 300 < status < 400 and status != _NOT_MODIFIED:
        target = header(content.headers, "location").strip()
        target = (urls.resolve(url, target) or target) if target else ""
        return Rejected(container.path, locator, kind, "redirect", target, url=url)
    return None


def unresolved(container: Container, content: Content, head: Head, locator: str) -> Rejected:
    """A revisit whose original is not in its archive; ``detail`` is the address that the original has."""
    original = header(head.fields, "warc-refers-to-target-uri").strip("<> ") or head.url or ""
    return Rejected(
        container.path, locator, _kind(content), "revisit-unresolved", original, url=_web_url(head)
    )


def _kind(content: Content) -> RejectedKind:
    """As what something counts that would be a page: an answer without a type may have been one."""
    return "skipped" if content.is_html or content.media_type in ("", "application/http") else "other"


def _web_url(head: Head) -> str | None:
    return head.url if head.url and urls.is_web(head.url) else None


def _body(container: Container, content: Content, taken: Entity) -> bytes | UnusableError:
    """The page itself, or why it cannot be had."""
    if taken.error is not None:
        return taken.error
    if taken.body is None:
        return UnusableError("page-too-large", path=container.path, detail=str(taken.size))
    try:
        return decode(taken.body, content.encodings, container.allowance)
    except UnusableError as error:
        return error


def _no_page(
    container: Container,
    content: Content,
    taken: Entity,
    name: str,
    locator: str,
    url: str | None,
    time: str | None,
) -> ResourceEntry | Rejected:
    sniffed = sniff(taken.head, "" if content.is_html else name)
    if content.is_html and (sniffed.packed or sniffed.kind == "binary"):
        return Rejected(container.path, locator, "failed", "not-a-page", sniffed.kind, taken.sha256, url)
    return ResourceEntry(
        path=container.path,
        locator=locator,
        url=url,
        media_type=_media_type(content, taken.head, name),
        size=taken.size,
        recorded_time=time,
        sha256=taken.sha256,
        kind=kinds.counted_as("plain-text" if sniffed.kind == "html" else sniffed.kind),
    )


def _media_type(content: Content, head: bytes, name: str) -> str:
    if content.media_type and content.media_type not in _SAYS_LITTLE:
        return content.media_type
    found = mediatypes.of(head, name)
    # A name alone makes no page of what is declared to be text.
    return "text/plain" if found == "text/html" and not content.is_page(head, name) else found


def _name(url: str | None) -> str:
    """The file name at the end of an address."""
    if not url:
        return ""
    path = re.split(r"[?#]", url.split("://", 1)[-1], maxsplit=1)[0]
    return unquote(path.rsplit("/", 1)[1]) if "/" in path else ""
