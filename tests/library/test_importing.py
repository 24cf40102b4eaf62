"""What an import makes of files that are new, changed, gone, away, touched, moved, copied."""

import os
import shutil
from collections import deque
from contextlib import closing

import pytest

from reader.errors import UnusableError
from reader.library import readers
from reader.library.library import Library
from reader.library.workers import WorkerDied


def counts(report):
    return report.added, report.updated, report.unchanged, len(report.failed), len(report.skipped)


@pytest.fixture
def three(archive):
    archive.page("a.html", time=1_600_000_000)
    archive.page("b.html", time=1_600_000_000)
    archive.page("below/c.html", time=1_600_000_000)
    (archive.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    return archive


def test_the_first_import_reads_everything(three, library, run, agrees):
    report = run(library, three.folder)
    assert counts(report) == (3, 0, 0, 0, 0)
    assert (report.files, report.seen, report.articles, report.stopped) == (4, 3, 3, None)
    assert report.other == {"resource": 1}
    agrees(library)


def test_the_second_touches_nothing(three, library, run, monkeypatch):
    run(library, three.folder)
    before = library._catalogue.database.value("PRAGMA data_version"), library._catalogue.meta.revision
    changes = library._catalogue.database._connection.total_changes
    monkeypatch.setattr(readers, "read_file", lambda task: pytest.fail(f"{task.path} was read again"))
    report = run(library, three.folder)
    assert counts(report) == (0, 0, 3, 0, 0)
    assert report.other == {"resource": 1}
    assert report.articles == 3
    assert library._catalogue.database._connection.total_changes == changes
    assert (
        library._catalogue.database.value("PRAGMA data_version"),
        library._catalogue.meta.revision,
    ) == before


def test_a_new_time_on_the_same_bytes_changes_no_capture(three, library, run, ids):
    run(library, three.folder)
    article_id = ids(library)["Thông báo số a.html về việc họp dân"]
    captured = library.article(article_id).captured
    os.utime(three.folder / "a.html", (1_700_000_000, 1_700_000_000))
    assert counts(run(library, three.folder)) == (0, 0, 3, 0, 0)
    assert library.article(article_id).captured == captured == "2020-09-13T12:26:40Z"
    assert library._catalogue.files.find(1, b"a.html").mtime_ns == 1_700_000_000 * 10**9


def test_a_page_changed_in_place_is_updated_and_the_old_one_stays_known(three, library, run, ids, agrees):
    run(library, three.folder)
    old = ids(library)["Thông báo số a.html về việc họp dân"]
    three.page("a.html", "Tin đã sửa về cuộc họp dân hôm nay")
    report = run(library, three.folder)
    assert counts(report) == (0, 1, 2, 0, 0)
    assert report.articles == 3
    assert library.article(old).title == "Thông báo số a.html về việc họp dân"
    assert ids(library)["Tin đã sửa về cuộc họp dân hôm nay"] != old
    assert [
        place.present for place in library._catalogue.articles.places(library._catalogue.articles.number(old))
    ] == [False]
    agrees(library)


def test_a_change_that_keeps_size_and_time_of_another_file_is_seen_by_its_time(three, library, run, ids):
    run(library, three.folder)
    path = three.folder / "a.html"
    changed = path.read_bytes().replace(b"h\xe1\xbb\x8dp", b"H\xe1\xbb\x8dp")
    assert len(changed) == path.stat().st_size
    path.write_bytes(changed)
    assert run(library, three.folder).updated == 1


def test_a_page_changed_back_is_the_first_one_again(three, library, run, agrees):
    run(library, three.folder)
    path = three.folder / "a.html"
    first = path.read_bytes()
    three.page("a.html", "Tin đã sửa về cuộc họp dân hôm nay")
    run(library, three.folder)
    path.write_bytes(first)
    report = run(library, three.folder)
    assert (report.added, report.unchanged, report.articles) == (0, 3, 3)
    assert library.stats().articles == 4
    agrees(library)


def test_a_file_that_is_gone_is_marked_and_its_article_stays(three, library, run, ids):
    run(library, three.folder)
    gone = ids(library)["Thông báo số a.html về việc họp dân"]
    (three.folder / "a.html").unlink()
    report = run(library, three.folder)
    assert counts(report) == (0, 0, 2, 0, 0)
    assert report.articles == 2
    assert library.article(gone).text
    assert library.stats().pages == 2
    three.page("a.html", time=1_600_000_000)
    assert run(library, three.folder).articles == 3
    assert library.stats().articles == 3


def test_below_a_path_that_was_not_named_nothing_is_gone(three, library, run):
    run(library, three.folder)
    (three.folder / "a.html").unlink()
    run(library, three.folder / "below")
    assert library.stats().pages == 3


def test_an_archive_that_is_away_loses_nothing(three, library, run, tmp_path):
    run(library, three.folder)
    three.folder.rename(tmp_path / "unplugged")
    assert library.archives()[0].state == "away"
    run(library, tmp_path / "unplugged" / "below")
    assert library.stats().pages == 4
    three.folder.mkdir()
    assert library.archives()[0].state == "away"
    run(library, three.folder)
    assert library.stats().pages == 4
    three.folder.rmdir()
    (tmp_path / "unplugged").rename(three.folder)
    assert library.archives()[0].state == "present"
    assert run(library, three.folder).unchanged == 3


def test_a_path_that_does_not_exist_is_an_error_before_anything_is_changed(three, library):
    with pytest.raises(UnusableError) as missing:
        deque(library.import_paths([str(three.folder), str(three.folder / "nowhere")]))
    assert missing.value.code == "path-missing"
    assert library.archives() == ()


def test_copies_are_one_article_with_several_places(three, library, run, ids):
    shutil.copy2(three.folder / "a.html", three.folder / "below" / "copy.html")
    report = run(library, three.folder)
    assert (report.seen, report.added, report.unchanged, report.articles) == (4, 3, 1, 3)
    (three.folder / "a.html").unlink()
    run(library, three.folder)
    article = library.article(ids(library)["Thông báo số a.html về việc họp dân"])
    assert article.path == str(three.folder / "below" / "copy.html")
    assert article.captured == "2020-09-13T12:26:40Z"


def test_a_folder_that_was_moved_brings_nothing_new(three, library, run, tmp_path):
    run(library, three.folder)
    (three.folder / "below").rename(three.folder / "elsewhere")
    report = run(library, three.folder)
    assert (report.added, report.updated, report.unchanged, report.articles) == (0, 0, 3, 3)


def test_an_archive_inside_another_stays_its_own(three, library, run):
    run(library, three.folder / "below")
    report = run(library, three.folder)
    assert (report.added, report.unchanged, report.articles) == (2, 1, 3)
    assert [(os.path.basename(root.root), root.pages) for root in library.archives()] == [
        ("below", 1),
        ("archive", 2),
    ]
    (three.folder / "below" / "c.html").unlink()
    three.page("below/d.html")
    report = run(library, three.folder)
    assert (report.added, report.unchanged, report.articles) == (1, 2, 3)


def test_a_file_by_itself_is_an_archive(three, library, run, ids):
    report = run(library, three.folder / "a.html")
    assert (report.files, report.added) == (1, 1)
    assert library.archives()[0].root == str(three.folder / "a.html")
    assert library.article(*ids(library).values()).path == str(three.folder / "a.html")
    assert run(library, three.folder / "a.html").unchanged == 1


def test_what_cannot_be_read_is_listed_and_goes_when_it_can(three, library, run):
    empty = three.folder / "empty.html"
    empty.touch()
    report = run(library, three.folder)
    assert [(failure.path, failure.code) for failure in report.failed] == [(str(empty), "file-empty")]
    assert [(failure.path, failure.code) for failure in library.failures()] == [(str(empty), "file-empty")]
    again = run(library, three.folder)
    assert [failure.code for failure in again.failed] == ["file-empty"]
    assert (again.seen, again.unchanged) == (4, 3)
    three.page("empty.html")
    assert counts(run(library, three.folder)) == (1, 0, 3, 0, 0)
    assert library.failures() == ()


def test_a_failure_goes_with_its_file(three, library, run):
    (three.folder / "empty.html").touch()
    run(library, three.folder)
    (three.folder / "empty.html").unlink()
    run(library, three.folder)
    assert library.failures() == ()
    assert library.stats().failed == 0


def test_a_failed_file_that_is_named_is_read_again(three, library, run, monkeypatch):
    (three.folder / "empty.html").touch()
    run(library, three.folder)
    read: list[str] = []
    real = readers.read_file
    monkeypatch.setattr(readers, "read_file", lambda task: read.append(task.path) or real(task))
    run(library, three.folder)
    assert read == []
    report = run(library, three.folder / "empty.html", three.folder / "a.html")
    assert read == ["empty.html"]
    assert (report.seen, len(report.failed), report.unchanged) == (2, 1, 1)
    assert len(library.archives()) == 1


def test_what_older_rules_could_not_read_is_read_again(three, library, run):
    (three.folder / "empty.html").touch()
    run(library, three.folder)
    library._catalogue.database.run("UPDATE failures SET reader = 'older'")
    library._catalogue.database.run("UPDATE files SET rules = 'older'")
    run(library, three.folder)
    assert library._catalogue.database.value("SELECT count(*) FROM failures WHERE reader = 'older'") == 0


def test_a_page_that_crashes_its_reader_costs_itself_only(three, library, run, monkeypatch):
    real = readers.Readers.read

    def crashing(self, tasks):
        for task, value in real(self, tasks):
            yield task, WorkerDied("crash", "exit -9") if task.path == "b.html" else value

    monkeypatch.setattr(readers.Readers, "read", crashing)
    report = run(library, three.folder)
    assert [(os.path.basename(each.path), each.code) for each in report.failed] == [
        ("b.html", "page-crashed-reader")
    ]
    assert report.added == 2
    monkeypatch.undo()
    assert run(library, three.folder).added == 0
    assert run(library, three.folder / "b.html").added == 1


def test_two_jobs_give_what_one_gives(three, tmp_path, run, monkeypatch, ids):
    monkeypatch.setattr(readers, "_WORTH_WORKERS_BYTES", 0)
    monkeypatch.setattr(readers, "_WORTH_WORKERS_FILES", 0)
    found = []
    for jobs in (1, 2):
        with Library(tmp_path / f"library-{jobs}") as library:
            report = run(library, three.folder, jobs=jobs)
            found.append((counts(report), report.other, list(ids(library).items())))
    assert found[0] == found[1]


def test_closing_cancels_and_keeps_what_is_done(archive, library, run, agrees):
    archive.site(30)
    with closing(library.import_paths([str(archive.folder)], jobs=1)) as steps:
        for step in steps:
            if step.stage == "read" and step.done == 12:
                break
    assert library.last_report.stopped == "cancelled"
    assert library.last_report.added == library.stats().articles == 12
    agrees(library)
    report = run(library, archive.folder)
    assert (report.added, report.unchanged, report.articles, report.stopped) == (18, 12, 30, None)


def test_a_library_inside_an_archive_is_no_part_of_it(archive, run):
    archive.page("a.html")
    with Library(archive.folder / "library") as library:
        assert run(library, archive.folder).files == 1
        assert run(library, archive.folder).files == 1


def test_progress_tells_how_far_it_is(archive, library):
    archive.site(5)
    steps = list(library.import_paths([str(archive.folder)], jobs=1))
    read = [step for step in steps if step.stage == "read"]
    assert [(step.done, step.total) for step in read] == [(number, 5) for number in range(1, 6)]
    assert read[-1].current.endswith("tin-004.html")
    assert steps[-1].stage == "done"
    assert steps[-1].report.added == 5


def test_the_archive_is_never_written(three, library, run):
    before = sorted((path, path.stat().st_mtime_ns) for path in three.folder.rglob("*"))
    run(library, three.folder)
    run(library, three.folder)
    assert sorted((path, path.stat().st_mtime_ns) for path in three.folder.rglob("*")) == before


def test_a_second_writer_is_refused_and_readers_work(three, library, run, tmp_path):
    run(library, three.folder)
    steps = library.import_paths([str(three.folder)])
    next(steps)
    with Library(library.folder) as other:
        with pytest.raises(UnusableError) as busy:
            next(other.import_paths([str(three.folder)]))
        assert busy.value.code == "library-busy"
        assert other.stats().articles == 3
    steps.close()
    assert run(library, three.folder).unchanged == 3


def test_a_library_that_may_only_be_read_says_so(three, library, run):
    run(library, three.folder)
    with Library(library.folder, read_only=True) as reading:
        with pytest.raises(UnusableError) as refused:
            next(reading.import_paths([str(three.folder)]))
        assert refused.value.code == "library-read-only"


def test_a_library_that_is_not_there_is_not_made_to_be_read(tmp_path):
    with pytest.raises(UnusableError) as missing:
        Library(tmp_path / "nowhere", read_only=True)
    assert missing.value.code == "library-missing"
    assert not (tmp_path / "nowhere").exists()
