"""One way through the real command line, as processes, over the sample archive."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from reader.assets import sample_archive

ROOT = Path(__file__).resolve().parent.parent.parent
REPRINT = 'title:"ngày hội bầu cử" site:vinhha.lamgiang.example'


class Program:
    """The installed command, on a library of its own."""

    def __init__(self, library):
        self.library = library

    def __call__(self, *words, code=0):
        command = [sys.executable, "-W", "error", "-m", "reader", "--library", self.library, *words]
        ran = subprocess.run(map(str, command), cwd=ROOT, capture_output=True, check=False)
        told = ran.stderr.decode("utf-8")
        assert ran.returncode == code, (words, told)
        assert "Traceback" not in told
        return ran.stdout.decode("utf-8")

    def json(self, *words, code=0):
        return json.loads(self(*words, "--json", code=code))


@pytest.fixture
def archive(tmp_path):
    """A copy of the sample archive that may be moved about."""
    return shutil.copytree(sample_archive(), tmp_path / "kho lưu trữ")


def digests(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_from_a_folder_of_pages_to_a_citation(archive, tmp_path):
    program = Program(tmp_path / "library")
    before = digests(archive)

    # import: all that can be read, and a reason for what cannot
    report = program.json("import", archive, code=1)
    assert report["articles"] >= 30
    assert report["failed"]
    assert all(entry["code"] and entry["path"].startswith(str(archive)) for entry in report["failed"])
    again = program.json("import", archive, code=1)
    assert (again["added"], again["updated"]) == (0, 0)
    assert again["unchanged"] >= report["articles"]

    # search: without marks, and by fields
    assert program.json("search", "bau cu")["total"] >= 5
    (hit,) = program.json("search", REPRINT)["hits"]
    assert "<mark>" in program.json("search", "bầu cử", "--limit", 1)["hits"][0]["snippet"]
    years = program.json("search", "", "--facets")["facets"]["year"]
    assert len(years) >= 5

    # show, related
    article = program.json("show", hit["id"])
    assert article["text"] in program("show", hit["id"], "--text")
    assert article["source"]["url"]
    listed = program.json("related", hit["id"])["listed"]
    assert {entry["status"] for entry in listed} >= {"archived", "missing"}

    # follow: to the original, and to a page that the list names
    followed = program.json("follow", hit["id"], "--source")
    assert followed["status"] == "archived"
    original = program.json("show", followed["id"])
    assert (original["title"], original["site"]) == (article["title"], "baolamgiang.example")
    assert original["id"] in {each["id"] for each in program.json("captures", followed["id"])["captures"]}
    linked = next(entry for entry in listed if entry["status"] == "archived")
    assert program.json("follow", hit["id"], linked["url"])["id"] == linked["id"]
    assert program.json("follow", hit["id"], "https://nowhere.example/", code=1)["status"] == "missing"

    # export: every format says what file it comes from
    out = tmp_path / "ra"
    out.mkdir()
    for name, ending in {"md": "md", "txt": "txt", "html": "html", "json": "json", "bibtex": "bib"}.items():
        target = out / f"bài.{ending}"
        assert program("export", hit["id"], "--format", name, "-o", target) == f"{target}\n"
        assert article["sha256"] in target.read_text("utf-8")
    program("export", hit["id"], "-o", out / "bài.pdf")
    pages = pypdf.PdfReader(io.BytesIO((out / "bài.pdf").read_bytes())).pages
    assert article["sha256"] in "".join(page.extract_text() for page in pages).replace("\n", "")
    program("export", hit["id"], "-o", out / "bài.pdf", code=3)
    program("export", hit["id"], "--format", "md", "-o", archive, code=3)

    # what the library tells of itself
    failures = program.json("failures")["failures"]
    assert {entry["path"] for entry in failures} == {entry["path"] for entry in report["failed"]}
    stats = program.json("stats")
    assert stats["articles"] == report["articles"]
    assert {"vi", "en", "ar", "zh"} <= {each["language"] for each in stats["languages"]}

    # the archive goes away, comes back elsewhere, and is forgotten
    moved = archive.rename(tmp_path / "elsewhere")
    assert program.json("archives")["archives"][0]["state"] == "away"
    assert program.json("show", hit["id"])["text"] == article["text"]
    program("relocate", archive, moved)
    (root,) = program.json("archives")["archives"]
    assert (root["root"], root["state"]) == (str(moved), "present")
    program("rebuild")
    assert [each["id"] for each in program.json("search", REPRINT)["hits"]] == [hit["id"]]
    program("forget", moved)
    assert program.json("search", "")["total"] == 0
    assert digests(moved) == before
