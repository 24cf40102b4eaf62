"""Links between pages: who links where, and which article an address means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.keys import Spot
from reader.library.rows import LINK_KINDS, LinkRow
from reader.model import CapturedFrom

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that an address may mean; ``key`` is the one by which it was found."""

    article: int
    id: str
    captured: str | None
    captured_from: CapturedFrom | None
    date: str | None
    site: str | None
    url: str | None
    title: str | None
    text_hash: int
    key: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be meant by a link to an article: keys of addresses, of files, of pages under any parameters,
    its site, and its title where that decides. ``others`` are (article, kind) found otherwise, ``own`` the
    articles that do not count.
    """

    keys: list[int]
    files: list[int]
    pages: list[int]
    site: str | None
    title: int | None
    others: list[tuple[int, int]]
    own: list[int]


_LINKING = """WITH
    keys (value) AS MATERIALIZED (SELECT value FROM json_each(?)),
    held (value) AS MATERIALIZED (SELECT value FROM json_each(?)),
    pages (value) AS MATERIALIZED (SELECT value FROM json_each(?)),
    found (article, kind) AS (
        SELECT article, kind FROM links WHERE target IN (SELECT value FROM keys)
        UNION ALL SELECT article, kind FROM links JOIN articles ON number = article
            WHERE local IN (SELECT value FROM held) AND (site IS NULL OR ? IS NULL OR site = ?)
        -- under parameters that no article has
        UNION ALL SELECT article, kind FROM targets JOIN links ON links.target = targets.key
            WHERE targets.page_key IN (SELECT value FROM pages)
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = targets.key)
        -- under the title, where no article has the address or its page
        UNION ALL SELECT article, kind FROM links JOIN targets ON targets.key = links.target
            WHERE links.title_key = ?
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = links.target)
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.page_key = targets.page_key)
        UNION ALL SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
    ),
    strongest (article, kind) AS (
        SELECT article, min(kind) FROM found WHERE article NOT IN (SELECT value FROM json_each(?))
        GROUP BY article
    )"""


class Links:
    """The tables of addresses, targets and links."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._of = -1
        self._put: dict[int, int] = {}  # targets put in the transaction of that number, with their page keys

    # ---- reading

    def by_keys(self, keys: Iterable[int]) -> dict[int, list[Candidate]]:
        """For each address key the articles that have this address."""
        return self._candidates("key", list(set(keys)))

    def by_page_keys(self, keys: Iterable[int]) -> dict[int, list[Candidate]]:
        """For each page key the articles of this page, under whichever parameters."""
        return self._candidates("page_key", list(set(keys)))

    def by_title_keys(self, keys: Iterable[int]) -> dict[int, list[Candidate]]:
        """For each title key the articles of this title on this site."""
        found: dict[int, list[Candidate]] = {}
        wanted = list(set(keys))
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            for key, *values in self._database.all(
                f"""SELECT title_key, number, id, captured, captured_from, date, site, url, title, text_hash,
                    title_key
                FROM articles
                WHERE title_key IN ({",".join("?" * len(part))}) ORDER BY number""",
                part,
            ):
                found.setdefault(key, []).append(Candidate(*values))
        return found

    def places_with(self, key: int) -> list[tuple[bytes, bytes, str]]:
        """(root, path below it, member) of the members of files that are there and have an address."""
        return self._database.all(
            """SELECT roots.path, files.path, member FROM (
                SELECT file, member FROM addresses JOIN places ON places.article = addresses.article
                WHERE key = ?1 AND state = 'present' AND member != ''
                UNION SELECT file, member FROM resources WHERE key = ?1
            ) JOIN files ON files.number = file JOIN roots ON roots.number = files.root
            WHERE files.state = 'present' ORDER BY roots.path, files.path, member""",
            (key,),
        )

    def addresses_of(self, article: int) -> list[tuple[int, int]]:
        """(key, page key) of an article's addresses."""
        return self._database.all("SELECT key, page_key FROM addresses WHERE article = ?", (article,))

    def page_keys_of(self, articles: Sequence[int]) -> set[int]:
        """The page keys of several articles."""
        found: set[int] = set()
        for start in range(0, len(articles), _CHUNK):
            part = articles[start : start + _CHUNK]
            rows = self._database.all(
                f"SELECT page_key FROM addresses WHERE article IN ({','.join('?' * len(part))})", part
            )
            found.update(row[0] for row in rows)
        return found

    def ids_linking_to(self, key: int) -> list[str]:
        """The ids of all articles that link to an address."""
        rows = self._database.all(
            """SELECT DISTINCT articles.id FROM links JOIN articles ON articles.number = links.article
            WHERE links.target = ?""",
            (key,),
        )
        return [row[0] for row in rows]

    def linking_to_file(self, key: int, site: str, limit: int) -> list[tuple[int, int]]:
        """(article, kind) of the relative links to a file of an archive from pages of other sites."""
        return self._database.all(
            """SELECT article, kind FROM links JOIN articles ON number = article
            WHERE local = ? AND site <> ? ORDER BY kind, article LIMIT ?""",
            (key, site, limit),
        )

    def linking_from_top(self, key: int, spot: Spot, top: bytes) -> list[tuple[int, int]]:
        """(article, kind) of the links with a key of references from the top of a site, on pages that lie
        below a folder (with its slash; empty: anywhere) of the archive or container of a page."""
        values: tuple[object, ...] = (spot.root,)
        where, name = "member = ''", "files.path"
        if spot.member is not None:
            where, name, values = "files.path = ?", "CAST(member AS BLOB)", (spot.root, spot.path)
        return self._database.all(
            f"""SELECT DISTINCT links.article, kind FROM links JOIN places ON places.article = links.article
            JOIN files ON files.number = places.file
            WHERE local = ? AND files.root = ? AND {where} AND {name} >= ? AND (? OR {name} < ?)""",
            (key, *values, top, not top, top[:-1] + b"0"),
        )

    def linking(self, wanted: Wanted, offset: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """(article, its strongest kind of link) of those that link to an article, strongest kind first, and
        how many there are."""
        given = (*map(json.dumps, (wanted.keys, wanted.files, wanted.pages)), wanted.site, wanted.site)
        values = (*given, wanted.title, json.dumps(wanted.others), json.dumps(wanted.own))
        count = self._database.value(f"{_LINKING} SELECT count(*) FROM strongest", values)
        rows = self._database.all(
            f"{_LINKING} SELECT article, kind FROM strongest ORDER BY kind, article LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return rows, int(count)

    # ---- writing, inside a transaction

    def add_addresses(self, article: int, addresses: Iterable[tuple[int, int]]) -> None:
        """The article can be meant by these (key, page key)."""
        self._database.run_each(
            "INSERT OR IGNORE INTO addresses VALUES (?, ?, ?)",
            [(key, article, page) for key, page in addresses],
        )

    def put_addresses(self, article: int, addresses: Iterable[tuple[int, int]]) -> None:
        """The article's web addresses are these, in place of those it had; the files it lies in stay."""
        self._database.run("DELETE FROM addresses WHERE article = ? AND key <> page_key", (article,))
        self.add_addresses(article, addresses)

    def put_links(self, article: int, links: Iterable[LinkRow]) -> None:
        """The links of an article, in place of those it had."""
        self._database.run("DELETE FROM links WHERE article = ?", (article,))
        self._add(article, list(links))

    def put_source(self, article: int, row: LinkRow | None) -> None:
        """The link of an article's credit line, in place of the one it had; None for no link."""
        source = LINK_KINDS.index("source")
        self._database.run("DELETE FROM links WHERE article = ? AND kind = ?", (article, source))
        if row is not None:
            self._add(article, [row])

    def drop_unused_targets(self) -> None:
        """Forgets addresses to which no article links any more."""
        self._put = {}
        self._database.run(
            "DELETE FROM targets WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.target = targets.key)"
        )

    def _add(self, article: int, rows: list[LinkRow]) -> None:
        if self._of != (transaction := self._database.transactions):
            self._of, self._put = transaction, {}
        new = [row for row in rows if self._put.get(row.key) != row.page_key]
        self._put.update((row.key, row.page_key) for row in new)
        self._database.run_each(
            """INSERT INTO targets VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET page_key = excluded.page_key
            WHERE page_key <> excluded.page_key""",
            [(row.key, row.page_key, row.url) for row in new],
        )
        self._database.run_each(
            "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?, ?)",
            [(article, row.key, row.kind, row.title_key, row.local) for row in rows],
        )

    def _candidates(self, column: str, keys: list[int]) -> dict[int, list[Candidate]]:
        found: dict[int, list[Candidate]] = {}
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            for key, *values in self._database.all(
                f"""SELECT DISTINCT addresses.{column}, articles.number, id, captured, captured_from, date,
                    site, url, title, text_hash, addresses.key
                FROM addresses JOIN articles ON articles.number = addresses.article
                WHERE addresses.{column} IN ({",".join("?" * len(part))}) ORDER BY articles.number""",
                part,
            ):
                found.setdefault(key, []).append(Candidate(*values))
        return found
