import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.errors import UnusableError
from reader.model import Article, SearchRequest
from reader.search.index import SearchIndex
from reader.search.postings.codec import ENDING


def segments(folder: Path):
    return sorted(path.name for path in folder.glob(f"*{ENDING}"))


def test_a_new_index_is_empty(shelf):
    assert shelf.index.revision == 0
    assert shelf.index.count == 0
    assert shelf.ask("làng").total == 0
    assert shelf.ask("", facets=True).facets["site"] == ()
    assert shelf.ask("xin chao ca lang").relaxed is None


def test_what_was_added_is_found_after_the_commit_only(shelf, article):
    with shelf.index.writer() as writer:
        writer.add(article("a", "làng nghề"))
        assert shelf.ids("làng") == []
        writer.commit(7)
        assert shelf.ids("làng") == ["a"]
        assert shelf.index.revision == 7
        writer.add(article("b", "làng nghề"))
    assert shelf.ids("làng") == ["a"]
    assert shelf.index.revision == 7


def test_one_writer_commits_many_times(shelf, article):
    with shelf.index.writer() as writer:
        for number in range(12):
            writer.add(article(f"a{number}", f"làng thứ {number}"))
            writer.commit(number)
            assert shelf.index.count == number + 1
    assert shelf.ids("làng 11") == ["a11"]
    assert len(segments(shelf.index.folder)) < 8


def test_small_segments_become_one_at_the_end(shelf, article):
    shelf.fill(*(article(f"a{number}", "làng nghề") for number in range(40)))
    with shelf.index.writer() as writer:
        for number in range(3):
            writer.add(article(f"b{number}", "làng mới"))
            writer.commit(number + 2)
        assert len(segments(shelf.index.folder)) == 4
        writer.commit(5, last=True)
    assert len(segments(shelf.index.folder)) == 2
    assert len(shelf.ids("làng")) == 43
    assert shelf.index.revision == 5


def test_a_single_new_article_has_nothing_rewritten(shelf, article):
    shelf.fill(*(article(f"a{number}", "làng nghề") for number in range(200)))
    shelf.fill(*(article(f"b{number}", "làng nghề") for number in range(30)))
    before = segments(shelf.index.folder)
    with shelf.index.writer() as writer:
        writer.add(article("c", "làng mới"))
        writer.commit(3, last=True)
    assert set(before) < set(segments(shelf.index.folder))


def test_an_article_of_the_same_id_is_replaced(shelf, article):
    shelf.fill(article("a", "cũ"), article("b", "khác"))
    shelf.fill(article("a", "mới"), article("c", "một"), article("c", "hai"))
    assert shelf.ids("cũ") == []
    assert shelf.ids("mới") == ["a"]
    assert shelf.ids("một") == []
    assert sorted(shelf.ids()) == ["a", "b", "c"]
    assert shelf.index.count == 3


def test_delete(shelf, article):
    shelf.fill(article("a", "làng"), article("b", "làng"))
    shelf.fill(gone=["a", "unknown"])
    assert shelf.ids("làng") == ["b"]
    shelf.fill(gone=["b"])
    assert shelf.ids() == []
    assert segments(shelf.index.folder) == []
    with shelf.index.writer() as writer:
        writer.add(article("a", "làng"))
        writer.delete("a")
        writer.commit(9)
    assert shelf.ids() == []
    assert shelf.index.revision == 9


def test_clear(shelf, article):
    shelf.fill(article("a", "làng"), article("b", "làng"))
    with shelf.index.writer() as writer:
        writer.add(article("c", "làng"))
        writer.clear()
        writer.add(article("d", "làng"))
        assert shelf.ids("làng") == ["a", "b"]
        writer.commit(5)
    assert shelf.ids("làng") == ["d"]


def test_it_is_there_when_opened_again(shelf, article, tmp_path):
    shelf.fill(article("a", "làng"))
    other = SearchIndex(shelf.index.folder)
    assert other.revision == 1
    assert other.search(SearchRequest("làng")).total == 1
    shelf.fill(article("b", "làng"))
    assert other.search(SearchRequest("làng")).total == 2
    other.close()
    assert other.search(SearchRequest("làng")).total == 2
    assert other.bytes == sum(path.stat().st_size for path in shelf.index.folder.iterdir())


def test_one_writer_at_a_time(shelf, article):
    with (
        shelf.index.writer(),
        pytest.raises(UnusableError) as caught,
        SearchIndex(shelf.index.folder).writer(),
    ):
        pass
    assert caught.value.code == "index-busy"
    shelf.fill(article("a", "làng"))
    assert shelf.ids("làng") == ["a"]


def test_what_is_not_committed_leaves_no_files(shelf, article, monkeypatch):
    monkeypatch.setattr("reader.search.writer.TOKENS_IN_MEMORY", 3)
    with shelf.index.writer() as writer:
        for number in range(5):
            writer.add(article(f"a{number}", "một hai ba bốn"))
        assert len(segments(shelf.index.folder)) == 5
    assert segments(shelf.index.folder) == []


def test_a_full_memory_makes_segments_of_one_commit(shelf, article, monkeypatch):
    monkeypatch.setattr("reader.search.writer.TOKENS_IN_MEMORY", 10)
    shelf.fill(*(article(f"a{number}", "một hai ba bốn") for number in range(20)), article("a3", "năm"))
    assert shelf.index.count == 20
    assert shelf.ids("năm") == ["a3"]


def test_a_failed_commit_changes_nothing(shelf, article, monkeypatch):
    shelf.fill(article("a", "làng"))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("whoosh.index.TOC.write", full)
        with shelf.index.writer() as writer:
            writer.add(article("b", "làng"))
            writer.delete("a")
            with pytest.raises(OSError, match="No space"):
                writer.commit(2)
    assert shelf.ids("làng") == ["a"]
    assert shelf.index.revision == 1
    shelf.fill(article("c", "làng"))
    assert shelf.ids("làng") == ["a", "c"]


@pytest.mark.parametrize("cut", [0, 7, 0.5, -1])
def test_a_cut_off_segment_is_damage(shelf, article, cut):
    shelf.fill(article("a", "làng nghề"))
    path = next(shelf.index.folder.glob(f"*{ENDING}"))
    body = path.read_bytes()
    shelf.index.close()
    path.write_bytes(body[: int(len(body) * cut) if isinstance(cut, float) else cut])
    with pytest.raises(UnusableError) as caught:
        SearchIndex(shelf.index.folder)
    assert caught.value.code == "index-damaged"


def test_a_missing_segment_is_damage(shelf, article):
    shelf.fill(article("a", "làng nghề"))
    shelf.index.close()
    next(shelf.index.folder.glob(f"*{ENDING}")).unlink()
    with pytest.raises(UnusableError) as caught:
        SearchIndex(shelf.index.folder)
    assert caught.value.code == "index-damaged"


@pytest.mark.parametrize("body", [b"", b"nonsense", b"\x80" * 400])
def test_a_broken_table_of_contents_is_damage(shelf, article, body):
    shelf.fill(article("a", "làng nghề"))
    shelf.index.close()
    next(shelf.index.folder.glob("*.toc")).write_bytes(body)
    with pytest.raises(UnusableError) as caught:
        SearchIndex(shelf.index.folder)
    assert caught.value.code == "index-damaged"


def test_an_index_of_another_version_is_damage(shelf, article, monkeypatch):
    shelf.fill(article("a", "làng nghề"))
    monkeypatch.setattr("reader.search.index.VERSION", 999)
    with pytest.raises(UnusableError) as caught:
        SearchIndex(shelf.index.folder)
    assert caught.value.code == "index-damaged"


_WRITER = """
import sys
sys.path.insert(0, {here!r})
from conftest import Shelf, make_article
from pathlib import Path
shelf = Shelf(Path({folder!r}))
with shelf.index.writer() as writer:
    for revision in range(1, 1000):
        for number in range(20):
            text = f"làng thứ {{revision}} " + "nghề cũ " * number
            writer.add(make_article(f"a{{revision}}-{{number}}", text))
        writer.commit(revision)
        print(revision, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills a process the POSIX way")
@pytest.mark.parametrize("commits", [1, 4, 9])
def test_a_killed_writer_loses_only_what_it_did_not_commit(tmp_path, article, commits):
    code = _WRITER.format(here=str(Path(__file__).parent), folder=str(tmp_path / "index"))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        for _ in range(commits):
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    index = SearchIndex(tmp_path / "index")
    assert index.revision >= last
    assert index.count == 20 * index.revision
    assert index.search(SearchRequest("làng thứ")).total == index.count
    with index.writer() as writer:  # the lock went with its owner
        writer.add(article("new", "làng mới"))
        writer.commit(index.revision + 1)
    assert index.search(SearchRequest("làng mới")).total == 1
    named = {path.name.partition(".")[0] for path in index.folder.glob(f"*{ENDING}")}
    assert len(named) == len(index._current().files)
    index.close()


def test_every_field_of_an_article_may_be_empty_or_odd(shelf, article):
    odd: list[Article] = [
        article("a"),
        article(
            "b", "\udcff\ud800 làng", title="\udcff", byline="\x00", url="http://[bad", date="20", site=""
        ),
        article("c", "x" * 70_000, title="làng " * 300, documents=("", "7/QĐ"), section=("", "làng")),
    ]
    shelf.fill(*odd)
    assert sorted(shelf.ids()) == ["a", "b", "c"]
    assert shelf.ids("làng") == ["c", "b"]
    assert shelf.ask("", facets=True, sort="title").total == 3
    for one in odd:
        shelf.index.similar(one)
