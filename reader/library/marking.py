"""What people put on articles: every call is kept at once, and gives what takes it back.

Marks are written while an import runs too: they lie in the catalogue alone, where searches ask for them.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import replace

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.library import notebook
from reader.library.anchoring import CONTEXT, Anchoring, anchored_in, surroundings
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.marks import Identity
from reader.library.handwork import page_of_address
from reader.library.times import now
from reader.model import (
    Anchored,
    Article,
    ArticleMarks,
    Flag,
    Highlight,
    HighlightColour,
    MarkChange,
    MarkedArticle,
    MarkedHighlight,
    MarkedNote,
    MarkList,
    MarkRow,
    NamedCount,
    NotebookEntry,
    NotebookList,
    Passage,
    Wanted,
)
from reader.text.vietnamese import squash

_LONGEST_NAME = 100
_OPENED_KEPT = 200
# Of each list the kind of its entries, and the name that these have in common; None: the list has its own.
_LISTS: dict[MarkList, tuple[str, str | None]] = {
    "star": ("flag", "star"),
    "to-read": ("flag", "to-read"),
    "read": ("flag", "read"),
    "notes": ("note", ""),
    "highlights": ("highlight", ""),
    "lost": ("highlight", ""),
    "opened": ("opened", ""),
    "tag": ("tag", None),
    "collection": ("collected", None),
}


def name_of(text: str) -> str:
    """The name of a tag or collection as it is kept. Raises UsageError("name-empty", "name-too-long")."""
    name = squash(text)
    if not name:
        raise UsageError("name-empty")
    if len(name) > _LONGEST_NAME:
        raise UsageError("name-too-long", most=_LONGEST_NAME)
    return name


class Marking:
    """The marks of a library.

    Calls that name one article raise NotFoundError("article-unknown"), those that take several pass over
    unknown ones; writing calls raise UnusableError("library-read-only") where the library may only be read.
    What a writing call gives is for ``undo``.
    """

    def __init__(self, catalogue: Catalogue, article: Callable[[str], Article]) -> None:
        self._catalogue = catalogue
        self._tables = catalogue.marks
        self._article = article

    # ---- one article

    def of(self, article_id: str) -> ArticleMarks:
        """All marks of an article."""
        page = self._identity(article_id).page
        flags = self._tables.flags(article_id, page)
        return ArticleMarks(
            article_id,
            tags=self._tables.tags(article_id, page),
            notes=self._tables.notes(article_id, page),
            highlights=self._tables.highlights(article_id, page),
            collections=self._tables.collections_of(article_id, page),
            starred="star" in flags,
            to_read="to-read" in flags,
            read="read" in flags,
        )

    def tag(self, article_id: str, name: str) -> MarkChange:
        """Puts a tag on an article. Raises UsageError as ``name_of`` does."""
        self._identity(article_id)
        return self.tag_each([article_id], name)

    def untag(self, article_id: str, name: str) -> MarkChange:
        """Takes a tag off an article and other captures of its page. Raises NotFoundError("tag-unknown")."""
        self._identity(article_id)
        change = self.untag_each([article_id], name)
        if not change.before:
            raise NotFoundError("tag-unknown", id=article_id, tag=name)
        return change

    def write_note(self, article_id: str, text: str) -> MarkChange:
        """Keeps a note (Markdown) on an article, in place of the one on it; an empty text takes it away."""
        identity = self._identity(article_id)
        with self._changing():
            before = self._tables.rows("note", "id", [article_id])
            if text.strip():
                self._tables.know([identity])
                self._tables.put_note(article_id, text.strip("\n"), now(), now())
            else:
                self._tables.drop("note", before)
            return _change("note", before, self._tables.rows("note", "id", [article_id]))

    def set_flag(self, article_id: str, flag: Flag, *, on: bool) -> MarkChange:
        """Stars an article, puts it on the reading list, says that it is read, or takes that back."""
        self._identity(article_id)
        return self.flag_each([article_id], flag, on=on)

    def highlight(
        self, article_id: str, start: int, end: int, *, colour: HighlightColour = "yellow", comment: str = ""
    ) -> Highlight:
        """Marks a passage of an article's text. Raises UsageError("passage-empty")."""
        text = self._article(article_id).text
        passage = surroundings(text, max(0, start), min(end, len(text)))
        return self._keep(article_id, passage, max(0, start), colour, comment)

    def highlight_passage(
        self, article_id: str, passage: Passage, *, colour: HighlightColour = "yellow", comment: str = ""
    ) -> Highlight:
        """Marks a passage as a page shows it, which may be more than the article's text. Raises as above."""
        place, around = passage.start, (passage.before, passage.after)
        probe = Highlight("", passage.quote, *around, place, colour, "", "", "", article_id)
        start = Anchoring(self._article(article_id).text).anchor(probe).start
        words = (passage.before[-CONTEXT:], passage.quote, passage.after[:CONTEXT])
        return self._keep(article_id, words, start or 0, colour, comment)

    def _keep(
        self,
        article_id: str,
        passage: tuple[str, str, str],
        start: int,
        colour: HighlightColour,
        comment: str,
    ) -> Highlight:
        before, quote, after = passage
        if not quote.strip():
            raise UsageError("passage-empty")
        identity = self._identity(article_id)
        made, key = now(), secrets.token_hex(8)
        mark = Highlight(key, quote, before, after, start, colour, comment, made, made, article_id)
        with self._changing():
            self._tables.know([identity])
            self._tables.put_highlight(mark)
        return mark

    def as_change(self, mark: Highlight) -> MarkChange:
        """A highlight that was just made, to be undone."""
        return _change("highlight", (), self._tables.rows("highlight", "key", [mark.key]))

    def change_highlight(
        self, key: str, *, colour: HighlightColour | None = None, comment: str | None = None
    ) -> MarkChange:
        """Another colour or comment. Raises NotFoundError("highlight-unknown")."""
        with self._changing():
            old = self._tables.highlight(key)
            if old is None:
                raise NotFoundError("highlight-unknown", key=key)
            before = self._tables.rows("highlight", "key", [key])
            words = old.comment if comment is None else comment
            self._tables.put_highlight(
                replace(old, colour=colour or old.colour, comment=words, changed=now())
            )
            return _change("highlight", before, self._tables.rows("highlight", "key", [key]))

    def drop_highlight(self, key: str) -> MarkChange:
        """Takes a highlight away. Raises NotFoundError("highlight-unknown")."""
        change = self.take_out("highlights", keys=[key])
        if not change.before:
            raise NotFoundError("highlight-unknown", key=key)
        return change

    def anchored(self, article_id: str) -> tuple[Anchored, ...]:
        """The highlights of an article and where its present text has them, in order; lost ones last."""
        page = self._identity(article_id).page
        return anchored_in(self._article(article_id).text, self._tables.highlights(article_id, page))

    def note_opened(self, article_id: str, *, read: bool = False) -> None:
        """An article was opened; with ``read`` that counts as having read it."""
        identity = self._identity(article_id)
        is_news = read and "read" not in self._tables.flags(article_id, identity.page)
        with self._changing(searched=is_news):
            self._tables.know([identity])
            self._tables.put_opened(article_id, now(), _OPENED_KEPT)
            if is_news:
                self._tables.put_flags([article_id], "read", now())

    # ---- several articles

    def tag_each(self, ids: Iterable[str], name: str) -> MarkChange:
        """Puts a tag on articles that do not have it. Raises UsageError as ``name_of`` does."""
        tag = name_of(name)
        with self._changing():
            known = self._know(ids)
            there = {row[0] for row in self._tables.rows("tag", "name", [tag])}
            self._tables.put_tags([each for each in known if each not in there], tag, made := now())
            return _change("tag", (), [(each, tag, made) for each in known if each not in there])

    def untag_each(self, ids: Iterable[str], name: str) -> MarkChange:
        """Takes a tag off articles and the other captures of their pages."""
        return self.take_out("tag", name_of(name), ids=ids, captures=True)

    def flag_each(self, ids: Iterable[str], flag: Flag, *, on: bool) -> MarkChange:
        """``set_flag`` for several articles."""
        if not on:
            return self._take("flag", "id", ids, flag, captures=True)
        with self._changing():
            known = self._know(ids)
            there = {row[0] for row in self._tables.rows("flag", "flag", [flag])}
            self._tables.put_flags([each for each in known if each not in there], flag, made := now())
            return _change("flag", (), [(each, flag, made) for each in known if each not in there])

    # ---- tags and collections

    def tags(self) -> tuple[NamedCount, ...]:
        """All tags with how many articles have them."""
        return self._tables.tag_counts()

    def tagged(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles on which a tag was put."""
        return self._tables.tagged(name)

    def rename_tag(self, old: str, new: str) -> MarkChange:
        """Gives a tag another name everywhere; an existing one of that name takes it in."""
        name = name_of(new)
        with self._changing():
            before = self._tables.rows("tag", "name", [old])
            there = self._tables.rows("tag", "name", [name]) if name != old else []
            self._tables.rename_tag(old, name)
            kept = set(there)
            after = [row for row in self._tables.rows("tag", "name", [name]) if row not in kept]
            return _change("tag", before, after)

    def collections(self) -> tuple[NamedCount, ...]:
        """All collections with their sizes."""
        return self._tables.collection_counts()

    def collection(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles of a collection, in its order."""
        return self._tables.collected(name)

    def new_collection(self, name: str) -> str:
        """Begins a collection; gives its name as kept. Raises UsageError("collection-exists")."""
        wanted = name_of(name)
        if self._tables.has_collection(wanted):
            raise UsageError("collection-exists", name=wanted)
        with self._changing(searched=False):
            self._tables.put_collection(wanted, now())
        return wanted

    def rename_collection(self, old: str, new: str) -> MarkChange:
        """Gives a collection another name. Raises UsageError("collection-exists")."""
        wanted = name_of(new)
        if wanted != old and self._tables.has_collection(wanted):
            raise UsageError("collection-exists", name=wanted)
        with self._changing(searched=False):
            before = self._whole_collection(old)
            self._tables.rename_collection(old, wanted)
            return MarkChange(before, self._whole_collection(wanted))

    def collect(self, name: str, ids: Iterable[str]) -> MarkChange:
        """Puts articles at the end of a collection, which is begun if there is none."""
        wanted = name_of(name)
        with self._changing(searched=False):
            known = self._know(ids)
            before = self._whole_collection(wanted)
            self._tables.put_collection(wanted, now())
            self._tables.collect(wanted, known, now())
            there = set(before)
            return MarkChange((), tuple(row for row in self._whole_collection(wanted) if row not in there))

    def uncollect(self, name: str, article_id: str) -> MarkChange:
        """Takes an article, and other captures of its page, out of a collection."""
        return self.take_out("collection", name, ids=[article_id], captures=True)

    def arrange(self, name: str, ids: Sequence[str]) -> MarkChange:
        """Puts the articles of a collection in this order; those that are not named follow."""
        with self._changing(searched=False):
            before = self._whole_collection(name)
            self._tables.arrange(name, ids)
            return MarkChange(before, self._whole_collection(name))

    def _whole_collection(self, name: str) -> tuple[MarkRow, ...]:
        found = [("collection", row) for row in self._tables.rows("collection", "name", [name])]
        return tuple(found + [("collected", row) for row in self._tables.rows("collected", "name", [name])])

    # ---- taking out of lists

    def take_out(
        self,
        kind: MarkList,
        name: str = "",
        *,
        ids: Iterable[str] = (),
        keys: Iterable[str] = (),
        captures: bool = False,
    ) -> MarkChange:
        """Takes articles (highlights by their keys) out of a list. ``name``: of the tag or collection.

        ``captures``: other captures of their pages too. The articles need not be in the library.
        """
        entry, common = _LISTS[kind]
        if entry == "highlight":
            return self._take(entry, "key", keys)
        return self._take(entry, "id", ids, name if common is None else common, captures=captures)

    def _take(
        self, entry: str, column: str, values: Iterable[str], name: str = "", *, captures: bool = False
    ) -> MarkChange:
        with self._changing():
            wanted = self._tables.families(values) if captures else list(values)
            rows = self._tables.rows(entry, column, wanted, name)
            self._tables.drop(entry, rows)
            return _change(entry, rows, ())

    def delete_list(self, kind: MarkList, name: str = "") -> MarkChange:
        """Takes a tag off all articles, a collection away, or forgets what was opened; the articles stay."""
        with self._changing():
            if kind == "collection":
                rows = self._whole_collection(name)
                self._tables.drop("collection", [row for each, row in rows if each == "collection"])
                return MarkChange(rows, ())
            entry, common = _LISTS[kind]
            taken = self._tables.every(entry, name if common is None else common)
            self._tables.drop(entry, taken)
            return _change(entry, taken, ())

    def undo(self, change: MarkChange) -> None:
        """Takes a change back; what has come since to the same places stays."""
        with self._changing():
            self._tables.exchange(change.after, change.before)

    # ---- lists

    def lists(self) -> tuple[NotebookList, ...]:
        """The lists of the notebook."""
        return notebook.lists(self._catalogue)

    def entries(self, kind: MarkList, name: str = "") -> tuple[NotebookEntry, ...]:
        """What is in one of them."""
        return notebook.entries(self._catalogue, kind, name)

    def flagged(self, flag: Flag) -> tuple[MarkedArticle, ...]:
        """The starred articles, the reading list, or what was read; the latest first."""
        return self._tables.flagged(flag)

    def recently_opened(self, limit: int = 50) -> tuple[MarkedArticle, ...]:
        """What was opened last, the latest first."""
        return self._tables.opened(limit)

    def highlights(self) -> tuple[MarkedHighlight, ...]:
        """Every highlight of the library, the latest first."""
        return self._tables.all_highlights()

    def notes(self) -> tuple[MarkedNote, ...]:
        """Every note of the library, the latest first."""
        return self._tables.all_notes()

    # ---- wanted addresses

    def wanted(self) -> tuple[Wanted, ...]:
        """The addresses that somebody wants to have archived, the latest first."""
        return self._tables.wanted()

    def want(self, url: str) -> None:
        """Adds an address to them."""
        with self._changing(searched=False):
            self._tables.want(url, now())

    def unwant(self, url: str) -> None:
        """Takes an address off."""
        with self._changing(searched=False):
            self._tables.unwant(url)

    # ---- inside

    @contextmanager
    def _changing(self, *, searched: bool = True) -> Generator[None, None, None]:
        """A transaction; ``searched``: searches may find something else."""
        if self._catalogue.database.read_only:
            raise UnusableError("library-read-only", path=str(self._catalogue.path.parent))
        with self._catalogue.transaction():
            yield
            if searched:
                self._tables.note_change()

    def _identity(self, article_id: str) -> Identity:
        head = self._catalogue.articles.head(article_id)
        if head is None:
            raise NotFoundError("article-unknown", id=article_id)
        return self._named(head)

    def _named(self, head: Head) -> Identity:
        return Identity(head.id, self._page_of(head), head.title, head.url, head.site, head.date)

    def _page_of(self, head: Head) -> int | None:
        """The key of an article's page; of one whose address nobody knows, that of its file."""
        if head.url is not None:
            return page_of_address(head.url)
        return min((key for key, _page in self._catalogue.links.addresses_of(head.number)), default=None)

    def _know(self, ids: Iterable[str]) -> list[str]:
        """Something is said of these articles; gives those that the library has."""
        wanted = list(dict.fromkeys(ids))
        heads = self._catalogue.articles.heads_by_id(wanted)
        known = [each for each in wanted if each in heads]
        self._tables.know(self._named(heads[each]) for each in known)
        return known


def _change(
    kind: str, before: Iterable[tuple[str | int, ...]], after: Iterable[tuple[str | int, ...]]
) -> MarkChange:
    return MarkChange(tuple((kind, row) for row in before), tuple((kind, row) for row in after))
