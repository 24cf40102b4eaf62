"""As what a part of an archive counts that is no page: codes of ``other`` in the command-line contract."""

from __future__ import annotations

ATTACHMENTS = frozenset({"pdf", "office", "rtf", "epub", "zip"})
SAME = frozenset({"feed", "sitemap", "robots", "plain-text", "archive-index"})


def counted_as(kind: str) -> str:
    """The code under which something of a sniffed kind is counted."""
    if kind in ATTACHMENTS:
        return "attachment"
    return kind if kind in SAME else "resource"
