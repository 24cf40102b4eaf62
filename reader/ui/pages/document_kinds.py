"""What a document of the archive is, and whether another program may be asked to show it."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.export.names import safe
from reader.model import Resource
from reader.translation import N_, _

# Kinds that other programs show, by the ending of the file. Everything else may be a program, or a page that
# a browser would load things for: it can be saved, but is not handed on from here.
_KINDS: dict[str, str] = {
    "pdf": N_("PDF document"),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "wps"), N_("Text document")),
    **dict.fromkeys(("xls", "xlsx", "ods", "csv"), N_("Spreadsheet")),
    **dict.fromkeys(("ppt", "pptx", "pps", "ppsx", "odp"), N_("Presentation")),
    **dict.fromkeys(("txt", "log"), N_("Plain text")),
    **dict.fromkeys(("epub", "djvu", "ps"), N_("Book or printed pages")),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp"), N_("Picture")),
    **dict.fromkeys(("mp3", "ogg", "wav", "m4a", "wma"), N_("Audio")),
    **dict.fromkeys(("mp4", "avi", "wmv", "mpg", "mpeg", "webm", "mov", "flv"), N_("Video")),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), N_("Compressed files")),
}
_PDF_WITHIN = 1024  # bytes in which the sign of a PDF must stand


def is_pdf(resource: Resource) -> bool:
    """Whether the bytes are a PDF, whatever they are called."""
    return b"%PDF-" in resource.body[:_PDF_WITHIN]


def file_name(address: str, resource: Resource) -> str:
    """A name for the file, by its address, with an ending that says what it is."""
    name = PurePosixPath(unquote(urlsplit(address).path))
    stem = safe(name.stem) if name.stem else "document"
    ending = name.suffix[1:].lower()
    if is_pdf(resource):
        ending = "pdf"
    elif ending not in _KINDS:
        guessed = mimetypes.guess_extension(resource.media_type.split(";")[0].strip()) or ""
        ending = guessed[1:] if guessed[1:] in _KINDS else safe(ending) if ending else "bin"
    return f"{stem}.{ending}"


def kind_of(name: str) -> str | None:
    """What a file of that name is called; None for kinds that are not handed on."""
    ending = name.rsplit(".", 1)[-1].lower()
    return _(_KINDS[ending]) if ending in _KINDS else None
