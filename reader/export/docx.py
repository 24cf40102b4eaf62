"""DOCX: the article with Word's own styles, tables with their spans, pictures, captions and links.

The title stands in the header, the origin and the number of the page in the footer, all that is known of the
origin at the end and in the properties of the document. A file of several begins with a list of them.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import BinaryIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reader.export import docx_contents
from reader.export.citation import PROGRAM, captured_line, provenance, remark_lines, remarks_title
from reader.export.collecting import Chapter, volume_facts, volume_title
from reader.export.document import body, is_right_to_left
from reader.export.docx_body import BodyWriter
from reader.export.format import Item, Volume
from reader.export.heading import facts, shown_title
from reader.export.xml_text import clean, is_language
from reader.model import Article, Resource, readable_path
from reader.translation import _

_GREY = RGBColor(0x55, 0x55, 0x55)
_SMALL = Pt(8)
_MOST_PROPERTY = 255  # signs of a core property (python-docx refuses more)


class WordFile:
    """A document while it is being written: a section an article, each with its own header and footer."""

    def __init__(self, stream: BinaryIO, volume: Volume) -> None:
        self._stream, self._volume = stream, volume
        self._document = Document()
        self._document.styles["Title"].font.size = Pt(22)
        self._chapters: list[Chapter] = []
        self._articles: list[Article] = []

    def add(self, item: Item) -> None:
        """Writes an article; from the second on it begins a page and a section."""
        article, document = item.article, self._document
        pictures: list[Resource] = []

        def embed(resource: Resource) -> str:
            pictures.append(resource)
            return f"picture:{len(pictures) - 1}"

        content = body(article, item.picture, embed)
        section = document.add_section() if self._chapters else document.sections[0]
        _set_up(section, item)
        self._chapters.append(Chapter.of(article, len(self._chapters) + 1))
        self._articles.append(article)
        if article.section:
            _plain(document, " › ".join(article.section), grey=True)
        title = document.add_paragraph(clean(shown_title(article)), style="Title")
        if not self._volume.of_one:
            docx_contents.mark(title, len(self._chapters))
        if told := facts(article):
            document.add_paragraph(clean(" · ".join(told)), style="Subtitle")
        writer = BodyWriter(document, pictures, is_right_to_left=is_right_to_left(article))
        writer.write(content)
        if article.attachments:
            document.add_heading(_("Attachments"), level=2)
            for each in article.attachments:
                paragraph = document.add_paragraph(style="List Bullet")
                writer.add_link(paragraph, each.text or each.url, each.url)
        if item.remarks:
            document.add_heading(clean(remarks_title()), level=2)
            for line in remark_lines(item.remarks):
                document.add_paragraph(clean(line), style="Intense Quote")
        _about(document, item)

    def finish(self) -> None:
        """Writes the file."""
        if not self._volume.of_one:
            docx_contents.insert(self._document, self._volume, self._chapters)
        codes = [article.language or "" for article in self._articles]
        code = max(codes, key=codes.count, default="")
        if is_language(code):
            _set_language(self._document, code)
        told = self._document.core_properties
        told.created = told.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        told.last_modified_by = PROGRAM
        told.language = _short(code)
        if self._volume.of_one:
            _describe(told, self._articles[0])
        else:
            told.title, told.author = _short(volume_title(self._volume, len(self._chapters))), ""
            told.comments = _short(volume_facts(self._volume, len(self._chapters)))
        target = io.BytesIO()  # python-docx leaves its zip file open when a disk is full
        self._document.save(target)
        self._stream.write(target.getvalue())

    def close(self) -> None:
        """Nothing is held."""


def _describe(told: CoreProperties, article: Article) -> None:
    told.title = _short(shown_title(article))
    told.author = _short(article.byline or article.site or "")
    told.subject = _short(article.url or "")
    told.keywords = _short(", ".join((*article.section, *article.documents)))
    told.category = _short(article.site or "")
    told.identifier = f"sha256:{article.sha256}"
    told.comments = _short(f"{captured_line(article) or ''} · {PROGRAM}")


def _set_up(section: Section, item: Item) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    _grey(section.header.paragraphs[0], shown_title(item.article))
    _footer(section, item)


def _set_language(document: Docx, code: str) -> None:
    """The language of the text, for the spelling checker."""
    properties = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if properties is None:
        return
    found = properties.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        found.set(qn(name), code)


def _footer(section: Section, item: Item) -> None:
    article = item.article
    paragraph = section.footer.paragraphs[0]
    where = article.url or readable_path(article.path)
    told = (where, captured_line(article), f"SHA-256 {article.sha256[:16]}…", PROGRAM)
    _grey(paragraph, " · ".join(each for each in told if each))
    number = section.footer.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for field, before in (("PAGE", ""), ("NUMPAGES", " / ")):
        run = number.add_run(before)
        run.font.size = _SMALL
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        shown = OxmlElement("w:r")
        shown.text = "1"
        simple.append(shown)
        number._p.append(simple)


def _grey(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.font.color.rgb = _SMALL, _GREY


def _plain(document: Docx, text: str, *, grey: bool) -> None:
    run = document.add_paragraph().add_run(clean(text))
    run.font.size = Pt(9)
    if grey:
        run.font.color.rgb = _GREY


def _about(document: Docx, item: Item) -> None:
    """All that is known of the origin, as a table."""
    document.add_heading(_("Where this comes from"), level=2)
    rows = provenance(item.article, item.tool)
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    widths = (Mm(36), Mm(130))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for told in rows:
        for cell, text, width in zip(table.add_row().cells, told, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(clean(text)).font.size = Pt(8.5)


def _short(text: str) -> str:
    return clean(" ".join(text.split()))[:_MOST_PROPERTY]
