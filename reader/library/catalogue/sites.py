"""What the pages of each site have in common: fingerprints of pages, and the templates learnt from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.keys import template_digest

_READABLE = (
    "EXISTS (SELECT 1 FROM places WHERE places.article = articles.number AND places.state = 'present')"
)


@dataclass(frozen=True, slots=True)
class Stale:
    """An article that was read with another template than its site has now."""

    number: int
    id: str
    fingerprint: bytes
    template: bytes | None


class Sites:
    """The tables of fingerprints, templates and sites."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- reading

    def stale(self) -> list[str]:
        """The sites whose pages came or went since their template was learnt."""
        return [row[0] for row in self._database.all("SELECT site FROM sites WHERE stale ORDER BY site")]

    def fingerprints(self, site: str) -> Iterator[bytes]:
        """The packed fingerprints of a site's pages that can still be read, by article id."""
        for row in self._database.stream(
            f"""SELECT marks FROM fingerprints JOIN articles ON articles.number = fingerprints.article
            WHERE articles.site = ? AND {_READABLE} ORDER BY articles.id""",
            (site,),
        ):
            yield row[0]

    def template(self, digest: bytes | None) -> bytes | None:
        """A packed template by its digest."""
        if digest is None:
            return None
        value: bytes | None = self._database.value("SELECT marks FROM templates WHERE digest = ?", (digest,))
        return value

    def current(self, site: str) -> bytes | None:
        """The digest of a site's template; None when it has none."""
        value: bytes | None = self._database.value("SELECT template FROM sites WHERE site = ?", (site,))
        return value

    def outdated(self, site: str, digest: bytes | None) -> Iterator[Stale]:
        """The articles of a site that were read with another template, by number."""
        for row in self._database.stream(
            f"""SELECT number, id, marks, template
            FROM articles JOIN fingerprints ON fingerprints.article = number
            WHERE site = ? AND template IS NOT ? AND {_READABLE} ORDER BY number""",
            (site, digest),
        ):
            yield Stale(*row)

    # ---- writing, inside a transaction

    def put_fingerprint(self, article: int, marks: bytes) -> None:
        """What an article's page shows."""
        self._database.run("INSERT OR REPLACE INTO fingerprints VALUES (?, ?)", (article, marks))

    def mark_stale(self, sites: Iterable[str]) -> None:
        """Pages of these sites came or went."""
        self._database.run_each(
            "INSERT INTO sites VALUES (?, NULL, 1) ON CONFLICT (site) DO UPDATE SET stale = 1",
            [(site,) for site in sites],
        )

    def mark_stale_of_files(self, files: Iterable[int]) -> None:
        """The sites of all that lies in these files."""
        for number in files:
            rows = self._database.all(
                """SELECT DISTINCT site FROM articles JOIN places ON places.article = articles.number
                WHERE places.file = ? AND site IS NOT NULL""",
                (number,),
            )
            self.mark_stale(row[0] for row in rows)

    def put_template(self, site: str, marks: bytes | None) -> bytes | None:
        """The template that a site's pages are to be read with from now on; gives its digest."""
        digest = template_digest(marks)
        if digest is not None:
            self._database.run("INSERT OR IGNORE INTO templates VALUES (?, ?)", (digest, marks))
        self._database.run(
            """INSERT INTO sites VALUES (?, ?, 1)
            ON CONFLICT (site) DO UPDATE SET template = excluded.template""",
            (site, digest),
        )
        return digest

    def settle(self, site: str) -> None:
        """All pages of the site that can be read were read with its template; templates nobody uses go."""
        self._database.run("UPDATE sites SET stale = 0 WHERE site = ?", (site,))

    def drop_unused(self) -> None:
        """Forgets templates that no site and no article has any more."""
        self._database.run(
            """DELETE FROM templates
            WHERE digest NOT IN (SELECT template FROM sites WHERE template IS NOT NULL)
            AND digest NOT IN (SELECT DISTINCT template FROM articles WHERE template IS NOT NULL)"""
        )
