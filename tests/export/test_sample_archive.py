"""The articles of the sample archive, exported and read back: not a word is lost, added or moved."""

from __future__ import annotations

import difflib
import io
import re

import lxml.html
import pypdf
import pytest
from markdown_it import MarkdownIt

from reader.assets import sample_archive
from reader.export.registry import find
from reader.extract.article import Extracted
from reader.extract.attempt import attempt
from reader.formats.registry import pages, read
from reader.formats.walk import walk
from reader.model import FoundFile, SavedPage


@pytest.fixture(scope="module")
def articles():
    found = [
        attempt(page)
        for file in walk([str(sample_archive())])
        if isinstance(file, FoundFile)
        for page in pages(file)
        if isinstance(page, SavedPage)
    ]
    articles = [each.article for each in found if isinstance(each, Extracted)]
    assert len(articles) >= 30
    return articles


def pressed(text):
    """The text without white space, names of missing pictures and signs around a quotation."""
    return "".join(re.sub(r'\[picture[^\]]*\]|"', "", text).split())


def changes(told, wanted):
    """What an export says otherwise than the article, for a message that can be read."""
    places = difflib.SequenceMatcher(None, wanted, told, autojunk=False).get_opcodes()
    return [(wanted[a:b], told[c:d]) for operation, a, b, c, d in places if operation != "equal"]


def embedded(article):
    """The pictures inside the page's own file."""
    return lambda source: read(article.path, source) if source.startswith("#embedded-") else None


def test_web_pages_say_what_the_articles_say(articles):
    for article in articles:
        data = find("html").render(article, embedded(article))
        page = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
        (content,) = page.xpath("//article/div")
        told, wanted = pressed(content.text_content()), pressed(article.text)
        assert told == wanted, (article.path, changes(told, wanted))


def test_markdown_says_what_the_articles_say(articles):
    reader = MarkdownIt("commonmark").enable("table")
    reader.validateLink = lambda _address: True  # it takes no pictures of our kinds, for the sake of browsers
    for article in articles:
        data = find("md").render(article, embedded(article)).decode("utf-8")
        body = data.partition("\n---\n")[2]
        content = lxml.html.fromstring(f"<div>{reader.render(body)}</div>")
        told, wanted = pressed(content.text_content()), pressed(article.text)
        head, _found, rest = told.partition(wanted)
        assert wanted in told, (article.path, changes(told, wanted))
        assert len(head) < 300  # title, byline, day, site
        assert not rest or rest.startswith("Attachments"), article.path


def test_pdfs_say_every_paragraph(articles):
    for article in articles:
        if not re.search("[\u0600-\u06ff\u4e00-\u9fff]", article.text):  # letters are stored in another order
            data = find("pdf").render(article, embedded(article))
            pages = pypdf.PdfReader(io.BytesIO(data)).pages
            told = pressed("".join(page.extract_text() for page in pages))
            lost = [each for each in article.text.split("\n\n") if pressed(each) not in told]
            assert len(lost) <= len(pages), (article.path, lost)  # one may go on on the next page
