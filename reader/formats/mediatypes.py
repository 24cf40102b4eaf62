"""Media types of what an archive holds: by the bytes where they tell, else by the name."""

from __future__ import annotations

import re

from reader.formats.sniff import HEAD, ending, sniff

UNKNOWN = "application/octet-stream"

_BY_KIND = {
    "html": "text/html",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "ico": "image/x-icon",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "css": "text/css",
    "script": "text/javascript",
    "json": "application/json",
    "plain-text": "text/plain",
    "robots": "text/plain",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "feed": "application/xml",
    "sitemap": "application/xml",
    "xml": "application/xml",
    "mhtml": "multipart/related",
    "warc": "application/warc",
    "zip": "application/zip",
    "epub": "application/epub+zip",
}
# Where the bytes only say "font", "video" … the name knows more.
_BY_ENDING = {
    "ttf": "font/ttf",
    "otf": "font/otf",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "eot": "application/vnd.ms-fontobject",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "csv": "text/csv",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "xhtml": "application/xhtml+xml",
    "htm": "text/html",
    "html": "text/html",
    "txt": "text/plain",
    "xml": "application/xml",
    "pdf": "application/pdf",
}
_TELLS_LITTLE = frozenset({"font", "office", "audio", "video", "binary", "empty", "plain-text"})


def of(body: bytes, name: str = "") -> str:
    """The media type of these bytes (the first ``sniff.HEAD`` are looked at), with the name as a help."""
    base = re.split(r"[/\\]", name)[-1]
    kind = sniff(body[:HEAD], base)
    if kind.packed:
        return "application/gzip"
    if kind.kind in _TELLS_LITTLE:
        return of_name(base) or _BY_KIND.get(kind.kind, UNKNOWN)
    return _BY_KIND.get(kind.kind, UNKNOWN)


def of_name(name: str) -> str | None:
    """The media type that a name's ending promises; a mirror's ``style.css@v=3`` counts as CSS."""
    return _BY_ENDING.get(ending(re.split(r"[/\\]", name)[-1]) or "")
