"""What can be offered in place of a page that is not in the archive: articles that say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import address_keys
from reader.library.references import references
from reader.library.searching import search
from reader.model import Backlink, Hit, SearchRequest
from reader.text import urls

if TYPE_CHECKING:
    from reader.search.index import SearchIndex

_MOST = 5
_LEAST_WORDS = 2
_ASKED = 3  # linking articles whose link text is looked at
_NO_WORD = re.compile(r"[^a-zA-Z]*\d[^-_+ ]*|index|default|home|detail|view|portal|pages?", re.I)


def nearest(
    catalogue: Catalogue, index: SearchIndex | None, url: str, linked_from: Sequence[Backlink]
) -> tuple[Hit, ...]:
    """Articles found by what the links to the address say, else by the words in the address itself."""
    if index is None or not urls.is_web(url):
        return ()
    for words in (*_link_texts(catalogue, url, linked_from), _words(url)):
        if len(words.split()) >= _LEAST_WORDS:
            hits = search(catalogue, lambda: index, SearchRequest(words, limit=_MOST)).hits
            if hits:
                return hits
    return ()


def _link_texts(catalogue: Catalogue, url: str, linked_from: Sequence[Backlink]) -> list[str]:
    key = address_keys(url)[0]
    found: dict[str, None] = {}
    for backlink in linked_from[:_ASKED]:
        number = catalogue.articles.number(backlink.id)
        if number is None:
            continue
        for _, said in references(catalogue.articles.article(number, "", None)):
            if said.title and urls.is_web(said.url) and address_keys(said.url)[0] == key:
                found[_plain(said.title)] = None
    return list(found)


def _words(url: str) -> str:
    """The words of an address's last name: "tin/bau-cu-thanh-cong-169161.html" says "bau cu thanh cong"."""
    name = unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.\w{2,5}$", "", name)
    return " ".join(word for word in re.split(r"[-_+. ]+", stem) if word and not _NO_WORD.fullmatch(word))


def _plain(text: str) -> str:
    """A text as words only, so that none of its signs is taken for an operator."""
    return " ".join(re.findall(r"\w+", text))
