"""Archives that move, and archives that are to be forgotten."""

from __future__ import annotations

import os
from dataclasses import dataclass

from reader.errors import NotFoundError, UnusableError
from reader.formats import files
from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.files import KnownFile, Root
from reader.library.corrections import lay_over
from reader.library.known_roots import KnownRoots
from reader.library.link_rows import link_rows
from reader.library.paths import absolute, below

_SAMPLE = 24  # files whose hashes are compared
_LEAST_SHARE = (
    0.9  # of the files must be in the new place with their size; the next import finds the rest gone
)


@dataclass(frozen=True, slots=True)
class _Move:
    root: Root
    target: str


def relocate(catalogue: Catalogue, old: str, new: str) -> int:
    """The archives at or below ``old`` lie at ``new`` now; gives how many files moved with them.

    Looks before it believes: sizes of all files, hashes of a sample. Raises NotFoundError("archive-unknown"),
    UnusableError("path-missing"), UnusableError("relocate-mismatch", path=…, found=…, files=…).
    """
    old, new = os.path.abspath(old), os.path.abspath(new)
    moves = [
        _Move(root, os.path.join(new, rest) if rest else new)
        for root in catalogue.files.roots()
        if (rest := below(old, os.fsdecode(root.path))) is not None
    ]
    if not moves:
        raise NotFoundError("archive-unknown", path=old)
    if not os.path.exists(new):
        raise UnusableError("path-missing", path=new)
    checked = [(move, _checked(catalogue, move)) for move in moves]
    taken = {os.fsdecode(root.path): root for root in catalogue.files.roots()}
    with catalogue.transaction():
        for move, _ in checked:
            there = taken.get(move.target)
            if there is not None and there.number != move.root.number:
                _merge(catalogue, move.root, there)
            else:
                catalogue.files.move_root(move.root.number, os.fsencode(move.target))
    return sum(count for _, count in checked)


def forget(catalogue: Catalogue, path: str) -> tuple[int, list[str]]:
    """Forgets an archive, or the part of one at or below ``path``; gives the revision and the ids that went.

    Articles that lie in another archive as well stay. Raises NotFoundError("archive-unknown").
    """
    path = os.path.abspath(path)
    roots = KnownRoots(catalogue.files, "")
    regions = roots.regions([path])
    if not any(_is_known(catalogue, root, prefix) for root, prefix in regions):
        raise NotFoundError("archive-unknown", path=path)
    with catalogue.transaction():
        for root, prefix in regions:
            numbers = [file.number for file in catalogue.files.below(root.number, prefix)]
            catalogue.sites.mark_stale_of_files(numbers)
            if prefix:
                catalogue.files.remove(numbers)
                catalogue.failures.clear_below(root.number, prefix)
            else:
                catalogue.files.remove_root(root.number)
        lost = catalogue.articles.without_place()
        if not lost:
            return catalogue.meta.revision, []
        revision = catalogue.meta.next_revision()
        catalogue.articles.delete(lost, revision)
        catalogue.links.drop_unused_targets()
    return revision, [article_id for _, article_id in lost]


def _is_known(catalogue: Catalogue, root: Root, prefix: bytes) -> bool:
    return not prefix or next(catalogue.files.below(root.number, prefix), None) is not None


def _checked(catalogue: Catalogue, move: _Move) -> int:
    present = [file for file in catalogue.files.below(move.root.number) if file.present]
    here = [file for file in present if _has_size(move.target, file)]
    if len(here) < _LEAST_SHARE * len(present):
        raise UnusableError("relocate-mismatch", path=move.target, found=len(here), files=len(present))
    hashed = [file for file in here if file.sha256 is not None]
    for file in hashed[:: max(1, len(hashed) // _SAMPLE)]:
        place = absolute(os.fsencode(move.target), file.path)
        try:
            same = bytes.fromhex(files.digest(place).sha256) == file.sha256
        except UnusableError:
            same = False
        if not same:
            raise UnusableError("relocate-mismatch", path=place, found=0, files=1)
    return len(present)


def _has_size(target: str, file: KnownFile) -> bool:
    try:
        return os.stat(files.reachable(absolute(os.fsencode(target), file.path))).st_size == file.size
    except (OSError, ValueError):
        return False


def _merge(catalogue: Catalogue, old: Root, there: Root) -> None:
    """The new place was imported before: its files stand, the old archive's other files join them."""
    known = {file.path for file in catalogue.files.below(there.number)}
    moved = [file for file in catalogue.files.below(old.number) if file.path not in known]
    for file in moved:
        catalogue.files.move(file.number, there.number)
        _link_again(catalogue, there, file)
    catalogue.files.remove_root(old.number)


def _link_again(catalogue: Catalogue, root: Root, file: KnownFile) -> None:
    """What the pages of a file can be reached by and lead to, under the keys of its new archive."""
    for member, number in catalogue.articles.places_of_file(file.number):
        article = catalogue.articles.article(number, "", None)
        spot = keys.spot(root.number, file.path, member or None, article.format)
        if spot is not None:
            own = keys.own_key(spot)
            catalogue.links.add_addresses(number, [(own, own)])
            corrected = lay_over(article, catalogue.hand_work.corrections(article.id))
            catalogue.links.put_links(number, link_rows(corrected, spot))
