"""What the pages of a library link to and its archives do not hold."""

from __future__ import annotations

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.missing import MissingTarget, MissingTargets
from reader.library.rows import LINK_KINDS
from reader.model import MissingLink

_MOST_LINKING = 100  # ids given of the articles that link to an address; a menu is on every page


def missing_links(catalogue: Catalogue, limit: int | None = None) -> tuple[MissingLink, ...]:
    """The web addresses that ``follow`` calls missing, most linked first.

    Left out are pictures, and whatever lies in the archives without being an article (documents, lists). A
    title leads to a page of its site whatever day the link names.
    """
    with catalogue.snapshot():
        files = {
            keys.local_key(root.number, file.path)
            for root in catalogue.files.roots()
            for file in catalogue.files.below(root.number)
        }
        with MissingTargets(catalogue.database, files) as targets:
            return tuple(_link(each, targets) for each in targets.most_linked(-1 if limit is None else limit))


def _link(target: MissingTarget, targets: MissingTargets) -> MissingLink:
    first, last = targets.captured(target.key)
    return MissingLink(
        url=target.url,
        count=target.count,
        kinds=tuple(kind for number, kind in enumerate(LINK_KINDS) if number in target.kinds),
        first=first,
        last=last,
        linked_from=tuple(targets.linking(target.key, _MOST_LINKING)),
    )
