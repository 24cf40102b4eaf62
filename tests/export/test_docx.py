"""Word documents: real styles, tables with their spans, lists that count anew, links and properties."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from reader.export.registry import DOCX
from reader.model import Resource


def opened(item):
    return docx.Document(io.BytesIO(DOCX.render(item)))


def paragraphs(document):
    return {each.text: each.style.name for each in document.paragraphs if each.text}


def test_styles_are_words_own(item, article):
    told = paragraphs(opened(item))
    assert told[article.title] == "Title"
    assert told["Kết quả"] == "Heading 2"
    assert told["Một là phát huy dân chủ"] == "List Bullet"
    assert told["Lễ khai mạc sáng 2/6"] == "Caption"


def test_header_footer_and_properties_tell_the_origin(item, article):
    document = opened(item)
    section, told = document.sections[0], document.core_properties
    assert section.header.paragraphs[0].text == article.title
    foot = section.footer.paragraphs[0].text
    assert article.url in foot
    assert article.sha256[:16] in foot
    assert (told.title, told.author, told.subject) == (article.title, article.byline, article.url)
    assert (told.language, told.identifier) == ("vi", f"sha256:{article.sha256}")
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_links_lead_where_they_did(item):
    document = opened(item)
    targets = {
        document.part.rels[each.get(qn("r:id"))].target_ref: "".join(t.text for t in each.iter(qn("w:t")))
        for each in document.element.body.iter(qn("w:hyperlink"))
    }
    assert targets["https://xa-a.example/portal/khac/12.html"] == "Xem thêm"
    assert targets["https://xa-a.example/tep/12.pdf"] == "Quyết định số 12"
    assert not any(target.startswith("javascript") for target in targets)


def test_tables_keep_their_spans_and_repeat_their_head(going):
    html = (
        "<table><caption>Bảng 1</caption><tr><th rowspan=2>Xã</th><th colspan=2>Phiếu</th></tr>"
        "<tr><th>hợp lệ</th><th>hỏng</th></tr><tr><td>A</td><td>1<table><tr><td>trong</td></tr></table></td>"
        "<td>2</td></tr></table>"
    )
    document = opened(going(html=html, text="", lead=None))
    table = document.tables[0]
    assert [[cell.text.split("\n")[0] for cell in row.cells] for row in table.rows] == [
        ["Xã", "Phiếu", "Phiếu"],
        ["Xã", "hợp lệ", "hỏng"],
        ["A", "1", "2"],
    ]
    assert table.cell(2, 1).tables[0].cell(0, 0).text == "trong"
    assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 2
    assert paragraphs(document)["Bảng 1"] == "Caption"


def test_every_numbered_list_counts_from_its_own_start(going):
    html = "<ol><li>a</li></ol><p>x</p><ol start=4><li>b<ul><li>c</li></ul></li></ol>"
    document = opened(going(html=html, text="", lead=None))
    numbers = {}
    for each in document.paragraphs:
        if each.text in ("a", "b"):
            numbers[each.text] = each._p.pPr.numPr.numId.val
    assert numbers["a"] != numbers["b"]
    numbering = document.part.numbering_part.element
    start = numbering.num_having_numId(numbers["b"]).lvlOverride_lst[0].find(qn("w:startOverride"))
    assert start.get(qn("w:val")) == "4"
    assert paragraphs(document)["c"] == "List Bullet 2"


def test_letters_keep_their_look_and_blanks_their_number(going):
    html = "<p>một <b>hai</b>\n  <i>ba</i><sup>1</sup> <s>bốn</s>  năm</p>"
    document = opened(going(html=html, text="", lead=None))
    paragraph = next(each for each in document.paragraphs if each.text.startswith("một"))
    assert paragraph.text == "một hai ba1 bốn năm"
    looks = {run.text.strip(): run.font for run in paragraph.runs}
    assert looks["hai"].bold
    assert looks["ba"].italic
    assert looks["1"].superscript
    assert looks["bốn"].strike


@pytest.mark.parametrize("body", [b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0\x00"])
def test_bytes_that_are_no_picture_are_named(going, body):
    item = going(
        lambda source: Resource(body, "image/png"), html="<img src='a.png' alt='Bản đồ'>", text="", lead=None
    )
    assert "[picture: Bản đồ]" in paragraphs(opened(item))


def test_arabic_runs_from_right_to_left(going):
    document = opened(going(language="ar", html="<p>دعوة</p>", text="", lead=None))
    paragraph = next(each for each in document.paragraphs if each.text == "دعوة")
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
