"""File names that are no text or look like something else; pictures asked for outside the archive."""

import os
import sys

import pytest

from reader.library import keys
from reader.library.paths import below, from_bytes, to_bytes
from reader.model import readable_path

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 40

NAMES = [
    "tin #1?.html",
    "100%25.html",
    "a\nb.html",
    " .html",
    "tiế̂ng việt.html",
    "index.html@trang=2&x=1.html",
    "'; DROP TABLE files; --.html",
    "x" * 240 + ".html",
    "..html",
]


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
def test_odd_names_are_kept_apart(archive, library, run, ids):
    for number, name in enumerate(NAMES):
        archive.page(name, f"Trang có tên lạ thứ {number} trong kho")
    report = run(library, archive.folder)
    assert (report.added, report.failed) == (len(NAMES), ())
    for title, article_id in ids(library).items():
        number = int(title.split("thứ ")[1].split()[0])
        assert library.article(article_id).path == os.path.join(archive.folder, NAMES[number])
    assert run(library, archive.folder).unchanged == len(NAMES)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always text")
def test_names_that_are_no_text(archive, library, run, ids):
    source = archive.page("a.html").read_bytes()
    folder = os.fsencode(archive.folder) + b"/\xff\xfe"
    os.mkdir(folder)
    with open(folder + b"/tin\xe9.html", "wb") as stream:
        stream.write(source.replace(b"a.html", b"b.html"))
    with open(folder + b"/\xe9.png", "wb") as stream:
        stream.write(PNG)
    report = run(library, archive.folder)
    assert report.added == 2
    paths = [library.article(article_id).path for article_id in ids(library).values()]
    assert os.fsencode(paths[1]) == folder + b"/tin\xe9.html"
    assert readable_path(paths[1]).endswith("%FF%FE/tin%E9.html")
    second = list(ids(library).values())[1]
    assert library.picture(second, "%E9.png").body == PNG
    assert run(library, archive.folder).unchanged == 2


def test_paths_come_back_as_they_were():
    for path in ("a/b.html", "a", "tin\udce9.html"):
        assert to_bytes(from_bytes(to_bytes(path))) == to_bytes(path)


@pytest.mark.parametrize(
    ("root", "path", "rest"),
    [("/a", "/a/b", "b"), ("/a", "/a", ""), ("/a", "/ab", None), ("/", "/a", "a"), ("/a/b", "/a", None)],
)
def test_below(root, path, rest):
    if os.sep == "/":
        assert below(root, path) == rest


@pytest.fixture
def secret(tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    return tmp_path / "secret.png"


def test_pictures_come_only_from_the_archive(archive, library, run, ids, secret):
    archive.page("below/a.html", "Trang có ảnh minh họa kèm theo")
    (archive.folder / "below" / "a.png").write_bytes(PNG)
    run(library, archive.folder)
    article_id = ids(library)["Trang có ảnh minh họa kèm theo"]
    assert library.picture(article_id, "a.png").media_type == "image/png"
    assert library.picture(article_id, "../below/a.png?width=5#x").body == PNG
    for src in (
        "../../secret.png",
        "%2e%2e/%2e%2e/secret.png",
        "..\\..\\secret.png",
        str(secret),
        secret.as_uri(),
        "//host/share/a.png",
        "archive:" + secret.as_uri(),
        "archive:../../secret.png",
        "a%00.png",
        "",
        "#embedded-0123456789abcdef",
        "b.png",
        "data:image/png;base64,AAAA",
    ):
        assert library.picture(article_id, src) is None, src


def test_a_link_out_of_the_archive_that_was_not_imported_is_not_read(archive, library, run, ids, secret):
    archive.page("a.html", "Trang có ảnh minh họa kèm theo")
    run(library, archive.folder)
    (archive.folder / "late.png").symlink_to(secret)
    assert library.picture(*ids(library).values(), "late.png") is None


def test_a_page_by_itself_has_the_folder_of_its_browser(archive, library, run, ids, secret):
    page = archive.page("a.html", "Trang có ảnh minh họa kèm theo")
    folder = archive.folder / "a_files"
    folder.mkdir()
    (folder / "a.png").write_bytes(PNG)
    (folder / "out.png").symlink_to(secret)
    (archive.folder / "beside.png").write_bytes(PNG)
    run(library, page)
    (article_id,) = ids(library).values()
    assert library.picture(article_id, "a_files/a.png").body == PNG
    for src in (
        "beside.png",
        "a_files/../beside.png",
        "a_files/out.png",
        "../secret.png",
        "a_files/none.png",
    ):
        assert library.picture(article_id, src) is None, src


def test_pictures_of_a_mirror_are_found_by_address(archive, library, run, ids):
    archive.page("xa-a.gov.vn/tin/1.html", "Trang có ảnh minh họa kèm theo")
    (archive.folder / "xa-a.gov.vn" / "anh").mkdir()
    (archive.folder / "xa-a.gov.vn" / "anh" / "1.png").write_bytes(PNG)
    run(library, archive.folder)
    (article_id,) = ids(library).values()
    assert library.picture(article_id, "archive:https://www.xa-a.gov.vn/anh/1.png").body == PNG
    assert library.picture(article_id, "archive:https://www.xa-a.gov.vn/anh/2.png") is None


def test_keys_of_places_differ():
    assert keys.local_key(1, b"a") != keys.local_key(11, b"a") != keys.local_key(1, b"1a")
