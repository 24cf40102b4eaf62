"""What Qt leaves out of its PDFs: bookmarks, the language, and text that is copied as it was written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    BooleanObject,
    DictionaryObject,
    Fit,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

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


def finished(data: bytes, bookmarks: Iterable[Bookmark], language: str | None) -> bytes:
    """The PDF with bookmarks, language and a readable text layer."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    _mend_text(writer)
    parents: list[tuple[int, IndirectObject]] = []
    for mark in bookmarks:
        while parents and parents[-1][0] >= mark.level:
            parents.pop()
        parent = parents[-1][1] if parents else None
        fit = Fit.xyz(top=mark.top)
        item = writer.add_outline_item(title=mark.title, page_number=mark.page, parent=parent, fit=fit)
        parents.append((mark.level, item))
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    # A viewer shows the article's title instead of the file's name.
    shows_title = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    writer.root_object[NameObject("/ViewerPreferences")] = shows_title
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


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
