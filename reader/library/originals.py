"""Where the originals of revisits may lie; the revisits read from there, as tasks or one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable

from reader.errors import NotFoundError
from reader.formats import elsewhere, registry, single
from reader.formats.format import Found
from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.paths import absolute, from_bytes
from reader.library.rows import UNRESOLVED, FileTask
from reader.model import FoundFile, Rejected, SavedPage
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


def page(catalogue: Catalogue, file: FoundFile, member: str | None, article_id: str) -> SavedPage:
    """As ``single.page``, also for a revisit whose original lies in another file. Raises as that does."""
    try:
        return single.page(file, member, article_id)
    except NotFoundError:
        found = _revisited(catalogue, file, member) if member is not None else None
        if isinstance(found, SavedPage) and found.id == article_id:
            return found
        raise


def _revisited(catalogue: Catalogue, file: FoundFile, member: str) -> Found | None:
    for record in registry.some(file, [member]):
        if isinstance(record, Rejected) and record.code == UNRESOLVED:
            here = (file.absolute, member)
            others = (each for each in candidates(catalogue, record.detail) if each != here)
            return elsewhere.resolve(file.absolute, member, others)
    return None


def candidates(catalogue: Catalogue, address: str) -> list[tuple[str, str]]:
    """The places (path, member) of everything that has an address, in the order of their names."""
    if not urls.is_web(address):
        return []
    places = catalogue.links.places_with(keys.address_keys(address)[0])
    return [(absolute(root, path), member) for root, path, member in places]
