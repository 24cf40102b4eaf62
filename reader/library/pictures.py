"""Finds the pictures of an article. Only files that belong to an imported archive are ever read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.formats import companion
from reader.library.catalogue.articles import Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import address_keys, local_target
from reader.library.paths import absolute, from_bytes
from reader.library.times import distance
from reader.model import Resource
from reader.text import urls

_ARCHIVE = "archive:"
_EMBEDDED = "#embedded-"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture lies: ``registry.read(path, member)`` gives it; its own time of capture if recorded."""

    path: str
    member: str | None
    captured: str | None = None


class Pictures:
    """Reads what ``Article.html`` refers to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find(self, number: int, base: str | None, captured: str | None, src: str) -> Resource | None:
        """What an article calls ``src``: relative to its page, ``#embedded-…``, or ``archive:`` + address.

        ``base`` is the page's address, ``captured`` its time: of several captures of a picture the nearest is
        taken. None when it is not in the archive, cannot be read, or lies outside of every archive.
        """
        for spot in self.spots(number, base, captured, src):
            if (found := _read(spot.path, spot.member)) is not None:
                return found
        return None

    def at_address(self, url: str, captured: str | None) -> Resource | None:
        """What lies under an address in any archive, of several captures the nearest to a time."""
        for spot in self._by_address(url, captured):
            if (found := _read(spot.path, spot.member)) is not None:
                return found
        return None

    def spots(self, number: int, base: str | None, captured: str | None, src: str) -> Iterator[Spot]:
        """Where it may lie, the likeliest first; see ``find``."""
        for place in self._catalogue.articles.places(number):
            if (found := self._at(place, src)) is not None:
                yield found
        url = src.removeprefix(_ARCHIVE) if src.startswith(_ARCHIVE) else urls.resolve(base, src) or src
        yield from self._by_address(url, captured)

    def _by_address(self, url: str, captured: str | None) -> Iterator[Spot]:
        """A file that stands for an address in a mirror, then parts of containers, nearest in time first."""
        key = address_keys(url)[0]
        for root, path in self._catalogue.files.by_url_key(key):
            yield Spot(absolute(root, path), None)
        for part in sorted(
            self._catalogue.resources.find(key), key=lambda each: distance(captured, each.captured)
        ):
            yield Spot(absolute(part.root, part.path), part.member, part.captured)

    def _at(self, place: Place, src: str) -> Spot | None:
        if src.startswith(_EMBEDDED):
            return Spot(absolute(place.root, place.path), f"{place.member or ''}{src}")
        if (found := self._inside(place, src)) is not None:
            return found
        if place.member is not None or ":" in src.split("/", 1)[0]:
            return None
        if not place.path:
            return self._beside(place, src)
        target = local_target(place.path, src)
        if target is None or self._catalogue.files.find(place.root_number, target) is None:
            return None
        return Spot(absolute(place.root, target), None)

    def _inside(self, place: Place, src: str) -> Spot | None:
        """A part of the container in which the page lies."""
        path = absolute(place.root, place.path)
        try:
            from reader.formats import registry  # slow to load: not before a picture is wanted

            locator = registry.locate(path, place.member, src.removeprefix(_ARCHIVE))
            return None if locator is None else Spot(path, locator)
        except ReaderError:
            return None

    def _beside(self, place: Place, src: str) -> Spot | None:
        """A page that was imported alone: only the folder that its browser saved with it belongs to it."""
        page = os.fsdecode(place.root)
        folder = companion.of_page(page)
        target = local_target(b"page", src)
        if folder is None or target is None or not from_bytes(target).startswith(folder + os.sep):
            return None
        home = os.path.realpath(os.path.join(os.path.dirname(page), folder))
        file = os.path.realpath(os.path.join(os.path.dirname(page), from_bytes(target)))
        return Spot(file, None) if file.startswith(home + os.sep) else None


def _read(path: str, locator: str | None) -> Resource | None:
    try:
        from reader.formats import registry  # slow to load: not before a picture is wanted

        return registry.read(path, locator)
    except ReaderError:
        return None
