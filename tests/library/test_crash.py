"""kill -9 at many points of an importing process: nothing committed is lost, index and catalogue agree."""

import json
import os
import signal
import subprocess
import sys
from collections import deque
from contextlib import closing

import pytest

from reader.library.library import Library

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is told to a POSIX system")

COUNT = 24

# Imports an archive with small batches. Dies by its own hand at the n-th time a place in the code is reached,
# or prints every step of progress and waits for its reader.
IMPORT = """
import json, os, signal, sys
from reader.library import committing, index_feed, learning, readers, rereading
from reader.library.catalogue.database import Database
from reader.library.catalogue.sites import Sites
from reader.library.library import Library

folder, archive, point, number, jobs = sys.argv[1:]
left = int(number)
committing._MOST_PAGES = 4
index_feed._MOST_ARTICLES = 8
if int(jobs) > 1:
    readers._WORTH_WORKERS_BYTES = readers._WORTH_WORKERS_FILES = 0

def dying(function):
    def call(*args, **kwargs):
        global left
        if (left := left - 1) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call

if point == "inside a transaction":
    Database.insert = dying(Database.insert)
elif point == "before the catalogue commits":
    committing._Batch.close = dying(committing._Batch.close)
elif point == "between catalogue and index":
    committing._Batch.tell = dying(committing._Batch.tell)
elif point == "before the index commits":
    index_feed.IndexFeed.commit = dying(index_feed.IndexFeed.commit)
elif point == "after the index commits":
    init = index_feed.IndexFeed.__init__
    index_feed.IndexFeed.__init__ = lambda self, index, told: init(self, index, dying(told))
elif point == "while the index writes":
    from reader.search.writer import IndexWriter
    IndexWriter._flush = dying(IndexWriter._flush)
elif point == "while templates are learnt":
    learning.Learner._learn = dying(learning.Learner._learn)
elif point == "while pages are read again":
    rereading.Rereading.run = dying(rereading.Rereading.run)
elif point == "before a site is settled":
    Sites.settle = dying(Sites.settle)

if __name__ == "__main__":
    with Library(__import__("pathlib").Path(folder)) as library:
        for step in library.import_paths([archive], jobs=int(jobs)):
            print(json.dumps([step.stage, step.done]), flush=True)
"""


@pytest.fixture
def start(tmp_path, archive):
    archive.site(COUNT)
    script = tmp_path / "importing_process.py"
    script.write_text(IMPORT, encoding="utf-8")

    def run_it(point="", number=0, jobs=1):
        arguments = [str(tmp_path / "library"), str(archive.folder), point, str(number), str(jobs)]
        return subprocess.Popen([sys.executable, str(script), *arguments], stdout=subprocess.PIPE)

    return run_it


def committed(folder):
    """The ids that the catalogue held when the process died."""
    with Library(folder, read_only=True) as reading:
        return {row[0] for row in reading._catalogue.database.all("SELECT id FROM articles")}


def check_recovery(folder, archive, agrees, run):
    kept = committed(folder)
    with Library(folder) as library:
        deque(library.repair(), maxlen=0)
        agrees(library)
        assert library.stats().articles == len(kept)
        report = run(library, archive.folder)
        assert report.articles == COUNT
        assert report.added == COUNT - len(kept)
        assert kept <= {row[0] for row in library._catalogue.database.all("SELECT id FROM articles")}
        agrees(library)
        assert run(library, archive.folder).unchanged == COUNT
    return len(kept)


@pytest.mark.parametrize(
    ("point", "number", "at_least"),
    [
        ("inside a transaction", 2, 0),
        ("inside a transaction", 15, 4),
        ("before the catalogue commits", 1, 0),
        ("before the catalogue commits", 4, 12),
        ("between catalogue and index", 1, 4),
        ("between catalogue and index", 3, 12),
        ("before the index commits", 2, 8),
        ("after the index commits", 1, 8),
        ("while the index writes", 1, 4),
        ("while templates are learnt", 1, COUNT),
        ("while pages are read again", 1, COUNT),
        ("before a site is settled", 1, COUNT),
    ],
)
def test_a_process_killed_at_a_point(start, tmp_path, archive, agrees, run, point, number, at_least):
    with start(point, number) as process:
        process.stdout.read()
    assert process.returncode == -signal.SIGKILL, "the point was not reached"
    assert check_recovery(tmp_path / "library", archive, agrees, run) >= at_least


@pytest.mark.parametrize("steps", [1, 7, 18])
def test_a_process_killed_after_some_steps_with_workers(start, tmp_path, archive, agrees, run, steps):
    with start(jobs=2) as process:
        for _ in range(steps):
            stage, _ = json.loads(process.stdout.readline())
        process.kill()
    kept = check_recovery(tmp_path / "library", archive, agrees, run)
    assert kept >= (steps - 1) // 4 * 4 or stage != "read"


def test_a_repair_that_is_killed_is_repaired(start, tmp_path, archive, agrees, run):
    with start("between catalogue and index", 3) as process:
        process.stdout.read()
    with Library(tmp_path / "library") as library:
        assert library.needs_repair
        with closing(library.repair()) as steps:
            next(steps, None)
    check_recovery(tmp_path / "library", archive, agrees, run)
