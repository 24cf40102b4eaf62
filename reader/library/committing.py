"""Brings what was read into the catalogue, a batch at a time: all of a batch or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.files import KnownFile
from reader.library.handwork import HandWorkOver
from reader.library.paths import to_bytes
from reader.library.rereading import put_again, with_old_time
from reader.library.rows import UNRESOLVED, CopyRow, FilePart, FileTask, PartRow, ReadPage
from reader.library.tally import Tally
from reader.model import Article, Rejected
from reader.text import urls

_MOST_PAGES = 100
_MOST_WEIGHT = 16 * 2**20


@dataclass(slots=True)
class _OpenFile:
    """A file of which parts have arrived: what it held before and its hash then, what of that was met again,
    whether anything in it could not be read, and the revisits in it whose original is not in it.
    """

    number: int
    before: dict[tuple[str, int], bool]
    sha256: bytes | None = None
    failed: bool = False
    met: set[tuple[str, int]] = field(default_factory=set)
    unresolved: set[str] = field(default_factory=set)


class Committer:
    """Collects parts of files and commits them; ``feed`` takes of each batch its revision, its articles, and
    the ids of those that are no more.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        tally: Tally,
        noticed: str,
        feed: Callable[[int, Iterable[Article], Iterable[str]], None],
    ) -> None:
        self._catalogue = catalogue
        self._tally = tally
        self._noticed = noticed
        self._feed = feed
        self._by_hand = HandWorkOver(catalogue)
        self._waiting: list[tuple[FileTask, FilePart]] = []
        self._pages = 0
        self._weight = 0
        self._open: dict[tuple[int, str], _OpenFile] = {}

    def take(self, task: FileTask, part: FilePart) -> None:
        """A part of a file, in the order of files and parts; commits when enough has come together."""
        self._waiting.append((task, part))
        self._pages += len(part.pages)
        self._weight += sum(page.weight for page in part.pages if isinstance(page, ReadPage))
        if (
            self._pages >= _MOST_PAGES
            or self._weight >= _MOST_WEIGHT
            or len(self._waiting) >= 10 * _MOST_PAGES
        ):
            self.commit()

    def commit(self) -> None:
        """Commits what has been taken. Raises UnusableError("disk-full") with nothing of the batch kept."""
        waiting, self._waiting, self._pages, self._weight = self._waiting, [], 0, 0
        if not waiting:
            return
        batch = _Batch(self._catalogue, self._noticed, self._open, self._by_hand)
        with self._catalogue.transaction():
            for task, part in waiting:
                batch.put(task, part)
            revision = batch.close()
        batch.tell(self._tally)
        if batch.articles or batch.deleted:
            self._feed(revision, batch.articles, batch.deleted)


class _Batch:
    """One transaction's worth of parts."""

    def __init__(
        self,
        catalogue: Catalogue,
        noticed: str,
        open_files: dict[tuple[int, str], _OpenFile],
        by_hand: HandWorkOver,
    ) -> None:
        self._catalogue = catalogue
        self._noticed = noticed
        self._open = open_files
        self._by_hand = by_hand
        self._tally = Tally()
        self._sites: set[str] = set()
        self._revision: int | None = None
        self._dropped: list[int] = []
        self._resolved: set[tuple[str, str]] = set()
        self.articles: list[Article] = []
        self.deleted: list[str] = []

    def put(self, task: FileTask, part: FilePart) -> None:
        """A part of a file."""
        path = to_bytes(task.path)
        if part.touched:
            self._touch(task, path, part)
            return
        if task.originals:
            self._put_revisits(task, path, part)
            return
        opened = self._open.get((task.place, task.path)) or self._begin(task, path)
        parts = [page for page in part.pages if isinstance(page, PartRow)]
        self._catalogue.resources.put(opened.number, parts)
        for page in part.pages:
            if isinstance(page, PartRow):
                self._count(task, path, page)
            elif isinstance(page, Rejected):
                opened.failed |= page.kind == "failed"
                if page.code == UNRESOLVED and page.member:
                    opened.unresolved.add(page.member)
                self._tally.reject(page)
                self._keep_redirect(opened, page)
                self._catalogue.failures.put(
                    task.place, path, page.member, page.kind, page.code, page.detail, self._noticed
                )
            elif isinstance(page, CopyRow):
                self._put_copy(task, path, opened, page)
            else:
                self._put_page(task, path, opened, page)
        if part.last and task.closes:
            self._end(task, path, part, opened)
        elif part.last and task.part is not None:
            self._catalogue.files.put_part(opened.number, task.part.member, task.part.start)

    def close(self) -> int:
        """What is left to do at the end of the transaction; gives its revision."""
        self._catalogue.sites.mark_stale(self._sites)
        if lost := self._catalogue.articles.without_place(self._dropped) if self._dropped else []:
            self._catalogue.articles.delete(lost, self._next_revision())
            self.deleted += [article_id for _, article_id in lost]
        return self._revision if self._revision is not None else self._catalogue.meta.revision

    def tell(self, tally: Tally) -> None:
        """Adds the batch's counts, once it is committed."""
        tally.add(self._tally)
        tally.resolve(self._resolved)

    def _touch(self, task: FileTask, path: bytes, part: FilePart) -> None:
        """Same bytes, another time: only the time is kept."""
        number = self._catalogue.files.put(task.place, path, task.size, task.mtime_ns, part.sha256)
        here = self._catalogue.articles.places_of_file(number)
        self._tally.unchanged += sum(here.values())
        for member, kind, code, detail in self._catalogue.failures.of_file(task.place, path):
            self._tally.reject(Rejected(task.absolute, member, kind, code, detail))

    def _keep_redirect(self, opened: _OpenFile, page: Rejected) -> None:
        """Where an address was sent, unless to the top of a site: there servers send what they have not."""
        if page.code != "redirect" or page.url is None or not urls.is_web(page.detail):
            return
        key, target = keys.address_keys(page.url)[0], keys.address_keys(page.detail)[0]
        if key != target and not urls.is_top(page.detail):
            self._catalogue.redirects.put(opened.number, key, target)

    def _put_revisits(self, task: FileTask, path: bytes, part: FilePart) -> None:
        """Revisits that have found their originals; what became of the others is known already."""
        file = self._catalogue.files.find(task.place, path)
        if file is None:
            return
        opened = _OpenFile(file.number, self._catalogue.articles.places_of_file(file.number))
        for page in part.pages:
            if isinstance(page, Rejected):
                continue
            if isinstance(page, PartRow):
                self._catalogue.resources.put(opened.number, [page])
                self._count(task, path, page)
            elif isinstance(page, ReadPage):
                self._put_page(task, path, opened, page)
            member = page.member or ""
            self._catalogue.failures.drop(task.place, path, member, UNRESOLVED)
            self._resolved.add((task.absolute, member))

    def _count(self, task: FileTask, path: bytes, part: PartRow) -> None:
        if part.kind:
            self._tally.other[part.kind] += 1
            self._catalogue.failures.count_other(task.place, path, part.kind)

    def _begin(self, task: FileTask, path: bytes) -> _OpenFile:
        known: KnownFile | None = self._catalogue.files.find(task.place, path)
        before = self._catalogue.articles.places_of_file(known.number) if known else {}
        # Without a hash until its last part has come, so that a file whose reading was cut off is read again.
        number = self._catalogue.files.put(task.place, path, task.size, task.mtime_ns, None)
        opened = self._open[task.place, task.path] = _OpenFile(
            number, before, known.sha256 if known else None
        )
        if task.read_before:  # goes on where an earlier import stopped
            opened.met.update(place for place, present in before.items() if present)
        else:
            self._catalogue.failures.clear(task.place, [path])
            if known:
                self._catalogue.resources.clear(number)
                self._catalogue.redirects.clear(number)
                self._catalogue.files.clear_parts(number)
        return opened

    def _put_page(self, task: FileTask, path: bytes, opened: _OpenFile, page: ReadPage) -> None:
        member = page.member or ""
        number = self._catalogue.articles.number(page.article.id)
        before = (member, number) if number is not None else None
        if before in opened.before:
            self._tally.unchanged += 1
        elif any(other == member and present for (other, _), present in opened.before.items()):
            self._tally.updated += 1
            self._tally.read(page.article)
        elif number is not None:
            self._tally.unchanged += 1
        else:
            self._tally.added += 1
            self._tally.read(page.article)
        if number is None:
            number = self._add(page)
        elif not self._catalogue.articles.is_current(number, page):
            self._renew(number, page)
        elif page.article.site and before not in opened.before:
            self._sites.add(page.article.site)  # it may have been gone
        self._catalogue.articles.put_place(number, opened.number, page.member)
        addresses = list(page.addresses)
        spot = keys.spot(task.place, path, page.member, page.article.format)
        if spot is not None:
            local = keys.own_key(spot)
            addresses.append((local, local))
        self._catalogue.links.add_addresses(number, addresses)
        opened.met.add((member, number))

    def _put_copy(self, task: FileTask, path: bytes, opened: _OpenFile, page: CopyRow) -> None:
        """A copy of an article that came before it: only its place is new."""
        number = self._catalogue.articles.number(page.id)
        assert number is not None
        if ("", number) not in opened.before and any(opened.before.values()):
            self._tally.updated += 1
            self._tally.formats[page.format] += 1
        else:
            self._tally.unchanged += 1
        self._catalogue.articles.put_place(number, opened.number, None)
        local = keys.local_key(task.place, path)
        self._catalogue.links.add_addresses(number, [(local, local)])
        opened.met.add(("", number))

    def _add(self, page: ReadPage) -> int:
        page = self._by_hand.of_new(page)
        number = self._catalogue.articles.add(page, self._next_revision())
        self._catalogue.links.put_links(number, page.links)
        self._catalogue.sites.put_fingerprint(number, page.fingerprint)
        if page.article.site:
            self._sites.add(page.article.site)
        self.articles.append(page.article)
        return number

    def _renew(self, number: int, page: ReadPage) -> None:
        """An article that was read by older rules."""
        page = with_old_time(self._catalogue, number, page)
        same = self._catalogue.articles.is_same(number, page)
        page = self._by_hand.of_known(page)
        put_again(self._catalogue, number, page, None if same else self._next_revision())
        self._catalogue.links.put_addresses(number, page.addresses)
        if page.article.site:
            self._sites.add(page.article.site)
        if not same:
            self._tally.reextracted.add(number)
            self.articles.append(page.article)

    def _next_revision(self) -> int:
        if self._revision is None:
            self._revision = self._catalogue.meta.next_revision()
        return self._revision

    def _end(self, task: FileTask, path: bytes, part: FilePart, opened: _OpenFile) -> None:
        """All of the file has come: what it held and holds no more is gone."""
        lost = [place for place, present in opened.before.items() if present and place not in opened.met]
        same_bytes = opened.sha256 is not None and opened.sha256 == part.sha256
        if same_bytes:  # what a revisit stood for is still what it stands for
            lost = [place for place in lost if place[0] not in opened.unresolved]
        if lost and not (same_bytes and opened.failed):
            articles = self._catalogue.articles
            self._sites.update(articles.sites_of(article for _, article in lost))
            if same_bytes:  # no article by the rules of today
                articles.drop_places(opened.number, lost)
                self._dropped += [article for _, article in lost]
            else:
                articles.mark_places_gone(opened.number, lost)
        self._catalogue.files.put(task.place, path, task.size, task.mtime_ns, part.sha256)
        self._catalogue.files.set_url_key(opened.number, part.url_key)
        self._catalogue.files.clear_parts(opened.number)
        del self._open[task.place, task.path]
