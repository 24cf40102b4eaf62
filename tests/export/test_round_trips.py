"""Every format is read back by a reader of its own kind: the text is there, and so is where it comes from."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import docx
import lxml.html
import pybtex.database
import pypdf
import pytest
import rispy
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt

from reader.export.citation import PROGRAM, source_line
from reader.export.citing import cite
from reader.export.format import Remark
from reader.export.registry import FORMATS, find
from reader.model import Correction, Source
from reader.text.vietnamese import squash

NO_PICTURE = "[picture: none.jpg]"


def read_txt(data):
    return data.decode("utf-8")


def read_html(data):
    page = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
    return "\n".join(page.find("body").itertext())


def read_md(data):
    _nothing, front, body = re.split(r"(?m)^---$", data.decode("utf-8"), maxsplit=2)
    facts = [json.loads(line.partition(": ")[2]) for line in front.strip().splitlines()]
    page = MarkdownIt("commonmark").enable("table").render(body)
    told = "\n".join(lxml.html.fromstring(f"<div>{page}</div>").itertext())
    return "\n".join(map(str, facts)) + "\n" + told


def read_pdf(data):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def read_json(data):
    article = json.loads(data)
    return "\n".join([article["text"], *texts(article)])


def texts(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def read_bibtex(data):
    entries = pybtex.database.parse_string(data.decode("utf-8"), "bibtex").entries
    (entry,) = entries.values()
    people = [" ".join(person.last_names) for person in entry.persons["author"]]
    told = "\n".join([*entry.fields.values(), *people])
    for written, meant in (("textbraceleft", "{"), ("textbraceright", "}"), ("textbackslash", "\\")):
        told = told.replace(f"\\{written}{{}}", meant)
    return re.sub(r"\\([%&#$_])", r"\1", told).replace("{{", "").replace("}}", "")


def read_docx(data):
    document = docx.Document(io.BytesIO(data))
    section, told = document.sections[0], document.core_properties
    parts = [section.header._element, document.element.body, section.footer._element]
    lines = [
        "".join(each.text for each in line.iter(qn("w:t"))) for part in parts for line in part.iter(qn("w:p"))
    ]
    return "\n".join([*lines, told.title, told.author, told.comments])


def read_epub(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        package = etree.fromstring(book.read("EPUB/package.opf"))
        names = [each.get("href") for each in package.iter("{*}item") if each.get("id").startswith("chapter")]
        pages = [etree.fromstring(book.read(f"EPUB/{name}")).find("{*}body") for name in names]
    return "\n".join(["\n".join(package.itertext()), *("\n".join(page.itertext()) for page in pages)])


def read_ris(data):
    (entry,) = rispy.loads(data.decode("utf-8"))
    return "\n".join(texts(entry)).replace("A,", "A").replace("/", "-") + "\n" + "\n".join(texts(entry))


def read_csl_json(data):
    (entry,) = json.loads(data)
    days = [
        "-".join(f"{part:02}" for part in entry[name]["date-parts"][0]) for name in ("issued", "accessed")
    ]
    return "\n".join([*texts(entry), *days])


def read_csv(data):
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return "\n".join(row.values())


READERS = {
    "docx": read_docx,
    "epub": read_epub,
    "ris": read_ris,
    "csl-json": read_csl_json,
    "jsonl": read_json,
    "csv": read_csv,
    "txt": read_txt,
    "html": read_html,
    "md": read_md,
    "pdf": read_pdf,
    "json": read_json,
    "bibtex": read_bibtex,
}


# Read back in tests of their own: a line of text, and the saved pages themselves.
ELSEWHERE = {"citation", "warc", "wacz"}


@pytest.fixture(params=READERS)
def told(request, item):
    """What a format says, read back."""
    return squash(READERS[request.param](find(request.param).render(item)))


def test_every_format_has_a_reader_here():
    assert {each.name for each in FORMATS} == set(READERS) | ELSEWHERE


def test_says_who_what_when_and_where_from(told, article):
    for fact in (article.title, article.byline, article.site, article.url):
        assert squash(fact) in told
    assert "2021-06-02" in told or "2 June 2021" in told
    assert article.source.url in told
    assert "2021-06-03" in told
    assert "07:12:00" in told
    assert "comment" in told or "as the saving program noted it" in told
    assert article.path in told
    assert article.member in told
    assert article.sha256 in told.replace(" ", "")
    assert "SingleFile" in told
    assert PROGRAM in told


@pytest.mark.parametrize("name", ["txt", "html", "md", "pdf", "docx", "epub", "json", "jsonl"])
def test_says_every_paragraph_in_order(name, item, article):
    told = squash(READERS[name](find(name).render(item)))
    end = 0
    for paragraph in article.text.split("\n\n"):
        place = told.find(squash(paragraph), end)
        assert place >= 0, paragraph
        end = place + len(squash(paragraph))


def test_bibtex_keeps_names_and_titles_together(item, article):
    data = find("bibtex").render(item).decode("utf-8")
    (entry,) = pybtex.database.parse_string(data, "bibtex").entries.values()
    (author,) = entry.persons["author"]
    assert str(author) == "{NGUYỄN VĂN A}"
    assert entry.fields["date"] == "2021-06-02"
    assert entry.fields["urldate"] == "2021-06-03"
    assert entry.fields["url"] == article.url
    assert data.count("{") == data.count("}")


def test_json_is_the_article(item, article):
    shape = json.loads(find("json").render(item))
    assert shape.pop("exported_with") == PROGRAM
    assert shape.pop("saved_with") == "SingleFile"
    assert shape == article.as_json()


def test_markdown_keeps_the_structure(item):
    body = find("md").render(item).decode("utf-8").split("\n---\n", 1)[1]
    assert "\n## Kết quả\n" in body
    assert "\n- Một là phát huy dân chủ\n" in body
    assert "| Tổ 1 | 1.204 |" in body
    assert "[Xem thêm](https://xa-a.example/portal/khac/12.html)" in body
    assert "[nguồn tin](https://bao.example/tin?a=1&b=2)" in body
    assert "bấm vào đây" in body
    assert "javascript" not in body
    assert "![Lễ khai mạc][picture-1]" in body
    assert re.search(r"(?m)^\[picture-1\]: <data:image/png;base64,", body)
    assert "(<https://xa-a.example/tep/12.pdf>)" in body


def test_a_picture_that_the_archive_lacks_is_named(item):
    for name in ("html", "md", "pdf", "docx", "epub"):
        told = squash(READERS[name](find(name).render(item)))
        assert NO_PICTURE in told


def test_pictures_are_inside(item, picture):
    data = find("html").render(item).decode("utf-8")
    (address,) = re.findall(r'<img[^>]* src="([^"]*)"', data)
    kind, _comma, content = address.partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(content) == picture("page_files/a.png").body
    document = pypdf.PdfReader(io.BytesIO(find("pdf").render(item)))
    assert sum(len(page.images) for page in document.pages) == 1
    with zipfile.ZipFile(io.BytesIO(find("epub").render(item))) as book:
        assert book.read("EPUB/pictures/picture-0001.png") == picture("page_files/a.png").body
    document = docx.Document(io.BytesIO(find("docx").render(item)))
    (shape,) = document.inline_shapes
    related = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert document.part.related_parts[related].blob == picture("page_files/a.png").body


REMARKS = (
    Remark("note", "Xem lại số liệu", made="2024-05-01T08:00:00Z"),
    Remark("highlight", "quan trọng", quote="Một là phát huy dân chủ"),
)


@pytest.mark.parametrize("name", READERS)
def test_what_readers_added_is_told_apart(name, item):
    told = squash(READERS[name](find(name).render(replace(item, remarks=REMARKS))))
    assert "Xem lại số liệu" in told
    assert "quan trọng" in told
    if name not in ("json", "jsonl"):
        assert "2024-05-01" in told
    if name in ("html", "md", "txt", "pdf", "docx", "epub"):
        assert "Added by the reader, not part of the page" in told


@pytest.mark.parametrize("name", sorted(set(READERS) - {"json", "jsonl"}))
def test_corrections_are_marked_as_such(name, item, article):
    made = Correction("byline", "NGUYỄN VĂN A", "NGUYEN VAN", "2024-05-01T08:00:00Z", article.id)
    corrected = replace(item, article=replace(article, corrections=(made,)))
    told = squash(READERS[name](find(name).render(corrected)))
    assert "the page says: NGUYEN VAN" in told


def test_a_ris_note_is_no_html(item):
    """Zotero drops what stands in angle brackets in a note."""
    data = find("ris").render(replace(item, remarks=(Remark("note", "x < y <b>"),))).decode("utf-8")
    notes = [line for line in data.splitlines() if line.startswith("N1")]
    assert len(notes) == 2
    assert "‹https://bao.example/tin?id=7&x=1›" in notes[0]
    assert not any("<" in line for line in notes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://bao.example/tin", "http://bao.example/tin"),
        ("https://bao.example/khac", "https://bao.example/khac <http://bao.example/tin>"),
        ("Báo Tỉnh", "Báo Tỉnh <http://bao.example/tin>"),
    ],
)
def test_a_source_is_not_told_twice(variant, text, told):
    assert source_line(variant(source=Source(text, "http://bao.example/tin"))) == told


def test_a_citation_on_the_clipboard_has_a_link(variant):
    html = cite(variant(url="https://a.example/x?a=1&b=2")).html
    assert '<a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>' in html
    assert "<a " not in cite(variant(url="javascript:alert(1)")).html
