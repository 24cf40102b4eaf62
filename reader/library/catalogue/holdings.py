"""What the files of archives were seen to hold, with hashes: to compare with what they hold now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.catalogue.database import Database
from reader.library.catalogue.files import KnownFile, region


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as it was when last read, and how many members were seen in it."""

    file: KnownFile
    members: int


class Holdings:
    """Files with the hashes of what they hold."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def below(self, root: int, prefix: bytes) -> Iterator[HeldFile]:
        """The files of an archive at or below a path, by path."""
        where, values = region(root, prefix)
        for number, path, size, mtime_ns, sha256, present, members in self._database.stream(
            f"""SELECT number, path, size, mtime_ns, sha256, state = 'present',
                (SELECT count(*) FROM places WHERE file = number AND member <> '' AND state = 'present')
                + (SELECT count(*) FROM resources WHERE file = number)
            FROM files WHERE {where} ORDER BY path""",
            values,
        ):
            file = KnownFile(number, path, size, mtime_ns, sha256, bool(present))
            yield HeldFile(file, members)

    def members(self, file: int) -> dict[str, set[bytes]]:
        """The members of a file with the hashes of their bodies; a member may hold several pages."""
        found: dict[str, set[bytes]] = {}
        for member, sha256 in self._database.all(
            """SELECT member, sha256 FROM places JOIN articles ON number = article
            WHERE file = ? AND member <> '' AND state = 'present'
            UNION SELECT member, sha256 FROM resources WHERE file = ? AND sha256 IS NOT NULL""",
            (file, file),
        ):
            found.setdefault(member, set()).add(sha256)
        return found

    def beside(self, article: int, member: str) -> list[str]:
        """The members of all files in which an article lies as this member, in no order."""
        return [
            row[0]
            for row in self._database.all(
                """WITH here AS (SELECT file FROM places WHERE article = ? AND member = ?)
                SELECT member FROM places WHERE file IN here
                UNION SELECT member FROM resources WHERE file IN here""",
                (article, member),
            )
        ]
