"""Templates guessed while the pages of a site are still being read.

The template of a site is known only after all its pages were read, and then most of them would have to be
read again. So pages are read with what those before them have in common. Where that says the same of a page's
own marks as the template does in the end (``templates.affects``), the article is the one that the template
gives; only the other pages are read again. A guess therefore changes no article, only the work.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from reader.extract.templates import Sample
from reader.model import Fingerprint, SiteTemplate

_FIRST = 8
"""Pages after which a site's template is guessed; again each time that there are twice as many."""
_MOST_SITES = 64


@dataclass(slots=True)
class _Seen:
    sample: Sample = field(default_factory=Sample)
    pages: int = 0
    due: int = _FIRST
    guess: SiteTemplate | None = None


class Guesses:
    """What the pages met so far have in common, for the sites met last."""

    def __init__(self) -> None:
        self._sites: OrderedDict[str, _Seen] = OrderedDict()

    def of(self, site: str | None) -> SiteTemplate | None:
        """The template that a site is likely to get; None when too little is known of it."""
        seen = self._sites.get(site) if site else None
        return seen.guess if seen else None

    def add(self, fingerprint: Fingerprint) -> None:
        """Takes a page into account."""
        site = fingerprint.site
        if not site:
            return
        seen = self._sites.setdefault(site, _Seen())
        self._sites.move_to_end(site)
        if len(self._sites) > _MOST_SITES:
            self._sites.popitem(last=False)
        seen.sample.add(fingerprint)
        seen.pages += 1
        if seen.pages == seen.due:
            seen.due *= 2
            seen.guess = seen.sample.template()
