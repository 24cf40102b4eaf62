"""Which archive a file belongs to: a root, and a path below it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from reader.library.catalogue.files import Files, Root
from reader.library.paths import below, to_bytes


class KnownRoots:
    """The archives of a library, found by absolute path. ``added`` is the time given to new ones."""

    def __init__(self, files: Files, added: str) -> None:
        self._files = files
        self._added = added
        self._by_path = {os.fsdecode(root.path): root for root in files.roots()}

    def all(self) -> list[Root]:
        """All archives."""
        return list(self._by_path.values())

    def of(self, path: str) -> tuple[Root, bytes] | None:
        """The innermost archive that holds an absolute path, and the path below it."""
        inner = max(
            (known for known in self._by_path if below(known, path) is not None), key=len, default=None
        )
        if inner is None:
            return None
        return self._by_path[inner], to_bytes(below(inner, path) or "")

    def regions(self, paths: Sequence[str]) -> list[tuple[Root, bytes]]:
        """(archive, path below it) of all that lies at or below some absolute paths, with inner archives."""
        found: dict[tuple[int, bytes], Root] = {}
        for path in paths:
            if (here := self.of(path)) is not None:
                found[here[0].number, here[1]] = here[0]
            for known, root in self._by_path.items():
                if below(path, known):
                    found[root.number, b""] = root
        return [(root, prefix) for (_, prefix), root in found.items()]

    def ensure(self, path: str) -> Root:
        """The archive that holds a path which was asked to be imported; a new one where none does."""
        found = self.of(path)
        if found is not None:
            return found[0]
        root = self._files.add_root(os.fsencode(path), self._added)
        self._by_path[path] = root
        return root
