"""What was said by hand, brought to the pages that come in: those known before, and later captures of theirs.

A later capture takes over what was said of an earlier one only where it is read to say the same: then the
same mistake gets the same correction, and what has really changed on the page stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.hand_work import ChosenEncoding
from reader.library.corrections import lay_over, value_of
from reader.library.rows import LINK_KINDS, LinkRow, ReadPage
from reader.model import Article, Correction, Encoding
from reader.text import urls

SOURCE_LINK = LINK_KINDS.index("source")


class HandWorkOver:
    """Lays corrections over pages before they are stored; used by the one writer, inside a transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._work = catalogue.hand_work
        self._ids = self._work.ids()
        self._pages = self._work.pages()

    def of_new(self, page: ReadPage) -> ReadPage:
        """A page that is new to the library, with what was said of it, or of an earlier capture of it."""
        key = page_of(page.article)
        if page.article.id not in self._ids and key is not None and key in self._pages:
            self._inherit(page.article, key)
        return self.of_known(page)

    def of_known(self, page: ReadPage) -> ReadPage:
        """A page that is read again."""
        if page.article.id not in self._ids:
            return page
        self._work.set_page(page.article.id, page_of(page.article))
        return corrected(page, self._work.corrections(page.article.id))

    def _inherit(self, article: Article, key: int) -> None:
        taken: set[str] = set()
        for correction in self._work.corrections_of_page(key):
            if correction.field not in taken and value_of(article, correction.field) == correction.extracted:
                taken.add(correction.field)
                self._work.put_correction(article.id, key, correction)
        reading = encoding_words(article.encoding)
        chosen = next((each for each in self._work.encodings_of_page(key) if each.was == reading), None)
        if chosen is not None:
            made = (chosen.encoding, chosen.was, chosen.made, chosen.made_on)
            self._work.put_encoding(ChosenEncoding(article.id, key, *made))
        if taken or chosen is not None:
            self._ids |= {article.id}


def page_of(article: Article) -> int | None:
    """The key under which all captures of an article's page are known."""
    return page_of_address(article.url)


def page_of_address(url: str | None) -> int | None:
    """The same, of an address; None where it is none of the web."""
    return keys.address_keys(url)[0] if url and urls.is_web(url) else None


def encoding_words(encoding: Encoding) -> str:
    """How a page was read without a choice, to be compared."""
    return f"{encoding.used} {encoding.repaired or ''}".rstrip()


def corrected(page: ReadPage, corrections: Iterable[Correction]) -> ReadPage:
    """The page with corrections in what lists, links and the index show; what is packed stays as read."""
    article = lay_over(page.article, corrections)
    if article is page.article:
        return page
    title_key = keys.title_key(article.site, article.title)
    return replace(page, article=article, title_key=title_key, links=with_source(page.links, article))


def with_source(links: Iterable[LinkRow], article: Article) -> tuple[LinkRow, ...]:
    """The links of an article whose credit line may have been set by hand."""
    if not any(correction.field == "source" for correction in article.corrections):
        return tuple(links)
    rows = [link for link in links if link.kind != SOURCE_LINK]
    if article.source is not None and article.source.url:
        key, page_key = keys.address_keys(article.source.url)
        rows.append(LinkRow(SOURCE_LINK, key, page_key, None, None, article.source.url))
    return tuple(rows)
