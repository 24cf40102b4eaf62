"""Walking archives: order, links, what cannot be read, names of every kind."""

from __future__ import annotations

import os
import socket
import unicodedata

import pytest

from reader.errors import UnusableError
from reader.formats.walk import walk
from reader.model import FoundFile, Rejected

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file kinds and names")


def put(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def paths(*roots):
    return [found.path for found in walk([str(root) for root in roots]) if isinstance(found, FoundFile)]


def rejections(*roots):
    found = (entry for entry in walk([str(root) for root in roots]) if isinstance(entry, Rejected))
    return {os.path.basename(entry.path): (entry.kind, entry.code, entry.detail) for entry in found}


def test_files_of_a_folder_come_before_its_folders_in_byte_order(tmp_path):
    put(tmp_path, "b.html", "a/z.html", "a/B.html", "a/a.html", "B.html", "c/d/e.html", "đ.html")
    assert paths(tmp_path) == [
        "B.html",
        "b.html",
        "đ.html",
        *(os.path.join("a", name) for name in ("B.html", "a.html", "z.html")),
        os.path.join("c", "d", "e.html"),
    ]


def test_a_file_carries_its_root_size_and_time(tmp_path):
    put(tmp_path, "page.html")
    os.utime(tmp_path / "page.html", ns=(5, 1_600_000_000_123_456_789))
    (found,) = walk([str(tmp_path)])
    assert found == FoundFile(str(tmp_path), "page.html", 9, found.mtime_ns)
    assert found.mtime_ns // 1000 == 1_600_000_000_123_456
    assert found.absolute == str(tmp_path / "page.html")


def test_a_single_file_is_its_own_root(tmp_path):
    put(tmp_path, "page.html")
    (found,) = walk([str(tmp_path / "page.html")])
    assert (found.root, found.path, found.absolute) == (str(tmp_path / "page.html"), "", found.root)


def test_paths_given_twice_or_inside_each_other_give_each_file_once(tmp_path):
    put(tmp_path, "a/one.html", "a/b/two.html")
    found = [
        entry.absolute
        for entry in walk([str(tmp_path / "a" / "b"), str(tmp_path / "a"), str(tmp_path / "a")])
    ]
    assert found == [str(tmp_path / "a" / "b" / "two.html"), str(tmp_path / "a" / "one.html")]


def test_a_missing_path_raises_before_anything_is_read(tmp_path):
    put(tmp_path, "page.html")
    with pytest.raises(UnusableError) as caught:
        walk([str(tmp_path), str(tmp_path / "nowhere")])
    assert (caught.value.code, caught.value.exit_code) == ("path-missing", 3)
    assert caught.value.values["path"] == str(tmp_path / "nowhere")


def test_relative_paths_become_absolute(tmp_path, monkeypatch):
    put(tmp_path, "page.html")
    monkeypatch.chdir(tmp_path)
    (found,) = walk(["."])
    assert found.absolute == str(tmp_path / "page.html")


@posix
def test_links_are_followed_and_loops_end(tmp_path):
    archive, outside = tmp_path / "archive", tmp_path / "outside"
    put(archive, "page.html", "sub/inner.html")
    put(outside, "far.html")
    (archive / "linked.html").symlink_to(outside / "far.html")
    (archive / "sub" / "up").symlink_to(archive)
    (archive / "sub" / "self").symlink_to(archive / "sub")
    (archive / "out").symlink_to(outside)
    (archive / "z-again").symlink_to(outside)
    assert paths(archive) == ["linked.html", "page.html", "out/far.html", "sub/inner.html"]


@posix
def test_broken_and_circular_links_are_listed(tmp_path):
    (tmp_path / "dead.html").symlink_to(tmp_path / "gone.html")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    found = rejections(tmp_path)
    assert found["dead.html"] == ("other", "link-broken", str(tmp_path / "gone.html"))
    assert found["one"][:2] == found["two"][:2] == ("failed", "symlink-loop")


@posix
def test_pipes_sockets_and_devices_are_never_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "null.html").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)  # addresses of sockets are limited to some 100 bytes
        listener.bind("socket.html")
        monkeypatch.setattr(os, "open", lambda *args: pytest.fail("opened"))
        found = rejections(tmp_path)
    assert found["pipe.html"] == ("other", "special-file", "fifo")
    assert found["socket.html"] == ("other", "special-file", "socket")
    assert found["null.html"] == ("other", "special-file", "device")
    assert paths(tmp_path) == []


def test_an_unreadable_folder_is_listed_and_the_rest_is_read(tmp_path, monkeypatch):
    put(tmp_path, "locked/secret.html", "open/page.html")
    real = os.listdir

    def refuse(path):
        if os.path.basename(path) == "locked":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "listdir", refuse)
    assert paths(tmp_path) == [os.path.join("open", "page.html")]
    assert rejections(tmp_path)["locked"] == ("failed", "folder-unreadable", "Permission denied")


def test_a_file_that_vanishes_while_walking_is_listed(tmp_path, monkeypatch):
    put(tmp_path, "page.html")
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path: [*real(path), "ghost.html"])
    assert rejections(tmp_path)["ghost.html"][:2] == ("failed", "file-vanished")


@posix
def test_names_that_are_no_text_nfd_long_and_differing_in_case(tmp_path):
    decomposed = unicodedata.normalize("NFD", "Bầu cử.html")
    deep = os.path.join(*["thu-muc-rat-dai-" + "x" * 50] * 6)
    put(tmp_path, decomposed, "Bầu cử.html", "a.html", "A.html", os.path.join(deep, "trang.html"))
    with open(os.fsencode(tmp_path) + b"/tin-\xe9\xff.html", "wb") as stream:
        stream.write(b"x")
    found = paths(tmp_path)
    assert {decomposed, "Bầu cử.html", "a.html", "A.html", os.fsdecode(b"tin-\xe9\xff.html")} < set(found)
    assert len(str(tmp_path / found[-1])) > 260


@posix
def test_folders_deeper_than_the_system_can_name_are_listed(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(30):
            os.mkdir("d" * 200, dir_fd=here)
            below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
    finally:
        os.close(here)
    (entry,) = list(walk([str(tmp_path)]))
    assert (entry.kind, entry.code) == ("failed", "path-too-long")


def test_version_control_is_left_alone(tmp_path):
    put(tmp_path, ".git/objects/index.html", ".well-known/page.html")
    assert paths(tmp_path) == [os.path.join(".well-known", "page.html")]


def test_an_empty_folder_is_empty(tmp_path):
    assert list(walk([str(tmp_path)])) == []
