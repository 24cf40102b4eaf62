"""What people have said of pages: the encoding they are to be read with, and values set right by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.model import Correction

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class ChosenEncoding:
    """An encoding chosen for an article; ``was`` says how its page is read without the choice.

    ``page`` is the key of the page's address; ``made_on`` the id of the capture it was chosen for.
    """

    id: str
    page: int | None
    encoding: str
    was: str
    made: str
    made_on: str


class HandWork:
    """The tables of chosen encodings and of corrections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- encodings

    def encoding(self, article_id: str) -> ChosenEncoding | None:
        """The encoding chosen for an article."""
        row = self._database.first("SELECT * FROM encodings WHERE id = ?", (article_id,))
        return ChosenEncoding(*row) if row else None

    def encodings(self, ids: Iterable[str]) -> dict[str, str]:
        """Of several articles the encodings chosen for them, by id."""
        wanted, found = list(ids), dict[str, str]()
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            found.update(
                self._database.all(f"SELECT id, encoding FROM encodings WHERE id IN ({marks})", part)
            )
        return found

    def encodings_of_file(self, file: int) -> dict[str, str]:
        """Of the articles in a file the encodings chosen for them, by id."""
        return dict(
            self._database.all(
                """SELECT encodings.id, encoding FROM places JOIN articles ON number = article
                JOIN encodings ON encodings.id = articles.id WHERE file = ?""",
                (file,),
            )
        )

    def encodings_of_page(self, page: int) -> list[ChosenEncoding]:
        """What was chosen for the captures of a page, the latest choice first."""
        rows = self._database.all("SELECT * FROM encodings WHERE page = ? ORDER BY made DESC, id", (page,))
        return [ChosenEncoding(*row) for row in rows]

    def to_be_read(self) -> list[tuple[int, str, bytes | None]]:
        """(number, id, digest of its template) of each article that is read otherwise than was chosen."""
        return self._database.all(
            """SELECT number, articles.id, template FROM articles JOIN encodings ON encodings.id = articles.id
            WHERE read_as IS NOT encoding
            AND EXISTS (SELECT 1 FROM places WHERE article = number AND state = 'present') ORDER BY number"""
        )

    def put_encoding(self, chosen: ChosenEncoding) -> None:
        """Keeps a choice, in place of an earlier one for the article."""
        self._database.run(
            "INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?, ?, ?)",
            (chosen.id, chosen.page, chosen.encoding, chosen.was, chosen.made, chosen.made_on),
        )

    def drop_encoding(self, article_id: str) -> None:
        """The article is to be read as its page suggests."""
        self._database.run("DELETE FROM encodings WHERE id = ?", (article_id,))

    # ---- corrections

    def corrections(self, article_id: str) -> tuple[Correction, ...]:
        """The corrections of an article, by field."""
        rows = self._database.all(
            """SELECT field, value, extracted, made, made_on FROM corrections
            WHERE id = ? ORDER BY field""",
            (article_id,),
        )
        return tuple(Correction(*row) for row in rows)

    def all_corrections(self) -> dict[str, tuple[Correction, ...]]:
        """All corrections by article id."""
        found: dict[str, tuple[Correction, ...]] = {}
        for article_id, *values in self._database.all(
            "SELECT id, field, value, extracted, made, made_on FROM corrections ORDER BY id, field"
        ):
            found[article_id] = (*found.get(article_id, ()), Correction(*values))
        return found

    def corrections_of_page(self, page: int) -> tuple[Correction, ...]:
        """The corrections of all captures of a page, the latest first."""
        rows = self._database.all(
            """SELECT field, value, extracted, made, made_on FROM corrections
            WHERE page = ? ORDER BY made DESC, id, field""",
            (page,),
        )
        return tuple(Correction(*row) for row in rows)

    def corrected_along(self, made_on: str, fields: Iterable[str]) -> list[str]:
        """The ids of articles that have corrections of these fields that were made on this one."""
        wanted = list(fields)
        rows = self._database.all(
            f"""SELECT DISTINCT id FROM corrections WHERE made_on = ?
            AND field IN ({",".join("?" * len(wanted))}) ORDER BY id""",
            (made_on, *wanted),
        )
        return [row[0] for row in rows]

    def put_correction(self, article_id: str, page: int | None, correction: Correction) -> None:
        """Keeps a correction, in place of an earlier one of the field."""
        self._database.run(
            "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                correction.field,
                page,
                correction.value,
                correction.extracted,
                correction.made,
                correction.made_on,
            ),
        )

    def drop_corrections(self, article_id: str, fields: Iterable[str]) -> None:
        """Takes back corrections of an article."""
        self._database.run_each(
            "DELETE FROM corrections WHERE id = ? AND field = ?", [(article_id, field) for field in fields]
        )

    # ---- both

    def set_page(self, article_id: str, page: int | None) -> None:
        """The page of an article is known under this key."""
        self._database.run("UPDATE encodings SET page = ? WHERE id = ?", (page, article_id))
        self._database.run("UPDATE corrections SET page = ? WHERE id = ?", (page, article_id))

    def pages(self) -> frozenset[int]:
        """The pages of which anything was said."""
        rows = self._database.all(
            """SELECT page FROM encodings WHERE page IS NOT NULL
            UNION SELECT page FROM corrections WHERE page IS NOT NULL"""
        )
        return frozenset(row[0] for row in rows)

    def ids(self) -> frozenset[str]:
        """The articles of which anything was said, in the library or not."""
        return frozenset(
            row[0] for row in self._database.all("SELECT id FROM encodings UNION SELECT id FROM corrections")
        )
