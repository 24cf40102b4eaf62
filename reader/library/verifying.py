"""Whether the files of archives are still what they were when they were read, down to the last byte.

A file with the hash that it had holds what it held. One with another hash is read as far as it can be, to
tell which of its members are others. What containers themselves recorded of their members is compared too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence

from reader.errors import NotFoundError, UnusableError
from reader.formats import files, registry
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.files import KnownFile, Root
from reader.library.catalogue.holdings import HeldFile
from reader.library.known_roots import KnownRoots
from reader.library.pace import Pace
from reader.library.paths import absolute, from_bytes
from reader.library.rows import UNRESOLVED
from reader.library.scanning import is_away
from reader.model import Difference, FoundFile, Progress, Rejected, ResourceEntry, Verification

_CHUNK = 2**20
_STEP_BYTES = 32 * 2**20  # between two steps of progress
_STEP_ITEMS = 200
_FILE_WEIGHT = 20_000  # what a file costs besides its bytes, in bytes
# Crawlers list pages that they could not save: a list that promises too much is no sign of damage.
_ABOUT_LISTS = frozenset({"index-wrong", "page-not-recorded"})


class Verifying:
    """One comparison of archives (absolute ``paths``, none for all) with the hashes of the catalogue.

    Raises NotFoundError("archive-unknown") when nothing of the library lies at or below the paths.
    """

    def __init__(self, catalogue: Catalogue, paths: Sequence[str]) -> None:
        self._catalogue = catalogue
        roots = KnownRoots(catalogue.files, "")
        self._regions = roots.regions([os.path.abspath(path) for path in paths])
        if not paths:
            self._regions = [(root, b"") for root in roots.all()]
        elif not self._regions:
            raise NotFoundError("archive-unknown", path=paths[0])
        self._pace = Pace(1)
        self._total = 0
        self._done = 0
        self._checked = self._ok = 0
        self._changed: list[Difference] = []
        self._gone: list[str] = []
        self._away: list[str] = []

    @property
    def verification(self) -> Verification:
        """What was found so far."""
        found = tuple(self._changed), tuple(self._gone), tuple(self._away)
        return Verification(self._checked, self._ok, *found)

    def run(self) -> Generator[Progress, None, None]:
        """Compares; the last step carries the ``verification``. May be closed at any time."""
        held: list[tuple[Root, HeldFile]] = []
        for root, prefix in self._regions:
            if is_away(root):
                self._away.append(os.fsdecode(root.path))
            else:
                held += [(root, each) for each in self._catalogue.holdings.below(root.number, prefix)]
        self._total = len(held)
        self._pace = Pace(sum(each.file.size + _FILE_WEIGHT for _, each in held))
        for root, each in held:
            yield from self._check(root, each)
            self._done += 1
            self._pace.step(1, _FILE_WEIGHT)
        yield Progress("done", self._done, self._total, 0.0, 0.0, verification=self.verification)

    def _check(self, root: Root, held: HeldFile) -> Generator[Progress, None, None]:
        path = absolute(root.path, held.file.path)
        try:
            sha256 = yield from self._digest(path)
        except UnusableError as error:
            if error.code == "file-vanished":
                self._gone.append(path)
            elif held.file.sha256 is not None:
                self._differs(held, [Difference(path, None, error.code, _detail(error))])
            return
        found = FoundFile(os.fsdecode(root.path), from_bytes(held.file.path), *files.state(path))
        if sha256 != held.file.sha256:
            yield from self._compare_members(found, held)
            return
        wrong: list[Difference] = []
        if held.members:
            yield from self._recorded(root, found, held.file, wrong)
        self._checked += 1 + held.members
        self._ok += 1 + held.members - len({each.member for each in wrong})
        self._changed += wrong

    def _digest(self, path: str) -> Generator[Progress, None, bytes]:
        """The hash of a file. Raises UnusableError."""
        hasher, told = hashlib.sha256(), 0
        for piece in _pieces(path):
            hasher.update(piece)
            self._pace.step(0, len(piece))
            told += len(piece)
            if told >= _STEP_BYTES:
                told = 0
                yield self._step(path)
        yield self._step(path)
        return hasher.digest()

    def _compare_members(self, found: FoundFile, held: HeldFile) -> Generator[Progress, None, None]:
        """The file is another one, or its hash is not known since it was never read to its end."""
        known = self._catalogue.holdings.members(held.file.number)
        registry.forget()
        here: dict[str, set[bytes]] = {}
        why: dict[str, str] = {}
        for number, each in enumerate(registry.pages(found) if known else (), 1):
            if isinstance(each, Rejected):
                why.setdefault(each.member or "", each.code)
            elif sha256 := each.sha256:
                member = each.locator if isinstance(each, ResourceEntry) else each.member
                here.setdefault(member or "", set()).add(bytes.fromhex(sha256))
            if number % _STEP_ITEMS == 0:
                yield self._step(found.absolute)
        wrong: list[Difference] = []
        for member, hashes in known.items():
            if why.get(member) == UNRESOLVED:
                continue  # its content lies in another file, and is compared there
            if not hashes <= here.get(member, set()):
                code = "member-changed" if member in here or member in why else "member-lost"
                wrong.append(Difference(found.absolute, member, code, why.get(member, "")))
        if held.file.sha256 is not None:
            self._differs(held, wrong or [Difference(found.absolute, None, "file-changed")])
        else:
            self._checked += len(known)
            self._ok += len(known) - len(wrong)
            self._changed += wrong

    def _differs(self, held: HeldFile, wrong: list[Difference]) -> None:
        """The file is not what it was; of its members only the named ones, or all when none is named."""
        members = {each.member for each in wrong if each.member is not None}
        self._checked += 1 + held.members
        self._ok += held.members - len(members) if members else 0
        self._changed += wrong

    def _recorded(
        self, root: Root, found: FoundFile, file: KnownFile, wrong: list[Difference]
    ) -> Generator[Progress, None, None]:
        """What the container recorded of its members and is not so; damage that an import has listed is no
        news.
        """
        failures = self._catalogue.failures.of_file(root.number, file.path)
        broken = {member for member, _, _, _ in failures if member}
        known = {code for member, _, code, _ in failures if not member}
        for number, fault in enumerate(registry.faults(found), 1):
            told = fault.locator in broken if fault.locator else fault.code in known
            if not told and fault.code not in _ABOUT_LISTS:
                wrong.append(Difference(found.absolute, fault.locator or None, fault.code, fault.detail))
            if number % _STEP_ITEMS == 0:
                yield self._step(found.absolute)

    def _step(self, path: str) -> Progress:
        return Progress("verify", self._done, self._total, self._pace.rate, self._pace.eta, path)


def _pieces(path: str) -> Iterator[bytes]:
    """The bytes of a file. Raises UnusableError."""
    with files.open_file(path) as stream:
        try:
            while piece := stream.read(_CHUNK):
                yield piece
        except OSError as error:  # a drive that fails
            raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error


def _detail(error: UnusableError) -> str:
    return str(error.values.get("detail", ""))
