"""What people have put on articles: tags, notes, flags, highlights, collections, and what they opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from reader.library.catalogue.database import Database, Row
from reader.model import (
    Flag,
    Highlight,
    MarkedArticle,
    MarkedHighlight,
    MarkedNote,
    NamedCount,
    Note,
    Tag,
    Wanted,
)
from reader.text.collation import collation_key

# The captures of the page of an article of which something is said, itself first.
_SAME_PAGE = """WITH family AS (
    SELECT ?1 AS id UNION SELECT id FROM marked
    WHERE page = ?2 OR page IN (SELECT page FROM marked WHERE id = ?1 AND page IS NOT NULL)
)"""
_ARTICLE = """marked.id, coalesce(articles.title, marked.title), coalesce(articles.url, marked.url),
    coalesce(articles.site, marked.site), coalesce(articles.date, marked.date), articles.number IS NOT NULL"""
_HIGHLIGHT = "key, quote, before, after, start, colour, comment, made, changed, highlights.id"


_Named = TypeVar("_Named", Tag, NamedCount)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is known by, whether or not the library has it; ``page`` as ``handwork.page_of``."""

    id: str
    page: int | None
    title: str | None
    url: str | None
    site: str | None
    date: str | None


def _by_name(named: Iterable[_Named]) -> tuple[_Named, ...]:
    """As the names stand in a Vietnamese dictionary."""
    return tuple(sorted(named, key=lambda each: collation_key(each.name)))


class MarkTables:
    """The tables of marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- of one article; page: the key of its page, None for none

    def tags(self, article_id: str, page: int | None) -> tuple[Tag, ...]:
        """The tags, by name; one that several captures have is given once, as it was first made."""
        rows = self._family(
            "SELECT name, min(made), id FROM tags WHERE id IN family GROUP BY name", article_id, page
        )
        return _by_name(Tag(*row) for row in rows)

    def notes(self, article_id: str, page: int | None) -> tuple[Note, ...]:
        """The notes, that of the article itself first."""
        rows = self._family(
            "SELECT text, made, changed, id FROM notes WHERE id IN family ORDER BY id <> ?1, made DESC",
            article_id,
            page,
        )
        return tuple(Note(*row) for row in rows)

    def highlights(self, article_id: str, page: int | None) -> tuple[Highlight, ...]:
        """The highlights, by where they stood."""
        rows = self._family(
            f"SELECT {_HIGHLIGHT} FROM highlights WHERE id IN family ORDER BY start, key", article_id, page
        )
        return tuple(Highlight(*row) for row in rows)

    def flags(self, article_id: str, page: int | None) -> frozenset[Flag]:
        """What is said of it in one word."""
        rows = self._family("SELECT DISTINCT flag FROM flags WHERE id IN family", article_id, page)
        return frozenset(row[0] for row in rows)

    def collections_of(self, article_id: str, page: int | None) -> tuple[str, ...]:
        """The collections it belongs to."""
        rows = self._family("SELECT DISTINCT name FROM collected WHERE id IN family", article_id, page)
        return tuple(sorted((row[0] for row in rows), key=collation_key))

    def family(self, article_id: str, page: int | None) -> tuple[str, ...]:
        """The ids of all captures of the page of which anything is said, and of the article."""
        return tuple(row[0] for row in self._family("SELECT id FROM family ORDER BY id", article_id, page))

    def _family(self, sql: str, article_id: str, page: int | None) -> list[Row]:
        return self._database.all(f"{_SAME_PAGE} {sql}", (article_id, page))

    # ---- of all

    def for_index(self) -> tuple[dict[str, int | None], dict[str, list[str]], set[str]]:
        """What the index keeps of marks: pages by id, tags by id, ids with a note or a highlight."""
        pages: dict[str, int | None] = dict(self._database.all("SELECT id, page FROM marked"))
        tags: dict[str, list[str]] = {}
        for article_id, name in self._database.all("SELECT id, name FROM tags ORDER BY id, name"):
            tags.setdefault(article_id, []).append(name)
        noted = self._database.all("SELECT id FROM notes UNION SELECT id FROM highlights")
        return pages, tags, {row[0] for row in noted}

    def tag_counts(self) -> tuple[NamedCount, ...]:
        """All tags by name, with how many articles they were put on."""
        rows = self._database.all("SELECT name, count(*) FROM tags GROUP BY name")
        return _by_name(NamedCount(*row) for row in rows)

    def collection_counts(self) -> tuple[NamedCount, ...]:
        """All collections by name, with their sizes."""
        rows = self._database.all(
            """SELECT collections.name, count(collected.id) FROM collections
            LEFT JOIN collected ON collected.name = collections.name
            GROUP BY collections.name"""
        )
        return _by_name(NamedCount(*row) for row in rows)

    def collected(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles of a collection, in the order in which they were put there."""
        return self._articles(
            """JOIN collected ON collected.id = marked.id
            WHERE collected.name = ? ORDER BY collected.made, marked.id""",
            name,
        )

    def flagged(self, flag: Flag) -> tuple[MarkedArticle, ...]:
        """The articles with a flag, the latest first."""
        return self._articles(
            "JOIN flags ON flags.id = marked.id WHERE flag = ? ORDER BY flags.made DESC, marked.id", flag
        )

    def tagged(self, name: str) -> tuple[MarkedArticle, ...]:
        """The articles with a tag, the latest first."""
        return self._articles(
            "JOIN tags ON tags.id = marked.id WHERE tags.name = ? ORDER BY tags.made DESC, marked.id", name
        )

    def opened(self, limit: int) -> tuple[MarkedArticle, ...]:
        """The articles opened last, the latest first."""
        return self._articles(
            "JOIN opened ON opened.id = marked.id ORDER BY opened DESC, marked.id LIMIT ?", limit
        )

    def all_highlights(self) -> tuple[MarkedHighlight, ...]:
        """Every highlight, the latest first."""
        rows = self._database.all(
            f"""SELECT {_ARTICLE}, {_HIGHLIGHT} FROM highlights JOIN marked ON marked.id = highlights.id
            LEFT JOIN articles ON articles.id = marked.id ORDER BY highlights.made DESC, key"""
        )
        return tuple(MarkedHighlight(_marked(row[:6]), Highlight(*row[6:])) for row in rows)

    def all_notes(self) -> tuple[MarkedNote, ...]:
        """Every note, the latest change first."""
        rows = self._database.all(
            f"""SELECT {_ARTICLE}, text, made, changed, notes.id FROM notes
            JOIN marked ON marked.id = notes.id
            LEFT JOIN articles ON articles.id = marked.id ORDER BY changed DESC, notes.id"""
        )
        return tuple(MarkedNote(_marked(row[:6]), Note(*row[6:])) for row in rows)

    def wanted(self) -> tuple[Wanted, ...]:
        """The addresses to be archived, the latest first."""
        return tuple(
            Wanted(*row) for row in self._database.all("SELECT url, made FROM wanted ORDER BY made DESC, url")
        )

    def _articles(self, rest: str, *values: object) -> tuple[MarkedArticle, ...]:
        rows = self._database.all(
            f"SELECT {_ARTICLE} FROM marked LEFT JOIN articles ON articles.id = marked.id {rest}", values
        )
        return tuple(_marked(row) for row in rows)

    # ---- writing, inside a transaction

    def know(self, identity: Identity) -> None:
        """Something is said of this article."""
        self._database.run(
            """INSERT INTO marked VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
            page = coalesce(excluded.page, page), title = coalesce(excluded.title, title),
            url = coalesce(excluded.url, url), site = coalesce(excluded.site, site),
            date = coalesce(excluded.date, date)""",
            (identity.id, identity.page, identity.title, identity.url, identity.site, identity.date),
        )

    def put_tag(self, article_id: str, name: str, made: str) -> None:
        """Puts a tag on an article."""
        self._database.run("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", (article_id, name, made))

    def with_tag(self, name: str) -> tuple[str, ...]:
        """The ids of the articles with a tag."""
        return tuple(row[0] for row in self._database.all("SELECT id FROM tags WHERE name = ?", (name,)))

    def rename_tag(self, old: str, new: str) -> None:
        """Gives a tag another name; the two become one where both are on an article."""
        self._database.run("UPDATE OR IGNORE tags SET name = ? WHERE name = ?", (new, old))
        self._database.run("DELETE FROM tags WHERE name = ?", (old,))

    def put_note(self, article_id: str, text: str, made: str, changed: str) -> None:
        """Keeps a note, in place of an earlier one on the article; when that was made is kept."""
        self._database.run(
            """INSERT INTO notes VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
            text = excluded.text, made = min(made, excluded.made), changed = excluded.changed""",
            (article_id, text, made, changed),
        )

    def note_changed(self, article_id: str) -> str | None:
        """When the note on an article was last changed."""
        value: str | None = self._database.value("SELECT changed FROM notes WHERE id = ?", (article_id,))
        return value

    def drop_note(self, article_id: str) -> None:
        """Takes a note away."""
        self._database.run("DELETE FROM notes WHERE id = ?", (article_id,))

    def put_flag(self, article_id: str, flag: Flag, made: str) -> None:
        """Says one word of an article."""
        self._database.run("INSERT OR IGNORE INTO flags VALUES (?, ?, ?)", (article_id, flag, made))

    def drop_flag(self, ids: Iterable[str], flag: Flag) -> None:
        """Takes the word back."""
        self._database.run_each("DELETE FROM flags WHERE id = ? AND flag = ?", [(each, flag) for each in ids])

    def highlight(self, key: str) -> Highlight | None:
        """A highlight by its key."""
        row = self._database.first(f"SELECT {_HIGHLIGHT} FROM highlights WHERE key = ?", (key,))
        return Highlight(*row) if row else None

    def put_highlight(self, each: Highlight) -> None:
        """Keeps a highlight, in place of an earlier one of the same key."""
        self._database.run(
            "INSERT OR REPLACE INTO highlights VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                each.key,
                each.made_on,
                each.quote,
                each.before,
                each.after,
                each.start,
                each.colour,
                each.comment,
                each.made,
                each.changed,
            ),
        )

    def drop_highlight(self, key: str) -> None:
        """Takes a highlight away."""
        self._database.run("DELETE FROM highlights WHERE key = ?", (key,))

    def has_collection(self, name: str) -> bool:
        """Whether there is a collection of that name."""
        return self._database.first("SELECT 1 FROM collections WHERE name = ?", (name,)) is not None

    def put_collection(self, name: str, made: str) -> None:
        """Begins a collection; one that is there stays."""
        self._database.run("INSERT OR IGNORE INTO collections VALUES (?, ?)", (name, made))

    def rename_collection(self, old: str, new: str) -> None:
        """Gives a collection another name that none has."""
        self._database.run("UPDATE collections SET name = ? WHERE name = ?", (new, old))

    def collect(self, name: str, article_id: str, made: str) -> None:
        """Puts an article into a collection."""
        self._database.run("INSERT OR IGNORE INTO collected VALUES (?, ?, ?)", (name, article_id, made))

    def put_opened(self, article_id: str, when: str, keep: int) -> None:
        """An article was opened; only the ``keep`` latest are remembered."""
        self._database.run("INSERT OR REPLACE INTO opened VALUES (?, ?)", (article_id, when))
        self._database.run(
            "DELETE FROM opened WHERE id NOT IN (SELECT id FROM opened ORDER BY opened DESC, id LIMIT ?)",
            (keep,),
        )

    def put_opened_before(self, article_id: str, when: str) -> bool:
        """An article was opened at some time; gives whether it was not opened since."""
        row = self._database.first("SELECT opened FROM opened WHERE id = ?", (article_id,))
        if row is not None and row[0] > when:
            return False
        self._database.run("INSERT OR REPLACE INTO opened VALUES (?, ?)", (article_id, when))
        return True

    def clear_opened(self) -> None:
        """Nothing was opened; articles of which nothing else is said are forgotten here."""
        self._database.run("DELETE FROM opened")
        self._database.run(
            """DELETE FROM marked WHERE id NOT IN (SELECT id FROM tags UNION SELECT id FROM notes
            UNION SELECT id FROM flags UNION SELECT id FROM highlights UNION SELECT id FROM collected)"""
        )

    def want(self, url: str, made: str) -> None:
        """Adds an address to those to be archived."""
        self._database.run("INSERT OR IGNORE INTO wanted VALUES (?, ?)", (url, made))

    def unwant(self, url: str) -> None:
        """Takes an address off that list."""
        self._database.run("DELETE FROM wanted WHERE url = ?", (url,))

    # ---- taking out and putting back

    def take(self, kind: str, column: str, values: Iterable[str], name: str = "") -> list[Row]:
        """Deletes the rows of a kind that have one of these values in a column, and gives them.

        ``name``: only those of this tag, collection or flag.
        """
        table, columns = _TABLES[kind]
        named = f" AND {_NAMED[kind]} = ?" if name else ""
        taken: list[Row] = []
        for value in values:
            where = (value, name) if name else (value,)
            taken += self._database.all(f"SELECT {columns} FROM {table} WHERE {column} = ?{named}", where)
            self._database.run(f"DELETE FROM {table} WHERE {column} = ?{named}", where)
        return taken

    def put(self, kind: str, row: Row) -> None:
        """Puts back a row that ``take`` gave; one that has come there since stays."""
        table, columns = _TABLES[kind]
        marks = ", ".join("?" * len(row))
        self._database.run(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)

    # ---- for the index

    def leave_for_index(self, ids: Iterable[str], page: int | None) -> None:
        """The marks of these articles, and of all captures of the page, have changed."""
        self._database.run_each("INSERT OR IGNORE INTO unindexed VALUES (?)", [(each,) for each in ids])
        if page is not None:
            self._database.run(
                """INSERT OR IGNORE INTO unindexed SELECT articles.id FROM addresses
                JOIN articles ON articles.number = addresses.article WHERE addresses.key = ?""",
                (page,),
            )

    def unindexed(self) -> int:
        """How many articles the index has without their present marks."""
        return int(self._database.value("SELECT count(*) FROM unindexed"))

    def renew_unindexed(self, revision: int) -> None:
        """They belong to this revision, which the index is to take up."""
        self._database.run(
            "UPDATE articles SET revision = ? WHERE id IN (SELECT id FROM unindexed)", (revision,)
        )
        self._database.run("DELETE FROM unindexed")

    # ---- for the backup

    def dump(self) -> Iterable[tuple[str, Row]]:
        """(kind, row) of everything that was said, in a stable order."""
        for kind, sql in _DUMP:
            for row in self._database.all(sql):
                yield kind, row


# Of each kind of entry the table, and its columns in the order of its rows.
_TABLES = {
    "tag": ("tags", "id, name, made"),
    "note": ("notes", "id, text, made, changed"),
    "flag": ("flags", "id, flag, made"),
    "highlight": ("highlights", "key, id, quote, before, after, start, colour, comment, made, changed"),
    "collection": ("collections", "name, made"),
    "collected": ("collected", "name, id, made"),
}
_NAMED = {"tag": "name", "flag": "flag", "collected": "name"}


def _marked(row: Row) -> MarkedArticle:
    return MarkedArticle(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


_DUMP = (
    (
        "article",
        """SELECT said.id, coalesce(articles.title, marked.title), coalesce(articles.url, marked.url),
            coalesce(articles.site, marked.site), coalesce(articles.date, marked.date)
        FROM (SELECT id FROM marked UNION SELECT id FROM corrections UNION SELECT id FROM encodings) AS said
        LEFT JOIN marked ON marked.id = said.id LEFT JOIN articles ON articles.id = said.id
        ORDER BY said.id""",
    ),
    ("tag", "SELECT id, name, made FROM tags ORDER BY id, name"),
    ("note", "SELECT id, text, made, changed FROM notes ORDER BY id"),
    ("flag", "SELECT id, flag, made FROM flags ORDER BY id, flag"),
    (
        "highlight",
        """SELECT key, id, quote, before, after, start, colour, comment, made, changed
        FROM highlights ORDER BY id, start, key""",
    ),
    ("collection", "SELECT name, made FROM collections ORDER BY name"),
    ("collected", "SELECT name, id, made FROM collected ORDER BY name, made, id"),
    ("opened", "SELECT id, opened FROM opened ORDER BY opened, id"),
    ("search", "SELECT name, request, made FROM searches ORDER BY name"),
    ("wanted", "SELECT url, made FROM wanted ORDER BY made, url"),
    ("correction", "SELECT id, field, value, extracted, made, made_on FROM corrections ORDER BY id, field"),
    ("encoding", "SELECT id, encoding, was, made, made_on FROM encodings ORDER BY id"),
)
