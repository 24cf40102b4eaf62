"""Links between files of an archive whose address nobody knows: folders, mirrors, ZIP and TAR files."""

import shutil
import tarfile
import zipfile

import pytest

TITLE = "Hội nghị tổng kết công tác bầu cử năm nay"
FIRST = "Bài thứ nhất nói về việc làm đường"
SECOND = "Bài thứ hai nói về việc họp thôn"


def folder(library, run, files):
    run(library, files.folder)


def in_zip(library, run, files):
    target = files.folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as out:
        for path in sorted(files.folder.rglob("*")):
            out.write(path, path.relative_to(files.folder.parent).as_posix())
    shutil.rmtree(files.folder)
    run(library, target)


def in_tar(library, run, files):
    target = files.folder.with_suffix(".tar.gz")
    with tarfile.open(target, "w:gz") as out:
        out.add(files.folder, files.folder.name)
    shutil.rmtree(files.folder)
    run(library, target)


@pytest.fixture(params=[folder, in_zip, in_tar])
def kept(request, library, run, archive):
    """Imports the pages of the archive as they lie, or packed."""
    return lambda: request.param(library, run, archive)


@pytest.mark.parametrize(
    ("page", "href", "name"),
    [
        ("a/b.html", "c.html", "a/c.html"),
        ("a/b.html", "../c.html#x", "c.html"),
        ("a/b.html", "/a/c.html", "a/c.html"),
        ("top/a/b.html", "/a/c.html", "top/a/c.html"),
        ("top/a/b.html", "/c/", "top/c/index.html"),
        ("a/b.html", "/c#x", "c/index.html"),
        ("a/b.html", "../c/", "c/index.html"),
        ("a/b.html", "./", "a/index.html"),
        ("a/b.html", "../", "index.html"),
        ("b.html", ".", "index.html"),
        ("a/b.html", "/", "index.html"),
        ("a/b.html", "C.HTML", "a/c.html"),
        ("a/b.html", "c%20%E1%BB%81.html", "a/c ề.html"),
        ("a/b.html", "doc.php?id=5", "a/doc.php?id=5"),
        ("a/b.html", "doc.php%3Fid=5.html", "a/doc.php?id=5.html"),
        ("a/b.html", "doc.php?id=5&print=1", "a/doc.php@id=5.html"),
        ("a/b.html", "/doc.aspx?ID=5", "doc.aspx@id=5.html"),
    ],
)
def test_a_link_leads_to_the_file_that_it_names(kept, library, archive, ids, page, href, name):
    archive.page(page, FIRST, links=[(href, "xem tiếp")])
    archive.page(name, TITLE)
    kept()
    known = ids(library)
    found = library.follow(known[FIRST], href)
    assert (found.status, found.id) == ("archived", known[TITLE])
    assert [each.id for each in library.backlinks(known[TITLE]).links] == [known[FIRST]]


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("doc.php?id=5", "a/doc.php"),
        ("doc.php?id=5", "a/doc.php?id=6"),
        ("/c.html", "other/c.html"),
        ("../../../c.html", "c.html"),
        ("//c.html", "c.html"),
    ],
)
def test_a_link_does_not_lead_to_a_file_of_another_name(library, run, archive, ids, href, name):
    archive.page("a/b.html", FIRST, links=[(href, "xem tiếp")])
    archive.page(name, TITLE)
    run(library, archive.folder)
    known = ids(library)
    assert library.follow(known[FIRST], href).status == "missing"
    assert library.backlinks(known[TITLE]).total == 0


def test_a_top_that_is_in_doubt_is_not_guessed(library, run, archive, ids):
    archive.page("a/b/p.html", FIRST, links=[("/tin.html", "tin")])
    archive.page("tin.html", TITLE)
    archive.page("a/tin.html", SECOND)
    run(library, archive.folder)
    known = ids(library)
    found = library.follow(known[FIRST], "/tin.html")
    assert (found.status, found.id) == ("missing", None)
    assert {each.id for each in found.candidates} == {known[TITLE], known[SECOND]}
    assert {each.title for each in found.candidates} == {TITLE, SECOND}


def test_files_of_two_containers_do_not_mix(library, run, archive, make_archive, ids):
    archive.page("a.html", FIRST, links=[("b.html", "tiếp")])
    other = make_archive("khac")
    other.page("b.html", TITLE)
    in_zip(library, run, archive)
    in_zip(library, run, other)
    assert library.follow(ids(library)[FIRST], "b.html").status == "missing"


def test_links_are_true_after_two_archives_became_one(library, run, archive, make_archive, ids, tmp_path):
    """The old place is told to be the new one, which was imported before with a part of the files."""
    archive.page("a.html", FIRST, links=[("b.html", "tiếp"), ("/b.html", "từ gốc")])
    archive.page("b.html", TITLE)
    run(library, archive.folder)
    moved = tmp_path / "moved"
    shutil.copytree(archive.folder, moved)
    kept = (moved / "b.html").read_bytes()
    (moved / "b.html").unlink()
    run(library, moved)
    (moved / "b.html").write_bytes(kept)
    library.relocate(str(archive.folder), str(moved))
    known = ids(library)
    assert library.follow(known[FIRST], "b.html").id == known[TITLE]
    assert library.follow(known[FIRST], "/b.html").id == known[TITLE]
    assert [each.id for each in library.backlinks(known[TITLE]).links] == [known[FIRST]]


def test_an_archive_that_moved_keeps_its_links(library, run, archive, ids, tmp_path):
    archive.page("a.html", FIRST, links=[("b.html", "tiếp")])
    archive.page("b.html", TITLE)
    run(library, archive.folder)
    archive.folder.rename(tmp_path / "elsewhere")
    library.relocate(str(archive.folder), str(tmp_path / "elsewhere"))
    known = ids(library)
    assert library.follow(known[FIRST], "b.html").id == known[TITLE]


def test_the_links_of_a_page_tell_together_where_its_site_begins(kept, library, archive, ids):
    """ "/tin.html" alone could be either; the others lie below one folder only."""
    archive.page(
        "a/b/index.html",
        FIRST,
        links=[("/tin.html", "tin"), ("/", "về đầu"), ("/x/1.html", "một"), ("/x/2.html", "hai")],
    )
    archive.page("tin.html", SECOND)
    archive.page("a/tin.html", TITLE)
    archive.page("a/index.html", "Bài mở đầu của các xã trong huyện")
    archive.page("a/x/1.html", "Bài số một nói về xã nhà")
    archive.page("a/x/2.html", "Bài số hai nói về xã nhà")
    kept()
    known = ids(library)
    assert library.follow(known[FIRST], "/tin.html").id == known[TITLE]
    assert library.follow(known[FIRST], "/").id == known["Bài mở đầu của các xã trong huyện"]
    assert library.statuses(known[FIRST])["/tin.html"].id == known[TITLE]
