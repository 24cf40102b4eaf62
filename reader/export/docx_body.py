"""The body of an article in a Word document: paragraphs of Word's styles, lists, tables, pictures, links."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from bs4 import NavigableString, PageElement, Tag
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reader.export.document import BLOCKS
from reader.export.grid import Grid, firsts, grid, shares
from reader.export.xml_text import address, clean
from reader.model import Resource
from reader.translation import _

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TEXT_WIDTH, _TEXT_HEIGHT = Mm(166), Mm(230)
_BELOW_TABLE = Pt(10)
_LETTER = int(Mm(2))  # the width of one, a little wide: headings are bold
_DEEPEST_LIST = 3  # levels that Word's list styles have
_BROKEN_PICTURE = (
    *(InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError),
    *(ValueError, KeyError, IndexError, ZeroDivisionError, struct.error),
)
_BLUE = RGBColor(0x1A, 0x4F, 0x8B)
_ALIGNMENTS = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_ALIGN = re.compile(r"text-align:\s*(center|right|justify)")


@dataclass(frozen=True, slots=True)
class _Shape:
    """How letters look."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: bool = False
    lowered: bool = False
    fixed: bool = False
    link: str | None = None


def _same(shape: _Shape) -> _Shape:
    return shape


_Change = Callable[[_Shape], _Shape]
_BOLD: _Change = partial(replace, bold=True)
_ITALIC: _Change = partial(replace, italic=True)
_FIXED: _Change = partial(replace, fixed=True)
_SHAPES: dict[str, _Change] = {
    **dict.fromkeys(("b", "strong", "dt", "th"), _BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), _ITALIC),
    **dict.fromkeys(("code", "kbd", "samp"), _FIXED),
    **dict.fromkeys(("u", "ins"), partial(replace, underline=True)),
    **dict.fromkeys(("s", "del"), partial(replace, strike=True)),
    "sup": partial(replace, raised=True),
    "sub": partial(replace, lowered=True),
}


class BodyWriter:
    """Writes markup behind what the document has. Pictures are those that ``picture:N`` names."""

    def __init__(self, document: Docx, pictures: Sequence[Resource], *, is_right_to_left: bool) -> None:
        self._document, self._pictures = document, pictures
        self._is_right_to_left = is_right_to_left
        self._add: Callable[[], Paragraph] = self._at_end
        self._place: Any = document
        self._paragraph: Paragraph | None = None
        self._style: str | None = None
        self._number: int | None = None  # of the list in Word's numbering
        self._alignment: WD_ALIGN_PARAGRAPH | None = None
        self._ends_blank = True
        self._depth = 0  # of lists
        self._is_below_table = False
        self._room = int(_TEXT_WIDTH)  # for a picture

    def write(self, tree: Tag) -> None:
        """Writes the children of an element."""
        for child in tree.children:
            self._node(child, _Shape())
        self._end()

    def add_link(self, paragraph: Paragraph, text: str, url: str) -> None:
        """Puts a link at the end of a paragraph; text alone where the address is none."""
        self._paragraph, self._ends_blank = paragraph, True
        self._text(text, replace(_Shape(), link=address(url)))
        self._paragraph = None

    # ---- nodes ---------------------------------------------------------------------------------

    def _node(self, node: PageElement, shape: _Shape) -> None:
        if isinstance(node, Tag):
            self._element(node, shape)
        elif type(node) is NavigableString:
            self._text(str(node), shape)

    def _children(self, tag: Tag, shape: _Shape) -> None:
        for child in tag.children:
            self._node(child, shape)

    def _element(self, tag: Tag, shape: _Shape) -> None:
        name = tag.name
        if name == "br":
            if self._paragraph is not None:
                self._paragraph.add_run().add_break()
                self._ends_blank = True
        elif name == "img":
            self._picture(tag)
        elif name == "table":
            self._table(tag)
        elif name in ("ul", "ol"):
            self._list(tag, shape)
        elif name == "pre":
            self._pre(tag)
        elif name == "hr":
            self._end()
        elif name in BLOCKS:
            self._block(tag, shape)
        else:
            if name == "a":
                shape = replace(shape, link=address(str(tag.get("href") or "")))
            self._children(tag, _SHAPES.get(name, _same)(shape))

    def _block(self, tag: Tag, shape: _Shape) -> None:
        name = tag.name
        self._end()
        before = self._style, self._alignment
        if name in ("h2", "h3", "h4", "h5", "h6"):
            self._style = f"Heading {int(name[1])}"
        elif name == "blockquote":
            self._style = "Quote"
        elif name in ("figcaption", "caption"):
            self._style = "Caption"
        elif name == "dd":
            self._style = "List Continue"
        if (found := _ALIGN.search(str(tag.get("style") or ""))) is not None:
            self._alignment = _ALIGNMENTS[found[1]]
        self._children(tag, replace(shape, bold=True) if name == "dt" else shape)
        self._end()
        self._style, self._alignment = before

    def _list(self, tag: Tag, shape: _Shape) -> None:
        self._end()
        before = self._style, self._number
        self._depth += 1
        level = min(self._depth, _DEEPEST_LIST)
        kind = "List Number" if tag.name == "ol" else "List Bullet"
        style = kind if level == 1 else f"{kind} {level}"
        number = self._new_numbering(style, tag) if tag.name == "ol" else None
        for child in tag.children:
            if isinstance(child, Tag):
                self._style, self._number = style, number
                self._children(child, shape) if child.name == "li" else self._node(child, shape)
                self._end()
        self._depth -= 1
        self._style, self._number = before

    def _new_numbering(self, style: str, tag: Tag) -> int | None:
        """A numbering that begins anew: Word would count on from the list before."""
        properties = self._document.styles[style].element.find(f".//{qn('w:numId')}")
        numbering = self._document.part.numbering_part.element
        if properties is None:
            return None
        known = numbering.num_having_numId(int(properties.get(qn("w:val"))))
        made = numbering.add_num(known.abstractNumId.val)
        start = str(tag.get("start") or "1")
        made.add_lvlOverride(ilvl=0).add_startOverride(
            int(start) if start.isascii() and start.isdigit() else 1
        )
        return int(made.numId)

    def _pre(self, tag: Tag) -> None:
        self._end()
        for number, line in enumerate(tag.get_text().strip("\n").split("\n")):
            run = self._begun().add_run()
            if number:
                run.add_break()
            run.add_text(clean(line))
            run.font.name = "Courier New"
        self._end()

    # ---- text ----------------------------------------------------------------------------------

    def _text(self, text: str, shape: _Shape) -> None:
        told = _BLANKS.sub(" ", clean(text))
        if self._ends_blank:
            told = told.lstrip(" ")
        if not told:
            return
        self._ends_blank = told.endswith(" ")
        paragraph = self._begun()
        _dress(self._linked(paragraph, shape.link) if shape.link else paragraph.add_run(), told, shape)

    def _linked(self, paragraph: Paragraph, url: str) -> Run:
        known = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), known)
        element = OxmlElement("w:r")
        link.append(element)
        paragraph._p.append(link)
        run = Run(cast("CT_R", element), paragraph)
        run.font.color.rgb, run.font.underline = _BLUE, True
        return run

    def _begun(self) -> Paragraph:
        if self._paragraph is None:
            paragraph = self._add()
            if self._is_right_to_left:
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            if self._style is not None:
                paragraph._p.style = self._style.replace(
                    " ", ""
                )  # the id that Word gives to a style of its own
            if self._alignment is not None:
                paragraph.alignment = self._alignment
            if self._is_below_table:  # Word leaves no space there
                paragraph.paragraph_format.space_before = _BELOW_TABLE
            self._is_below_table = False
            if self._number is not None:
                pr: Any = paragraph._p.get_or_add_pPr()  # its types leave lists out
                properties = pr.get_or_add_numPr()
                properties.get_or_add_numId().val = self._number
                properties.get_or_add_ilvl().val = 0
            self._paragraph, self._ends_blank = paragraph, True
        return self._paragraph

    def _at_end(self) -> Paragraph:
        """A paragraph behind all others; python-docx would look through all of them first."""
        element: Any = OxmlElement("w:p")
        self._document.element.body[-1].addprevious(element)  # the properties of the section stay last
        return Paragraph(element, self._document._body)

    def _end(self) -> None:
        self._paragraph, self._ends_blank = None, True

    # ---- pictures ------------------------------------------------------------------------------

    def _picture(self, tag: Tag) -> None:
        number = str(tag.get("src") or "").rpartition(":")[2]
        resource = self._pictures[int(number)]
        described = clean(str(tag.get("alt") or ""))
        run = self._begun().add_run()
        try:
            shape = run.add_picture(io.BytesIO(resource.body))
        except _BROKEN_PICTURE:  # a kind that Word does not know, or no picture
            told = _("[picture: {name}]").format(name=described) if described else _("[picture]")
            run.add_text(told)
            return
        share = min(1.0, self._room / max(shape.width, 1), _TEXT_HEIGHT / max(shape.height, 1))
        shape.width, shape.height = Emu(int(shape.width * share)), Emu(int(shape.height * share))
        shape._inline.docPr.set("descr", described)
        self._ends_blank = False
        if (figure := tag.find_parent("figure")) is not None and figure.find("figcaption") is not None:
            self._begun().paragraph_format.keep_with_next = True

    # ---- tables --------------------------------------------------------------------------------

    def _table(self, tag: Tag) -> None:
        self._end()
        for caption in tag.find_all("caption"):
            if caption.find_parent("table") is tag:
                self._block(caption, _Shape())
        places = grid(tag)
        if not places.width:
            return
        before = self._add, self._place, self._style, self._number, self._depth, self._room
        table = self._new_table(places)
        columns = list(table.columns)
        for number, (row, element) in enumerate(zip(places.places, table._tbl.tr_lst, strict=True)):
            for (at, width, cell), target in zip(firsts(row), element.tc_lst, strict=True):
                if cell is not None and cell.row == number:
                    self._room = sum(int(column.width or 0) for column in columns[at : at + width])
                    self._fill(cell.tag, _Cell(target, table))
        self._add, self._place, self._style, self._number, self._depth, self._room = before
        self._end()
        self._is_below_table = True

    def _new_table(self, places: Grid) -> Table:
        table: Table = self._place.add_table(0, places.width)
        table.style = self._document.styles["Table Grid"]
        for column, share in zip(table.columns, shares(places, self._room / _LETTER), strict=True):
            column.width = Emu(int(self._room * share))
        head = places.head_rows
        for number, row in enumerate(places.places):
            table._tbl.append(_row(row, number, is_head=number < head))
        return table

    def _fill(self, tag: Tag, cell: _Cell) -> None:
        self._place, self._style, self._number, self._depth = cell, None, None, 0
        self._is_below_table = False
        waiting = [cell.paragraphs[0]]
        self._add = lambda: waiting.pop() if waiting else cell.add_paragraph()
        self._alignment = None
        self._children(tag, _Shape(bold=tag.name == "th"))
        self._end()


def _row(row: Sequence[Any], number: int, *, is_head: bool) -> Any:  # noqa: ANN401 - an element of the document
    """A row: cells over several columns say so, places covered from above go on with their cell."""
    element = OxmlElement("w:tr")
    if is_head:
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:tblHeader"))
        element.append(properties)
    for _column, width, cell in firsts(tuple(row)):
        place = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        if width > 1:
            _valued(properties, "w:gridSpan", str(width))
        if cell is not None and cell.height > 1:
            _valued(properties, "w:vMerge", "restart" if cell.row == number else "continue")
        place.append(properties)
        place.append(OxmlElement("w:p"))
        element.append(place)
    return element


def _valued(parent: Any, name: str, value: str) -> None:  # noqa: ANN401
    child = OxmlElement(name)
    child.set(qn("w:val"), value)
    parent.append(child)


def _dress(run: Run, text: str, shape: _Shape) -> None:
    run.add_text(text)
    font = run.font
    font.bold, font.italic = shape.bold or None, shape.italic or None
    font.strike = shape.strike or None
    if shape.raised:  # set alone: the two are one setting, and None of the one undoes the other
        font.superscript = True
    if shape.lowered:
        font.subscript = True
    if shape.underline:
        font.underline = True
    if shape.fixed:
        font.name, font.size = "Courier New", Pt(10)
