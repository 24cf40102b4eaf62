"""Files of several articles: those that are one entry after the other, and one article in such a file."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from typing import BinaryIO

from reader.export.format import Collect, Collection, Item, Volume
from reader.export.heading import shown_title


class Entries:
    """One entry after the other, with something before, between and behind them."""

    def __init__(
        self,
        stream: BinaryIO,
        entry: Callable[[Item], bytes],
        *,
        before: bytes = b"",
        between: bytes = b"",
        behind: bytes = b"",
    ) -> None:
        self._stream, self._entry = stream, entry
        self._between, self._behind = between, behind
        self._is_first = True
        stream.write(before)

    def add(self, item: Item) -> None:
        """Writes an entry."""
        data = self._entry(item)
        if not self._is_first:
            self._stream.write(self._between)
        self._is_first = False
        self._stream.write(data)

    def finish(self) -> None:
        """Writes the end."""
        self._stream.write(self._behind)

    def close(self) -> None:
        """Nothing is held."""


def joined(
    entry: Callable[[Item], bytes], *, before: bytes = b"", between: bytes = b"", behind: bytes = b""
) -> Collect:
    """The ``collect`` of a format whose entries stand one after the other."""

    def collect(stream: BinaryIO, _volume: Volume) -> Collection:
        return Entries(stream, entry, before=before, between=between, behind=behind)

    return collect


def alone(collect: Collect) -> Callable[[Item], bytes]:
    """The ``render`` of a format that knows files of several articles: a file of one."""

    def render(item: Item) -> bytes:
        target = io.BytesIO()
        with closing(collect(target, Volume(shown_title(item.article), ""))) as collection:
            collection.add(item)
            collection.finish()
        return target.getvalue()

    return render
