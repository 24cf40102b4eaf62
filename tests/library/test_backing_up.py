"""A backup taken up by libraries of every kind: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library.backing_up import backup, restore
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.marks import Identity
from reader.library.library import Library
from reader.library.safekeeping import keep_daily
from reader.model import Highlight

PAGE = "a" * 16
DAYS = [f"2024-01-0{day}T00:00:00Z" for day in range(1, 6)]


class Shelf:
    """A library's marks without its archives."""

    def __init__(self, folder, name):
        self.catalogue = Catalogue(folder / f"{name}.db")
        self.tables = self.catalogue.marks
        self.folder, self.name = folder, name

    def say(self, do):
        with self.catalogue.transaction():
            self.tables.know([Identity(PAGE, None, "Một trang", None, None, None)])
            do(self.tables)
        return self

    def backup(self):
        path = self.folder / f"{self.name}.jsonl"
        backup(self.catalogue, path, force=True)
        return path

    def entries(self):
        lines = self.backup().read_text("utf-8").split("\n")[1:]
        return sorted((json.loads(line) for line in lines if line), key=lambda each: json.dumps(each))

    def kinds(self, kind):
        return [each for each in self.entries() if each["kind"] == kind]


@pytest.fixture
def shelf(tmp_path):
    made = []

    def make(name):
        made.append(Shelf(tmp_path, name))
        return made[-1]

    yield make
    for each in made:
        each.catalogue.close()


def note(text, made, changed):
    return lambda tables: tables.put_note(PAGE, text, made, changed)


def highlight(key, *, quote="đoạn", comment="", changed=DAYS[0]):
    mark = Highlight(key, quote, "trước ", " sau", 6, "yellow", comment, DAYS[0], changed, PAGE)
    return lambda tables: tables.put_highlight(mark)


def merged(first, second):
    """What both ways of putting two libraries together give."""
    one, two = first.backup(), second.backup()
    restore(first.catalogue, two)
    restore(second.catalogue, one)
    assert first.entries() == second.entries()
    before = first.entries()
    again = restore(first.catalogue, second.backup())
    assert first.entries() == before
    assert again.bad == ()
    return first


def test_the_newer_form_of_one_note_stays(shelf):
    both = merged(shelf("a").say(note("cũ", DAYS[0], DAYS[1])), shelf("b").say(note("mới", DAYS[0], DAYS[2])))
    assert [each["text"] for each in both.kinds("note")] == ["mới"]


def test_two_notes_that_were_begun_apart_are_both_kept(shelf):
    both = merged(
        shelf("a").say(note("ở nhà", DAYS[0], DAYS[1])), shelf("b").say(note("ở cơ quan", DAYS[1], DAYS[2]))
    )
    assert [each["text"] for each in both.kinds("note")] == ["ở cơ quan\n\n---\n\nở nhà"]


def test_a_passage_highlighted_on_both_sides_is_one(shelf):
    both = merged(
        shelf("a").say(highlight("k1")), shelf("b").say(highlight("k1", comment="x", changed=DAYS[2]))
    )
    assert [each["comment"] for each in both.kinds("highlight")] == ["x"]
    here, there = shelf("c").say(highlight("k1")), shelf("d").say(highlight("k2"))
    restore(here.catalogue, there.backup())
    assert len(here.kinds("highlight")) == 1
    restore(here.catalogue, shelf("e").say(highlight("k3", comment="khác")).backup())
    assert len(here.kinds("highlight")) == 2


def test_a_collection_keeps_its_order(shelf):
    ids = [letter * 16 for letter in "cab"]

    def fill(tables):
        tables.put_collection("Chương", DAYS[0])
        tables.collect("Chương", ids, DAYS[1])

    first, second = shelf("a").say(fill), shelf("b")
    restore(second.catalogue, first.backup())
    assert [each["id"][0] for each in second.kinds("collected")] == ["a", "b", "c"]
    assert {each["id"][0]: each["place"] for each in second.kinds("collected")} == {"c": 1, "a": 2, "b": 3}


def entry(**values):
    return json.dumps(values, ensure_ascii=False)


@pytest.mark.parametrize(
    "line",
    [
        entry(kind="note", id=PAGE, text="x", made="hôm qua", changed=DAYS[0]),
        entry(kind="tag", id=PAGE, name=" ", made=DAYS[0]),
        entry(kind="tag", id=PAGE, name="x" * 200, made=DAYS[0]),
        '{"kind": "tag", "id": "' + PAGE + '", "name": "\\ud800", "made": "2024-01-01T00:00:00Z"}',
        entry(kind="collected", name="x", id=PAGE, made=DAYS[0], place=10**30),
        entry(kind="collected", name="x", id=PAGE, made=DAYS[0], place=-1),
        entry(kind="lạ", id=PAGE),
        "[1, 2",
        "\x00\x01",
    ],
)
def test_a_damaged_line_is_told_and_the_rest_is_restored(shelf, line):
    source = shelf("a").say(lambda tables: tables.put_tags([PAGE], "nước", DAYS[0])).backup()
    lines = source.read_text("utf-8").split("\n")
    source.write_text("\n".join([lines[0], line, *lines[1:]]), "utf-8", errors="surrogatepass")
    there = shelf("b")
    done = restore(there.catalogue, source)
    assert [each.line for each in done.bad] == [2]
    assert [each["name"] for each in there.kinds("tag")] == ["nước"]


def test_a_backup_without_its_first_line_is_still_restored(shelf):
    source = shelf("a").say(lambda tables: tables.put_tags([PAGE], "nước", DAYS[0])).backup()
    lines = source.read_bytes().split(b"\n")
    source.write_bytes(b"\n".join([b"\xff\xfe", *lines[1:]]))
    there = shelf("b")
    assert [each.line for each in restore(there.catalogue, source).bad] == [1]
    assert [each["name"] for each in there.kinds("tag")] == ["nước"]


def test_a_library_keeps_a_backup_of_every_day_with_changes(shelf, tmp_path, monkeypatch):
    def on(day):
        monkeypatch.setattr("reader.library.safekeeping.now", lambda: f"2024-03-{day:02}T08:00:00Z")
        return keep_daily(there.catalogue, tmp_path)

    there = shelf("a")
    assert on(1) is None  # nothing was said yet
    for day in range(2, 12):
        there.say(note(f"ngày {day}", DAYS[0], f"2024-03-{day:02}T00:00:00Z"))
        assert on(day) == tmp_path / "backups" / f"marks-2024-03-{day:02}.jsonl"
        assert on(day) is None
    assert on(12) is None
    kept = sorted(each.name for each in (tmp_path / "backups").iterdir())
    assert kept == [f"marks-2024-03-{day:02}.jsonl" for day in range(5, 12)]
    other = shelf("b")
    restore(other.catalogue, tmp_path / "backups" / kept[-1])
    assert other.kinds("note")[0]["text"] == "ngày 11"


def test_what_a_restore_changes_is_kept_before(tmp_path):
    with Library(tmp_path / "library") as library:
        library.marks.want("https://xa-a.example/1")
        saved = tmp_path / "x.jsonl"
        library.backup(saved)
        library.marks.want("https://xa-a.example/2")
        library.restore(saved)
    (kept,) = (tmp_path / "library" / "backups").iterdir()
    assert kept.name.startswith("before-restore-")
    assert "xa-a.example/2" in kept.read_text("utf-8")


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
names = words.map(lambda text: "".join(text.split())).filter(str.isalnum)
ids = st.sampled_from(["a" * 16, "b" * 16, "c" * 16])
days = st.sampled_from(DAYS)
marks = st.lists(
    st.one_of(
        st.tuples(st.just("tag"), ids, names, days),
        st.tuples(st.just("note"), ids, words.filter(str.strip), days),
        st.tuples(st.just("flag"), ids, st.sampled_from(["star", "to-read", "read"]), days),
        st.tuples(st.just("highlight"), ids, words, days),
        st.tuples(st.just("collected"), ids, names, days),
        st.tuples(st.just("opened"), ids, st.just(""), days),
    ),
    max_size=12,
)


def put(tables, number, kind, article, text, day):
    tables.know([Identity(article, None, "Trang", None, None, None)])
    match kind:
        case "tag":
            tables.put_tags([article], text, day)
        case "note":
            tables.put_note(article, text, day, day)
        case "flag":
            tables.put_flags([article], text, day)
        case "highlight":
            mark = Highlight(f"k{number}", text, text, "", number, "blue", text, day, day, article)
            tables.put_highlight(mark)
        case "collected":
            tables.put_collection(text, day)
            tables.collect(text, [article], day)
        case "opened":
            tables.put_opened(article, day, 100)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks)
def test_whatever_was_said_comes_back_the_same(tmp_path_factory, said):
    folder = tmp_path_factory.mktemp("marks")
    first, second = Shelf(folder, "a"), Shelf(folder, "b")
    try:
        with first.catalogue.transaction():
            for number, each in enumerate(said):
                put(first.tables, number, *each)
        assert restore(second.catalogue, first.backup()).bad == ()
        assert second.entries() == first.entries()
        restore(second.catalogue, first.backup())
        assert second.entries() == first.entries()
    finally:
        first.catalogue.close()
        second.catalogue.close()
