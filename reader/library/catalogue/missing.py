"""Addresses that pages link to and that no archive holds. Follows the rules of ``resolving`` as SQL."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.rows import LINK_KINDS

_LOST = """reached (key) AS (
    SELECT redirects.key FROM redirects JOIN addresses ON addresses.key = redirects.target
    UNION SELECT redirects.key FROM redirects JOIN reached ON redirects.target = reached.key
), lost (key, url) AS MATERIALIZED (
    SELECT key, url FROM targets
    WHERE (url LIKE 'http://%' OR url LIKE 'https://%')
    AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = targets.key)
    AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.page_key = targets.page_key)
    AND NOT EXISTS (SELECT 1 FROM resources WHERE resources.key = targets.key)
    AND NOT EXISTS (SELECT 1 FROM files WHERE files.url_key = targets.key)
    AND key NOT IN (SELECT key FROM reached)
)"""
_TITLES_IN_DOUBT = """SELECT title_key FROM articles AS one WHERE title_key IS NOT NULL
    GROUP BY title_key HAVING count(DISTINCT text_hash) > 1
    AND (SELECT count(DISTINCT page_key) FROM addresses JOIN articles AS each ON each.number = article
        WHERE each.title_key = one.title_key) > 1"""
# Neither the file that a relative link names, nor a title leads to an article.
_LEADS_NOWHERE = f"""kind <> {LINK_KINDS.index("picture")}
    AND (local IS NULL OR (local NOT IN (SELECT value FROM held)
        AND NOT EXISTS (SELECT 1 FROM addresses WHERE addresses.key = local)))
    AND (links.title_key IS NULL OR links.title_key IN (SELECT value FROM doubtful)
        OR NOT EXISTS (SELECT 1 FROM articles AS named WHERE named.title_key = links.title_key))"""
_GIVEN = """held (value) AS MATERIALIZED (SELECT value FROM json_each(?)),
    doubtful (value) AS MATERIALIZED (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """An address with the number of articles that link to it, and from when to when they were captured."""

    key: int
    url: str
    count: int
    kinds: frozenset[int]
    first: str | None
    last: str | None


class MissingTargets:
    """Links that lead nowhere. ``files``: keys of the files that lie in the archives, articles or not."""

    def __init__(self, database: Database, files: Container[int]) -> None:
        self._database = database
        named = database.stream(
            f"""WITH {_LOST} SELECT DISTINCT local FROM lost JOIN links ON target = lost.key
            WHERE local IS NOT NULL"""
        )
        self._given = (
            json.dumps([row[0] for row in named if row[0] in files]),
            json.dumps([row[0] for row in database.all(_TITLES_IN_DOUBT)]),
        )

    def most_linked(self, limit: int) -> list[MissingTarget]:
        """Those with the most linking articles first; -1 for all."""
        return [
            MissingTarget(key, url, count, frozenset(map(int, kinds.split(","))), first, last)
            for key, url, count, kinds, first, last in self._database.all(
                f"""WITH {_LOST}, {_GIVEN}
                SELECT key, lost.url, count(DISTINCT article) AS often, group_concat(DISTINCT kind),
                    min(captured), max(captured)
                FROM lost JOIN links ON target = key JOIN articles ON number = article
                WHERE {_LEADS_NOWHERE} GROUP BY key ORDER BY often DESC, lost.url LIMIT ?""",
                (*self._given, limit),
            )
        ]

    def linking(self, key: int, limit: int) -> list[str]:
        """The ids of articles that link to such an address."""
        rows = self._database.all(
            f"""WITH {_GIVEN} SELECT DISTINCT id FROM links JOIN articles ON number = article
            WHERE target = ? AND {_LEADS_NOWHERE} ORDER BY article LIMIT ?""",
            (*self._given, key, limit),
        )
        return [row[0] for row in rows]
