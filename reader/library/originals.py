"""Where the originals of revisits may lie, and the tasks with which the revisits are read from there."""

from __future__ import annotations

import os
from collections.abc import Iterable

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.paths import absolute, from_bytes
from reader.library.rows import FileTask
from reader.text import urls


def tasks(catalogue: Catalogue, revisits: Iterable[tuple[int, bytes, str, str]]) -> list[FileTask]:
    """One task a file, for its revisits whose originals may be known.

    ``revisits``: (root, path below it, member, address of the original).
    """
    roots = {root.number: root.path for root in catalogue.files.roots()}
    wanted: dict[tuple[int, bytes], dict[str, tuple[tuple[str, str], ...]]] = {}
    for root, path, member, address in revisits:
        here = (absolute(roots[root], path), member)
        found_at = tuple(each for each in candidates(catalogue, address) if each != here)
        if found_at:
            wanted.setdefault((root, path), {})[member] = found_at
    found = []
    for (root, path), originals in wanted.items():
        file = catalogue.files.find(root, path)
        if file is not None:
            folder, name = os.fsdecode(roots[root]), from_bytes(path)
            members = tuple(originals)
            found.append(
                FileTask(root, folder, name, file.size, file.mtime_ns, members=members, originals=originals)
            )
    return found


def candidates(catalogue: Catalogue, address: str) -> list[tuple[str, str]]:
    """The places (path, member) of everything that has an address, in the order of their names."""
    if not urls.is_web(address):
        return []
    places = catalogue.links.places_with(keys.address_keys(address)[0])
    return [(absolute(root, path), member) for root, path, member in places]
