"""What people have put on articles: tags, notes, flags, highlights, collections, and what they opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from reader.library.catalogue.database import Database, Row
from reader.model import (
    Flag,
    Highlight,
    MarkedArticle,
    MarkedHighlight,
    MarkedNote,
    MarkRow,
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
_EARLIER = "ON CONFLICT DO UPDATE SET made = min(made, excluded.made)"
_AT_ONCE = 500  # values in one statement
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

    def families(self, ids: Iterable[str]) -> list[str]:
        """Articles and all captures of their pages of which anything is said."""
        wanted = list(dict.fromkeys(ids))
        pages = [row[0] for row in self._in("SELECT DISTINCT page FROM marked WHERE id IN {}", wanted)]
        pages += [
            row[0]
            for row in self._in(
                """SELECT DISTINCT addresses.key FROM articles JOIN addresses ON addresses.article = number
                WHERE id IN {}""",
                wanted,
            )
        ]
        there = [page for page in dict.fromkeys(pages) if page is not None]
        captures = [row[0] for row in self._in("SELECT id FROM marked WHERE page IN {}", there)]
        return list(dict.fromkeys([*wanted, *captures]))

    def _in(self, sql: str, values: Sequence[str | int], *further: str) -> list[Row]:
        """The rows of a query with ``{}`` for some values, of which there may be any number."""
        found: list[Row] = []
        for first in range(0, len(values), _AT_ONCE):
            part = values[first : first + _AT_ONCE]
            found += self._database.all(sql.format(f"({', '.join('?' * len(part))})"), [*part, *further])
        return found

    def _family(self, sql: str, article_id: str, page: int | None) -> list[Row]:
        return self._database.all(f"{_SAME_PAGE} {sql}", (article_id, page))

    # ---- of all

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
        """The articles of a collection, in its order."""
        return self._articles(
            """JOIN collected ON collected.id = marked.id
            WHERE collected.name = ? ORDER BY place, collected.made, marked.id""",
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

    def opened(self, limit: int = -1) -> tuple[MarkedArticle, ...]:
        """The articles opened last, the latest first; -1: all that are remembered."""
        return self._articles(
            "JOIN opened ON opened.id = marked.id ORDER BY opened DESC, marked.id LIMIT ?", limit
        )

    def count(self, table: Literal["highlights", "notes", "opened"]) -> int:
        """How many entries there are."""
        return int(self._database.value(f"SELECT count(*) FROM {table}"))

    def flag_counts(self) -> dict[str, int]:
        """How many articles have each flag."""
        return dict(self._database.all("SELECT flag, count(*) FROM flags GROUP BY flag"))

    def tag_names(self) -> dict[str, list[str]]:
        """The tags of each article, by name."""
        tags: dict[str, list[str]] = {}
        for name, article_id in self.by_tag():
            tags.setdefault(article_id, []).append(name)
        return tags

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

    def know(self, identities: Iterable[Identity]) -> None:
        """Something is said of these articles."""
        self._database.run_each(
            """INSERT INTO marked VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
            page = coalesce(excluded.page, page), title = coalesce(excluded.title, title),
            url = coalesce(excluded.url, url), site = coalesce(excluded.site, site),
            date = coalesce(excluded.date, date)""",
            [(each.id, each.page, each.title, each.url, each.site, each.date) for each in identities],
        )

    def put_tags(self, ids: Iterable[str], name: str, made: str) -> None:
        """Puts a tag on articles."""
        self._database.run_each(
            f"INSERT INTO tags VALUES (?, ?, ?) {_EARLIER}",
            [(each, name, made) for each in ids],
        )

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

    def note(self, article_id: str) -> Note | None:
        """The note on an article itself."""
        row = self._database.first("SELECT text, made, changed, id FROM notes WHERE id = ?", (article_id,))
        return Note(*row) if row else None

    def put_flags(self, ids: Iterable[str], flag: Flag, made: str) -> None:
        """Says one word of articles."""
        self._database.run_each(
            f"INSERT INTO flags VALUES (?, ?, ?) {_EARLIER}",
            [(each, flag, made) for each in ids],
        )

    def highlight(self, key: str) -> Highlight | None:
        """A highlight by its key."""
        row = self._database.first(f"SELECT {_HIGHLIGHT} FROM highlights WHERE key = ?", (key,))
        return Highlight(*row) if row else None

    def twin(self, of: Highlight) -> Highlight | None:
        """Another highlight of the same words in the same place that looks and says the same."""
        row = self._database.first(
            f"""SELECT {_HIGHLIGHT} FROM highlights WHERE id = ? AND quote = ? AND before = ? AND after = ?
            AND colour = ? AND comment = ? AND key <> ?""",
            (of.made_on, of.quote, of.before, of.after, of.colour, of.comment, of.key),
        )
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

    def has_collection(self, name: str) -> bool:
        """Whether there is a collection of that name."""
        return self._database.first("SELECT 1 FROM collections WHERE name = ?", (name,)) is not None

    def put_collection(self, name: str, made: str) -> None:
        """Begins a collection; one that is there stays."""
        self._database.run("INSERT OR IGNORE INTO collections VALUES (?, ?)", (name, made))

    def rename_collection(self, old: str, new: str) -> None:
        """Gives a collection another name that none has."""
        self._database.run("UPDATE collections SET name = ? WHERE name = ?", (new, old))

    def collect(self, name: str, ids: Iterable[str], made: str) -> None:
        """Puts articles at the end of a collection."""
        last = self._database.value("SELECT coalesce(max(place), 0) FROM collected WHERE name = ?", (name,))
        self._database.run_each(
            "INSERT OR IGNORE INTO collected (name, id, made, place) VALUES (?, ?, ?, ?)",
            [(name, each, made, last + number) for number, each in enumerate(ids, 1)],
        )

    def arrange(self, name: str, ids: Sequence[str]) -> None:
        """Puts the articles of a collection in this order; those that are not named follow."""
        self._database.run("UPDATE collected SET place = place + ? WHERE name = ?", (len(ids) + 1, name))
        self._database.run_each(
            "UPDATE collected SET place = ? WHERE name = ? AND id = ?",
            [(place, name, each) for place, each in enumerate(ids, 1)],
        )

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

    def want(self, url: str, made: str) -> None:
        """Adds an address to those to be archived."""
        self._database.run("INSERT OR IGNORE INTO wanted VALUES (?, ?)", (url, made))

    def unwant(self, url: str) -> None:
        """Takes an address off that list."""
        self._database.run("DELETE FROM wanted WHERE url = ?", (url,))

    # ---- rows, for taking out and putting back

    def rows(self, kind: str, column: str, values: Sequence[str], name: str = "") -> list[Row]:
        """The rows of a kind that have one of these values in a column.

        ``name``: only those of this tag, collection or flag.
        """
        table, columns = _TABLES[kind]
        sql = f"SELECT {columns} FROM {table} WHERE {column} IN {{}}"
        return self._in(f"{sql} AND {_NAMED[kind]} = ?", values, name) if name else self._in(sql, values)

    def every(self, kind: str, name: str = "") -> list[Row]:
        """All rows of a kind, or those of this tag, collection or flag."""
        table, columns = _TABLES[kind]
        sql = f"SELECT {columns} FROM {table}"
        return (
            self._database.all(f"{sql} WHERE {_NAMED[kind]} = ?", (name,))
            if name
            else self._database.all(sql)
        )

    def drop(self, kind: str, rows: Iterable[Row]) -> None:
        """Deletes rows of a kind; with a collection goes what is in it."""
        table, columns = _TABLES[kind]
        names = columns.split(", ")
        places = [names.index(name) for name in _KEYS[kind]]
        where = " AND ".join(f"{name} = ?" for name in _KEYS[kind])
        self._database.run_each(
            f"DELETE FROM {table} WHERE {where}", [tuple(row[place] for place in places) for row in rows]
        )

    def exchange(self, gone: Iterable[MarkRow], back: Iterable[MarkRow]) -> None:
        """Deletes rows and puts others back, where nothing else has come to their places since.

        A collection into which something else was put meanwhile stays.
        """
        for kind, rows in _by_kind(gone):
            if kind == "collection":
                filled = {row[0] for row in self._database.all("SELECT DISTINCT name FROM collected")}
                rows = [row for row in rows if row[0] not in filled]
            self.drop(kind, rows)
        for kind, rows in reversed(_by_kind(back)):
            table, columns = _TABLES[kind]
            marks = ", ".join("?" * len(columns.split(", ")))
            self._database.run_each(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)

    # ---- for searches

    def note_change(self) -> None:
        """Tags, flags, notes or highlights have changed."""
        self._database.run("UPDATE meta SET value = value + 1 WHERE name = 'marks'")

    def stamp(self) -> tuple[Row, ...]:
        """Another value whenever marks or articles have changed."""
        return tuple(
            self._database.all("SELECT value FROM meta WHERE name IN ('marks', 'revision') ORDER BY name")
        )

    def other_captures(self) -> list[Row]:
        """(id of a marked article, key of its page, id and address of what may be another capture of it)."""
        return self._database.all(
            """SELECT marked.id, marked.page, articles.id, articles.url FROM marked
            JOIN addresses ON addresses.key = marked.page
            JOIN articles ON articles.number = addresses.article AND articles.id <> marked.id"""
        )

    def by_tag(self) -> list[Row]:
        """(tag, id), in the order of the tags."""
        return self._database.all("SELECT name, id FROM tags ORDER BY name")

    def by_flag(self) -> list[Row]:
        """(flag, id)"""
        return self._database.all("SELECT flag, id FROM flags")

    def noted(self) -> list[str]:
        """The ids of the articles with a note, or with a comment on a highlight."""
        rows = self._database.all("SELECT id FROM notes UNION SELECT id FROM highlights WHERE comment <> ''")
        return [row[0] for row in rows]

    def highlighted(self) -> list[str]:
        """The ids of the articles with a highlight."""
        return [row[0] for row in self._database.all("SELECT DISTINCT id FROM highlights")]

    def remarks(self) -> list[Row]:
        """(id, text) of every note and every comment."""
        return self._database.all(
            "SELECT id, text FROM notes UNION ALL SELECT id, comment FROM highlights WHERE comment <> ''"
        )

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
    "collected": ("collected", "name, id, made, place"),
    "opened": ("opened", "id, opened"),
}
_NAMED = {"tag": "name", "flag": "flag", "collected": "name"}
# By what a row is known; what belongs to something else stands before it.
_KEYS = {
    "collected": ("name", "id"),
    "collection": ("name",),
    "tag": ("id", "name"),
    "note": ("id",),
    "flag": ("id", "flag"),
    "highlight": ("key",),
    "opened": ("id",),
}


def _by_kind(rows: Iterable[MarkRow]) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for kind, row in rows:
        found.setdefault(kind, []).append(row)
    return [(kind, found[kind]) for kind in _KEYS if kind in found]


def _marked(row: Row) -> MarkedArticle:
    return MarkedArticle(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def _whole(kind: str, order: str) -> tuple[str, str]:
    table, columns = _TABLES[kind]
    return kind, f"SELECT {columns} FROM {table} ORDER BY {order}"


_DUMP = (
    (
        "article",
        """SELECT said.id, coalesce(articles.title, marked.title), coalesce(articles.url, marked.url),
            coalesce(articles.site, marked.site), coalesce(articles.date, marked.date)
        FROM (SELECT id FROM tags UNION SELECT id FROM notes UNION SELECT id FROM flags
            UNION SELECT id FROM highlights UNION SELECT id FROM collected UNION SELECT id FROM opened
            UNION SELECT id FROM corrections UNION SELECT id FROM encodings) AS said
        LEFT JOIN marked ON marked.id = said.id LEFT JOIN articles ON articles.id = said.id
        ORDER BY said.id""",
    ),
    _whole("tag", "id, name"),
    _whole("note", "id"),
    _whole("flag", "id, flag"),
    _whole("highlight", "id, start, key"),
    _whole("collection", "name"),
    (
        "collected",
        """SELECT name, id, made, row_number() OVER (PARTITION BY name ORDER BY place, made, id) AS number
        FROM collected ORDER BY name, number""",
    ),
    _whole("opened", "opened, id"),
    ("search", "SELECT name, request, made FROM searches ORDER BY name"),
    ("wanted", "SELECT url, made FROM wanted ORDER BY made, url"),
    ("correction", "SELECT id, field, value, extracted, made, made_on FROM corrections ORDER BY id, field"),
    ("encoding", "SELECT id, encoding, was, made, made_on FROM encodings ORDER BY id"),
)
