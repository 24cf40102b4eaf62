"""What the pages of a library link to and its archives do not hold."""

from __future__ import annotations

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.missing import MissingTargets
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
        targets = MissingTargets(catalogue.database, files)
        return tuple(
            MissingLink(
                url=each.url,
                count=each.count,
                kinds=tuple(kind for number, kind in enumerate(LINK_KINDS) if number in each.kinds),
                first=each.first,
                last=each.last,
                linked_from=tuple(targets.linking(each.key, _MOST_LINKING)),
            )
            for each in targets.most_linked(-1 if limit is None else limit)
        )
