"""Which folder of an archive is the top of a site whose address nobody knows.

A page's links from the top ("/news") say it together: they name files below one folder far oftener than below
another one by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.references import Reference, href_of

_ASKED = 100  # links of one page that are looked at


def top_of(catalogue: Catalogue, references: Iterable[Reference], spot: keys.Spot) -> int | None:
    """The number of the top among those of ``keys.below_tops``; None where no folder stands out."""
    hrefs = {href: None for each in references if (href := href_of(each)) and href.startswith("/")}
    named = [found for href in list(hrefs)[:_ASKED] if (found := keys.below_tops(spot, href))]
    if not named:
        return None
    held = catalogue.links.by_keys(key for each in named for key in each)
    own = keys.own_key(spot)
    votes = Counter(
        number for each in named for number, key in enumerate(each) if key in held and key != own
    ).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    return votes[0][0]
