"""Addresses that pages link to and that no archive holds. Follows the rules of ``resolving`` as SQL.

A library of 100,000 articles has millions of links. Each step below therefore walks an index from one end to
the other, in its own order, and looks up no row of the table of links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from reader.library.catalogue.database import Database
from reader.library.rows import LINK_KINDS

_KINDS = range(len(LINK_KINDS))
_PICTURE = LINK_KINDS.index("picture")
_TABLES = ("lost", "held", "led")
_LOST = """INSERT INTO temp.lost
    WITH reached (key) AS (
        SELECT redirects.key FROM redirects JOIN addresses ON addresses.key = redirects.target
        UNION SELECT redirects.key FROM redirects JOIN reached ON redirects.target = reached.key
    )
    SELECT key, url FROM targets
    WHERE (url LIKE 'http://%' OR url LIKE 'https://%')
    AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = targets.key)
    AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.page_key = targets.page_key)
    AND NOT EXISTS (SELECT 1 FROM resources WHERE resources.key = targets.key)
    AND NOT EXISTS (SELECT 1 FROM files WHERE files.url_key = targets.key)
    AND key NOT IN (SELECT key FROM reached)"""
_TITLES_IN_DOUBT = """SELECT title_key FROM articles AS one WHERE title_key IS NOT NULL
    GROUP BY title_key HAVING count(DISTINCT text_hash) > 1
    AND (SELECT count(DISTINCT page_key) FROM addresses JOIN articles AS each ON each.number = article
        WHERE each.title_key = one.title_key) > 1"""
# Links to lost addresses that lead somewhere all the same: to the file that they name, or by a title.
_LED = (
    """INSERT OR IGNORE INTO temp.led
    SELECT target, article, kind FROM temp.held CROSS JOIN links ON local = held.key
    WHERE target IN (SELECT key FROM temp.lost)""",
    """INSERT OR IGNORE INTO temp.led
    SELECT target, links.article, kind FROM (SELECT DISTINCT key FROM addresses) AS own
    CROSS JOIN links ON local = own.key WHERE target IN (SELECT key FROM temp.lost)""",
    f"""INSERT OR IGNORE INTO temp.led SELECT target, article, kind
    FROM (SELECT title_key FROM articles WHERE title_key IS NOT NULL EXCEPT {_TITLES_IN_DOUBT}) AS named
    CROSS JOIN links ON links.title_key = named.title_key WHERE target IN (SELECT key FROM temp.lost)""",
)
_LEADS_NOWHERE = f"""kind <> {_PICTURE} AND NOT EXISTS (SELECT 1 FROM temp.led
    WHERE led.target = links.target AND led.article = links.article AND led.kind = links.kind)"""


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """An address with the number of articles that link to it, and the kinds of these links."""

    key: int
    url: str
    count: int
    kinds: frozenset[int]


class MissingTargets:
    """Links that lead nowhere, as they are when this is made. To be used as a context, inside a snapshot.

    ``files``: keys of the files that lie in the archives, articles or not.
    """

    def __init__(self, database: Database, files: Iterable[int]) -> None:
        self._database = database
        self._files = files

    def __enter__(self) -> Self:
        run = self._database.run
        self._drop()
        run("CREATE TEMP TABLE lost (key INTEGER PRIMARY KEY, url TEXT NOT NULL)")
        run("CREATE TEMP TABLE held (key INTEGER PRIMARY KEY)")
        run(
            "CREATE TEMP TABLE led (target, article, kind, PRIMARY KEY (target, article, kind)) WITHOUT ROWID"
        )
        run(_LOST)
        self._database.run_each("INSERT OR IGNORE INTO temp.held VALUES (?)", [(key,) for key in self._files])
        for step in _LED:
            run(step)
        return self

    def __exit__(self, *_: object) -> None:
        self._drop()

    def _drop(self) -> None:
        for table in _TABLES:
            self._database.run(f"DROP TABLE IF EXISTS temp.{table}")

    def most_linked(self, limit: int) -> list[MissingTarget]:
        """Those with the most linking articles first; -1 for all."""
        return [
            MissingTarget(key, url, count, frozenset(kind for kind in _KINDS if kinds >> kind & 1))
            for key, url, count, kinds in self._database.all(
                f"""SELECT lost.key, lost.url, count(DISTINCT article) AS often, sum(DISTINCT 1 << kind)
                FROM temp.lost CROSS JOIN links INDEXED BY links_by_target ON target = lost.key
                WHERE {_LEADS_NOWHERE} GROUP BY lost.key ORDER BY often DESC, lost.url LIMIT ?""",
                (limit,),
            )
        ]

    def captured(self, key: int) -> tuple[str | None, str | None]:
        """From when to when the articles were captured that link to such an address."""
        ((first, last),) = self._database.all(
            f"""SELECT min(captured), max(captured) FROM links JOIN articles ON number = article
            WHERE target = ? AND {_LEADS_NOWHERE}""",
            (key,),
        )
        return first, last

    def linking(self, key: int, limit: int) -> list[str]:
        """The ids of articles that link to such an address."""
        rows = self._database.all(
            f"""SELECT DISTINCT id FROM links JOIN articles ON number = article
            WHERE target = ? AND {_LEADS_NOWHERE} ORDER BY article LIMIT ?""",
            (key, limit),
        )
        return [row[0] for row in rows]
