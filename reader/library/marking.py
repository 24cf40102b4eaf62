"""What people put on articles: every call is kept at once, and another one takes it back.

Marks are written while an import runs too: they need no index. What the index knows of them (tags, and that
there are notes) follows as soon as nobody else writes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.library.anchoring import CONTEXT, Anchoring, anchored_in, surroundings
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.marks import Identity
from reader.library.handwork import page_of
from reader.library.times import now
from reader.model import (
    Anchored,
    Article,
    ArticleMarks,
    Flag,
    Highlight,
    HighlightColour,
    MarkedArticle,
    MarkedHighlight,
    MarkedNote,
    MarkList,
    NamedCount,
    Notebook,
    Passage,
    Taken,
    Wanted,
)
from reader.text.vietnamese import squash

_LONGEST_NAME = 100
_OPENED_KEPT = 200


def name_of(text: str) -> str:
    """The name of a tag or collection as it is kept. Raises UsageError("name-empty", "name-too-long")."""
    name = squash(text)
    if not name:
        raise UsageError("name-empty")
    if len(name) > _LONGEST_NAME:
        raise UsageError("name-too-long", most=_LONGEST_NAME)
    return name


class Marking:
    """The marks of a library. ``changed`` is called when the index has something to learn of them.

    Calls that name an article raise NotFoundError("article-unknown"); writing calls raise
    UnusableError("library-read-only") where the library may only be read.
    """

    def __init__(
        self, catalogue: Catalogue, article: Callable[[str], Article], changed: Callable[[], None]
    ) -> None:
        self._catalogue = catalogue
        self._tables = catalogue.marks
        self._article = article
        self._changed = changed

    # ---- one article

    def of(self, article_id: str) -> ArticleMarks:
        """All marks of an article."""
        page = page_of(self._article(article_id))
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

    def tag(self, article_id: str, name: str) -> None:
        """Puts a tag on an article. Raises UsageError as ``name_of`` does."""
        tag = name_of(name)
        with self._saying(article_id, index=True):
            self._tables.put_tag(article_id, tag, now())

    def untag(self, article_id: str, name: str) -> Taken:
        """Takes a tag off an article and other captures of its page. Raises NotFoundError("tag-unknown")."""
        taken = self.take_out("tag", name_of(name), ids=self.family(article_id))
        if not taken.rows:
            raise NotFoundError("tag-unknown", id=article_id, tag=name)
        return taken

    def family(self, article_id: str) -> tuple[str, ...]:
        """The article and the other captures of its page of which anything is said."""
        return self._tables.family(article_id, self._identity(article_id).page)

    def write_note(self, article_id: str, text: str) -> None:
        """Keeps a note (Markdown) on an article, in place of the one on it; an empty text takes it away."""
        with self._saying(article_id, index=True):
            if text.strip():
                self._tables.put_note(article_id, text.strip("\n"), now(), now())
            else:
                self._tables.drop_note(article_id)

    def set_flag(self, article_id: str, flag: Flag, *, on: bool) -> None:
        """Stars an article, puts it on the reading list, says that it is read, or takes that back."""
        with self._saying(article_id) as family:
            if on:
                self._tables.put_flag(article_id, flag, now())
            else:
                self._tables.drop_flag(family, flag)

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
        probe = Highlight("", passage.quote, passage.before, passage.after, 0, colour, "", "", "", article_id)
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
        made, key = now(), secrets.token_hex(8)
        mark = Highlight(key, quote, before, after, start, colour, comment, made, made, article_id)
        with self._saying(article_id, index=True):
            self._tables.put_highlight(mark)
        return mark

    def change_highlight(
        self, key: str, *, colour: HighlightColour | None = None, comment: str | None = None
    ) -> Highlight:
        """Another colour or comment. Raises NotFoundError("highlight-unknown")."""
        old = self._highlight(key)
        new = replace(
            old,
            colour=colour or old.colour,
            comment=old.comment if comment is None else comment,
            changed=now(),
        )
        self.put_back(new)
        return new

    def drop_highlight(self, key: str) -> Highlight:
        """Takes a highlight away; gives it, for ``put_back``. Raises NotFoundError("highlight-unknown")."""
        old = self._highlight(key)
        with self._catalogue.transaction():
            self._tables.drop_highlight(key)
            self._leave(old.made_on)
        self._changed()
        return old

    def put_back(self, highlight: Highlight) -> None:
        """A highlight as it is given, in place of one of its key."""
        with self._catalogue.transaction():
            self._tables.put_highlight(highlight)
            self._leave(highlight.made_on)
        self._changed()

    def anchored(self, article_id: str) -> tuple[Anchored, ...]:
        """The highlights of an article and where its present text has them, in order; lost ones last."""
        article = self._article(article_id)
        return anchored_in(article.text, self._tables.highlights(article_id, page_of(article)))

    def note_opened(self, article_id: str) -> None:
        """An article was opened."""
        with self._saying(article_id):
            self._tables.put_opened(article_id, now(), _OPENED_KEPT)

    # ---- tags and collections

    def tags(self) -> tuple[NamedCount, ...]:
        """All tags with how many articles have them."""
        return self._tables.tag_counts()

    def tagged(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles on which a tag was put."""
        return self._tables.tagged(name)

    def rename_tag(self, old: str, new: str) -> None:
        """Gives a tag another name everywhere; an existing one of that name takes it in."""
        name = name_of(new)
        with self._catalogue.transaction():
            ids = self._tables.with_tag(old)
            self._tables.rename_tag(old, name)
            for article_id in ids:
                self._leave(article_id)
        self._changed()

    def collections(self) -> tuple[NamedCount, ...]:
        """All collections with their sizes."""
        return self._tables.collection_counts()

    def collection(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles of a collection, in the order in which they were put there."""
        return self._tables.collected(name)

    def new_collection(self, name: str) -> str:
        """Begins a collection; gives its name as kept. Raises UsageError("collection-exists")."""
        wanted = name_of(name)
        if self._tables.has_collection(wanted):
            raise UsageError("collection-exists", name=wanted)
        with self._catalogue.transaction():
            self._tables.put_collection(wanted, now())
        return wanted

    def rename_collection(self, old: str, new: str) -> None:
        """Gives a collection another name. Raises UsageError("collection-exists")."""
        wanted = name_of(new)
        if wanted != old and self._tables.has_collection(wanted):
            raise UsageError("collection-exists", name=wanted)
        with self._catalogue.transaction():
            self._tables.rename_collection(old, wanted)

    def collect(self, name: str, ids: Iterable[str]) -> None:
        """Puts articles into a collection, which is begun if there is none."""
        wanted = name_of(name)
        identities = [self._identity(each) for each in ids]
        with self._catalogue.transaction():
            self._tables.put_collection(wanted, now())
            for identity in identities:
                self._tables.know(identity)
                self._tables.collect(wanted, identity.id, now())

    def uncollect(self, name: str, article_id: str) -> Taken:
        """Takes an article, and other captures of its page, out of a collection."""
        return self.take_out("collection", name, ids=self.family(article_id))

    # ---- taking out of lists

    def take_out(
        self, kind: MarkList, name: str = "", *, ids: Iterable[str] = (), keys: Iterable[str] = ()
    ) -> Taken:
        """Takes articles (highlights by their keys) out of a list; gives what ``put_back_taken`` takes.

        ``name``: of the tag or collection. The articles need not be in the library.
        """
        entry = {"star": "flag", "to-read": "flag", "notes": "note", "tag": "tag", "collection": "collected"}
        with self._catalogue.transaction():
            if kind == "highlights":
                rows = [("highlight", row) for row in self._tables.take("highlight", "key", keys)]
            else:
                named = kind if kind in ("star", "to-read") else name
                rows = [(entry[kind], row) for row in self._tables.take(entry[kind], "id", ids, named)]
            self._leave_rows(rows)
        self._changed()
        return Taken(tuple(rows))

    def delete_list(self, kind: Literal["tag", "collection"], name: str) -> Taken:
        """Takes a tag off all articles, or a collection away; the articles stay."""
        with self._catalogue.transaction():
            if kind == "tag":
                rows = [("tag", row) for row in self._tables.take("tag", "name", [name])]
            else:
                rows = [("collected", row) for row in self._tables.take("collected", "name", [name])]
                rows = [("collection", row) for row in self._tables.take("collection", "name", [name])] + rows
            self._leave_rows(rows)
        self._changed()
        return Taken(tuple(rows))

    def put_back_taken(self, taken: Taken) -> None:
        """Undoes ``take_out`` or ``delete_list``."""
        with self._catalogue.transaction():
            for kind, row in taken.rows:
                self._tables.put(kind, row)
            self._leave_rows(taken.rows)
        self._changed()

    def _leave_rows(self, rows: Iterable[tuple[str, tuple[str | int, ...]]]) -> None:
        place = {"tag": 0, "note": 0, "highlight": 1}
        for article_id in {str(row[place[kind]]) for kind, row in rows if kind in place}:
            self._leave(article_id)

    # ---- lists

    def flagged(self, flag: Flag) -> tuple[MarkedArticle, ...]:
        """The starred articles, the reading list, or what was read; the latest first."""
        return self._tables.flagged(flag)

    def recently_opened(self, limit: int = 50) -> tuple[MarkedArticle, ...]:
        """What was opened last, the latest first."""
        return self._tables.opened(limit)

    def clear_opened(self) -> None:
        """Forgets what was opened."""
        with self._catalogue.transaction():
            self._tables.clear_opened()

    def highlights(self) -> tuple[MarkedHighlight, ...]:
        """Every highlight of the library, the latest first."""
        return self._tables.all_highlights()

    def notes(self) -> tuple[MarkedNote, ...]:
        """Every note of the library, the latest first."""
        return self._tables.all_notes()

    def notebook(self) -> Notebook:
        """Everything that was said in this library, in lists."""
        return Notebook(
            starred=self.flagged("star"),
            to_read=self.flagged("to-read"),
            opened=self.recently_opened(),
            notes=self.notes(),
            highlights=self.highlights(),
            tags=tuple((each.name, self.tagged(each.name)) for each in self.tags()),
            collections=tuple((each.name, self.collection(each.name)) for each in self.collections()),
        )

    # ---- wanted addresses

    def wanted(self) -> tuple[Wanted, ...]:
        """The addresses that somebody wants to have archived, the latest first."""
        return self._tables.wanted()

    def want(self, url: str) -> None:
        """Adds an address to them."""
        with self._catalogue.transaction():
            self._tables.want(url, now())

    def unwant(self, url: str) -> None:
        """Takes an address off."""
        with self._catalogue.transaction():
            self._tables.unwant(url)

    # ---- inside

    @contextmanager
    def _saying(self, article_id: str, *, index: bool = False) -> Generator[tuple[str, ...], None, None]:
        """A transaction in which something is said of an article; gives the captures of its page."""
        identity = self._identity(article_id)
        if self._catalogue.database.read_only:
            raise UnusableError("library-read-only", path=str(self._catalogue.path.parent))
        with self._catalogue.transaction():
            self._tables.know(identity)
            family = self._tables.family(article_id, identity.page)
            yield family
            if index:
                self._tables.leave_for_index(family, identity.page)
        if index:
            self._changed()

    def _leave(self, article_id: str) -> None:
        identity = self._known(article_id)
        page = identity.page if identity else None
        self._tables.leave_for_index(self._tables.family(article_id, page), page)

    def _known(self, article_id: str) -> Identity | None:
        try:
            return self._identity(article_id)
        except NotFoundError:
            return None

    def _identity(self, article_id: str) -> Identity:
        article = self._article(article_id)
        return Identity(article.id, page_of(article), article.title, article.url, article.site, article.date)

    def _highlight(self, key: str) -> Highlight:
        found = self._tables.highlight(key)
        if found is None:
            raise NotFoundError("highlight-unknown", key=key)
        return found
