"""Finds the files of archives: every file once, in a stable order, whatever the folders hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from reader.errors import UnusableError
from reader.formats import files
from reader.model import FoundFile, Rejected, RejectedKind

_FolderKey = tuple[int, int] | str

# Folders of version control beside published sites: thousands of packed objects, never a page.
_NEVER_PAGES = frozenset({".git", ".hg", ".svn"})


def walk(paths: Sequence[str]) -> Iterator[FoundFile | Rejected]:
    """Every file at or below ``paths``, which may be folders or files, in a stable order.

    The paths in the order given; in a folder first its files, then its folders, by the bytes of their names.
    Links to files and folders are followed; a folder is entered once, however many links and given paths
    lead to it. Unreadable folders, broken links, pipes and the like come as ``Rejected``. Raises
    UnusableError("path-missing", path=…) before anything else when a path does not exist.
    """
    roots = [os.path.abspath(path) for path in paths]
    for path, root in zip(paths, roots, strict=True):
        try:
            os.stat(files.reachable(root))
        except PermissionError:
            continue
        except (OSError, ValueError) as error:
            raise UnusableError("path-missing", path=path) from error
    return _walk(roots)


def _walk(roots: Iterable[str]) -> Iterator[FoundFile | Rejected]:
    entered: set[_FolderKey] = set()
    given: set[str] = set()
    for root in roots:
        if root in given:
            continue
        given.add(root)
        try:
            found = os.stat(files.reachable(root))
        except (OSError, ValueError) as error:
            yield _rejected(root, "failed", files.reason(error), _text(error))
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _below(root, entered)
        elif (kind := files.special(found.st_mode)) is not None:
            yield _rejected(root, "other", "special-file", kind)
        else:
            yield FoundFile(root, "", found.st_size, found.st_mtime_ns)


def _below(root: str, entered: set[_FolderKey]) -> Iterator[FoundFile | Rejected]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        full = os.path.join(root, folder) if folder else root
        try:
            key = _key(full)
            if key in entered:
                continue
            entered.add(key)
            names = sorted(os.listdir(files.reachable(full)), key=os.fsencode)
        except (OSError, ValueError) as error:
            code = files.reason(error)
            yield _rejected(
                full, "failed", "folder-unreadable" if code == "file-unreadable" else code, _text(error)
            )
            continue
        folders: list[str] = []
        for name in names:
            found = _entry(root, os.path.join(folder, name) if folder else name)
            if isinstance(found, str):
                if name not in _NEVER_PAGES:
                    folders.append(found)
            else:
                yield found
        waiting.extend(reversed(folders))


def _entry(root: str, path: str) -> FoundFile | Rejected | str:
    """What a name stands for; a folder comes back as its path below the root."""
    full = os.path.join(root, path)
    try:
        found = os.stat(files.reachable(full))
    except (OSError, ValueError) as error:
        code = files.reason(error)
        if code == "file-vanished" and os.path.islink(full):
            return _rejected(full, "other", "link-broken", _target(full))
        return _rejected(full, "failed", code, _text(error))
    if stat.S_ISDIR(found.st_mode):
        return path
    if (kind := files.special(found.st_mode)) is not None:
        return _rejected(full, "other", "special-file", kind)
    return FoundFile(root, path, found.st_size, found.st_mtime_ns)


def _key(folder: str) -> _FolderKey:
    """One value for a folder, whichever link leads to it; some Windows drives give no inode."""
    found = os.stat(files.reachable(folder))
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(folder)


def _target(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def _text(error: OSError | ValueError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _rejected(path: str, kind: RejectedKind, code: str, detail: str) -> Rejected:
    return Rejected(path, None, kind, code, detail)
