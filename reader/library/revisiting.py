"""After the reading: revisits in web archives whose originals lie in other files, whenever imported."""

from __future__ import annotations

from collections.abc import Generator

from reader.library.catalogue.catalogue import Catalogue
from reader.library.committing import Committer
from reader.library.originals import tasks
from reader.library.readers import Readers
from reader.library.rows import UNRESOLVED, FilePart
from reader.model import Progress

_AT_ONCE = 50  # revisits


def resolve_revisits(
    catalogue: Catalogue, committer: Committer, readers: Readers
) -> Generator[Progress, None, None]:
    """Brings in what the revisits stand for whose originals are in the catalogue; may be closed at any time.

    The others stay listed, and are looked at again with every import.
    """
    after = (-1, b"", "")
    try:
        while rows := catalogue.failures.with_code(UNRESOLVED, after, _AT_ONCE):
            after = rows[-1][:3]
            reading = readers.read(tasks(catalogue, rows))
            try:
                for task, part in reading:
                    if isinstance(part, FilePart):
                        committer.take(task, part)
                    yield Progress("reread", 0, None, current=task.absolute)
            finally:
                reading.close()
            committer.commit()
    finally:
        committer.commit()
