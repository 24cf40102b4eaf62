"""``reread`` and ``correct``: what somebody knows better than the program."""

from __future__ import annotations

import io

import pytest

from reader.text.labels import CHOICES
from tests.cli.conftest import TITLES


def test_a_correction_is_told_shown_found_and_exported(run, library, tmp_path):
    article = library["bau-cu"]
    ran = run("correct", article, "title", "Ngày hội của toàn dân")
    assert ran.code == 0
    assert "Ngày hội của toàn dân" in ran.out
    assert f"the page says: {TITLES['bau-cu']}" in ran.out
    shown = run("show", article, "--json").json
    assert shown["title"] == "Ngày hội của toàn dân"
    (correction,) = shown["corrections"]
    assert correction.pop("made").endswith("Z")
    assert correction == {
        "field": "title",
        "value": "Ngày hội của toàn dân",
        "extracted": TITLES["bau-cu"],
        "made_on": article,
    }
    assert [hit["id"] for hit in run("search", "ngày hội toàn dân", "--json").json["hits"]] == [article]
    page = tmp_path / "out.txt"
    assert run("export", article, "--format", "txt", "-o", page).code == 0
    told = page.read_text("utf-8")
    assert "\nNgày hội của toàn dân\n====" in told
    assert f"Corrected by hand: title (the page says: {TITLES['bau-cu']})" in told
    assert "Corrected by hand" in run("show", article).out


def test_corrections_are_taken_back(run, library):
    article = library["bau-cu"]
    run("correct", article, "title", "Sai")
    run("correct", article, "byline", "Hoàng Biên")
    one = run("correct", article, "title", "--undo", "--json").json
    assert {each["field"]: each["value"] for each in one["fields"]}["title"] == TITLES["bau-cu"]
    assert run("show", article, "--json").json["byline"] == "Hoàng Biên"
    assert run("correct", article, "--undo").code == 0
    assert "corrections" not in run("show", article, "--json").json
    nothing = run("correct", article, "--undo")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err == f"gov-reader: The article {article} has no such correction.\n"


def test_a_value_may_be_none(run, library):
    article = library["bau-cu"]
    told = run("correct", article, "source", "", "--json").json
    (source,) = (each for each in told["fields"] if each["field"] == "source")
    assert source["value"] is None
    assert source["correction"]["extracted"].startswith("Báo Tỉnh <http")
    assert run("show", article, "--json").json["source"] is None


def test_without_a_field_it_tells_where_the_values_come_from(run, library):
    told = run("correct", library["bau-cu"], "--json").json
    assert told["id"] == library["bau-cu"]
    fields = {each["field"]: each for each in told["fields"]}
    assert list(fields) == [
        *("title", "lead", "byline", "date", "source"),
        *("section", "url", "captured", "encoding", "text"),
    ]
    assert fields["title"] == {
        "field": "title",
        "value": TITLES["bau-cu"],
        "rule": "heading",
        "spot": "h1.title",
        "correctable": True,
        "correction": None,
    }
    assert fields["source"]["rule"] == "label"
    assert fields["url"]["rule"] == "comment"
    text = run("correct", library["bau-cu"]).out
    assert "a heading of the page (h1.title)" in text
    assert "nothing on the page tells it" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["title"], "Give a field and its value, or --undo."),
        (["title", "x", "--undo"], "Give a field and its value, or --undo."),
        (
            ["url", "x"],
            "“url” cannot be corrected; choose from title, lead, byline, date, source, section, text.",
        ),
        (["date", "31/02/2021"], "“31/02/2021” is not a day; write 2021-05-23 or 23/05/2021."),
        (["lead", "Không có"], "A lead is a part of the article's text; nothing was changed."),
    ],
)
def test_wrong_corrections_are_one_line_and_code_2(run, library, words, told):
    ran = run("correct", library["bau-cu"], *words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"gov-reader: {told}\n")


def test_an_article_is_read_again_as_chosen(run, library):
    article = library["y-te"]
    before = run("show", article, "--json").json
    tried = run("reread", article, "--encoding", "Windows-1258", "--try", "--json")
    assert tried.json["title"] != before["title"]
    assert run("show", article, "--json").json == before
    ran = run("reread", article, "--encoding", "Windows-1258", "--json")
    assert (ran.code, ran.json["id"]) == (0, article)
    assert ran.json["encoding"] == {
        "declared": "utf-8",
        "used": "windows-1258",
        "repaired": None,
        "chosen": True,
    }
    assert run("show", article, "--json").json["title"] == tried.json["title"]
    shown = run("reread", article, "--encoding", "windows-1258").out
    assert "Letters read as windows-1258 (the page says utf-8) · chosen by hand" in shown
    back = run("reread", article, "--auto", "--json")
    assert back.json == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Which encoding? Give --encoding NAME, or --auto."),
        (["--auto", "--encoding", "utf-8"], "Which encoding? Give --encoding NAME, or --auto."),
        (["--encoding", "klingon"], "There is no encoding “klingon”; gov-reader reread --list names them."),
        (["--encoding", "utf-16"], "Read as utf-16le, the page has no text; nothing was changed."),
    ],
)
def test_wrong_readings_are_one_line_and_code_2(run, library, words, told):
    ran = run("reread", library["y-te"], *words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"gov-reader: {told}\n")


def test_an_unknown_article_is_code_1(run, library):
    for words in (["reread", "0" * 16, "--auto"], ["correct", "0" * 16, "title", "x"], ["correct", "0" * 16]):
        assert run(*words).code == 1


def test_a_page_that_is_away_is_code_3(run, library, archive):
    archive.rename(archive.with_name("elsewhere"))
    ran = run("reread", library["y-te"], "--encoding", "tcvn3")
    assert (ran.code, ran.out) == (3, "")
    assert "y-te.html cannot be reached" in ran.err


def test_the_encodings_are_listed(run):
    names = [each["name"] for each in run("reread", "--list", "--json", library=False).json["encodings"]]
    assert names == list(CHOICES)
    assert "tcvn3         Vietnamese, TCVN3 (ABC, .VnTime)" in run("reread", "--list", library=False).out
    assert run("reread", "--encoding", "tcvn3").err == "gov-reader: Which article? Give its id.\n"


def test_a_text_is_read_from_standard_input(run, library, monkeypatch, tmp_path):
    article = library["bau-cu"]
    typed = "Đoạn một.\n\nĐoạn hai, gõ lại.\n".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "ascii"))
    told = run("correct", article, "text", "-", "--json").json
    (text,) = (each for each in told["fields"] if each["field"] == "text")
    assert (text["value"], text["correctable"]) == ("Đoạn một.\n\nĐoạn hai, gõ lại.", True)
    assert run("show", article, "--text").out.count("Đoạn hai, gõ lại.") == 1
    assert "Đoạn một. Đoạn hai, gõ lại." in run("correct", article).out
    target = tmp_path / "a.md"
    assert run("export", article, "--format", "md", "-o", str(target)).code == 0
    exported = target.read_text("utf-8")
    assert "Đoạn hai, gõ lại." in exported
    assert "text" in next(line for line in exported.splitlines() if line.startswith("corrected:"))
    run("correct", article, "section", "Tin › Xã")
    assert run("show", article, "--json").json["section"] == ["Tin", "Xã"]
    assert run("correct", article, "--undo").code == 0
    assert "corrections" not in run("show", article, "--json").json
