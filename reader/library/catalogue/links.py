"""Links between pages: who links where, and which article an address means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.rows import LINK_KINDS, LinkRow

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that an address may mean."""

    article: int
    id: str
    captured: str | None
    date: str | None
    site: str | None


class Links:
    """The tables of addresses, targets and links."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
                f"""SELECT title_key, number, id, captured, date, site FROM articles
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

    def linking_to_key(self, key: int, limit: int) -> list[tuple[int, int]]:
        """(article, kind) of the links to an address, strongest kind first."""
        return self._database.all(
            "SELECT article, kind FROM links WHERE target = ? ORDER BY kind, article LIMIT ?", (key, limit)
        )

    def ids_linking_to(self, key: int) -> list[str]:
        """The ids of all articles that link to an address."""
        rows = self._database.all(
            """SELECT DISTINCT articles.id FROM links JOIN articles ON articles.number = links.article
            WHERE links.target = ?""",
            (key,),
        )
        return [row[0] for row in rows]

    def linking_to_file(self, key: int, limit: int) -> list[tuple[int, int]]:
        """(article, kind) of the relative links to a file of an archive, strongest kind first."""
        return self._database.all(
            "SELECT article, kind FROM links WHERE local = ? ORDER BY kind, article LIMIT ?", (key, limit)
        )

    def linking_to_page(self, page_key: int, limit: int) -> list[tuple[int, int]]:
        """(article, kind) of the links to a page under parameters that no article has."""
        return self._database.all(
            """SELECT links.article, links.kind FROM targets JOIN links ON links.target = targets.key
            WHERE targets.page_key = ?
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = targets.key)
            ORDER BY links.kind, links.article LIMIT ?""",
            (page_key, limit),
        )

    def linking_to_title(self, title_key: int, limit: int) -> list[tuple[int, int]]:
        """(article, kind) of the links under a title, where no article has the address or its page."""
        return self._database.all(
            """SELECT links.article, links.kind FROM links JOIN targets ON targets.key = links.target
            WHERE links.title_key = ?
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = links.target)
            AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.page_key = targets.page_key)
            ORDER BY links.kind, links.article LIMIT ?""",
            (title_key, limit),
        )

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
        self._database.run(
            "DELETE FROM targets WHERE NOT EXISTS (SELECT 1 FROM links WHERE links.target = targets.key)"
        )

    def _add(self, article: int, rows: list[LinkRow]) -> None:
        self._database.run_each(
            """INSERT INTO targets VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET page_key = excluded.page_key
            WHERE page_key <> excluded.page_key""",
            [(row.key, row.page_key, row.url) for row in rows],
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
                f"""SELECT DISTINCT addresses.{column}, articles.number, id, captured, date, site
                FROM addresses JOIN articles ON articles.number = addresses.article
                WHERE addresses.{column} IN ({",".join("?" * len(part))}) ORDER BY articles.number""",
                part,
            ):
                found.setdefault(key, []).append(Candidate(*values))
        return found
