"""The articles of the sample archive, exported and read back: not a word is lost, added or moved."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
import shutil
import subprocess
import zipfile
from contextlib import closing

import docx
import lxml.html
import pybtex.database
import pypdf
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt

from reader.assets import sample_archive
from reader.export.citation import PROGRAM
from reader.export.citing import STYLES, cite
from reader.export.format import Item, Volume
from reader.export.heading import shown_title
from reader.export.registry import find
from reader.extract.article import Extracted
from reader.extract.attempt import attempt
from reader.formats.registry import pages, read
from reader.formats.walk import walk
from reader.model import FoundFile, Holding, SavedPage
from reader.text.vietnamese import squash

# Letters that Qt stores in the order in which they are drawn.
OTHER_ORDER = re.compile("[\u0600-\u06ff\u4e00-\u9fff]")
PAGE, HEAD, FOOT = 842, 80, 86  # points: the height of a page, and what stands above and below its text
MOST_BETWEEN = 250  # signs before or within a text that are none of it: title, facts, numbers of a list
# The least that a style must have; ours, so that the test needs no file of others.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>https://style.example/t</id><updated>2024-01-01T00:00:00Z</updated></info>
<citation><layout><names variable="author"/><text variable="title" prefix=" "/></layout></citation>
<bibliography><layout><names variable="author"/><text variable="title" prefix=" "/>
<text variable="container-title" prefix=" "/><text variable="URL" prefix=" "/>
<date variable="issued" prefix=" "><date-part name="year"/></date></layout></bibliography></style>"""


def embedded(article):
    """The pictures inside the page's own file."""
    return lambda source: read(article.path, source) if source.startswith("#embedded-") else None


def held(article):
    """Where its page lies."""
    place = Holding(article.path, article.member, article.url, article.captured, article.captured_from)
    return lambda: (place,)


@pytest.fixture(scope="module")
def items():
    found = [
        attempt(page)
        for file in walk([str(sample_archive())])
        if isinstance(file, FoundFile)
        for page in pages(file)
        if isinstance(page, SavedPage)
    ]
    articles = [each.article for each in found if isinstance(each, Extracted)]
    assert len(articles) >= 30
    return [Item(each, embedded(each), "a tool", holdings=held(each)) for each in articles]


def pressed(text):
    """The text without white space, names of missing pictures and signs around a quotation."""
    return "".join(re.sub(r'\[picture[^\]]*\]|"', "", text).split())


def changes(told, wanted):
    """What an export says otherwise than the article, for a message that can be read."""
    places = difflib.SequenceMatcher(None, wanted, told, autojunk=False).get_opcodes()
    return [(wanted[a:b], told[c:d]) for operation, a, b, c, d in places if operation != "equal"]


def whole(name, items):
    """One file of all articles."""
    target = io.BytesIO()
    with closing(find(name).collect(target, Volume("Tất cả", f"all.{find(name).ending}"))) as collection:
        for item in items:
            collection.add(item)
        collection.finish()
    return target.getvalue()


def assert_origin(told, article):
    """All that leads back to the file is there."""
    told = pressed(told)
    for fact in (article.url, article.path, article.sha256, PROGRAM, (article.captured or "")[:10], "a tool"):
        assert pressed(fact or "") in told, (article.path, fact)


def test_web_pages_say_what_the_articles_say(items):
    for item in items:
        page = lxml.html.document_fromstring(
            find("html").render(item), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
        (content,) = page.xpath("//article/div")
        told, wanted = pressed(content.text_content()), pressed(item.article.text)
        assert told == wanted, (item.article.path, changes(told, wanted))
        assert_origin(page.text_content(), item.article)


def test_plain_texts_say_what_the_articles_say(items):
    for item in items:
        told = find("txt").render(item).decode("utf-8")
        assert pressed(item.article.text) in pressed(told)
        assert_origin(told, item.article)


def test_markdown_says_what_the_articles_say(items):
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda _address: True  # it takes no pictures of our kinds, for the sake of browsers
    for item in items:
        front, _line, body = find("md").render(item).decode("utf-8").partition("\n---\n")
        content = lxml.html.fromstring(f"<div>{reader.render(body)}</div>")
        told, wanted = pressed(content.text_content()), pressed(item.article.text)
        head, _found, rest = told.partition(wanted)
        assert wanted in told, (item.article.path, changes(told, wanted))
        assert len(head) < 300  # title, byline, day, site
        assert not rest or rest.startswith("Attachments"), item.article.path
        assert_origin(front, item.article)


def pypdf_text(data):
    """The text of all pages without their heads and feet."""
    kept = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:

        def keep(text, matrix, text_matrix, _font, _size):
            height = matrix[1] * text_matrix[4] + matrix[3] * text_matrix[5] + matrix[5]
            if FOOT <= height <= PAGE - HEAD:
                kept.append(text)

        page.extract_text(visitor_text=keep)
    return "".join(kept)


def pdftotext(data):
    """The same by another program."""
    area = ("-x", "0", "-y", str(HEAD), "-W", "700", "-H", str(PAGE - HEAD - FOOT))
    ran = subprocess.run(["pdftotext", "-raw", *area, "-", "-"], input=data, capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


def end_of(text, told, begin=0):
    """Where the text ends in what an export says: all paragraphs in their order."""
    at = begin
    for paragraph in map(pressed, text.split("\n\n")):
        found = told.find(paragraph, at)
        assert found >= 0, (paragraph, told[at : at + 200])
        assert found - at < MOST_BETWEEN, told[at:found]
        at = found + len(paragraph)
    return at


def test_pdfs_say_what_the_articles_say(items):
    for item in items:
        article = item.article
        if OTHER_ORDER.search(article.text):
            continue
        data = find("pdf").render(item)
        document = pypdf.PdfReader(io.BytesIO(data))
        for read_pdf in (pypdf_text, pdftotext) if shutil.which("pdftotext") else (pypdf_text,):
            told = pressed(read_pdf(data))
            at = end_of(article.text, told)
            assert_origin(told[at:], article)
        assert document.metadata.title == shown_title(article)
        assert document.outline[0]["/Title"] == shown_title(article)


def test_word_documents_say_what_the_articles_say(items):
    for item in items:
        article = item.article
        data = find("docx").render(item)
        document = docx.Document(io.BytesIO(data))
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            told = "".join(etree.fromstring(file.read("word/document.xml")).itertext())
        assert pressed(article.text) in pressed(told), changes(pressed(told), pressed(article.text))
        assert_origin(told, article)
        assert document.core_properties.title == shown_title(article)[:255]
        tables = list(document.element.body.iter(qn("w:tbl")))
        assert len(tables) >= article.tables + 1  # that of the origin is the last
        for table in tables:
            columns = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
            for row in table.findall(qn("w:tr")):
                spans = [each.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for each in row.findall(qn("w:tc"))]
                assert sum(int(each.get(qn("w:val"))) if each is not None else 1 for each in spans) == columns


def test_a_book_of_all_says_what_the_articles_say(items):
    with zipfile.ZipFile(io.BytesIO(whole("epub", items))) as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert book.read("mimetype") == b"application/epub+zip"
        container = etree.fromstring(book.read("META-INF/container.xml"))
        assert container.find(".//{*}rootfile").get("full-path") == "EPUB/package.opf"
        package = etree.fromstring(book.read("EPUB/package.opf"))
        listed = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
        parts = {name for name in book.namelist() if name.startswith("EPUB/")}
        assert parts == {"EPUB/package.opf", *(f"EPUB/{name}" for name in listed.values())}
        order = [listed[each.get("idref")] for each in package.iter("{*}itemref")]
        chapters = [etree.fromstring(book.read(f"EPUB/{name}")) for name in order[2:]]
        contents = etree.fromstring(book.read("EPUB/nav.xhtml"))
        named = [each.get("href") for each in contents.find(".//{*}nav").iter("{*}a")]
        assert named == order[2:]
        for chapter, item in zip(chapters, items, strict=True):
            content = chapter.find('.//{*}div[@class="body"]')
            told = pressed("".join(content.itertext())) if content is not None else ""
            wanted = pressed(item.article.text)
            assert told == wanted, (item.article.path, changes(told, wanted))
            assert_origin("".join(chapter.itertext()), item.article)
            assert chapter.get("lang") == (item.article.language or "und")
            for image in chapter.iter("{*}img"):
                assert f"EPUB/{image.get('src')}" in parts


def test_a_bibliography_of_all_is_read_by_others(items):
    articles = [item.article for item in items]
    entries = pybtex.database.parse_string(whole("bibtex", items).decode("utf-8"), "bibtex").entries
    assert len(entries) == len(articles)
    records = rispy.loads(whole("ris", items).decode("utf-8"))
    assert [squash(each["title"]) for each in records] == [shown_title(each) for each in articles]
    for record, entry, article in zip(records, entries.values(), articles, strict=True):
        assert (record.get("urls") or [None])[0] == article.url
        assert record.get("date") == (article.date and article.date.replace("-", "/") + "/")
        assert entry.fields.get("date") == article.date
        assert_origin(" ".join([*record["notes"], article.url or ""]), article)


def test_citation_processors_render_all(items):
    data = json.loads(whole("csl-json", items))
    for entry in data:
        assert_csl(entry)
    source = CiteProcJSON(data)
    style = CitationStylesStyle(io.StringIO(STYLE), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    told = "\n".join(str(each) for each in bibliography.bibliography())
    for item, entry in zip(items, data, strict=True):
        assert pressed(shown_title(item.article)) in pressed(told)
        assert_origin(entry["note"], item.article)


def assert_csl(entry):
    """The shape of an item of the CSL data model: names, dates and texts."""
    for name, value in entry.items():
        if name == "author":
            assert all(set(each) == {"literal"} for each in value)
        elif name in ("issued", "accessed"):
            (day,) = value["date-parts"]
            assert [type(part) for part in day] == [int] * 3
        else:
            assert isinstance(value, str), name
            assert value, name
    assert entry["type"] == "webpage"


SHAPE = {
    **dict.fromkeys(("id", "path", "text", "html", "sha256", "format", "exported_with"), str),
    **dict.fromkeys(
        ("member", "url", "site", "title", "lead", "byline", "date", "date_text"), (str, type(None))
    ),
    **dict.fromkeys(("date_from", "captured", "captured_from", "language"), (str, type(None))),
    **dict.fromkeys(("section", "images", "related", "notices", "links", "documents", "attachments"), list),
    **dict.fromkeys(("tables", "size"), int),
    "source": (dict, type(None)),
    "encoding": dict,
    "saved_with": str,
}


def test_json_lines_have_the_shape_of_the_contract(items):
    lines = [json.loads(line) for line in whole("jsonl", items).decode("utf-8").splitlines()]
    assert len(lines) == len(items)
    for line, item in zip(lines, items, strict=True):
        assert set(line) == set(SHAPE)
        assert all(isinstance(line[name], kind) for name, kind in SHAPE.items())
        assert line["text"] == item.article.text


def test_a_table_has_a_row_for_each(items):
    rows = list(csv.DictReader(io.StringIO(whole("csv", items).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [item.article.id for item in items]
    for row, item in zip(rows, items, strict=True):
        assert_origin("\n".join(row.values()), item.article)


def text_of_html(page):
    for skipped in page.xpath("//style|//script|//head"):
        skipped.drop_tree()
    return page.text_content()


def text_of_docx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "".join(etree.fromstring(file.read("word/document.xml")).itertext())


def text_of_markdown(data):
    _nothing, _front, body = re.split(r"(?m)^---$", data.decode("utf-8"), maxsplit=2)
    return lxml.html.fromstring(
        f"<div>{MarkdownIt('commonmark').enable('table').render(body)}</div>"
    ).text_content()


WHOLE = {
    "pdf": lambda data: (pdftotext if shutil.which("pdftotext") else pypdf_text)(data),
    "html": lambda data: text_of_html(lxml.html.document_fromstring(data.decode("utf-8"))),
    "docx": text_of_docx,
    "md": text_of_markdown,
    "txt": lambda data: data.decode("utf-8"),
}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_one_file_of_all_says_what_the_articles_say(items, name):
    shown = [each for each in items if not OTHER_ORDER.search(each.article.text)]
    told = pressed(WHOLE[name](whole(name, shown)))
    at = 0
    for item in shown:  # first the list of all
        title = pressed(shown_title(item.article))
        at = told.index(title, at) + len(title)
    for item in shown:
        begin = told.index(pressed(shown_title(item.article)), at)
        assert begin - at < 900, told[at:begin]  # the origin of the article before it
        at = end_of(item.article.text, told, begin)
        assert_origin(told[at : at + 900], item.article)


def test_json_of_all_is_a_list(items):
    shapes = json.loads(whole("json", items))
    assert [each["id"] for each in shapes] == [item.article.id for item in items]
    assert shapes[0] == json.loads(find("json").render(items[0]))


@pytest.mark.parametrize("style", [each.name for each in STYLES])
def test_citations_name_page_copy_and_hash(items, style):
    for item in items:
        article, told = item.article, cite(item.article, style).text
        for fact in (shown_title(article), article.byline, article.site, article.url, article.sha256[:16]):
            assert squash(fact or "") in told
        assert "\n" not in told


@pytest.mark.parametrize("name", ["warc", "wacz"])
def test_archives_of_all_are_read_back_as_the_same_articles(items, name, tmp_path):
    path = tmp_path / f"all.{find(name).ending}"
    path.write_bytes(whole(name, items))
    file = FoundFile(str(path), "", path.stat().st_size, path.stat().st_mtime_ns)
    found = [attempt(page) for page in pages(file) if isinstance(page, SavedPage)]
    read_back = [each.article for each in found if isinstance(each, Extracted)]
    again = {(each.url, each.captured): each for each in read_back}
    for item in items:
        article = item.article
        found = again[article.url, article.captured]
        assert (found.title, found.text) == (article.title, article.text)
        if article.format != "mhtml":  # its page is decoded on the way
            assert found.sha256 == article.sha256
