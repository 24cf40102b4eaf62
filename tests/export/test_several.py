"""Files of several articles: contents in front, entries that lead to the articles, nothing of a lost one."""

from __future__ import annotations

import html
import io
import re
import zipfile
from contextlib import closing
from dataclasses import replace

import lxml.html
import pypdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from reader.errors import UnusableError
from reader.export.format import Item, Volume
from reader.export.registry import find

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def articles(article, picture):
    """Three with titles of their own; that of the second has no day and no site."""
    return [
        Item(replace(article, id="a" * 16, title="Bài <một>"), picture),
        Item(replace(article, id="b" * 16, title="Bài *hai*", date=None, date_text=None, site=None), picture),
        Item(replace(article, id="c" * 16, title="مقال", language="ar"), picture),
    ]


def whole(name, items, title="bầu cử & <tin>"):
    target = io.BytesIO()
    with closing(find(name).collect(target, Volume(title, f"all.{name}"))) as collection:
        for item in items:
            collection.add(item)
        collection.finish()
    return target.getvalue()


def test_web_pages_link_their_contents_and_keep_languages(articles):
    page = lxml.html.document_fromstring(whole("html", articles).decode("utf-8"))
    assert page.findtext("head/title") == "bầu cử & <tin>"
    links = page.xpath("//nav//a")
    assert [link.text for link in links] == ["Bài <một>", "Bài *hai*", "مقال"]
    for link in links:
        (target,) = page.xpath(f"//article[@id='{link.get('href')[1:]}']")
        assert target.findtext(".//h1") == link.text
        assert "SHA-256" in target.text_content()
    assert [each.get("lang") for each in page.iter("article")] == ["vi", "vi", "ar"]
    assert page.xpath("//article[3]/@dir") == ["rtl"]
    assert not page.xpath("//img[not(starts-with(@src, 'data:'))]")


def test_markdown_has_one_front_matter_and_pictures_of_all_at_the_end(articles):
    text = whole("md", articles).decode("utf-8")
    assert text.startswith('---\ntitle: "bầu cử & <tin>"\narticles: 3\n')
    names = re.findall(r"(?m)^\[(picture-[0-9-]+)\]: <data:", text)
    assert names == ["picture-1-1", "picture-2-1", "picture-3-1"]
    assert "SHA-256" not in text[text.index("[picture-1-1]: ") :]
    body = text.split("\n---\n", 1)[1].partition("[picture-1-1]: ")[0]
    page = lxml.html.fromstring(f"<div>{MarkdownIt('commonmark').render(body)}</div>")
    links = page.xpath("//ol[1]//a")
    assert [link.text_content() for link in links] == ["Bài <một>", "Bài *hai*", "مقال"]
    assert [link.get("href") for link in links] == [f"#{each}" for each in page.xpath("//a/@id")]
    assert [each.text_content() for each in page.iter("h1")][1:] == ["Bài <một>", "Bài *hai*", "مقال"]


def test_pdfs_count_their_pages_and_lead_to_them(articles):
    document = pypdf.PdfReader(io.BytesIO(whole("pdf", articles)))
    assert document.page_labels[:3] == ["i", "1", "2"]
    assert document.metadata.title == "bầu cử & <tin>"
    marks = [each for each in document.outline if not isinstance(each, list)]
    assert [each["/Title"] for each in marks] == ["Contents", "Bài <một>", "Bài *hai*", "مقال"]
    targets = [document.get_destination_page_number(each) for each in marks]
    told = document.pages[0].extract_text()
    for link, target in zip(document.pages[0]["/Annots"], targets[1:], strict=True):
        page = link.get_object()["/Dest"][0]
        page = page if isinstance(page, int) else document.get_page_number(page.get_object())
        assert page == target
        assert str(target) in told  # pages of articles count from one
    assert "3 articles" in told


def test_long_contents_of_a_pdf_take_several_pages(article):
    many = [
        Item(replace(article, title=f"Bài số {n}", html="", text="a"), lambda _s: None) for n in range(60)
    ]
    document = pypdf.PdfReader(io.BytesIO(whole("pdf", many)))
    labels = document.page_labels
    count = labels.index("1")
    assert count > 1
    links = [each.get_object() for page in document.pages[:count] for each in page["/Annots"]]
    assert len(links) == 60
    for link in links:
        _left, lower, _right, upper = link["/Rect"]
        assert 50 < lower < upper < 800
    assert "Bài số 59" in document.pages[count - 1].extract_text()


def test_word_documents_have_a_section_for_each_and_links_to_it(articles):
    with zipfile.ZipFile(io.BytesIO(whole("docx", articles))) as file:
        tree = etree.fromstring(file.read("word/document.xml"))
        heads = [file.read(name).decode() for name in file.namelist() if "/header" in name]
    assert [
        each.get(f"{WORD}anchor") for each in tree.iter(f"{WORD}hyperlink") if each.get(f"{WORD}anchor")
    ] == [each.get(f"{WORD}name") for each in tree.iter(f"{WORD}bookmarkStart")]
    sections = list(tree.iter(f"{WORD}sectPr"))
    assert len(sections) == 4
    assert not sections[0].findall(f"{WORD}headerReference")  # that of the contents
    assert sorted(re.findall(">(Bài[^<]*|مقال)<", "".join(heads))) == ["Bài &lt;một&gt;", "Bài *hai*", "مقال"]


@pytest.mark.parametrize("name", ["pdf", "html", "docx", "md", "epub"])
def test_an_article_that_fails_leaves_no_trace(articles, name):
    def lost(_source):
        raise UnusableError("path-unusable", path="gone", reason="away")

    first, second, third = articles
    target = io.BytesIO()
    with closing(find(name).collect(target, Volume("", f"all.{name}"))) as collection:
        collection.add(first)
        with pytest.raises(UnusableError):
            collection.add(replace(second, picture=lost))
        collection.add(third)
        collection.finish()
    data = target.getvalue()
    if name in ("docx", "epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = b"".join(file.read(each) for each in file.namelist())
    elif name == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        data = "".join(page.extract_text() for page in pages).encode()
    told = html.unescape(data.decode("utf-8", "replace")).replace("\\", "")
    assert "Bài <một>" in told
    assert "*hai*" not in told
