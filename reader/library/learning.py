"""After the reading: what the pages of each site share, and which pages must be read again for it.

A site is settled only when all its readable pages were read with its template, so a run that was cut off
goes on where it stopped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace

from reader.extract import templates
from reader.library.catalogue.articles import Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.packing import pack, unpack
from reader.library.paths import from_bytes
from reader.library.readers import Readers
from reader.library.rows import FilePart, FileTask, ReadPage
from reader.library.tally import Tally
from reader.model import Article, Progress, SiteTemplate

_MOST_PAGES = 100


class Learner:
    """Learns the templates of all stale sites. ``feed`` takes what changed, as in ``Committer``."""

    def __init__(
        self,
        catalogue: Catalogue,
        tally: Tally,
        feed: Callable[[int, Iterable[Article]], None],
        readers: Readers,
    ) -> None:
        self._catalogue = catalogue
        self._tally = tally
        self._feed = feed
        self._readers = readers

    def run(self) -> Generator[Progress, None, None]:
        """Goes over the stale sites; each is settled when its pages have been read again."""
        for site in self._catalogue.sites.stale():
            yield Progress("learn", 0, None, current=site)
            digest = self._learn(site)
            wanted = self._affected(site, digest)
            yield from self._read_again(site, digest, wanted)
            with self._catalogue.transaction():
                self._catalogue.sites.settle(site)
        with self._catalogue.transaction():
            self._catalogue.sites.drop_unused()

    def _learn(self, site: str) -> bytes | None:
        packed = self._catalogue.sites.fingerprints(site)
        learnt = templates.learn(templates.unpack_fingerprint(marks) for marks in packed)
        with self._catalogue.transaction():
            return self._catalogue.sites.put_template(
                site, templates.pack_template(learnt) if learnt else None
            )

    def _affected(self, site: str, digest: bytes | None) -> list[tuple[int, str]]:
        """(number, id) of the articles that may differ under the new template; others only get its name."""
        known: dict[bytes | None, SiteTemplate | None] = {}

        def template(name: bytes | None) -> SiteTemplate | None:
            if name not in known:
                marks = self._catalogue.sites.template(name)
                known[name] = templates.unpack_template(marks) if marks is not None else None
            return known[name]

        new = template(digest)
        wanted, same = [], []
        for article in self._catalogue.sites.outdated(site, digest):
            fingerprint = templates.unpack_fingerprint(article.fingerprint)
            if templates.affects(fingerprint, template(article.template), new):
                wanted.append((article.number, article.id))
            else:
                same.append(article.number)
        with self._catalogue.transaction():
            for number in same:
                self._catalogue.articles.set_template(number, digest)
        return wanted

    def _read_again(
        self, site: str, digest: bytes | None, wanted: list[tuple[int, str]]
    ) -> Generator[Progress, None, None]:
        numbers = {article_id: number for number, article_id in wanted}
        tasks = self._tasks(wanted, self._catalogue.sites.template(digest))
        waiting: list[ReadPage] = []
        done = 0
        reading = self._readers.read(tasks)
        try:
            for task, part in reading:
                if not isinstance(part, FilePart):
                    continue  # the article stays as it is, and is tried again when its site has changed
                # Whether a page holds an article does not depend on the template, so none is rejected here.
                waiting += [page for page in part.pages if isinstance(page, ReadPage)]
                if len(waiting) >= _MOST_PAGES:
                    self._commit(waiting, numbers)
                    waiting = []
                done += part.last and task.closes
                yield Progress("reread", done, len(tasks), current=site)
        finally:
            reading.close()
            self._commit(waiting, numbers)

    def _tasks(self, wanted: list[tuple[int, str]], marks: bytes | None) -> list[FileTask]:
        """One task a file, for all its articles."""
        places: dict[tuple[int, bytes], tuple[Place, list[str]]] = {}
        for number, article_id in wanted:
            place = self._catalogue.articles.places(number)[0]
            places.setdefault((place.root_number, place.path), (place, []))[1].append(article_id)
        tasks = []
        for (root, path), (place, ids) in sorted(places.items(), key=lambda item: item[0]):
            file = self._catalogue.files.find(root, path)
            if file is not None:
                pairs = tuple((article_id, marks) for article_id in ids)
                tasks.append(
                    FileTask(
                        root,
                        os.fsdecode(place.root),
                        from_bytes(path),
                        file.size,
                        file.mtime_ns,
                        templates=pairs,
                    )
                )
        return tasks

    def _commit(self, pages: list[ReadPage], numbers: dict[str, int]) -> None:
        """Puts the new readings in place of the old ones; a page that came out the same changes nothing."""
        if not pages:
            return
        articles = self._catalogue.articles
        changed: list[Article] = []
        with self._catalogue.transaction():
            revision = None
            for page in pages:
                number = numbers[page.article.id]
                page = self._with_old_time(number, page)
                if articles.is_same(number, page):
                    articles.set_template(number, page.template)
                    continue
                revision = revision or self._catalogue.meta.next_revision()
                articles.replace(number, page, revision)
                self._catalogue.links.put_links(number, page.links)
                self._catalogue.links.add_addresses(number, page.addresses)
                changed.append(page.article)
        self._tally.reextracted += len(changed)
        if revision is not None:
            self._feed(revision, changed)

    def _with_old_time(self, number: int, page: ReadPage) -> ReadPage:
        """A new file time on the same bytes is no new time of capture."""
        old = self._catalogue.articles.head_of(number)
        if old.captured_from != "file" or page.article.captured == old.captured:
            return page
        whole = replace(unpack(page.text, page.rest, "", None), captured=old.captured, captured_from="file")
        text, rest = pack(whole)
        return replace(
            page,
            article=replace(page.article, captured=old.captured, captured_from="file"),
            text=text,
            rest=rest,
        )
