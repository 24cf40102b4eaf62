"""Every page of the sample archive read as it was when somebody last looked at it.

A page that is read otherwise fails with the differences. To record them after a change that is meant::

    GOV_READER_RECORD=1 pytest tests/extract/test_golden.py

shows each difference once more, as a failure, while it records it; the next run passes.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from reader.assets import sample_archive
from reader.errors import PageError
from reader.extract import templates
from reader.extract.article import extract
from reader.formats import registry
from reader.formats.walk import walk
from reader.model import Rejected, SavedPage

GOLDEN = Path(__file__).parent / "golden"
ARCHIVE = unicodedata.normalize("NFC", str(sample_archive()))


@cache
def pages():
    files = [file for file in walk([ARCHIVE]) if not isinstance(file, Rejected)]
    found = [page for file in files for page in registry.pages(file) if isinstance(page, SavedPage)]
    return {
        os.path.relpath(unicodedata.normalize("NFC", page.path), ARCHIVE).replace(os.sep, "/"): page
        for page in found
    }


@cache
def site_templates():
    """The templates that an import of the archive learns."""
    prints = defaultdict(list)
    for page in pages().values():
        try:
            fingerprint = extract(page).fingerprint
        except PageError:
            continue
        prints[fingerprint.site].append(fingerprint)
    return {site: templates.learn(found) for site, found in prints.items()}


def record(page):
    """What is read of a page, without what depends on where and when the archive was unpacked."""
    try:
        article = extract(page, site_templates().get(extract(page).fingerprint.site)).article
    except PageError as error:
        return {"refused": error.code, "kind": error.kind}
    found = {
        name: getattr(article, name)
        for name in (
            "title",
            "lead",
            "byline",
            "date",
            "date_text",
            "date_from",
            "section",
            "url",
            "url_from",
            "base_url",
        )
    }
    found["captured"] = article.captured if article.captured_from != "file" else None
    found["source"] = article.source and [article.source.text, article.source.url]
    found["language"], found["encoding"] = article.language, article.encoding.used
    found["text"] = article.text.split("\n\n")
    found["html"] = article.html.replace("><", ">\n<").split("\n")
    found["images"] = [[image.src, image.caption] for image in article.images]
    found["tables"] = article.tables
    for name in ("related", "notices"):
        found[name] = [[entry.title, entry.date, entry.url] for entry in getattr(article, name)]
    found["links"] = [[link.kind, link.text, link.url] for link in article.links]
    found["documents"] = article.documents
    found["attachments"] = [[entry.text, entry.url] for entry in article.attachments]
    found["aliases"] = article.aliases
    return found


def written(found):
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def golden(name):
    plain = unicodedata.normalize("NFD", name.replace("đ", "d")).encode("ascii", "ignore").decode()
    return GOLDEN / (re.sub(r"[^A-Za-z0-9]+", "-", plain) + ".json")


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_of_the_sample(name):
    compare(written(record(pages()[name])), golden(name))


def compare(now, path):
    """Fails with what differs from the record; with the switch that is then recorded."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if now == before:
        return
    if os.environ.get("GOV_READER_RECORD"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    changes = difflib.unified_diff(before.splitlines(), now.splitlines(), "recorded", "now", lineterm="", n=1)
    pytest.fail("\n".join(changes), pytrace=False)


def test_a_changed_article_is_shown_and_never_recorded_by_itself(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_text(written({"title": "Cũ", "text": ["một"]}), encoding="utf-8")
    now = written({"title": "Mới", "text": ["một"]})
    monkeypatch.delenv("GOV_READER_RECORD", raising=False)
    with pytest.raises(pytest.fail.Exception, match='- "title": "Cũ",\n\\+ "title": "Mới",'):
        compare(now, path)
    assert "Cũ" in path.read_text(encoding="utf-8")
    monkeypatch.setenv("GOV_READER_RECORD", "1")
    with pytest.raises(pytest.fail.Exception, match="Mới"):
        compare(now, path)
    compare(now, path)


def test_no_record_is_left_of_a_page_that_went():
    assert {path.name for path in GOLDEN.glob("*.json")} == {golden(name).name for name in pages()}
