"""What goes out, and what an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

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
    """A file of several articles: its title ("": none) and its name."""

    title: str
    name: str


class Collection(Protocol):
    """A file of several articles while it is being written. An item that fails leaves no trace in it."""

    def add(self, item: Item) -> None:
        """Takes an article. Raises ReaderError when it cannot be written."""

    def finish(self) -> None:
        """Writes what stands behind the last article."""

    def close(self) -> None:
        """Lets go of what it holds, whether it was finished or not; the stream is not its own."""


Collect = Callable[[BinaryIO, Volume], Collection]
"""Begins a file of several articles."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, the ending of its files, its label and what it is good for.

    ``render`` gives a file of one article. ``collect`` begins a file of several on a seekable stream;
    None where each article needs a file. A ``list_only`` format is always one file. ``label`` and
    ``use`` are to be translated.
    """

    name: str
    ending: str
    label: str
    use: str
    render: Callable[[Item], bytes]
    collect: Collect | None = None
    list_only: bool = False
