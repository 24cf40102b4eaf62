"""Templates: learnt from all pages of a site, so that no order or number of imports changes an article."""

import os
import random
from collections import deque
from dataclasses import replace
from zlib import crc32

import pytest

from reader.extract import templates
from reader.extract.article import Extracted
from reader.extract.attempt import attempt as extract_attempt
from reader.library import readers, reading
from reader.library.library import Library
from reader.model import Fingerprint

COUNT = 12


def attempt(page, template=None):
    """Extraction as simple as can be: a paragraph that repeats on the site is no part of the article."""
    found = extract_attempt(page)
    paragraphs = found.article.text.split("\n\n")
    marks = {paragraph: crc32(paragraph.encode()) for paragraph in paragraphs}
    repeated = template.repeated if template else frozenset()
    text = "\n\n".join(paragraph for paragraph in paragraphs if marks[paragraph] not in repeated)
    article = replace(found.article, text=text)
    return Extracted(article, Fingerprint(article.site, tuple(sorted(set(marks.values())))))


@pytest.fixture(autouse=True)
def simple_extraction(monkeypatch):
    monkeypatch.setattr(reading, "attempt", attempt)


@pytest.fixture
def pages(archive):
    return archive.site(COUNT)


def everything(library):
    """All articles by id, without the place where they lie."""
    found = library._catalogue.database.all("SELECT id FROM articles ORDER BY id")
    return [replace(library.article(row[0]), path="", captured=None) for row in found]


def test_pages_that_a_template_changes_are_read_again(pages, archive, library, run, agrees):
    report = run(library, archive.folder)
    assert report.reextracted > 0
    assert library._catalogue.sites.stale() == []
    template = templates.unpack_template(
        library._catalogue.sites.template(library._catalogue.sites.current("xa-a.example"))
    )
    assert template.site == "xa-a.example"
    agrees(library)
    again = run(library, archive.folder)
    assert (again.reextracted, again.unchanged) == (0, COUNT)


def test_order_and_number_of_imports_change_nothing(pages, archive, library, run, tmp_path):
    run(library, archive.folder)
    expected = everything(library)
    assert len(expected) == COUNT
    for seed in range(3):
        order = random.Random(seed).sample(pages, COUNT)
        with Library(tmp_path / f"library-{seed}") as other:
            for start in range(0, COUNT, 5):
                run(other, *order[start : start + 5])
            assert everything(other) == expected


def test_a_page_that_goes_teaches_no_longer(pages, archive, library, run, tmp_path):
    run(library, *pages[:6])
    expected = everything(library)
    with Library(tmp_path / "other") as other:
        run(other, archive.folder)
        assert everything(other)[0].text != ""
        for page in pages[6:]:
            page.unlink()
        run(other, archive.folder)
        kept = [article for article in everything(other) if article.id in {each.id for each in expected}]
        assert kept == expected


def test_a_page_that_cannot_be_read_again_waits(pages, archive, library, run, monkeypatch, tmp_path):
    real = readers.read_file
    monkeypatch.setattr(readers, "read_file", lambda task: [])
    report = run(library, archive.folder)
    assert report.reextracted == 0
    monkeypatch.setattr(readers, "read_file", real)
    pages.append(
        archive.page(
            "xa-a.example/last.html", "Trang cuối của kho này đây", url="https://xa-a.example/last.html"
        )
    )
    assert run(library, archive.folder).reextracted >= COUNT
    with Library(tmp_path / "other") as other:
        run(other, archive.folder)
        assert everything(other) == everything(library)


def test_reading_again_keeps_the_time_of_capture(pages, archive, library, run):
    for page in pages[:4]:
        os.utime(page, (1_600_000_000, 1_600_000_000))
    run(library, *pages[:4])
    for page in pages:
        os.utime(page, (1_700_000_000, 1_700_000_000))
    report = run(library, archive.folder)
    assert report.reextracted > 4
    captured = library._catalogue.database.all("SELECT captured, count(*) FROM articles GROUP BY captured")
    assert captured == [("2020-09-13T12:26:40Z", 4), ("2023-11-14T22:13:20Z", COUNT - 4)]
    first = library._catalogue.database.value("SELECT id FROM articles ORDER BY number")
    assert library.article(first).captured == "2020-09-13T12:26:40Z"


def test_cancelled_between_reading_and_learning_it_is_learnt_the_next_time(
    pages, archive, library, run, tmp_path
):
    steps = library.import_paths([str(archive.folder)])
    for step in steps:
        if step.stage == "learn":
            break
    steps.close()
    assert library._catalogue.sites.stale() == ["xa-a.example"]
    assert run(library, archive.folder).reextracted > 0
    with Library(tmp_path / "other") as other:
        run(other, archive.folder)
        assert everything(other) == everything(library)


def test_templates_nobody_uses_are_forgotten(pages, archive, library, run):
    run(library, archive.folder)
    deque(library.import_paths([str(archive.folder)]), maxlen=0)
    archive.page("xa-a.example/more.html", "Một trang nữa của xã này", url="https://xa-a.example/more.html")
    run(library, archive.folder)
    assert library._catalogue.database.value("SELECT count(*) FROM templates") == 1
    library.forget(str(archive.folder))
    run(library, archive.folder.parent / "library")
    assert library._catalogue.database.value("SELECT count(*) FROM fingerprints") == 0
