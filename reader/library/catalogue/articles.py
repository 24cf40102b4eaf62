"""Articles: their fields for lists, their packed content, the places where they lie."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.library import packing
from reader.library.catalogue.database import Database, Row
from reader.library.catalogue.files import Root, region
from reader.library.rows import ReadPage
from reader.model import Article, CapturedFrom

_HEAD = """number, id, title, url, site, date, captured, captured_from, source, sha256, text_hash, title_key,
    format"""
_CHUNK = 500  # placeholders in one query; SQLite allows 999 in old versions


@dataclass(frozen=True, slots=True)
class Head:
    """What lists show of an article, without its text."""

    number: int
    id: str
    title: str | None
    url: str | None
    site: str | None
    date: str | None
    captured: str | None
    captured_from: CapturedFrom | None
    source: str | None
    sha256: bytes
    text_hash: int
    title_key: int | None
    format: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies: root and path below it as bytes; whether it was still there when last looked."""

    root: bytes
    path: bytes
    member: str | None
    present: bool
    root_number: int = 0


class Articles:
    """The tables of articles, contents and places."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- reading

    def head(self, article_id: str) -> Head | None:
        """The fields of one article."""
        row = self._database.first(f"SELECT {_HEAD} FROM articles WHERE id = ?", (article_id,))
        return Head(*row) if row else None

    def heads(self, numbers: Iterable[int]) -> dict[int, Head]:
        """The fields of several articles by number."""
        return {row[0]: Head(*row) for row in self._by("number", list(numbers))}

    def heads_by_id(self, ids: Iterable[str]) -> dict[str, Head]:
        """The fields of several articles by id."""
        return {row[1]: Head(*row) for row in self._by("id", list(ids))}

    def head_of(self, number: int) -> Head:
        """The fields of the article of a row number, which must be there."""
        return self.heads([number])[number]

    def is_current(self, number: int, page: ReadPage) -> bool:
        """Whether an article was read by the rules of this reading."""
        row = self._database.first("SELECT extractor FROM articles WHERE number = ?", (number,))
        return row is not None and row[0] == page.extractor

    def is_same(self, number: int, page: ReadPage) -> bool:
        """Whether an article is stored just as this reading has it."""
        row = self._database.first("SELECT text, rest FROM contents WHERE article = ?", (number,))
        return row is not None and (row[0], row[1]) == (page.text, page.rest)

    def number(self, article_id: str) -> int | None:
        """The row number of an article."""
        value = self._database.value("SELECT number FROM articles WHERE id = ?", (article_id,))
        return None if value is None else int(value)

    def text(self, number: int) -> str:
        """The text of an article."""
        return packing.unpack_text(
            self._database.value("SELECT text FROM contents WHERE article = ?", (number,))
        )

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """The texts of several articles by number."""
        wanted, found = list(numbers), dict[int, str]()
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            for number, text in self._database.all(
                f"SELECT article, text FROM contents WHERE article IN ({marks})", part
            ):
                found[number] = packing.unpack_text(text)
        return found

    def article(self, number: int, path: str, member: str | None) -> Article:
        """A whole article as it was read, without corrections, said to lie at a place."""
        row = self._database.first("SELECT text, rest FROM contents WHERE article = ?", (number,))
        assert row is not None
        return packing.unpack(row[0], row[1], path, member)

    def places(self, number: int) -> list[Place]:
        """Where an article lies: present places first, oldest first."""
        return [
            Place(root, path, member or None, state == "present", root_number)
            for root, path, member, state, root_number in self._database.all(
                """SELECT roots.path, files.path, places.member, places.state, roots.number
                FROM places JOIN files ON files.number = places.file JOIN roots ON roots.number = files.root
                WHERE places.article = ? ORDER BY places.state DESC, files.number, places.member""",
                (number,),
            )
        ]

    def at(self, root: int, path: bytes, member: str) -> Head | None:
        """The article that lies in a member of a file of an archive."""
        row = self._database.first(
            f"""SELECT {", ".join("articles." + name for name in _HEAD.split(", "))}
            FROM files JOIN places ON places.file = files.number
            JOIN articles ON articles.number = places.article
            WHERE files.root = ? AND files.path = ? AND places.member = ?
            ORDER BY places.state DESC LIMIT 1""",
            (root, path, member),
        )
        return Head(*row) if row else None

    def changed_since(self, revision: int) -> Iterator[tuple[int, Article]]:
        """(revision, article as read, without its place) of all later revisions, in that order."""
        for number, text, rest in self._database.stream(
            """SELECT articles.revision, text, rest
            FROM articles JOIN contents ON contents.article = articles.number
            WHERE articles.revision > ? ORDER BY articles.revision, articles.number""",
            (revision,),
            size=32,
        ):
            yield number, packing.without_html(packing.unpack(text, rest, "", None))

    def deleted_since(self, revision: int) -> list[str]:
        """The ids of articles that were deleted after a revision."""
        return [
            row[0] for row in self._database.all("SELECT id FROM tombstones WHERE revision > ?", (revision,))
        ]

    def count_since(self, revision: int) -> int:
        """How many articles have a later revision."""
        return int(self._database.value("SELECT count(*) FROM articles WHERE revision > ?", (revision,)))

    def count_in(self, regions: Iterable[tuple[Root, bytes]]) -> int:
        """How many articles lie at or below these places, each once."""
        found: set[int] = set()
        for root, prefix in regions:
            where, values = region(root.number, prefix)
            rows = self._database.stream(
                f"""SELECT places.article FROM files JOIN places ON places.file = files.number
                WHERE places.state = 'present' AND {where}""",
                values,
            )
            found.update(row[0] for row in rows)
        return len(found)

    def titles(self, prefix: str, limit: int) -> list[str]:
        """Titles that begin with a text, as it is written or with a capital letter."""
        ends = [(start, start + "\U0010ffff") for start in {prefix, prefix[:1].upper() + prefix[1:]}]
        where = " OR ".join("(title >= ? AND title < ?)" for _ in ends)
        rows = self._database.all(
            f"SELECT DISTINCT title FROM articles WHERE {where} ORDER BY title LIMIT ?",
            (*(value for pair in ends for value in pair), limit),
        )
        return [row[0] for row in rows]

    # ---- writing, inside a transaction

    def add(self, page: ReadPage, revision: int) -> int:
        """A new article; gives its row number."""
        article = page.article
        number = self._database.insert(
            """INSERT INTO articles (id, revision, title, url, site, date, captured, captured_from, source,
                language, format, sha256, size, title_key, text_hash, extractor, template, read_as)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (article.id, revision, *_fields(page)),
        )
        self._database.run("INSERT INTO contents VALUES (?, ?, ?)", (number, page.text, page.rest))
        self._database.run("DELETE FROM tombstones WHERE id = ?", (article.id,))
        return number

    def replace(self, number: int, page: ReadPage, revision: int | None) -> None:
        """The same page, read anew; None for the revision: nothing has changed that the index must know."""
        self._database.run(
            """UPDATE articles SET revision = coalesce(?, revision), title = ?, url = ?, site = ?, date = ?,
                captured = ?, captured_from = ?, source = ?, language = ?, format = ?, sha256 = ?,
                size = ?, title_key = ?, text_hash = ?,
                extractor = ?, template = ?, read_as = ? WHERE number = ?""",
            (revision, *_fields(page), number),
        )
        self._database.run(
            "UPDATE contents SET text = ?, rest = ? WHERE article = ?", (page.text, page.rest, number)
        )

    def set_encoding(self, number: int, read_as: str | None) -> None:
        """The article would be the same when read with this encoding."""
        self._database.run("UPDATE articles SET read_as = ? WHERE number = ?", (read_as, number))

    def show(self, number: int, article: Article, title_key: int | None, revision: int) -> None:
        """Lists show the article as it is given here, after corrections were made or taken back."""
        source = article.source.text if article.source else None
        self._database.run(
            """UPDATE articles SET revision = ?, title = ?, date = ?, source = ?, title_key = ?
            WHERE number = ?""",
            (revision, article.title, article.date, source, title_key, number),
        )

    def set_template(self, number: int, digest: bytes | None) -> None:
        """The article would be the same under this template."""
        self._database.run("UPDATE articles SET template = ? WHERE number = ?", (digest, number))

    def template(self, number: int) -> bytes | None:
        """The digest of the template with which an article was read."""
        value: bytes | None = self._database.value(
            "SELECT template FROM articles WHERE number = ?", (number,)
        )
        return value

    def templates_of_file(self, file: int) -> list[tuple[str, bytes | None]]:
        """(id, digest of its template) of each article in a file."""
        return self._database.all(
            "SELECT id, template FROM places JOIN articles ON number = article WHERE file = ?", (file,)
        )

    def put_place(self, number: int, file: int, member: str | None) -> None:
        """The article lies there."""
        self._database.run(
            "INSERT OR REPLACE INTO places VALUES (?, ?, ?, 'present')", (file, member or "", number)
        )

    def places_of_file(self, file: int) -> dict[tuple[str, int], bool]:
        """(member, article number) of all that was ever read from a file, and whether it is still there."""
        return {
            (member, article): state == "present"
            for member, article, state in self._database.all(
                "SELECT member, article, state FROM places WHERE file = ?", (file,)
            )
        }

    def drop_places(self, file: int, keys: Iterable[tuple[str, int]]) -> None:
        """The file never held these."""
        self._database.run_each(
            "DELETE FROM places WHERE file = ? AND member = ? AND article = ?",
            [(file, member, article) for member, article in keys],
        )

    def mark_places_gone(self, file: int, keys: Iterable[tuple[str, int]]) -> None:
        """The file no longer holds these."""
        self._database.run_each(
            "UPDATE places SET state = 'gone' WHERE file = ? AND member = ? AND article = ?",
            [(file, member, article) for member, article in keys],
        )

    def pages_by_file(self, root: int) -> dict[int, int]:
        """For each file of an archive, how many pages it holds."""
        return dict(
            self._database.all(
                """SELECT places.file, count(*) FROM places JOIN files ON files.number = places.file
                WHERE files.root = ? AND places.state = 'present' GROUP BY places.file""",
                (root,),
            )
        )

    def sites_of(self, numbers: Iterable[int]) -> set[str]:
        """The sites of several articles."""
        return {head.site for head in self.heads(numbers).values() if head.site}

    def without_place(self, numbers: Iterable[int] | None = None) -> list[tuple[int, str]]:
        """(number, id) of those articles, or of all, that lie nowhere, not even where they were."""
        wanted = "" if numbers is None else "number IN (SELECT value FROM json_each(?)) AND"
        return self._database.all(
            f"""SELECT number, id FROM articles
            WHERE {wanted} NOT EXISTS (SELECT 1 FROM places WHERE article = articles.number)""",
            () if numbers is None else (json.dumps(list(numbers)),),
        )

    def delete(self, articles: Iterable[tuple[int, str]], revision: int) -> None:
        """Forgets articles and remembers that they were forgotten."""
        rows = list(articles)
        self._database.run_each(
            "INSERT OR REPLACE INTO tombstones VALUES (?, ?)", [(id_, revision) for _, id_ in rows]
        )
        self._database.run_each("DELETE FROM articles WHERE number = ?", [(number,) for number, _ in rows])

    def _by(self, column: str, values: list[int] | list[str]) -> Iterator[Row]:
        for start in range(0, len(values), _CHUNK):
            part = values[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            yield from self._database.all(f"SELECT {_HEAD} FROM articles WHERE {column} IN ({marks})", part)


def _fields(page: ReadPage) -> tuple[object, ...]:
    article = page.article
    return (
        article.title,
        article.url,
        article.site,
        article.date,
        article.captured,
        article.captured_from,
        article.source.text if article.source else None,
        article.language,
        article.format,
        bytes.fromhex(article.sha256),
        article.size,
        page.title_key,
        page.text_hash,
        page.extractor,
        page.template,
        page.read_as,
    )
