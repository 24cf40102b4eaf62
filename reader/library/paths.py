"""Paths of archives as the catalogue keeps them: bytes, with slashes below a root on every system."""

from __future__ import annotations

import os


def to_bytes(path: str) -> bytes:
    """A path below a root for the catalogue."""
    return os.fsencode(path.replace(os.sep, "/") if os.sep != "/" else path)


def from_bytes(path: bytes) -> str:
    """The inverse of ``to_bytes`` on this system."""
    text = os.fsdecode(path)
    return text.replace("/", os.sep) if os.sep != "/" else text


def absolute(root: bytes, path: bytes) -> str:
    """Where a file of an archive is on this machine; the path of a root that is a file is empty."""
    place = os.fsdecode(root)
    return os.path.join(place, from_bytes(path)) if path else place


def below(root: str, path: str) -> str | None:
    """The path of ``path`` below ``root``, both absolute; "" for the root itself, None for one elsewhere."""
    if path == root:
        return ""
    start = root if root.endswith(os.sep) else root + os.sep
    return path[len(start) :] if path.startswith(start) else None
