"""Files of articles: those that are one entry after the other, and those with a list of contents in front."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from reader.export.citation import PROGRAM
from reader.export.format import Collect, Collection, Item, Volume
from reader.export.heading import facts, shown_title
from reader.model import Article
from reader.translation import format_number, ngettext

_MOST_IN_MEMORY = 32 * 2**20


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


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a list of contents says of an article; ``number`` counts from 1."""

    number: int
    title: str
    facts: tuple[str, ...]
    language: str | None

    @classmethod
    def of(cls, article: Article, number: int) -> Chapter:
        """That of an article."""
        return cls(number, shown_title(article), tuple(facts(article)), article.language)


@dataclass(frozen=True, slots=True)
class Binding:
    """How articles are bound into one text: UTF-8 all of it.

    ``entry`` gives an article and what of it stands at the end of the file; ``head`` what stands before all
    articles, with the list of them; ``foot`` the very last.
    """

    entry: Callable[[Item, int], tuple[str, str]]
    head: Callable[[Volume, Sequence[Chapter]], str]
    foot: str = ""


class Bound:
    """Articles behind their list, which is known at the end only: until then they wait in a file."""

    def __init__(self, stream: BinaryIO, volume: Volume, binding: Binding) -> None:
        self._stream, self._volume, self._binding = stream, volume, binding
        self._texts, self._ends = spooled(), spooled()
        self._chapters: list[Chapter] = []

    def add(self, item: Item) -> None:
        """Takes an article."""
        chapter = Chapter.of(item.article, len(self._chapters) + 1)
        text, end = self._binding.entry(item, chapter.number)
        self._texts.write(text.encode("utf-8", "replace"))
        self._ends.write(end.encode("utf-8", "replace"))
        self._chapters.append(chapter)

    def finish(self) -> None:
        """Writes it all."""
        self._stream.write(self._binding.head(self._volume, self._chapters).encode("utf-8", "replace"))
        for part in (self._texts, self._ends):
            part.seek(0)
            shutil.copyfileobj(part, self._stream)
        self._stream.write(self._binding.foot.encode("utf-8", "replace"))

    def close(self) -> None:
        """Lets the articles go."""
        self._texts.close()
        self._ends.close()


def bound(one: Callable[[Item], bytes], binding: Binding) -> Collect:
    """The ``collect`` of a format with a list of contents; ``one`` writes the file of one article."""

    def collect(stream: BinaryIO, volume: Volume) -> Collection:
        return Entries(stream, one) if volume.of_one else Bound(stream, volume, binding)

    return collect


def spooled() -> BinaryIO:
    """A file without a name that stays in memory while it is small."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY))


def volume_title(volume: Volume, count: int) -> str:
    """The title of a file of so many articles; never empty."""
    return volume.title or _articles(count)


def volume_facts(volume: Volume, count: int) -> str:
    """What stands below that title: how many articles, where it does not say so, and the program."""
    return f"{_articles(count)} · {PROGRAM}" if volume.title else PROGRAM


def _articles(count: int) -> str:
    return ngettext("{count} article", "{count} articles", count).format(count=format_number(count))
