"""After the reading: revisits in web archives whose originals lie in other files, whenever imported."""

from __future__ import annotations

import os
from collections.abc import Generator

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.committing import Committer
from reader.library.paths import absolute, from_bytes
from reader.library.readers import Readers
from reader.library.rows import UNRESOLVED, FilePart, FileTask
from reader.model import Progress
from reader.text import urls

_AT_ONCE = 50  # revisits

_Row = tuple[int, bytes, str, str]


def resolve_revisits(
    catalogue: Catalogue, committer: Committer, readers: Readers
) -> Generator[Progress, None, None]:
    """Brings in what the revisits stand for whose originals are in the catalogue; may be closed at any time.

    The others stay listed, and are looked at again with every import.
    """
    after = (-1, b"", "")
    try:
        while rows := catalogue.failures.with_code(UNRESOLVED, after, _AT_ONCE):
            after = rows[-1][:3]
            reading = readers.read(_tasks(catalogue, rows))
            try:
                for task, part in reading:
                    if isinstance(part, FilePart):
                        committer.take(task, part)
                    yield Progress("reread", 0, None, current=task.absolute)
            finally:
                reading.close()
            committer.commit()
    finally:
        committer.commit()


def _tasks(catalogue: Catalogue, rows: list[_Row]) -> list[FileTask]:
    """One task a file, for its revisits whose originals may be known."""
    roots = {root.number: root.path for root in catalogue.files.roots()}
    wanted: dict[tuple[int, bytes], dict[str, tuple[tuple[str, str], ...]]] = {}
    for root, path, member, address in rows:
        here = (absolute(roots[root], path), member)
        candidates = tuple(each for each in _candidates(catalogue, address) if each != here)
        if candidates:
            wanted.setdefault((root, path), {})[member] = candidates
    tasks = []
    for (root, path), originals in wanted.items():
        file = catalogue.files.find(root, path)
        if file is not None:
            folder, name = os.fsdecode(roots[root]), from_bytes(path)
            members = tuple(originals)
            tasks.append(
                FileTask(root, folder, name, file.size, file.mtime_ns, members=members, originals=originals)
            )
    return tasks


def _candidates(catalogue: Catalogue, address: str) -> list[tuple[str, str]]:
    """The places (path, member) of everything that has an address, in the order of their names."""
    if not urls.is_web(address):
        return []
    places = catalogue.links.places_with(keys.address_keys(address)[0])
    return [(absolute(root, path), member) for root, path, member in places]
