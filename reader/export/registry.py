"""All export formats, and the writing of a file: whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from reader.errors import UnusableError, UsageError
from reader.export.article_json import JSON
from reader.export.bibtex import BIBTEX
from reader.export.format import ExportFormat, Picture
from reader.export.markdown import MARKDOWN
from reader.export.names import file_name
from reader.export.plain_text import TEXT
from reader.export.web_page import HTML
from reader.model import Article
from reader.translation import N_


def _render_pdf(article: Article, picture: Picture) -> bytes:
    from reader.export import pdf  # the only Qt outside the window; loaded when a PDF is asked for

    return pdf.render(article, picture)


PDF = ExportFormat("pdf", "pdf", N_("PDF, to print and to keep"), _render_pdf)
FORMATS: tuple[ExportFormat, ...] = (PDF, HTML, MARKDOWN, TEXT, JSON, BIBTEX)


def find(name: str) -> ExportFormat:
    """The format of that name. Raises UsageError("format-unknown")."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError("format-unknown", name=name, known=", ".join(each.name for each in FORMATS))


def export(
    article: Article, format_name: str, target: Path, picture: Picture, *, force: bool = False
) -> Path:
    """Writes an article to a file, or into a folder under a name of its own; returns the file's path.

    Raises UsageError("format-unknown"), UnusableError("file-exists") for a file that is there without
    ``force``, UnusableError("file-unwritable"). Whatever goes wrong, no half of a file is left.
    """
    chosen = find(format_name)
    if target.is_dir():
        target = target / file_name(article, chosen.ending)
    return write_article(article, chosen, target, picture, force=force)


def write_article(
    article: Article, chosen: ExportFormat, path: Path, picture: Picture, *, force: bool = False
) -> Path:
    """As ``export``, with the format and the whole path at hand."""
    if path.exists() and not force:
        raise UnusableError("file-exists", path=str(path))
    write(path, chosen.render(article, picture), force=force)
    return path


def write(target: Path, data: bytes, *, force: bool = False) -> None:
    """Writes a file beside its place and then moves it there, so that it is whole or not there.

    Raises UnusableError("file-exists") when it is there and ``force`` is not given, and
    UnusableError("file-unwritable").
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # Not tempfile: its files are for the owner alone, and an export has the rights of any new file.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _move(part, target, force=force)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnusableError("file-unwritable", path=str(target), reason=reason) from error
    finally:
        part.unlink(missing_ok=True)


def refuse_inside(target: Path, archives: Iterable[str]) -> None:
    """Raises UnusableError("target-in-archive") when a file there would change a folder of saved pages."""
    place = os.path.realpath(target)
    for archive in archives:
        root = os.path.realpath(archive)
        if place == root or place.startswith(os.path.join(root, "")):
            raise UnusableError("target-in-archive", path=str(target), root=archive)


def _move(part: Path, target: Path, *, force: bool) -> None:
    if not force:
        try:
            os.link(part, target)  # fails if somebody made the file meanwhile, which a rename does not
            return
        except FileExistsError as error:
            raise UnusableError("file-exists", path=str(target)) from error
        except OSError:  # a drive without links
            if target.exists():
                raise UnusableError("file-exists", path=str(target)) from None
    os.replace(part, target)
