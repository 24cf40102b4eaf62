"""The library: the one thing that both front ends talk to.

A library is a folder with a catalogue (the truth) and an index (made from it, thrown away when damaged). An
instance is used on the thread that opened it; any number of them may be open at once, one of them writing.

What only importing needs (extraction above all) is loaded with the first import: searches start at once.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.errors import NotFoundError, UnusableError
from reader.library import drives
from reader.library.attachments import Attachments
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.chain import SourceChain
from reader.library.comparing import compare
from reader.library.correcting import Correcting
from reader.library.corrections import lay_over
from reader.library.following import Following, path_of
from reader.library.index_keeper import INDEX, KEY_FILE, IndexKeeper
from reader.library.locations import (
    CATALOGUE,
    default_library,
    is_library,
    last_library,
    remember_library,
    sample_library,
)
from reader.library.lock import is_held, is_held_here, writer_lock
from reader.library.marking import Marking
from reader.library.missing_links import missing_links
from reader.library.nearest import nearest
from reader.library.outside import CatalogueOutside
from reader.library.paths import absolute
from reader.library.pictures import Pictures
from reader.library.related import Backlinks, Captures
from reader.library.replay_addresses import shown
from reader.library.reprints import reprints
from reader.library.saved_searches import SavedSearches
from reader.library.scanning import is_away
from reader.library.searching import copies, search
from reader.library.why import why
from reader.model import (
    ArchiveRoot,
    Article,
    Capture,
    ChainStep,
    Comparison,
    Explained,
    FacetValue,
    Failure,
    Followed,
    Hit,
    Holding,
    ImportPlan,
    ImportReport,
    KwicResult,
    KwicSort,
    LinkedFrom,
    Missing,
    MissingLink,
    Neighbours,
    OriginalPage,
    Progress,
    Related,
    Reprint,
    Resource,
    Restored,
    SearchRequest,
    SearchResult,
    Stats,
    Timeline,
    TimelineBy,
    TimelineSeries,
)
from reader.search.highlight import spans

if TYPE_CHECKING:
    from reader.library.choosing import Choosing
    from reader.library.replaying import Replaying

__all__ = [
    "Library",
    "default_library",
    "is_library",
    "last_library",
    "remember_library",
    "sample_library",
]

_REPAIR = "repair"
_PATIENCE = 0.05  # seconds between two looks at a lock


def _begin(folder: Path) -> None:
    """Makes the folder of a new library; one whose ``index`` is something else's is left alone."""
    if (folder / INDEX).exists() and not (folder / INDEX / KEY_FILE).is_file():
        raise UnusableError("library-foreign", path=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableError("library-unreadable", path=str(folder), detail=error.strerror) from error


class Library:
    """A library in a folder, made if there is none and it may be written.

    Raises UnusableError: "library-missing" (to be read only, and not there), "library-newer",
    "library-older", "library-foreign", "library-damaged", "library-unreadable". Every writing call raises
    "library-busy" while somebody else writes, and "library-read-only" where that is not allowed.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self.last_report: ImportReport | None = None
        path = folder / CATALOGUE
        if read_only and not path.is_file():
            raise UnusableError("library-missing", path=str(folder))
        if not read_only and not path.exists():
            _begin(folder)
        self._catalogue = Catalogue(path, read_only=read_only, shared_memory=not drives.is_network(folder))
        try:
            self._keeper = IndexKeeper(folder, self._catalogue)
        except BaseException:
            self._catalogue.close()
            raise
        self._following = Following(self._catalogue)
        self._backlinks = Backlinks(self._catalogue)
        self._captures = Captures(self._catalogue)
        self._pictures = Pictures(self._catalogue)
        self._attachments = Attachments(self._catalogue, self._pictures)
        self._replayed: Replaying | None = None
        self._choosing: Choosing | None = None
        self._healed = False
        self.searches = SavedSearches(self._catalogue)
        self._outside = CatalogueOutside(self._catalogue)
        self.marks = Marking(self._catalogue, self.article)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rest(self) -> None:
        """Gives the memory back that only saves reading files again: for now nobody asks anything."""
        self._keeper.rest()
        self._catalogue.database.rest()

    def close(self) -> None:
        """Lets go of all files."""
        self._keeper.close()
        self._catalogue.close()

    @property
    def remark(self) -> str | None:
        """A code that the user should be told once, or None.

        "library-frozen": opened as it stands, changes are not seen; "library-no-wal": searches wait while an
        import commits.
        """
        return self._catalogue.database.remark

    # ---- writing

    @property
    def needs_repair(self) -> bool:
        """Whether the index lacks what the catalogue has."""
        return self._keeper.lag > 0

    def repair(self) -> Generator[Progress, None, None]:
        """Adds to the index what it lacks. May be closed at any time and goes on the next time."""
        yield from self._others_repair()
        with self._repairing():
            yield from self._keeper.repair()

    def rebuild(self) -> Generator[Progress, None, None]:
        """Makes the index anew from the catalogue. When closed early, ``repair`` goes on from there."""
        yield from self._others_repair()
        with self._repairing():
            yield from self._keeper.rebuild()

    def plan_import(self, paths: Sequence[str]) -> ImportPlan:
        """What ``import_paths`` would cost. Raises UnusableError("path-missing")."""
        from reader.library.planning import plan_import

        return plan_import(self._catalogue, self._keeper.bytes, self.folder, paths)

    def import_paths(
        self, paths: Sequence[str], *, jobs: int | None = None
    ) -> Generator[Progress, None, None]:
        """Adds or updates archives. The last step carries the report; ``last_report`` has it also when the
        generator is closed, which cancels the import and keeps what is done.

        Raises UnusableError("path-missing") before anything is changed.
        """
        from reader.library.importing import Import

        self.last_report = None
        yield from self._others_repair()
        with self._writing():
            running = Import(self._catalogue, self._keeper, paths, jobs)
            try:
                yield from running.run()
            finally:
                self.last_report = running.report

    def relocate(self, old: str, new: str) -> int:
        """The archives at or below ``old`` lie at ``new`` now; see ``moving.relocate``."""
        from reader.library.moving import relocate

        deque(self._others_repair(), maxlen=0)
        with self._writing():
            return relocate(self._catalogue, old, new)

    def forget(self, path: str) -> int:
        """Forgets an archive or a part of it; gives how many articles went. See ``moving.forget``."""
        from reader.library.moving import forget

        deque(self._others_repair(), maxlen=0)
        with self._writing():
            _, lost = forget(self._catalogue, path)
            deque(self._keeper.repair(), maxlen=0)
            return len(lost)

    def backup(self, target: Path, *, force: bool = False) -> int:
        """Writes all that people have said of articles into one readable file; see ``backing_up.backup``."""
        from reader.library.backing_up import backup

        return backup(self._catalogue, target, force=force)

    def keep_safe(self) -> None:
        """Makes the backup of today where it is due; see ``safekeeping``."""
        from reader.library.safekeeping import keep_daily

        if not self.read_only:
            keep_daily(self._catalogue, self.folder)

    def restore(self, source: Path) -> Restored:
        """Takes up what a backup says; see ``backing_up.restore``. What was there is backed up before."""
        from reader.library.backing_up import restore
        from reader.library.safekeeping import keep_before_restore

        deque(self._others_repair(), maxlen=0)
        with self._writing():
            keep_before_restore(self._catalogue, self.folder)
            restored = restore(self._catalogue, source)
            deque(self._keeper.repair(), maxlen=0)
        return restored

    # ---- what is set by hand

    def correct(self, article_id: str, values: Mapping[str, str | None]) -> Article:
        """Sets fields of an article by hand (None or "": it has none); see ``Correcting.correct``.

        Raises UsageError: "field-unknown", "day-unreadable", "lead-elsewhere".
        """
        deque(self._others_repair(), maxlen=0)
        with self._writing():
            Correcting(self._catalogue).correct(self._head(article_id), values)
            deque(self._keeper.repair(), maxlen=0)
        return self.article(article_id)

    def as_read(self, article_id: str) -> Article:
        """An article without what was set by hand. Raises NotFoundError("article-unknown")."""
        head = self._head(article_id)
        return self._catalogue.articles.article(head.number, *path_of(self._catalogue, head.number))

    def undo_corrections(self, article_id: str, field: str | None = None) -> Article:
        """Takes corrections back: of one field, or all. Raises NotFoundError("correction-unknown")."""
        deque(self._others_repair(), maxlen=0)
        with self._writing():
            Correcting(self._catalogue).undo(self._head(article_id), field)
            deque(self._keeper.repair(), maxlen=0)
        return self.article(article_id)

    def try_encoding(self, article_id: str, label: str | None) -> Article:
        """The article as it would be when read with an encoding (None: as its page suggests); kept nowhere.

        Raises UsageError: "encoding-name-unknown", "no-text-in-encoding"; UnusableError("page-away").
        """
        if self._choosing is None:
            from reader.library.choosing import Choosing

            self._choosing = Choosing(self._catalogue)
        return self._choosing.tried(self._head(article_id), label)

    def reread(self, article_id: str, label: str | None) -> Article:
        """Reads an article with an encoding from now on (None: as its page suggests). Raises as above."""
        from reader.library.choosing import Choosing

        deque(self._others_repair(), maxlen=0)
        with self._writing():
            Choosing(self._catalogue).choose(self._head(article_id), label)
            deque(self._keeper.repair(), maxlen=0)
        return self.article(article_id)

    def why(self, article_id: str) -> tuple[Explained, ...]:
        """Where the values of an article come from."""
        return why(self.article(article_id))

    # ---- reading

    def article(self, article_id: str) -> Article:
        """An article by its id. Raises NotFoundError("article-unknown", id=…)."""
        head = self._head(article_id)
        return self._article(head)

    def search(self, request: SearchRequest) -> SearchResult:
        """Answers a query. An index that lags behind the catalogue is mended first, if nobody writes."""
        if not self._healed and self._keeper.lag:
            self._heal(damaged=False)
        try:
            return search(self._catalogue, self._keeper.current, request, self._outside)
        except UnusableError as error:
            if error.code != "index-damaged":
                raise
            self._heal(damaged=True)
            return search(self._catalogue, self._keeper.current, request, self._outside)

    def every(self, request: SearchRequest) -> list[str]:
        """The ids of all articles that a request finds, in its order; limits do not hold."""
        index = self._keeper.current()
        if index is None:
            return []
        whole = replace(request, limit=index.count + 1, offset=0, facets=False, fold=False)
        return [found for found, _ in index.search(whole, self._outside).hits]

    def spans(self, text: str, query: str, *, together: bool = False) -> list[tuple[int, int]]:
        """Where a query hits inside a text, as raw offsets.

        ``together``: the query is no query but words that must stand one after the other (find in page).
        """
        return spans(text, query, together=together)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """What a query that is being typed may become: its last word completed, titles, sites."""
        index = self._keeper.current()
        return index.complete(prefix, limit) if index else ()

    def copies(self, hit: Hit, request: SearchRequest) -> tuple[Hit, ...]:
        """The captures and reprints that are folded into a hit, oldest capture first."""
        return copies(self._catalogue, hit, request.query, self._outside)

    def kwic(self, request: SearchRequest, *, width: int = 40, sort: KwicSort = "left") -> KwicResult:
        """Every hit of a query with ``width`` signs of text on both sides; see ``kwic_steps``."""
        last = deque(self.kwic_steps(request, width=width, sort=sort), maxlen=1).pop()
        assert last.found is not None
        return last.found

    def kwic_steps(
        self, request: SearchRequest, *, width: int = 40, sort: KwicSort = "left"
    ) -> Generator[Progress, None, None]:
        """Makes a concordance over all hits, filters in force, limits not. The last step has it (``found``).

        Plain words side by side are looked for as one expression; where they never stand together, each by
        itself (``relaxed`` is "apart" then).
        """
        from reader.library.concordance import steps

        yield from steps(self._catalogue, self._keeper.current(), request, width, sort)

    def kwic_arranged(self, result: KwicResult, *, sort: KwicSort, containing: str = "") -> KwicResult:
        """The lines of a concordance in another order, or those in which some words stand together."""
        from reader.search.concordance import arranged

        lines = arranged(result.lines, sort, containing)
        articles = len({line.id for line in lines}) if containing.strip() else result.articles
        return replace(result, lines=lines, total=len(lines), articles=articles)

    def timeline(
        self, queries: Sequence[str], *, by: TimelineBy = "month", within: SearchRequest | None = None
    ) -> Timeline:
        """How many articles of each query every month or year has; the filters of ``within`` hold for all."""
        index = self._keeper.current()
        if index is None:
            return Timeline(by, tuple(TimelineSeries(query, ()) for query in queries))
        requests = [replace(within or SearchRequest(), query=query) for query in queries]
        return index.timeline(requests, by, self._outside)

    def related(self, article_id: str, as_of: str | None = None) -> Related:
        """All that belongs with an article. ``as_of``: see ``follow``."""
        head = self._head(article_id)
        article = self._article(head)
        captures = self._captures.of_article(head)
        index = self._keeper.current()
        same_page = {capture.id for capture in captures}
        similar = index.similar(article, limit=8 + len(same_page)) if index else ()
        linked = self._backlinks.of_article(head)
        return Related(
            listed=self._following.entries(article, head, article.related, as_of),
            notices=self._following.entries(article, head, article.notices, as_of),
            similar=tuple(each for each in similar if each.id not in same_page)[:8],
            linked_from=linked.links,
            linked_total=linked.total,
            captures=tuple(capture for capture in captures if capture.id != article_id),
            reprints=self._reprints(article, head),
        )

    def backlinks(self, article_id: str, offset: int = 0, limit: int = 100) -> LinkedFrom:
        """Some of the articles that link to one, in a fixed order, and how many there are."""
        return self._backlinks.of_article(self._head(article_id), offset, limit)

    def follow(self, article_id: str, url: str, as_of: str | None = None) -> Followed:
        """Where a link on an article's page leads; ``url`` may be relative to the page.

        Of several captures the one nearest to ``as_of`` (a UTC time or a day) is taken; where that is None,
        the one nearest to the capture of the page itself.
        """
        head = self._head(article_id)
        return self._following.follow(self._article(head), head, url, as_of)

    def follow_source(self, article_id: str, as_of: str | None = None) -> Followed:
        """Where the credit line leads. Raises NotFoundError("source-unknown" or "source-without-address")."""
        head = self._head(article_id)
        return self._following.follow_source(self._article(head), head, as_of)

    def statuses(self, article_id: str, as_of: str | None = None) -> Mapping[str, Followed]:
        """Where every address of an article leads, by the address as the article has it."""
        head = self._head(article_id)
        return self._following.statuses(self._article(head), head, as_of)

    def source_chain(self, article_id: str, as_of: str | None = None) -> tuple[ChainStep, ...]:
        """From an article to its source, from there to that one's, as far as the archive goes."""
        chain = SourceChain(
            self._loaded,
            lambda article, head: self._following.follow_source(article, head, as_of),
            self._reprints,
        )
        return chain.of(article_id)

    def diff(self, a_id: str, b_id: str) -> Comparison:
        """What differs between two articles. Raises NotFoundError("article-unknown")."""
        return compare(self.article(a_id), self.article(b_id))

    def attachment(self, article_id: str | None, url: str) -> Resource | None:
        """A document (or any other part) of the archives that an article links to; None when there is none.

        ``url`` as the article has it; of several captures the nearest in time to the article's own is taken.
        Without an article it is looked for under its address everywhere, the newest first.
        """
        if article_id is None:
            return self._attachments.anywhere(url)
        head, article = self._loaded(article_id)
        return self._attachments.find(article, head, url)

    def archived_attachments(self, article_id: str) -> frozenset[str]:
        """The addresses of an article's attachments that are in the archives, as the article has them."""
        head, article = self._loaded(article_id)
        return self._attachments.known(article, head)

    def missing(self, url: str) -> Missing:
        """What can be offered in place of a page that is not in the archive."""
        linked_from = self._backlinks.of_address(url).links
        return Missing(url, nearest(self._catalogue, self._keeper.current(), url, linked_from), linked_from)

    def missing_links(self, limit: int | None = None) -> tuple[MissingLink, ...]:
        """Web addresses that articles link to and that no archive holds, most linked first."""
        return missing_links(self._catalogue, limit)

    def picture(self, article_id: str, src: str) -> Resource | None:
        """A picture of an article as its html names it; None when it is not in the archive."""
        head = self._head(article_id)
        return self._pictures.find(head.number, head.url, head.captured, src)

    def original(self, article_id: str) -> OriginalPage:
        """The page of an article as it was saved. Raises UnusableError: "page-away", those of its file."""
        head = self._head(article_id)
        return self._replaying.original(self._article(head), head)

    def replayed(self, address: str, page_id: str, near: str | None = None) -> Resource | None:
        """A part that an original page asks for (an address as its engine resolved it); None when missing.

        ``near``: the time to which the nearest capture is taken, else the page's own.
        """
        head = self._head(page_id)
        return self._replaying.replayed(head, address, near or head.captured)

    def follow_replayed(self, page_id: str, address: str, as_of: str | None = None) -> Followed:
        """Where a link of an original page leads, given as its engine resolved it; see ``follow``."""
        head = self._head(page_id)
        article = self._article(head)
        for reference in self._replaying.references(head, address):
            if isinstance(reference, Head):
                return Followed(
                    "archived",
                    reference.id,
                    reference.url or address,
                    reference.captured,
                    captured_from=reference.captured_from,
                )
            followed = self._following.follow(article, head, reference, as_of)
            if followed.id is not None or followed.candidates:
                return followed
        said = next(self._replaying.meanings(head, address), shown(address))
        return Followed("missing", None, said, None)

    def saving_tool(self, article_id: str) -> str | None:
        """The program that saved the page, as its file names it; None where it does not or is away."""
        from reader.formats.tools import saving_tool

        return saving_tool(*path_of(self._catalogue, self._head(article_id).number))

    def holdings(self, article_id: str, *, pictures: bool = True) -> tuple[Holding, ...]:
        """Where the bytes of an article's page, and of its pictures, lie; the page first."""
        from reader.library.handing_on import holdings

        head = self._head(article_id)
        return holdings(self._catalogue, head, self._article(head), self._pictures if pictures else None)

    def captures(self, url_or_id: str) -> tuple[str, tuple[Capture, ...]]:
        """(address, captures of it, oldest first). Raises NotFoundError("address-unknown", url=…)."""
        head = self._catalogue.articles.head(url_or_id)
        if head is not None:
            return head.url or "", self._captures.of_article(head)
        found = self._captures.of_address(url_or_id)
        if not found:
            raise NotFoundError("address-unknown", url=url_or_id)
        return url_or_id, found

    def neighbours(self, article_id: str) -> Neighbours:
        """The captures of the same page before and after this one."""
        return self._captures.neighbours(self._head(article_id))

    def archives(self) -> tuple[ArchiveRoot, ...]:
        """What was imported, and whether it can be reached now."""
        roots = {root.number: root for root in self._catalogue.files.roots()}
        return tuple(
            ArchiveRoot(
                os.fsdecode(roots[number].path), "away" if is_away(roots[number]) else "present", pages, size
            )
            for number, pages, size in self._catalogue.files.sizes()
        )

    def articles_in(self, path: str, most: int = 100) -> tuple[str, ...]:
        """The ids of articles read from a file that has not changed since; see ``held.articles_in``."""
        from reader.library.held import articles_in

        return articles_in(self._catalogue, path, most)

    def failures(self) -> tuple[Failure, ...]:
        """What became no article, with its reason."""
        return tuple(
            Failure(absolute(root, path), member, code, detail, when, kind)
            for root, path, member, kind, code, detail, when in self._catalogue.failures.all()
        )

    def verify(self, paths: Sequence[str] = ()) -> Generator[Progress, None, None]:
        """Compares all archives, or what lies at or below ``paths``, with what was read from them.

        The last step carries the ``verification``. Raises NotFoundError("archive-unknown").
        """
        from reader.library.verifying import Verifying

        yield from Verifying(self._catalogue, paths).run()

    def stats(self) -> Stats:
        """The library in numbers."""
        summary, failures = self._catalogue.summary, self._catalogue.failures
        first, last = summary.days()

        def counts(column: str) -> tuple[FacetValue, ...]:
            return tuple(FacetValue(value, count) for value, count in summary.by(column))

        return Stats(
            pages=summary.pages(),
            articles=summary.articles(),
            captures=summary.captured_pages(),
            sites=counts("site"),
            languages=counts("language"),
            formats=counts("format"),
            failed=failures.count("failed"),
            skipped=failures.count("skipped"),
            index_bytes=self._keeper.bytes,
            catalogue_bytes=self._catalogue.bytes,
            first=first,
            last=last,
        )

    # ---- inside

    @property
    def _replaying(self) -> Replaying:
        if self._replayed is None:
            from reader.library.replaying import Replaying  # loads every format

            self._replayed = Replaying(self._catalogue)
        return self._replayed

    def _writing(self, purpose: str = "") -> AbstractContextManager[None]:
        if self.read_only:
            raise UnusableError("library-read-only", path=str(self.folder))
        return writer_lock(self.folder, self._catalogue.transaction, purpose)

    def _repairing(self) -> AbstractContextManager[None]:
        """An index in the user's cache is written even when the library may only be read."""
        if not self._keeper.is_private:
            return self._writing(_REPAIR)
        place = self._keeper.folder.parent
        place.mkdir(parents=True, exist_ok=True)
        return writer_lock(place, nullcontext, _REPAIR)

    def _others_repair(self) -> Generator[Progress, None, None]:
        """Waits while another thread of this process mends the index (the first search may)."""
        while is_held_here(self.folder, _REPAIR):
            yield Progress("index", 0, None)
            time.sleep(_PATIENCE)

    def _heal(self, *, damaged: bool) -> None:
        """Mends the index, quietly: after a crash the first search finds everything again."""
        self._healed = True
        if is_held(self.folder):
            return
        with suppress(UnusableError):
            if not self.read_only or self._keeper.is_private:
                deque(self.rebuild() if damaged else self.repair(), maxlen=0)
            else:
                self._keeper.close()
                with Library(self.folder) as writer:
                    deque(writer.rebuild() if damaged else writer.repair(), maxlen=0)

    def _head(self, article_id: str) -> Head:
        head = self._catalogue.articles.head(article_id)
        if head is None:
            raise NotFoundError("article-unknown", id=article_id)
        return head

    def _loaded(self, article_id: str) -> tuple[Head, Article]:
        head = self._head(article_id)
        return head, self._article(head)

    def _reprints(self, article: Article, head: Head) -> tuple[Reprint, ...]:
        index = self._keeper.current()
        return reprints(self._catalogue, index, article, head) if index else ()

    def _article(self, head: Head) -> Article:
        path, member = path_of(self._catalogue, head.number)
        article = self._catalogue.articles.article(head.number, path, member)
        return lay_over(article, self._catalogue.hand_work.corrections(head.id))
