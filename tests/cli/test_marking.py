"""``tag``, ``note``, ``backup`` and ``restore``."""

from __future__ import annotations


def test_tags_come_go_and_are_searched_for(run, library):
    article = library["bau-cu"]
    assert run("tag", article, "luận văn").out == "luận văn\n"
    assert run("tag", article, "bầu cử", "--json").json["tags"][0]["name"] == "bầu cử"
    hits = run("search", 'tag:"luận văn"', "--json").json["hits"]
    assert [hit["id"] for hit in hits] == [article]
    assert run("tag", article, "luận văn", "--remove").code == 0
    assert run("tag", article).out == "bầu cử\n"
    gone = run("tag", article, "luận văn", "--remove")
    assert (gone.code, gone.err) == (1, f"gov-reader: The article {article} has no tag “luận văn”.\n")
    assert run("tag", article, " ").code == 2
    assert run("tag", "0" * 16, "x").code == 1


def test_a_note_is_kept_shown_and_taken_away(run, library):
    article = library["bau-cu"]
    assert run("note", article).out == ""
    assert "Xem lại số liệu." in run("note", article, "Xem lại số liệu.").out
    (note,) = run("note", article, "--json").json["notes"]
    assert (note["text"], note["made_on"]) == ("Xem lại số liệu.", article)
    assert [hit["id"] for hit in run("search", "has:notes", "--json").json["hits"]] == [article]
    assert run("note", article, "").code == 0
    assert run("note", article, "--json").json["notes"] == []


def test_backup_and_restore(run, library, tmp_path):
    article = library["bau-cu"]
    run("tag", article, "luận văn")
    file = tmp_path / "sao-luu.jsonl"
    saved = run("backup", file)
    assert (saved.code, saved.out) == (0, "")
    assert "2 entries" in saved.err
    assert run("backup", file).code == 3
    assert run("backup", file, "--force").code == 0
    run("tag", article, "luận văn", "--remove")
    assert run("restore", file, "--json").json == {"restored": 1, "older": 0, "bad": []}
    assert run("tag", article).out == "luận văn\n"
    with file.open("a", encoding="utf-8") as more:
        more.write("hỏng\n")
    broken = run("restore", file)
    assert broken.code == 1
    assert "Line 4: This line of the backup cannot be understood" in broken.err
    assert run("restore", tmp_path / "none").code == 3
    no_backup = tmp_path / "x.txt"
    no_backup.write_text("abc", "utf-8")
    assert run("restore", no_backup).code == 3


def test_a_backup_is_never_written_into_an_archive(run, library, archive):
    refused = run("backup", archive / "sao-luu.jsonl")
    assert refused.code == 3
    assert str(archive) in refused.err
    assert not (archive / "sao-luu.jsonl").exists()
