"""Articles made of a few words, and an index that holds them."""

from __future__ import annotations

import pytest

from reader.model import Article, Encoding, SearchRequest
from reader.search.index import SearchIndex


def make_article(article_id, text="", **fields):
    shape = {
        "id": article_id,
        "path": f"/a/{article_id}.html",
        "member": None,
        "url": None,
        "site": None,
        "title": None,
        "lead": None,
        "byline": None,
        "date": None,
        "date_text": None,
        "date_from": None,
        "captured": None,
        "captured_from": None,
        "source": None,
        "section": (),
        "language": "vi",
        "encoding": Encoding(None, "utf-8"),
        "text": text,
        "html": "",
        "images": (),
        "tables": 0,
        "related": (),
        "notices": (),
        "links": (),
        "documents": (),
        "attachments": (),
        "sha256": "0" * 64,
        "size": len(text),
        "format": "html",
    }
    return Article(**{**shape, **fields})


@pytest.fixture(scope="session")
def article():
    return make_article


class Shelf:
    """An index in a folder, filled with a line."""

    def __init__(self, folder):
        self.index = SearchIndex(folder)
        self.revision = 0

    def fill(self, *articles, gone=()):
        """Commit articles; a plain text gets the id d0, d1 … by its place."""
        self.revision += 1
        with self.index.writer() as writer:
            for number, entry in enumerate(articles):
                writer.add(make_article(f"d{number}", entry) if isinstance(entry, str) else entry)
            for article_id in gone:
                writer.delete(article_id)
            writer.commit(self.revision)
        return self

    def ask(self, query="", **fields):
        return self.index.search(SearchRequest(query, **{"limit": 1000, **fields}))

    def ids(self, query="", **fields):
        return [article_id for article_id, _ in self.ask(query, **fields).hits]


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path / "index")
    yield made
    made.index.close()


@pytest.fixture(scope="session")
def new_shelf():
    return Shelf
