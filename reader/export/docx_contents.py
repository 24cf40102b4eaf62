"""The list of articles with which a Word document of several begins, each entry a link to its article."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from reader.export.collecting import Chapter, volume_facts, volume_title
from reader.export.format import Volume
from reader.export.xml_text import clean

_GREY = RGBColor(0x55, 0x55, 0x55)


def mark(paragraph: Paragraph, number: int) -> None:
    """Makes the paragraph the place that the entry of that number links to."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(kind)
        element.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            element.set(qn("w:name"), _place(number))
        paragraph._p.append(element)


def insert(document: Docx, volume: Volume, chapters: Sequence[Chapter]) -> None:
    """Puts the list before all else, in a section of its own without header and footer."""
    first = document.paragraphs[0]
    title = volume_title(volume, len(chapters))
    first.insert_paragraph_before(clean(title), style="Title")
    first.insert_paragraph_before(volume_facts(volume, len(chapters)), style="Subtitle")
    for chapter in chapters:
        entry = first.insert_paragraph_before()
        entry.paragraph_format.space_after = Pt(4)
        entry.add_run(f"{chapter.number}. ")
        _link(entry, clean(chapter.title), _place(chapter.number))
        entry.paragraph_format.keep_together = True
        if chapter.facts:
            entry.add_run().add_break()
            run = entry.add_run(clean(" · ".join(chapter.facts)))
            run.font.size, run.font.color.rgb = Pt(9), _GREY
    shape = deepcopy(document.sections[0]._sectPr)
    for reference in (*shape.findall(qn("w:headerReference")), *shape.findall(qn("w:footerReference"))):
        shape.remove(reference)
    first.insert_paragraph_before()._p.get_or_add_pPr().append(shape)


def _link(paragraph: Paragraph, text: str, place: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), place)
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def _place(number: int) -> str:
    return f"article_{number}"
