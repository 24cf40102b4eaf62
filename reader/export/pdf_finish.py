"""What Qt leaves out of its PDFs: bookmarks, the language, and text that is copied as it was written.

In a file of several also: the list of contents stands in front and its entries are links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from reader.translation import _

# Qt names for each glyph the first character that has it. The tab has that of the space, so that all spaces
# would be read out as tabs; the glyph of "ff" would be read out as one letter that nobody searches for.
_LIST = re.compile(rb"\[[^\]]*\]")
_CHARACTER = re.compile(rb"<(0009|FB0[0-6])>")
_MEANT = {
    b"0009": " ",
    b"FB00": "ff",
    b"FB01": "fi",
    b"FB02": "fl",
    b"FB03": "ffi",
    b"FB04": "ffl",
    b"FB05": "st",
    b"FB06": "st",
}


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading: its depth (1 is the title), its page from 0, its height above the page's foot in points."""

    title: str
    level: int
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: its page of them, its place there (left, lower, right, upper, in points), and
    the page that it names, both pages from 0.
    """

    page: int
    place: tuple[float, float, float, float]
    target: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of articles: how many pages at the end of the file it takes, and its entries."""

    pages: int
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; "" for what is not known."""

    title: str
    author: str
    language: str


def finished(data: bytes, about: About, bookmarks: Iterable[Bookmark], contents: Contents | None) -> bytes:
    """The PDF with bookmarks, contents in front, what it says of itself, and a readable text layer."""
    source, writer = PdfReader(io.BytesIO(data)), PdfWriter()
    moved = contents.pages if contents is not None else 0
    count = len(source.pages)
    writer.append(source, pages=[*range(count - moved, count), *range(count - moved)], import_outline=False)
    _mend_text(writer)
    if contents is not None:
        _put_contents(writer, contents)
    parents: list[tuple[int, IndirectObject]] = []
    for mark in bookmarks:
        while parents and parents[-1][0] >= mark.level:
            parents.pop()
        parent = parents[-1][1] if parents else None
        fit = Fit.xyz(top=mark.top)
        item = writer.add_outline_item(
            title=mark.title, page_number=mark.page + moved, parent=parent, fit=fit
        )
        parents.append((mark.level, item))
    writer.add_metadata({**(source.metadata or {}), "/Title": about.title, "/Author": about.author})
    if about.language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(about.language)
    # A viewer shows the title instead of the file's name.
    shows_title = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shows_title
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _put_contents(writer: PdfWriter, contents: Contents) -> None:
    """Makes the entries links, and the pages of the contents count apart from the others."""
    writer.set_page_label(0, contents.pages - 1, PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(contents.pages, len(writer.pages) - 1, PageLabelStyle.DECIMAL)
    writer.add_outline_item(title=_("Contents"), page_number=0)
    for entry in contents.entries:
        target = contents.pages + entry.target
        writer.add_annotation(entry.page, Link(rect=entry.place, border=[0, 0, 0], target_page_index=target))


def _mend_text(writer: PdfWriter) -> None:
    """Corrects the tables that say which characters the glyphs of a font stand for."""
    for page in writer.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            table = font.get_object().get("/ToUnicode")
            stream = table.get_object() if table is not None else None
            if isinstance(stream, StreamObject):
                stream.set_data(_LIST.sub(_mended, stream.get_data()))


def _mended(found: re.Match[bytes]) -> bytes:
    return _CHARACTER.sub(
        lambda sign: b"<" + _MEANT[sign[1]].encode("utf-16-be").hex().upper().encode() + b">", found[0]
    )
