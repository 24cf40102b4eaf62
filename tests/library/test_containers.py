"""Files that hold several pages and other parts; the format is made up for the test."""

import json
from contextlib import closing
from hashlib import sha256

import pytest

from reader.errors import NotFoundError
from reader.formats import registry
from reader.formats.format import Part
from reader.library import committing, readers
from reader.model import Rejected, Resource, ResourceEntry, SavedPage

HTML = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{title}</h1>
<p>Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới.</p>
<p>{title}: các đại biểu đề nghị công khai kết quả để người dân theo dõi và góp ý.</p>
</body></html>"""
PICTURE = "https://xa-a.example/anh.png"


@pytest.fixture
def container(archive, monkeypatch):
    """Writes a container: a list of (what, member, values)."""
    real_pages, real_read = registry.pages, registry.read

    def pages(file, part=None):
        if not file.absolute.endswith(".box"):
            yield from real_pages(file)
            return
        with open(file.absolute, encoding="utf-8") as stream:
            entries = json.load(stream)
            for what, member, value in entries[part.start : part.end] if part else entries:
                if what == "page":
                    body = HTML.format(title=value).encode()
                    digest = sha256(body).hexdigest()
                    url = f"https://xa-a.example/{member}"
                    yield SavedPage(
                        file.absolute, member, "box", body, digest, len(body), url, "2020-01-01T00:00:00Z"
                    )
                elif what == "part":
                    yield ResourceEntry(
                        file.absolute, member, PICTURE, "image/png", 5, value, kind="resource"
                    )
                else:
                    yield Rejected(file.absolute, member, what, value)

    def read(path, locator=None):
        if not path.endswith(".box"):
            return real_read(path, locator)
        if locator == "broken":
            raise NotFoundError("resource-missing", path=path, locator=locator)
        return Resource(locator.encode(), "image/png")

    def parts(file):
        with open(file.absolute, encoding="utf-8") as stream:
            count = len(json.load(stream))
        for start in range(0, count, 2):
            yield Part(start, start + 2)

    monkeypatch.setattr(registry, "parts", parts)
    monkeypatch.setattr(registry, "pages", pages)
    monkeypatch.setattr(registry, "read", read)

    def write(*entries, name="a.box"):
        (archive.folder / name).write_text(json.dumps(entries), encoding="utf-8")
        return archive.folder

    return write


def test_pages_parts_and_failures_are_counted(container, library, run, ids):
    folder = container(
        ("page", "1", "Trang thứ nhất của tệp này"),
        ("part", "p", "2020-01-01T00:00:00Z"),
        ("failed", "2", "record-damaged"),
        ("skipped", "3", "redirect"),
        ("other", "4", "robots"),
        ("page", "5", "Trang thứ hai của tệp này"),
    )
    for _ in range(2):
        report = run(library, folder)
        assert (report.files, report.seen, report.articles) == (1, 4, 2)
        assert [(each.member, each.code) for each in report.failed] == [("2", "record-damaged")]
        assert [(each.member, each.code) for each in report.skipped] == [("3", "redirect")]
        assert report.other == {"resource": 1, "robots": 1}
    article = library.article(ids(library)["Trang thứ hai của tệp này"])
    assert (article.member, article.captured, article.captured_from) == (
        "5",
        "2020-01-01T00:00:00Z",
        "record",
    )
    assert library.captures(article.id)[1][0].member == "5"


def test_a_damaged_record_is_a_page_and_a_failure(container, library, run):
    folder = container(
        ("page", "1", "Trang thứ nhất của tệp này"),
        ("failed", "1", "record-cut-off"),
        ("skipped", "1", "doubtful"),
    )
    for _ in range(2):
        report = run(library, folder)
        assert (report.seen, len(report.failed), len(report.skipped)) == (3, 1, 1)


def test_a_container_that_grows_adds_only_what_is_new(container, library, run):
    first = ("page", "1", "Trang thứ nhất của tệp này")
    run(library, container(first))
    report = run(library, container(first, ("page", "2", "Trang thứ hai của tệp này")))
    assert (report.added, report.updated, report.unchanged) == (1, 0, 1)
    report = run(library, container(("page", "1", "Trang thứ nhất đã được sửa lại")))
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 1, 0, 1)
    assert library.stats().articles == 3


def test_members_that_moved_inside_are_unchanged(container, library, run):
    run(library, container(("page", "1", "Trang thứ nhất của tệp này")))
    body = ("page", "1", "Trang thứ nhất của tệp này")
    report = run(library, container(("other", "0", "robots"), body))
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)


def test_pictures_come_from_the_capture_nearest_in_time(container, library, run, ids):
    container(
        ("page", "1", "Trang thứ nhất của tệp này"),
        ("part", "old", "2012-01-01T00:00:00Z"),
        ("part", "broken", "2020-01-01T00:00:01Z"),
        ("part", "near", "2019-12-01T00:00:00Z"),
        ("part", "new", "2024-01-01T00:00:00Z"),
    )
    folder = container(("part", "other", "2021-01-01T00:00:00Z"), name="b.box")
    run(library, folder)
    (article_id,) = ids(library).values()
    assert library.picture(article_id, "archive:" + PICTURE).body == b"near"
    assert library.picture(article_id, "anh.png").body == b"near"
    assert library.picture(article_id, "khac.png") is None


def test_parts_go_with_their_file(container, library, run):
    folder = container(("page", "1", "Trang thứ nhất của tệp này"), ("part", "p", None))
    run(library, folder)
    run(library, container(("page", "1", "Trang thứ nhất của tệp này")))
    assert library._catalogue.database.value("SELECT count(*) FROM resources") == 0


LARGE = (
    ("page", "1", "Trang thứ nhất của tệp lớn"),
    ("failed", "2", "record-damaged"),
    ("page", "3", "Trang thứ ba của tệp lớn"),
    ("part", "4", "2020-01-01T00:00:00Z"),
    ("skipped", "5", "redirect"),
    ("page", "6", "Trang thứ sáu của tệp lớn"),
    ("page", "7", "Trang thứ bảy của tệp lớn"),
)


@pytest.fixture
def cut(monkeypatch):
    """Every file is large enough to be cut, and every part is a batch of its own."""
    monkeypatch.setattr(readers, "_WORTH_CUTTING", 0)
    monkeypatch.setattr(committing, "_MOST_PAGES", 1)


def check_large(library, report):
    assert (report.files, report.seen, report.articles) == (1, 6, 4)
    assert [(each.member, each.code) for each in report.failed] == [("2", "record-damaged")]
    assert [(each.member, each.code) for each in report.skipped] == [("5", "redirect")]
    assert report.other == {"resource": 1}
    assert library._catalogue.database.value("SELECT count(*) FROM parts") == 0
    assert library._catalogue.database.value("SELECT count(*) FROM resources") == 1


def test_a_large_container_is_read_in_parts(container, cut, library, run):
    folder = container(*LARGE)
    read = [step for step in library.import_paths([str(folder)], jobs=1) if step.stage == "read"]
    assert [step.done for step in read] == [0, 0, 0, 1]
    check_large(library, library.last_report)
    assert library.last_report.added == 4
    report = run(library, folder)
    assert report.unchanged == 4
    check_large(library, report)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_large_container_goes_on_where_it_was_stopped(container, cut, library, run, monkeypatch, steps):
    folder = container(*LARGE)
    with closing(library.import_paths([str(folder)], jobs=1)) as running:
        for _ in range(steps):
            next(running)
    kept = library.last_report.added
    assert kept == (1, 2, 3)[steps - 1]
    begun = []
    real = readers.read_file
    monkeypatch.setattr(readers, "read_file", lambda task: begun.append(task.part.start) or real(task))
    report = run(library, folder)
    assert begun == [0, 2, 4, 6][steps:]
    assert (report.added, report.unchanged) == (4 - kept, kept)
    check_large(library, report)


def test_a_container_that_changed_meanwhile_is_read_from_its_beginning(container, cut, library, run):
    folder = container(*LARGE)
    with closing(library.import_paths([str(folder)], jobs=1)) as running:
        next(running)
        next(running)
    report = run(library, container(*LARGE[2:]))
    assert (report.seen, report.articles) == (4, 3)
    assert library.failures()[0].member == "5"
    assert library.stats().articles == 4
    assert library.stats().pages == 3


def test_templates_reach_the_pages_of_a_large_container(container, cut, library, run, monkeypatch):
    asked = []
    real = readers.read_file
    monkeypatch.setattr(readers, "read_file", lambda task: asked.append(task.templates) or real(task))
    pages = [("page", str(number), f"Bản tin ngày thứ {number} của xã này") for number in range(12)]
    report = run(library, container(*pages))
    assert report.articles == 12
    wanted = {article_id for templates in asked if templates for article_id in templates}
    assert wanted <= {row[0] for row in library._catalogue.database.all("SELECT id FROM articles")}
    assert library._catalogue.sites.stale() == []
