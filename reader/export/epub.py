"""EPUB 3: a book of one or many articles with cover, contents and pictures, for reading on any device.

The container (OCF 3.2) is written here: a zip file whose first member names the type, a package that lists
all parts, a chapter an article.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import BinaryIO

from reader.export import epub_parts, picture_kinds
from reader.export.citation import provenance, remark_lines, remarks_title
from reader.export.document import body, is_right_to_left, replace_picture
from reader.export.epub_parts import Chapter, Part
from reader.export.format import ExportFormat, Item, Volume
from reader.export.heading import facts, shown_title
from reader.export.xhtml import xhtml
from reader.export.xml_text import address, clean, is_language
from reader.model import Resource
from reader.translation import N_, _, language

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_UNKNOWN = "und"


@dataclass(slots=True)
class _Picture:
    """A picture of a chapter: its part of the book, and its bytes until they are written."""

    part: Part
    data: bytes


class _Book:
    """A book that grows by a chapter an article; the package is written last."""

    def __init__(self, stream: BinaryIO, volume: Volume) -> None:
        self._volume = volume
        self._chapters: list[Chapter] = []
        self._pictures: dict[str, Part] = {}  # by their hash: one that many pages have is kept once
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._now = datetime.now(UTC)
        self._put("mimetype", b"application/epub+zip", packed=False)
        self._put("META-INF/container.xml", epub_parts.CONTAINER.encode())

    def add(self, item: Item) -> None:
        """Writes a chapter."""
        article = item.article
        found: dict[str, _Picture] = {}

        def embed(resource: Resource) -> str:
            return self._picture(resource, found)

        content = body(article, item.picture, embed)
        for image in content.find_all("img"):
            if not image.get("src"):
                described = str(image.get("alt") or "")
                told = _("[picture: {name}]").format(name=described) if described else _("[picture]")
                replace_picture(image, told)
        number = len(self._chapters) + 1
        chapter = Chapter(
            f"article-{number:04}.xhtml",
            shown_title(article),
            article,
            _code(article.language),
            tuple(facts(article)),
        )
        page = epub_parts.page(
            chapter.title,
            _contents(item, xhtml(content)),
            code=chapter.language,
            is_right_to_left=is_right_to_left(article),
        )
        self._put(f"EPUB/{chapter.name}", page.encode("utf-8", "replace"))
        for key, picture in found.items():
            self._pictures[key] = picture.part
            self._put(f"EPUB/{picture.part.name}", picture.data, packed=False)
            if picture.part.fallback:
                told = epub_parts.words_picture(_("[picture]"))
                self._put(f"EPUB/{picture.part.fallback}", told.encode("utf-8", "replace"))
        self._chapters.append(chapter)

    def finish(self) -> None:
        """Writes cover, contents and package."""
        title = self._volume.title or (self._chapters[0].title if self._chapters else _("(no title)"))
        code = _code(language())
        book = epub_parts.Book(
            title,
            f"urn:sha256:{self._identity()}",
            tuple(self._chapters),
            tuple(self._pictures.values()),
            self._now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            code,
        )
        for name, text in (
            ("style.css", epub_parts.STYLE),
            ("cover.svg", epub_parts.cover_picture(book)),
            ("cover.xhtml", epub_parts.cover(book)),
            ("nav.xhtml", epub_parts.contents(book)),
            ("package.opf", epub_parts.package(book)),
        ):
            self._put(f"EPUB/{name}", text.encode("utf-8", "replace"))
        self.close()

    def close(self) -> None:
        """Ends the zip file, of which nobody makes use unless the book was finished."""
        self._archive.close()

    def _identity(self) -> str:
        told = "\n".join(chapter.article.id for chapter in self._chapters)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def _picture(self, resource: Resource, found: dict[str, _Picture]) -> str:
        """The name of a picture in the book; "" for bytes that no reader would show."""
        media_type = picture_kinds.kind(resource.body)
        if media_type is None or (media_type != "image/webp" and picture_kinds.size(resource.body) is None):
            return ""
        key = hashlib.sha256(resource.body).hexdigest()
        if key in self._pictures:
            return self._pictures[key].name
        if key not in found:
            number = len(self._pictures) + len(found) + 1
            name = f"pictures/picture-{number:04}.{_ENDINGS[media_type]}"
            # Readers of older versions of the format know no WebP: they show words.
            fallback = f"pictures/words-{number:04}.svg" if media_type == "image/webp" else None
            found[key] = _Picture(Part(name, media_type, fallback), resource.body)
        return found[key].part.name

    def _put(self, name: str, data: bytes, *, packed: bool = True) -> None:
        about = zipfile.ZipInfo(name, self._now.timetuple()[:6])
        about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        about.external_attr = 0o644 << 16
        self._archive.writestr(about, data)


def _contents(item: Item, content: str) -> str:
    """The chapter: title, facts, body, attachments, additions of the reader, origin."""
    article = item.article
    parts = []
    if article.section:
        parts.append(f'<p class="crumbs">{_text(" › ".join(article.section))}</p>')
    parts.append(f"<h1>{_text(shown_title(article))}</h1>")
    if told := facts(article):
        parts.append(f'<p class="facts">{_text(" · ".join(told))}</p>')
    parts.append(f'<div class="body">{content}</div>' if content.strip() else "")
    if article.attachments:
        heading = _("Attachments")
        parts.append(f"<h2>{_text(heading)}</h2><ul>")
        for each in article.attachments:
            url, name = address(each.url), _text(each.text or each.url)
            parts.append(f'<li><a href="{escape(url)}">{name}</a></li>' if url else f"<li>{name}</li>")
        parts.append("</ul>")
    if item.remarks:
        lines = "".join(f"<li>{_text(told)}</li>" for told in remark_lines(item.remarks))
        parts.append(f'<aside class="remarks"><h2>{_text(remarks_title())}</h2><ul>{lines}</ul></aside>')
    rows = "".join(
        f'<tr><th scope="row">{_text(label)}</th><td>{_text(value)}</td></tr>'
        for label, value in provenance(article, item.tool)
    )
    code = _code(language())
    about = f'<table class="about" lang="{code}" xml:lang="{code}" dir="ltr"><tbody>{rows}</tbody></table>'
    return "\n".join([*parts, about])


def _text(text: str) -> str:
    return escape(clean(text), quote=False)


def _code(name: str | None) -> str:
    return name if name and is_language(name) else _UNKNOWN


EPUB = ExportFormat(
    "epub",
    "epub",
    N_("E-book (EPUB)"),
    N_("To read on a phone or e-reader: one article or many, with cover and contents."),
    _Book,
    has_pictures=True,
)
