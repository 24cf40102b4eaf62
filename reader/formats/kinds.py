"""As what a part of an archive counts that is no page: codes of ``other`` in the command-line contract."""

from __future__ import annotations

from collections.abc import Iterable

ATTACHMENTS = frozenset({"pdf", "office", "rtf", "epub", "zip"})
SAME = frozenset({"feed", "sitemap", "robots", "plain-text", "archive-index"})
# What HTTrack keeps for itself below a mirror.
_TOOL_FOLDER = "hts-cache"
_TOOL_FILES = frozenset(
    {"hts-log.txt", "hts-stop.lock", "hts-in_progress.lock", "wget-log", "backblue.gif", "fade.gif"}
)
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


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


def by_name(folders: Iterable[str], name: str) -> str | None:
    """The code of a file that its name and folders settle without opening it."""
    lower = name.lower()
    if lower in _TOOL_FILES or _TOOL_FOLDER in folders:
        return "tool-file"
    return "system-file" if lower in _SYSTEM_FILES else None
