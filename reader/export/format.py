"""What goes out, and what an export format is."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from reader.export.heading import shown_title
from reader.model import Article, Holding, Resource

Picture = Callable[[str], Resource | None]
"""Gives a picture of the article for its ``src`` in ``Article.html``; None when the archive has it not."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader added to an article: a note, a marked passage (``quote``), a tag."""

    kind: Literal["note", "highlight", "tag"]
    text: str
    quote: str | None = None
    made: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How articles go out.

    ``pictures``: with those of the archive; ``corrections``: with the values that were set by hand, marked as
    such, else as their pages say; ``remarks``: with what readers added, marked as such; ``style`` names a
    citation style.
    """

    pictures: bool = True
    corrections: bool = True
    remarks: bool = False
    style: str = "author-date"


def _nothing_held() -> tuple[Holding, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Item:
    """An article on its way out, with all that goes with it.

    ``tool`` is the program that saved the page, where the file says so; ``holdings`` lists where the bytes of
    the page and its pictures lie, for formats that hand these on.
    """

    article: Article
    picture: Picture
    tool: str | None = None
    remarks: tuple[Remark, ...] = ()
    style: str = "author-date"
    holdings: Callable[[], tuple[Holding, ...]] = _nothing_held


@dataclass(frozen=True, slots=True)
class Volume:
    """A file of articles: its title ("": none), its name, and whether it is that of one article."""

    title: str
    name: str
    of_one: bool = False


class Collection(Protocol):
    """A file of articles while it is being written. An item that fails leaves no trace in it."""

    def add(self, item: Item) -> None:
        """Takes an article. Raises ReaderError when it cannot be written."""

    def finish(self) -> None:
        """Writes what stands behind the last article."""

    def close(self) -> None:
        """Lets go of what it holds, whether it was finished or not; the stream is not its own."""


Collect = Callable[[BinaryIO, Volume], Collection]
"""Begins a file of articles on a seekable stream."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, the ending of its files, its label and what it is good for.

    A ``list_only`` format is always one file; one that ``has_pictures`` can take them along. ``label`` and
    ``use`` are to be translated.
    """

    name: str
    ending: str
    label: str
    use: str
    collect: Collect
    list_only: bool = False
    has_pictures: bool = False

    def render(self, item: Item) -> bytes:
        """A file of one article. Raises ReaderError when it cannot be written."""
        target = io.BytesIO()
        self.write(item, target, f"article.{self.ending}")
        return target.getvalue()

    def write(self, item: Item, stream: BinaryIO, name: str) -> None:
        """A file of one article with that name, on a stream. Raises as ``render``."""
        volume = Volume(shown_title(item.article), name, of_one=True)
        with closing(self.collect(stream, volume)) as collection:
            collection.add(item)
            collection.finish()
