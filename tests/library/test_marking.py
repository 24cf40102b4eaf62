"""Marks: put on articles, shown on other captures of the page, found, taken back, kept through everything."""

import json
from collections import deque

import pytest

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.library.library import Library
from reader.library.lock import writer_lock
from reader.model import SearchRequest

URL = "https://xa-a.example/tin.html"


def found(library, query, **filters):
    return {hit.id for hit in library.search(SearchRequest(query, **filters)).hits}


def everything(library):
    """All entries of all lists of the notebook."""
    return {
        (each.kind, each.name): library.marks.entries(each.kind, each.name) for each in library.marks.lists()
    }


def facet(library, name):
    facets = library.search(SearchRequest("", facets=True)).facets
    return {each.value: each.count for each in facets.get(name, ())}


@pytest.fixture
def page(archive, library, run, ids):
    """A page in the library, with another one beside it; gives its id."""
    archive.page("a.html", "Họp dân về nước sạch nông thôn", url=URL, text="Một đoạn đáng nhớ của bài")
    archive.page("khac.html", "Trang khác hẳn nói về mùa màng", url="https://xa-a.example/khac.html")
    run(library, archive.folder)
    return ids(library)["Họp dân về nước sạch nông thôn"]


@pytest.fixture
def later(archive, library, run, page):
    """A later capture of the same page, with other bytes; gives its id."""
    time = 1_700_000_000
    archive.page(
        "b.html",
        "Họp dân về nước sạch nông thôn",
        url=URL,
        text="Một đoạn đáng nhớ của bài. Và thêm",
        time=time,
    )
    run(library, archive.folder)
    (other,) = {each.id for each in library.captures(URL)[1]} - {page}
    return other


def test_tags_are_listed_found_counted_and_taken_off(library, page, agrees):
    library.marks.tag(page, "  Nước   sạch ")
    library.marks.tag(page, "luận văn")
    assert [tag.name for tag in library.marks.of(page).tags] == ["luận văn", "Nước sạch"]
    assert found(library, 'tag:"nước sạch"') == {page}
    assert facet(library, "tag") == {"Nước sạch": 1, "luận văn": 1}
    assert [(each.name, each.count) for each in library.marks.tags()] == [("luận văn", 1), ("Nước sạch", 1)]
    library.marks.untag(page, "Nước sạch")
    assert found(library, 'tag:"nước sạch"') == set()
    assert [each.title for each in library.marks.tagged("luận văn")] == ["Họp dân về nước sạch nông thôn"]
    with pytest.raises(NotFoundError, match="tag-unknown"):
        library.marks.untag(page, "Nước sạch")
    agrees(library)


def test_a_tag_renamed_takes_in_the_one_of_that_name(library, page):
    for name in ("nuoc", "nước"):
        library.marks.tag(page, name)
    library.marks.rename_tag("nuoc", "nước")
    assert [tag.name for tag in library.marks.of(page).tags] == ["nước"]
    assert found(library, "tag:nước") == {page}


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 101])
def test_a_name_is_some_letters_and_not_too_many(library, page, name):
    with pytest.raises(UsageError, match="name-"):
        library.marks.tag(page, name)
    assert library.marks.of(page).tags == ()


def test_marks_show_on_other_captures_and_say_where_they_were_made(library, page, later):
    library.marks.tag(page, "nước")
    library.marks.write_note(page, "Hỏi lại ông trưởng thôn.")
    library.marks.set_flag(page, "star", on=True)
    marks = library.marks.of(later)
    assert [(tag.name, tag.made_on) for tag in marks.tags] == [("nước", page)]
    assert [(note.text, note.made_on) for note in marks.notes] == [("Hỏi lại ông trưởng thôn.", page)]
    assert marks.starred
    assert found(library, "tag:nước") == {page, later}
    assert found(library, "has:notes") == {page, later}
    library.marks.untag(later, "nước")
    library.marks.set_flag(later, "star", on=False)
    assert library.marks.of(page).tags == ()
    assert not library.marks.of(page).starred


def test_a_capture_imported_later_has_the_tags(library, page, archive, run):
    library.marks.tag(page, "nước")
    archive.page("c.html", "Họp dân về nước sạch nông thôn", url=URL, text="Bản thứ ba của trang này")
    run(library, archive.folder)
    assert len(found(library, "tag:nước")) == 2


def test_a_page_without_an_address_keeps_its_marks_when_its_file_changes(library, archive, run, ids):
    archive.page("a.html", "Trang không rõ địa chỉ", url=None, text="Một đoạn đáng nhớ của bài")
    run(library, archive.folder)
    (page,) = ids(library).values()
    start = library.article(page).text.index("đáng nhớ")
    library.marks.highlight(page, start, start + 8)
    library.marks.tag(page, "nước")
    archive.page("a.html", "Trang không rõ địa chỉ", url=None, text="Thêm vào. Một đoạn đáng nhớ", time=2e9)
    run(library, archive.folder)
    (later,) = found(library, "tag:nước") - {page}
    (anchored,) = library.marks.anchored(later)
    assert library.article(later).text[anchored.start : anchored.end] == "đáng nhớ"


def test_an_empty_note_is_none(library, page):
    library.marks.write_note(page, "tạm")
    assert found(library, "has:notes") == {page}
    library.marks.write_note(page, "  \n")
    assert library.marks.of(page).notes == ()
    assert found(library, "has:notes") == set()


def test_a_note_keeps_when_it_was_made(library, page, monkeypatch):
    monkeypatch.setattr("reader.library.marking.now", lambda: "2024-01-01T00:00:00Z")
    library.marks.write_note(page, "một")
    monkeypatch.setattr("reader.library.marking.now", lambda: "2024-02-02T00:00:00Z")
    library.marks.write_note(page, "hai")
    (note,) = library.marks.of(page).notes
    assert (note.text, note.made, note.changed) == ("hai", "2024-01-01T00:00:00Z", "2024-02-02T00:00:00Z")
    assert [each.note.text for each in library.marks.notes()] == ["hai"]


def test_highlights_are_found_again_in_another_capture(library, page, later):
    text = library.article(page).text
    start = text.index("đoạn đáng nhớ")
    mark = library.marks.highlight(page, start, start + 13, colour="green", comment="trích")
    for article_id in (page, later):
        (anchored,) = library.marks.anchored(article_id)
        there = library.article(article_id).text
        assert there[anchored.start : anchored.end] == "đoạn đáng nhớ"
    changed = library.marks.change_highlight(mark.key, comment="trích dẫn")
    gone = library.marks.drop_highlight(mark.key)
    assert library.marks.anchored(page) == ()
    library.marks.undo(gone)
    (again,) = (each.highlight for each in library.marks.highlights())
    assert (again.comment, again.colour, again.made) == ("trích dẫn", "green", mark.made)
    library.marks.undo(changed)
    assert [each.highlight for each in library.marks.highlights()] == [mark]
    assert found(library, "has:notes") == {page, later}


def test_a_highlight_of_nothing_is_refused(library, page):
    with pytest.raises(UsageError, match="passage-empty"):
        library.marks.highlight(page, 5, 5)
    with pytest.raises(NotFoundError, match="highlight-unknown"):
        library.marks.drop_highlight("0" * 16)


def test_collections_keep_their_order_and_can_be_undone(library, page, ids):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    assert library.marks.new_collection(" Luận  văn ") == "Luận văn"
    with pytest.raises(UsageError, match="collection-exists"):
        library.marks.new_collection("Luận văn")
    library.marks.collect("Luận văn", [page, other])
    assert {each.id for each in library.marks.collection("Luận văn")} == {page, other}
    assert library.marks.of(page).collections == ("Luận văn",)
    library.marks.rename_collection("Luận văn", "Chương một")
    library.marks.uncollect("Chương một", other)
    assert [(each.name, each.count) for each in library.marks.collections()] == [("Chương một", 1)]
    gone = library.marks.delete_list("collection", "Chương một")
    assert library.marks.of(page).collections == ()
    assert library.marks.collections() == ()
    library.marks.undo(gone)
    assert library.marks.of(page).collections == ("Chương một",)


@pytest.mark.parametrize("kind", ["star", "to-read", "tag", "notes", "highlights", "collection"])
def test_what_is_taken_out_of_a_list_can_be_put_back_also_of_a_forgotten_archive(
    library, page, archive, kind, agrees
):
    library.marks.set_flag(page, "star", on=True)
    library.marks.set_flag(page, "to-read", on=True)
    library.marks.tag(page, "nước")
    library.marks.write_note(page, "Ghi chú")
    key = library.marks.highlight(page, 0, 9).key
    library.marks.collect("Bộ", [page])
    library.forget(str(archive.folder))
    before = everything(library)
    name = {"tag": "nước", "collection": "Bộ"}.get(kind, "")
    taken = library.marks.take_out(kind, name, ids=[page], keys=[key])
    assert len(taken.before) == 1
    assert everything(library) != before
    library.marks.undo(taken)
    assert everything(library) == before
    agrees(library)


def test_a_deleted_tag_is_off_everywhere_until_it_is_put_back(library, page, ids):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    for article_id in (page, other):
        library.marks.tag(article_id, "nước")
    taken = library.marks.delete_list("tag", "nước")
    assert library.marks.tags() == ()
    assert found(library, "tag:nước") == set()
    library.marks.undo(taken)
    assert found(library, "tag:nước") == {page, other}


def test_the_reading_list_and_what_was_opened(library, page, ids, monkeypatch):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    times = iter(f"2024-01-01T00:00:{second:02d}Z" for second in range(60))
    monkeypatch.setattr("reader.library.marking.now", lambda: next(times))
    library.marks.set_flag(page, "to-read", on=True)
    for article_id in (page, other, page):
        library.marks.note_opened(article_id)
    assert [each.id for each in library.marks.recently_opened()] == [page, other]
    assert [each.article.id for each in library.marks.entries("to-read")] == [page]
    gone = library.marks.delete_list("opened")
    assert library.marks.recently_opened() == ()
    assert library.marks.of(page).to_read
    library.marks.undo(gone)
    assert [each.id for each in library.marks.recently_opened()] == [page, other]


def test_marks_survive_forgetting_rebuilding_and_importing_again(library, page, archive, run, agrees):
    library.marks.tag(page, "nước")
    library.marks.write_note(page, "Giữ lại.")
    library.forget(str(archive.folder))
    (listed,) = library.marks.tagged("nước")
    assert (listed.title, listed.held) == ("Họp dân về nước sạch nông thôn", False)
    assert found(library, "tag:nước") == set()
    run(library, archive.folder)
    deque(library.rebuild(), maxlen=0)
    assert found(library, "tag:nước") == {page}
    assert library.marks.of(page).notes[0].text == "Giữ lại."
    agrees(library)


def test_marks_are_kept_and_found_while_somebody_writes(library, page):
    with (
        writer_lock(library.folder, library._catalogue.transaction),
        Library(library.folder) as other,
    ):
        other.marks.tag(page, "nước")
        assert [tag.name for tag in other.marks.of(page).tags] == ["nước"]
        assert found(other, "tag:nước") == {page}
    assert found(library, "tag:nước") == {page}


def test_nothing_is_said_in_a_library_that_is_only_read(library, page):
    with Library(library.folder, read_only=True) as readable:
        with pytest.raises(UnusableError, match="library-read-only"):
            readable.marks.tag(page, "nước")
        assert readable.marks.of(page).tags == ()


def test_nothing_is_said_of_an_unknown_article(library, page):
    with pytest.raises(NotFoundError, match="article-unknown"):
        library.marks.tag("0" * 16, "nước")


def test_wanted_addresses_are_a_list(library):
    library.marks.want("https://xa-b.example/mat.html")
    library.marks.want("https://xa-b.example/mat.html")
    assert [each.url for each in library.marks.wanted()] == ["https://xa-b.example/mat.html"]
    library.marks.unwant("https://xa-b.example/mat.html")
    assert library.marks.wanted() == ()


# ---- several at once, found at once, taken back


def test_marks_on_several_articles_are_one_change(library, page, ids):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    library.marks.tag(page, "nước")
    change = library.marks.tag_each([page, other, "0" * 16], "nước")
    assert [row[1][0] for row in change.after] == [other]
    assert found(library, "tag:nước") == {page, other}
    library.marks.undo(change)
    assert found(library, "tag:nước") == {page}
    gone = library.marks.untag_each([page, other], "nước")
    assert found(library, "tag:nước") == set()
    library.marks.undo(gone)
    assert found(library, "tag:nước") == {page}
    read = library.marks.flag_each([page, other], "read", on=True)
    assert found(library, "is:unread") == set()
    library.marks.flag_each([page], "read", on=False)
    assert found(library, "is:unread") == {page}
    library.marks.undo(read)
    assert found(library, "is:read") == set()


def test_what_was_said_is_found_at_once(library, page, ids):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    library.marks.write_note(page, "Hỏi lại ông trưởng thôn")
    key = library.marks.highlight(other, 0, 9, comment="số liệu lạ").key
    assert found(library, "note:truong") == found(library, 'note:"trưởng thôn"') == {page}
    assert found(library, "note:liệ*") == {other}
    assert found(library, "has:highlights") == {other}
    assert found(library, "has:notes") == {page, other}
    library.marks.set_flag(page, "star", on=True)
    library.marks.set_flag(page, "to-read", on=True)
    assert found(library, "is:starred -is:read") == found(library, "is:listed") == {page}
    assert facet(library, "mark") == {"starred": 1, "to-read": 1, "unread": 2, "notes": 2, "highlights": 1}
    hits = {hit.id: hit.marks for hit in library.search(SearchRequest("")).hits}
    assert hits == {page: ("starred", "to-read", "notes"), other: ("notes", "highlights")}
    library.marks.change_highlight(key, comment="")
    assert found(library, "has:notes") == {page}


def test_an_article_that_is_opened_counts_as_read_when_wanted(library, page):
    library.marks.note_opened(page)
    assert found(library, "is:read") == set()
    library.marks.note_opened(page, read=True)
    assert found(library, "is:read") == {page}


@pytest.mark.parametrize("what", ["note", "comment", "tag", "collection", "order"])
def test_every_change_can_be_taken_back(library, page, ids, what):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    marks = library.marks
    marks.write_note(page, "cũ")
    key = marks.highlight(page, 0, 9, comment="cũ").key
    for name in ("nuoc", "nước"):
        marks.tag(page, name)
    marks.tag(other, "nuoc")
    marks.collect("Chương", [page, other])
    before = everything(library)
    change = {
        "note": lambda: marks.write_note(page, "mới"),
        "comment": lambda: marks.change_highlight(key, comment="mới", colour="pink"),
        "tag": lambda: marks.rename_tag("nuoc", "nước"),
        "collection": lambda: marks.rename_collection("Chương", "Phần"),
        "order": lambda: marks.arrange("Chương", [other, page]),
    }[what]()
    assert everything(library) != before
    marks.undo(change)
    assert everything(library) == before


def test_a_collection_that_was_filled_meanwhile_stays_when_its_beginning_is_taken_back(library, page, ids):
    other = ids(library)["Trang khác hẳn nói về mùa màng"]
    begun = library.marks.collect("Chương", [page])
    library.marks.collect("Chương", [other])
    library.marks.undo(begun)
    assert [each.id for each in library.marks.collection("Chương")] == [other]


def test_highlights_whose_words_are_gone_are_listed(library, page, archive):
    text = library.article(page).text
    start = text.index("đoạn đáng nhớ")
    library.marks.highlight(page, start, start + 13)
    assert library.marks.entries("lost") == ()
    library.correct(page, {"text": text.replace("đoạn đáng nhớ", "khúc")})
    assert [each.said for each in library.marks.entries("lost")] == ["đoạn đáng nhớ"]
    library.undo_corrections(page)
    assert library.marks.entries("lost") == ()
    library.forget(str(archive.folder))
    (lost,) = library.marks.entries("lost")
    assert (lost.said, lost.article.held) == ("đoạn đáng nhớ", False)


# ---- backup and restore


def say_everything(library, page):
    library.marks.tag(page, "nước")
    library.marks.write_note(page, "Dòng một\nDòng hai \u2028 và “ngoặc”")
    library.marks.set_flag(page, "star", on=True)
    library.marks.highlight(page, 3, 30, comment="đoạn")
    library.marks.collect("Luận văn", [page])
    library.marks.note_opened(page)
    library.marks.want("https://xa-b.example/mat.html")
    library.correct(page, {"title": "Tiêu đề đã sửa lại cho đúng", "byline": None})
    library.reread(page, "windows-1258")


def entries(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[1:] if line]


@pytest.mark.parametrize("first", ["import", "restore"])
def test_a_backup_restored_elsewhere_is_the_same(first, library, page, archive, run, tmp_path, agrees):
    say_everything(library, page)
    saved = tmp_path / "sao-luu.jsonl"
    count = library.backup(saved)
    assert count == len(entries(saved)) == 11
    with Library(tmp_path / "second") as second:
        if first == "import":
            run(second, archive.folder)
        restored = second.restore(saved)
        assert (restored.restored, restored.older, restored.bad) == (10, 0, ())
        if first == "restore":
            run(second, archive.folder)
        deque(second.rebuild(), maxlen=0)
        assert second.marks.of(page) == library.marks.of(page)
        assert second.article(page) == library.article(page)
        assert found(second, "tag:nước has:notes đã sửa lại") == {page}
        again = tmp_path / "lai.jsonl"
        second.backup(again)
        assert entries(again) == entries(saved)
        agrees(second)


def test_a_restore_leaves_what_is_newer_here(library, page, tmp_path, monkeypatch):
    monkeypatch.setattr("reader.library.marking.now", lambda: "2024-01-01T00:00:00Z")
    library.marks.write_note(page, "cũ")
    saved = tmp_path / "sao-luu.jsonl"
    library.backup(saved)
    monkeypatch.setattr("reader.library.marking.now", lambda: "2024-02-01T00:00:00Z")
    library.marks.write_note(page, "mới")
    restored = library.restore(saved)
    assert (restored.restored, restored.older) == (0, 1)
    assert library.marks.of(page).notes[0].text == "mới"


def test_bad_lines_are_told_and_the_rest_is_taken(library, page, tmp_path):
    library.marks.tag(page, "nước")
    saved = tmp_path / "sao-luu.jsonl"
    library.backup(saved)
    library.marks.untag(page, "nước")
    good = saved.read_text("utf-8")
    bad = [
        '{"kind": "tag"}',
        "không phải JSON",
        '{"kind": "highlight", "start": true}',
        '["tag"]',
        "{" * 5000,
    ]
    bad.append(json.dumps({"kind": "flag", "id": page, "flag": "lạ", "made": "x"}))
    saved.write_text(good + "\n".join(bad) + "\n", "utf-8")
    restored = library.restore(saved)
    lines = good.count("\n")
    assert [each.line for each in restored.bad] == [lines + 1 + at for at in range(len(bad))]
    assert [tag.name for tag in library.marks.of(page).tags] == ["nước"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "not-a-backup"),
        ("xin chào", "not-a-backup"),
        ('{"file": "gov-reader backup", "version": 99}\n', "backup-newer"),
    ],
)
def test_what_is_no_backup_is_refused(library, tmp_path, content, code):
    path = tmp_path / "x.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(UnusableError, match=code):
        library.restore(path)


def test_a_backup_replaces_no_file_unasked(library, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text("của người khác", "utf-8")
    with pytest.raises(UnusableError, match="file-exists"):
        library.backup(path)
    assert path.read_text("utf-8") == "của người khác"
    assert library.backup(path, force=True) == 0
    with pytest.raises(UnusableError, match="file-unwritable"):
        library.backup(tmp_path / "không-có" / "x.jsonl")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
