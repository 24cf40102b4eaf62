"""As what a part of an archive counts that is no page: codes of ``other`` in the command-line contract."""

from __future__ import annotations

ATTACHMENTS = frozenset({"pdf", "office", "rtf", "epub", "zip"})
SAME = frozenset({"feed", "sitemap", "robots", "plain-text", "archive-index"})


def counted_as(kind: str) -> str:
    """The code under which something of a sniffed kind is counted."""
    if kind in ATTACHMENTS:
        return "attachment"
    return kind if kind in SAME else "resource"


def of_media_type(media_type: str) -> str:
    """The code under which something is counted of which only the media type is known."""
    name = media_type.partition("/")[2]
    if name in ("pdf", "rtf", "epub+zip", "zip", "msword") or name.startswith(("vnd.ms-", "vnd.o")):
        return "resource" if name == "vnd.ms-fontobject" else "attachment"
    if name in ("rss+xml", "atom+xml", "rdf+xml"):
        return "feed"
    return "plain-text" if media_type == "text/plain" else "resource"
