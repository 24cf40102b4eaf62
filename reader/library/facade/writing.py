"""Work that changes a library, one writer at a time: imports, archives that move, repairs, backups."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from reader.errors import UnusableError
from reader.library.facade.opened import Opened
from reader.library.lock import is_held, is_held_here, writer_lock
from reader.model import ImportPlan, Progress, Restored

_REPAIR = "repair"
_PATIENCE = 0.05  # seconds between two looks at a lock


class Writing(Opened):
    """A library that can be written."""

    @property
    def needs_repair(self) -> bool:
        """Whether the index lacks what the catalogue has."""
        return self._keeper.lag > 0

    def repair(self) -> Generator[Progress, None, None]:
        """Adds to the index what it lacks. May be closed at any time and goes on the next time."""
        yield from self._others_repair()
        with self._repairing():
            yield from self._keeper.repair()

    def rebuild(self) -> Generator[Progress, None, None]:
        """Makes the index anew from the catalogue. When closed early, ``repair`` goes on from there."""
        yield from self._others_repair()
        with self._repairing():
            yield from self._keeper.rebuild()

    def plan_import(self, paths: Sequence[str]) -> ImportPlan:
        """What ``import_paths`` would cost. Raises UnusableError("path-missing")."""
        from reader.library.planning import plan_import

        return plan_import(self._catalogue, self._keeper.bytes, self.folder, paths)

    def import_paths(
        self, paths: Sequence[str], *, jobs: int | None = None
    ) -> Generator[Progress, None, None]:
        """Adds or updates archives. The last step carries the report; ``last_report`` has it also when the
        generator is closed, which cancels the import and keeps what is done.

        Raises UnusableError("path-missing") before anything is changed.
        """
        from reader.library.importing import Import

        self.last_report = None
        yield from self._others_repair()
        with self._writing():
            running = Import(self._catalogue, self._keeper, paths, jobs)
            try:
                yield from running.run()
            finally:
                self.last_report = running.report

    def relocate(self, old: str, new: str) -> int:
        """The archives at or below ``old`` lie at ``new`` now; see ``moving.relocate``."""
        from reader.library.moving import relocate

        deque(self._others_repair(), maxlen=0)
        with self._writing():
            return relocate(self._catalogue, old, new)

    def forget(self, path: str) -> int:
        """Forgets an archive or a part of it; gives how many articles went. See ``moving.forget``."""
        from reader.library.moving import forget

        with self._mending_index():
            _, lost = forget(self._catalogue, path)
        return len(lost)

    def backup(self, target: Path, *, force: bool = False) -> int:
        """Writes all that people have said of articles into one readable file; see ``backing_up.backup``."""
        from reader.library.backing_up import backup

        return backup(self._catalogue, target, force=force)

    def restore(self, source: Path) -> Restored:
        """Takes up what a backup says; see ``backing_up.restore``. What was there is backed up before."""
        from reader.library.backing_up import restore
        from reader.library.safekeeping import keep_before_restore

        with self._mending_index():
            keep_before_restore(self._catalogue, self.folder)
            return restore(self._catalogue, source)

    def keep_safe(self) -> None:
        """Makes the backup of today where it is due; see ``safekeeping``."""
        from reader.library.safekeeping import keep_daily

        if not self.read_only:
            keep_daily(self._catalogue, self.folder)

    def _writing(self, purpose: str = "") -> AbstractContextManager[None]:
        if self.read_only:
            raise UnusableError("library-read-only", path=str(self.folder))
        return writer_lock(self.folder, self._catalogue.transaction, purpose)

    @contextmanager
    def _mending_index(self) -> Generator[None, None, None]:
        """A change of the catalogue, which the index is told of at its end."""
        deque(self._others_repair(), maxlen=0)
        with self._writing():
            yield
            deque(self._keeper.repair(), maxlen=0)

    def _repairing(self) -> AbstractContextManager[None]:
        """An index in the user's cache is written even when the library may only be read."""
        if not self._keeper.is_private:
            return self._writing(_REPAIR)
        place = self._keeper.folder.parent
        place.mkdir(parents=True, exist_ok=True)
        return writer_lock(place, nullcontext, _REPAIR)

    def _others_repair(self) -> Generator[Progress, None, None]:
        """Waits while another thread of this process mends the index (the first search may)."""
        while is_held_here(self.folder, _REPAIR):
            yield Progress("index", 0, None)
            time.sleep(_PATIENCE)

    def _heal(self, *, damaged: bool) -> None:
        """Mends the index, quietly: after a crash the first search finds everything again."""
        self._healed = True
        if is_held(self.folder):
            return
        with suppress(UnusableError):
            if not self.read_only or self._keeper.is_private:
                deque(self.rebuild() if damaged else self.repair(), maxlen=0)
            else:
                self._keeper.close()
                with type(self)(self.folder) as writer:
                    deque(writer.rebuild() if damaged else writer.repair(), maxlen=0)
