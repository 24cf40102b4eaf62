"""All export formats, and the file of one article."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reader.errors import UnusableError, UsageError
from reader.export.article_json import JSON, JSON_LINES
from reader.export.bibtex import BIBTEX
from reader.export.citing import CITATION
from reader.export.csl_json import CSL_JSON
from reader.export.epub import EPUB
from reader.export.format import Collection, ExportFormat, Item, Volume
from reader.export.markdown import MARKDOWN
from reader.export.names import file_name
from reader.export.plain_text import TEXT
from reader.export.ris import RIS
from reader.export.table import CSV
from reader.export.wacz import WACZ
from reader.export.warc import WARC
from reader.export.web_page import HTML
from reader.export.writing import written
from reader.translation import N_


def _pdf(stream: BinaryIO, volume: Volume) -> Collection:
    from reader.export import pdf  # the only Qt outside the window; loaded when a PDF is asked for

    return pdf.Pages(stream, volume)


def _docx(stream: BinaryIO, volume: Volume) -> Collection:
    from reader.export import docx  # loads a library that few starts need

    return docx.WordFile(stream, volume)


DOCX = ExportFormat(
    "docx",
    "docx",
    N_("Word document"),
    N_("To write on in Word or LibreOffice: headings, tables and pictures as they should be."),
    _docx,
    has_pictures=True,
)
PDF = ExportFormat(
    "pdf",
    "pdf",
    N_("PDF"),
    N_("To print, to keep and to quote from: pages with numbers and bookmarks, pictures inside."),
    _pdf,
    has_pictures=True,
)
FORMATS: tuple[ExportFormat, ...] = (
    *(PDF, HTML, DOCX, EPUB, MARKDOWN, TEXT),
    *(BIBTEX, RIS, CSL_JSON, CITATION),
    *(JSON, JSON_LINES, CSV),
    *(WARC, WACZ),
)


def find(name: str) -> ExportFormat:
    """The format of that name. Raises UsageError("format-unknown")."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError("format-unknown", name=name, known=", ".join(each.name for each in FORMATS))


def by_ending(name: str) -> ExportFormat | None:
    """The format of a file of that name; of two endings that fit the longer one counts."""
    fitting = (each for each in FORMATS if has_ending(name, each))
    return max(fitting, key=lambda each: len(each.ending), default=None)


def has_ending(name: str, chosen: ExportFormat) -> bool:
    """Whether a file of that name would be of the format; ``.warc`` is ``.warc.gz`` without compression."""
    endings = (chosen.ending, chosen.ending.removesuffix(".gz"))
    return name.lower().endswith(tuple(f".{ending}" for ending in endings))


def export(item: Item, format_name: str, target: Path, *, force: bool = False) -> Path:
    """Writes an article to a file, or into a folder under a name of its own; returns the file's path.

    Raises UsageError("format-unknown"), UnusableError("file-exists") for a file that is there without
    ``force``, UnusableError("file-unwritable"). Whatever goes wrong, no half of a file is left.
    """
    chosen = find(format_name)
    if target.is_dir():
        target = target / file_name(item.article, chosen.ending)
    return write_item(item, chosen, target, force=force)


def write_item(item: Item, chosen: ExportFormat, path: Path, *, force: bool = False) -> Path:
    """As ``export``, with the format and the whole path at hand."""
    if path.exists() and not force:
        raise UnusableError("file-exists", path=str(path))
    with written(path, force=force) as stream:
        chosen.write(item, stream, path.name)
    return path
