"""Archives that move, and archives that are forgotten."""

import shutil

import pytest

from reader.errors import NotFoundError, UnusableError
from reader.model import SearchRequest


@pytest.fixture
def moved(archive, library, run, tmp_path):
    archive.site(12)
    run(library, archive.folder)
    target = tmp_path / "another drive" / "archive"
    target.parent.mkdir()
    shutil.move(archive.folder, target)
    return target


def test_an_archive_that_moved_is_found_again(archive, moved, library, run, ids):
    assert library.relocate(str(archive.folder), str(moved)) == 12
    assert [(root.root, root.state, root.pages) for root in library.archives()] == [
        (str(moved), "present", 12)
    ]
    article = library.article(next(iter(ids(library).values())))
    assert article.path.startswith(str(moved))
    assert run(library, moved).unchanged == 12


def test_all_archives_of_a_drive_move_with_it(make_archive, library, run, tmp_path):
    for name in ("drive/one", "drive/two"):
        make_archive(name).page("a.html", f"Trang của kho {name} ngày hôm nay")
        run(library, tmp_path / name)
    (tmp_path / "drive").rename(tmp_path / "usb")
    assert library.relocate(str(tmp_path / "drive"), str(tmp_path / "usb")) == 2
    assert [root.root for root in library.archives()] == [
        str(tmp_path / "usb/one"),
        str(tmp_path / "usb/two"),
    ]


def test_sizes_must_agree(archive, moved, library):
    for path in list(moved.rglob("*.html"))[:3]:
        path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(UnusableError) as refused:
        library.relocate(str(archive.folder), str(moved))
    assert refused.value.code == "relocate-mismatch"
    assert (refused.value.values["found"], refused.value.values["files"]) == (9, 12)
    assert library.archives()[0].root == str(archive.folder)


def test_so_must_sampled_hashes(archive, moved, library):
    for path in moved.rglob("*.html"):
        body = path.read_bytes()
        path.write_bytes(body[:-20] + body[-20:].upper())
    with pytest.raises(UnusableError) as refused:
        library.relocate(str(archive.folder), str(moved))
    assert refused.value.code == "relocate-mismatch"


def test_what_is_not_known_or_not_there(archive, moved, library, tmp_path):
    with pytest.raises(NotFoundError) as unknown:
        library.relocate(str(tmp_path / "nowhere"), str(moved))
    assert unknown.value.code == "archive-unknown"
    with pytest.raises(UnusableError) as missing:
        library.relocate(str(archive.folder), str(tmp_path / "nowhere"))
    assert missing.value.code == "path-missing"


def test_a_place_that_was_imported_meanwhile_takes_the_files_over(archive, moved, library, run):
    run(library, moved)
    assert len(library.archives()) == 2
    library.relocate(str(archive.folder), str(moved))
    assert [(root.root, root.pages) for root in library.archives()] == [(str(moved), 12)]
    assert library.stats().articles == 12


def test_a_forgotten_archive_takes_its_articles_along(make_archive, library, run, ids, agrees):
    one, two = make_archive("one"), make_archive("two")
    one.page("a.html", "Trang chỉ có trong kho thứ nhất")
    shared = one.page("b.html", "Trang có trong cả hai kho lưu")
    two.page("c.html", "Trang chỉ có trong kho thứ hai")
    shutil.copy2(shared, two.folder / "b.html")
    run(library, one.folder, two.folder)
    assert library.forget(str(one.folder)) == 1
    assert sorted(ids(library)) == ["Trang chỉ có trong kho thứ hai", "Trang có trong cả hai kho lưu"]
    assert library.search(SearchRequest("trang", limit=9)).total == 2
    assert [root.root for root in library.archives()] == [str(two.folder)]
    agrees(library)
    assert run(library, one.folder).added == 1
    agrees(library)
    assert library.search(SearchRequest("trang", limit=9)).total == 3


def test_a_part_of_an_archive_can_be_forgotten(archive, library, run, agrees):
    archive.page("a.html")
    archive.page("below/b.html")
    (archive.folder / "below" / "empty.html").touch()
    run(library, archive.folder)
    assert library.forget(str(archive.folder / "below")) == 1
    assert library.failures() == ()
    assert library.stats().articles == 1
    agrees(library)
    with pytest.raises(NotFoundError) as unknown:
        library.forget(str(archive.folder / "below"))
    assert unknown.value.code == "archive-unknown"


def test_an_archive_that_is_away_can_be_forgotten(archive, moved, library):
    assert library.archives()[0].state == "away"
    assert library.forget(str(archive.folder)) == 12
    assert library.archives() == ()
