"""After the reading: what the pages of each site share, and which pages must be read again for it.

A site is settled only when all its readable pages were read with its template, so a run that was cut off
goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Generator

from reader.extract import templates
from reader.library.catalogue.catalogue import Catalogue
from reader.library.readers import Readers
from reader.library.rereading import Rereading, Wanted
from reader.model import Progress, SiteTemplate

_PAGES_TOGETHER, _SITES_TOGETHER = 200, 40


class Learner:
    """Learns the templates of all stale sites, and has read again what may be different under them."""

    def __init__(self, catalogue: Catalogue, rereading: Rereading, readers: Readers) -> None:
        self._catalogue = catalogue
        self._rereading = rereading
        self._readers = readers

    def run(self) -> Generator[Progress, None, None]:
        """Goes over the stale sites, several at a time so that all workers have something to do; they are
        settled when their pages have been read again."""
        stale = self._catalogue.sites.stale()
        while stale:
            yield Progress("learn", 0, None, current=stale[0])
            wanted, sites = list[Wanted](), list[str]()
            with self._catalogue.transaction():
                while stale and len(wanted) < _PAGES_TOGETHER and len(sites) < _SITES_TOGETHER:
                    sites.append(stale.pop(0))
                    wanted += self._affected(sites[-1], self._learn(sites[-1]))
            # Whether a page holds an article does not depend on the template, so none is rejected here.
            yield from self._rereading.run(wanted, self._readers, sites[0])
            with self._catalogue.transaction():
                for site in sites:
                    self._catalogue.sites.settle(site)
        with self._catalogue.transaction():
            self._catalogue.sites.drop_unused()

    def _learn(self, site: str) -> bytes | None:
        packed = self._catalogue.sites.fingerprints(site)
        learnt = templates.learn(templates.unpack_fingerprint(marks) for marks in packed)
        return self._catalogue.sites.put_template(site, templates.pack_template(learnt) if learnt else None)

    def _affected(self, site: str, digest: bytes | None) -> list[Wanted]:
        """The articles that may differ under the new template; others only get its name."""
        known: dict[bytes | None, SiteTemplate | None] = {}

        def template(name: bytes | None) -> SiteTemplate | None:
            if name not in known:
                marks = self._catalogue.sites.template(name)
                known[name] = templates.unpack_template(marks) if marks is not None else None
            return known[name]

        new, marks = template(digest), self._catalogue.sites.template(digest)
        wanted, same = [], []
        for article in self._catalogue.sites.outdated(site, digest):
            fingerprint = templates.unpack_fingerprint(article.fingerprint)
            if templates.affects(fingerprint, template(article.template), new):
                wanted.append(Wanted(article.number, article.id, marks))
            else:
                same.append(article.number)
        for number in same:
            self._catalogue.articles.set_template(number, digest)
        return wanted
